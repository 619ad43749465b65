"""``metrosim trace``: the life of one result or firm, in one or several policies."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, NamedTuple

import typer

from sim.commands.failing import refuse
from sim.commands.folders import read_study
from sim.commands.options import CSV, JSON, LANG, NUMBERS, SEED, checked_count
from sim.commands.output import as_csv, as_json, line, table
from sim.commands.words import default_language, word
from sim.texts.bilingual import Language

if TYPE_CHECKING:
    from sim.lives.choice import Candidate
    from sim.lives.event import Kind, Life
    from sim.scenario.types import Scenario
    from sim.studies.numbers import Numbers

EXAMPLES = """Examples:

metrosim trace baseline-2022 --cause funding --city shenyang

metrosim trace baseline-2022 launch-fund --result 6c0f8a1be23d5579

metrosim trace results/demo --firm 120 --lang zh
"""
IDENTITY = re.compile(r"[0-9a-f]{16}")


class Worlds(NamedTuple):
    """The runs in which a life is told: scenarios with one seed and the numbers of one replicate."""

    scenarios: tuple["Scenario", ...]
    seed: int
    numbers: "Numbers"
    replicate: int
    own: Mapping[str, float]

    def run_of(self, scenario: "Scenario") -> dict[str, Any]:
        """Seed and free numbers of the run of a scenario."""
        from sim.runs.seeds import replicate_seed
        from sim.studies.numbers import numbers_of

        numbers = numbers_of(self.numbers, scenario, self.replicate, self.own)
        return {"seed": replicate_seed(self.seed, self.replicate), "parameters": numbers}


def trace(
    scenarios: Annotated[list[str], typer.Argument(help="Names of scenarios, files, or the folder of one comparison.")],
    result: Annotated[str | None, typer.Option("--result", help="Birth identity of a result, or its number in the browser.")] = None,
    firm: Annotated[str | None, typer.Option("--firm", help="Birth identity of a firm, or its number in the browser.")] = None,
    firms: Annotated[bool, typer.Option("--firms", help="List firms instead of results.")] = False,
    fate: Annotated[
        Literal["open", "landed_circle", "landed_outside", "stopped", "alive", "left"] | None, typer.Option("--fate", help="List those of this fate.")
    ] = None,
    cause: Annotated[
        Literal["technical", "market", "funding"] | None, typer.Option("--cause", help="List results that stopped for this cause.")
    ] = None,
    city: Annotated[str | None, typer.Option("--city", help="List those born in this member.")] = None,
    most: Annotated[int, typer.Option("--most", help="Length of the list.")] = 12,
    replicate: Annotated[int, typer.Option("--replicate", min=0, help="Number of the run, counted from 0.")] = 0,
    seed: SEED = 1,
    numbers: NUMBERS = "posterior",
    csv: CSV = None,
    json: JSON = False,
    lang: LANG = None,
) -> None:
    """Tell the life of a result or firm, and why it stopped; in several policies, where its lives part. 追踪成果或企业。"""
    language: Language = lang or default_language()
    if result is not None and firm is not None:
        refuse(word("not_both", language, one="--result", other="--firm"))
    worlds = _worlds(scenarios, seed, numbers, replicate, language)
    named = result or firm
    kind: Kind = "firm" if firm is not None or (result is None and firms) else "result"
    if named is None:
        checked_count("--most", most, 1, 10_000, language)
        _list(worlds, kind, fate, cause, _member(city, language), most, csv, json, language)
        return
    lives = _lives(worlds, kind, named.lower(), language)
    if csv is not None:
        as_csv(csv, ("scenario", "month", "event", "text"), [(life.scenario, *row) for life in lives for row in _rows(life, language)])
    if json:
        as_json([{"scenario": one.scenario, "kind": one.kind, "identity": one.name, "events": [event.as_record() for event in one.events]}
                 for one in lives])  # fmt: skip
        return
    _show(lives, worlds, language)


def _worlds(given: list[str], seed: int, numbers: "Numbers", replicate: int, language: Language) -> Worlds:
    from sim.scenario.resolve import load_scenario

    if len(given) == 1 and Path(given[0]).is_dir():
        return _of_folder(Path(given[0]), replicate, language)
    return Worlds(tuple(load_scenario(name) for name in given), seed, numbers, replicate, {})


def _of_folder(folder: Path, replicate: int, language: Language) -> Worlds:
    from sim.studies.comparison import ComparisonStudy

    study = read_study(folder, language).study
    if not isinstance(study, ComparisonStudy):
        refuse(word("trace_comparison", language, path=folder))
    return Worlds(study.scenarios, study.seed, study.numbers, replicate, study.parameters)


def _member(city: str | None, language: Language) -> str | None:
    from sim.evidence import MEMBERS

    if city is not None and city not in MEMBERS:
        refuse(word("unknown_member", language, name=city, members=", ".join(MEMBERS)))
    return city


def _lives(worlds: Worlds, kind: "Kind", named: str, language: Language) -> "list[Life]":
    """The lives in those runs in which it is born; at least one."""
    from sim.lives import UnknownLifeError, identity_of, trace

    first = worlds.scenarios[0]
    lives = []
    try:
        given = IDENTITY.fullmatch(named)
        identity = int(named, 16) if given else identity_of(first, kind, int(named.replace(",", "")), **worlds.run_of(first))
    except (ValueError, UnknownLifeError):
        refuse(word(f"unknown_{kind}", language, name=named))
    for scenario in worlds.scenarios:
        try:
            lives.append(trace(scenario, kind, identity, **worlds.run_of(scenario)))
        except UnknownLifeError:
            continue
    if not lives:
        refuse(word(f"unknown_{kind}", language, name=named))
    return lives


def _rows(life: "Life", language: Language) -> list[tuple[str, str, str]]:
    from sim.texts.numbers import month_words

    return [(month_words(event.month, language), event.what, event.told(language)) for event in life.events]


def _show(lives: "list[Life]", worlds: Worlds, language: Language) -> None:
    """What the lives share is told once, then each way by itself."""
    titles = {scenario.key: scenario.title.in_language(language) for scenario in worlds.scenarios}
    told = [_rows(life, language) for life in lives]
    shared = _shared(told)
    line(word(f"life_of_{lives[0].kind}", language, name=lives[0].name, number=f"{lives[0].row + 1:,}"))
    _lines(told[0][:shared])
    alike = all(len(rows) == shared for rows in told)
    for life, rows in zip(lives, told, strict=True):
        if not alike:
            line("")
            line(word("life_in", language, title=titles[life.scenario]))
            _lines(rows[shared:])
    if alike and len(lives) > 1:
        line(word("life_same", language))
    missing = [titles[one.key] for one in worlds.scenarios if one.key not in {life.scenario for life in lives}]
    if missing:
        line("")
        line(word("life_missing", language, titles=", ".join(missing)))


def _lines(rows: list[tuple[str, str, str]]) -> None:
    for month, _, told in rows:
        line(f"  {month}  {told}")


def _shared(told: list[list[tuple[str, str, str]]]) -> int:
    """Number of lines from the beginning that all lives have in common."""
    together = 0
    for rows in zip(*told, strict=False):
        if any(row != rows[0] for row in rows):
            break
        together += 1
    return together


def _list(
    worlds: Worlds, kind: "Kind", fate: str | None, cause: str | None, city: str | None, most: int, csv: Path | None, json: bool, language: Language
) -> None:
    from sim.lives import choose

    scenario = worlds.scenarios[0]
    found = choose(
        scenario, kind, fate=fate, cause=cause, city=city, most=most, born_from=scenario.horizon.start if kind == "result" else None,
        **worlds.run_of(scenario),
    )  # fmt: skip
    headings = [word(key, language) for key in ("identity", "born", "region", "field", "fate", "ended")]
    rows = [_row(one, language) for one in found]
    if csv is not None:
        as_csv(csv, headings, rows)
    if json:
        as_json([{**one._asdict(), "identity": one.name} for one in found])
        return
    table(headings, rows)
    line("")
    line(word("trace_hint" if found else "trace_nothing", language, kind=kind, name=found[0].name if found else ""))


def _row(one: "Candidate", language: Language) -> tuple[str, ...]:
    from sim.evidence import MEMBERS
    from sim.lives.results import field, region
    from sim.texts.catalogue import text
    from sim.texts.numbers import month_words
    from sim.world.columns import NEVER

    fate = word(f"fate_{one.fate}", language) if one.fate in ("alive", "left") else text(f"word.fate.{one.fate}", language)
    if one.cause != "no_cause":
        fate = word("fate_with_cause", language, fate=fate, cause=text(f"word.cause.{one.cause}", language))
    ended = "" if one.ended >= NEVER else month_words(one.ended, language)
    city = text(region(MEMBERS.index(one.city)), language)
    return one.name, month_words(one.born, language), city, field(one.field)[language], fate, ended
