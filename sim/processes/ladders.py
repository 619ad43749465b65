"""16. Ladders: certification, promotion and loss of status on three tracks of flags.

    technology track      technology SME (April to October, every year) -> high-tech (mostly November and December, for 36 months) -> leading
    growth track          young eagle -> gazelle -> potential unicorn -> unicorn (June; reviewed every three years)
    specialisation track  innovative SME (May) -> SRDI (August) -> little giant (July; reviewed every three years)

A firm may hold flags of several tracks (I-04, I-05). High-tech certification wants reported R&D intensity at
the threshold of the firm's size, rights, and a year of age; a firm applies if its inclination u_i (drawn once)
lies below

    participation + help * certification_help(city) + award * (money offered per certificate, million CNY)

and it gets round to it this year. Those that never apply stay out, so that the pool shrinks and growth slows.
After three years the certificate is examined again. Awards at CERTIFICATION are paid on a base of ten million
CNY for each new certificate; the rung (bit number 1 to 9 of the flag) stands in the place of the TRL, so that a
lever may reward one rung only. Cities nominate for the lists of the growth track, some more eagerly than others: the
chance of being listed is multiplied by the city's effort (:func:`sim.world.population.counts.listing_effort`).
"""

import math
from typing import Annotated, NamedTuple

import numpy as np

from sim.calendar import MONTHS_PER_YEAR
from sim.draws.keyed import uniform, uniform_each
from sim.kernels import columnwise, inner, kernel
from sim.ledger.book import FEN_PER_MILLION
from sim.levers.offers import EVENT_BASE, PayeeKind, Point, claim, claimable, offered
from sim.parameters.declare import Free
from sim.processes.blocks import BLOCK, room_for_a_block
from sim.processes.growth import taxable_profit, threshold
from sim.processes.process import Process
from sim.texts.bilingual import Bilingual as B
from sim.world.columns import (
    GAZELLE,
    HIGH_TECH,
    INNOVATIVE_SME,
    LEADING,
    LITTLE_GIANT,
    NEVER,
    POTENTIAL_UNICORN,
    SRDI,
    TECH_SME,
    UNICORN,
    YOUNG_EAGLE,
)
from sim.world.world import World

_POINT, _PROFIT, _FIRM = int(Point.CERTIFICATION), int(Point.HIGH_TECH_PROFIT), int(PayeeKind.FIRM)
_TECH_SME, _HIGH_TECH = 0, 1
LOST = 16
"""Rules answer with one number: flags won in its low bits, flags lost shifted by this."""
CERTIFICATE_MONTHS, TITLE_MONTHS = 36, 36
WINDOW = 7.0
"""Months of the year in which SMEs register, from April."""
APRIL, MAY, JUNE, JULY, AUGUST, SEPTEMBER, OCTOBER, NOVEMBER, DECEMBER = range(3, 12)


class Ladders(NamedTuple):
    """Parameters of the ladders."""

    sme_revenue: Annotated[float, Free(
        200.0, "million CNY a year", (150, 250), "official", "national rule for technology SMEs",
        B("largest technology SME", "科小收入上限"))]
    sme_staff: Annotated[float, Free(
        500.0, "persons", (400, 600), "official", "national rule for technology SMEs",
        B("largest staff of a technology SME", "科小人数上限"))]
    sme_intensity: Annotated[float, Free(
        0.02, "ratio", (0.01, 0.04), "assumed", "points rule of the registration",
        B("R&D intensity of a technology SME", "科小研发强度"))]
    sme_join: Annotated[float, Free(
        0.5, "probability a year", (0.2, 0.9), "estimated", "科技型中小企业数,shenyang,2022: +36 percent",
        B("registration of an eligible firm", "科小登记率"))]
    sme_lapse: Annotated[float, Free(
        0.04, "probability a year", (0, 0.15), "assumed", "registration must be renewed each year",
        B("renewal forgotten", "科小未续评率"))]
    participation: Annotated[float, Free(
        0.8, "share", (0.5, 0.95), "estimated", "高新技术企业数,shenyang: 1836, 2560, 3341, 4200 in 2019-2022",
        B("firms inclined to certify", "有意认定高企的企业比例"))]
    apply: Annotated[float, Free(
        0.38, "probability a year", (0.2, 0.8), "estimated", "高新技术企业数,shenyang,2019-2022",
        B("inclined firm applies this year", "年申报率"))]
    season: Annotated[float, Free(
        0.8, "share", (0.5, 1), "assumed", "most of a year's certificates are dated November and December",
        B("applications decided in November and December", "年末两月认定占比"))]
    help: Annotated[float, Free(
        0.25, "share", (0.05, 0.5), "assumed", "tech_firm_plan__foci gives no effect",
        B("effect of help on inclination", "认定辅导作用"))]
    award: Annotated[float, Free(
        0.08, "share per million CNY", (0.02, 0.3), "assumed", "tax relief outweighs awards",
        B("effect of an award on inclination", "认定奖励作用"))]
    success: Annotated[float, Free(
        0.85, "probability", (0.6, 0.95), "assumed", "most eligible applications pass",
        B("success of an eligible application", "认定通过率"))]
    rights_needed: Annotated[float, Free(
        2.0, "rights", (1, 6), "assumed", "national rule: one strong or several light rights",
        B("rights needed", "知识产权要求"))]
    again: Annotated[float, Free(
        0.93, "probability", (0.8, 0.99), "assumed", "no failure rate was found (science section 7)",
        B("success of re-certification above the threshold", "复审通过率"))]
    leading_revenue: Annotated[float, Free(
        1000.0, "million CNY a year", (500, 3000), "assumed", "I-05: no stock is printed",
        B("revenue of a leading firm", "领军企业收入门槛"))]
    leading_join: Annotated[float, Free(
        0.5, "probability a year", (0.1, 0.9), "assumed", "I-05: no rule is printed",
        B("naming of a large high-tech firm", "领军企业认定率"))]
    leading_drop: Annotated[float, Free(
        0.7, "ratio", (0.4, 1), "assumed", "lists lag behind sales",
        B("revenue below which a leading firm is struck off, relative", "领军企业退出收入比"))]
    eagle_age: Annotated[float, Free(
        120.0, "months", (96, 144), "assumed", "usual rule: founded within ten years",
        B("oldest young eagle", "雏鹰年龄上限"))]
    eagle_growth: Annotated[float, Free(
        0.1, "log points a year", (0, 0.3), "assumed", "usual rule of provincial lists",
        B("growth of a young eagle", "雏鹰增长门槛"))]
    eagle_join: Annotated[float, Free(
        0.13, "probability a year", (0.03, 0.4), "estimated", "t1_*_young_2022: 1838",
        B("listing of an eligible young eagle", "雏鹰入库率"))]
    gazelle_growth: Annotated[float, Free(
        0.2, "log points a year", (0.1, 0.4), "assumed", "usual rule: 20 percent a year",
        B("growth of a gazelle", "瞪羚增长门槛"))]
    gazelle_revenue: Annotated[float, Free(
        10.0, "million CNY a year", (5, 30), "assumed", "usual rule", B("smallest gazelle", "瞪羚收入门槛"))]
    gazelle_relief: Annotated[float, Free(
        0.02, "log points per log point of size", (0, 0.05), "assumed", "ladder of sizes: large firms need less growth",
        B("growth threshold falls with size", "瞪羚增长门槛的规模递减"))]
    gazelle_join: Annotated[float, Free(
        0.06, "probability a year", (0.02, 0.3), "estimated", "t1_*_gazelle_2022: 367",
        B("listing of an eligible gazelle", "瞪羚入库率"))]
    keep_growth: Annotated[float, Free(
        -0.1, "log points a year", (-0.3, 0.1), "assumed", "titles are kept unless growth has gone",
        B("growth needed to keep a title", "称号保持增长门槛"))]
    potential_revenue: Annotated[float, Free(
        150.0, "million CNY a year", (50, 400), "assumed", "stands for a valuation of 100 million dollars",
        B("revenue of a potential unicorn", "潜在独角兽收入门槛"))]
    potential_join: Annotated[float, Free(
        0.06, "probability a year", (0.01, 0.4), "estimated", "t1_*_punicorn_2022: 11",
        B("listing of an eligible potential unicorn", "潜在独角兽入库率"))]
    unicorn_revenue: Annotated[float, Free(
        1500.0, "million CNY a year", (700, 4000), "assumed", "stands for a valuation of 1 billion dollars",
        B("revenue of a unicorn", "独角兽收入门槛"))]
    unicorn_join: Annotated[float, Free(
        0.2, "probability a year", (0.05, 0.5), "assumed", "valuation comes with a financing round",
        B("listing of an eligible unicorn", "独角兽入库率"))]
    special_intensity: Annotated[float, Free(
        0.03, "ratio", (0.02, 0.05), "official", "national rule for SRDI firms",
        B("R&D intensity of SRDI firms", "专精特新研发强度"))]
    special_revenue: Annotated[float, Free(
        400.0, "million CNY a year", (300, 400), "official", "national size limit of industrial SMEs",
        B("largest firm of the track", "专精特新收入上限"))]
    special_staff: Annotated[float, Free(
        1000.0, "persons", (800, 1000), "official", "national size limit of industrial SMEs",
        B("largest staff of the track", "专精特新人数上限"))]
    special_age: Annotated[float, Free(
        24.0, "months", (12, 36), "official", "national rule: two years in the niche",
        B("youngest firm of the track", "专精特新最低企业年龄"))]
    special_drop: Annotated[float, Free(
        0.5, "probability", (0.2, 1), "assumed", "reviews are lenient",
        B("loss at a review that finds no focus", "复核不合格退出概率"))]
    innovative_join: Annotated[float, Free(
        0.035, "probability a year", (0.01, 0.15), "assumed", "省级专精特新中小企业,liaoning,2020: 352",
        B("listing of an innovative SME", "创新型中小企业入库率"))]
    srdi_revenue: Annotated[float, Free(
        10.0, "million CNY a year", (5, 20), "official", "national rule for SRDI firms",
        B("revenue of an SRDI firm", "专精特新收入门槛"))]
    srdi_join: Annotated[float, Free(
        0.07, "probability a year", (0.02, 0.3), "assumed", "省级专精特新中小企业,liaoning,2020: 352",
        B("listing of an SRDI firm", "专精特新认定率"))]
    giant_revenue: Annotated[float, Free(
        50.0, "million CNY a year", (30, 100), "official", "national rule for little giants",
        B("revenue of a little giant", "小巨人收入门槛"))]
    giant_join: Annotated[float, Free(
        0.03, "probability a year", (0.01, 0.2), "assumed", "about 80 little giants in the province in 2020",
        B("listing of a little giant", "小巨人认定率"))]


def run(world: World, parameters: Ladders) -> None:
    """Certify, promote, examine again and strike off."""
    draws, month, policy = world.draws, world.month, world.policy
    year = month - month % MONTHS_PER_YEAR
    _climb(world.firms, room_for_a_block(), room_for_a_block(), room_for_a_block(), world.cities, world.flows, policy.offers, policy.payments,
           policy.quantities.certification_help, parameters, month,
           draws.key("ladders.inclination", 0), draws.key("ladders.timing", year), draws.key("ladders.test", month))


@kernel
def _climb(firms, luck, asked, turn, cities, flows, offers, payments, help_given, p, month, key_inclination, key_timing, key_test):
    """Each firm's month on the ladders: reviews that are due, registration, certification, lists (E-16.1)."""
    place = month % 12
    paid_for = offered(offers, _POINT) or offered(offers, _PROFIT)
    for first in range(0, firms.rows[0], BLOCK):
        rows = min(BLOCK, firms.rows[0] - first)
        _mark(turn, asked, luck, _part(firms, first), cities, p, month, place, key_timing, key_test, rows)
        for row in range(first, first + rows):
            if turn[row - first] > 0.0 and firms.alive[row]:
                change = _change(firms, cities, offers, help_given, paid_for, p, month, place, key_inclination, key_timing, key_test, row)
                if change:
                    _book(firms, flows, offers, payments, row, change)


class Part(NamedTuple):
    """Columns of firms from some row on that decide whose turn it is."""

    identity: np.ndarray
    city: np.ndarray
    status: np.ndarray
    born: np.ndarray
    revenue: np.ndarray
    staff: np.ndarray
    rd_reported: np.ndarray
    ip: np.ndarray
    certificate_end: np.ndarray
    gazelle_end: np.ndarray


@inner
def _part(firms, first):
    return Part(firms.identity[first:], firms.city[first:], firms.status[first:], firms.born[first:], firms.revenue[first:],
                firms.staff[first:], firms.rd_reported[first:], firms.ip[first:], firms.certificate_end[first:], firms.gazelle_end[first:])


@inner
def _mark(turn, asked, luck, firms, cities, p, month, place, key_timing, key_test, rows):
    """Mark in ``turn``, column by column, the firms for which something can change this month; only those are looked at one by one."""
    turn[:rows] = 0.0
    if place >= SEPTEMBER:
        uniform_each(luck, key_timing, firms.identity, rows, 1)
        _ask_free(asked, luck, firms.status, firms.born, p.season, place, month, rows)
        uniform_each(luck, key_timing, firms.identity, rows, 2)
        _mark_applicants(turn, asked, luck, firms.revenue, firms.rd_reported, firms.ip, p, rows)
    if APRIL <= place <= OCTOBER:
        uniform_each(luck, key_timing, firms.identity, rows, 0)
        _ask_window(asked, luck, place - APRIL, rows)
        uniform_each(luck, key_test, firms.identity, rows, 1)
        _mark_registrations(turn, asked, luck, firms.status, firms.revenue, firms.staff, firms.rd_reported, p, rows)
    if place in (MAY, JULY, AUGUST):
        uniform_each(luck, key_test, firms.identity, rows, 8)
        _mark_lists(turn, luck, firms.status, p, place, rows)
    if place == JUNE:
        uniform_each(luck, key_test, firms.identity, rows, 4)
        _mark_growth(turn, luck, firms.city, firms.status, TECH_SME | HIGH_TECH, p.eagle_join, cities.eagle_effort, rows)
        uniform_each(luck, key_test, firms.identity, rows, 5)
        _mark_growth(turn, luck, firms.city, firms.status, HIGH_TECH, p.gazelle_join, cities.gazelle_effort, rows)
        uniform_each(luck, key_test, firms.identity, rows, 6)
        _mark_growth(turn, luck, firms.city, firms.status, GAZELLE, p.potential_join, cities.unicorn_effort, rows)
    if place in (JUNE, OCTOBER):
        _mark_titles(turn, firms.status, POTENTIAL_UNICORN if place == JUNE else HIGH_TECH | LEADING, rows)
    _mark_reviews(turn, firms.certificate_end, firms.gazelle_end, month, rows)


@columnwise
def _ask_free(asked, luck, status, born, season, place, month, rows):
    """Firms that could apply for certification, in their month of the year."""
    for row in range(rows):
        free = (status[row] & HIGH_TECH == 0) & (month - born[row] >= 12)
        asked[row] = 1.0 if free & (_window(luck[row], season) == place) else 0.0


@columnwise
def _mark_applicants(turn, asked, luck, revenue, reported, rights, p, rows):
    """Those of them that are ready this year and up to the rules (:func:`_applies`)."""
    for row in range(rows):
        fits = (reported[row] >= threshold(revenue[row]) * revenue[row]) & (rights[row] >= p.rights_needed)
        turn[row] = 1.0 if (asked[row] > 0.0) & fits & (luck[row] < p.apply) else turn[row]


@columnwise
def _ask_window(asked, luck, window, rows):
    """Firms in whose month of the window for registration this is, by their draw of the year."""
    for row in range(rows):
        own = luck[row] * WINDOW
        asked[row] = 1.0 if (own >= window) & (own < window + 1.0) else 0.0


@columnwise
def _mark_registrations(turn, asked, luck, status, revenue, staff, reported, p, rows):
    """Those of them that win or lose the registration (:func:`_register_sme`)."""
    for row in range(rows):
        small = (revenue[row] <= p.sme_revenue) & (staff[row] <= p.sme_staff)
        fits = small & (reported[row] >= p.sme_intensity * revenue[row])
        held = status[row] & TECH_SME != 0
        moves = (held & (luck[row] < p.sme_lapse)) | (held != fits) & (held | (luck[row] < p.sme_join))
        turn[row] = 1.0 if (asked[row] > 0.0) & moves else turn[row]


@columnwise
def _mark_lists(turn, luck, status, p, place, rows):
    """Firms that could be listed on the specialisation track, or lose their place, by their draw of the month."""
    held = INNOVATIVE_SME if place == MAY else SRDI if place == AUGUST else 0
    join = p.innovative_join if place == MAY else p.srdi_join if place == AUGUST else p.giant_join
    for row in range(rows):
        turn[row] = 1.0 if (luck[row] < join) | ((status[row] & held != 0) & (luck[row] < p.special_drop)) else turn[row]


@columnwise
def _mark_growth(turn, luck, city, status, flags, join, effort, rows):
    """Firms with one of some flags that their city could list on the growth track, by a draw of the month (:func:`_growth_track`)."""
    for row in range(rows):
        turn[row] = 1.0 if (luck[row] < join * effort[city[row]]) & (status[row] & flags != 0) else turn[row]


@columnwise
def _mark_titles(turn, status, flags, rows):
    """Firms that hold one of some flags."""
    for row in range(rows):
        turn[row] = 1.0 if status[row] & flags != 0 else turn[row]


@columnwise
def _mark_reviews(turn, certificate_end, title_end, month, rows):
    """Firms whose certificate ends or whose title is reviewed."""
    for row in range(rows):
        turn[row] = 1.0 if (certificate_end[row] <= month) | (title_end[row] <= month) else turn[row]


@inner
def _change(firms, cities, offers, help_given, paid_for, p, month, place, key_inclination, key_timing, key_test, row):
    """What a firm's month changes: flags won in the low bits, flags lost shifted by ``LOST``."""
    change = 0
    if firms.certificate_end[row] <= month:
        change |= _examine_high_tech(firms, p, month, key_test, row)
    if firms.gazelle_end[row] <= month:
        change |= _review_growth_titles(firms, p, month, row)
    if APRIL <= place <= OCTOBER:
        change |= _register_sme(firms, p, place, key_timing, key_test, row)
    if place == OCTOBER:
        change |= _name_leading(firms, p, key_test, row)
    if place >= SEPTEMBER and _applies(firms, p, month, place, key_timing, row):
        award = _award(firms, offers, row) if paid_for else 0.0
        limit = p.participation + p.help * help_given[firms.city[row]] + p.award * award
        if uniform(key_inclination, firms.identity[row], 0) < limit and uniform(key_test, firms.identity[row], 3) < p.success:
            firms.certificate_end[row] = month + CERTIFICATE_MONTHS
            change |= HIGH_TECH
    if place == JUNE:
        change |= _growth_track(firms, cities, p, month, key_test, row)
    if place in (MAY, JULY, AUGUST):
        change |= _special_track(firms, p, month, place, key_inclination, key_test, row)
    return change


@inner
def _award(firms, offers, row):
    """Money offered for a high-tech certificate and, in its first year, on the profit of the holder, million CNY."""
    city, field, small = firms.city[row], firms.field[row], (firms.status[row] & TECH_SME) != 0
    award = claimable(offers, _POINT, EVENT_BASE, city, city, field, small, float(_HIGH_TECH))
    return (award + claimable(offers, _PROFIT, taxable_profit(firms, row), city, city, field, small, 9.0)) / FEN_PER_MILLION


@inner
def _book(firms, flows, offers, payments, row, change):
    """Write down the flags won (low bits of ``change``) and lost (the same bits shifted by ``LOST``); pay what is awarded."""
    city, before = firms.city[row], firms.status[row]
    won, lost = change & 0xFFFF & ~before, (change >> LOST) & before
    firms.status[row] = (before | won) & ~lost
    for bit in range(10):
        flows.losses[city, bit] += (lost >> bit) & 1
        if (won >> bit) & 1 == 0:
            continue
        flows.promotions[city, bit] += 1.0
        if bit == _TECH_SME:
            continue  # a registration is no certificate
        small = (firms.status[row] & TECH_SME) != 0
        paid = claim(offers, payments, _POINT, EVENT_BASE, city, city, firms.field[row], small, float(bit), _FIRM, row, city)
        firms.subsidy[row] += paid
        firms.cash[row] += paid / FEN_PER_MILLION


@inner
def _meets_high_tech(firms, p, row):
    """Reported intensity at the threshold, and rights (E-16.2)."""
    revenue = firms.revenue[row]
    return firms.rd_reported[row] >= threshold(revenue) * revenue and firms.ip[row] >= p.rights_needed


@inner
def _examine_high_tech(firms, p, month, key, row):
    """The certificate has expired: renew it for three years, or lose it and what rests on it (E-16.2)."""
    if firms.status[row] & HIGH_TECH == 0:
        firms.certificate_end[row] = NEVER
        return 0
    if _meets_high_tech(firms, p, row) and uniform(key, firms.identity[row], 0) < p.again:
        firms.certificate_end[row] = month + CERTIFICATE_MONTHS
        return 0
    firms.certificate_end[row] = NEVER
    return (HIGH_TECH | LEADING) << LOST


@inner
def _register_sme(firms, p, place, key_timing, key_test, row):
    """The yearly registration in the firm's own month of the window (E-16.3)."""
    identity = firms.identity[row]
    if APRIL + int(uniform(key_timing, identity, 0) * WINDOW) != place:
        return 0
    revenue = firms.revenue[row]
    fits = (revenue <= p.sme_revenue and firms.staff[row] <= p.sme_staff
            and firms.rd_reported[row] >= p.sme_intensity * revenue)
    u = uniform(key_test, identity, 1)
    if firms.status[row] & TECH_SME:
        return TECH_SME << LOST if not fits or u < p.sme_lapse else 0
    return TECH_SME if fits and u < p.sme_join else 0


@columnwise
def _window(u, season):
    """Month in which a firm's application is decided: most in November and December."""
    if u < season:
        return NOVEMBER if u < 0.5 * season else DECEMBER
    return OCTOBER if u < 0.5 + 0.5 * season else SEPTEMBER


@inner
def _applies(firms, p, month, place, key_timing, row):
    """Whether a firm could be certified now: not yet, a year old, in its month, ready this year, and up to the rules."""
    if firms.status[row] & HIGH_TECH or month - firms.born[row] < 12:
        return False
    if _window(uniform(key_timing, firms.identity[row], 1), p.season) != place:
        return False
    return uniform(key_timing, firms.identity[row], 2) < p.apply and _meets_high_tech(firms, p, row)


@inner
def _name_leading(firms, p, key, row):
    """Large high-tech firms are named leading firms; those that shrink are struck off (E-16.6)."""
    status, revenue = firms.status[row], firms.revenue[row]
    if status & LEADING:
        return LEADING << LOST if revenue < p.leading_drop * p.leading_revenue else 0
    big = status & HIGH_TECH and revenue >= p.leading_revenue
    return LEADING if big and uniform(key, firms.identity[row], 2) < p.leading_join else 0


@inner
def _growth_track(firms, cities, p, month, key, row):
    """The yearly lists of June: young eagles, gazelles, potential unicorns, unicorns (E-16.4)."""
    status, identity, city = firms.status[row], firms.identity[row], firms.city[row]
    growth, revenue = firms.growth[row], firms.revenue[row]
    if status & (TECH_SME | HIGH_TECH) == 0:
        return 0
    change = 0
    if status & YOUNG_EAGLE == 0 and month - firms.born[row] <= p.eagle_age and growth >= p.eagle_growth:
        change |= YOUNG_EAGLE if uniform(key, identity, 4) < p.eagle_join * cities.eagle_effort[city] else 0
    needed = p.gazelle_growth - p.gazelle_relief * math.log(max(1.0, revenue / p.gazelle_revenue))
    if status & GAZELLE == 0 and status & HIGH_TECH and revenue >= p.gazelle_revenue and growth >= needed:
        change |= GAZELLE if uniform(key, identity, 5) < p.gazelle_join * cities.gazelle_effort[city] else 0
    fast = growth >= p.gazelle_growth and revenue >= p.potential_revenue
    if status & GAZELLE and status & (POTENTIAL_UNICORN | UNICORN) == 0 and fast:
        change |= POTENTIAL_UNICORN if uniform(key, identity, 6) < p.potential_join * cities.unicorn_effort[city] else 0
    if status & POTENTIAL_UNICORN and revenue >= p.unicorn_revenue and uniform(key, identity, 7) < p.unicorn_join:
        change |= UNICORN | (POTENTIAL_UNICORN << LOST)
    if change:
        firms.gazelle_end[row] = month + TITLE_MONTHS
    return change


@inner
def _review_growth_titles(firms, p, month, row):
    """Titles of the growth track are reviewed: no growth, or too old for a young eagle, and they go (E-16.7)."""
    lost = 0
    if firms.growth[row] < p.keep_growth:
        lost = YOUNG_EAGLE | GAZELLE | POTENTIAL_UNICORN
    elif month - firms.born[row] > p.eagle_age:
        lost = YOUNG_EAGLE
    kept = firms.status[row] & (YOUNG_EAGLE | GAZELLE | POTENTIAL_UNICORN | UNICORN) & ~lost
    firms.gazelle_end[row] = month + TITLE_MONTHS if kept else NEVER
    return lost << LOST


@inner
def _special_track(firms, p, month, place, key_inclination, key, row):
    """Innovative SME in May, little giant in July, SRDI in August; each firm is reviewed every third year (E-16.5, E-16.7)."""
    status, identity, revenue = firms.status[row], firms.identity[row], firms.revenue[row]
    focused = firms.rd_reported[row] >= p.special_intensity * revenue and month - firms.born[row] >= p.special_age
    due = (month // 12 + int(uniform(key_inclination, identity, 1) * 3.0)) % 3 == 0
    u = uniform(key, identity, 8)
    struck_off = due and not focused and u < p.special_drop
    if place == MAY:
        if status & INNOVATIVE_SME:
            return INNOVATIVE_SME << LOST if struck_off else 0
        small = revenue <= p.special_revenue and firms.staff[row] <= p.special_staff and status & (TECH_SME | HIGH_TECH)
        return INNOVATIVE_SME if focused and small and u < p.innovative_join else 0
    if place == AUGUST:
        if status & SRDI:
            return (SRDI | LITTLE_GIANT) << LOST if struck_off else 0
        return SRDI if status & INNOVATIVE_SME and focused and revenue >= p.srdi_revenue and u < p.srdi_join else 0
    if status & LITTLE_GIANT == 0 and status & SRDI and focused and revenue >= p.giant_revenue and u < p.giant_join:
        return LITTLE_GIANT
    return 0


PROCESS = Process(
    key="ladders",
    title=B("Enterprise ladders", "企业梯度"),
    run=run,
    parameters_type=Ladders,
    decisions=("ladders.inclination", "ladders.timing", "ladders.test"),
    equation="apply if u_i < participation + help + award and threshold met; certificates last 36 months",
)
