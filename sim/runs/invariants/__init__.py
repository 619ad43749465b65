"""What must hold in a world at the end of every month, and how a breach is told.

A check is a function of the world that raises ``AssertionError`` with the month, what was found and what was expected. Each looks at one
thing that the model keeps twice: an account and its postings, a stock and its flows, a reference and what it points to.
"""

from sim.runs.invariants.funds import check_funds
from sim.runs.invariants.money import check_money
from sim.runs.invariants.numbers import check_numbers
from sim.runs.invariants.references import check_references
from sim.runs.invariants.results import check_results
from sim.runs.invariants.stocks import Invariants, living_by_city, open_by_city

__all__ = [
    "Invariants",
    "check_funds",
    "check_money",
    "check_numbers",
    "check_references",
    "check_results",
    "living_by_city",
    "open_by_city",
]
