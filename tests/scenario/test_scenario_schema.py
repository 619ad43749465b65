import json
from pathlib import Path

import jsonschema
import pytest
import yaml
from conftest import HEAD, REGISTERS

from sim.scenario.schema import scenario_schema, schema_text, write_schemas
from sim.scenario.show import scenario_text

COMMITTED = Path(__file__).parents[2] / "docs" / "schema" / "scenario.json"


@pytest.fixture
def checker() -> jsonschema.Draft202012Validator:
    schema = scenario_schema(**REGISTERS)
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def test_the_committed_schema_is_the_generated_one() -> None:
    """If this fails, run ``metrosim schema --write`` and commit the file."""
    assert COMMITTED.read_text(encoding="utf-8") == schema_text(scenario_schema())


def test_the_schema_is_written_into_a_folder(tmp_path: Path) -> None:
    (path,) = write_schemas(tmp_path / "new", scenario_schema(**REGISTERS))
    assert json.loads(path.read_text(encoding="utf-8"))["$schema"].endswith("2020-12/schema")


def test_what_is_written_fits_the_schema(load, checker) -> None:
    scenario = load(plain=HEAD + "levers: {orchard: {size: 40亿}}\nparameters: {bees.rate: 0.2}\noutcomes: [honey]\n")
    written = scenario_text(scenario, lever_types=REGISTERS["lever_types"], parameters=REGISTERS["parameters"])
    checker.validate(yaml.load(written, _Yaml12))


@pytest.mark.parametrize(
    "wrong",
    [
        {"leverz": {}},
        {"levers": {"orchid": {}}},
        {"levers": {"orchard": {"sise": "5亿"}}},
        {"levers": {"orchard": {"size": 5000}}},
        {"levers": {"orchard": {"size": "5 dollars"}}},
        {"levers": {"orchard": {"direct": 0.7}}},
        {"levers": {"orchard": {"cities": ["fushan"]}}},
        {"levers": {"orchard": {"payers": {"mayor": 1}}}},
        {"levers": {"orchard": {"start": "2026-13"}}},
        {"parameters": {"bees.rate": 0.5}},
        {"regions": {"fushun": {"demand": 11}}},
        {"outcomes": ["appels"]},
    ],
    ids=str,
)
def test_an_editor_underlines_what_the_loader_refuses(wrong: dict, checker) -> None:
    title = {"title": {"en": "A test", "zh": "测试"}}
    checker.validate(title)
    with pytest.raises(jsonschema.ValidationError):
        checker.validate(title | wrong)


def test_defaults_are_written_as_people_write_them() -> None:
    entry = scenario_schema(**REGISTERS)["properties"]["levers"]["anyOf"][0]["properties"]["orchard"]
    terms = entry["anyOf"][0]["properties"]
    assert terms["size"]["default"] == "50亿"
    assert terms["rows"]["default"] == ["20亿", "30亿"]
    assert terms["direct"]["default"] == "30%"
    assert terms["direct"]["maximum"] == 0.5
    assert terms["start"]["default"] == "2026-01"


class _Yaml12(yaml.SafeLoader):
    """Reads scalars as YAML 1.2 editors do: no dates, no off."""

    yaml_implicit_resolvers = {
        first: [(tag, pattern) for tag, pattern in rules if not tag.endswith(("timestamp", "bool"))]
        for first, rules in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


_Yaml12.add_implicit_resolver("tag:yaml.org,2002:bool", __import__("re").compile("true|false"), list("tf"))
