"""A paired run with a large dose moves the indicator that the mechanism of the lever names, and in the direction it says."""

from functools import cache

import pytest

from sim.levers.registry import lever_types
from sim.runs.outcome import simulate
from sim.studies.effects import total
from sim.testing.levers import scenario_with

SEEDS, CIRCLE = (1, 2), (8,)
LARGE, VERY_LARGE = 5.0, 40.0
SMALL_PLACES = {
    "agri_belt", "agrifood_cluster", "ai_plus", "aviation_centre", "biomed_cluster", "chain_leader",
    "concept_centre_shenfu", "concept_rent", "demo_base", "environment_cluster", "evtol_cert", "future_action",
    "hospital_scene", "innovation_loans", "ip_assignment", "joint_meeting", "macro_frame", "public_scene",
    "risk_pool", "scene_plus", "suliao_park", "test_flight_base", "uav_service", "v2x_pilot",
}  # fmt: skip
"""Levers of small cities, few fields or few events: their effect shows in two years only at a very large dose."""


@cache
def _without(needs, seed):
    lever = next(lever for lever in lever_types().values() if lever.needs == needs)
    return simulate(scenario_with(lever, 0.0, "2023-01", "2024-12"), seed=seed)


@pytest.mark.parametrize("key", sorted(lever_types()))
def test_a_large_dose_moves_the_indicator_that_the_lever_names(key):
    lever = lever_types()[key]
    places = lever.terms_type.model_validate({}).city_indices() if lever.felt == "cities" else CIRCLE
    dose = VERY_LARGE if key in SMALL_PLACES else LARGE
    effect = 0.0
    for seed in SEEDS:
        with_ = simulate(scenario_with(lever, dose, "2023-01", "2024-12"), seed=seed)
        effect += total(with_, lever.moves, places) - total(_without(lever.needs, seed), lever.moves, places)
    assert effect > 0 if lever.raises else effect < 0
