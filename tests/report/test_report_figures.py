import re

import pytest

from sim.report.figures import fonts
from sim.report.figures.album import Album
from sim.report.figures.effects import MAIN
from sim.report.figures.flow_values import largest_changes, largest_flows, transfers
from sim.report.figures.fonts import can_draw
from sim.report.figures.funnel import STAGES
from sim.report.figures.gallery import GALLERY
from sim.report.figures.palette import looks
from sim.report.figures.press import inline
from sim.report.names import indicator_name
from sim.report.sections.pictures import alternative_text, picture
from sim.report.words import report_texts
from sim.texts.bilingual import LANGUAGES


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", GALLERY)
def test_every_figure_is_drawn_in_both_languages(pages, key, language):
    folder = pages[language].parent / "figures"
    svg = (folder / f"{key}.{language}.svg").read_text(encoding="utf-8")
    assert svg.count("<text") > 10, "text of a figure stays text"
    if can_draw(language):
        assert (folder / f"{key}.{language}.png").stat().st_size > 20_000


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", GALLERY)
def test_every_figure_has_title_caption_and_description(comparison, key, language):
    assert {f"figures.{key}.{part}" for part in ("title", "caption", "alt")} <= set(report_texts(language))
    assert len(alternative_text(key, comparison, language)) > 40


def test_a_chinese_figure_carries_chinese_titles_as_text(pages):
    svg = (pages["zh"].parent / "figures" / "effects.zh.svg").read_text(encoding="utf-8")
    assert all(indicator_name(key, "zh")[:4] in svg for key in MAIN)


def test_a_figure_is_the_same_when_it_is_drawn_again(comparison, tmp_path):
    one = picture("costs", comparison, "en")
    assert Album(tmp_path, "en").svg(one) == Album(tmp_path, "en").svg(one)


def test_without_a_chinese_font_the_svg_is_written_and_the_png_is_left_out(comparison, tmp_path, monkeypatch):
    monkeypatch.setattr(fonts, "chinese_family", lambda: None)
    Album(tmp_path, "zh").svg(picture("effects", comparison, "zh"))
    assert [file.name for file in tmp_path.iterdir()] == ["effects.zh.svg"]
    assert indicator_name("converted_results", "zh") in (tmp_path / "effects.zh.svg").read_text(encoding="utf-8")


def test_names_inside_a_figure_do_not_meet_those_of_another(comparison):
    file = '<?xml version="1.0"?>\n<svg viewBox="0 0 1 1"><g id="a"><use xlink:href="#a"/><path clip-path="url(#a)"/></g></svg>'
    assert inline(file, "one") != inline(file, "two")
    assert set(re.findall(r'#?one-a|"#?a"', inline(file, "one"))) == {"one-a", "#one-a"}


def test_neutral_colours_of_a_figure_follow_the_theme_of_the_page(pages):
    html = pages["en"].read_text(encoding="utf-8")
    drawings = html[html.index("<main") :]
    assert "var(--figure-ink)" in drawings
    assert "#1f2933" not in drawings


def test_no_two_scenarios_look_alike_in_a_figure(comparison, monkeypatch):
    policies = [f"policy-{number}" for number in range(12)]
    monkeypatch.setattr(type(comparison), "policies", property(lambda self: policies))
    assert len(set(looks(comparison).values())) == len(policies) + 1


def test_the_flow_map_leaves_out_what_stays_at_home_and_what_never_touches_the_circle(comparison):
    table = transfers(comparison)
    flows = largest_flows(table, comparison.baseline) + largest_changes(table, comparison.baseline, comparison.policies[0])
    assert flows
    assert all(flow.origin != flow.destination for flow in flows)
    assert {flow.direction for flow in flows} == {"inside", "leaving", "coming"}


def test_the_funnel_compares_only_runs_that_both_scenarios_finished(pages, comparison):
    """The effect in the figure is the paired one although a run of the third policy failed."""
    effects = comparison.effects
    row = effects[(effects["policy"] == "transfer-agencies") & (effects["indicator"] == STAGES[3]) & (effects["region"] == "circle")]
    percent = 100 * row["effect"].iloc[0] / row["baseline_mean"].iloc[0]
    svg = (pages["en"].parent / "figures" / "funnel.en.svg").read_text(encoding="utf-8")
    assert f"({percent:+.1f}%)" in svg
