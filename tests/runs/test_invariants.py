"""Every invariant holds in a living world, and one altered cell is noticed and told."""

import copy

import numpy as np
import pytest

from sim.ledger.book import Payer
from sim.levers.offers import PayeeKind
from sim.runs.engine import Engine
from sim.runs.invariants import Invariants, check_funds, check_money, check_numbers, check_references, check_results
from sim.runs.invariants.references import ENDS, SEATS, SELLERS, TABLES, TARGETS
from sim.scenario.resolve import load_scenario
from sim.world import columns
from sim.world.columns import CLOSED, MARKET, NEVER, NO_CAUSE, OPEN, STOPPED, columns_of

NOWHERE = 30_000


@pytest.fixture(scope="module")
def lived():
    """A small circle after three years with a fund, subsidies and joint research; not to be changed."""
    scenario = load_scenario("baseline-2022").with_horizon("2023-01", "2025-12")
    scenario = scenario.with_levers("launch_fund", "joint_rd", "pilot_equipment", "verify_action", "smart_retrofit", start="2023-01", end=None)
    return Engine(scenario, seed=5, check=True, scale=0.1).run()


@pytest.fixture
def world(lived):
    """A copy of that world, to be damaged."""
    return copy.deepcopy(lived)


def _first(mask):
    return int(np.flatnonzero(mask)[0])


def _living_alliance(world):
    table, rows = world.alliances, int(world.alliances.rows[0])
    return _first((table.ends[:rows] > world.month) & (table.size[:rows] >= 2) & (table.size[:rows] < 6))


def _open(world):
    return _first(world.results.fate[: int(world.results.rows[0])] == OPEN)


def _contract(world, column):
    return _first(getattr(world.contracts, column)[: int(world.contracts.rows[0])] >= 0)


def _seated(world):
    return _first(world.firms.slot[: int(world.firms.rows[0])] >= 0)


def _gone(world):
    return _first(~world.firms.alive[: int(world.firms.rows[0])])


def _set(column, row, value):
    column[row] = value


def _journal(world, name):
    return getattr(world.ledger.journal(), name)


def _alter_posting(world, name, value):
    """Alter one cell in the first row of the journal."""
    journal = world.ledger.journal()
    getattr(journal, name)[0] = value
    world.ledger.journal = lambda: journal


def test_the_undamaged_world_passes_every_check(world):
    assert world.funds.holding_rows[0] > 0
    assert (world.alliances.ends[: int(world.alliances.rows[0])] <= world.month).any()
    for check in (check_funds, check_money, check_numbers, check_references, check_results):
        check(world)


RESULTS = {
    "closed without a fate": (lambda w: _set(w.results.stage, _open(w), CLOSED), "closed without a fate"),
    "a fate while open": (lambda w: _set(w.results.fate, _open(w), STOPPED), "has a fate while open"),
    "a cause without a stop": (lambda w: _set(w.results.cause, _open(w), MARKET), "has a cause without being stopped"),
    "a stop without a cause": (lambda w: _set(w.results.cause, _first(w.results.fate == STOPPED), NO_CAUSE), "stopped without a cause"),
    "a fate without its month": (lambda w: _set(w.results.closed, _first(w.results.fate == STOPPED), NEVER), "a fate without a month"),
    "a fate in the future": (lambda w: _set(w.results.closed, _first(w.results.fate == STOPPED), w.month + 1), "a fate without a month"),
    "a month without a fate": (lambda w: _set(w.results.closed, _open(w), w.month), "a month of a fate that it does not have"),
    "one identity for two": (lambda w: _set(w.results.identity, 1, w.results.identity[0]), "two results share a birth identity"),
}


@pytest.mark.parametrize("name", RESULTS)
def test_a_result_with_another_than_one_fate_and_one_stage_is_noticed(world, name):
    damage, told = RESULTS[name]
    damage(world)
    with pytest.raises(AssertionError, match=f"month {world.month}: .*{told}"):
        check_results(world)


MONEY = {
    "an account of a payer": (lambda w: _set(w.ledger.paid_by, (0, 0), w.ledger.paid_by[0, 0] + 1), "ledger out of balance"),
    "an account of payees": (lambda w: _set(w.ledger.received_by, 0, w.ledger.received_by[0] - 1), "ledger out of balance"),
    "an account of a lever": (lambda w: _set(w.ledger.total_of_lever, 0, w.ledger.total_of_lever[0] + 1), "ledger out of balance"),
    "one posting": (lambda w: _alter_posting(w, "amount", 1), "ledger out of balance"),
    "money moved between payers": (lambda w: (_set(w.ledger.paid_by, (0, 0), w.ledger.paid_by[0, 0] - 1),
                                              _set(w.ledger.paid_by, (0, 1), w.ledger.paid_by[0, 1] + 1)),
                                   r"account \(0, 0\) by lever and payer holds -?\d+ fen, its postings add up to"),
    "money moved between kinds": (lambda w: (_set(w.ledger.received_by, 0, w.ledger.received_by[0] - 1),
                                             _set(w.ledger.received_by, 1, w.ledger.received_by[1] + 1)),
                                  r"account \(0,\) by kind of payee holds"),
    "money moved between levers": (lambda w: (_set(w.ledger.total_of_lever, 0, w.ledger.total_of_lever[0] - 1),
                                              _set(w.ledger.total_of_lever, 1, w.ledger.total_of_lever[1] + 1)),
                                   r"account \(0,\) by lever holds"),
    "a budget overdrawn": (lambda w: _set(w.policy.offers.left, 0, -1), "a budget is overdrawn"),
    "a payment not posted": (lambda w: _set(w.policy.payments.rows, 0, 1), "payments were made and not posted"),
    "a posting to no member": (lambda w: _alter_posting(w, "city", 8), r"a posting names city 8, expected 0 \.\. 7"),
    "a posting of the future": (lambda w: _alter_posting(w, "month", w.month + 1), "a posting names month"),
    "a firm with more than it was paid": (lambda w: _set(w.firms.subsidy, 3, w.firms.subsidy[3] + 7), "firm 3 received .* fen, the ledger paid it"),
}  # fmt: skip


@pytest.mark.parametrize("name", MONEY)
def test_a_yuan_that_goes_astray_is_noticed(world, name):
    damage, told = MONEY[name]
    damage(world)
    with pytest.raises(AssertionError, match=told):
        check_money(world)


def test_a_posting_of_nothing_is_noticed(world):
    amount = _journal(world, "amount")
    lever, payer, kind = (int(_journal(world, name)[0]) for name in ("lever", "payer", "payee_kind"))
    _alter_posting(world, "amount", 0)
    world.ledger.paid_by[lever, payer] -= amount[0]
    world.ledger.received_by[kind] -= amount[0]
    world.ledger.total_of_lever[lever] -= amount[0]
    with pytest.raises(AssertionError, match="a posting of 0 fen, expected more than nothing"):
        check_money(world)


FUNDS = {
    "cash": lambda f: _set(f.cash, 0, f.cash[0] + 1),
    "ledger in": lambda f: (_set(f.paid_in, 0, f.paid_in[0] + 1), _set(f.cash, 0, f.cash[0] + 1)),
    "ledger out": lambda f: (_set(f.invested, 0, f.invested[0] + 1), _set(f.cash, 0, f.cash[0] - 1)),
    "holdings": lambda f: _set(f.holding_amount, 0, f.holding_amount[0] - 1),
    "write-offs": lambda f: _set(f.written_off, 0, f.written_off[0] + 1),
    "tranches": lambda f: _set(f.size, 0, f.paid_in[0] - 1),
    "direct limit": lambda f: _set(f.direct_limit, 0, 0.0),
    "small-firm floor": lambda f: (_set(f.small_floor, 0, 1.0), _set(f.invested_small, 0, 0)),
    "parts": lambda f: _set(f.invested_small, 0, f.invested[0] + 1),
    "project limit": lambda f: _set(f.project_limit, 0, 1),
    "returns": lambda f: (_set(f.returned, 0, -1), _set(f.cash, 0, f.cash[0] - f.returned[0] - 1)),
}


@pytest.mark.parametrize("rule", FUNDS)
def test_a_fund_that_breaks_a_rule_is_named_with_the_rule(world, rule):
    FUNDS[rule](world.funds)
    with pytest.raises(AssertionError, match=f"month {world.month}: fund 0 breaks .*{rule}"):
        check_funds(world)


REFERENCES = {
    "a taker that never was": (lambda w: _set(w.results.taker, _open(w), NOWHERE), "results.taker lies outside -1 .. "),
    "a city that is none": (lambda w: _set(w.firms.city, 0, 8), r"firms.city lies outside 0 \.\. 7 \(row 0\)"),
    "a city of platforms that is none": (lambda w: _set(w.platforms.city, 2, -1), r"platforms.city lies outside 0 \.\. 7 \(row 2\)"),
    "a stage that is none": (lambda w: _set(w.results.stage, 0, 7), r"results.stage lies outside 0 \.\. 6"),
    "a memory of no platform": (lambda w: _set(w.firms.partners, (0, 1), NOWHERE), "firms.partners lies outside"),
    "a memory of no firm": (lambda w: _set(w.platforms.partners, (0, 1), NOWHERE), "platforms.partners lies outside"),
    "a result that nobody bore": (lambda w: _set(w.results.origin, 0, NOWHERE), "results.origin names a firm or platform that does not exist"),
    "a contract that nobody sold": (lambda w: _set(w.contracts.seller, 0, NOWHERE), "contracts.seller names a firm or platform that does not"),
    "a slot beyond the table": (lambda w: _set(w.firms.slot, 0, 10**6), "firms.slot lies outside the candidate table"),
    "a slot of the dead": (lambda w: _set(w.firms.slot, _gone(w), 0), "a firm that left keeps its slot"),
    "a candidate that never was": (lambda w: _set(w.candidates.slot, 0, NOWHERE), "the candidate table names a firm that does not exist"),
    "two firms on one slot": (lambda w: _set(w.firms.slot, _seated(w), w.firms.slot[_seated(w) + 1]), "do not name each other"),
    "a slot without its firm": (lambda w: _set(w.candidates.slot, w.firms.slot[_seated(w)], -1), "do not name each other"),
    "a firm in another field": (lambda w: _set(w.firms.field, _seated(w), (w.firms.field[_seated(w)] + 1) % 13), "another city or field"),
    "a miscounted segment": (lambda w: _set(w.candidates.used, 0, w.candidates.used[0] + 1), "counts other firms than sit in it"),
    "an empty seat": (lambda w: _set(w.alliances.members, (_living_alliance(w), 1), -1), "do not fill its seats"),
    "a member twice": (lambda w: _set(w.alliances.members, (_living_alliance(w), 1), w.alliances.lead[_living_alliance(w)]), "sits twice"),
    "a dead member": (lambda w: _set(w.alliances.members, (_living_alliance(w), 1), _gone(w)), "a firm that left sits in an alliance"),
    "an alliance of another field": (lambda w: _set(w.alliances.field, _living_alliance(w), (w.alliances.field[_living_alliance(w)] + 1) % 13),
                                     "works in another field"),
    "another lead": (lambda w: _set(w.alliances.lead, _living_alliance(w), w.alliances.members[_living_alliance(w), 1]), "not led by its first"),
    "an alliance elsewhere": (lambda w: _set(w.alliances.city, _living_alliance(w), (w.alliances.city[_living_alliance(w)] + 1) % 8), "not led by"),
    "a miscounted membership": (lambda w: _set(w.firms.alliances, w.alliances.lead[_living_alliance(w)], 99), "firms.alliances differs from"),
    "a taker elsewhere": (lambda w: _set(w.results.taker_region, _first(w.results.taker >= 0), 13), "a result's taker sits in another region"),
    "a seller elsewhere": (lambda w: _set(w.contracts.seller_region, _contract(w, "seller"), 13), "the seller of a contract sits in another"),
    "a buyer elsewhere": (lambda w: _set(w.contracts.buyer_region, _contract(w, "buyer"), 13), "the buyer of a contract sits in another"),
    "another's result": (lambda w: _set(w.contracts.result, _contract(w, "result"), w.contracts.result[_contract(w, "result")] + 1),
                         "a contract sells a result that another bore"),
}  # fmt: skip


@pytest.mark.parametrize("name", REFERENCES)
def test_a_reference_out_of_range_or_not_mutual_is_noticed(world, name):
    damage, told = REFERENCES[name]
    damage(world)
    with pytest.raises(AssertionError, match=f"month {world.month}: .*{told}"):
        check_references(world)


def test_every_column_of_rows_indices_and_codes_is_checked():
    unchecked = []
    for name in TABLES:
        for column, declared in columns_of(getattr(columns, name.capitalize())).items():
            if declared.unit == "row":
                known = {*TARGETS, *SELLERS, *SEATS}
                unchecked += [] if (name, column) in known else [f"{name}.{column}"]
            elif declared.unit in ("index", "code"):
                unchecked += [] if column in ENDS or f"{name}.{column}" in ENDS else [f"{name}.{column}"]
    assert unchecked == []


NUMBERS = {
    "a revenue that is no number": (lambda w: _set(w.firms.revenue, 0, np.nan), "firms.revenue holds nan, expected a finite number"),
    "an infinite value": (lambda w: _set(w.results.value, 0, np.inf), "results.value holds inf, expected a finite number"),
    "a share above one": (lambda w: _set(w.firms.equity_sold, 0, 1.5), "firms.equity_sold holds 1.5, expected 0.0 .. 1.0"),
    "a negative staff": (lambda w: _set(w.firms.staff, 0, -1.0), "firms.staff holds -1.0, expected 0.0 .. inf"),
    "a member without a number": (lambda w: _set(w.cities.talent_top, 0, np.nan), "cities.talent_top holds nan"),
    "a record without a number": (lambda w: _set(w.records.values[-1], (0, 0), np.inf), "a recorded value is no finite number"),
    "a note without a number": (lambda w: _set(w.notes["pilot.use"], 0, np.nan), "a note of pilot.use is no finite number"),
}


@pytest.mark.parametrize("name", NUMBERS)
def test_a_number_that_is_none_is_noticed(world, name):
    damage, told = NUMBERS[name]
    damage(world)
    with pytest.raises(AssertionError, match=f"month {world.month}: {told}"):
        check_numbers(world)


def test_a_firm_that_comes_or_goes_unrecorded_is_noticed(world):
    stocks = Invariants(world)
    world.records.values[-1][:] = 0
    world.firms.alive[_seated(world)] = False
    with pytest.raises(AssertionError, match=r"firms .*, expected stock \+ entries - exits"):
        stocks.check(world)


def test_a_result_that_ends_unrecorded_is_noticed(world):
    stocks = Invariants(world)
    world.records.values[-1][:] = 0
    world.results.fate[_first((world.results.fate == OPEN) & (world.results.city < 8))] = STOPPED
    with pytest.raises(AssertionError, match=r"open results .*, expected stock \+ born - landed - stopped"):
        stocks.check(world)


def test_private_money_is_no_subsidy(world):
    world.ledger.post(world.month, 0, Payer.PRIVATE, PayeeKind.FIRM, 3, 0, 100)
    check_money(world)
