"""Estimators tried where the truth is known: a title without benefits has no effect on R&D (row 21).

In the baseline the title of a young eagle brings nothing. Firms that grew by a tenth last year may win it; R&D follows revenue
with a lag. A comparison with matched firms that do not have the title therefore finds an effect, a comparison at the threshold
of growth does not.
"""

from typing import NamedTuple

import numpy as np
from scipy.spatial import cKDTree

from sim.validation.material import Course, Material, december, june
from sim.world.columns import HIGH_TECH, TECH_SME, YOUNG_EAGLE

YEARS = (2024, 2025)
MONTHS_AFTER = 24
THRESHOLD, BANDWIDTH = 0.1, 0.15
"""Growth from which the title can be won, and the distance from it within which firms are compared; log points."""


class Candidates(NamedTuple):
    """Firms that could be listed in June: covariates, running variable, treatment, outcome; one row per firm and year."""

    covariates: np.ndarray
    growth: np.ndarray
    listed: np.ndarray
    outcome: np.ndarray


def matched_placebo(material: Material) -> float:
    """Matched estimate minus regression-discontinuity estimate, log points of R&D after two years."""
    firms = _candidates(material.course)
    jump, _ = jump_at_threshold(firms.growth, firms.outcome)
    listing, _ = jump_at_threshold(firms.growth, firms.listed.astype(float))
    return matched(firms) - jump / listing


def discontinuity_placebo(material: Material) -> float:
    """Student's t of the jump of R&D growth at the threshold."""
    firms = _candidates(material.course)
    jump, error = jump_at_threshold(firms.growth, firms.outcome)
    return jump / error


def matched(firms: Candidates) -> float:
    """Mean difference to the nearest firm without the title, by standardised covariates."""
    scaled = (firms.covariates - firms.covariates.mean(axis=0)) / firms.covariates.std(axis=0)
    others = ~firms.listed
    _, nearest = cKDTree(scaled[others]).query(scaled[firms.listed])
    return float((firms.outcome[firms.listed] - firms.outcome[others][nearest]).mean())


def jump_at_threshold(running: np.ndarray, outcome: np.ndarray) -> tuple[float, float]:
    """Jump of a local linear regression at the threshold, with slopes of their own on both sides, and its standard error."""
    near = np.abs(running - THRESHOLD) < BANDWIDTH
    x, y = running[near] - THRESHOLD, outcome[near]
    above = (x >= 0).astype(float)
    design = np.column_stack((above, np.ones_like(x), x, x * above))
    inverse = np.linalg.inv(design.T @ design)
    coefficients = inverse @ design.T @ y
    residual = y - design @ coefficients
    robust = inverse @ (design.T * residual**2) @ design @ inverse
    return float(coefficients[0]), float(np.sqrt(robust[0, 0]))


def _candidates(course: Course) -> Candidates:
    parts = [_listed_in(course, year) for year in YEARS]
    return Candidates(*(np.concatenate(columns) for columns in zip(*parts, strict=True)))


def _listed_in(course: Course, year: int) -> Candidates:
    """Young firms with a technology title in June that were no young eagles before and live two years later."""
    before, now, after = (course.snapshots[month].firms for month in (december(year - 1), june(year), june(year) + MONTHS_AFTER))
    known = len(before["identity"])
    age = june(year) - now["born"][:known].astype(float)
    there = now["alive"][:known] & after["alive"][:known] & (age <= 120) & (now["growth"][:known] != 0.0)
    there &= ((now["status"][:known] & (TECH_SME | HIGH_TECH)) != 0) & ((before["status"] & YOUNG_EAGLE) == 0)
    covariates = np.column_stack((np.log(now["revenue"][:known]), np.log(now["rd"][:known]), age))[there]
    listed = ((now["status"][:known] & YOUNG_EAGLE) != 0)[there]
    outcome = np.log(after["rd"][:known][there] / now["rd"][:known][there])
    return Candidates(covariates, now["growth"][:known][there], listed, outcome)
