"""Which stored studies the pages offer: damaged ones are passed over."""

import json

import pytest

from sim.browser.studies.stored import stored

TITLE = {"en": "Short", "zh": "短"}
WHOLE = {"kind": "comparison", "policies": ["short"], "scenarios": {"short": {"title": TITLE}}, "replicates": 2}


def _written(folder, manifest):
    folder.mkdir()
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")


@pytest.mark.parametrize(
    "damage",
    [{"scenarios": {}}, {"scenarios": []}, {"scenarios": {"short": {}}}, {"policies": None}, {"policies": 7}, {"replicates": "many"},
     {"scenarios": {"short": {"title": "Short"}}}, {"scenarios": {"short": {"title": {"en": "Short"}}}}],
    ids=str,
)  # fmt: skip
def test_a_study_whose_manifest_is_damaged_is_passed_over(tmp_path, damage):
    _written(tmp_path / "whole", WHOLE)
    _written(tmp_path / "damaged", WHOLE | damage)
    assert [one.folder.name for one in stored(tmp_path, "comparison")] == ["whole"]


def test_a_sweep_without_a_plan_is_passed_over(tmp_path):
    _written(tmp_path / "damaged", {"kind": "sweep"})
    assert stored(tmp_path, "sweep") == []
