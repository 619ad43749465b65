"""Every public name, and every name of the plug-in contract, is documented with an example that runs."""

import doctest
import importlib
import inspect
import re

import pytest

import sim

PLUG_IN = (
    "sim.levers.lever.Assumption",
    "sim.levers.lever.Lever",
    "sim.levers.office.Office",
    "sim.levers.terms.Terms",
    "sim.parameters.declare.Free",
    "sim.plugins.use",
    "sim.runs.executors.contract.ExecutorContract",
    "sim.testing.levers.check_lever",
)
"""What a plug-in builds on, by full name."""
NAMES = {f"sim.{name}": getattr(sim, name) for name in sim.__all__ if name != "__version__"}
NAMES |= {name: getattr(importlib.import_module(name.rpartition(".")[0]), name.rpartition(".")[2]) for name in PLUG_IN}
FLAGS = doctest.ELLIPSIS | doctest.IGNORE_EXCEPTION_DETAIL


def examples(thing):
    """The examples of a name and, if it is a class, of its methods."""
    return [test for test in doctest.DocTestFinder(recurse=True).find(thing, module=inspect.getmodule(thing)) if test.examples]


@pytest.mark.parametrize("name", sorted(NAMES))
def test_the_name_has_an_example(name):
    assert re.search(r"^Examples:\n +>>> ", inspect.getdoc(NAMES[name]) or "", re.MULTILINE), name


@pytest.mark.parametrize("name", sorted(NAMES))
def test_its_examples_give_what_they_say(name, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("METROSIM_PLUGINS", "")  # is put back afterwards, whatever an example names
    monkeypatch.setenv("COLUMNS", "200")
    said = []
    for test in examples(NAMES[name]):
        doctest.DocTestRunner(optionflags=FLAGS).run(test, out=said.append)
    assert not said, "".join(said)


def test_the_example_of_the_package_gives_what_it_says():
    failed, tried = doctest.testmod(sim, optionflags=FLAGS)
    assert tried > 0
    assert failed == 0


@pytest.mark.parametrize("name", sorted(name for name, thing in NAMES.items() if inspect.isclass(thing)))
def test_its_public_methods_and_properties_have_docstrings(name):
    own = {key: member for key, member in vars(NAMES[name]).items() if not key.startswith(("_", "test_"))}
    documented = (member for member in own.values() if callable(member) or isinstance(member, property))
    assert [member for member in documented if not inspect.getdoc(member)] == []


@pytest.mark.parametrize("name", sorted(name for name, thing in NAMES.items() if inspect.isfunction(thing)))
def test_what_it_may_raise_is_told(name):
    thing = NAMES[name]
    raises = "raise " in inspect.getsource(thing)
    assert not raises or "Raises:" in (inspect.getdoc(thing) or ""), name
