"""Policy quantities: what a lever may shift besides paying money.

Each is one value per city. A process reads them; a lever raises them for the cities and months in which it
is in force. Without levers every quantity has its neutral value, so a neutral policy is the baseline.
"""

from typing import Annotated, Literal, NamedTuple, get_args, get_type_hints

import numpy as np

from sim.texts.bilingual import Bilingual
from sim.world.columns import CITY_COUNT

type Combination = Literal["add", "multiply", "largest"]


class Quantity(NamedTuple):
    """Neutral value, unit, rule of combination when several levers act, and title."""

    neutral: float
    unit: str
    combine: Combination
    title: Bilingual


class Quantities(NamedTuple):
    """One float64 array of shape (8,) for each policy quantity."""

    research_rate: Annotated[np.ndarray, Quantity(1, "ratio", "multiply", Bilingual("rate of new results", "成果产生率"))]
    research_risk: Annotated[np.ndarray, Quantity(0, "0..1", "add", Bilingual("risk taken in research", "科研风险承担"))]
    commission_rate: Annotated[np.ndarray, Quantity(1, "ratio", "multiply", Bilingual("commissions from firms", "企业出题"))]
    verification_slots: Annotated[np.ndarray, Quantity(1, "ratio", "multiply", Bilingual("slots of concept centres", "概念验证容量"))]
    pilot_slots: Annotated[np.ndarray, Quantity(0, "count", "add", Bilingual("additional pilot slots", "新增中试容量"))]
    agency_share: Annotated[np.ndarray, Quantity(0, "0..1", "largest", Bilingual("brokers in rewarded agencies", "受奖励机构的经纪人占比"))]
    agency_effort: Annotated[np.ndarray, Quantity(1, "ratio", "multiply", Bilingual("effort of agencies", "技术转移机构努力程度"))]
    branch: Annotated[np.ndarray, Quantity(0, "0..1", "largest", Bilingual("technology-market branch", "技术市场分市场"))]
    station: Annotated[np.ndarray, Quantity(0, "0..1", "largest", Bilingual("service station", "服务工作站"))]
    border_ease: Annotated[np.ndarray, Quantity(0, "0..1", "add", Bilingual("lower friction at city borders", "行政边界摩擦降低"))]
    equity_limit: Annotated[np.ndarray, Quantity(0, "share", "largest", Bilingual("equity allowed to inventors", "科研人员持股上限"))]
    inventor_share: Annotated[np.ndarray, Quantity(0, "share", "largest", Bilingual("ownership assigned to teams", "成果赋权比例"))]
    registration_benefit: Annotated[np.ndarray, Quantity(0, "share of value", "add", Bilingual("benefit of registration", "登记收益"))]
    first_purchase: Annotated[np.ndarray, Quantity(0, "0..1", "add", Bilingual("public first demand", "首购首用"))]
    benefit_sharing: Annotated[np.ndarray, Quantity(0, "share", "largest", Bilingual("gains shared with the city of origin", "利益共享比例"))]
    alliance_rate: Annotated[np.ndarray, Quantity(1, "ratio", "multiply", Bilingual("founding of alliances", "联盟组建率"))]
    digital_push: Annotated[np.ndarray, Quantity(0, "0..1", "add", Bilingual("diagnosis and service for digital change", "数字化诊断服务"))]
    talent_pull: Annotated[np.ndarray, Quantity(1, "ratio", "multiply", Bilingual("pull on talents", "人才吸引力"))]
    entry_rate: Annotated[np.ndarray, Quantity(1, "ratio", "multiply", Bilingual("entry of technology firms", "科技企业进入率"))]
    certification_help: Annotated[np.ndarray, Quantity(0, "0..1", "add", Bilingual("help with certification", "认定辅导"))]
    outside_supply: Annotated[np.ndarray, Quantity(1, "ratio", "multiply", Bilingual("results offered from outside", "外部成果供给"))]
    route_loss_tolerance: Annotated[np.ndarray, Quantity(0, "share", "largest", Bilingual("loss tolerated by funds", "基金容忍亏损"))]


def declared_quantities() -> dict[str, Quantity]:
    """Return every policy quantity with its declaration."""
    return {name: get_args(hint)[1] for name, hint in get_type_hints(Quantities, include_extras=True).items()}


def neutral_quantities() -> Quantities:
    """Return all quantities at their neutral values."""
    return Quantities(**{name: np.full(CITY_COUNT, float(q.neutral)) for name, q in declared_quantities().items()})
