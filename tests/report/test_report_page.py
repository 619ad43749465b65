import re

import pandas as pd
import pytest
from reader import Page

from sim.evidence import OUTSIDE
from sim.indicators.registry import indicators
from sim.levers.registry import lever_types
from sim.report import write_report
from sim.report.figures import gallery
from sim.report.sections import pictures
from sim.texts.bilingual import LANGUAGES

MEBIBYTES = 1024 * 1024
HOSTILE = "<script>alert(1)</script> & <b>bold</b> $x_1$ {braces}"


@pytest.fixture
def one_figure_only(monkeypatch):
    """Draw a single figure, for tests that look at the text."""
    monkeypatch.setattr(pictures, "GALLERY", {"effects": gallery.GALLERY["effects"]})


@pytest.fixture(params=LANGUAGES)
def page(request, pages) -> Page:
    return Page(pages[request.param].read_text(encoding="utf-8"))


def test_the_report_names_no_raw_identifier(page):
    assert re.findall(r"\b[a-z]+(?:_[a-z0-9]+)+\b", page.text) == []
    hidden = {"launch-fund", "pilot-equipment", "baseline-2022", *indicators(), *lever_types()} - {
        key for key in indicators() if key in {"firms", "leading", "gazelle", "unicorn", "platforms", "talent", "revenue", "alliances",
                                              "leakage", "entries", "exits", "srdi"}
    }  # fmt: skip
    words = set(re.findall(r"[\w-]+", page.text))
    assert words & (hidden | {key for key in OUTSIDE if key != "abroad"}) == set()


def test_no_request_leaves_the_page(page, pages):
    assert all(address.startswith("#") for address in page.addresses)
    assert not {"script", "link", "img", "iframe", "object", "base"} & set(page.tags)
    for path in pages.values():
        html = path.read_text(encoding="utf-8")
        assert "http://" not in html
        assert "https://" not in html
        assert "@import" not in html
        assert all(target.startswith("#") for target in re.findall(r"url\(([^)]*)\)", html))


def test_every_name_in_the_page_is_unique_and_every_link_finds_its_place(page):
    assert len(page.ids) == len(set(page.ids))
    assert {address.removeprefix("#") for address in page.addresses} <= set(page.ids)


def test_the_page_is_small_enough_to_send(pages):
    assert all(path.stat().st_size < 3 * MEBIBYTES for path in pages.values())


def test_headings_descend_one_step_at_a_time(page):
    levels = [int(tag[1]) for tag in page.tags if re.fullmatch(r"h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in zip(levels, levels[1:], strict=False))


@pytest.mark.usefixtures("one_figure_only")
@pytest.mark.parametrize("language", LANGUAGES)
def test_text_from_files_is_escaped(rewrite_manifest, language, tmp_path):
    def spoil(manifest):
        for scenario in manifest["scenarios"].values():
            scenario["title"] = scenario["description"] = {"en": HOSTILE, "zh": HOSTILE}
            scenario["source"] = HOSTILE
            scenario["levers"] = {HOSTILE: {HOSTILE: HOSTILE}}
        manifest["command"] = manifest["version"] = manifest["commit"] = manifest["seeds"] = HOSTILE

    html = write_report(rewrite_manifest(spoil), language, out=tmp_path)[0].read_text(encoding="utf-8")
    tags = Page(html).tags
    assert "script" not in tags
    assert "b" not in tags
    assert "alert(1)" in html


def test_a_failed_run_is_listed_with_the_command_that_replays_it(page, pages):
    assert "the ledger is out of balance <by 1 fen> & stopped" in page.text
    assert "metrosim run transfer-agencies --seed 1005" in pages["en"].read_text(encoding="utf-8")


def test_the_command_that_made_the_comparison_can_be_copied_from_the_page(pages):
    assert "<pre><code>metrosim compare baseline-2022 launch-fund" in pages["zh"].read_text(encoding="utf-8")


def test_money_is_in_yi_and_wan_in_chinese_and_in_million_cny_in_english(pages):
    english, chinese = (Page(pages[one].read_text(encoding="utf-8")).text for one in ("en", "zh"))
    assert "million CNY" in english
    assert "66,000 million CNY" in english
    assert "660亿元" in chinese
    assert "万元" in chinese
    assert "million" not in chinese.replace("5,000 million CNY", "").replace("10 million CNY", "")


def test_the_table_of_all_effects_opens_in_a_spreadsheet(pages, comparison):
    path = pages["zh"].parent / "effects.zh.csv"
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    table = pd.read_csv(path)
    assert len(table) == len(comparison.effects)
    assert "转化成果" in set(table["indicator_title"])


@pytest.mark.usefixtures("one_figure_only")
def test_the_page_lies_in_the_folder_of_the_comparison_unless_told_otherwise(own_copy):
    assert write_report(own_copy, "zh") == [own_copy / "report.zh.html"]
    assert (own_copy / "figures" / "effects.zh.svg").is_file()
    assert (own_copy / "effects.zh.csv").is_file()
