"""What commands leave behind: folders, reports in the language asked for, commands that replay a failure."""

import json
import os
import shlex

import pandas as pd
import pytest
from typer.testing import CliRunner

import sim
from sim.commands.main import app
from sim.commands.output import as_json
from sim.runs.outcome import FAILED, RunOutcome


def test_a_run_writes_the_tables_to_a_folder_of_its_own_unless_told_not_to(metrosim, short_scenario, tmp_path):
    assert metrosim("run", short_scenario.name, "--no-results").returncode == 0
    assert not (tmp_path / "results").exists()
    for seed in ("1", "1", "2"):
        done = metrosim("run", short_scenario.name, "--seed", seed)
        assert done.returncode == 0, done.stderr
    folders = sorted((tmp_path / "results").iterdir())
    assert len(folders) == 2
    stored = sim.open_results(folders[0])
    assert folders[0].name.startswith("run-short-")
    assert len(stored.runs) == 1
    in_force = {key for key, _ in sim.load_scenario(short_scenario).levers}
    assert set(stored.ledger.lever) <= in_force
    assert {"circle", "shenyang"} <= set(stored.indicators.region)
    assert stored.manifest["kind"] == "run"
    with pytest.raises(FileNotFoundError, match="holds no table 'effects'.*indicators"):
        _ = stored.effects


def test_json_of_a_run_is_alone_on_standard_output_and_leaves_no_folder(metrosim, short_scenario, tmp_path):
    done = metrosim("run", short_scenario.name, "--json")
    assert json.loads(done.stdout)["scenario"] == "short"
    assert not (tmp_path / "results").exists()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("options", "pages"), [((), {"report.en.html"}), (("--report-lang", "both"), {"report.en.html", "report.zh.html"}), (("--no-report",), set())]
)
def test_the_report_of_a_comparison_comes_in_the_languages_asked_for(metrosim, short_scenario, tmp_path, options, pages):
    done = metrosim("compare", "bare.yaml", short_scenario.name, "--replicates", "1", "--results", "out", *options)
    assert done.returncode == 0, done.stderr
    assert {path.name for path in (tmp_path / "out").glob("*.html")} == pages


def test_show_can_be_limited_to_one_lever(metrosim):
    rows = json.loads(metrosim("show", "verify-and-pilot", "--lever", "pilot_equipment", "--json").stdout)
    assert rows
    assert all(row["key"].startswith("levers.pilot_equipment.") for row in rows)


def test_an_undefined_number_is_null_in_json(capsys):
    as_json({"rate": float("nan"), "rows": [(1.5, float("inf"))], "name": "率"})
    assert capsys.readouterr().out == '{"name": "率", "rate": null, "rows": [[1.5, null]]}\n'


@pytest.mark.parametrize("verb", [("run",), ("compare", "bare.yaml")])
def test_a_failed_run_ends_with_status_one_and_the_command_that_replays_it(short_scenario, monkeypatch, verb):
    def failed(scenario, *, seed, replicate=0, **_how):
        return RunOutcome(scenario.key, replicate, seed, FAILED, "running", "ValueError: broken on purpose")

    monkeypatch.setattr("sim.runs.pool.simulate", failed)
    monkeypatch.setenv("METROSIM_LANG", "en")
    monkeypatch.chdir(short_scenario.parent)
    done = CliRunner().invoke(app, [*verb, short_scenario.name, "--workers", "1"])
    assert done.exit_code == 1, done.output
    assert "broken on purpose" in done.stderr
    replay = done.stderr.rpartition("Replay: metrosim ")[2]
    again = CliRunner().invoke(app, shlex.split(replay))
    assert again.exit_code == 1
    assert "broken on purpose" in again.stderr
    runs = pd.concat(pd.read_parquet(path) for path in (short_scenario.parent / "results").rglob("runs.parquet"))
    assert set(runs.state) == {FAILED}


def test_the_version_is_a_public_name_and_that_of_the_model():
    assert sim.__version__ == sim.model_version()
    assert "__version__" in dir(sim)


def test_the_language_follows_the_environment_unless_the_command_line_says_otherwise(metrosim):
    assert "标题" in metrosim("scenarios", METROSIM_LANG="zh_CN").stdout
    assert "标题" not in metrosim("scenarios", "--lang", "en", METROSIM_LANG="zh_CN").stdout
    assert os.environ.get("METROSIM_LANG", "") != "zh_CN"
