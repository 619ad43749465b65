"""Facts about firms: size, growth, exit, innovation, reported R&D (rows 1 to 6 and 23 of the science notes)."""

import numpy as np
from scipy import stats

from sim.validation.facts.tables import living
from sim.world.columns import HIGH_TECH, ORIGIN_INCUBATED, ORIGIN_START_UP
from sim.world.world import World

OLDEST = 25
"""Years of age up to which exit rates are reckoned."""
COHORT_YEARS = 9


def size_exponent(world: World) -> float:
    """Maximum-likelihood exponent of the upper tenth of revenue (Hill's estimator)."""
    revenue = np.sort(living(world, "revenue"))
    tail = revenue[int(0.9 * len(revenue)) :]
    return float(1.0 / np.log(tail / tail[0])[1:].mean())


def size_law(world: World) -> float:
    """Log-likelihood per firm of a power law minus that of an exponential, both fitted to the upper tenth of revenue."""
    revenue = np.sort(living(world, "revenue"))
    tail = revenue[int(0.9 * len(revenue)) :]
    exponent = 1.0 / np.log(tail / tail[0]).mean()
    power = np.log(exponent / tail[0]) - (exponent + 1.0) * np.log(tail / tail[0]).mean()
    mean = (tail - tail[0]).mean()
    return float(power + np.log(mean) + 1.0)


def growth_shape(world: World) -> float:
    """Exponent of the Subbotin (generalised normal) distribution of last year's log growth, centred within size classes."""
    growth, _ = _grown(world)
    centred = (growth - np.median(growth)) / growth.std()
    beta, _, _ = stats.gennorm.fit(centred[np.abs(centred) < 6], floc=0.0)
    return float(beta)


def growth_spread(world: World) -> float:
    """Slope of the log standard deviation of growth on log revenue over twenty classes of size."""
    growth, revenue = _grown(world)
    order = np.argsort(revenue)
    classes = np.array_split(order, 20)
    size = [np.log(revenue[rows]).mean() for rows in classes]
    spread = [np.log(growth[rows].std()) for rows in classes]
    return float(np.polyfit(size, spread, 1)[0])


def hazard_peak(world: World) -> float:
    """Year of age (1 is the first) with the highest exit rate."""
    return float(np.argmax(exit_rates(world)) + 1)


def survival_3(world: World) -> float:
    """Share of entrants that live three years at the exit rates of the run."""
    return _survival(world, 3)


def survival_5(world: World) -> float:
    """Share of entrants that live five years at the exit rates of the run."""
    return _survival(world, 5)


def survival_7(world: World) -> float:
    """Share of entrants that live seven years at the exit rates of the run."""
    return _survival(world, 7)


def innovators_survive(world: World) -> float:
    """Nine-year survival of those who entered in the first year and ever innovated, minus that of the others (a world after ten years)."""
    firms, rows = world.firms, int(world.firms.rows[0])
    first = world.records.months[0]
    origin, born = firms.origin[:rows], firms.born[:rows]
    cohort = np.isin(origin, (ORIGIN_START_UP, ORIGIN_INCUBATED)) & (born >= first) & (born < first + 12)
    survived = firms.died[:rows] - born >= 12 * COHORT_YEARS
    innovated = firms.innovator[:rows]
    return float(survived[cohort & innovated].mean() - survived[cohort & ~innovated].mean())


def innovators(world: World) -> float:
    """Share of high-tech firms that introduced a new product or technology (a world after ten years)."""
    certified = (living(world, "status") & HIGH_TECH) != 0
    return float(living(world, "innovator")[certified].mean())


def padded_share(world: World) -> float:
    """Share of high-tech firms whose reported R&D exceeds the true one by more than a tenth."""
    certified = (living(world, "status") & HIGH_TECH) != 0
    return float((living(world, "rd_reported")[certified] > 1.1 * living(world, "rd")[certified]).mean())


def relabelled_money(world: World) -> float:
    """Reported minus true R&D over reported R&D of high-tech firms."""
    certified = (living(world, "status") & HIGH_TECH) != 0
    reported, real = living(world, "rd_reported")[certified], living(world, "rd")[certified]
    return float((reported - real).sum() / reported.sum())


def exit_rates(world: World) -> np.ndarray:
    """Yearly exit rate by year of age over the months of the run; shape (OLDEST,)."""
    firms, rows = world.firms, int(world.firms.rows[0])
    born, died = firms.born[:rows].astype(np.int64), firms.died[:rows]
    lived, left = np.zeros(OLDEST), np.zeros(OLDEST)
    for month in world.records.months:
        age = (month - born) // 12
        there = (born <= month) & (died >= month) & (age < OLDEST)
        lived += np.bincount(age[there], minlength=OLDEST)
        left += np.bincount(age[there & (died == month)], minlength=OLDEST)
    rates: np.ndarray = 1.0 - (1.0 - left / np.maximum(1.0, lived)) ** 12
    return rates


def _survival(world: World, years: int) -> float:
    return float(np.prod(1.0 - exit_rates(world)[:years]))


def _grown(world: World) -> tuple[np.ndarray, np.ndarray]:
    """Log growth of last year and revenue of the firms that have both."""
    growth, revenue = living(world, "growth"), living(world, "revenue")
    old = growth != 0.0
    return growth[old], revenue[old]
