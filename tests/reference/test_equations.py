"""Equations of the ODD protocol and the functions that compute them name each other."""

import ast
import re
from importlib import import_module
from itertools import pairwise
from pathlib import Path

import pytest

from sim.processes.order import MONTH

ROOT = Path(__file__).parents[2]
NUMBER = re.compile(r"\bE-(\d+\.\d+)\b")
CHAPTERS = {process.key: number for number, process in enumerate(MONTH, start=1)}
DEFINED = re.findall(r"^E-(\d+\.\d+) ", (ROOT / "docs" / "odd.md").read_text(encoding="utf-8"), re.MULTILINE)


def docstrings(*, of_functions):
    """Place and text of every docstring of the package, of functions or of all else."""
    for path in sorted((ROOT / "sim").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef) == of_functions and isinstance(node, ast.FunctionDef | ast.ClassDef | ast.Module):
                yield f"{path.relative_to(ROOT)}:{getattr(node, 'name', '')}", ast.get_docstring(node) or ""


COMPUTED = {(place, number) for place, text in docstrings(of_functions=True) for number in NUMBER.findall(text)}
MENTIONED = {(place, number) for place, text in docstrings(of_functions=False) for number in NUMBER.findall(text)}


def test_no_number_is_given_twice_and_numbers_of_a_submodel_run_on():
    assert len(DEFINED) == len(set(DEFINED))
    for before, after in pairwise([tuple(map(int, number.split("."))) for number in DEFINED if not number.startswith("20.")]):
        assert after in {(before[0], before[1] + 1), (before[0] + 1, 1)}, (before, after)


@pytest.mark.parametrize("number", sorted(DEFINED, key=lambda number: tuple(map(int, number.split(".")))))
def test_a_function_says_that_it_computes_the_equation(number):
    assert [place for place, named in COMPUTED if named == number], f"no docstring of a function names E-{number}"


def test_every_reference_leads_to_an_equation():
    assert [(place, number) for place, number in sorted(COMPUTED | MENTIONED) if number not in DEFINED] == []


def test_text_of_the_protocol_refers_to_equations_that_exist():
    for name in ("odd.md", "odd.zh.md", "trace.md", "trace.zh.md"):
        text = (ROOT / "docs" / name).read_text(encoding="utf-8")
        assert [number for number in NUMBER.findall(text) if number not in DEFINED] == [], name


def test_functions_of_a_process_compute_equations_of_its_submodel():
    homes = {Path(import_module(process.run.__module__).__file__).stem: CHAPTERS[process.key] for process in MONTH}
    for place, number in COMPUTED:
        stem = Path(place.partition(":")[0]).stem
        if place.startswith("sim/processes/") and stem in homes:
            assert int(number.split(".")[0]) == homes[stem], (place, number)


@pytest.mark.parametrize("process", MONTH, ids=[process.key for process in MONTH])
def test_the_file_of_a_process_opens_with_its_place_in_the_month(process):
    assert (import_module(process.run.__module__).__doc__ or "").startswith(f"{CHAPTERS[process.key]}. ")
