"""Ranking of policies over plausible worlds: who is ahead, and in which share of them."""

import numpy as np
import pandas as pd

from sim.indicators.registry import indicators


def places(indicator: str, values: pd.DataFrame) -> pd.DataFrame:
    """Place of every policy in every world (1 is the best); rows are worlds, columns policies."""
    better = indicators()[indicator].better or 1
    return (values * better).rank(axis=1, ascending=False, method="average")


def beating(indicator: str, values: pd.DataFrame) -> pd.DataFrame:
    """Share of the worlds in which one policy beats another; ties count half. One row per ordered pair."""
    ranks = places(indicator, values)
    rows = [
        (indicator, one, other, float(np.where(ranks[one] == ranks[other], 0.5, ranks[one] < ranks[other]).mean()))
        for one in values.columns
        for other in values.columns
        if one != other
    ]
    return pd.DataFrame(rows, columns=["indicator", "policy", "other", "beats"])
