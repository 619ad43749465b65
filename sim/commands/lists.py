"""``metrosim scenarios``, ``levers``, ``indicators``, ``parameters``: what exists, with sources."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from sim.commands.failing import refuse
from sim.commands.formats import number
from sim.commands.options import CSV, JSON, LANG
from sim.commands.output import as_csv, as_json, explain_amounts, line, table
from sim.commands.words import default_language, word
from sim.texts.bilingual import Language

if TYPE_CHECKING:
    from sim.levers.lever import Assumption, Lever

EXAMPLES = """Examples:

metrosim levers --evidence

metrosim levers launch_fund --lang zh

metrosim parameters --group pilot --csv pilot.csv
"""


def scenarios(json: JSON = False, lang: LANG = None) -> None:
    """List the shipped scenarios. 列出情景。"""
    from sim.scenario.lookup import scenario_names
    from sim.scenario.resolve import load_scenario

    language: Language = lang or default_language()
    loaded = [load_scenario(name) for name in scenario_names()]
    if json:
        as_json([{"key": s.key, "title": s.title._asdict(), "description": s.description._asdict(), "source": s.source} for s in loaded])
        return
    rows = [(s.key, s.title.in_language(language), s.description.in_language(language)) for s in loaded]
    table([word(key, language) for key in ("key", "title", "summary")], rows)


def indicators(json: JSON = False, lang: LANG = None) -> None:
    """List the indicators with units. 列出指标。"""
    from sim.indicators.registry import indicators as register

    language: Language = lang or default_language()
    if json:
        as_json([{"key": i.key, "title": i.title._asdict(), "unit": i.unit._asdict(), "kind": i.kind, "better": i.better}
                 for i in register().values()])  # fmt: skip
        return
    rows = [(i.key, i.title.in_language(language), i.unit.in_language(language), word(i.kind, language)) for i in register().values()]
    table([word(key, language) for key in ("key", "title", "unit", "kind")], rows)


def parameters(
    group: Annotated[str | None, typer.Option("--group", help="Only the numbers of one process.")] = None,
    csv: CSV = None,
    json: JSON = False,
    lang: LANG = None,
) -> None:
    """List every free number: value, unit, range, how it is known, source. 列出全部参数。"""
    from sim.parameters.registry import parameters as register
    from sim.texts.names import label_name, unit_name
    from sim.texts.notes import note_text

    language: Language = lang or default_language()
    found = [p for p in register().values() if group is None or p.key.split(".")[0] == group]
    if not found:
        refuse(word("unknown_group", language, name=group, groups=", ".join(sorted({key.split(".")[0] for key in register()}))))
    headings = ("key", "title", "value", "unit", "range", "label", "source")
    rows = [
        (p.key, p.free.title.in_language(language), f"{p.free.default:g}", p.free.unit,
         f"{p.free.bounds[0]:g} .. {p.free.bounds[1]:g}", p.free.label, p.free.source)
        for p in found
    ]  # fmt: skip
    if csv is not None:
        as_csv(csv, headings, rows)
    if json:
        as_json([dict(zip(headings, row, strict=True)) for row in rows])
        return
    shown = [(*row[:3], unit_name(row[3], language), row[4], label_name(row[5], language), note_text(row[6], language)) for row in rows]
    table([word(key, language) for key in headings], shown, numbers=(2,))


def levers(
    key: Annotated[str | None, typer.Argument(help="Show the terms of one lever.")] = None,
    evidence: Annotated[bool, typer.Option("--evidence", help="Show the rows of the documents behind each lever.")] = False,
    json: JSON = False,
    lang: LANG = None,
) -> None:
    """List the levers, their documents, or the terms of one. 列出政策工具。"""
    from sim.levers.registry import lever_types

    language: Language = lang or default_language()
    register = lever_types()
    if key is not None and key not in register:
        refuse(word("unknown_lever", language, name=key))
    chosen = [register[key]] if key is not None else list(register.values())
    if json:
        as_json([_described(lever) for lever in chosen])
    elif evidence:
        _show_evidence(chosen, language)
    elif key is not None:
        _show_terms(chosen[0], language)
    else:
        _show_list(chosen, language)


def systems(json: JSON = False, lang: LANG = None) -> None:
    """List the 28 systems of the documents with what carries and what shows them. 列出系统。"""
    from sim.indicators.registry import indicators as measures
    from sim.systems import systems as register

    language: Language = lang or default_language()
    if json:
        as_json([
            {"key": s.key, "title": s.title._asdict(), "status": "works", "processes": s.processes, "levers": s.levers, "indicator": s.indicator}
            for s in register().values()
        ])  # fmt: skip
        return
    rows = [
        (s.key, s.title.in_language(language), word("works", language), ", ".join(s.processes), str(len(s.levers)),
         measures()[s.indicator].title.in_language(language))
        for s in register().values()
    ]  # fmt: skip
    table([word(name, language) for name in ("system", "title", "status", "process", "levers", "indicator")], rows, numbers=(4,))


def _described(lever: "type[Lever[Any]]") -> dict[str, Any]:
    return {
        "key": lever.key,
        "title": lever.title._asdict(),
        "summary": lever.summary._asdict(),
        "group": lever.group,
        "acts_on": lever.acts_on,
        "moves": lever.moves,
        "evidence": list(lever.evidence),
        "assumptions": [{**a._asdict(), "reason": a.reason._asdict()} for a in lever.assumptions],
        "terms": lever.terms_type.model_validate({}).model_dump(mode="json"),
    }


def _show_list(levers: "list[type[Lever[Any]]]", language: Language) -> None:
    from sim.report.names import process_name
    from sim.texts.names import lever_group_name

    rows = [
        (one.key, one.title.in_language(language), lever_group_name(one.group, language), process_name(one.acts_on, language),
         one.summary.in_language(language))
        for one in levers
    ]  # fmt: skip
    table([word(name, language) for name in ("key", "title", "group", "acts_on", "summary")], rows)


def _show_evidence(levers: "list[type[Lever[Any]]]", language: Language) -> None:
    from sim.evidence import lever_row
    from sim.texts.names import status_name, unit_name

    rows = []
    for lever in levers:
        for row_id in lever.evidence:
            row = lever_row(row_id)
            value = "-" if row.value is None else number(float(row.value))
            rows.append((lever.key, row.id, row.name.in_language(language), value, unit_name(row.unit, language),
                         status_name(row.status, language), f"{row.source} {row.locator}"))  # fmt: skip
    headings = [word(name, language) for name in ("lever", "document", "figure", "value", "unit", "status", "source")]
    table(headings, rows, numbers=(3,), whole=(0, 1))


def _show_terms(lever: "type[Lever[Any]]", language: Language) -> None:
    from sim.report.names import term_name

    line(f"{lever.title.in_language(language)}: {lever.summary.in_language(language)}")
    line("")
    assumed = {a.parameter: a for a in lever.assumptions}
    fields = lever.terms_type.model_fields
    rows = []
    for name, value in lever.terms_type.model_validate({}).model_dump(mode="json").items():
        assumption = assumed.get(name)
        meaning = term_name(name, language) if language == "zh" else fields[name].description or ""
        rows.append((name, _value(value), _assumed(assumption, language) if assumption else meaning))
    table([word(name, language) for name in ("key", "value", "summary")], rows)
    explain_amounts((row[1] for row in rows), language)


def _value(value: object) -> str:
    """Write a value of a term: nothing as a dash, a whole number without decimals."""
    if isinstance(value, float):
        return f"{value:g}"
    return "-" if value is None else str(value)


def _assumed(one: "Assumption", language: Language) -> str:
    from sim.scenario.declared import range_words
    from sim.texts.names import label_name

    colon, comma = ("：", "，") if language == "zh" else (": ", ", ")
    return f"{label_name('assumed', language)}{comma}{range_words(one.bounds, language)}{colon}{one.reason.in_language(language)}"
