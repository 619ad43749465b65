"""The same seed gives the same bits; a neutral policy gives the baseline's."""

import numpy as np

from sim.levers.registry import lever_types
from sim.runs import engine
from sim.runs.outcome import DONE, FAILED, simulate
from sim.runs.pool import RunOrder, run_all
from sim.scenario.resolve import load_scenario


def test_the_same_seed_gives_the_same_bits(baseline):
    one, other = (simulate(baseline, seed=4) for _ in range(2))
    assert one.series.tobytes() == other.series.tobytes()
    assert all(np.array_equal(one.years[y].real_value, other.years[y].real_value) for y in one.years)


def test_another_seed_gives_other_numbers(baseline):
    assert simulate(baseline, seed=4).series.tobytes() != simulate(baseline, seed=5).series.tobytes()


def test_all_levers_with_amounts_of_zero_equal_no_policy_bit_for_bit(baseline):
    without = load_scenario("no-policy").with_horizon("2023-01", "2023-12")
    neutral = without.with_levers(*lever_types(), start="2023-01", end=None, scale=0.0)
    one, other = simulate(neutral, seed=4), simulate(without, seed=4)
    assert one.state == DONE
    assert one.series.tobytes() == other.series.tobytes()
    assert not len(one.money)


def test_no_policy_pays_nothing_and_the_baseline_pays_what_came_into_force(baseline):
    without = load_scenario("no-policy").with_horizon("2023-01", "2023-12")
    assert without.levers == ()
    assert not len(simulate(without, seed=4).money)
    assert len(simulate(baseline, seed=4).money)


def test_a_lever_that_starts_after_the_horizon_equals_the_baseline(baseline):
    late = baseline.with_levers("transfer_agencies", "joint_rd", start="2030-01")
    assert simulate(late, seed=4).series.tobytes() == simulate(baseline, seed=4).series.tobytes()


def test_the_order_of_levers_does_not_matter(baseline):
    one = baseline.with_levers("joint_rd", start="2023-01").with_levers("pilot_equipment", start="2023-01")
    other = baseline.with_levers("pilot_equipment", start="2023-01").with_levers("joint_rd", start="2023-01")
    assert simulate(one, seed=4).series.tobytes() == simulate(other, seed=4).series.tobytes()


def test_two_worker_processes_give_the_bytes_of_one(baseline):
    short = baseline.with_horizon("2023-01", "2023-03")
    orders = [RunOrder(short, replicate, 100 + replicate) for replicate in range(3)]
    alone, together = run_all(orders, workers=1), run_all(orders, workers=2)
    assert [o.series.tobytes() for o in alone] == [o.series.tobytes() for o in together]


def test_a_failing_run_is_data_and_names_its_stage(baseline, monkeypatch):
    def break_down(*_args, **_kwargs):
        raise RuntimeError("the bridge is closed")

    monkeypatch.setattr(engine, "ensure_room", break_down)
    outcome = simulate(baseline, seed=4)
    assert outcome.state == FAILED
    assert outcome.stage == "building"
    assert "the bridge is closed" in outcome.message
