"""Comparisons on real runs: pairing, stopping rule, storage."""

import pytest

from sim.scenario.resolve import load_scenario
from sim.studies.comparison import ComparisonStudy, compare, compare_until
from sim.studies.conduct import conduct
from sim.studies.evaluation import Runner
from sim.studies.folder import begin
from sim.studies.stored import open_results


@pytest.fixture(scope="module")
def pair():
    baseline = load_scenario("baseline-2022").with_horizon("2023-01", "2023-06")
    return baseline, baseline.with_levers("joint_rd", start="2023-01")


@pytest.fixture(scope="module")
def compared(pair):
    return compare(pair, replicates=3)


def test_replicates_are_added_until_the_interval_is_narrow_enough(pair):
    found = compare_until(pair, outcome="circle.joint_projects", width=0.5, least=2, most=16)
    row = found.effects("circle.joint_projects").iloc[0]
    assert found.replicates in (2, 4, 8, 16)
    assert (row.high - row.low) / 2 <= 0.5 * abs(row.effect) or found.replicates == 16


def test_adding_replicates_in_steps_gives_what_running_them_at_once_gives(pair):
    steps = compare_until(pair, outcome="circle.real_transfer", width=1e-9, least=1, most=3)
    assert steps.replicates == 3
    assert steps.table.equals(compare(pair, replicates=3).table)


def test_effects_are_asked_for_by_region_and_indicator(compared):
    assert compared.effects("circle.joint_projects").equals(compared.effects("joint_projects"))
    assert compared.effects("shenyang.joint_projects").region[0] == "shenyang"
    with pytest.raises(KeyError, match="metrosim indicators"):
        compared.effects("circle.joint_project")
    with pytest.raises(KeyError, match="shenyang"):
        compared.effects("dalian.joint_projects")


def test_scenarios_that_do_not_pair_are_refused(pair):
    baseline, policy = pair
    with pytest.raises(ValueError, match="at least one policy"):
        compare([baseline])
    with pytest.raises(ValueError, match="compared once"):
        compare([baseline, baseline])
    with pytest.raises(ValueError, match="different horizons"):
        compare([baseline, policy.with_horizon("2023-01", "2023-07")])


def test_stored_tables_come_back_and_the_ledger_sums_agree(pair, compared, tmp_path):
    conduct(begin(ComparisonStudy(compared=pair, replicates=3), tmp_path / "out", command="test", store=None, check=False), Runner())
    stored = open_results(tmp_path / "out")
    assert stored.manifest["kind"] == "comparison"
    assert len(stored.runs) == 6
    assert len(stored.effects) == len(compared.table)
    paid = stored.ledger.groupby("payer").amount_fen.sum().sum()
    received = stored.ledger.groupby("payee").amount_fen.sum().sum()
    assert paid == received == stored.ledger.groupby("lever").amount_fen.sum().sum() > 0
    assert not list((tmp_path / "out").glob("*.part"))


def test_a_folder_without_a_manifest_is_no_results_folder(tmp_path):
    with pytest.raises(FileNotFoundError, match=r"manifest\.json"):
        open_results(tmp_path)
