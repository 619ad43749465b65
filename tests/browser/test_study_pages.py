from tests.browser.steps import step


def every_picture_is_saved_as_a_table(page):
    assert page.locator(".picture").count() == page.locator(".picture-tools button:has-text('CSV')").count() > 0


def test_a_comparison_is_started_watched_and_shown(open_page, results):
    page = open_page("/compare")
    page.fill("[data-field=replicates]", "2")
    page.press("[data-field=replicates]", "Tab")
    page.click("[data-press=drop-verify-and-pilot]")
    page.wait_for_selector("[data-press=drop-verify-and-pilot]", state="detached")
    page.click("[data-press=start-comparison]")
    page.wait_for_selector("[data-study=running]")
    page.wait_for_selector("[data-picture=effects]")
    drawn = page.text_content("[data-picture=effects] svg")
    assert all(part in drawn for part in ("Transfer agencies", "mean and its 95% interval", "central 95% of pairs"))
    page.wait_for_selector("[data-picture=effect-over-time]")
    every_picture_is_saved_as_a_table(page)
    page.select_option("[data-field=indicator]", "high_tech")
    page.wait_for_selector("[data-picture=effects] h3:has-text('High-tech')")
    assert list(results.glob("browser-comparison-*/manifest.json"))


def test_a_study_is_cancelled_and_keeps_its_finished_runs(open_page, results):
    page = open_page("/compare")
    page.fill("[data-field=replicates]", "60")
    page.press("[data-field=replicates]", "Tab")
    page.click("[data-press=start-comparison]")
    page.wait_for_selector("[data-study=running]:has-text('runs')")
    page.click("[data-press=cancel-study]")
    page.wait_for_selector(".notice.tone-warning:has-text('cancelled')")
    assert len(list((results / "store").glob("*/manifest.json"))) >= 1


def test_a_sweep_is_started_and_shown(open_page):
    page = open_page("/sweep")
    for name in ("points", "sweep-replicates"):
        page.fill(f"[data-field={name}]", "2")
        page.press(f"[data-field={name}]", "Tab")
    page.wait_for_selector("p:has-text('8 runs')")
    page.click("[data-press=start-sweep]")
    page.wait_for_selector("[data-picture=response-1]")
    assert page.locator("[data-picture=response-1] circle").count() == 2


def test_flows_follow_the_run_and_the_field_chosen(open_page):
    page = open_page("/flows")
    page.click("[data-press=to-the-end]")
    page.wait_for_selector("[data-picture=matrix]")
    every_picture_is_saved_as_a_table(page)
    before = page.inner_html("[data-picture=flows] svg")
    page.select_option("[data-field=field]", "3")
    page.wait_for_function("before => document.querySelector('[data-picture=flows] svg').innerHTML !== before", arg=before)
    page.click(".head nav a >> nth=0")
    page.wait_for_selector("[data-month='60']")


def test_the_evidence_is_searched(open_page):
    page = open_page("/evidence")
    all_rows = int(page.get_attribute("[data-found]", "data-found"))
    page.fill("[data-field=search]", "launch")
    page.wait_for_function("all => Number(document.querySelector('[data-found]').dataset.found) < all", arg=all_rows)
    assert page.locator(".table tbody tr").count() >= 1
    page.fill("[data-field=search]", "")
    page.wait_for_function("all => Number(document.querySelector('[data-found]').dataset.found) === all", arg=all_rows)
    for section in ("parameters", "population", "targets", "choices", "sources"):
        page.click(f"[data-press=section-{section}]")
        page.wait_for_selector(f"[data-press=section-{section}][aria-pressed=true]")
        page.wait_for_selector(".table tbody tr")


def test_the_evidence_keeps_the_words_searched_when_the_table_changes(open_page):
    page = open_page("/evidence")
    page.fill("[data-field=search]", "pilot")
    page.click("[data-press=section-parameters]")
    page.wait_for_selector("[data-press=section-parameters][aria-pressed=true]")
    page.wait_for_selector(".table tbody tr:has-text('ilot')")
    assert page.input_value("[data-field=search]") == "pilot"


def test_the_run_survives_a_visit_to_another_page(open_page):
    page = open_page("/")
    page.wait_for_selector("[data-kpi=firms]")
    step(page, 2)
    page.click(".head nav a >> nth=4")
    page.wait_for_selector("[data-found]")
    page.click(".head nav a >> nth=0")
    page.wait_for_selector("[data-month='2']")
