"""Public-private funds: accounts, rules and holdings."""

from typing import NamedTuple

import numpy as np

from sim.kernels import typed_table

MOST_FUNDS = 8
MOST_HOLDINGS = 4096


@typed_table
class Funds(NamedTuple):
    """One row per fund; money in fen."""

    rows: np.ndarray
    lever: np.ndarray
    cash: np.ndarray
    size: np.ndarray
    paid_in: np.ndarray
    invested: np.ndarray
    invested_direct: np.ndarray
    invested_small: np.ndarray
    returned: np.ndarray
    written_off: np.ndarray
    direct_limit: np.ndarray
    small_floor: np.ndarray
    project_limit: np.ndarray
    loss_tolerance: np.ndarray
    trl_low: np.ndarray
    trl_high: np.ndarray
    cities: np.ndarray
    fields: np.ndarray
    debt_share: np.ndarray
    holding_rows: np.ndarray
    holding_fund: np.ndarray
    holding_result: np.ndarray
    holding_amount: np.ndarray
    holding_month: np.ndarray
    holding_state: np.ndarray
    """0 held, 1 exited, 2 written off."""


_SCALARS = {"rows", "holding_rows"}
_SHARES = {"direct_limit", "small_floor", "loss_tolerance", "trl_low", "trl_high", "debt_share"}


def empty_funds() -> Funds:
    """Return a table without funds."""
    columns = {}
    for name in Funds._fields:
        length = 1 if name in _SCALARS else MOST_HOLDINGS if name.startswith("holding") else MOST_FUNDS
        columns[name] = np.zeros(length, dtype=np.float64 if name in _SHARES else np.int64)
    return Funds(**columns)
