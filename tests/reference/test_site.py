"""The documentation site builds strictly and asks nothing of the outside."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

import sim

pytest.importorskip("mkdocstrings", reason="the site needs the extra `docs`")
ROOT = Path(__file__).parents[2]
OUTSIDE = r"""["']?(?:https?:)?//"""
LOADED = re.compile(rf"""<(?:script|img|iframe)[^>]*\ssrc={OUTSIDE}|<link(?=[^>]*rel=["']?(?:stylesheet|preconnect|icon))[^>]*href={OUTSIDE}""")


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    folder = tmp_path_factory.mktemp("site")
    line = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(folder)]
    built = subprocess.run(line, cwd=ROOT, capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stdout + built.stderr
    return folder


@pytest.mark.slow
def test_no_page_loads_anything_from_outside(site):
    pages = sorted(site.rglob("*.html"))
    assert len(pages) > 20
    assert not [page.name for page in pages if LOADED.search(page.read_text(encoding="utf-8"))]


@pytest.mark.slow
def test_every_public_name_is_on_the_page_of_the_api(site):
    page = (site / "reference" / "api.html").read_text(encoding="utf-8")
    assert [name for name in sim.__all__ if not name.startswith("__") and f">sim.{name}<" not in page] == []
