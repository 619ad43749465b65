from pathlib import Path

import pytest

from sim import load_scenario
from tests.browser.steps import figures, follow, month, restart, slide, step, upload

EVERY_PAGE = ("/", "/compare", "/sweep", "/flows", "/evidence")
SCENARIO = """
title: {en: "<img src=x onerror=window.hurt=1>", zh: "<script>window.hurt=1</script>试验"}
description: {en: "<b onmouseover=window.hurt=1>bold</b>", zh: "试验"}
base: baseline-2022
levers:
  transfer_agencies: {start: 2023-01, reward: 5%}
"""


@pytest.mark.parametrize("path", EVERY_PAGE)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_page_opens_in_both_languages(open_page, path, language):
    page = open_page(path, language=language, width=1920 if language == "zh" else 1280, height=1080 if language == "zh" else 800)
    titles = {"en": "Shenyang Metropolitan Circle", "zh": "沈阳都市圈"}
    page.wait_for_selector(f".brand:has-text('{titles[language]}')")
    assert page.evaluate("window.brands.size") == 1, "the page was drawn in one language and then in another"
    assert page.locator(".head nav a.here").count() == 1
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth + 1"), "the page is wider than the window"


def test_a_step_lives_one_month_and_draws_it(page):
    before = page.inner_html("[data-picture=turnover] svg")
    step(page, 3)
    assert month(page) == 3
    assert page.inner_html("[data-picture=turnover] svg") != before


def test_a_restart_gives_the_same_run_again(page):
    step(page, 2)
    first = figures(page)
    restart(page)
    step(page, 2)
    assert figures(page) == first


def test_another_seed_gives_another_run(page):
    step(page, 2)
    first = figures(page)
    page.fill("[data-field=seed]", "77")
    page.press("[data-field=seed]", "Tab")
    restart(page)
    step(page, 2)
    assert figures(page) != first


def test_play_goes_on_until_it_is_paused(page):
    page.click("[data-press=play]")
    page.wait_for_function("Number(document.querySelector('[data-month]').dataset.month) >= 3")
    page.click("[data-press=play]")
    page.wait_for_selector("[data-press=step]:enabled")
    assert 3 <= month(page) < 60


def test_a_slider_acts_at_the_restart_and_stays_where_it_was_put(page):
    before = page.get_attribute("[data-field='pilot_equipment.ratio']", "aria-valuetext")
    chosen = slide(page, "pilot_equipment.ratio", ["ArrowRight"] * 4)
    assert chosen != before
    page.wait_for_selector(".notice.tone-warning")
    restart(page)
    page.wait_for_selector(".notice.tone-warning", state="detached")
    assert page.get_attribute("[data-field='pilot_equipment.ratio']", "aria-valuetext") == chosen


def test_a_lever_can_be_added_and_removed(page):
    page.select_option("[data-field=add-lever]", "transfer_agencies")
    page.wait_for_selector("[data-press=remove-transfer_agencies]")
    page.click("[data-press=remove-pilot_equipment]")
    page.wait_for_selector("[data-press=remove-pilot_equipment]", state="detached")
    restart(page)


def test_a_saved_scenario_says_what_the_sliders_say(page, tmp_path):
    slide(page, "pilot_equipment.ratio", ["End"])
    page.wait_for_selector(".notice.tone-warning")
    with page.expect_download() as waiting:
        page.click("[data-press=save]")
    path = Path(tmp_path / "mine.yaml")
    waiting.value.save_as(path)
    assert load_scenario(path).terms("pilot_equipment").ratio == 1.0


def test_a_scenario_file_is_loaded_and_its_words_are_not_run(page):
    upload(page, "mine.yaml", SCENARIO.encode())
    page.wait_for_selector("h2:has-text('onerror')")
    page.wait_for_selector("[data-press=remove-transfer_agencies]")
    step(page)
    assert page.evaluate("window.hurt") is None


BROKEN = (
    (b"title: {en: a, zh: b}\nbase: baseline-2022\nlevers: {launch_fnd: {}}\n", "launch_fund"),
    (b"\xff\xfe\x00binary", "no text"),
    (b"# " + b"x" * 300_000, "larger than"),
    (b"a: &a [*a]", "not loaded"),
)


def test_broken_files_are_refused_in_words(page):
    for content, told in BROKEN:
        upload(page, "broken.yaml", content)
        page.wait_for_selector(f".notice.tone-error:has-text('{told}')")
    step(page)


def test_a_click_shows_city_firm_and_result(page):
    step(page, 2)
    follow(page, "[data-pick='city:1']", "[data-inspect=title]:has-text('Anshan')")
    follow(page, "[data-press^='firm:']", "[data-inspect=title]:has-text('Enterprise')")
    follow(page, "[data-pick='city:0']", "[data-inspect=title]:has-text('Shenyang')")
    follow(page, "[data-press^='platform:']", ".inspect :text('Researchers')")
    follow(page, "[data-press^='result:']", ".inspect .steps li")


def test_the_language_changes_without_losing_the_run(page):
    step(page, 2)
    page.click("[data-press=language]")
    page.wait_for_selector(".brand:has-text('沈阳都市圈')")
    page.wait_for_selector(".kpis:has-text('科技企业')")
    assert page.evaluate("document.documentElement.lang") == "zh-CN"
    assert month(page) == 2


def test_the_colours_change_from_light_to_dark(page):
    colour = "getComputedStyle(document.querySelector('.metro')).backgroundColor"
    light = page.evaluate(colour)
    page.click("[data-press=theme]")
    page.wait_for_function(f"{colour} !== '{light}'")


def test_a_picture_is_saved_in_three_forms(page, tmp_path):
    step(page)
    for kind, start in (("PNG", b"\x89PNG"), ("SVG", b"<svg"), ("CSV", b"\xef\xbb\xbfMonth")):
        with page.expect_download() as waiting:
            page.click(f"[data-picture=turnover] button:has-text('{kind}')")
        waiting.value.save_as(tmp_path / kind)
        saved = (tmp_path / kind).read_bytes()
        assert saved.startswith(start)
        assert b"var(--" not in saved


def test_two_sessions_stay_separate(open_page):
    first, second = open_page("/"), open_page("/", language="zh")
    for one in (first, second):
        one.wait_for_selector("[data-kpi=firms]")
    step(first, 3)
    step(second)
    assert (month(first), month(second)) == (3, 1)
    assert "Technology" in first.inner_text(".kpis")
    assert "科技企业" in second.inner_text(".kpis")


def test_a_narrow_window_shows_everything_one_below_the_other(open_page):
    page = open_page("/", width=420, height=860)
    page.wait_for_selector("[data-kpi=firms]")
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth + 1")
    step(page)


def test_controls_are_reached_by_keyboard(page):
    names = set()
    for _ in range(16):
        page.keyboard.press("Tab")
        names.add(page.evaluate("document.activeElement.dataset.press || document.activeElement.dataset.field || document.activeElement.tagName"))
    assert {"A", "language", "theme", "scenario", "play", "step"} <= names
