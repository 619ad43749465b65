"""The official goals that figures mark, in the units of the indicators."""

from typing import NamedTuple

from sim.evidence import fact, target

_MILLION_PER_YI = 100


TARGET_YEAR = 2027


class Goals(NamedTuple):
    """Goals for 2027 and the values of 2022 they start from."""

    turnover: float
    """Registered technology-contract turnover, million CNY."""
    turnover_2022: float
    high_tech: float
    """High-tech enterprises as the plan prints them."""
    high_tech_rescaled: float
    """The same growth on the count of Table 1, which the simulated population reproduces."""
    counted_2022: float
    """High-tech enterprises of 2022 as the plan prints them."""
    summed_2022: float
    """High-tech enterprises of 2022 added up over the members in Table 1."""


def goals() -> Goals:
    """Read the goals of the plan from the evidence.

    The plan counts 5,807 high-tech enterprises in 2022, its table by member adds up to 5,739; the second goal
    is the first times the quotient of the two.
    """
    counted, summed = fact("t2_hnte_2022").value, fact("derived_hnte_sum_2022").value
    printed = target("metro_hnte_2027").value or 0.0
    turnover = (target("metro_tech_contract_2027").value or 0.0) * _MILLION_PER_YI
    start = fact("t2_tech_contract_2022").value * _MILLION_PER_YI
    return Goals(turnover, start, printed, round(printed * summed / counted), counted, summed)
