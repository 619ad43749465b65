"""Section: everything needed to get the same numbers again."""

import json
from typing import Any

from sim.report.comparison import Comparison
from sim.report.markup import Markup, code, element, joined
from sim.report.measure import written
from sim.report.words import report_text
from sim.texts.bilingual import Language


def reproduce(comparison: Comparison, language: Language) -> Markup:
    """Return command, version, seeds, parameters and address of the comparison."""
    manifest = comparison.manifest
    unknown = report_text("reproduce.unknown", language)
    seconds = report_text("reproduce.seconds", language, seconds=written(manifest.seconds, 1)) if manifest.seconds else unknown
    short = {
        "version": manifest.version or unknown, "commit": element("code", manifest.commit) if manifest.commit else unknown,
        "started": manifest.started or unknown, "duration": seconds, "replicates": str(manifest.replicates),
        "address": element("code", manifest.address) if manifest.address else unknown,
    }  # fmt: skip
    facts = [element("dt", report_text(f"reproduce.{key}", language)) + element("dd", value) for key, value in short.items()]
    long = {"seeds": manifest.seeds, "parameters": manifest.parameters_used}
    folded = [_folded(report_text(f"reproduce.{key}", language), value, unknown) for key, value in long.items()]
    command = code(manifest.command) if manifest.command else element("p", unknown)
    intro = element("p", report_text("reproduce.intro", language))
    return joined([intro, command, element("dl", *map(Markup, facts)), *folded])


def _folded(title: str, value: Any, unknown: str) -> Markup:
    text = unknown if value is None else value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, indent=1)
    return element("details", element("summary", title), code(text))
