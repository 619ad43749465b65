"""Dose-response of every lever: ``python -m benchmarks doses`` writes the pages and pictures of ``docs/levers``.

Each lever is put alone on the case without policy, from the first month, at five sizes (the scale of its terms), on paired runs of
two years. The page shows by how much the indicator that its mechanism names moves, and what the public paid.
"""

import csv
from pathlib import Path
from typing import Any, NamedTuple

import matplotlib
import numpy as np

from sim.indicators.registry import indicators
from sim.ledger.book import FEN_PER_MILLION, PUBLIC_PAYERS
from sim.levers.lever import Lever
from sim.levers.registry import lever_types
from sim.runs.outcome import RunOutcome, simulate
from sim.studies.effects import total
from sim.testing.levers import scenario_with

matplotlib.use("Agg")
DOSES = (0.5, 1.0, 2.0, 5.0, 20.0)
SEEDS = (11, 12, 13, 14)
MONTHS = "2023-01", "2024-12"
T_95 = 3.182
"""Student's t for 95 percent and three degrees of freedom."""
FOLDER = Path(__file__).parents[1] / "docs" / "levers"
WHY = {
    "official_concept_centres": "Up to scale 1 there are no more centres than in 2024: only larger sizes add any (I-20).",
    "official_pilot_bases": "Up to scale 1 there are no more bases than in 2024: only larger sizes add any (I-20).",
    "chain_leader": "The scale divides the revenue that is asked for; at size 1 few firms above 5 billion CNY are not leaders already.",
    "joint_meeting": "The rule acts through other support: it is shown together with the cultivation plan, from the second year.",
    "concept_rent": "Rent is a small part of the price of verification: few teams stop for want of it.",
    "concept_centre_shenfu": "Shenfu's results find free slots in Shenyang already; a slot helps only where the queue binds.",
    "demo_base": "Shenfu's results find free slots in Shenyang already; a slot helps only where the queue binds.",
    "ip_assignment": "One university takes part; the taste for equity is small to begin with.",
}


class Point(NamedTuple):
    """One lever at one size: relative effect with half-width of its interval, and public cost in million CNY."""

    lever: str
    dose: float
    effect: float
    half_width: float
    cost: float


def main() -> None:
    """Measure and write; takes a quarter of an hour."""
    run()


def run(folder: Path = FOLDER) -> None:
    """Measure every lever and write table, pages and pictures."""
    points = [point for lever in lever_types().values() for point in measured(lever)]
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "dose-response.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([Point._fields, *((p.lever, p.dose, *(f"{x:.6g}" for x in p[2:])) for p in points)])
    write_pages(points, folder)


def measured(lever: type[Lever[Any]]) -> list[Point]:
    """Return the effect of a lever at every dose."""
    cities = lever.terms_type.model_validate({}).city_indices() if lever.felt == "cities" else (8,)
    start = scenario_with(lever, 0.0, *MONTHS)
    base = [total(simulate(start, seed=seed), lever.moves, cities) for seed in SEEDS]
    usual = [spent(simulate(start, seed=seed)) for seed in SEEDS]
    points = []
    for dose in DOSES:
        scenario = scenario_with(lever, dose, *MONTHS)
        outcomes = [simulate(scenario, seed=seed) for seed in SEEDS]
        scale = max(1.0, abs(float(np.mean(base))))
        effects = (np.array([total(outcome, lever.moves, cities) for outcome in outcomes]) - base) / scale
        cost = float(np.mean([spent(outcome) for outcome in outcomes]) - np.mean(usual))
        points.append(Point(lever.key, dose, float(effects.mean()), float(T_95 * effects.std(ddof=1) / np.sqrt(len(SEEDS))), cost))
    return points


def spent(outcome: RunOutcome) -> float:
    """Public money of a run, million CNY."""
    public = np.isin(outcome.money[:, 2], [int(payer) for payer in PUBLIC_PAYERS])
    return float(outcome.money[public, 5].sum()) / FEN_PER_MILLION


def write_pages(points: list[Point], folder: Path) -> None:
    """Write one page and one picture for each group of levers."""
    register = lever_types()
    for group in sorted({lever.group for lever in register.values()}):
        members = [lever for lever in register.values() if lever.group == group]
        mine = {lever.key: [point for point in points if point.lever == lever.key] for lever in members}
        draw(members, mine, folder / f"{group}.png")
        (folder / f"{group}.md").write_text(page(group, members, mine), encoding="utf-8")


def page(group: str, members: list[type[Lever[Any]]], mine: dict[str, list[Point]]) -> str:
    """Return the page of a group."""
    heading = " | ".join(f"size {dose:g}" for dose in DOSES)
    lines = [
        f"# Dose and response: {group}",
        "",
        "Written by `python -m benchmarks doses`. Relative change of the indicator over two years against no policy (mean of four paired",
        "runs and half of the 95 percent interval), and the public cost at size 1 in million CNY.",
        "",
        f"![Dose and response]({group}.png)",
        "",
        f"| lever | indicator | {heading} | cost | reading |",
        "|---|---|" + "---:|" * (len(DOSES) + 1) + "---|",
    ]
    for lever in members:
        cells = " | ".join(f"{100 * p.effect:+.2f} ± {100 * p.half_width:.2f} %" for p in mine[lever.key])
        moved, cost = indicators()[lever.moves].title.en, f"{mine[lever.key][1].cost:,.1f}"
        lines.append(f"| `{lever.key}` | {moved} | {cells} | {cost} | {reading(lever, mine[lever.key])} |")
    return "\n".join(lines) + "\n"


def reading(lever: type[Lever[Any]], points: list[Point]) -> str:
    """Return what the largest dose says, and why if it does not say what was expected."""
    last, sign = points[-1], 1 if lever.raises else -1
    if sign * last.effect - last.half_width > 0:
        return "as expected"
    why = WHY.get(lever.key, "the treated cities or fields have too few events in two years to tell the effect from zero")
    return f"not told apart from zero: {why}" if sign * last.effect + last.half_width >= 0 else f"against expectation: {why}"


def draw(members: list[type[Lever[Any]]], mine: dict[str, list[Point]], path: Path) -> None:
    """Draw one small panel for each lever."""
    from matplotlib import pyplot as plt

    columns = 4
    rows = -(-len(members) // columns)
    figure, axes = plt.subplots(rows, columns, figsize=(12, 2.3 * rows), squeeze=False)
    for axis in axes.flat[len(members) :]:
        axis.axis("off")
    for axis, lever in zip(axes.flat, members, strict=False):
        points = mine[lever.key]
        effect, half = np.array([p.effect for p in points]) * 100, np.array([p.half_width for p in points]) * 100
        axis.axhline(0, color="0.7", linewidth=0.8)
        axis.fill_between(DOSES, effect - half, effect + half, color="#0072B2", alpha=0.2, linewidth=0)
        axis.plot(DOSES, effect, color="#0072B2", marker="o", markersize=3, linewidth=1.2)
        axis.set_xscale("log")
        axis.set_xticks(DOSES, [f"{dose:g}" for dose in DOSES])
        axis.minorticks_off()
        axis.set_title(lever.title.en, fontsize=8)
        axis.set_ylabel(f"{indicators()[lever.moves].title.en}, %"[:34], fontsize=6)
        axis.tick_params(labelsize=6)
    figure.supxlabel("size of the lever (scale of its terms)", fontsize=8)
    figure.tight_layout()
    figure.savefig(path, dpi=90)
    plt.close(figure)
