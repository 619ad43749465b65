"""``metrosim show``, ``check``, ``new`` and ``schema``: scenario files."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sim.commands.failing import BAD_INPUT, refuse
from sim.commands.formats import number
from sim.commands.options import JSON, LANG, SEED
from sim.commands.output import as_json, explain_amounts, line, needs_units_explained, note, table
from sim.commands.words import default_language, word
from sim.texts.bilingual import Language
from sim.texts.numbers import per_cent_text

if TYPE_CHECKING:
    from sim.scenario.types import Scenario

OFFERED = ("launch_fund", "mode325")
"""Levers that a new file offers as an example: the first that it does not hold."""
SCHEMA_FOLDER = Path("docs/schema")
SHOW_EXAMPLES = """Examples:

metrosim show launch-fund

metrosim show launch-fund --lever launch_fund

metrosim show baseline-2022 --population --lang zh
"""
CHECK_EXAMPLES = """Examples:

metrosim check my-policy.yaml other.yaml
"""
NEW_EXAMPLES = """Examples:

metrosim new my-policy --from launch-fund
"""


def show(
    scenario: Annotated[str, typer.Argument(help="Name of a shipped scenario, or a file.")],
    population: Annotated[bool, typer.Option("--population", help="Build the world and print targets beside what was built.")] = False,
    lever: Annotated[str | None, typer.Option("--lever", help="Only the terms of one lever of the scenario.")] = None,
    seed: SEED = 1,
    json: JSON = False,
    lang: LANG = None,
) -> None:
    """Show the resolved scenario and where every value came from. 显示情景及各值出处。"""
    from sim.scenario.resolve import load_scenario
    from sim.scenario.show import origin_table

    language: Language = lang or default_language()
    loaded = load_scenario(scenario)
    if population:
        _show_population(loaded, seed, json, language)
        return
    rows = origin_table(loaded, language)
    if lever is not None:
        levers = [key for key, _ in loaded.levers]
        if lever not in levers:
            refuse(word("lever_not_here", language, scenario=loaded.key, name=lever, levers=", ".join(levers) or "-"))
        rows = [row for row in rows if row.key.startswith(f"levers.{lever}.")]
    if json:
        as_json([row._asdict() for row in rows])
        return
    line(f"{loaded.title.in_language(language)}: {loaded.description.in_language(language)}")
    line("")
    table([word(key, language) for key in ("key", "value", "origin", "place")], rows)
    explain_amounts((row.value for row in rows), language)


def _show_population(scenario: "Scenario", seed: int, json: bool, language: Language) -> None:
    from sim.texts.names import label_name, region_name
    from sim.texts.notes import note_text
    from sim.world.build import build_world
    from sim.world.population.table import population_table

    rows = population_table(build_world(seed=seed, parameters=scenario.parameters))
    if json:
        as_json([{**row._asdict(), "title": row.title._asdict(), "met": row.met} for row in rows])
        return
    shown = [
        (row.title.in_language(language), region_name(row.region, language), number(row.target), number(row.built),
         _tolerance(row.tolerance, language), word("yes" if row.met else "no", language), label_name(row.label, language),
         note_text(row.source, language))
        for row in rows
    ]  # fmt: skip
    table([word(key, language) for key in ("title", "region", "target", "built", "tolerance", "met", "label", "source")], shown, numbers=(2, 3))


def _tolerance(share: float, language: Language) -> str:
    return word("within", language, share=per_cent_text(share)) if share else word("exact", language)


def check(
    scenarios: Annotated[list[str], typer.Argument(help="Scenario files or names.")],
    json: JSON = False,
    lang: LANG = None,
) -> None:
    """Validate scenarios: every error at once, with file, line, key, allowed values and cure. 校验情景。"""
    from sim.scenario.problems import ScenarioError
    from sim.scenario.resolve import load_scenario

    language: Language = lang or default_language()
    found, bad = [], False
    for name in scenarios:
        try:
            load_scenario(name)
        except ScenarioError as error:
            bad = True
            found.append({"scenario": name, "problems": [problem.record(language) for problem in error.problems]})
            if not json:
                note(error.in_language(language))
        else:
            found.append({"scenario": name, "problems": []})
            if not json:
                line(word("fine", language, name=name))
    if json:
        as_json(found)
    if bad:
        raise typer.Exit(BAD_INPUT)


def new(
    name: Annotated[str, typer.Argument(help="Name of the new scenario; NAME.yaml is written here.")],
    base: Annotated[str, typer.Option("--from", help="Scenario to start from.")] = "baseline-2022",
    lang: LANG = None,
) -> None:
    """Write a commented scenario file to edit. 新建情景文件。"""
    from sim.scenario.resolve import load_scenario
    from sim.scenario.show import scenario_text

    language: Language = lang or default_language()
    path = Path(name if name.endswith((".yaml", ".yml")) else f"{name}.yaml")
    if path.exists():
        refuse(word("file_exists", language, path=path))
    scenario = load_scenario(base)
    text = scenario_text(scenario.named(path.stem, scenario.title), language=language)
    path.write_text(text + _advice(scenario, text, language), encoding="utf-8")
    line(word("file_written", language, path=path))


def _advice(scenario: "Scenario", text: str, language: Language) -> str:
    """Comments at the end of a new file: what the units of money mean, and how a lever is added."""
    held = {key for key, _ in scenario.levers}
    example = next((key for key in OFFERED if key not in held), OFFERED[0])
    told = [word("amounts", language)] if needs_units_explained([text], language) else []
    told += word("add_lever", language, lever=example).splitlines()
    return "".join(f"# {one}\n" for one in told)


def schema(
    write: Annotated[bool, typer.Option("--write", help="Write docs/schema/scenario.json anew.")] = False,
    lang: LANG = None,
) -> None:
    """Print the JSON Schema of scenario files. 输出情景文件的JSON模式。"""
    from sim.scenario.schema import scenario_schema, schema_text, write_schemas

    if not write:
        line(schema_text(scenario_schema()))
        return
    for path in write_schemas(SCHEMA_FOLDER):
        line(word("file_written", lang or default_language(), path=path))
