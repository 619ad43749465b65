"""Command lines: real ones with words replaced, dropped, doubled and garbled.

Runs themselves are answered at once, so that only the rest is tried; a fit and a server are refused.
"""

import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from pathlib import Path
from random import Random
from typing import NoReturn
from unittest.mock import patch

from benchmarks.fuzzing.files import ACCEPTED, REFUSED, Attempt
from benchmarks.fuzzing.folders import studied
from benchmarks.fuzzing.mutations import NASTY, broken_words
from sim.commands.failing import guarded, refuse
from sim.commands.main import app
from sim.commands.words import word
from sim.runs.executors import InProcess
from sim.runs.outcome import FAILED, RunOutcome
from sim.texts.bilingual import LANGUAGES

LINES = (
    "run no-policy --months 2 --replicates 2 --seed 3 --results out --csv out.csv",
    "run short.yaml --no-results --json --check --draw 2 --exact-seed --on-error ignore",
    "compare no-policy joint-rd --replicates 2 --until 0.1 --most 3 --outcome high_tech --store runs --results out --no-report",
    "compare no-policy short.yaml --dry-run --json --workers 2 --numbers defaults --lang zh",
    "sweep plan.yaml --results out --outcome srdi --dry-run --seed 1",
    "sensitivity no-policy joint-rd --dry-run", "attribute joint-rd --dry-run", "forecast baseline-2022 --dry-run",
    "optimise no-policy --levers joint_rd.budget=1亿..3亿 --budget 10亿 --dry-run", "discover no-policy joint-rd --dry-run --points 20",
    "status kept/comparison --json", "status kept/sweep --lang zh", "resume kept/sweep --json", "report missing",
    "show launch-fund --lever launch_fund --lang en", "show short.yaml --json",
    "check short.yaml plan.yaml baseline-2022 --json", "new mine --from launch-fund",
    "scenarios --lang zh", "levers --json", "levers joint_rd", "systems", "indicators --lang en", "parameters --json", "schema",
    "--plugin kept/plan.yaml run no-policy", "browse --port 99999 --no-open --host 300.1.1.1",
    "validate --lang en --dry-run", "calibrate --lang zh --help",
)  # fmt: skip
_PATHS = ("out", "out/deep/er", "short.yaml", "kept", "kept/comparison", "missing", "new.csv", ".", "x" * 300, "no\x00de", "测试.csv", "-", "")
_NUMBERS = ("0", "1", "2", "-1", "1.5", "1e3", "9" * 30, "nan", "inf", "")


def command_lines(folder: Path) -> Attempt:
    """Every verb and every option, in a folder of its own."""
    studied(folder / "kept")
    (folder / "short.yaml").write_text((folder / "kept" / "short.yaml").read_text(encoding="utf-8"), encoding="utf-8")
    options = sorted(
        {piece for line in LINES for piece in line.split() if piece.startswith("-")} | {"--workers", "--cluster", "--tls-ca", "--patience", "-h"}
    )
    values = [piece for piece in NASTY if not piece.startswith(("/", ".."))]
    pieces = [*options, *options, *values, *_PATHS, *_NUMBERS, *(line.split()[0] for line in LINES)]
    faults = [word("internal", language).partition("{")[0] for language in LANGUAGES]

    def attempt(rng: Random) -> str:
        words = broken_words(rng, rng.choice(LINES).split(), pieces)
        with _inside(folder, words) as (out, err):
            status = guarded(lambda: app(words, standalone_mode=True))
        told = err.getvalue() + out.getvalue()
        assert not any(sign in told for sign in faults), f"{told.strip().splitlines()[-2][:160]} <- {words!r:.300}"
        assert status in {0, 1, 2}, f"status {status} <- {words!r:.300}"
        assert status == 0 or told.strip(), f"status {status} without a word <- {words!r:.300}"
        return REFUSED if status else ACCEPTED

    return attempt


@contextmanager
def _inside(folder: Path, words: list[str]) -> Iterator[tuple[io.StringIO, io.StringIO]]:
    """Stand in the folder, ask where errors happened, and answer every run at once with a failed one."""
    before, (out, err) = Path.cwd(), (io.StringIO(), io.StringIO())
    os.chdir(folder)
    try:
        with (
            patch.object(sys, "argv", ["metrosim", *words]),
            patch.dict(os.environ, {"METROSIM_DEBUG": "1", "METROSIM_PLUGINS": ""}),
            patch("sim.runs.pool.simulate", _answered),
            patch("sim.runs.pool.local_executor", lambda _workers: InProcess()),
            patch("sim.commands.calibrate._fitted", _refused),
            patch("sim.commands.browse._free_port", _refused),
            patch("sim.validation.study.measure", lambda order: dict.fromkeys(order.facts, 0.0)),
            patch("sim.validation.study.local_executor", lambda _workers: InProcess()),
            patch("sim.runs.executors.place.executor_at", lambda _place, **_how: InProcess()),
            redirect_stdout(out), redirect_stderr(err),
        ):  # fmt: skip
            yield out, err
    finally:
        os.chdir(before)


def _refused(*_given: object) -> NoReturn:
    refuse("not carried out while command lines are tried")


def _answered(scenario: object, *, seed: int, replicate: int = 0, **_how: object) -> RunOutcome:
    return RunOutcome(getattr(scenario, "key", ""), replicate, seed, FAILED, "running", "not run while command lines are tried")
