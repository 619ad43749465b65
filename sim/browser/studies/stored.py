"""Stored studies: which there are, and what they are called."""

import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from sim.browser.words import count, say
from sim.scenario.lookup import scenario_names
from sim.scenario.resolve import load_scenario
from sim.texts.bilingual import LANGUAGES, Language

MOST_LISTED = 60


class Stored(NamedTuple):
    """A folder with a study in it."""

    folder: Path
    manifest: dict[str, Any]

    def title(self, language: Language) -> str:
        """Say what was studied, on how many runs, and when it was written."""
        if self.manifest["kind"] == "sweep":
            return _sweep_title(self.manifest, language)
        names = [words[language] for key in self.manifest["policies"] for words in [self.manifest["scenarios"][key]["title"]]]
        shown = say("study.and", language).join(names[:3]) + (" …" if len(names) > 3 else "")
        return say("study.comparison_title", language, policies=shown, replicates=count(self.manifest["replicates"]), when=_when(self))


def stored(root: Path, kind: str) -> list[Stored]:
    """Return the studies of one kind in a folder and the folders in it, newest first; what cannot be read is passed over."""
    found = [one for one in _manifests(root) if one.manifest.get("kind") == kind and _has_title(one)]
    return sorted(found, key=lambda one: -(one.folder / "manifest.json").stat().st_mtime)[:MOST_LISTED]


def _manifests(root: Path) -> Iterator[Stored]:
    for path in [root / "manifest.json", *root.glob("*/manifest.json"), *root.glob("*/*/manifest.json")]:
        if len(path.parent.name) == 64 or not path.is_file():
            continue  # a single run of the store
        try:
            manifest = json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            continue
        if isinstance(manifest, dict):
            yield Stored(path.parent, manifest)


def _has_title(one: Stored) -> bool:
    try:
        return all(one.title(language) for language in LANGUAGES)
    except (AttributeError, KeyError, TypeError, ValueError):  # the manifest is damaged
        return False


def _sweep_title(manifest: dict[str, Any], language: Language) -> str:
    name = str(manifest["plan"]["scenario"])
    title = load_scenario(name).title.in_language(language) if name in scenario_names() else name
    return say("study.sweep_title", language, scenario=title, factors=count(len(manifest["plan"]["vary"])))


def _when(one: Stored) -> str:
    return datetime.fromtimestamp((one.folder / "manifest.json").stat().st_mtime).strftime("%Y-%m-%d %H:%M")
