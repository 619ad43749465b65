"""The ODD protocol agrees with the code: its tables, its names, its equations."""

import re
from pathlib import Path

import numpy as np
import pytest

from sim.evidence import facts, history, lever_rows, targets
from sim.levers.offers import Point
from sim.levers.quantities import declared_quantities
from sim.parameters.registry import parameters
from sim.processes.order import MONTH
from sim.reference.blocks import block_names, pages_with_blocks, renewed
from sim.reference.odd.chinese import chinese
from sim.reference.odd.described import FUNDS, GEOGRAPHY, POINTS
from sim.reference.odd.touches import TABLES, touches
from sim.reference.register import block
from sim.runs.engine import Engine
from sim.scenario.resolve import load_scenario
from sim.texts.names import units as units_of
from sim.world.columns import columns_of
from sim.world.geography import Geography

DOCS = Path(__file__).parents[2] / "docs"
ODD = (DOCS / "odd.md").read_text(encoding="utf-8")
PROSE = re.sub(r"<!-- generated:.*?<!-- end -->", "", ODD, flags=re.DOTALL)
PAGES = dict(pages_with_blocks(DOCS))
MONTHS = 13
LEVERS = ("launch_fund", "ipo_channel", "chain_leader", "expo_booth", "joint_rd", "smart_retrofit", "ladder_awards", "first_purchase", "mode325")


def submodel(number):
    """Prose of one submodel, its generated tables left out."""
    return re.search(rf"^### 7\.{number} .*?(?=^##)", PROSE, re.MULTILINE | re.DOTALL)[0]


@pytest.mark.parametrize("path", sorted(PAGES), ids=lambda path: path.name)
def test_the_tables_are_those_that_the_code_writes(path):
    text = path.read_text(encoding="utf-8")
    assert renewed(text, PAGES[path], block) == text, "run `make docs`"


def test_both_languages_hold_the_same_tables():
    english, chinese_page = (set(block_names((DOCS / name).read_text(encoding="utf-8"))) for name in ("odd.md", "odd.zh.md"))
    assert english == chinese_page


def test_a_block_that_does_not_exist_is_named_with_those_that_do():
    with pytest.raises(KeyError, match="'weather'.*schedule"):
        renewed("<!-- generated: weather -->\n<!-- end -->", "en", block)


def test_prose_around_a_table_is_left_alone():
    page = "before\n\n<!-- generated: geography -->\nold\n<!-- end -->\n\nafter\n"
    made = renewed(page, "zh", block)
    assert made.startswith("before\n\n<!-- generated: geography -->\n\n| 数组 |")
    assert made.endswith("<!-- end -->\n\nafter\n")
    assert "old" not in made


def test_every_column_and_unit_has_a_chinese_name_and_no_other_has():
    catalogue = chinese()
    for name, kind in TABLES.items():
        if name != "funds":
            assert set(catalogue[name]) == set(columns_of(kind)) - {"rows"}, name
    declared = {column.unit for kind in TABLES.values() if kind is not TABLES["funds"] for column in columns_of(kind).values()}
    declared |= {parameter.free.unit for parameter in parameters().values()} | {quantity.unit for quantity in declared_quantities().values()}
    of_evidence = {row.unit for rows in (facts(), history(), lever_rows(), targets()) for row in rows.values()} - {""}
    assert set(units_of("zh")) == declared | {unit for _, unit in FUNDS.values()} | of_evidence


def test_every_array_of_the_geography_and_every_point_is_described():
    assert set(GEOGRAPHY) == set(Geography._fields)
    assert set(POINTS) == {point.name for point in Point}
    unused = {"rows", "holding_rows", "debt_share"}
    assert set(FUNDS) == set(TABLES["funds"]._fields) - unused


def test_the_submodels_stand_in_the_order_of_the_month():
    titles = re.findall(r"^### 7\.(\d+) (.+)$", ODD, re.MULTILINE)[1:]
    assert [int(number) for number, _ in titles] == list(range(1, len(MONTH) + 1))
    for (_, title), process in zip(titles, MONTH, strict=True):
        assert title.split()[0].lower() in process.title.en.lower(), title


@pytest.mark.parametrize("number", range(1, len(MONTH) + 1), ids=[process.key for process in MONTH])
def test_the_submodel_says_where_each_of_its_free_numbers_enters(number):
    process, text = MONTH[number - 1], submodel(number)
    names = [key.partition(".")[2] for key in parameters() if key.partition(".")[0] == process.key]
    assert [name for name in names if not re.search(rf"\b{name}\b", text)] == []


def test_the_initialisation_says_where_each_free_number_of_the_population_enters():
    text = re.search(r"^## 5\. .*?(?=^## 6)", PROSE, re.MULTILINE | re.DOTALL)[0]
    names = [key.partition(".")[2] for key in parameters() if key.startswith("population.")]
    assert [name for name in names if not re.search(rf"\b{name}\b", text)] == []


def test_every_quantity_and_every_point_stands_in_the_submodel_that_reads_it():
    for number, process in enumerate(MONTH, start=1):
        text, touched = submodel(number), touches(process)
        if process.key != "policy":
            assert [name for name in touched.quantities if not re.search(rf"\b{name}\b", text)] == [], process.key
            assert [name for name in touched.points if name not in text] == [], process.key


def test_every_name_with_a_group_exists():
    groups = {key.partition(".")[0] for key in parameters()} - {"funds"}
    known = set(parameters()) | {f"{table}.{column}" for table, kind in TABLES.items() for column in kind._fields}
    for group, name in re.findall(r"`(\w+)\.(\w+)`", PROSE):
        if group in groups | set(TABLES):
            assert f"{group}.{name}" in known, f"{group}.{name}"


@pytest.fixture(scope="module")
def columns_that_moved():
    """Columns that changed in each process over a year with levers of many kinds."""
    scenario = load_scenario("no-policy").with_levers(*LEVERS, start="2023-01", end=None).with_horizon("2023-01", "2024-01")
    engine = Engine(scenario, seed=3, scale=0.05)
    moved = {process.key: set() for process in MONTH}
    for _ in range(MONTHS):
        engine.world.month += 1
        for process, values in engine._steps:
            before = {name: [column.copy() for column in getattr(engine.world, name)] for name in TABLES}
            engine._one(process, values)
            for name, kind in TABLES.items():
                for column, old, new in zip(kind._fields, before[name], getattr(engine.world, name), strict=True):
                    if column not in {"rows", "holding_rows"} and not np.array_equal(old, new[: len(old)]):
                        moved[process.key].add(f"{name}.{column}")
    return moved


@pytest.mark.parametrize("process", MONTH, ids=[process.key for process in MONTH])
def test_a_process_changes_no_column_that_the_table_does_not_name(process, columns_that_moved):
    assert columns_that_moved[process.key] - set(touches(process).changes) == set()


def test_what_was_watched_is_most_of_what_the_tables_name(columns_that_moved):
    named = {(process.key, change) for process in MONTH for change in touches(process).changes}
    seen = {(key, change) for key, changes in columns_that_moved.items() for change in changes}
    assert len(seen) > 0.8 * len(named)
