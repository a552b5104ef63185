"""A contract's schema as the checker asks it: every declared field is told of, whether it is read or not."""

from __future__ import annotations

from functools import cache
from typing import Any

import jsonschema_rs

from contracts.apis.documents import Operation, Schema

NEEDED = "x-needed"
"""In a strict object: which of its required fields the platform reads."""
SENT_AS = "x-sent-as"
"""In a strict schema: the type that an answer has there, where the checker turns it into another."""


def strict(schema: Schema, *, row: bool = False) -> Schema:
    """The schema in which an undeclared field, a missing one and a value that is not known yet are errors.

    Where result sets have `x-columns`, that is what their place must look like. Which columns there are is not asked of
    each row (`row`), since the headers say it once.
    """
    if "x-columns" in schema:
        return _sets(schema["x-columns"])
    made: Schema = {
        name: _inner(name, value) for name, value in schema.items() if name not in ("description", "required")
    }
    if "properties" in schema and not row:
        sometimes = schema.get("x-sometimes", ())
        made["required"] = [name for name in schema["properties"] if name not in sometimes]
        made[NEEDED] = list(schema.get("required", ()))
        made["additionalProperties"] = schema.get("additionalProperties", False)
    if "x-known-values" in schema:
        nullable = "null" in schema["type"]
        made["enum"] = [*schema["x-known-values"], *([None] if nullable else [])]
    return made


def _sets(columns: Schema) -> Schema:
    made = strict({**columns, "properties": {}, SENT_AS: "array"})
    made["properties"] = {
        name: {**rows, "items": strict(rows["items"], row=True)} if "items" in rows else rows
        for name, rows in columns["properties"].items()
    }
    made["required"] = [name for name in columns["properties"] if name not in columns.get("x-sometimes", ())]
    return made


def _inner(keyword: str, value: Any) -> Any:
    if keyword in ("properties", "patternProperties"):
        return {name: strict(one) for name, one in value.items()}
    if keyword in ("items", "additionalProperties") and isinstance(value, dict):
        return strict(value)
    return value


@cache
def strict_schema(operation: Operation) -> Schema:
    """What the answers of an operation must look like, result sets as records."""
    return strict(operation.schema)


@cache
def validator(operation: Operation) -> jsonschema_rs.Draft202012Validator:
    """What judges them by that schema."""
    return jsonschema_rs.Draft202012Validator(strict_schema(operation), validate_formats=True)


def node(schema: Schema, schema_path: list[str | int]) -> Schema:
    """The schema that holds the keyword at the end of the path of an error."""
    found: Any = schema
    for part in schema_path[:-1]:
        found = found[part]
    inner: Schema = found
    return inner
