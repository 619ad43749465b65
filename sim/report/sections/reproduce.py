"""Section: everything needed to get the same numbers again."""

import json
from typing import Any

from sim.report.comparison import Comparison
from sim.report.content.blocks import Block, Facts, Folded, Listing, Mono, text
from sim.report.measure import written
from sim.report.words import report_text
from sim.texts.bilingual import Language


def reproduce(comparison: Comparison, language: Language) -> tuple[Block, ...]:
    """Return command, version, seeds, parameters and address of the comparison."""
    manifest = comparison.manifest
    unknown = report_text("reproduce.unknown", language)
    seconds = report_text("reproduce.seconds", language, seconds=written(manifest.seconds, 1)) if manifest.seconds else unknown
    short: dict[str, str] = {
        "version": manifest.version or unknown, "commit": Mono(manifest.commit) if manifest.commit else unknown,
        "started": manifest.started or unknown, "duration": seconds, "replicates": str(manifest.replicates),
        "address": Mono(manifest.address) if manifest.address else unknown,
    }  # fmt: skip
    facts = Facts(tuple((report_text(f"reproduce.{key}", language), (value,)) for key, value in short.items()))
    long = {"seeds": manifest.seeds, "parameters": manifest.parameters_used}
    folded = [_folded(report_text(f"reproduce.{key}", language), value, unknown) for key, value in long.items()]
    command = Listing(manifest.command) if manifest.command else text(unknown)
    return (text(report_text("reproduce.intro", language)), command, facts, *folded)


def _folded(title: str, value: Any, unknown: str) -> Folded:
    written_out = unknown if value is None else value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, indent=1)
    return Folded(title, (Listing(written_out),))
