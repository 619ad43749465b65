"""Ctrl-C during a run ends the study, whatever a library made of it."""

import signal
import threading
from collections.abc import Iterator

import pytest

import sim
from sim.runs import outcome as outcomes
from sim.runs.outcome import FAILED, simulate


@pytest.fixture(autouse=True)
def _heard() -> Iterator[None]:
    """Ctrl-C as it is in a terminal, also where the tests were started in the background and the system ignores it."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


def _swallow(error: bool) -> None:
    try:
        signal.raise_signal(signal.SIGINT)
    except KeyboardInterrupt:
        if error:
            raise KeyError("typing key") from None


@pytest.mark.parametrize("error", [True, False], ids=["turned into an error", "swallowed"])
def test_an_interrupt_that_a_library_takes_for_itself_still_ends_the_run(monkeypatch: pytest.MonkeyPatch, error: bool) -> None:
    monkeypatch.setattr(outcomes.Engine, "run", lambda _engine: _swallow(error))
    with pytest.raises(KeyboardInterrupt):
        simulate(sim.load_scenario("no-policy").with_horizon("2023-01", "2023-01"), seed=1)


def test_the_handler_of_interrupts_is_as_before_after_a_run() -> None:
    before = signal.getsignal(signal.SIGINT)
    simulate(sim.load_scenario("no-policy").with_horizon("2023-01", "2023-01"), seed=1)
    assert signal.getsignal(signal.SIGINT) is before


def test_a_run_in_another_thread_leaves_signals_alone() -> None:
    done = []
    scenario = sim.load_scenario("no-policy").with_horizon("2023-01", "2023-01")
    thread = threading.Thread(target=lambda: done.append(simulate(scenario, seed=1)))
    thread.start()
    thread.join()
    assert done[0].state != FAILED
