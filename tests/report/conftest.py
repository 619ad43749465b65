import json
import shutil
from pathlib import Path

import pytest
from sample import write_sample

from sim.report import write_report
from sim.report.comparison import Comparison
from sim.texts.bilingual import LANGUAGES


@pytest.fixture(scope="session")
def sample_folder(tmp_path_factory) -> Path:
    """A stored comparison; tests must not change it."""
    return write_sample(tmp_path_factory.mktemp("comparison"))


@pytest.fixture(scope="session")
def comparison(sample_folder) -> Comparison:
    return Comparison(sample_folder)


@pytest.fixture(scope="session")
def pages(sample_folder, tmp_path_factory) -> dict[str, Path]:
    """The page of the sample in each language, figures beside it."""
    out = tmp_path_factory.mktemp("report")
    return {one: write_report(sample_folder, one, out=out)[0] for one in LANGUAGES}


@pytest.fixture
def own_copy(sample_folder, tmp_path) -> Path:
    """A copy of the sample that a test may spoil."""
    return Path(shutil.copytree(sample_folder, tmp_path / "copy"))


@pytest.fixture
def rewrite_manifest(own_copy):
    """Change the manifest of the copy by a function and return its folder."""

    def rewrite(change) -> Path:
        path = own_copy / "manifest.json"
        manifest = json.loads(path.read_text(encoding="utf-8"))
        change(manifest)
        path.write_text(json.dumps(manifest, ensure_ascii=False), encoding="utf-8")
        return own_copy

    return rewrite
