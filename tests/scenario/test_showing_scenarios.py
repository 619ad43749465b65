from pathlib import Path

import pytest
from conftest import HEAD, INDICATORS, LEVERS, PARAMETERS, REGISTERS
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sim.scenario.resolve import load_scenario
from sim.scenario.show import origin_table, scenario_text
from sim.scenario.types import Scenario

KNOWN = {"lever_types": LEVERS, "parameters": PARAMETERS}
BASE = HEAD + "levers: {orchard: {size: 40亿}, beehive: {start: 2025-01}}\nparameters: {bees.rate: 0.2}\n"


def test_the_table_tells_value_layer_and_place(load) -> None:
    heir = load(base=BASE, heir=HEAD + "base: base\nlevers:\n  orchard:\n    direct: 0.4\n")
    rows = {row.key: row[1:] for row in origin_table(heir)}
    assert rows["levers.orchard.direct"] == ("40%", "this file", "scenarios/heir.yaml:5")
    assert rows["levers.orchard.size"] == ("40亿", "base", "scenarios/base.yaml:2")
    assert rows["levers.orchard.trees"] == ("20", "default of the lever", "")
    assert rows["horizon.end"] == ("2027-12", "default of the model", "")
    assert {row.layer for row in origin_table(heir, "zh")} >= {"本文件", "政策工具默认值", "模型默认值"}


def test_a_value_set_in_python_is_shown_as_such(load) -> None:
    changed = load(base=BASE).with_levers("orchard", trees=3)
    assert ("levers.orchard.trees", "3", "Python", "") in origin_table(changed)


def test_a_written_scenario_carries_comments_and_the_schema_line(load) -> None:
    written = scenario_text(load(base=BASE), schema="../docs/schema/scenario.json", language="zh", **KNOWN)
    assert written.startswith("# yaml-language-server: $schema=../docs/schema/scenario.json\ntitle:")
    assert "  orchard:  # 果园基金" in written
    assert "    size: 40亿  # Size of the fund" in written


def test_a_text_written_over_a_base_says_only_what_differs(load) -> None:
    base = load(base=BASE)
    heir = base.with_levers("orchard", trees=3).without_levers("beehive").named("heir")
    written = scenario_text(heir, base=base, **KNOWN)
    assert "base: base" in written
    assert "trees: 3" in written
    assert "beehive: off" in written
    assert "size" not in written
    assert load(heir=written) == heir


def test_a_base_that_sets_too_much_is_left_out(load) -> None:
    base = load(base=BASE)
    heir = load(plain=HEAD).named("heir")
    written = scenario_text(heir, base=base, **KNOWN)
    assert "base:" not in written
    assert load(heir=written) == heir


_WORDS = st.text(st.characters(blacklist_categories=["Cs", "Cc"]), min_size=1, max_size=40)
_TERMS = st.fixed_dictionaries(
    {},
    optional={
        "size": st.integers(10**10, 10**15).map(lambda fen: f"{fen // 100}.{fen % 100:02d}元"),
        "direct": st.floats(0, 0.5),
        "lift": st.floats(0, 1e9),
        "height": st.floats(-1e300, 1e300),
        "trees": st.integers(1, 500),
        "watered": st.booleans(),
        "note": _WORDS,
        "end": st.sampled_from([None, "2026-01", "2050-12"]),
        "cities": st.lists(st.sampled_from(["shenyang", "fuxin", "shenfu"]), min_size=1, max_size=3, unique=True),
        "payers": st.sampled_from([{"city": "100%"}, {"city": "33.3%", "private": "66.7%"}, {"centre": 0.25, "fund": 0.75}]),
    },
).filter(lambda terms: "fund" not in terms.get("payers", {}))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(terms=_TERMS, changed=_TERMS, title=_WORDS, rate=st.floats(0.02, 0.3), outcomes=st.sampled_from([(), tuple(INDICATORS)]))
@pytest.mark.parametrize("over_base", [False, True])
def test_a_written_scenario_is_read_back_the_same(over_base, terms, changed, title, rate, outcomes, tmp_path: Path) -> None:
    base = Scenario(key="base", title=(title, title), outcomes=outcomes).with_parameters({"bees.rate": rate})
    base = base.with_levers("orchard", **terms).named("base", base.title)
    heir = base.with_levers("orchard", **changed).named("heir", base.title)
    for scenario, above in ((base, None), (heir, base if over_base else None)):
        written = scenario_text(scenario, base=above, **KNOWN)
        (tmp_path / f"{scenario.key}.yaml").write_text(written, encoding="utf-8", newline="\n")
        assert load_scenario(scenario.key, folder=tmp_path, **REGISTERS) == scenario
