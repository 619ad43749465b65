"""Stored results in the forms of other tools say the same as the tables they come from."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from SALib.analyze import morris

from sim.calibration.posterior import shipped
from sim.forecast import forecast
from sim.indicators.registry import indicators
from sim.scenario.resolve import load_scenario
from sim.studies.attribution import attribute
from sim.studies.comparison import compare
from sim.studies.evaluation import evaluation_of
from sim.studies.exports.months import NoMonthsError
from sim.studies.exports.settings import NotForThisKindError, as_number
from sim.studies.folder import read_folder
from sim.studies.optimisation import optimise
from sim.studies.plan import load_plan
from sim.studies.sensitivity import sensitivity
from sim.studies.stored import open_results
from sim.studies.sweep import sweep

FACTOR = "alliances.cost"


@pytest.fixture(scope="module")
def baseline():
    return load_scenario("no-policy").with_horizon("2023-01", "2023-02")


@pytest.fixture(scope="module")
def policy(baseline):
    return baseline.with_levers("joint_rd", start="2023-01").named("policy")


@pytest.fixture(scope="module")
def compared(baseline, policy, tmp_path_factory):
    folder = tmp_path_factory.mktemp("compared")
    fixed = policy.with_parameters({FACTOR: 4.0}).named("fixed")
    found = compare([baseline, policy, fixed], replicates=2, results=folder)
    return found, open_results(folder)


@pytest.fixture(scope="module")
def tested(baseline, policy, tmp_path_factory):
    folder = tmp_path_factory.mktemp("tested")
    found = sensitivity(baseline, [policy], {FACTOR: (3.0, 12.0)}, size=2, replicates=1, outcome="joint_projects", results=folder)
    return found, open_results(folder)


@pytest.fixture(scope="module")
def swept(tmp_path_factory):
    folder = tmp_path_factory.mktemp("swept")
    scenario = load_scenario("joint-rd").with_horizon("2023-01", "2023-02")
    (folder / "short.yaml").write_text(scenario.to_yaml(), encoding="utf-8")
    varied = "  levers.joint_rd.cap: [200万, 800万]\n  levers.joint_rd.start: [2023-01, 2023-02]\n"
    (folder / "plan.yaml").write_text(f"scenario: {folder / 'short.yaml'}\nreplicates: 1\nvary:\n{varied}", encoding="utf-8")
    sweep(load_plan(folder / "plan.yaml"), results=folder / "out")
    return open_results(folder / "out")


def test_a_comparison_of_python_keeps_its_folder_like_one_of_the_command_line(compared):
    found, stored = compared
    assert stored.effects.equals(found.table)
    assert read_folder(stored.folder).finished
    assert stored.manifest["command"] == f"metrosim resume {stored.folder}"


def test_runs_that_are_there_are_loaded_when_a_cell_is_run_again(compared, baseline, policy):
    found, stored = compared
    before = {path: path.stat().st_mtime_ns for path in (stored.folder / "store").rglob("series.parquet")}
    again = compare(found.scenarios, replicates=2, results=stored.folder)
    assert again.table.equals(found.table)
    assert {path: path.stat().st_mtime_ns for path in (stored.folder / "store").rglob("series.parquet")} == before


def test_results_are_only_kept_of_runs_that_a_runner_does(baseline, policy, tmp_path):
    formula = evaluation_of(lambda order: {"joint_projects": 1.0})
    with pytest.raises(TypeError, match="either results or evaluate"):
        attribute(policy.with_levers("verify_action", start="2023-01"), baseline=baseline, evaluate=formula, results=tmp_path)


def test_the_wide_table_holds_each_monthly_value_and_the_units(compared):
    _, stored = compared
    wide = stored.to_pandas()
    long = stored.indicators
    row = long[(long.scenario == "policy") & (long.replicate == 1) & (long.region == "shenyang") & (long.indicator == "high_tech")]
    assert wide.loc[("policy", 1)].xs("shenyang", level="region").high_tech.tolist() == row.sort_values("month").value.tolist()
    assert str(wide.index.get_level_values("month")[0]) == "2023-01"
    assert wide.attrs["units"]["registered_turnover"] == "million CNY"
    assert list(wide.columns) == list(indicators())


def test_the_dataset_holds_each_monthly_value_with_titles_and_units(compared):
    pytest.importorskip("xarray")
    _, stored = compared
    data = stored.to_xarray()
    assert data.high_tech.dims == ("scenario", "replicate", "month", "region")
    assert dict(data.sizes) == {"scenario": 3, "replicate": 2, "month": 2, "region": 9}
    assert data.high_tech.attrs["units"] == "firms"
    assert data.high_tech.attrs["long_name_zh"] == "高新技术企业"
    one = data.registered_turnover.sel(scenario="policy", replicate=1, region="circle", month="2023-02").item()
    assert one == stored.to_pandas().registered_turnover[("policy", 1, pd.Period("2023-02"), "circle")]
    assert data.scenario_title.values[0] == load_scenario("no-policy").title.en


def test_runs_go_to_the_workbench_with_the_vector_that_each_of_them_drew(compared):
    found, stored = compared
    experiments, outcomes = stored.to_ema()
    assert len(experiments) == 6 == len(outcomes["high_tech"])
    drawn = shipped().draw(1)
    mine = experiments[(experiments.policy == "policy") & (experiments.scenario == 1)].iloc[0]
    assert {key: mine[key] for key in drawn} == drawn
    effect = outcomes["registered_turnover"][experiments.policy == "policy"] - outcomes["registered_turnover"][experiments.policy == "no-policy"]
    assert np.isclose(effect.mean(), found.effects("registered_turnover").effect[0])


def test_a_number_that_a_scenario_sets_stands_in_its_vector_and_not_the_drawn_one(compared):
    experiments, _ = compared[1].to_ema()
    assert set(experiments[experiments.policy == "fixed"][FACTOR]) == {4.0}


def test_numbers_of_another_posterior_are_not_told(compared, tmp_path, monkeypatch):
    monkeypatch.setattr("sim.studies.exports.settings.digest", lambda: "another")
    assert list(compared[1].to_ema()[0]) == ["scenario", "policy", "model"]


def test_a_sensitivity_study_gives_salib_what_its_own_indices_were_made_of(tested):
    found, stored = tested
    problem, X, Y = stored.to_salib()
    assert problem == {"num_vars": 1, "names": [FACTOR], "bounds": [[3.0, 12.0]]}
    assert (found.sample.points == X).all()
    again = morris.analyze(problem, X, Y, num_levels=4, seed=1)
    assert float(again["mu_star"][0]) == found.of_effect("policy", "joint_projects").influence[0]
    assert (found.levels.high_tech == stored.to_salib("high_tech", of="baseline").Y).all()
    with pytest.raises(KeyError, match="baseline, policy"):
        stored.to_salib(of="other")
    with pytest.raises(KeyError, match="no outcome 'high_tec'"):
        stored.to_salib("high_tec")


def test_money_of_a_sweep_becomes_million_cny_and_words_become_categories(swept):
    experiments, outcomes = swept.to_ema()
    assert sorted(experiments["levers.joint_rd.cap"]) == [2.0, 2.0, 8.0, 8.0]
    assert experiments["levers.joint_rd.start"].dtype == "category"
    assert len(outcomes["joint_projects"]) == 4
    with pytest.raises(NotForThisKindError, match="words"):
        swept.to_salib()
    with pytest.raises(KeyError, match="no region"):
        swept.to_ema(region="dalian")


def test_a_study_without_months_says_what_to_use_instead(swept):
    with pytest.raises(NoMonthsError, match="to_ema"):
        swept.to_pandas()


def test_a_study_that_varies_nothing_is_refused(baseline, tmp_path):
    forecast(baseline.with_horizon("2023-01", "2023-12"), draws=2, results=tmp_path)
    with pytest.raises(NotForThisKindError, match="forecast, runs, targets"):
        open_results(tmp_path).to_ema()


def test_mixes_that_an_optimisation_tried_come_with_their_effects_and_cost(baseline, tmp_path):
    best = optimise(baseline, levers="joint_rd", budget="1亿", goals=["cost"], trials=2, replicates=1, winners=1, fresh=2, results=tmp_path)
    experiments, outcomes = open_results(tmp_path).to_ema()
    assert experiments["levers.joint_rd.scale"].tolist() == [0.0, 1.0]
    assert outcomes["public_cost"].tolist() == best.trials.public_cost.tolist()


def test_a_point_that_keeps_the_value_of_its_scenario_is_a_gap():
    assert np.isnan(as_number(None))
    assert [as_number(text) for text in ("30%", "1.5亿", "7")] == [0.3, 150.0, 7.0]


def test_the_exports_load_nothing_before_they_are_asked_for():
    source = Path(open_results.__code__.co_filename).read_text(encoding="utf-8")
    assert "\nimport xarray" not in source
