from pathlib import Path

import pytest
from conftest import HEAD, REGISTERS

from sim.calendar import parse_month
from sim.scenario.amounts import money
from sim.scenario.resolve import load_scenario, origins, scenario_names
from sim.scenario.shape import Origin

BASE = HEAD + (
    "horizon: {start: 2024-01, end: 2026-12}\n"
    "levers:\n"
    "  orchard:\n"
    "    size: 40亿\n"
    "    payers: {city: 60%, province: 40%}\n"
    "  beehive: {start: 2025-01}\n"
    "parameters: {bees.rate: 0.2}\n"
    "regions: {fushun: {demand: 2}}\n"
    "outcomes: [apples]\n"
)
HEIR = HEAD + (
    "base: base\n"
    "horizon: {end: 2030-12}\n"
    "levers:\n"
    "  orchard:\n"
    "    trees: 7\n"
    "    payers: {circle: 100%}\n"
    "  beehive: off\n"
    "parameters:\n"
    "  trees.age: 8\n"
    "regions: {fushun: {cost_level: 50%}}\n"
)


def test_terms_of_the_base_are_inherited_key_by_key(load) -> None:
    terms = load(base=BASE, heir=HEIR).terms("orchard")
    assert terms.size == money("40亿")
    assert terms.trees == 7
    assert terms.direct == 0.3


def test_a_term_that_is_a_mapping_is_replaced_whole(load) -> None:
    assert load(base=BASE, heir=HEIR).terms("orchard").payers == {"circle": 1.0}


def test_off_removes_an_inherited_lever(load) -> None:
    assert [key for key, _ in load(base=BASE, heir=HEIR).levers] == ["orchard"]


def test_horizon_parameters_and_regions_are_merged(load) -> None:
    heir = load(base=BASE, heir=HEIR)
    assert (heir.horizon.start, heir.horizon.end) == (parse_month("2024-01"), parse_month("2030-12"))
    assert heir.parameters == {"bees.rate": 0.2, "trees.age": 8.0}
    assert heir.regions["fushun"].model_dump(exclude_none=True) == {"cost_level": 0.5, "demand": 2.0}
    assert heir.outcomes == ("apples",)
    assert heir.lineage == ("base",)


def test_every_value_knows_where_it_was_written(load) -> None:
    places = origins(load(base=BASE, heir=HEIR))
    assert places["levers.orchard.size"] == Origin("base", "base", "scenarios/base.yaml", 5)
    assert places["levers.orchard.trees"] == Origin("file", "heir", "scenarios/heir.yaml", 6)
    assert places["levers.orchard.direct"] == Origin("default")
    assert places["parameters.trees.age"] == Origin("file", "heir", "scenarios/heir.yaml", 10)
    assert places["horizon.start"].layer == "base"
    assert places["horizon.end"].layer == "file"
    assert places["regions.fushun.demand"].source == "base"


def test_a_lever_switched_off_and_on_again_starts_from_its_defaults(load) -> None:
    middle = HEAD + "base: base\nlevers: {orchard: off}\n"
    last = HEAD + "base: middle\nlevers: {orchard: {trees: 9}}\n"
    terms = load(base=BASE, middle=middle, last=last).terms("orchard")
    assert (terms.trees, terms.size) == (9, money("50亿"))


def test_a_lever_without_terms_takes_its_defaults(load) -> None:
    assert load(plain=HEAD + "levers:\n  orchard:\n").terms("orchard").size == money("50亿")


def test_sections_with_nothing_below_say_nothing(load) -> None:
    plain = load(plain=HEAD + "base:\nlevers:\nparameters:\nregions:\nhorizon:\noutcomes:\n")
    assert plain.levers == ()
    assert plain.horizon.months == 60


@pytest.mark.parametrize(("written", "expected"), [("true", True), ("no", False), ('"yes"', True)])
def test_words_become_booleans_only_where_a_boolean_is_wanted(written: str, expected: bool, load) -> None:
    terms = load(plain=HEAD + f"levers: {{orchard: {{watered: {written}, note: no}}}}\n").terms("orchard")
    assert terms.watered is expected
    assert terms.note == "no"


def test_numbers_are_read_in_base_ten_and_nothing_else(load) -> None:
    terms = load(plain=HEAD + "levers: {orchard: {trees: 010, note: 1:30}}\n").terms("orchard")
    assert (terms.trees, terms.note) == (10, "1:30")


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm(folder: Path, load) -> None:
    (folder / "windows.yaml").write_bytes(b"\xef\xbb\xbf" + BASE.replace("\n", "\r\n").encode())
    assert load("windows").terms("orchard").size == money("40亿")


def test_names_may_have_one_sub_folder(folder: Path, load) -> None:
    (folder / "equal-budget").mkdir()
    (folder / "equal-budget" / "finance.yaml").write_text(HEAD, encoding="utf-8")
    (folder / "not a name.yaml").write_text(HEAD, encoding="utf-8")
    assert load("equal-budget/finance").key == "equal-budget/finance"
    assert scenario_names(folder) == ("equal-budget/finance",)


def test_a_file_anywhere_may_inherit_from_a_shipped_name_or_from_a_file_beside_it(tmp_path: Path, load) -> None:
    load(base=BASE)
    (tmp_path / "mine.yaml").write_text(HEAD + "base: base\n", encoding="utf-8")
    (tmp_path / "next.yml").write_text(HEAD + "base: mine.yaml\n", encoding="utf-8")
    mine = load(str(tmp_path / "next.yml"))
    assert mine.key == "next"
    assert mine.lineage == ("base", "mine")


def test_a_file_cannot_inherit_from_a_file_outside_its_folder(tmp_path: Path, folder: Path, broken) -> None:
    (tmp_path / "outside.yaml").write_text(HEAD, encoding="utf-8")
    (folder / "heir.yaml").write_text(HEAD + "base: ../outside.yaml\n", encoding="utf-8")
    assert broken("heir").problems[0].code == "name_leaves_folder"


def test_a_path_into_the_folder_has_the_same_key_as_the_name(folder: Path, load) -> None:
    load(base=BASE)
    assert load_scenario(folder / "base.yaml", folder=folder, **REGISTERS) == load("base")
