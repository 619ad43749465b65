"""Policy quantities: what a lever may shift besides paying money.

Each is one value per city, or per city and technology field. A process reads them; a lever raises them for the
cities and months in which it is in force. Without levers every quantity has its neutral value, so a neutral policy
is the baseline.
"""

from functools import cache
from typing import Annotated, Literal, NamedTuple, get_args, get_type_hints

import numpy as np

from sim.kernels import typed_table
from sim.texts.bilingual import Bilingual
from sim.world.columns import CITY_COUNT, FIELD_COUNT

type Felt = Literal["cities", "circle"]
type Combination = Literal["add", "multiply", "largest"]


class Quantity(NamedTuple):
    """Neutral value, unit, rule of combination when several levers act, title, and what it touches."""

    neutral: float
    unit: str
    combine: Combination
    title: Bilingual
    read_by: str
    """Key of the process that reads it."""
    moves: str
    """Key of the indicator that moves first."""
    felt: Felt = "cities"
    """Whether that indicator moves in the cities where the quantity is shifted, or anywhere in the circle."""
    raises: bool = True
    """Whether a larger quantity raises that indicator; otherwise it lowers it."""
    by_field: bool = False
    """Whether it differs by technology field."""


@typed_table
class Quantities(NamedTuple):
    """One float64 array for each policy quantity: shape (8,), or (8, 13) if it differs by field."""

    research_rate: Annotated[np.ndarray, Quantity(1, "ratio", "multiply", Bilingual("rate of new results", "成果产生率"), "research", "results_born")]
    research_focus: Annotated[
        np.ndarray, Quantity(0, "ratio", "add", Bilingual("research turned to a field", "科研领域倾斜"), "research", "results_born", by_field=True)
    ]
    research_basic: Annotated[
        np.ndarray, Quantity(0, "share", "add", Bilingual("more basic research", "基础研究占比提升"), "research", "piloted_results")
    ]
    research_risk: Annotated[
        np.ndarray, Quantity(0, "0..1", "add", Bilingual("risk taken in research", "科研风险承担"), "research", "stopped_technical")
    ]
    commission_rate: Annotated[
        np.ndarray, Quantity(1, "ratio", "multiply", Bilingual("commissions from firms", "企业出题"), "research", "converted_results")
    ]
    tasks: Annotated[
        np.ndarray,
        Quantity(0, "tasks a year", "add", Bilingual("listed key-technology tasks", "榜单攻关任务"), "research", "breakthroughs", by_field=True),
    ]
    verification_slots: Annotated[
        np.ndarray,
        Quantity(
            0, "count", "add", Bilingual("additional slots of concept centres", "新增概念验证容量"), "verification", "verified_results", felt="circle"
        ),
    ]
    pilot_slots: Annotated[
        np.ndarray, Quantity(0, "count", "add", Bilingual("additional pilot slots", "新增中试容量"), "pilot", "pilot_firms_served", felt="circle")
    ]
    early_money: Annotated[
        np.ndarray, Quantity(1, "ratio", "multiply", Bilingual("private early-stage money", "早期社会资本"), "pilot", "piloted_results")
    ]
    contacts: Annotated[
        np.ndarray,
        Quantity(
            0, "contacts a month", "add", Bilingual("contacts arranged for results", "成果对接活动"), "search", "converted_results", by_field=True
        ),
    ]
    broker_effort: Annotated[
        np.ndarray, Quantity(1, "ratio", "multiply", Bilingual("contacts of brokers", "技术经纪人对接"), "search", "converted_results")
    ]
    agency_share: Annotated[
        np.ndarray, Quantity(0, "0..1", "largest", Bilingual("brokers in rewarded agencies", "受奖励机构的经纪人占比"), "search", "converted_local")
    ]
    agency_effort: Annotated[
        np.ndarray, Quantity(1, "ratio", "multiply", Bilingual("effort of agencies", "技术转移机构努力程度"), "search", "converted_local")
    ]
    branch: Annotated[
        np.ndarray, Quantity(0, "0..1", "largest", Bilingual("technology-market branch", "技术市场分市场"), "search", "converted_results")
    ]
    station: Annotated[
        np.ndarray, Quantity(0, "0..1", "largest", Bilingual("service station", "服务工作站"), "gravity", "cross_city_transfer", felt="circle")
    ]
    border_ease: Annotated[
        np.ndarray,
        Quantity(0, "0..1", "add", Bilingual("lower friction at city borders", "行政边界摩擦降低"), "gravity", "cross_city_transfer", felt="circle"),
    ]
    equity_limit: Annotated[
        np.ndarray, Quantity(0, "share", "largest", Bilingual("equity allowed to inventors", "科研人员持股上限"), "deal", "equity_deals")
    ]
    inventor_share: Annotated[
        np.ndarray, Quantity(0, "share", "largest", Bilingual("ownership assigned to teams", "成果赋权比例"), "deal", "equity_deals")
    ]
    registration_benefit: Annotated[
        np.ndarray, Quantity(0, "share of value", "add", Bilingual("benefit of registration", "登记收益"), "registration", "registered_turnover")
    ]
    field_demand: Annotated[
        np.ndarray,
        Quantity(
            0,
            "ratio",
            "add",
            Bilingual("demand for a field's technology", "领域技术需求"),
            "search",
            "converted_results",
            felt="circle",
            by_field=True,
        ),
    ]
    first_purchase: Annotated[
        np.ndarray, Quantity(0, "ratio", "add", Bilingual("public first demand", "首购首用"), "landing", "landed_results", by_field=True)
    ]
    landing_ease: Annotated[
        np.ndarray, Quantity(0, "utility", "add", Bilingual("carriers for industrialisation", "产业化承载条件"), "landing", "first_sales")
    ]
    benefit_sharing: Annotated[
        np.ndarray,
        Quantity(
            0, "share", "largest", Bilingual("gains shared with the city of origin", "利益共享比例"), "landing", "landed_elsewhere", felt="circle"
        ),
    ]
    alliance_rate: Annotated[np.ndarray, Quantity(1, "ratio", "multiply", Bilingual("founding of alliances", "联盟组建率"), "alliances", "alliances")]
    project_benefit: Annotated[
        np.ndarray,
        Quantity(0, "log points", "add", Bilingual("gain expected from joint projects", "联合项目预期收益"), "alliances", "joint_projects"),
    ]
    credit: Annotated[
        np.ndarray, Quantity(0, "share of revenue", "add", Bilingual("credit for firms", "企业信贷额度"), "growth", "exits", raises=False)
    ]
    market_access: Annotated[
        np.ndarray, Quantity(0, "log points a year", "add", Bilingual("access to distant markets", "外部市场通达"), "growth", "revenue")
    ]
    digital_push: Annotated[
        np.ndarray, Quantity(0, "0..1", "add", Bilingual("diagnosis and service for digital change", "数字化诊断服务"), "digital", "digital_projects")
    ]
    talent_pull: Annotated[np.ndarray, Quantity(1, "ratio", "multiply", Bilingual("pull on talents", "人才吸引力"), "talent", "talent")]
    talent_top: Annotated[
        np.ndarray, Quantity(0, "persons a year", "add", Bilingual("further arrivals of class A", "A类人才新增"), "talent", "talent")
    ]
    talent_lead: Annotated[
        np.ndarray, Quantity(0, "persons a year", "add", Bilingual("further arrivals of class B", "B类人才新增"), "talent", "talent")
    ]
    talent_young: Annotated[
        np.ndarray, Quantity(0, "persons a year", "add", Bilingual("further arrivals of class C", "C类人才新增"), "talent", "talent")
    ]
    teams: Annotated[
        np.ndarray, Quantity(0, "teams a year", "add", Bilingual("further teams with projects", "带土移植团队新增"), "talent", "team_results")
    ]
    graduate_stay: Annotated[np.ndarray, Quantity(1, "ratio", "multiply", Bilingual("graduates who stay", "毕业生留存"), "talent", "graduates_kept")]
    flexible_posts: Annotated[
        np.ndarray, Quantity(1, "ratio", "multiply", Bilingual("flexible posts", "柔性兼职"), "talent", "flexible_posts", felt="circle")
    ]
    entry_rate: Annotated[
        np.ndarray, Quantity(1, "ratio", "multiply", Bilingual("entry of technology firms", "科技企业进入率"), "entry_exit", "entries")
    ]
    incubation: Annotated[
        np.ndarray, Quantity(1, "ratio", "multiply", Bilingual("graduates of incubators", "孵化毕业企业"), "entry_exit", "incubated")
    ]
    attraction: Annotated[
        np.ndarray, Quantity(1, "ratio", "multiply", Bilingual("firms attracted from outside", "招引企业"), "entry_exit", "attracted")
    ]
    certification_help: Annotated[np.ndarray, Quantity(0, "0..1", "add", Bilingual("help with certification", "认定辅导"), "ladders", "high_tech")]
    outside_supply: Annotated[
        np.ndarray, Quantity(1, "ratio", "multiply", Bilingual("results offered from outside", "外部成果供给"), "research", "inflow", felt="circle")
    ]


@cache
def declared_quantities() -> dict[str, Quantity]:
    """Return every policy quantity with its declaration."""
    return {name: get_args(hint)[1] for name, hint in get_type_hints(Quantities, include_extras=True).items()}


@cache
def neutral_values() -> tuple[float, ...]:
    """Neutral value of each quantity, in the order of :class:`Quantities`."""
    return tuple(float(quantity.neutral) for quantity in declared_quantities().values())


def neutral_quantities() -> Quantities:
    """Return all quantities at their neutral values."""
    shapes = {name: (CITY_COUNT, FIELD_COUNT) if q.by_field else (CITY_COUNT,) for name, q in declared_quantities().items()}
    return Quantities(**{name: np.full(shapes[name], float(q.neutral)) for name, q in declared_quantities().items()})
