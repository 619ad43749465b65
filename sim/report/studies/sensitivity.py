"""Report of a sensitivity study: which assumptions matter, and how safe the ranking of policies is."""

import math
from collections.abc import Sequence

import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from sim.report.content.table import Cell, Column, Numbers, Table, column, range_column, table
from sim.report.figures.canvas import canvas, dress, number_axis, row_names, stacked_text
from sim.report.figures.palette import BLUE, INK, MUTED
from sim.report.names import wrapped
from sim.report.studies.numbers import between_cell, percent, short, short_cell
from sim.report.studies.stored import StoredStudy
from sim.report.studies.view import View
from sim.report.words import report_text

MOST_FACTORS = 10


def _groups(study: StoredStudy) -> list[tuple[str, str, pd.DataFrame]]:
    """Indices by scenario and by what they are of, the most influential factor first."""
    indices = study.table("indices")
    return [(str(of), str(what), rows) for (of, what), rows in indices.groupby(["of", "what"], sort=False)]


def _group_name(study: StoredStudy, of: str, what: str) -> str:
    return study.text(what, scenario=study.scenario(of))


def _stability(study: StoredStudy) -> pd.DataFrame:
    rows = study.table("stability")
    return rows[rows.indicator == study.outcome]


def findings(study: StoredStudy) -> list[str]:
    """Name the leading assumption of each group and how often one policy beats another."""
    points, left = len(study.table("design")), study.manifest["left_out"]
    found = [study.text("scope", points=points, outcome=study.indicator(study.outcome), method=study.manifest["method"].capitalize())]
    if left:
        found.append(study.text("left_out", left=left))
    for of, what, rows in _groups(study):
        first = rows.iloc[0]
        if first.influence > 0:
            leading = study.factor(str(first.factor))
            found.append(study.text("leading", group=_group_name(study, of, what), factor=leading, influence=short(float(first.influence))))
    ahead = _stability(study)
    for row in ahead[ahead.beats >= 0.5].drop_duplicates("policy").to_dict("records"):
        one, other = study.scenario(row["policy"]), study.scenario(row["other"])
        found.append(report_text("study.beats", study.language, one=one, other=other, share=percent(row["beats"])))
    return found


def influence(study: StoredStudy, kinds: Sequence[str] = ("level", "effect", "rank"), most: int = MOST_FACTORS) -> Figure:
    """Draw the influence of the leading factors in one panel for each group of the kinds asked for."""
    groups = [group for group in _groups(study) if group[1] in kinds]
    count = min(most, max(len(rows) for _, _, rows in groups))
    figure = canvas(len(groups) * (0.75 + 0.3 * count) + 0.3)
    for place, (of, what, rows) in enumerate(groups):
        axes = figure.add_subplot(len(groups), 1, place + 1)
        shown = rows.head(most)
        where = np.arange(len(shown))
        axes.barh(where, shown.influence, height=0.6, color=BLUE)
        reach = (shown.influence - shown.interval).clip(lower=0), shown.influence + shown.interval
        axes.hlines(where, *reach, color=INK, linewidth=1.2)
        dress(axes, wrapped(_group_name(study, of, what), study.language, 110), study.text(f"across_{study.manifest['method']}"), grid="x")
        row_names(axes, [wrapped(study.factor(str(factor)), study.language, 34) for factor in shown.factor])
        axes.set_ylim(len(shown) - 0.4, -0.6)
        axes.set_xlim(left=0)
        number_axis(axes.xaxis)
    return figure


def ranking(study: StoredStudy) -> Figure:
    """Draw in which share of the worlds the policy of a row beats the policy of a column."""
    ahead = _stability(study)
    policies = list(dict.fromkeys(ahead.policy))
    names = [wrapped(study.scenario(policy), study.language, 22) for policy in policies]
    size = max(2.6, 0.62 * len(policies) + 1.4)
    figure = canvas(size)
    axes = figure.add_subplot()
    grid = ahead.pivot(index="policy", columns="other", values="beats").reindex(index=policies, columns=policies).to_numpy()
    axes.imshow(np.where(np.isnan(grid), 0.5, grid), cmap="PuOr", vmin=0, vmax=1, aspect="auto", alpha=0.85)
    for i, j in np.argwhere(np.isfinite(grid)).tolist():
        stacked_text(axes, (j, i), percent(float(grid[i, j])), shift=(0, 0), size=10, side="center", ground="#ffffff", colour="#10161c")
    dress(axes, study.text("ranking_title"), grid="none")
    axes.set_xticks(range(len(policies)), names, color=MUTED)
    axes.set_yticks(range(len(policies)), names, color=MUTED)
    return figure


def tables(study: StoredStudy) -> list[Table]:
    """One table of indices for each group."""
    title = {key: study.text(f"column_{key}") for key in ("factor", "influence", "interval", "interaction", "range")}
    unit = study.unit(study.outcome) if study.manifest["method"] == "morris" else ""  # indices of Sobol are shares
    found = []
    for place, (of, what, rows) in enumerate(_groups(study), start=1):
        in_unit = "" if what == "rank" else unit
        columns = (
            Column(title["factor"]), *(column(title[key], in_unit) for key in ("influence", "interval", "interaction")),
            range_column(title["range"], study.language),
        )  # fmt: skip
        cells: list[list[Cell]] = [
            [study.factor(row["factor"]), short_cell(row["influence"]), short_cell(row["interval"]), short_cell(row["interaction"]),
             _range(study, row["factor"])]
            for row in rows.to_dict("records")
        ]  # fmt: skip
        found.append(table(f"influence-{place}", _group_name(study, of, what), columns, cells))
    return found


def _range(study: StoredStudy, key: str) -> Numbers:
    known = study.range_of(key)
    return Numbers("", (math.nan, math.nan)) if known is None else between_cell(*known)


VIEW = View(findings, {"influence": influence, "ranking": ranking}, tables)
