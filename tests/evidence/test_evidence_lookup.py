import dataclasses
import subprocess
import sys

import pytest

from sim import places
from sim.evidence import UnknownEvidenceError, fact, facts, history_value, lever_row, regions, source, target
from sim.evidence.tables import label


def test_a_misspelt_fact_id_gets_a_suggestion():
    with pytest.raises(UnknownEvidenceError, match=r"did you mean t1_shenyang_hnte_2022"):
        fact("t1_shenyang_hnte_202")


def test_an_unknown_id_is_a_key_error_with_a_text_in_both_languages():
    with pytest.raises(KeyError) as caught:
        target("metro_hnte_2028")
    assert isinstance(caught.value, UnknownEvidenceError)
    assert "metro_hnte_2027" in caught.value.suggestions
    assert "没有名为 'metro_hnte_2028' 的目标" in caught.value.text.zh


def test_a_hopeless_id_gets_no_suggestion():
    with pytest.raises(UnknownEvidenceError) as caught:
        fact("zzz")
    assert str(caught.value) == "unknown fact 'zzz'"


@pytest.mark.parametrize(
    ("find", "asked", "meant"),
    [
        (lever_row, "launch_fund_size", "launch_fund__size"),
        (history_value, "hnte_shenyang_200", "hnte_shenyang_2020"),
        (source, "science:E11", "science:E1"),
    ],
)
def test_every_lookup_suggests_the_nearest_id(find, asked, meant):
    with pytest.raises(UnknownEvidenceError) as caught:
        find(asked)
    assert meant in caught.value.suggestions


def test_tables_are_read_once_and_cannot_be_changed():
    assert facts() is facts()
    with pytest.raises(TypeError):
        facts()["new"] = fact("metro_gdp_2022")
    with pytest.raises(dataclasses.FrozenInstanceError):
        fact("metro_gdp_2022").value = 0.0
    with pytest.raises(dataclasses.FrozenInstanceError):
        regions()[0].lon = 0.0


def test_an_unknown_label_names_the_row_and_the_labels_allowed():
    with pytest.raises(ValueError, match=r"row_7: the label 'guessed' is none of observed, official"):
        label("guessed", "row_7")


def test_loading_the_evidence_imports_no_heavy_package():
    code = "import sys, sim.evidence as e; e.facts(); sys.exit(bool({'pandas', 'numpy'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_packaged_data_is_preferred_to_the_folder_beside_the_package(tmp_path, monkeypatch):
    monkeypatch.setattr(places, "_PACKAGE", tmp_path / "sim")
    (tmp_path / "calibration").mkdir()
    assert places.repository_or_package_data("calibration") == tmp_path / "calibration"
    (tmp_path / "sim" / "_data" / "calibration").mkdir(parents=True)
    expected = tmp_path / "sim" / "_data" / "calibration"
    assert places.repository_or_package_data("calibration") == expected


def test_a_missing_data_folder_names_both_places_and_a_cure(tmp_path, monkeypatch):
    monkeypatch.setattr(places, "_PACKAGE", tmp_path / "sim")
    with pytest.raises(FileNotFoundError, match=r"neither at .*_data.* nor at .*Install the package again"):
        places.repository_or_package_data("calibration")
