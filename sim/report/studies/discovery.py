"""Report of a discovery: where in the space of assumptions a policy fails."""

from collections.abc import Mapping
from typing import Any, Literal

import numpy as np
import pandas as pd
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle

from sim.report.content.table import Cell, Column, Table, column, range_column, table
from sim.report.figures.canvas import canvas, dress, legend_below, number_axis, row_names
from sim.report.figures.palette import BLUE, INK, SHADE, SKY, VERMILLION
from sim.report.names import wrapped
from sim.report.studies.numbers import between, between_cell, percent, percent_cell, short, short_cell
from sim.report.studies.stored import StoredStudy, records
from sim.report.studies.view import View

_LINES: tuple[tuple[str, Literal["-", "--"]], ...] = (("PRIM", "-"), ("CART", "--"))


def _box_name(study: StoredStudy, method: str, number: int) -> str:
    return study.text("box", method=method, number=number)


def boxes_of(study: StoredStudy) -> list[tuple[str, int, pd.DataFrame]]:
    """Method, number and limits of each box."""
    boxes = study.table("boxes")
    keys = boxes[["method", "box"]].drop_duplicates()
    return [(row["method"], int(row["box"]), boxes[(boxes.method == row["method"]) & (boxes.box == row["box"])]) for row in records(keys)]


def findings(study: StoredStudy) -> list[str]:
    """Say in how many worlds the policy fails and describe the best box of each method."""
    m, worlds = study.manifest, study.table("worlds")
    names = {"policy": study.scenario(m["policy"]), "outcome": study.indicator(m["outcome"]), "threshold": short(m["threshold"])}
    found = [study.text("scope", worlds=len(worlds), fails=int(worlds.fails.sum()), share=percent(m["fails"]), **names)]
    boxes = boxes_of(study)
    if not boxes:
        return [*found, study.text("none")]
    for method, number, rows in boxes:
        if number == 1:
            limits = study.joined([f"{study.factor(row['parameter'])} {between(row['low'], row['high'])}" for row in records(rows)])
            first = records(rows)[0]
            shares = {key: percent(float(first[key])) for key in ("coverage", "density", "mass")}
            found.append(study.text("found", box=_box_name(study, method, number), limits=limits, **shares))
    return found


def worlds(study: StoredStudy) -> Figure:
    """Draw the worlds over the two parameters that matter most, with the first box of each method."""
    drawn, boxes = study.table("worlds"), study.table("boxes")
    across, up = _leading(drawn, boxes)
    figure = canvas(4.6)
    axes = figure.add_subplot()
    for fails, colour, marker in ((False, SKY, "o"), (True, VERMILLION, "X")):
        mine = drawn[drawn.fails == fails]
        axes.scatter(mine[across], mine[up], s=26, color=colour, marker=marker, linewidth=0.4, edgecolor=INK, zorder=3)
    for method, line in _LINES:
        box = {row["parameter"]: row for row in records(boxes[(boxes.method == method) & (boxes.box == 1)])}
        if box:
            (left, right), (low, high) = (_ends(box, key, drawn) for key in (across, up))
            axes.add_patch(Rectangle((left, low), right - left, high - low, fill=False, edgecolor=INK, linestyle=line, linewidth=1.8, zorder=4))
    dress(axes, "", study.factor(across), study.factor(up))
    number_axis(axes.xaxis)
    number_axis(axes.yaxis)
    keys = [Line2D([], [], color=SKY, marker="o", linestyle="none", label=study.text("key_works")),
            Line2D([], [], color=VERMILLION, marker="X", linestyle="none", label=study.text("key_fails")),
            *(Line2D([], [], color=INK, linestyle=line, label=_box_name(study, method, 1)) for method, line in _LINES)]  # fmt: skip
    legend_below(figure, keys)
    return figure


def _leading(drawn: pd.DataFrame, boxes: pd.DataFrame) -> tuple[str, str]:
    """The two parameters that the first boxes restrict most; without boxes, those in which failures differ most."""
    keys = [str(key) for key in drawn.columns if key not in ("world", "effect", "fails")]
    first = boxes[boxes.box == 1]
    shift = {key: abs(drawn[key][drawn.fails].mean() - drawn[key][~drawn.fails].mean()) / (np.ptp(drawn[key]) or 1) for key in keys}
    width = dict.fromkeys(keys, 0.0)
    for row in first.to_dict("records"):
        spread = float(np.ptp(drawn[row["parameter"]])) or 1.0
        width[row["parameter"]] += 1 - (row["high"] - row["low"]) / spread
    ordered = sorted(keys, key=lambda key: (-width[key], -np.nan_to_num(shift[key])))
    return ordered[0], ordered[1] if len(ordered) > 1 else "effect"


def _ends(box: Mapping[str, Mapping[str, Any]], key: str, drawn: pd.DataFrame) -> tuple[float, float]:
    if key in box:
        return float(box[key]["low"]), float(box[key]["high"])
    return float(drawn[key].min()), float(drawn[key].max())


def limits(study: StoredStudy) -> Figure:
    """Draw the limits of every box on the range of each parameter, from its lowest to its highest value."""
    boxes, drawn = boxes_of(study), study.table("worlds")
    bars = [
        (f"{_box_name(study, method, number)}: {study.factor(row['parameter'])}", row) for method, number, rows in boxes for row in records(rows)
    ]
    figure = canvas(0.8 + 0.42 * len(bars))
    axes = figure.add_subplot()
    for place, (_, row) in enumerate(bars):
        least, most = float(drawn[row["parameter"]].min()), float(drawn[row["parameter"]].max())
        low, high = ((float(end) - least) / ((most - least) or 1) for end in (row["low"], row["high"]))
        axes.barh(place, 1, height=0.5, color=SHADE, edgecolor="#8a949e", linewidth=0.5)
        axes.barh(place, high - low, left=low, height=0.5, color=BLUE)
        axes.annotate(between(row["low"], row["high"]), (1.01, place), va="center", fontsize=8, color=INK, annotation_clip=False)
    dress(axes, "", study.text("across_limits"), grid="none")
    row_names(axes, [wrapped(name, study.language, 42) for name, _ in bars])
    axes.set_ylim(len(bars) - 0.4, -0.6)
    axes.set_xlim(0, 1.15)
    axes.set_xticks([0, 0.5, 1], ["0%", "50%", "100%"])
    return figure


def tables(study: StoredStudy) -> list[Table]:
    """Limits of every box."""
    title = {key: study.text(f"column_{key}") for key in ("box", "parameter", "range", "chance", "whole", "coverage", "density", "mass")}
    columns = (
        Column(title["box"]), Column(title["parameter"]), range_column(title["range"], study.language), column(title["chance"]),
        range_column(title["whole"], study.language), *(column(title[key]) for key in ("coverage", "density", "mass")),
    )  # fmt: skip
    rows: list[list[Cell]] = []
    for method, number, found in boxes_of(study):
        for row in records(found):
            known = study.range_of(row["parameter"])
            rows.append([
                _box_name(study, method, number), study.factor(row["parameter"]), between_cell(row["low"], row["high"]),
                short_cell(row["quasi_p"]), "" if known is None else between_cell(*known),
                *(percent_cell(row[key]) for key in ("coverage", "density", "mass")),
            ])  # fmt: skip
    return [table("boxes", study.text("boxes"), columns, rows)] if rows else []


VIEW = View(findings, {"worlds": worlds, "limits": limits}, tables)
