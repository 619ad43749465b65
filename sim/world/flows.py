"""Counters of what flowed this month; the record step reads them and sets them back to zero."""

from typing import Annotated, NamedTuple, get_type_hints

import numpy as np

from sim.kernels import typed_table
from sim.world.columns import CITY_COUNT, FIELD_COUNT, REGION_COUNT


@typed_table
class Flows(NamedTuple):
    """Monthly counters; cities are the first axis unless said otherwise."""

    entries: Annotated[np.ndarray, (CITY_COUNT,)]
    exits: Annotated[np.ndarray, (CITY_COUNT,)]
    spin_offs: Annotated[np.ndarray, (CITY_COUNT,)]
    incubated: Annotated[np.ndarray, (CITY_COUNT,)]
    attracted: Annotated[np.ndarray, (CITY_COUNT,)]
    results_born: Annotated[np.ndarray, (CITY_COUNT,)]
    team_results: Annotated[np.ndarray, (CITY_COUNT,)]
    """Results brought along by teams that moved to the city."""
    tasks: Annotated[np.ndarray, (CITY_COUNT,)]
    """Key-technology tasks begun."""
    breakthroughs: Annotated[np.ndarray, (CITY_COUNT,)]
    """Key-technology tasks solved."""
    verified: Annotated[np.ndarray, (CITY_COUNT,)]
    piloted: Annotated[np.ndarray, (CITY_COUNT,)]
    converted: Annotated[np.ndarray, (CITY_COUNT,)]
    """Results with a deal, by city of the inventors."""
    converted_local: Annotated[np.ndarray, (CITY_COUNT,)]
    """... taken by a firm of the same city."""
    converted_circle: Annotated[np.ndarray, (CITY_COUNT,)]
    """... taken by a firm of the circle."""
    converted_value: Annotated[np.ndarray, (CITY_COUNT, REGION_COUNT)]
    """Price of results by city of the inventors and region of the taker, million CNY."""
    landed: Annotated[np.ndarray, (CITY_COUNT, REGION_COUNT)]
    """Landed results by city of the inventors and region of landing."""
    stopped: Annotated[np.ndarray, (CITY_COUNT, 4)]
    """Stopped results by city of the inventors and cause."""
    first_sales: Annotated[np.ndarray, (CITY_COUNT,)]
    """Yearly sales of results landed this month, million CNY, by city of landing."""
    deals_by_form: Annotated[np.ndarray, (CITY_COUNT, 5)]
    deal_value_by_form: Annotated[np.ndarray, (CITY_COUNT, 5)]
    real_value: Annotated[np.ndarray, (REGION_COUNT, REGION_COUNT)]
    """Value of contracts signed, million CNY, seller by buyer region."""
    real_count: Annotated[np.ndarray, (REGION_COUNT, REGION_COUNT)]
    pilot_served: Annotated[np.ndarray, (CITY_COUNT,)]
    """Firms served by pilot bases, outside customers included."""
    pilot_landed: Annotated[np.ndarray, (CITY_COUNT,)]
    """Firms landed or founded through pilot bases."""
    pilot_revenue: Annotated[np.ndarray, (CITY_COUNT,)]
    """Pilot contracts, million CNY."""
    joint_projects: Annotated[np.ndarray, (CITY_COUNT,)]
    duplicate_rd: Annotated[np.ndarray, (CITY_COUNT,)]
    """R&D that repeats a partner's, million CNY this month."""
    digital_projects: Annotated[np.ndarray, (CITY_COUNT,)]
    promotions: Annotated[np.ndarray, (CITY_COUNT, 10)]
    """Status flags won this month, by flag number (bit position)."""
    losses: Annotated[np.ndarray, (CITY_COUNT, 10)]
    private_crowded_in: Annotated[np.ndarray, (CITY_COUNT,)]
    """Private money that followed public fund money, million CNY."""
    fund_invested: Annotated[np.ndarray, (CITY_COUNT,)]
    fund_returned: Annotated[np.ndarray, (CITY_COUNT,)]
    fund_lost: Annotated[np.ndarray, (CITY_COUNT,)]
    talent_in: Annotated[np.ndarray, (CITY_COUNT,)]
    talent_out: Annotated[np.ndarray, (CITY_COUNT,)]
    graduates_kept: Annotated[np.ndarray, (CITY_COUNT,)]
    """Graduates who became specialists of technology firms."""
    flexible_posts: Annotated[np.ndarray, (CITY_COUNT,)]
    """Flexible posts taken up, by city of the firms."""
    field_value: Annotated[np.ndarray, (CITY_COUNT, FIELD_COUNT)]
    """Value of contracts sold this month by city and field, million CNY."""
    registered_value: Annotated[np.ndarray, (REGION_COUNT, REGION_COUNT)]
    """Value of contracts registered this month, seller by buyer region, million CNY."""
    registered_count: Annotated[np.ndarray, (REGION_COUNT, REGION_COUNT)]
    """Number of contracts registered this month, seller by buyer region."""


def empty_flows() -> Flows:
    """Return counters at zero."""
    hints = get_type_hints(Flows, include_extras=True)
    return Flows(**{name: np.zeros(hint.__metadata__[0]) for name, hint in hints.items()})


def clear_flows(flows: Flows) -> None:
    """Set every counter back to zero."""
    for counter in flows:
        counter.fill(0.0)
