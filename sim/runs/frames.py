"""Outcomes as tables: long frames of indicators, ledger, flows and runs."""

from collections.abc import Callable, Sequence

import numpy as np
import pandas as pd

from sim.indicators.measure import series_names
from sim.indicators.registry import indicators
from sim.levers.terms import CITIES
from sim.runs.outcome import DONE, PAYEE_NAMES, PAYER_NAMES, RunOutcome

REGIONS = (*CITIES, "circle")
OUTSIDE = ("bth", "yrd", "gba", "ccha", "liaoning_rest", "abroad")
ALL_REGIONS = (*CITIES, *OUTSIDE)


def runs_frame(outcomes: Sequence[RunOutcome], replay: Callable[[RunOutcome], str]) -> pd.DataFrame:
    """One row per run: scenario, replicate, seed, state, stage, message, replay command."""
    return pd.DataFrame(
        [(o.scenario, o.replicate, o.seed, o.state, o.stage, o.message, replay(o)) for o in outcomes],
        columns=["scenario", "replicate", "seed", "state", "stage", "message", "replay"],
    )


def indicator_frame(outcomes: Sequence[RunOutcome]) -> pd.DataFrame:
    """Monthly values: scenario, replicate, month, region, indicator, value; ratios included."""
    parts = [_one_run(outcome) for outcome in outcomes if outcome.state == DONE]
    columns = ["scenario", "replicate", "month", "region", "indicator", "value"]
    frame = pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=columns)
    for name in ("scenario", "region", "indicator"):
        frame[name] = frame[name].astype("category")
    return frame


def _one_run(outcome: RunOutcome) -> pd.DataFrame:
    names, values = _with_ratios(outcome.series)
    months, count = len(outcome.months), len(names)
    return pd.DataFrame(
        {
            "scenario": outcome.scenario,
            "replicate": np.int32(outcome.replicate),
            "month": np.repeat(np.asarray(outcome.months, dtype=np.int32), count * len(REGIONS)),
            "region": np.tile(np.asarray(REGIONS), months * count),
            "indicator": np.tile(np.repeat(np.asarray(names), len(REGIONS)), months),
            "value": values.reshape(-1),
        }
    )


def _with_ratios(series: np.ndarray) -> tuple[list[str], np.ndarray]:
    """Append the ratio indicators, month by month; NaN where the denominator is zero."""
    recorded = series_names()
    names, rows = list(recorded), [series]
    for key, indicator in indicators().items():
        if indicator.kind == "ratio":
            top = series[:, recorded.index(indicator.numerator)]
            bottom = series[:, recorded.index(indicator.denominator)]
            rows.append(np.divide(top, bottom, out=np.full_like(top, np.nan), where=bottom != 0)[:, None, :])
            names.append(key)
    return names, np.concatenate(rows, axis=1)


def ledger_frame(outcomes: Sequence[RunOutcome]) -> pd.DataFrame:
    """Payments: scenario, replicate, month, lever, payer, payee, city, amount in fen."""
    rows = []
    for o in outcomes:
        for month, lever, payer, payee, city, amount in o.money.tolist():
            rows.append((o.scenario, o.replicate, month, o.levers[lever], PAYER_NAMES[payer], PAYEE_NAMES[payee], CITIES[city], amount))
    return pd.DataFrame(rows, columns=["scenario", "replicate", "month", "lever", "payer", "payee", "city", "amount_fen"])


def flow_frame(outcomes: Sequence[RunOutcome]) -> pd.DataFrame:
    """Yearly flows between regions: registered and real value in million CNY, and registered contracts."""
    rows = []
    for o in outcomes:
        for year, flows in sorted(o.years.items()):
            busy = np.argwhere((flows.real_value > 0) | (flows.registered_value > 0))
            for i, j in busy.tolist():
                registered, real, count = flows.registered_value[i, j], flows.real_value[i, j], flows.contracts[i, j]
                rows.append((o.scenario, o.replicate, year, ALL_REGIONS[i], ALL_REGIONS[j], registered, real, int(count)))
    columns = ["scenario", "replicate", "year", "origin", "destination", "registered_value", "real_value", "contracts"]
    return pd.DataFrame(rows, columns=columns)
