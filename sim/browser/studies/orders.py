"""Orders of studies, made from what a page's form holds."""

import hashlib
import json
import os
import shlex
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sim.browser.live.files import safe_stem, saved_text
from sim.browser.server import RESULTS_VARIABLE
from sim.browser.session import Draft
from sim.texts.bilingual import Language

OWN = "own-settings"
"""Stands for the scenario of the live run with the reader's changes."""


def results_folder() -> Path:
    """Folder of stored results."""
    return Path(os.environ.get(RESULTS_VARIABLE, "results"))


def comparison_order(
    baseline: str, policies: Sequence[str], *, draft: Draft | None, replicates: int, seed: int, language: Language
) -> dict[str, Any]:
    """Return the order of a comparison; :data:`OWN` among the policies means the draft's settings."""
    scenarios = [_said(name, draft, language) for name in (baseline, *policies)]
    names = [one["name"] for one in scenarios]
    command = shlex.join(["metrosim", "compare", *names, "--replicates", str(replicates), "--seed", str(seed)])
    order = {"kind": "comparison", "scenarios": scenarios, "replicates": replicates, "seed": seed, "command": command}
    return _placed(order, language)


def sweep_order(plan: dict[str, Any], *, language: Language) -> dict[str, Any]:
    """Return the order of a sweep."""
    return _placed({"kind": "sweep", "plan": plan, "command": "metrosim sweep plan.yaml"}, language)


def _placed(order: dict[str, Any], language: Language) -> dict[str, Any]:
    mark = hashlib.sha256(json.dumps(order, sort_keys=True).encode()).hexdigest()[:12]
    root = results_folder()
    return {**order, "folder": str(root / f"browser-{order['kind']}-{mark}"), "store": str(root / "store"), "language": language}


def _said(name: str, draft: Draft | None, language: Language) -> dict[str, str]:
    if name != OWN or draft is None:
        return {"name": name}
    stem = f"{safe_stem(draft.source)}-changed"
    return {"name": f"{stem}.yaml", "text": saved_text(draft.scenario, language=language)}
