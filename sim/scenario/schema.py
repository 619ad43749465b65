"""The JSON Schema of scenario files, made from the types and from every lever's terms."""

import json
from pathlib import Path
from typing import Any

from pydantic import BaseModel, TypeAdapter
from pydantic.json_schema import GenerateJsonSchema

from sim.levers.lever import Lever
from sim.parameters.declare import Parameter
from sim.scenario.fields import holding_of
from sim.scenario.registers import Indicators, LeverTypes, Parameters, registers
from sim.scenario.shape import ScenarioFile

type Schema = dict[str, Any]

DIALECT = "https://json-schema.org/draft/2020-12/schema"
FILE_NAME = "scenario.json"
_BOUNDS = {"ge": "minimum", "gt": "exclusiveMinimum", "le": "maximum", "lt": "exclusiveMaximum"}


def scenario_schema(
    *,
    lever_types: LeverTypes | None = None,
    parameters: Parameters | None = None,
    indicators: Indicators | None = None,
) -> Schema:
    """Return the JSON Schema (draft 2020-12) that editors use to complete and check scenario files."""
    register = registers(lever_types, parameters, indicators)
    definitions: Schema = {}
    schema = _model_schema(ScenarioFile, definitions)
    entries = {key: _lever_entry(lever, definitions) for key, lever in sorted(register.levers.items())}
    numbers = {key: _number(parameter) for key, parameter in register.parameters.items()}
    keys = {"type": "array", "items": {"enum": list(register.indicators)}, "uniqueItems": True}
    for name, content in (("levers", _closed(entries)), ("parameters", _closed(numbers)), ("outcomes", keys)):
        about = schema["properties"][name]["description"]
        schema["properties"][name] = {"anyOf": [content, {"type": "null"}], "description": about}
    schema |= {"$schema": DIALECT, "title": "Scenario of shenyang-metro-sim"}
    return schema | {"$defs": dict(sorted(definitions.items()))}


def write_schemas(folder: Path, schema: Schema | None = None) -> list[Path]:
    """Write the schema into a folder and return the files written; the folder is made if it is missing."""
    written = schema_text(scenario_schema() if schema is None else schema)
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / FILE_NAME
    path.write_text(written, encoding="utf-8", newline="\n")
    return [path]


def schema_text(schema: Schema) -> str:
    """Return the text of a schema as it is committed."""
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def _model_schema(model: type[BaseModel], definitions: Schema) -> Schema:
    """Return the schema of a model; the definitions it refers to are collected in ``definitions``."""
    schema = model.model_json_schema(schema_generator=_WithoutDefaults)
    definitions |= {name: _tidy(part) for name, part in schema.pop("$defs", {}).items()}
    for name, field in model.model_fields.items():
        shown = schema["properties"][name] = _tidy(schema["properties"][name])
        if holding_of(field).kind in {"money", "month"}:  # bounds in fen or months mean nothing to an editor
            for bound in _BOUNDS.values():
                shown.pop(bound, None)
        if not field.is_required():
            default: Any = field.get_default(call_default_factory=True)
            annotation: Any = field.annotation
            shown["default"] = TypeAdapter(annotation).dump_python(default, mode="json")
    return schema


def _lever_entry(lever: type[Lever[Any]], definitions: Schema) -> Schema:
    terms = _model_schema(lever.terms_type, definitions)
    terms.pop("required", None)  # a base may have given them
    terms["title"] = f"{lever.title.en} {lever.title.zh}"
    return {
        "description": f"{lever.summary.en} {lever.summary.zh}",
        "anyOf": [terms, {"type": "null"}, {"const": "off", "description": "Remove the inherited lever."}],
    }


def _number(parameter: Parameter) -> Schema:
    free = parameter.free
    low, high = free.bounds
    about = f"{free.title.en} {free.title.zh}, {free.unit} ({free.label}: {free.source})"
    return {"type": "number", "minimum": low, "maximum": high, "default": free.default, "description": about}


def _closed(properties: Schema) -> Schema:
    return {"type": "object", "properties": properties, "additionalProperties": False}


def _tidy(schema: Schema) -> Schema:
    """Give bounds beside a reference their names in JSON Schema, and drop titles that only repeat the key."""
    tidy: Schema = {}
    for key, value in schema.items():
        if isinstance(value, dict):
            tidy[key] = _tidy(value)
        elif key != "title":
            tidy[_BOUNDS.get(key, key)] = value
    return tidy


class _WithoutDefaults(GenerateJsonSchema):
    """Leaves defaults out; they are put in afterwards, written as people write them."""

    def default_schema(self, schema: Any) -> Schema:
        """Return the schema of a field without its default."""
        return self.generate_inner(schema["schema"])
