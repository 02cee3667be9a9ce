"""JSON Schemas for editors: of the configuration, and of a message's metadata. Generated, never written by hand."""

from __future__ import annotations

from checker.config.keys import METADATA, Shape, rule, top
from checker.config.read import UNUSED_ALLOWANCE
from checker.rules import index
from checker.rules import rule as rule_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

_DRAFT = "http://json-schema.org/draft-07/schema#"


def schemas(formats: tuple[str, ...]) -> dict[str, str]:
    """The schemas: their paths from the root of a working copy, and their texts."""
    return {
        "docs/schema/sellerlint.json": _text(configuration(formats)),
        "docs/schema/message.json": _text(metadata()),
    }


def configuration(formats: tuple[str, ...]) -> dict[str, Any]:
    """The schema of `sellerlint.toml`, and of `tool.sellerlint` in `pyproject.toml`."""
    rules = {entry.id: rule(found.options, found.title) for entry in index() for found in (rule_of(entry),)}
    rules[UNUSED_ALLOWANCE] = rule({}, "Allowance that permits nothing")
    return {"$schema": _DRAFT, "title": "sellerlint.toml", **_schema(top(rules, formats))}


def metadata() -> dict[str, Any]:
    """The schema of the front matter of a message, or of its mapping in YAML; what else stands there is free."""
    own: dict[str, Any] = {"subject": {"type": "string", "description": "The subject of the message."}}
    own |= {name: _schema(shape, loose=True) for name, shape in METADATA.items()}
    own |= dict.fromkeys(("lang", "locale"), own["language"])
    return {
        "$schema": _DRAFT,
        "title": "Metadata of a message to Amazon buyers",
        "type": "object",
        "properties": {
            **own,
            "amazon": {"type": "object", "description": "The same, apart from yours.", "properties": own},
        },
    }


def _schema(shape: Shape, *, loose: bool = False) -> dict[str, Any]:
    made: dict[str, Any] = {"description": shape.says} if shape.says else {}
    if shape.default is not None:
        made["default"] = shape.default
    if shape.kind == "rule":
        made["anyOf"] = [{"enum": list(shape.choices)}, _table(shape.keys)]
    elif shape.kind == "table":
        made |= _table(shape.keys)
    elif shape.kind == "patterns":
        made |= {"type": "object", "additionalProperties": _table(shape.keys)}
    elif shape.kind == "choice":
        made["enum"] = list(shape.choices)
    elif shape.kind == "strings":
        items: dict[str, Any] = {"type": "array", "items": {} if loose else {"type": "string"}}
        made |= {"anyOf": [items, {"type": "string"}]} if loose else items
    elif shape.kind == "string":
        made["type"] = ["string", "number"] if loose else "string"
    elif shape.kind in ("integer", "number"):
        made |= {"type": shape.kind, "minimum": 0}
    else:
        made["type"] = shape.kind
    return made


def _table(keys: Mapping[str, Shape]) -> dict[str, Any]:
    # Metadata that is declared by path may be a number where it is text in the end.
    properties = {name: _schema(shape) for name, shape in keys.items()}
    if keys is METADATA:
        for each in properties.values():
            if each.get("type") == "string":
                each["type"] = ["string", "number"]
    return {"type": "object", "additionalProperties": False, "properties": properties}


def _text(schema: dict[str, Any]) -> str:
    from json import dumps

    return dumps(schema, indent=2, ensure_ascii=False) + "\n"
