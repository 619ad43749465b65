"""Reports of studies: every kind, both languages, readable names, nothing that needs the internet."""

import re

import pytest
from plain import assert_plain

from sim.report import write_report
from sim.report.briefs.study import BRIEFS
from sim.report.manifest import UnreadableComparisonError
from sim.report.studies.full import VIEWS
from sim.report.studies.numbers import between, percent, short
from sim.scenario.resolve import load_scenario
from sim.studies.attribution import AttributionStudy
from sim.studies.conduct import conduct
from sim.studies.discovery import DiscoveryStudy
from sim.studies.evaluation import Runner, evaluation_of
from sim.studies.folder import begin
from sim.studies.mixes import read_dials
from sim.studies.optimisation import OptimisationStudy
from sim.studies.plan import SweepPlan
from sim.studies.sensitivity import SensitivityStudy
from sim.studies.sweep import SweepStudy

RANGES = {"pilot.cost": (1.0, 3.0), "deal.engagement": (0.0, 0.5)}


class Formula(Runner):
    """Answers with a formula and notes each answer as if it were a run."""

    def __call__(self, orders, total):
        orders = list(orders)
        for order, run in zip(orders, evaluation_of(_world)(orders, total), strict=True):
            self._note(order, run)
            yield run


def _world(order):
    levers = dict(order.scenario.levers)
    cost = order.parameters.get("pilot.cost", 2.0)
    bring = {"joint_rd": 4.0, "verify_action": 8.0 - 5.0 * cost / 2, "transfer_agencies": 2.0}
    effect = sum(value * levers[key].scale for key, value in bring.items() if key in levers)
    effect += 3.0 * ("joint_rd" in levers and "verify_action" in levers) + 0.2 * order.replicate * len(levers)
    spent = 100.0 * sum(levers[key].scale for key in levers)
    return {"converted_results": 50 + cost + effect, "public_cost": spent, "theil_turnover": 1 - 0.01 * effect}


def _studies():
    base = load_scenario("baseline-2022")
    one, two = (base.with_levers(key, start="2024-01") for key in ("verify_action", "joint_rd"))
    plan = {"scenario": "transfer-agencies", "replicates": 2, "vary": {
        "levers.transfer_agencies.scale": ["0.5", "1", "2"], "levers.transfer_agencies.budget": ["1亿", "3亿"]}}  # fmt: skip
    return (
        SweepStudy.of(SweepPlan.model_validate(plan)),
        SensitivityStudy(baseline=base, policies=(one, two), ranges=RANGES, size=4),
        AttributionStudy(scenario=base.with_levers("verify_action", "joint_rd", start="2024-01"), baseline=base, replicates=3),
        OptimisationStudy(base=base, dials=read_dials("joint_rd,verify_action"), budget=15 * 10**9, goals=("converted", "equality", "cost"),
                          trials=24, ranges=RANGES, draws=4),
        DiscoveryStudy(baseline=base, policy=one, ranges=RANGES, points=60, threshold=1.5),
    )  # fmt: skip


@pytest.fixture(scope="module", params=range(5), ids=["sweep", "sensitivity", "attribution", "optimisation", "discovery"])
def folder(request, tmp_path_factory):
    study = _studies()[request.param]
    place = tmp_path_factory.mktemp(study.kind)
    conduct(begin(study, place, command="metrosim <study>", store=None, check=False), Formula())
    return place


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_study_becomes_a_page_with_findings_figures_and_tables(folder, language):
    page = write_report(folder, language)[0].read_text(encoding="utf-8")
    assert page.count("<figure ") == page.count("<svg ") >= 1
    assert page.count("<li>") >= 2
    assert "<table>" in page
    assert "metrosim &lt;study&gt;" in page
    assert not re.search(r"""(src|href)\s*=\s*["']?https?:""", page)
    assert len(list((folder / "figures").glob(f"*.{language}.svg"))) == page.count("<figure ")
    assert (folder / "runs.csv").is_file()


@pytest.mark.parametrize("language", ["en", "zh"])
def test_readers_meet_no_raw_identifiers(folder, language):
    page = write_report(folder, language)[0].read_text(encoding="utf-8")
    shown = re.sub(r"<(style|pre|svg)\b.*?</\1>|<[^>]*>", " ", page, flags=re.DOTALL)
    assert not re.search(r"\b[a-z]+_[a-z_]+\b|\bpilot\.cost\b|\blevers\.", shown)
    assert "nan" not in shown.lower().split()
    if language == "en":
        assert not re.search(r"[\u4e00-\u9fff]", shown)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_study_becomes_a_brief_in_plain_words(folder, language, tmp_path):
    document, page = write_report(folder, language, form="brief", formats=("docx", "html"), out=tmp_path)
    text = assert_plain(document, language)
    assert ("CNY" if language == "en" else "元") in text
    assert page.read_text(encoding="utf-8").count("<figure ") >= 1


def test_every_kind_of_study_with_a_report_has_a_brief():
    assert set(BRIEFS) == set(VIEWS)


def test_a_study_that_has_not_come_to_its_end_and_one_without_a_report_are_refused(folder, tmp_path):
    with pytest.raises(UnreadableComparisonError, match=r"manifest\.json"):
        write_report(tmp_path, "en")
    (tmp_path / "manifest.json").write_text('{"kind": "run"}', encoding="utf-8")
    with pytest.raises(UnreadableComparisonError, match="sweep"):
        write_report(tmp_path, "en")
    (tmp_path / "manifest.json").write_text("[", encoding="utf-8")
    with pytest.raises(UnreadableComparisonError, match=r"manifest\.json"):
        write_report(tmp_path, "en")


def test_numbers_have_three_digits_a_true_minus_and_no_noise():
    assert short(-0.12345) == "−0.123"
    assert short(1e-12) == "0"
    assert short(float("nan")) == "–"
    assert between(1, 25) == "1.00 … 25.0"
    assert percent(0.256) == "26%"
