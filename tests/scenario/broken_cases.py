"""Small broken scenario files, one mistake each, with what must be told about them."""

from typing import NamedTuple


class Case(NamedTuple):
    """A broken file: lines after the title, line of the mistake, codes, and parts of the English text."""

    name: str
    lines: str
    line: int | None
    codes: tuple[str, ...] | None
    told: tuple[str, ...]
    with_head: bool = True


def _lever(name: str, term: str, code: str, *told: str) -> Case:
    """One wrong term of the orchard lever, which stands on line 4."""
    return Case(name, f"levers:\n  orchard:\n    {term}\n", 4, (code,), ("scenarios/broken.yaml:4  levers.orchard", *told))


DEEP = "levers: " + "{a: " * 30 + "}" * 30 + "\n"
BOMB = "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n"
MANY = "outcomes: [" + "apples, " * 11_000 + "]\n"

CASES = (
    Case("unknown key", "leverz: {}\n", 2, ("unknown_key",),
         ("scenarios/broken.yaml:2  leverz", "not known here", "allowed: title, description", "did you mean levers?")),
    _lever("unknown term", "sise: 5亿", "unknown_key", "the key sise", "allowed: cities, start", "did you mean size?"),
    _lever("wrong unit", "size: 5 dollars", "money_form", "5 dollars is not an amount", "0元 to 100000亿", "write 1000万"),
    _lever("bare number as amount", "size: 5000000", "money_unit_missing", "the amount 5000000 has no unit",
           "allowed: 0元 to 100000亿", "write 1000万 or 10 million CNY"),
    _lever("negative amount", "size: -5万", "out_of_range", "-5万 lies outside", "0元 to 100000亿"),
    _lever("amount above the lever's own bound", "part: 2亿", "out_of_range", "allowed: 0元 to 1亿", "choose a value"),
    _lever("amount finer than a fen", "size: 0.001元", "money_too_fine", "finer than one fen", "two decimals"),
    _lever("bare number in a list", "rows: [20亿, 30]", "money_unit_missing", "levers.orchard.rows", "the amount 30"),
    _lever("share above one", "direct: 130%", "share_range", "the share 130% lies outside", "allowed: 0% to 50%", "30% or 0.3"),
    _lever("share above the lever's own bound", "direct: 60%", "out_of_range", "60% lies outside", "allowed: 0% to 50%"),
    _lever("share in words", "direct: half", "share_form", "half is not a number", "0% to 50%", "0.3 or 30%"),
    _lever("ratio below zero", "lift: -1", "out_of_range", "-1 lies outside", "allowed: 0 or more"),
    _lever("bad month", "start: 2026-13", "month_form", "2026-13 is not a month", "YYYY-MM", "write for instance 2026-01"),
    _lever("year instead of month", "start: 2026", "month_form", "2026 is not a month"),
    _lever("month out of reach", "start: 1000-01", "out_of_range", "allowed: 1949-01 to 2149-12"),
    _lever("no whole number", "trees: 2.5", "whole_number_expected", "2.5 is not a whole number", "1 to 500"),
    _lever("whole number out of range", "trees: 501", "out_of_range", "allowed: 1 to 500"),
    _lever("no number", "height: tall", "number_expected", "tall is not a number", "a number without unit"),
    _lever("endless number", "height: inf", "number_expected", "inf is not a number"),
    _lever("neither true nor false", "watered: perhaps", "true_or_false_expected", "neither true nor false"),
    _lever("empty text", 'note: ""', "text_length", "1 or more characters"),
    _lever("list as text", "note: [a]", "text_expected", "is not a text"),
    _lever("text as list", "cities: shenyang", "list_expected", "shenyang is not a list", "[first, second]"),
    _lever("text as mapping", "payers: city", "mapping_expected", "allowed: city, circle, province, centre, private"),
    _lever("unknown city", "cities: [shenyang, fushan]", "unknown_city", "fushan is not a member of the circle",
           "allowed: shenyang, anshan", "did you mean fushun?"),
    _lever("unknown payer", "payers: {citi: 100%}", "unknown_word", "citi is not one of the words", "did you mean city?"),
    _lever("unknown status", "status: dreamt", "unknown_word", "allowed: in_force, planned"),
    Case("problem of several terms", "levers:\n  orchard:\n    size: 1万\n", 3, ("payers_sum",), ("broken.yaml:3  levers.orchard",)),
    Case("wrong order of dates", "levers:\n  orchard:\n    start: 2026-05\n    end: 2026-01\n", 3, ("end_before_start",),
         ("broken.yaml:3  levers.orchard", "before", "start")),
    Case("payers not adding to 100%", "levers:\n  beehive:\n    start: 2026-01\n    payers: {city: 60%, province: 30%}\n",
         3, ("payers_sum",), ("broken.yaml:3  levers.beehive", "90%", "100%")),
    Case("missing start", "levers:\n  beehive:\n", 3, ("missing_key",),
         ("levers.beehive.start", "the key start is missing", "YYYY-MM", "begins with start:")),
    Case("unknown lever", "levers:\n  orchid:\n", 3, ("unknown_lever",),
         ("broken.yaml:3  levers.orchid", "no lever called orchid", "allowed: orchard, beehive", "did you mean orchard?")),
    Case("unknown lever switched off", "levers: {orchid: off}\n", 2, ("unknown_lever",), ("did you mean orchard?",)),
    Case("off for a lever that is not inherited", "levers: {orchard: off}\n", 2, ("off_without_base",), ("not inherited",)),
    Case("number for a lever", "levers: {orchard: 5}\n", 2, ("terms_expected",), ("5 is not what a lever takes", "or off")),
    Case("list of levers", "levers: [orchard]\n", 2, ("mapping_expected",), ("stands where keys are needed",)),
    Case("unknown parameter", "parameters: {bees.rat: 0.1}\n", 2, ("unknown_parameter",),
         ("parameters.bees.rat", "allowed: bees.rate, trees.age", "did you mean bees.rate?")),
    Case("parameter out of range", "parameters:\n  bees.rate: 0.5\n", 3, ("out_of_range",),
         ("broken.yaml:3  parameters.bees.rate", "0.5 lies outside", "allowed: 0.02 to 0.3", "choose a value")),
    Case("parameter in words", "parameters: {trees.age: old}\n", 2, ("number_expected",), ("old is not a number", "1 to 50")),
    Case("unknown region", "regions: {fushan: {demand: 2}}\n", 2, ("unknown_city",), ("regions.fushan", "did you mean fushun?")),
    Case("multiplier out of range", "regions: {fushun: {demand: 20}}\n", 2, ("out_of_range",),
         ("regions.fushun.demand", "allowed: 0.1 to 10")),
    Case("unknown multiplier", "regions: {fushun: {demands: 2}}\n", 2, ("unknown_key",), ("did you mean demand?",)),
    Case("unknown indicator", "outcomes:\n  - apples\n  - appels\n", 4, ("unknown_indicator",),
         ("broken.yaml:4  outcomes", "allowed: apples, honey", "did you mean apples?")),
    Case("horizon before the population", "horizon: {start: 2022-12}\n", 2, ("horizon_start",), ("2023-01 or later", "write start: 2023-01")),
    Case("horizon in the middle of the hindcast", "horizon: {start: 2021-01}\n", 2, ("horizon_start",), ("2020-01 for a hindcast",)),
    Case("horizon that ends before it starts", "horizon: {start: 2026-05, end: 2026-01}\n", 2, ("horizon_order",),
         ("ends at 2026-01, before it starts at 2026-05", "not earlier")),
    Case("horizon too long", "horizon: {end: 2090-01}\n", 2, ("horizon_length",), ("805 months", "at most 600 months")),
    Case("bad month of the horizon", "horizon: {start: soon}\n", 2, ("month_form",), ("horizon.start", "soon is not a month")),
    Case("no title", "levers: {}\n", 1, ("missing_key",), ("the key title is missing", "begins with title:"), False),
    Case("title in one language", "title: {en: Only}\n", 1, ("missing_key",), ("title.zh", "the text in Chinese"), False),
    Case("plain title", "title: Only\n", 1, ("mapping_expected",), ("Only stands where keys", "allowed: en, zh"), False),
    Case("aliases that multiply", BOMB, 2, ("alias",), ("anchor or alias (&a)", "write the value where it is needed")),
    Case("merge by alias", "levers:\n  <<: *x\n", 3, ("alias",), ("(*x)",)),
    Case("tag of a Python object", "levers: !!python/object:os.system {}\n", 2, ("tag",), ("python/object:os.system", "without tags")),
    Case("binary tag", "source: !!binary aGk=\n", 2, ("tag",), ("!!binary",)),
    Case("own tag", "source: !secret x\n", 2, ("tag",), ("!secret",)),
    Case("repeated key", "levers: {}\nlevers: {}\n", 3, ("duplicate_key",),
         ("the key levers stands twice; first on line 2", "each key once", "remove one")),
    Case("repeated term", "levers:\n  orchard:\n    size: 1亿\n    size: 2亿\n", 5, ("duplicate_key",), ("levers.orchard.size", "line 4")),
    Case("deep nesting", DEEP, 2, ("too_deep",), ("nested more than 20 levels", "at most 20")),
    Case("too many values", MANY, 2, ("too_many_values",), ("more than 10,000 values",)),
    Case("list as key", "? [a]\n: b\n", 2, ("key_not_text",), ("a key is a list",)),
    Case("open bracket", "levers: {orchard: {\n", 3, ("not_yaml",), ("not valid YAML", "indentation, a missing colon")),
    Case("tabulator", "levers:\n\torchard:\n", 3, ("not_yaml",), ("cannot start any token",)),
    Case("two documents", "---\ntitle: {}\n", 2, ("second_document",), ("second YAML document",)),
    Case("list at the top", "- title\n", 1, ("not_mapping",), ("does not begin with keys", "a YAML mapping: title"), False),
    Case("text at the top", "hello\n", 1, ("not_mapping",), ("key: value",), False),
    Case("number as base", "base: [x]\n", 2, ("text_expected",), ("base",)),
)  # fmt: skip
