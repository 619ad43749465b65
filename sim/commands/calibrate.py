"""``metrosim calibrate``: fit the free numbers to what was counted up to 2022."""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sim.commands.failing import refuse
from sim.commands.options import JSON, LANG, SEED, WORKERS
from sim.commands.output import as_json, line, note, table
from sim.commands.words import default_language, word
from sim.texts.bilingual import LANGUAGES, Language

if TYPE_CHECKING:
    from sim.calibration.findings import Findings
    from sim.calibration.fit import Effort, Fit

SHIPPED, PICTURES = Path("calibration") / "posterior", Path("docs") / "calibration"
EXAMPLES = """Examples:

metrosim calibrate --reduced

metrosim calibrate --seed 2 --results results/second-fit

metrosim calibrate --write
"""


def calibrate(
    reduced: Annotated[bool, typer.Option("--reduced", help="A fit of a few minutes, to see how it goes; its intervals are wider.")] = False,
    write: Annotated[bool, typer.Option("--write", help="Write calibration/posterior anew, which all studies use.")] = False,
    seed: SEED = 1,
    workers: WORKERS = 0,
    results: Annotated[Path | None, typer.Option("--results", help="Folder of the simulations; a fit that was stopped goes on from there.")] = None,
    json: JSON = False,
    lang: LANG = None,
) -> None:
    """Fit the free numbers to the counts of 2019 to 2022: history matching, then approximate Bayes. 校准参数。"""
    from sim.calibration.findings import findings
    from sim.calibration.fit import FULL, REDUCED
    from sim.calibration.shipping import ship
    from sim.runs.address import model_digests

    language: Language = lang or default_language()
    effort = REDUCED if reduced else FULL
    folder = results or Path("results") / f"calibration-{'reduced' if reduced else 'full'}-{seed}"
    fit = _fitted(folder, seed, effort, workers or os.cpu_count() or 1, language)
    found = findings(fit, digests=model_digests())
    files = ship(found, folder / "findings") + ([*ship(found, SHIPPED), *_pictures(found)] if write else [])
    if json:
        as_json({**found.about, "numbers": found.numbers.to_dict("records"), "targets": found.targets.to_dict("records")})
    else:
        _show(found, language)
    for path in files:
        note(word("file_written", language, path=path))


def _pictures(found: "Findings") -> list[Path]:
    """Draw the figures of docs/calibration in both languages."""
    from sim.report.figures.fit import marginals, predictions
    from sim.report.figures.press import printed

    PICTURES.mkdir(parents=True, exist_ok=True)
    for language in LANGUAGES:
        printed("marginals", partial(marginals, found.numbers, language), language, PICTURES)
        printed("predictions", partial(predictions, found.targets, language), language, PICTURES)
    for path in PICTURES.glob("*.png"):
        path.unlink()
    return sorted(PICTURES.glob("*.svg"))


def _fitted(folder: Path, seed: int, effort: "Effort", workers: int, language: Language) -> "Fit":
    from sim.calibration.bank import OtherSettingsError
    from sim.calibration.fit import calibrate as fit
    from sim.runs.pool import local_executor

    try:
        with local_executor(workers) as executor, _stages(effort, language) as progress:
            return fit(folder, seed=seed, effort=effort, executor=executor, progress=progress)
    except OtherSettingsError:
        refuse(word("other_calibration", language, path=folder))


@contextmanager
def _stages(effort: "Effort", language: Language) -> Iterator[Callable[[str, int], None]]:
    """Yield a progress that tells the stage, how far it is, and how long everything has taken."""
    started, told = time.monotonic(), {"": 0}
    note(word("calibrating", language, most=f"{effort.simulations():,}"))

    def progress(stage: str, done: int) -> None:
        if done - told.get(stage, 0) >= 200 or stage not in told:
            told[stage] = done
            note(word("calibration_stage", language, stage=stage, done=f"{done:,}", seconds=f"{time.monotonic() - started:,.0f}"))

    yield progress


def _show(found: "Findings", language: Language) -> None:
    from sim.parameters.registry import parameters

    rows = []
    for row in found.numbers.to_dict("records"):
        name = parameters()[row["key"]].free.title.in_language(language)
        before = f"{row['prior_0.5']:.4g} [{row['prior_0.025']:.4g}, {row['prior_0.975']:.4g}]"
        after = f"{row['posterior_0.5']:.4g} [{row['posterior_0.025']:.4g}, {row['posterior_0.975']:.4g}]"
        rows.append((row["key"], name, before, after, word(f"number_{row['verdict']}", language)))
    table([word(key, language) for key in ("key", "parameter", "prior", "posterior", "verdict")], rows)
    about = found.about
    line(word("calibration_done", language, inside=about["inside"], of=about["of"], runs=f"{about['simulations']:,}",
              vectors=about["vectors"], effective=f"{about['effective_vectors']:.0f}"))  # fmt: skip
