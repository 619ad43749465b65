"""The command line as its user meets it."""

import json
import subprocess
import sys
import tomllib
from importlib.resources import files

import pandas as pd
import pytest

from sim.commands.lists import levers, parameters

VERBS = (
    "run",
    "compare",
    "attribute",
    "sweep",
    "sensitivity",
    "show",
    "check",
    "new",
    "scenarios",
    "levers",
    "indicators",
    "parameters",
    "report",
    "schema",
)


def test_help_lists_every_verb(metrosim):
    done = metrosim("--help")
    assert done.returncode == 0
    assert all(verb in done.stdout for verb in VERBS)


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_has_examples_in_its_help(metrosim, verb):
    assert f"metrosim {verb}" in metrosim(verb, "--help").stdout


def test_help_loads_no_heavy_package():
    code = "import sys, sim.commands.main; print([m for m in ('numba','pandas','mesa','matplotlib','numpy') if m in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True).stdout.strip() == "[]"


def test_a_valid_scenario_is_called_valid(metrosim):
    done = metrosim("check", "launch-fund", "baseline-2022")
    assert done.returncode == 0
    assert "launch-fund: valid" in done.stdout


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("levers:\n  launch_fond: {}\n", "launch_fund"),
        ("base: baseline-2022\nlevers:\n  launch_fund:\n    tranches: [20亿, 20亿, 5亿]\n", "45亿"),
        ("base: baseline-2022\nlevers:\n  pilot_equipment:\n    ratio: 140%\n", "100%"),
        ("base: nowhere\n", "nowhere"),
        ("a: &a [x]\nb: [*a, *a]\n", "alias"),
    ],
)
def test_a_broken_file_ends_with_status_two_and_a_cure_but_no_traceback(metrosim, tmp_path, content, told):
    path = tmp_path / "broken.yaml"
    path.write_text("title: {en: T, zh: 题}\ndescription: {en: D., zh: 述。}\nsource: test\n" + content, encoding="utf-8")
    for verb in (("check",), ("run",), ("show",)):
        done = metrosim(*verb, str(path))
        assert done.returncode == 2
        assert "broken.yaml:" in done.stderr
        assert "cure" in done.stderr
        assert told in done.stderr
        assert "Traceback" not in done.stderr


def test_a_binary_and_a_huge_file_are_refused_at_once(metrosim, tmp_path):
    binary, huge = tmp_path / "binary.yaml", tmp_path / "huge.yaml"
    binary.write_bytes(bytes(range(256)) * 10)
    with huge.open("wb") as file:
        file.truncate(100 * 1024 * 1024)
    for path in (binary, huge):
        done = metrosim("check", str(path))
        assert done.returncode == 2
        assert path.name in done.stderr
        assert "Traceback" not in done.stderr


def test_errors_are_told_in_chinese_too(metrosim):
    done = metrosim("show", "launch-fond", "--lang", "zh")
    assert done.returncode == 2
    assert "情景" in done.stderr


def test_compare_prints_the_same_bytes_for_one_and_two_workers_and_on_a_second_call(metrosim, short_scenario):
    words = ("compare", "bare.yaml", short_scenario.name, "--replicates", "2", "--json")
    outputs = [metrosim(*words, "--workers", workers) for workers in ("1", "2", "2")]
    assert [done.returncode for done in outputs] == [0, 0, 0]
    assert len({done.stdout for done in outputs}) == 1
    found = json.loads(outputs[0].stdout)
    assert found["policies"] == ["short"]
    assert found["failed"] == []


def test_compare_stores_tables_and_a_report(metrosim, short_scenario, tmp_path):
    done = metrosim("compare", "bare.yaml", short_scenario.name, "--replicates", "2", "--results", "out", "--csv", "e.csv", "--lang", "zh")
    assert done.returncode == 0, done.stderr
    folder = tmp_path / "out"
    assert {"runs", "indicators", "ledger", "flows", "effects"} <= {path.stem for path in folder.glob("*.parquet")}
    assert (folder / "report.zh.html").read_text(encoding="utf-8").count("<svg") > 3
    assert "短" in done.stdout
    ledger = pd.read_parquet(folder / "ledger.parquet")
    of_joint_rd = ledger[ledger.lever == "joint_rd"]
    assert set(ledger.scenario) <= {"bare", "short"}
    assert set(of_joint_rd.scenario) <= {"short"}
    assert (tmp_path / "e.csv").read_text(encoding="utf-8-sig").startswith("policy,indicator")


def test_run_profile_prints_the_month_in_order_with_time_per_step(metrosim, short_scenario):
    done = metrosim("run", short_scenario.name, "--profile")
    assert done.returncode == 0, done.stderr
    month = done.stdout[done.stdout.index("ms a month") :]
    places = [month.index(f" {key} ") for key in ("policy", "research", "verification", "pilot", "deal", "landing", "record")]
    assert places == sorted(places)


def test_an_exact_seed_replays_a_run(metrosim, short_scenario):
    first = json.loads(metrosim("run", short_scenario.name, "--json").stdout)
    again = json.loads(metrosim("run", short_scenario.name, "--json", "--seed", str(first["seeds"][0]), "--exact-seed").stdout)
    assert again == first


def test_show_tells_where_each_value_came_from(metrosim):
    done = metrosim("show", "launch-fund")
    assert "levers.launch_fund.size" in done.stdout
    assert "launch-fund.yaml:" in done.stdout
    assert "baseline-2022.yaml:" in done.stdout


def test_the_population_table_sets_target_beside_built(metrosim):
    rows = json.loads(metrosim("show", "baseline-2022", "--population", "--json").stdout)
    assert len([row for row in rows if row["source"].startswith("t1_")]) == 32
    assert all(row["met"] for row in rows)


def test_a_new_scenario_file_is_valid_and_not_overwritten(metrosim, tmp_path):
    assert metrosim("new", "mine", "--from", "launch-fund").returncode == 0
    assert metrosim("check", "mine.yaml").returncode == 0
    assert "# metrosim levers lists them" in (tmp_path / "mine.yaml").read_text(encoding="utf-8")
    before = (tmp_path / "mine.yaml").read_text(encoding="utf-8")
    assert metrosim("new", "mine").returncode == 2
    assert (tmp_path / "mine.yaml").read_text(encoding="utf-8") == before


@pytest.mark.parametrize("verb", ["scenarios", "levers", "indicators", "parameters"])
def test_lists_exist_as_tables_in_both_languages_and_as_json(metrosim, verb):
    assert metrosim(verb).stdout != metrosim(verb, "--lang", "zh").stdout
    assert len(json.loads(metrosim(verb, "--json").stdout)) > 3


def test_tables_in_chinese_hold_no_english_units_labels_or_regions(capsys):
    parameters(group="population", lang="zh")
    levers(evidence=True, lang="zh")
    shown = capsys.readouterr().out
    assert {word for word in ("assumed", "estimated", "million CNY", "planned", "in_force", "10k_CNY") if word in shown} == set()
    assert all(word in shown for word in ("假设", "百万元/年", "已规划", "万元"))


def test_levers_show_the_rows_of_the_documents(metrosim):
    assert "launch_fund__tranche_2026" in metrosim("levers", "--evidence").stdout


def test_a_single_scenario_cannot_be_compared(metrosim):
    done = metrosim("compare", "baseline-2022")
    assert done.returncode == 2
    assert "baseline" in done.stderr


def test_a_folder_without_results_is_named(metrosim, tmp_path):
    done = metrosim("report", str(tmp_path))
    assert done.returncode == 2
    assert "manifest.json" in done.stderr


def test_both_languages_of_the_command_line_have_the_same_texts_and_placeholders():
    english, chinese = (
        tomllib.loads(files("sim.texts").joinpath(f"commands_{language}.toml").read_text(encoding="utf-8")) for language in ("en", "zh")
    )
    assert english.keys() == chinese.keys()
    for key, entry in english.items():
        assert entry.count("{") == chinese[key].count("{"), key
