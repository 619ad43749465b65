"""7. Deal: the form by comparison of utilities, the price by bargaining over the surplus.

    u(transfer) = g1;   u(licence) = licence_taste + g2;
    u(equity)   = equity_taste + value_pull * ln(1 + value / 8.3) + limit_pull * ln(limit / base_limit) + ownership * assigned + g3
    price(transfer) = bargaining * W,   price(licence) = licence_discount * price(transfer),   price(equity) = limit * capital * W
    W = value * fit * maturity * exp(0.8 z - 0.32)

with Gumbel shocks g. A deal that a partner paid for during the pilot is a development contract. A royalty
share has no effect, equity has (science G3): the allowed limit and assigned ownership enter the utility of equity,
and inventors who hold equity stay engaged, which lowers the risk at landing. Some equity deals found a spin-off.
Equity deals are counted apart: they are no technology contracts.
"""

from typing import Annotated, NamedTuple

import numpy as np

from sim.draws.keyed import normal, uniform
from sim.kernels import inner, kernel
from sim.ledger.book import FEN_PER_MILLION
from sim.levers.offers import PayeeKind, Point, claim
from sim.parameters.declare import Free
from sim.processes.open_results import open_results
from sim.processes.process import Process
from sim.processes.stopping import REFERENCE_SALES, enter
from sim.texts.bilingual import Bilingual as B
from sim.world.columns import (
    CITY_COUNT,
    CONTRACTED,
    DEVELOPMENT,
    DEVELOPMENT_DEAL,
    EQUITY,
    LICENCE,
    LICENCE_CONTRACT,
    MEMORY,
    NEVER,
    OFFERED,
    TECH_SME,
    TRANSFER,
    TRANSFER_CONTRACT,
)
from sim.world.world import World

_AGENCY, _BUYER, _INVENTOR = int(Point.DEAL_AGENCY), int(Point.DEAL_BUYER), int(Point.DEAL_INVENTOR)
_TO_AGENCY, _TO_FIRM, _TO_PERSON = int(PayeeKind.AGENCY), int(PayeeKind.FIRM), int(PayeeKind.PERSON)


class Deal(NamedTuple):
    """Parameters of deals over results."""

    own_use: Annotated[float, Free(0.5, "probability", (0.3, 0.7), "observed", "science:D6", B("firms use their own result", "企业自用比例"))]
    licence_taste: Annotated[float, Free(-0.46, "utility", (-1, 0), "derived", "science:D4: ln(38/61)", B("taste for licence", "许可偏好"))]
    equity_taste: Annotated[
        float, Free(-4.6, "utility", (-6, -3), "derived", "science:D4: 1.3 percent of deals", B("taste for equity", "作价入股偏好"))
    ]
    value_pull: Annotated[
        float, Free(0.8, "utility", (0.2, 1.5), "estimated", "science:D4: equity deals are larger", B("value draws equity", "价值对入股的拉动"))
    ]
    limit_pull: Annotated[float, Free(1.0, "utility", (0.2, 2), "estimated", "science:G3", B("equity limit draws equity", "持股上限对入股的拉动"))]
    ownership: Annotated[float, Free(0.5, "utility", (0, 1.5), "estimated", "science:G3", B("assigned ownership draws equity", "赋权对入股的拉动"))]
    base_limit: Annotated[
        float, Free(0.2, "share", (0.1, 0.3), "assumed", "practice before tech_equity__max_share", B("equity practice", "惯例持股比例"))
    ]
    bargaining: Annotated[
        float, Free(0.1, "share", (0.03, 0.2), "derived", "science:D4: mean 0.46 million CNY a transfer", B("price over surplus", "价格占剩余比例"))
    ]
    licence_discount: Annotated[
        float, Free(1.3, "ratio", (0.5, 2), "derived", "science:D4: 63.5 over 46.1", B("licence price over transfer price", "许可与转让价格比"))
    ]
    capital: Annotated[
        float, Free(5.0, "years", (2, 10), "derived", "science:D4: 9.46 million CNY an equity deal", B("capitalisation of value", "价值资本化年数"))
    ]
    spin_off: Annotated[
        float, Free(0.6, "probability", (0.3, 0.9), "estimated", "science:E3", B("equity deals that found a firm", "入股组建新企业比例"))
    ]
    engagement: Annotated[
        float,
        Free(
            0.25, "share", (0, 0.5), "assumed", "science:G3 reports transfer, not success", B("risk lowered by inventors with equity", "持股降低风险")
        ),
    ]
    landing_months: Annotated[float, Free(12.0, "months", (6, 24), "assumed", "time from deal to product", B("time to industrialise", "产业化时长"))]


def run(world: World, parameters: Deal) -> None:
    """Conclude the deals of the results that found a taker."""
    draws, month, policy = world.draws, world.month, world.policy
    rows = open_results(world)
    spin_offs = np.empty(rows.shape[0], dtype=np.int64)
    count = _conclude(
        rows,
        world.results,
        world.platforms,
        world.firms,
        world.contracts,
        world.flows,
        policy.offers,
        policy.payments,
        policy.quantities,
        parameters,
        month,
        spin_offs,
        draws.key("deal.own_use", 0),
        draws.key("deal.form", month),
        draws.key("deal.price", month),
    )
    if not world.spin_up:
        world.notes["entry.spin_offs"] = spin_offs[:count].copy()


@kernel
def _conclude(rows, results, platforms, firms, contracts, flows, offers, payments, q, p, month, spin_offs, key_own, key_form, key_price):
    founded = 0
    for r in rows:
        if results.stage[r] != OFFERED:
            continue
        if results.taker_region[r] < 0:
            _own_use(results, firms, p, month, key_own, r)
            continue
        form = _form(results, q, p, key_form, r)
        price = _price(results, q, p, key_price, r, form)
        founder = form == EQUITY and results.city[r] < CITY_COUNT and uniform(key_form, results.identity[r], 4) < p.spin_off
        _sign(results, platforms, firms, contracts, flows, p, month, key_price, r, form, price, founder)
        _rewards(results, firms, offers, payments, r, price)
        if founder:
            spin_offs[founded] = r
            founded += 1
    return founded


@inner
def _own_use(results, firms, p, month, key, r):
    """A firm may industrialise its own result in the first month on offer; that is no deal (E-7.5)."""
    firm = results.origin[r]
    if not results.origin_firm[r] or results.clock[r] > 1 or not firms.alive[firm]:
        return
    if uniform(key, results.identity[r], 0) < p.own_use:
        results.taker[r] = firm
        results.taker_region[r] = firms.city[firm]
        results.fit[r] = 0.5 + 0.5 * firms.absorptive[firm]
        results.ends[r] = month + int(p.landing_months)
        enter(results, r, CONTRACTED)


@inner
def _gumbel(u):
    return -np.log(-np.log(u))


@inner
def equity_limit(q, p, city):
    """Equity that inventors may hold: practice, or what policy allows if that is more (E-7.2)."""
    return max(p.base_limit, q.equity_limit[city]) if city < CITY_COUNT else p.base_limit


@inner
def _form(results, q, p, key, r):
    """Form of a deal: development if the taker paid for the pilot or came with the result, else the largest utility (E-7.1)."""
    identity, city = results.identity[r], results.city[r]
    if results.partner_money[r] > 0.0 or (results.taker[r] >= 0 and results.clock[r] == 0):
        return DEVELOPMENT_DEAL
    assigned = q.inventor_share[city] if city < CITY_COUNT else 0.0
    pull = p.value_pull * np.log(1.0 + results.value[r] / REFERENCE_SALES) + p.limit_pull * np.log(equity_limit(q, p, city) / p.base_limit)
    transfer = _gumbel(uniform(key, identity, 1))
    licence = p.licence_taste + _gumbel(uniform(key, identity, 2))
    equity = p.equity_taste + pull + p.ownership * assigned + _gumbel(uniform(key, identity, 3))
    if equity > transfer and equity > licence:
        return EQUITY
    return TRANSFER if transfer >= licence else LICENCE


@inner
def _price(results, q, p, key, r, form):
    """Price of a deal in million CNY (E-7.3)."""
    maturity = 1.0 if results.piloted[r] else 0.6 if results.verified[r] else 0.4
    surplus = results.value[r] * results.fit[r] * maturity * np.exp(0.8 * normal(key, results.identity[r], 0) - 0.32)
    if form == EQUITY:
        return equity_limit(q, p, results.city[r]) * p.capital * surplus
    return p.bargaining * surplus * (p.licence_discount if form == LICENCE else 1.0)


@inner
def _sign(results, platforms, firms, contracts, flows, p, month, key, r, form, price, founder):
    """Book the deal: state of the result, contract, memory and counters (E-7.4)."""
    city, region, firm = results.city[r], results.taker_region[r], results.taker[r]
    if founder:
        firm, region = -1, city
        results.taker[r] = -1
        results.taker_region[r] = city
    results.form[r] = form
    results.price[r] = price
    results.risk[r] *= 1.0 - p.engagement if form == EQUITY else 1.0
    speed = (0.7 if results.piloted[r] else 1.2) / (1.0 + min(1.0, results.growth_money[r] / (results.value[r] + 0.1)))
    results.ends[r] = month + max(2, int(p.landing_months * speed * (0.6 + 0.8 * uniform(key, results.identity[r], 5)) + 0.5))
    enter(results, r, CONTRACTED)
    if form != EQUITY:
        _contract(results, contracts, flows, month, r, form, price, firm, region)
    _remember(results, platforms, firms, r, firm)
    if firm >= 0:
        firms.cash[firm] -= 0.0 if form == EQUITY else price
        firms.equity_sold[firm] = min(0.9, firms.equity_sold[firm] + (0.1 if form == EQUITY else 0.0))
    if city < CITY_COUNT:
        flows.converted[city] += 1
        flows.converted_local[city] += region == city
        flows.converted_circle[city] += region < CITY_COUNT
        flows.converted_value[city, region] += price
        flows.deals_by_form[city, form] += 1
        flows.deal_value_by_form[city, form] += price


@inner
def _contract(results, contracts, flows, month, r, form, price, firm, region):
    row = contracts.rows[0]
    if row >= contracts.month.shape[0]:
        raise OverflowError("more contracts in one month than the table has room for")
    contracts.rows[0] = row + 1
    contracts.identity[row] = results.identity[r]
    contracts.month[row] = month
    contracts.registered[row] = NEVER
    contracts.kind[row] = TRANSFER_CONTRACT if form == TRANSFER else LICENCE_CONTRACT if form == LICENCE else DEVELOPMENT
    contracts.value[row] = price
    contracts.seller_firm[row] = results.origin_firm[r]
    contracts.seller[row] = results.origin[r]
    contracts.buyer[row] = firm
    contracts.seller_region[row] = results.city[r]
    contracts.buyer_region[row] = region
    contracts.field[row] = results.field[r]
    contracts.result[row] = r
    contracts.brokered[row] = results.brokered[r]
    flows.real_value[results.city[r], region] += price
    if results.city[r] < CITY_COUNT:
        flows.field_value[results.city[r], results.field[r]] += price
    flows.real_count[results.city[r], region] += 1


@inner
def _remember(results, platforms, firms, r, firm):
    """Both sides remember each other; the oldest memory is overwritten."""
    origin = results.origin[r]
    if firm < 0 or results.origin_firm[r] or origin < 0:
        return
    platforms.partners[origin, platforms.next_partner[origin]] = firm
    platforms.next_partner[origin] = (platforms.next_partner[origin] + 1) % MEMORY
    firms.partners[firm, firms.next_partner[firm]] = origin
    firms.next_partner[firm] = (firms.next_partner[firm] + 1) % MEMORY


@inner
def _rewards(results, firms, offers, payments, r, price):
    """Rewards on the value of the transaction: to the agency that brokered it, to the buyer, to the inventors."""
    city, region, firm = results.city[r], results.taker_region[r], results.taker[r]
    base = int(price * FEN_PER_MILLION)
    small = firm < 0 or (firms.status[firm] & TECH_SME) != 0
    if city < CITY_COUNT and results.brokered[r] >= 0:
        claim(offers, payments, _AGENCY, base, city, region, results.field[r], small, results.trl[r], _TO_AGENCY, r, city)
    if firm >= 0:
        paid = claim(offers, payments, _BUYER, base, region, region, results.field[r], small, results.trl[r], _TO_FIRM, firm, region)
        firms.subsidy[firm] += paid
        firms.cash[firm] += paid / FEN_PER_MILLION
    if city < CITY_COUNT:
        claim(offers, payments, _INVENTOR, base, city, region, results.field[r], small, results.trl[r], _TO_PERSON, r, city)


PROCESS = Process(
    key="deal",
    title=B("Deal", "交易"),
    run=run,
    parameters_type=Deal,
    decisions=("deal.own_use", "deal.form", "deal.price"),
    equation="form = argmax u; price = b W (licence 1.3 b W, equity limit * capital * W), W = value fit maturity exp(0.8 z - 0.32)",
)
