"""The state of the model as columns: one array per attribute, one declaration per column.

Each table is a ``NamedTuple`` of arrays. The annotation of a column gives its type, unit and meaning, and is
all that :func:`allocate` and the documentation need. Kernels take the tuple and read ``firms.revenue[row]``.

``rows`` is a one-element array with the number of used rows, so that a kernel can append. Money is in million
CNY (float64) where it is state, and in fen (0.01 CNY, int64) where it is paid through the ledger.
Months are indices of :mod:`sim.calendar`; -1 (rows) and NEVER (months) mean none.
"""

from functools import cache
from typing import Annotated, Any, NamedTuple, get_args, get_type_hints

import numpy as np

from sim.kernels import typed_table

CITY_COUNT = 8
REGION_COUNT = 14
FIELD_COUNT = 13
NEVER = 32000
MEMORY = 4
ALLIANCE_SIZE = 6
FILLED_AT_ONCE = 1 << 20
"""Rows of a table that are filled when it is made; those beyond, shortly before they are used."""

TECH_SME = 1
HIGH_TECH = 2
LEADING = 4
YOUNG_EAGLE = 8
GAZELLE = 16
POTENTIAL_UNICORN = 32
UNICORN = 64
INNOVATIVE_SME = 128
SRDI = 256
LITTLE_GIANT = 512

ORIGIN_INITIAL, ORIGIN_SPIN_OFF, ORIGIN_START_UP, ORIGIN_INCUBATED, ORIGIN_ATTRACTED = range(5)

UNIVERSITY, INSTITUTE, LABORATORY, ENGINEERING_CENTRE, NEW_TYPE, CONCEPT_CENTRE, PILOT_BASE, INCUBATOR, OFFICE = range(9)
CITY_LEVEL, PROVINCIAL_LEVEL, NATIONAL_LEVEL = range(3)

# Stages of a result, in order.
QUEUED, VERIFYING, SEEKING, PILOTING, OFFERED, CONTRACTED, CLOSED = range(7)
# Fates: exactly one for each result; OPEN while it lives.
OPEN, LANDED_CIRCLE, LANDED_OUTSIDE, STOPPED = range(4)
# Causes of stop.
NO_CAUSE, TECHNICAL, MARKET, FUNDING = range(4)
# Key-technology tasks.
NO_TASK, LISTED_TASK, SOLVED_TASK = range(3)
# Forms of a deal over a result.
NO_DEAL, TRANSFER, LICENCE, EQUITY, DEVELOPMENT_DEAL = range(5)
# Types of a registered contract.
DEVELOPMENT, TRANSFER_CONTRACT, LICENCE_CONTRACT, CONSULTING, SERVICE = range(5)


class Column(NamedTuple):
    """Declaration of one column: numpy type, unit, meaning and width (1 for a plain column)."""

    dtype: Any
    unit: str
    meaning: str
    width: int = 1
    fill: float = 0


type A = np.ndarray


@typed_table
class Firms(NamedTuple):
    """Technology enterprises; one row per firm that ever lived in the run."""

    rows: Annotated[A, Column(np.int64, "count", "number of used rows")]
    identity: Annotated[A, Column(np.uint64, "key", "birth identity")]
    alive: Annotated[A, Column(np.bool_, "flag", "still in business and in the circle")]
    city: Annotated[A, Column(np.int8, "index", "member of the circle, 0..7")]
    field: Annotated[A, Column(np.int8, "index", "main technology field, 0..12")]
    field2: Annotated[A, Column(np.int8, "index", "second field, 0..12")]
    niche: Annotated[A, Column(np.float64, "0..1", "position inside the main field")]
    born: Annotated[A, Column(np.int16, "month", "founding month; negative before 2020")]
    died: Annotated[A, Column(np.int16, "month", "exit month, NEVER while alive", 1, NEVER)]
    origin: Annotated[A, Column(np.int8, "code", "initial, spin-off, start-up, incubated or attracted")]
    revenue: Annotated[A, Column(np.float64, "million CNY a year", "revenue at annual rate")]
    revenue_year_ago: Annotated[A, Column(np.float64, "million CNY a year", "revenue at the last anniversary in January")]
    growth: Annotated[A, Column(np.float64, "log points", "log growth of revenue over the last calendar year")]
    rd: Annotated[A, Column(np.float64, "million CNY a year", "true R&D spending")]
    rd_reported: Annotated[A, Column(np.float64, "million CNY a year", "reported R&D spending")]
    rd_stock: Annotated[A, Column(np.float64, "million CNY", "depreciated stock of true R&D")]
    absorptive: Annotated[A, Column(np.float64, "0..1", "absorptive capacity")]
    digital: Annotated[A, Column(np.float64, "0..1", "digital level")]
    cash: Annotated[A, Column(np.float64, "million CNY", "cash at hand")]
    debt: Annotated[A, Column(np.float64, "million CNY", "bank debt")]
    ip: Annotated[A, Column(np.float64, "count", "valid intellectual property rights")]
    staff: Annotated[A, Column(np.float64, "persons", "employees")]
    skilled: Annotated[A, Column(np.float64, "persons", "specialists recruited or trained")]
    status: Annotated[A, Column(np.uint16, "bits", "status flags on the three ladders")]
    certificate_end: Annotated[A, Column(np.int16, "month", "month in which the high-tech certificate expires", 1, NEVER)]
    gazelle_end: Annotated[A, Column(np.int16, "month", "month in which a growth-track title is reviewed", 1, NEVER)]
    chain_leader: Annotated[A, Column(np.bool_, "flag", "chain-leading firm")]
    alliances: Annotated[A, Column(np.int16, "count", "alliances the firm is a member of")]
    partners: Annotated[A, Column(np.int32, "row", "platforms remembered from earlier deals", MEMORY, -1)]
    next_partner: Annotated[A, Column(np.int8, "index", "place in memory to overwrite next")]
    equity_sold: Annotated[A, Column(np.float64, "share", "equity given to inventors and funds")]
    landed: Annotated[A, Column(np.int16, "count", "results industrialised")]
    boost: Annotated[A, Column(np.float64, "log points a year", "growth impulse from landed results and scenes, fading")]
    subsidy: Annotated[A, Column(np.int64, "fen", "public money received so far")]
    grant_rate: Annotated[A, Column(np.float64, "million CNY a year", "R&D grants now being spent, fading")]
    innovator: Annotated[A, Column(np.bool_, "flag", "introduced a new product or technology")]
    slot: Annotated[A, Column(np.int32, "row", "place in the candidate table", 1, -1)]


@typed_table
class Platforms(NamedTuple):
    """R&D platforms: universities, institutes, laboratories, centres, incubators, transfer offices."""

    rows: Annotated[A, Column(np.int64, "count", "number of used rows")]
    identity: Annotated[A, Column(np.uint64, "key", "birth identity")]
    kind: Annotated[A, Column(np.int8, "code", "university ... transfer office")]
    level: Annotated[A, Column(np.int8, "code", "city, provincial or national")]
    city: Annotated[A, Column(np.int8, "index", "member of the circle, 0..7")]
    field: Annotated[A, Column(np.int8, "index", "main field")]
    field2: Annotated[A, Column(np.int8, "index", "second field")]
    researchers: Annotated[A, Column(np.float64, "persons", "research staff, full-time equivalents")]
    quality: Annotated[A, Column(np.float64, "ratio", "mean quality of its results, 1 = circle mean")]
    basic: Annotated[A, Column(np.float64, "share", "share of basic research")]
    inventor_share: Annotated[A, Column(np.float64, "share", "share of proceeds that goes to the inventors")]
    slots: Annotated[A, Column(np.float64, "count", "projects a concept centre or pilot base takes at once")]
    busy: Annotated[A, Column(np.int32, "count", "slots in use")]
    equipment: Annotated[A, Column(np.float64, "million CNY", "equipment stock of a pilot base")]
    partners: Annotated[A, Column(np.int32, "row", "firms remembered from earlier deals", MEMORY, -1)]
    next_partner: Annotated[A, Column(np.int8, "index", "place in memory to overwrite next")]
    opened: Annotated[A, Column(np.int16, "month", "opening month")]


@typed_table
class Results(NamedTuple):
    """Scientific and technological results (科技成果) on their way to industry."""

    rows: Annotated[A, Column(np.int64, "count", "number of used rows")]
    identity: Annotated[A, Column(np.uint64, "key", "birth identity")]
    origin_firm: Annotated[A, Column(np.bool_, "flag", "born in a firm; otherwise in a platform")]
    origin: Annotated[A, Column(np.int32, "row", "firm or platform of origin")]
    city: Annotated[A, Column(np.int8, "index", "city of the inventors")]
    field: Annotated[A, Column(np.int8, "index", "main field")]
    field2: Annotated[A, Column(np.int8, "index", "second field")]
    niche: Annotated[A, Column(np.float64, "0..1", "position inside the main field")]
    basic: Annotated[A, Column(np.float64, "0..1", "distance from application at birth")]
    risk: Annotated[A, Column(np.float64, "0..1", "technical risk")]
    trl: Annotated[A, Column(np.float64, "TRL", "technology readiness level, 1..9")]
    value: Annotated[A, Column(np.float64, "million CNY a year", "latent value: yearly sales of a full success")]
    born: Annotated[A, Column(np.int16, "month", "birth month")]
    stage: Annotated[A, Column(np.int8, "code", "queued ... closed")]
    clock: Annotated[A, Column(np.int16, "months", "months in the present stage")]
    ends: Annotated[A, Column(np.int16, "month", "month in which the running stage ends")]
    verified: Annotated[A, Column(np.bool_, "flag", "passed concept verification")]
    piloted: Annotated[A, Column(np.bool_, "flag", "passed a pilot")]
    centre: Annotated[A, Column(np.int32, "index", "member whose concept centres or pilot bases it uses, -1 if none", 1, -1)]
    grant: Annotated[A, Column(np.int64, "fen", "grants held for the next stage")]
    own_money: Annotated[A, Column(np.float64, "million CNY", "the team's own money")]
    fund_money: Annotated[A, Column(np.float64, "million CNY", "fund money held for the pilot")]
    growth_money: Annotated[A, Column(np.float64, "million CNY", "fund money held for industrialisation")]
    partner_money: Annotated[A, Column(np.float64, "million CNY", "money promised by the taker")]
    missing: Annotated[A, Column(np.float64, "million CNY", "money still missing for the pilot")]
    spent: Annotated[A, Column(np.float64, "million CNY", "spent on verification and pilot")]
    taker: Annotated[A, Column(np.int32, "row", "firm that takes the result", 1, -1)]
    taker_region: Annotated[A, Column(np.int8, "index", "region of the taker, 0..13", 1, -1)]
    fit: Annotated[A, Column(np.float64, "0..1", "fit between result and taker")]
    form: Annotated[A, Column(np.int8, "code", "form of the deal")]
    price: Annotated[A, Column(np.float64, "million CNY", "price of the deal")]
    landing_region: Annotated[A, Column(np.int8, "index", "region of industrialisation", 1, -1)]
    sales: Annotated[A, Column(np.float64, "million CNY a year", "sales of the landed result at annual rate")]
    fate: Annotated[A, Column(np.int8, "code", "open, landed in the circle, landed outside, stopped")]
    cause: Annotated[A, Column(np.int8, "code", "cause of stop: technical, market, funding")]
    closed: Annotated[A, Column(np.int16, "month", "month of the fate", 1, NEVER)]
    brokered: Annotated[A, Column(np.int8, "index", "city of the agency that brokered the deal", 1, -1)]
    task: Annotated[A, Column(np.int8, "code", "no task, listed key-technology task, or a task that is solved")]


@typed_table
class Contracts(NamedTuple):
    """Technology contracts; registered turnover counts only those with a registration month."""

    rows: Annotated[A, Column(np.int64, "count", "number of used rows")]
    identity: Annotated[A, Column(np.uint64, "key", "birth identity: that of the result transferred, else a child of the seller")]
    month: Annotated[A, Column(np.int16, "month", "month of signature")]
    registered: Annotated[A, Column(np.int16, "month", "month of registration, NEVER if not registered", 1, NEVER)]
    kind: Annotated[A, Column(np.int8, "code", "development, transfer, licence, consulting, service")]
    value: Annotated[A, Column(np.float64, "million CNY", "value of the contract")]
    seller_firm: Annotated[A, Column(np.bool_, "flag", "sold by a firm; otherwise by a platform")]
    seller: Annotated[A, Column(np.int32, "row", "firm or platform that sells, -1 if outside", 1, -1)]
    buyer: Annotated[A, Column(np.int32, "row", "firm that buys, -1 if outside or anonymous", 1, -1)]
    seller_region: Annotated[A, Column(np.int8, "index", "region of the seller, 0..13")]
    buyer_region: Annotated[A, Column(np.int8, "index", "region of the buyer, 0..13")]
    field: Annotated[A, Column(np.int8, "index", "field")]
    result: Annotated[A, Column(np.int32, "row", "result transferred, -1 for technical services", 1, -1)]
    brokered: Annotated[A, Column(np.int8, "index", "city of the agency that brokered it, -1 if none", 1, -1)]


@typed_table
class Alliances(NamedTuple):
    """Industry-research alliances and consortia."""

    rows: Annotated[A, Column(np.int64, "count", "number of used rows")]
    identity: Annotated[A, Column(np.uint64, "key", "birth identity")]
    lead: Annotated[A, Column(np.int32, "row", "leading firm")]
    members: Annotated[A, Column(np.int32, "row", "member firms, the lead first", ALLIANCE_SIZE, -1)]
    size: Annotated[A, Column(np.int8, "count", "number of member firms")]
    platform: Annotated[A, Column(np.int32, "row", "member platform", 1, -1)]
    field: Annotated[A, Column(np.int8, "index", "field")]
    city: Annotated[A, Column(np.int8, "index", "city of the lead")]
    born: Annotated[A, Column(np.int16, "month", "founding month")]
    ends: Annotated[A, Column(np.int16, "month", "month in which it dissolves", 1, NEVER)]
    projects: Annotated[A, Column(np.int32, "count", "joint projects so far")]


@typed_table
class Cities(NamedTuple):
    """The eight members; every column has one value per member."""

    cost_level: Annotated[A, Column(np.float64, "ratio", "land and labour cost, Shenyang = 1")]
    fiscal_room: Annotated[A, Column(np.float64, "million CNY a year", "public money for innovation policy, reported, not a constraint")]
    graduates: Annotated[A, Column(np.float64, "persons a year", "graduates of its universities")]
    researchers: Annotated[A, Column(np.float64, "persons", "research staff of platforms")]
    talent_top: Annotated[A, Column(np.float64, "persons", "top talents (class A)")]
    talent_lead: Annotated[A, Column(np.float64, "persons", "leading talents (class B)")]
    talent_young: Annotated[A, Column(np.float64, "persons", "young and skilled talents (class C)")]
    branch: Annotated[A, Column(np.float64, "0..1", "development of the technology-market branch")]
    station: Annotated[A, Column(np.float64, "0..1", "development of the service station")]
    brokers: Annotated[A, Column(np.float64, "persons", "technology brokers and managers")]
    attractiveness: Annotated[A, Column(np.float64, "ratio", "pull on firms and people, circle mean = 1")]
    eagle_effort: Annotated[A, Column(np.float64, "ratio", "nomination of young eagles, circle = 1")]
    gazelle_effort: Annotated[A, Column(np.float64, "ratio", "nomination of gazelles, circle = 1")]
    unicorn_effort: Annotated[A, Column(np.float64, "ratio", "nomination of potential unicorns, circle = 1")]
    demand: Annotated[A, Column(np.float64, "ratio", "local demand for technology by field, 1 = 2022", FIELD_COUNT, 1)]


@cache
def columns_of(table: type[Any]) -> dict[str, Column]:
    """Return the declared columns of a table."""
    return {name: get_args(hint)[1] for name, hint in get_type_hints(table, include_extras=True).items()}


def allocate[T](table: type[T], capacity: int, used: int = 0) -> T:
    """Return an empty table with room for ``capacity`` rows; every column starts at its fill value.

    Memory of zeros is taken from the system only where it is written to: room costs nothing until it is used. So beyond ``used`` and
    the first million rows, what is no zero is filled in by :func:`fill` before a month needs it.
    """
    arrays = {}
    for name, column in columns_of(table).items():  # type: ignore[arg-type]  # mypy takes a class variable for unhashable
        length = 1 if name == "rows" else capacity
        arrays[name] = np.zeros((length,) if column.width == 1 else (length, column.width), dtype=column.dtype)
    empty = table(**arrays)
    fill(empty, 0, min(capacity, max(used, FILLED_AT_ONCE)))
    return empty


def fill(table: Any, first: int, end: int) -> None:
    """Set rows ``first`` to ``end`` of the columns that do not start at zero to their fill value."""
    for name, column in columns_of(type(table)).items():  # type: ignore[arg-type]  # as in `allocate`
        if column.fill:
            getattr(table, name)[first:end] = column.fill


def capacity_of(table: Any) -> int:
    """Number of rows a table has room for."""
    return int(table[1].shape[0])


def enlarged[T](table: T, capacity: int) -> T:
    """Return a copy of a table with room for ``capacity`` rows."""
    used = int(table.rows[0])  # type: ignore[attr-defined]
    bigger = allocate(type(table), capacity, used)
    for name in table._fields:  # type: ignore[attr-defined]
        new, old = getattr(bigger, name), getattr(table, name)
        new[: used if name != "rows" else 1] = old[: used if name != "rows" else 1]
    return bigger
