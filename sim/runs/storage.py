"""Writing runs to a folder: Parquet tables and a manifest, each file whole or not at all."""

import json
import os
import re
import shlex
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pandas as pd

from sim.calendar import month_text
from sim.plugins import plugin_paths
from sim.runs.frames import flow_frame, indicator_frame, ledger_frame, runs_frame
from sim.runs.outcome import RunOutcome
from sim.runs.version import data_version, model_version
from sim.scenario.show import scenario_text
from sim.scenario.types import Scenario

FORMAT = 1
SCENARIOS = "scenarios"


def store_runs(
    outcomes: Sequence[RunOutcome],
    scenarios: Sequence[Scenario],
    folder: Path,
    *,
    command: str,
    tables: Mapping[str, pd.DataFrame] | None = None,
    facts: Mapping[str, Any] | None = None,
) -> Path:
    """Write runs, indicators, ledger and flows of some runs, further tables, and the manifest last.

    Args:
        outcomes: the runs.
        scenarios: what was run.
        folder: made if it is missing.
        command: what the user typed.
        tables: further tables by file name without ending.
        facts: further entries of the manifest.
    """
    files = {scenario.key: keep_scenario(scenario, folder / SCENARIOS) for scenario in scenarios}
    frames = {
        "runs": runs_frame(outcomes, lambda outcome: replay_command(files[outcome.scenario], outcome.seed)),
        "indicators": indicator_frame(outcomes),
        "ledger": ledger_frame(outcomes),
        "flows": flow_frame(outcomes),
        **(tables or {}),
    }
    return store_frames(frames, {**_manifest(outcomes, scenarios, command), **(facts or {})}, folder)


def keep_scenario(scenario: Scenario, folder: Path, stem: str = "") -> Path:
    """Write a resolved scenario as a file, so that its runs can be replayed whatever becomes of the files it was made of."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{stem or re.sub(r'[^A-Za-z0-9_-]+', '-', scenario.key)[:60]}-{scenario.address()[:8]}.yaml"
    write_text_whole(path, scenario_text(scenario))
    return path


def replay_command(scenario: Path, seed: int, *, check: bool = False) -> str:
    """Return the command that repeats one run, from the folder in which the study was begun."""
    own = [word for path in plugin_paths() for word in ("--plugin", str(path))]
    return shlex.join(["metrosim", *own, "run", str(scenario), "--seed", str(seed), "--exact-seed", *(["--check"] if check else [])])


def store_frames(frames: Mapping[str, pd.DataFrame], manifest: Mapping[str, Any], folder: Path) -> Path:
    """Write tables and, last of all, the manifest; each file appears whole or not at all."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, frame in frames.items():
        _write_whole(folder / f"{name}.parquet", _parquet(frame))
    text = json.dumps(manifest, ensure_ascii=False, indent=1)
    write_text_whole(folder / "manifest.json", text)
    return folder


def write_text_whole(path: Path, text: str) -> None:
    """Write a text file that appears whole or not at all."""
    _write_whole(path, lambda part: part.write_text(text, encoding="utf-8"))


def _parquet(frame: pd.DataFrame) -> Callable[[Path], object]:
    return lambda path: frame.to_parquet(path, index=False)


def _write_whole(path: Path, write: Callable[[Path], object]) -> None:
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        write(part)
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def _manifest(outcomes: Sequence[RunOutcome], scenarios: Sequence[Scenario], command: str) -> dict[str, Any]:
    horizon = scenarios[0].horizon
    return {
        "kind": "run",
        "format": FORMAT,
        "scenarios": {scenario.key: described(scenario) for scenario in scenarios},
        "horizon": {"start": month_text(horizon.start), "end": month_text(horizon.end)},
        "replicates": len({outcome.replicate for outcome in outcomes}),
        "seeds": sorted({outcome.seed for outcome in outcomes}),
        "parameters_used": "defaults",
        "version": model_version(),
        "data_version": data_version(),
        "command": command,
        "written": datetime.now(UTC).isoformat(timespec="seconds"),
    }


def described(scenario: Scenario) -> dict[str, Any]:
    """Return title, terms and address of a scenario for a manifest."""
    levers = {key: terms.model_dump(mode="json") for key, terms in scenario.levers}
    return {
        "title": {"en": scenario.title.en, "zh": scenario.title.zh},
        "description": {"en": scenario.description.en, "zh": scenario.description.zh},
        "source": scenario.source,
        "levers": {key: {name: _readable(value) for name, value in terms.items() if value is not None} for key, terms in levers.items()},
        "address": scenario.address(),
    }


def _readable(value: object) -> str:
    """Write a term as it may be read: lists with commas, mappings as pairs."""
    if isinstance(value, list):
        return ", ".join(_readable(part) for part in value)
    if isinstance(value, dict):
        return ", ".join(f"{name} {_readable(part)}" for name, part in value.items())
    return str(value)
