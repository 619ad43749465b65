"""The notebooks run from the first cell to the last, and lie in the repository without what they printed."""

import os
import re
from pathlib import Path

import pytest

nbformat = pytest.importorskip("nbformat", reason="notebooks need the extra `notebooks`")
nbclient = pytest.importorskip("nbclient", reason="notebooks need the extra `notebooks`")
pytest.importorskip("xarray", reason="notebooks need the extra `notebooks`")

ROOT = Path(__file__).parents[2]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
SMALL = {"PAIRS": "2", "END": "2024-03", "EFFORT": "2", "WORKERS": "1"}
OTHER = {"03": {"PAIRS": "1"}, "04": {"PAIRS": "1", "EFFORT": "4"}, "05": {"END": "2023-12"}}
"""What a notebook takes instead: many points need few pairs, a forecast needs a whole year."""
HAN = re.compile(r"[\u4e00-\u9fff]")


def read(path):
    return nbformat.read(path, as_version=4)


def prose(path):
    return [cell.source for cell in read(path).cells if cell.cell_type == "markdown"]


def test_there_are_seven_notebooks_numbered_from_one():
    assert [path.name[:2] for path in NOTEBOOKS] == [f"{number:02d}" for number in range(1, 8)]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_lies_in_git_without_outputs_and_without_execution_counts(path):
    code = [cell for cell in read(path).cells if cell.cell_type == "code"]
    assert code
    assert not [cell.id for cell in code if cell.outputs or cell.execution_count is not None]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_every_heading_and_every_section_of_a_notebook_speaks_both_languages(path):
    for text in prose(path):
        heading, _, below = text.partition("\n")
        if heading.startswith("#") and heading.lstrip("# 0123456789.") not in ("EMA Workbench", "SALib", "R"):
            assert HAN.search(heading), heading
            assert re.search("[A-Za-z]{3}", heading), heading
        paragraphs = re.sub(r"```.*?```|`[^`]*`", "", below if heading.startswith("#") else text, flags=re.DOTALL).strip().split("\n\n")
        assert len(paragraphs) == 2, heading
        assert not HAN.search(paragraphs[0]), heading
        assert HAN.search(paragraphs[1]), heading


@pytest.mark.slow
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_runs_from_the_first_cell_to_the_last(path, tmp_path, monkeypatch):
    for name, value in (SMALL | OTHER.get(path.name[:2], {})).items():
        monkeypatch.setenv(f"METROSIM_NOTEBOOK_{name}", value)
    monkeypatch.setenv("METROSIM_LANG", "en")
    monkeypatch.setenv("METROSIM_PLUGINS", "")
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]))
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path / "ipython"))
    notebook = read(path)
    client = nbclient.NotebookClient(notebook, timeout=300, kernel_name="python3", resources={"metadata": {"path": str(tmp_path)}})
    client.execute()
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert all(cell.execution_count for cell in code)
    complaints = [out.text for cell in code for out in cell.outputs if out.output_type == "stream" and out.name == "stderr"]
    assert complaints == []


def test_the_notebook_on_other_tools_names_columns_that_the_tables_have():
    from sim.indicators.registry import indicators
    from sim.runs.frames import indicator_frame

    code = re.search(r"```r\n(.*?)```", "\n".join(prose(NOTEBOOKS[6])), re.DOTALL)[1]
    assert set(re.findall(r'indicator == "(\w+)"', code)) <= set(indicators())
    columns = set(indicator_frame(()).columns)
    assert {"indicator", "region", "scenario", "replicate", "month", "value"} <= columns
