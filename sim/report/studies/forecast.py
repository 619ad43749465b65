"""Report of a forecast: fans of the main indicators, targets and how likely they are met, what the intervals hold."""

import math
from collections.abc import Sequence

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.ticker import MaxNLocator

from sim.calibration.targets import all_targets
from sim.evidence import MEMBERS, fact
from sim.forecast.goals import Goal, goals
from sim.indicators.registry import indicators
from sim.report.content.table import Cell, Column, Numbers, Table, column, number, range_column, table
from sim.report.figures.canvas import canvas, dress, legend_below, number_axis
from sim.report.figures.palette import BLUE, INK, VERMILLION
from sim.report.measure import Measure, measure_of
from sim.report.names import indicator_name, region_name, wrapped
from sim.report.studies.numbers import percent, percent_cell
from sim.report.studies.stored import StoredStudy, records
from sim.report.studies.view import View

SHOWN = (
    "high_tech", "tech_sme", "young_eagle", "gazelle", "potential_unicorn", "registered_turnover", "registered_contracts",
    "local_conversion_rate", "rd_real", "platforms", "pilot_firms_served", "pilot_firms_landed",
)  # fmt: skip
BANDS = (("q025", "q975", 0.22), ("q10", "q90", 0.3), ("q25", "q75", 0.45))


def findings(study: StoredStudy) -> list[str]:
    """Say what high-tech firms and turnover of the circle are expected to be, which targets are likely, what intervals hold."""
    rows = study.table("forecast")
    found = []
    for indicator in ("high_tech", "registered_turnover"):
        mine = rows[(rows.indicator == indicator) & (rows.region == "circle")]
        for year in sorted({2027, int(mine.year.max())} & set(mine.year)):
            row, measure = records(mine[mine.year == year])[0], measure_in(mine, indicator, study)
            values = {key: measure.level(row[key]) for key in ("q50", "q10", "q90", "q025", "q975")}
            name = indicator_name(indicator, study.language)
            found.append(study.text("level", indicator=name, year=year, unit=measure.unit, **values))
    known = {goal.key: goal for goal in goals()}
    for row in records(study.table("targets")):
        if row["draws"]:
            found.append(study.text("chance", target=goal_text(study, known[row["target"]]), probability=percent(row["probability"])))
    holds = "holds_all" if study.manifest["discrepancy"] else "holds_model"
    return [*found, study.text(holds if study.manifest["numbers"] == "posterior" else "holds_chance")]


def fans(study: StoredStudy, shown: Sequence[str] = SHOWN) -> Figure:
    """Draw a fan for each main indicator of the circle, with what was counted up to 2022 and the targets."""
    return _fans(study, [(indicator, "circle") for indicator in shown])


def regional(study: StoredStudy) -> Figure:
    """Draw a fan of high-tech firms for each member."""
    return _fans(study, [("high_tech", member) for member in MEMBERS], by_place=True)


def turnover(study: StoredStudy) -> Figure:
    """Draw a fan of registered turnover for each member."""
    return _fans(study, [("registered_turnover", member) for member in MEMBERS], by_place=True)


def _fans(study: StoredStudy, panels: list[tuple[str, str]], *, by_place: bool = False) -> Figure:
    rows = study.table("forecast")
    across = min(4, len(panels))
    lines = -(-len(panels) // across)
    figure = canvas(2.3 * lines + 0.4)
    grid = figure.add_gridspec(lines, across)
    for place, (indicator, region) in enumerate(panels):
        axes = figure.add_subplot(grid[place // across, place % across])
        mine = rows[(rows.indicator == indicator) & (rows.region == region)]
        _fan(axes, study, mine, indicator, region)
        title = region_name(region, study.language) if by_place else indicator_name(indicator, study.language)
        dress(axes, wrapped(title, study.language, 24), up=measure_in(mine, indicator, study).unit)
    keys = [*(Patch(color=BLUE, alpha=0.15 + shade, label=study.text(f"key_{low}")) for low, _, shade in BANDS),
            Line2D([], [], color=BLUE, label=study.text("key_median")),
            Line2D([], [], color=INK, marker="o", linestyle="none", markersize=4, label=study.text("key_counted")),
            Line2D([], [], color=VERMILLION, marker="_", linestyle="none", markersize=11, markeredgewidth=2,
                   label=study.text("key_target"))]  # fmt: skip
    legend_below(figure, keys, columns=6)
    return figure


def _fan(axes: Axes, study: StoredStudy, rows: pd.DataFrame, indicator: str, region: str) -> None:
    size = measure_in(rows, indicator, study).size
    for low, high, shade in BANDS:
        axes.fill_between(rows.year, rows[low] / size, rows[high] / size, color=BLUE, alpha=shade, linewidth=0)
    axes.plot(rows.year, rows.q50 / size, color=BLUE, linewidth=1.6)
    for year, value in counted(indicator, region):
        axes.plot(year, value / size, marker="o", color=INK, markersize=3.5, linestyle="none")
    for goal in goals():
        if goal.indicator == indicator and goal.region == region and goal.growth_from is None and goal.year in set(rows.year):
            axes.plot(goal.year, goal.bound / size, marker="_", color=VERMILLION, markersize=11, markeredgewidth=2, linestyle="none")
    number_axis(axes.yaxis, most=4)
    axes.xaxis.set_major_locator(MaxNLocator(4, integer=True))


def counted(indicator: str, region: str) -> list[tuple[int, float]]:
    """What was counted for whole years up to 2022, in the units of the indicator."""
    found = [
        (one.year, one.value * (100 if one.unit.startswith("100M_CNY") else 1))
        for one in all_targets()
        if one.indicator == indicator and one.region == region and one.use == "fit" and one.period.isdigit()
    ]
    if indicator == "high_tech" and region == "circle":
        found.append((2022, fact("derived_hnte_sum_2022").value))
    return sorted(found)


def goal_text(study: StoredStudy, goal: Goal) -> str:
    """Say a target in words."""
    measure = measure_of(indicators()[goal.indicator], goal.bound, study.language)
    bound = percent(goal.bound) if goal.growth_from is not None else f"{measure.level(goal.bound)} {measure.unit}".strip()
    side = study.text("growth" if goal.growth_from is not None else goal.side)
    note = goal.note.in_language(study.language)
    name = indicator_name(goal.indicator, study.language)
    text = study.text("target", region=region_name(goal.region, study.language), year=goal.year, indicator=name, side=side, bound=bound)
    return f"{text} ({note})" if note and study.language == "en" else f"{text}（{note}）" if note else text


def measure_in(rows: pd.DataFrame, indicator: str, study: StoredStudy) -> Measure:
    """Unit in which rows of an indicator are shown."""
    return measure_of(indicators()[indicator], float(rows.q50.abs().max()), study.language)


def of_circle(rows: pd.DataFrame, indicator: str) -> pd.DataFrame:
    """Rows of an indicator for the whole circle."""
    return rows[(rows.indicator == indicator) & (rows.region == "circle")]


def tables(study: StoredStudy) -> list[Table]:
    """Targets, and the quantiles of the main indicators of the circle."""
    known = {goal.key: goal for goal in goals()}
    chances: list[list[Cell]] = [
        [goal_text(study, known[row["target"]]), percent_cell(row["probability"] if row["draws"] else math.nan)]
        for row in records(study.table("targets"))
    ]
    columns = (Column(study.text("column_target")), column(study.text("column_probability")))
    first = table("targets", study.text("targets"), columns, chances)
    return [first, *(_quantiles(study, indicator) for indicator in SHOWN)]


def _quantiles(study: StoredStudy, indicator: str) -> Table:
    rows = study.table("forecast")
    mine, measure = of_circle(rows, indicator), measure_in(of_circle(rows, indicator), indicator, study)
    title = {key: study.text(f"column_{key}") for key in ("year", "q50", "fifty", "eighty", "ninety_five")}
    ranges = (range_column(title[key], study.language, measure.unit) for key in ("fifty", "eighty", "ninety_five"))
    body: list[list[Cell]] = [
        [number(row["year"], str(row["year"])), measure.level_cell(row["q50"]),
         *(_range(measure, row[low], row[high]) for low, high, _ in BANDS[::-1])]
        for row in records(mine)
    ]  # fmt: skip
    columns = (column(title["year"]), column(title["q50"], measure.unit), *ranges)
    return table(f"forecast-{indicator}", indicator_name(indicator, study.language), columns, body)


def _range(measure: Measure, low: float, high: float) -> Numbers:
    return Numbers(f"{measure.level(low)} … {measure.level(high)}", (low / measure.size, high / measure.size))


VIEW = View(findings, {"fans": fans, "regional": regional, "turnover": turnover}, tables)
