"""The report and the brief of a forecast, from a stored one that is made up."""

import json

import openpyxl
import pandas as pd
import pytest
from plain import assert_plain

from sim.evidence import MEMBERS
from sim.forecast.goals import goals
from sim.forecast.study import LEVELS
from sim.report import write_report
from sim.report.studies.forecast import SHOWN
from sim.texts.bilingual import LANGUAGES

LEVEL = {"high_tech": 9000.0, "registered_turnover": 70000.0, "local_conversion_rate": 0.45, "public_cost": 300.0}
YEARS = range(2023, 2030)


def quantiles(middle):
    return {name: middle * (0.8 + 0.4 * q) for name, q in LEVELS.items()}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    place = tmp_path_factory.mktemp("forecast")
    rows = [
        {"indicator": key, "region": region, "year": year, "unit": "", **quantiles(LEVEL.get(key, 100.0))}
        for key in (*SHOWN, "public_cost")
        for region in ("circle", *MEMBERS)
        for year in YEARS
    ]
    pd.DataFrame(rows).to_parquet(place / "forecast.parquet")
    chances = [{"target": one.key, "probability": 0.31, "draws": 200 * (one.year in YEARS)} for one in goals()]
    pd.DataFrame(chances).to_parquet(place / "targets.parquet")
    runs = {"scenario": ["base"], "replicate": [0], "seed": [1], "state": ["done"], "stage": [""], "message": [""], "replay": [""]}
    pd.DataFrame(runs).to_parquet(place / "runs.parquet")
    scenario = {"title": {"en": "Baseline", "zh": "基准"}, "levers": {"joint_rd": {}}}
    manifest = {
        "kind": "forecast", "scenario": "base", "scenarios": {"base": scenario}, "horizon": {"start": "2023-01", "end": "2029-12"}, "runs": 200,
        "version": "0", "data_version": "0", "command": "metrosim forecast base", "draws": 200, "numbers": "posterior", "discrepancy": True,
    }  # fmt: skip
    (place / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    return place


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_brief_of_a_forecast_tells_levels_ranges_and_chances_of_targets(folder, language, tmp_path):
    (document,) = write_report(folder, language, form="brief", formats=("docx",), out=tmp_path)
    text = assert_plain(document, language)
    assert {"en": "“High-tech enterprises” will come to 9,000 firms, in 8 of 10 cases between 7,560 firms and 10,440 firms",
            "zh": "“高新技术企业”将达到9,000家，八成情况下在7,560家至10,440家之间"}[language] in text  # fmt: skip
    assert {"en": "70 billion CNY", "zh": "700亿元"}[language] in text
    assert {"en": "met in about 31 in 100 cases", "zh": "实现的可能性约31%"}[language] in text
    assert {"en": "spend 2.1 billion CNY of public money from 2023 to 2029", "zh": "2023至2029年"}[language] in text


def test_the_workbook_of_a_forecast_holds_years_and_quantiles_as_numbers(folder, tmp_path):
    (path,) = write_report(folder, "en", formats=("xlsx",), out=tmp_path)
    sheet = openpyxl.load_workbook(path).worksheets[2]
    assert [cell.value for cell in sheet[3]][:2] == [2023, pytest.approx(9000)]
    assert sheet["A3"].number_format == "0"
    assert sheet["B2"].value == "[firms]"
