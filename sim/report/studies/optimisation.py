"""Report of an optimisation: what was tried, what is best under the budget, and how much it may be regretted."""

from collections.abc import Mapping
from operator import itemgetter
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from sim.report.content.table import Cell, Column, Table, column, range_column, table
from sim.report.figures.canvas import canvas, dress, legend_below, number_axis, row_names
from sim.report.figures.palette import BLUE, GREY, INK, MUTED, ORANGE, SKY, VERMILLION
from sim.report.measure import round_money
from sim.report.names import wrapped
from sim.report.studies.numbers import between, between_cell, percent, percent_cell, short, short_cell
from sim.report.studies.stored import StoredStudy, records
from sim.report.studies.view import View
from sim.report.words import report_text
from sim.studies.goals import goal_of

COST = "public_cost"
MOST_BEATS = 4


def _goals(study: StoredStudy) -> dict[str, str]:
    """Indicator by goal."""
    return dict(study.manifest["goals"])


def mix_name(study: StoredStudy, mix: int) -> str:
    """Name of a mix."""
    return study.text("mix", number=mix)


def setting_of(study: StoredStudy, trial: Mapping[str, Any]) -> str:
    """Name what was turned, with the values of a mix."""
    return study.joined([f"{study.factor(name)} {study.value(trial[name])}" for name in study.manifest["dials"]])


def findings(study: StoredStudy) -> list[str]:
    """Name budget, winners with their effects on fresh seeds, and the winner with the least regret."""
    trials, winners = study.table("trials"), study.table("winners")
    budget, kept = round_money(study.manifest["budget"], study.language), int(trials.within_budget.sum())
    found = [study.text("scope", trials=len(trials), budget=budget, kept=kept, front=int(trials.front.sum()))]
    if winners.empty:
        return [*found, study.text("none")]
    by_mix = _by_mix(study)
    for goal, indicator in _goals(study).items():
        rows = records(winners[winners.goal == goal])
        best = (max if goal_of(goal).better > 0 else min)(rows, key=itemgetter("effect"))
        setting = setting_of(study, by_mix[best["mix"]])
        values = {"effect": short(best["effect"], signed=True), "interval": between(best["low"], best["high"], signed=True)}
        found.append(study.text("best", goal=study.indicator(indicator), mix=mix_name(study, best["mix"]), setting=setting, **values))
    broken = winners[~winners.within_budget].mix.unique()
    if len(broken):
        found.append(study.text("over_budget", mixes=", ".join(mix_name(study, mix) for mix in broken)))
    return [*found, *_robust(study)]


def _robust(study: StoredStudy) -> list[str]:
    regret, found = study.table("regret"), []
    for goal, rows in regret.groupby("goal", sort=False):
        least = min(records(rows), key=lambda row: row["largest_regret"])
        name = study.indicator(_goals(study)[str(goal)])
        found.append(study.text("least_regret", goal=name, mix=mix_name(study, least["mix"]), regret=short(least["largest_regret"])))
    ahead = study.table("stability")
    once = (ahead.beats > 0.5) | ((ahead.beats == 0.5) & (ahead.policy < ahead.other))
    for row in ahead[once & (ahead.goal == next(iter(_goals(study))))].head(MOST_BEATS).to_dict("records"):
        one, other = mix_name(study, row["policy"]), mix_name(study, row["other"])
        found.append(report_text("study.beats", study.language, one=one, other=other, share=percent(row["beats"])))
    return found


def _by_mix(study: StoredStudy) -> dict[int, dict[str, Any]]:
    return {row["mix"]: row for row in records(study.table("trials"))}


def front(study: StoredStudy) -> Figure:
    """Draw every trial: cost against the first goal, and the first goal against each further one."""
    trials, goals = study.table("trials"), _goals(study)
    first, *others = goals
    axes_of = [(COST, first), *((first, other) for other in others if goals[other] != COST)]
    columns = min(2, len(axes_of))
    rows = -(-len(axes_of) // columns)
    figure = canvas(0.8 + 3.4 * rows)
    for place, (across, up) in enumerate(axes_of):
        axes = figure.add_subplot(rows, columns, place + 1)
        kinds = ((~trials.within_budget, GREY, "x", 18), (trials.within_budget, SKY, "o", 20), (trials.front, BLUE, "o", 30))
        for mask, colour, marker, size in kinds:
            axes.scatter(trials.loc[mask, across], trials.loc[mask, up], s=size, color=colour, marker=marker, linewidth=1)
        x_key, y_key = (COST if key == COST else goals[key] for key in (across, up))
        _winners(axes, study.table("winners"), x_key, y_key)
        if across == COST:
            axes.axvline(study.manifest["budget"], color=ORANGE, linewidth=1.5, linestyle="--")
        dress(axes, "", wrapped(study.indicator(x_key), study.language, 44), wrapped(study.indicator(y_key), study.language, 36))
        number_axis(axes.yaxis, sign=True)
        number_axis(axes.xaxis, sign=across != COST)
    legend_below(figure, _legend(study), columns=5)
    return figure


def _winners(axes: Axes, winners: pd.DataFrame, across: str, up: str) -> None:
    """Mark the winners by their effects on fresh seeds, with the interval upwards."""
    found: dict[int, dict[str, dict[str, Any]]] = {}
    for row in records(winners):
        found.setdefault(row["mix"], {})[row["indicator"]] = row
    for mix, effects in found.items():
        x, told = effects[across]["effect"], effects[up]
        axes.vlines(x, told["low"], told["high"], color=VERMILLION, linewidth=1.5)
        axes.plot([x], [told["effect"]], marker="D", color=VERMILLION, markersize=6)
        axes.annotate(str(mix), (x, told["effect"]), (6, 4), textcoords="offset points", fontsize=8, color=INK)


def _legend(study: StoredStudy) -> list[Line2D]:
    dots = (("over", GREY, "x"), ("within", SKY, "o"), ("front", BLUE, "o"), ("fresh", VERMILLION, "D"))
    handles = [Line2D([], [], color=colour, marker=marker, linestyle="none", label=study.text(f"key_{key}")) for key, colour, marker in dots]
    return [*handles, Line2D([], [], color=ORANGE, linestyle="--", label=study.text("key_budget"))]


def regret(study: StoredStudy) -> Figure:
    """Draw mean and largest regret of each winner, one panel for each goal."""
    found, goals = study.table("regret"), _goals(study)
    mixes = list(dict.fromkeys(found.mix))
    figure = canvas(0.9 + 0.38 * len(mixes) * len(goals) + 0.5 * len(goals))
    for place, (goal, indicator) in enumerate(goals.items()):
        axes = figure.add_subplot(len(goals), 1, place + 1)
        rows = found[found.goal == goal].set_index("mix").reindex(mixes)
        where = np.arange(len(mixes))
        axes.hlines(where, 0, rows.largest_regret, color=SKY, linewidth=5)
        axes.plot(rows.mean_regret, where, "o", color=BLUE)
        for y, (most, best) in enumerate(zip(rows.largest_regret, rows.best_share, strict=True)):
            note = study.text("best_in", share=percent(best))
            axes.annotate(note, (most, y), (6, 0), textcoords="offset points", va="center", fontsize=8, color=MUTED)
        dress(axes, wrapped(study.indicator(indicator), study.language, 100), study.text("across_regret"), grid="x")
        row_names(axes, [mix_name(study, mix) for mix in mixes])
        axes.set_ylim(len(mixes) - 0.4, -0.6)
        axes.set_xlim(0, max(float(rows.largest_regret.max()) * 1.25, 1e-9))
        number_axis(axes.xaxis)
    keys = [Line2D([], [], color=BLUE, marker="o", linestyle="none", label=study.text("key_mean")),
            Line2D([], [], color=SKY, linewidth=5, label=study.text("key_largest"))]  # fmt: skip
    legend_below(figure, keys)
    return figure


def tables(study: StoredStudy) -> list[Table]:
    """Winners with their settings, effects on fresh seeds, and regret."""
    trials, winners = _by_mix(study), study.table("winners")
    if winners.empty:
        return []
    dials = list(study.manifest["dials"])
    mix = Column(study.text("column_mix"))
    settings = [[mix_name(study, one), *(study.value(trials[one][name]) for name in dials)] for one in dict.fromkeys(winners.mix)]
    found = [
        table("settings", study.text("settings"), (mix, *(Column(study.factor(name)) for name in dials)), settings),
        *(_on_fresh(study, mix, goal, indicator) for goal, indicator in _goals(study).items()),
    ]  # fmt: skip
    tried = set(study.table("regret").goal)
    return [*found, *(_regretted(study, mix, goal, indicator) for goal, indicator in _goals(study).items() if goal in tried)]


def _on_fresh(study: StoredStudy, mix: Column, goal: str, indicator: str) -> Table:
    language, unit, winners = study.language, study.unit(indicator), study.table("winners")
    columns = (
        mix, column(report_text("table.effect", language), unit), range_column(report_text("table.interval", language), language, unit),
        column(study.text("in_search"), unit), Column(study.text("within")),
    )  # fmt: skip
    rows: list[list[Cell]] = [
        [mix_name(study, row["mix"]), short_cell(row["effect"], signed=True), between_cell(row["low"], row["high"], signed=True),
         short_cell(row["in_search"], signed=True), study.text("yes" if row["within_budget"] else "no")]
        for row in records(winners[winners.goal == goal])
    ]  # fmt: skip
    return table(f"fresh-{goal}", study.text("on_fresh", goal=study.indicator(indicator)), columns, rows)


def _regretted(study: StoredStudy, mix: Column, goal: str, indicator: str) -> Table:
    unit, regret = study.unit(indicator), study.table("regret")
    columns = (mix, column(study.text("key_mean"), unit), column(study.text("key_largest"), unit), column(study.text("best_share")))
    rows: list[list[Cell]] = [
        [mix_name(study, row["mix"]), short_cell(row["mean_regret"]), short_cell(row["largest_regret"]), percent_cell(row["best_share"])]
        for row in records(regret[regret.goal == goal])
    ]
    return table(f"regret-{goal}", study.text("regret_of", goal=study.indicator(indicator)), columns, rows)


VIEW = View(findings, {"front": front, "regret": regret}, tables)
