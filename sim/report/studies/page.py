"""The page about a study: findings, figures, tables, failed runs, how to get the same numbers again."""

import json
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from matplotlib.figure import Figure

from sim.report.figures.press import printed
from sim.report.markup import Markup, bullets, code, element, joined, table
from sim.report.names import stage_name
from sim.report.studies import attribution, discovery, forecast, optimisation, sensitivity, sweep
from sim.report.studies.stored import StoredStudy
from sim.report.studies.view import View
from sim.report.words import report_text

VIEWS: Mapping[str, View] = {
    "sweep": sweep.VIEW,
    "sensitivity": sensitivity.VIEW,
    "attribution": attribution.VIEW,
    "optimisation": optimisation.VIEW,
    "discovery": discovery.VIEW,
    "forecast": forecast.VIEW,
}
_THEME = Path(__file__).resolve().parents[1] / "theme.css"
MOST_FAILED = 50
_NEEDED = {"ranking": "stability", "regret": "regret", "limits": "boxes"}
"""Figures that are drawn only if a table has rows."""


def study_page(study: StoredStudy, figures: Path) -> str:
    """Return the whole page; figure files go into the folder given."""
    view, language = VIEWS[study.kind], study.language
    figures.mkdir(parents=True, exist_ok=True)
    sections = {
        "findings": element("div", bullets(view.findings(study)), class_="findings"),
        "figures": joined(_picture(study, key, draw, figures) for key, draw in drawable(study).items()),
        "tables": joined(view.tables(study)),
        "failed": _failed(study),
        "reproduce": _reproduce(study),
    }
    titles = {key: report_text(f"study.section.{key}", language) for key in sections}
    links = [element("a", title, href=f"#{key}") for key, title in titles.items()]
    main = element("main", *(element("section", element("h2", titles[key]), inside, id=key) for key, inside in sections.items()))
    contents = element("nav", *links, aria_label=report_text("page.contents", language))
    body = element("body", _header(study), contents, main, _footer(study))
    return f"<!DOCTYPE html>\n{element('html', _head(study), body, lang='zh-CN' if language == 'zh' else 'en')}\n"


def drawable(study: StoredStudy) -> Mapping[str, Callable[[], Figure]]:
    """Return the figures of a study for which it has rows, ready to be drawn."""
    kept = {key: draw for key, draw in VIEWS[study.kind].figures.items() if key not in _NEEDED or len(study.table(_NEEDED[key]))}
    return {key: partial(draw, study) for key, draw in kept.items()}


def _head(study: StoredStudy) -> Markup:
    viewport = element("meta", name="viewport", content="width=device-width, initial-scale=1")
    scheme = element("meta", name="color-scheme", content="light dark")
    style = element("style", Markup(_THEME.read_text(encoding="utf-8")))
    return element("head", element("meta", charset="utf-8"), viewport, scheme, element("title", study.text("heading")), style)


def _header(study: StoredStudy) -> Markup:
    horizon = study.manifest["horizon"]
    subtitle = report_text("page.subtitle", study.language, start=horizon["start"], end=horizon["end"])
    return element("header", element("h1", study.text("heading")), element("p", subtitle))


def _footer(study: StoredStudy) -> Markup:
    lines = (report_text("page.caution", study.language), report_text("page.footer", study.language, version=study.manifest["version"]))
    return element("footer", joined(element("p", line) for line in lines))


def _picture(study: StoredStudy, key: str, draw: Callable[[], Figure], folder: Path) -> Markup:
    drawn = Markup(printed(f"{study.kind}-{key}", draw, study.language, folder))
    title, caption = study.text(f"figure.{key}.title"), study.text(f"figure.{key}.caption")
    drawing = element("div", drawn, class_="drawing", role="img", aria_label=f"{title}. {caption}")
    frame = element("div", drawing, class_="scroll", tabindex="0")
    return element("figure", element("h3", title), frame, element("figcaption", caption), id=f"figure-{key}")


def _failed(study: StoredStudy) -> Markup:
    language = study.language
    failed = study.runs[study.runs.state != "done"]
    if failed.empty:
        return element("p", report_text("table.failed.none", language))
    rows = [
        [str(row["scenario"]), str(row["replicate"]), str(row["seed"]), stage_name(str(row["stage"]), language), str(row["message"]),
         element("code", str(row["replay"]))]
        for row in failed.head(MOST_FAILED).to_dict("records")
    ]  # fmt: skip
    columns = (f"table.failed.{name}" for name in ("run", "seed", "stage", "message", "replay"))
    head = [report_text(key, language) for key in ("table.scenario", *columns)]
    count = report_text("study.failed", language, failed=len(failed), runs=len(study.runs))
    return joined([element("p", count), table(report_text("table.failed.caption", language), head, rows, numbers=(1, 2))])


def _reproduce(study: StoredStudy) -> Markup:
    m, language = study.manifest, study.language
    intro = element("p", report_text("reproduce.intro", language))
    facts = report_text("study.made", language, version=m["version"], data=m["data_version"], runs=f"{m['runs']:,}")
    plan = json.loads((study.folder / "plan.json").read_text(encoding="utf-8")) if (study.folder / "plan.json").is_file() else {}
    summary = element("summary", report_text("study.plan", language))
    settings = {key: value for key, value in plan.get("study", {}).items() if not isinstance(value, dict) or "address" not in value}
    folded = element("details", summary, code(json.dumps(settings, ensure_ascii=False, indent=1))) if plan else Markup("")
    return joined([intro, code(m["command"]), element("p", facts), folded])
