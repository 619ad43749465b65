"""Cards: what a notebook shows of scenarios, models and results."""

import re
from html.parser import HTMLParser

import pytest

import sim
from sim.calibration.posterior import shipped
from sim.indicators.registry import indicators
from sim.levers.registry import lever_types
from sim.texts.bilingual import LANGUAGES, Bilingual

KEYS = re.compile(r"\b(?:" + "|".join(key for key in [*indicators(), *lever_types()] if "_" in key) + r")\b")
HAN = re.compile(r"[\u4e00-\u9fff]")


class Text(HTMLParser):
    """Collects text, and the tags that are open at the end."""

    def __init__(self, html):
        super().__init__()
        self.words, self.open = [], []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.words.append(data)


@pytest.fixture(scope="module")
def shown(tmp_path_factory):
    folder = tmp_path_factory.mktemp("cards")
    baseline = sim.load_scenario("no-policy").with_horizon("2023-01", "2023-12")
    policy = baseline.with_levers("joint_rd", "verify_action", start="2023-01").with_parameters({"pilot.cost": 3.0})
    short = baseline.with_horizon("2023-01", "2023-02"), policy.with_horizon("2023-01", "2023-02")
    model = sim.MetroModel(policy, rng=3)
    model.step()
    ranges = {"alliances.cost": (3.0, 12.0)}
    found = {
        "scenario": policy,
        "run": sim.simulate(short[0], seed=1),
        "failed run": sim.simulate(short[0], seed=1, parameters={"nothing.known": 1.0}),
        "model": model,
        "comparison": sim.compare(short, replicates=2, results=folder / "comparison"),
        "sensitivity": sim.sensitivity(short[0], [short[1]], ranges, size=2, replicates=1, results=folder / "sensitivity"),
        "attribution": sim.attribute(short[1], baseline=short[0], replicates=1, results=folder / "attribution"),
        "forecast": sim.forecast(baseline, draws=2, results=folder / "forecast"),
        "posterior": shipped(),
    }
    stored = {f"stored {path.name}": sim.open_results(path) for path in sorted(folder.iterdir())}
    return found | stored


NAMES = (
    "scenario", "run", "failed run", "model", "comparison", "sensitivity", "attribution", "forecast", "posterior",
    "stored comparison", "stored sensitivity", "stored attribution", "stored forecast",
)  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_a_card_has_whole_markup_one_line_of_text_and_no_keys_of_indicators_or_levers(shown, name, language):
    card = shown[name].card(language)
    read = Text(card._repr_html_())
    assert read.open == []
    text = " ".join(read.words)
    assert not KEYS.search(text.replace("joint_rd", "", 2) if name == "failed run" else _without_names(text)), text
    assert "\n" not in repr(card)
    assert bool(HAN.search(repr(card))) == (language == "zh") or name in ("failed run",)


def _without_names(text):
    """Text without the name under which a scenario is loaded: it names levers because it is the key of a copy made in Python."""
    return re.sub(r"no-policy\+joint_rd\+verify_action", "", text)


@pytest.mark.parametrize("name", NAMES)
def test_what_is_printed_is_the_card_in_the_language_of_the_session(shown, name, monkeypatch):
    monkeypatch.setenv("METROSIM_LANG", "zh")
    assert repr(shown[name]) == str(shown[name]) == repr(shown[name].card("zh"))
    assert shown[name]._repr_html_() == shown[name].card("zh")._repr_html_()


@pytest.mark.parametrize("name", NAMES)
def test_a_card_leaves_text_and_paper_to_the_theme_of_the_notebook(shown, name):
    html = shown[name]._repr_html_()
    assert set(re.findall(r"(?<![-\w])color:([^;\"]+)", html)) <= {"inherit"}
    assert set(re.findall(r"background(?:-color)?:([^;\"]+)", html)) <= {"transparent"}


def test_words_of_a_scenario_never_become_markup():
    scenario = sim.load_scenario("no-policy").named("mine", Bilingual("<script>alert(1)</script>", "<b>坏</b>"))
    for language in LANGUAGES:
        html = scenario.card(language)._repr_html_()
        assert "<script" not in html
        assert "<b>" not in html


def test_a_scenario_shows_money_with_its_unit_and_of_other_terms_those_that_differ():
    scenario = sim.load_scenario("no-policy").with_levers("joint_rd", start="2023-01", cap="800万")
    assert "8 million CNY" in scenario.card("en")._repr_html_()
    assert "800万元" in scenario.card("zh")._repr_html_()
    assert "Ratio" not in scenario.card("en")._repr_html_()


def test_a_comparison_shows_the_same_reading_live_and_stored(shown):
    rows = [re.search(r"<tbody>.*?</tbody>", shown[name]._repr_html_())[0] for name in ("comparison", "stored comparison")]
    assert rows[0] == rows[1]


@pytest.mark.parametrize("name", ["effects", "ladders"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_figure_is_shown_as_png_and_saved_for_print(shown, name, language, tmp_path):
    picture = shown["stored comparison"].figure(name, language)
    assert picture._repr_png_()[:8] == b"\x89PNG\r\n\x1a\n"
    if name == "effects":
        assert b"<svg" in picture.save(tmp_path / "a.svg").read_bytes()
        assert picture.save(tmp_path / "a.pdf").read_bytes()[:5] == b"%PDF-"


def test_an_unknown_figure_lists_those_that_exist(shown):
    assert "fans" in shown["stored forecast"].figures
    with pytest.raises(KeyError, match="shares"):
        shown["stored attribution"].figure("share")
