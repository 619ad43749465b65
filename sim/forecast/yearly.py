"""Values of a run by calendar year: sums of flows, stocks at the end of December, ratios of sums."""

import numpy as np

from sim.calendar import MONTHS_PER_YEAR, year_of
from sim.indicators.measure import series_names
from sim.indicators.records import CIRCLE
from sim.indicators.registry import indicators
from sim.runs.outcome import RunOutcome


def whole_years(months: tuple[int, ...]) -> list[int]:
    """Calendar years of which every month was simulated."""
    found = [year_of(month) for month in months]
    return [year for year in sorted(set(found)) if found.count(year) == MONTHS_PER_YEAR]


def yearly_values(outcome: RunOutcome) -> dict[str, np.ndarray]:
    """One value per indicator, whole year and place (members and circle); shape (years, 9)."""
    names, years = series_names(), whole_years(outcome.months)
    first = outcome.months.index((years[0] - year_of(0)) * MONTHS_PER_YEAR)
    rows = outcome.series[first : first + len(years) * MONTHS_PER_YEAR]
    by_year = rows.reshape(len(years), MONTHS_PER_YEAR, *outcome.series.shape[1:])
    total, end = by_year.sum(axis=1), by_year[:, -1]
    found = {}
    for key, indicator in indicators().items():
        if indicator.kind == "ratio":
            top, bottom = total[:, names.index(indicator.numerator)], total[:, names.index(indicator.denominator)]
            found[key] = np.divide(top, bottom, out=np.full_like(top, np.nan), where=bottom != 0)
        else:
            found[key] = (total if indicator.kind == "flow" else end)[:, names.index(key)]
    return found


def disturbed(key: str, values: np.ndarray, factors: np.ndarray) -> np.ndarray:
    """Multiply members' values by factors; the circle's are added up anew, or moved by the mean factor for ratios and indices.

    Args:
        key: indicator.
        values: values of one run, shape (years, 9).
        factors: shape (courses, years, 8).

    Returns:
        shape (courses, years, 9).
    """
    additive = np.allclose(values[:, :CIRCLE].sum(axis=1), values[:, CIRCLE], rtol=1e-6, atol=1e-9)
    members = values[:, :CIRCLE] * factors
    circle = members.sum(axis=2) if additive else values[:, CIRCLE] * np.exp(np.log(factors).mean(axis=2))
    result: np.ndarray = np.concatenate([members, circle[:, :, None]], axis=2)
    return np.minimum(result, 1.0) if indicators()[key].kind == "ratio" else result
