"""Hostile pages, broken uploads and slow clients against a real server; its log must stay free of tracebacks, which the fixture sees to."""

import pytest

from benchmarks.attacks import ATTACKS
from benchmarks.reader import Reader
from benchmarks.sessions import scripts_and_names


@pytest.mark.parametrize("attack", ATTACKS.values(), ids=[function.__name__ for function in ATTACKS.values()])
def test_the_server_withstands(attack, served):
    assert attack(served) == ""


def test_a_session_steps_on_after_the_attacks(served):
    reader = Reader(served)
    reader.step()
    assert reader.month == 1
    reader.leave()


def test_a_script_in_names_and_descriptions_runs_on_no_page(page):
    assert scripts_and_names(page) == []
