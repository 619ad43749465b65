"""Report of an attribution: what each lever of a package brings."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from sim.report.content.table import Cell, Column, Table, column, number, range_column, table
from sim.report.figures.canvas import canvas, dress, number_axis, row_names
from sim.report.figures.palette import BLUE, GREY, PURPLE
from sim.report.measure import MISSING
from sim.report.names import wrapped
from sim.report.studies.numbers import between, between_cell, short, short_cell
from sim.report.studies.stored import StoredStudy
from sim.report.studies.view import View
from sim.report.words import listed, report_text


def shares_of(study: StoredStudy, indicator: str) -> pd.DataFrame:
    """Shares of the levers in an indicator, the largest first."""
    rows = study.table("shares")
    return rows[rows.indicator == indicator].sort_values("share", key=abs, ascending=False)


def pairs_of(study: StoredStudy) -> pd.DataFrame:
    """What pairs of levers bring beyond the sum of each, the largest first."""
    rows = study.table("interactions")
    rows = rows[(rows.indicator == study.outcome) & ((rows.low != 0) | (rows.high != 0))]
    return rows.sort_values("interaction", key=abs, ascending=False)


def findings(study: StoredStudy) -> list[str]:
    """Say what the package brings, who brings most of it, and which levers help or hinder each other."""
    shares = shares_of(study, study.outcome)
    whole = float(shares.share.sum())
    how = study.text("exact") if study.manifest["exact"] else study.text("sampled", orders=study.manifest["orders"])
    package = study.scenario(str(study.manifest["scenario"]))
    found = [study.text("scope", package=package, outcome=study.indicator(study.outcome), effect=short(whole, signed=True)), how]
    for row in shares.to_dict("records"):
        part = short(row["percent"]) + "%" if np.isfinite(row["percent"]) else MISSING
        values = {"effect": short(row["share"], signed=True), "interval": between(row["low"], row["high"], signed=True), "percent": part}
        found.append(study.text("share", lever=study.lever(row["lever"]), **values))
    clear = [row for row in pairs_of(study).to_dict("records") if row["low"] > 0 or row["high"] < 0]
    for row in clear[:3]:
        both = listed([study.lever(row["lever"]), study.lever(row["other"])], study.language)
        found.append(study.text("together" if row["interaction"] > 0 else "apart", both=both, size=short(abs(row["interaction"]))))
    return found


def shares(study: StoredStudy) -> Figure:
    """Draw the share of each lever and, below, what pairs bring beyond the sum of each."""
    own, pairs = shares_of(study, study.outcome), pairs_of(study).head(10)
    heights = [0.9 + 0.4 * len(own), 0.9 + 0.4 * len(pairs)] if len(pairs) else [0.9 + 0.4 * len(own)]
    figure = canvas(sum(heights) + 0.2)
    panels = figure.subplots(len(heights), 1, height_ratios=heights, squeeze=False)[:, 0]
    unit = study.indicator(study.outcome)
    names = [study.lever(str(lever)) for lever in own.lever]
    _bars(panels[0], own.share, own.low, own.high, names, BLUE, study)
    dress(panels[0], study.text("shares_panel"), unit, grid="x")
    if len(pairs):
        names = [f"{study.lever(str(row.lever))} + {study.lever(str(row.other))}" for row in pairs.itertuples()]
        _bars(panels[1], pairs.interaction, pairs.low, pairs.high, names, PURPLE, study)
        dress(panels[1], study.text("pairs_panel"), unit, grid="x")
    return figure


def _bars(axes: Axes, mean: "pd.Series[float]", low: "pd.Series[float]", high: "pd.Series[float]", names: list[str], colour: str,
          study: StoredStudy) -> None:  # fmt: skip
    where = np.arange(len(names))
    axes.barh(where, mean, height=0.55, color=colour, alpha=0.9)
    axes.hlines(where, low, high, color=GREY, linewidth=2)
    axes.axvline(0, color=GREY, linewidth=1)
    row_names(axes, [wrapped(name, study.language, 40) for name in names])
    axes.set_ylim(len(names) - 0.4, -0.6)
    number_axis(axes.xaxis, sign=True)


def tables(study: StoredStudy) -> list[Table]:
    """Shares and interactions on the outcome."""
    language, unit = study.language, study.unit(study.outcome)
    effect = column(report_text("table.effect", language), unit)
    columns = (Column(study.text("lever")), effect, range_column(report_text("table.interval", language), language, unit))
    rows: list[list[Cell]] = [
        [study.lever(row["lever"]), short_cell(row["share"], signed=True), between_cell(row["low"], row["high"], signed=True),
         number(row["percent"], short(row["percent"]) + "%" if np.isfinite(row["percent"]) else MISSING)]
        for row in shares_of(study, study.outcome).to_dict("records")
    ]  # fmt: skip
    found = [table("shares", study.indicator(study.outcome), (*columns, column(study.text("percent"))), rows)]
    pairs: list[list[Cell]] = [
        [f"{study.lever(row['lever'])} + {study.lever(row['other'])}", short_cell(row["interaction"], signed=True),
         between_cell(row["low"], row["high"], signed=True)]
        for row in pairs_of(study).to_dict("records")
    ]  # fmt: skip
    return [*found, table("interactions", study.text("pairs_panel"), columns, pairs)] if pairs else found


VIEW = View(findings, {"shares": shares}, tables)
