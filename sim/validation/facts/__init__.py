"""The stylised facts: one function per fact, from the material of a validation to one number."""

from collections.abc import Callable

from sim.validation.facts import firms, market, network, placebo, policy, results
from sim.validation.material import Material
from sim.world.world import World

type Fact = Callable[[Material], float]

SHORT_RUN: tuple[Callable[[World], float], ...] = (
    firms.size_exponent, firms.size_law, firms.growth_shape, firms.growth_spread, firms.hazard_peak, firms.survival_3, firms.survival_5,
    firms.survival_7, firms.padded_share, firms.relabelled_money,
    market.contract_top_share, market.contract_lognormal, market.contract_mean, market.transfer_share, market.licence_share,
    market.equity_share, market.equity_over_licence, market.service_share, market.local_share, market.coast_share,
    market.gravity_distance, market.hub_jump, market.inflow_gini,
    network.hub_share, network.clustering, network.established_partners,
    results.attrition, results.market_before_technical, results.technical_before_funding, results.top_sales_share, results.pilot_funnel,
    results.university_use, results.institute_use, results.micro_use, results.high_tech_use,
)  # fmt: skip
"""Facts of the world at the end of 2025."""
LONG_RUN: tuple[Callable[[World], float], ...] = (firms.innovators_survive, firms.innovators)
"""Facts of the world at the end of 2032."""
TRIALS: tuple[Fact, ...] = (
    placebo.matched_placebo, placebo.discontinuity_placebo,
    policy.incremental_ratio, policy.incremental_small, policy.collaboration_fade, policy.talent_leak, policy.episode_direct,
    policy.episode_channel, policy.equity_incentive, policy.royalty_incentive,
)  # fmt: skip
"""Facts of runs that are compared."""


def _of_short(fact: Callable[[World], float]) -> Fact:
    return lambda material: fact(material.world)


def _of_long(fact: Callable[[World], float]) -> Fact:
    return lambda material: fact(material.decade)


FACTS: dict[str, Fact] = {
    **{fact.__name__: _of_short(fact) for fact in SHORT_RUN},
    **{fact.__name__: _of_long(fact) for fact in LONG_RUN},
    **{fact.__name__: fact for fact in TRIALS},
}
