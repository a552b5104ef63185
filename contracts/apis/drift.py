"""How an answer differs from its contract: each difference under the id of its rule, with its JSON path."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from math import isfinite
from typing import Any, NoReturn

import jsonschema_rs

from contracts.apis.documents import Operation, Schema
from contracts.apis.positional import (
    ResultSets,
    misplaced,
    places_of,
    put_between,
    sets_at,
    values_at,
)
from contracts.apis.renames import Added, Missing, declared_types, json_type, told
from contracts.apis.rules import RULES, Difference, Path, every_path, json_path
from contracts.apis.strict import NEEDED, SENT_AS, node, strict, strict_schema, validator
from harness.ingest.problems import shown

# What jsonschema-rs names an error → the rule. Types, fields and listed values are looked at more closely.
_RULES: Mapping[str, str] = {
    **dict.fromkeys(("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "anyOf"), "S010"),
    **dict.fromkeys(("format", "pattern", "minLength", "maxLength"), "S011"),
    **dict.fromkeys(("minItems", "maxItems"), "S012"),
}
_WEB_PAGE = re.compile(r"\s*<")
_CUT_WITHIN_A_WORD = re.compile(r"[^\s{}\[\],:]{0,6}")
"""What is left of a number, a literal or an escape where an answer ends in it."""


def of_answer(data: bytes, operation: Operation) -> tuple[Difference, ...]:
    """What is wrong with an answer as it came: that it cannot be read, or how it differs from its contract.

    `data` are the bytes of the body, not packed.
    """
    content, unreadable = decoded(data)
    return unreadable or against_contract(content, operation)


def decoded(data: bytes) -> tuple[Any, tuple[Difference, ...]]:
    """The JSON value of an answer; or None, and the one difference that says why there is none."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return None, _whole("S024", f"no UTF-8 text: {error.reason} at byte {error.start}")
    if not text.strip():
        return None, _whole("S021", f"{len(data)} bytes")
    if _WEB_PAGE.match(text):
        return None, _whole("S022", shown(text.strip(), 60))
    try:
        content = json.loads(text, parse_constant=_refuse, parse_float=_finite)
    except json.JSONDecodeError as error:
        cut = error.msg.startswith("Unterminated") or _CUT_WITHIN_A_WORD.fullmatch(text[error.pos :].rstrip())
        return None, _whole("S023" if cut else "S024", f"{error.msg} at line {error.lineno} column {error.colno}")
    except (ValueError, RecursionError) as error:
        return None, _whole("S024", str(error))
    return content, ()


def against_contract(content: object, operation: Operation) -> tuple[Difference, ...]:
    """How a JSON value differs from the contract of an operation. Nothing differs: an empty tuple."""
    if content is None or (content == {} and operation.schema.get("type") == "object"):
        return _whole("S021", "null" if content is None else "{}")
    found = _Found(operation)
    try:
        content = found.by_name(content)
        found.judge(validator(operation), strict_schema(operation), content)
    except _NotAskableError as error:
        return _whole("S024", str(error))
    found.out_of_order(content)
    return found.differences()


class _NotAskableError(Exception):
    """The validator cannot take the value: nested beyond its limit, or text with half a character."""


def _whole(rule: str, seen: str) -> tuple[Difference, ...]:
    return (Difference(RULES[rule], "$", "$", "JSON", seen),)


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is no JSON")


def _finite(digits: str) -> float:
    number = float(digits)
    return number if isfinite(number) else _refuse(f"{digits}, beyond every number,")


class _Found:
    """The differences of one answer, gathered by rule and path."""

    def __init__(self, operation: Operation) -> None:
        self._schema = operation.schema
        self._sets: dict[Path, ResultSets] = {}
        self._missing: dict[tuple[str, str], Missing] = {}
        self._added: dict[tuple[str, str], Added] = {}
        self._values: dict[tuple[str, str], Difference] = {}
        self._counted: set[tuple[str, str]] = set()
        self._no_list: set[Path] = set()

    def by_name(self, content: Any) -> Any:
        """The answer with its result sets as records. A set that is none is told of, and has no records."""
        for path, schema in places_of(self._schema, "x-columns"):
            plain = strict({name: value for name, value in schema.items() if name != "x-columns"})
            asks = jsonschema_rs.Draft202012Validator(plain)
            for at, value in list(values_at(content, path)):
                self.judge(asks, plain, value, at)
                if not isinstance(value, list):
                    self._no_list.add(at)
                else:
                    sets, records, unfit = sets_at(value, at)
                    self._sets[at] = sets
                    self._keep(unfit)
                    self._columns(sets, records, schema["x-columns"]["properties"])
                    content = _replaced(content, at, records)
        return content

    def _columns(self, sets: ResultSets, records: Mapping[str, list[dict[str, object]]], declared: Schema) -> None:
        columns = {name: rows["items"] for name, rows in declared.items() if "items" in rows}
        known = {name: list(row["properties"]) for name, row in columns.items()}
        self._keep(misplaced(sets, {name: known.get(name, ()) for name in declared}))
        for name in sets.columns.keys() & known.keys():
            row, there = columns[name], sets.columns[name]
            if not there:
                continue
            owner, place = f"{sets.every_path((name,))}.rowSet[*]", f"{sets.json_path((name,))}.headers"
            for column in known[name]:
                if column not in there and column not in row.get("x-sometimes", ()):
                    needed, types = (
                        column in row.get("required", ()),
                        declared_types(row["properties"][column].get("type")),
                    )
                    self._missing[owner, column] = Missing(owner, column, place, needed, types)
            for index, column in enumerate(there):
                if column not in known[name]:
                    types_seen = {json_type(record[column]) for record in records[name] if column in record}
                    between = put_between(there, known[name], column)
                    self._added[owner, column] = Added(owner, column, f"{place}[{index}]", types_seen, between)

    def judge(self, asks: jsonschema_rs.Draft202012Validator, schema: Schema, content: object, at: Path = ()) -> None:
        """What the validator of a schema finds in a value that stands at a place of the answer."""
        try:
            errors = [(one, (*at, *one.instance_path)) for one in asks.iter_errors(content)]
        except ValueError as error:
            raise _NotAskableError(f"nothing that can be asked: {error}") from error
        of_wrong_type = {path for one, path in errors if one.kind.name == "type"}
        for one, path in errors:
            # What is of a wrong type is in no list of values either; that is no second difference.
            if path not in self._no_list and (one.kind.name != "enum" or path not in of_wrong_type):
                self._add(one, path, node(schema, one.schema_path))

    def _add(self, error: jsonschema_rs.ValidationError, path: Path, schema: Schema) -> None:
        kind = error.kind
        if isinstance(kind, jsonschema_rs.ValidationErrorKind.Required):
            self._lacks(path, kind.property, schema)
        elif isinstance(kind, jsonschema_rs.ValidationErrorKind.AdditionalProperties):
            for name in kind.unexpected:
                self._has_more(path, name, error.instance)
        elif isinstance(kind, jsonschema_rs.ValidationErrorKind.Type):
            rule = "S007" if error.instance is None else "S006"
            self._value(rule, path, _types(schema["type"]), _seen(error.instance))
        elif isinstance(kind, jsonschema_rs.ValidationErrorKind.Enum):
            rule = "S009" if "x-known-values" in schema else "S008"
            self._value(rule, path, _options(schema["enum"]), shown(error.instance))
        else:
            expected = error.message if kind.name == "anyOf" else f"{kind.name} {shown(schema[kind.name])}"
            self._value(_RULES[kind.name], path, expected, shown(error.instance))

    def out_of_order(self, content: object) -> None:
        """Lists that should ascend by a field of their items, and do not."""
        for path, schema in places_of(self._schema, "x-ordered-by"):
            name = schema["x-ordered-by"]
            for at, value in values_at(content, path):
                numbers = [one.get(name) for one in value or () if isinstance(one, dict)]
                # What is no number is told as a wrong type.
                whole = [one for one in numbers if isinstance(one, int)]
                back = next((index for index in range(1, len(whole)) if whole[index] < whole[index - 1]), None)
                if back is not None and len(whole) == len(numbers):
                    self._value("S016", (*at, back), f"{name} at least {whole[back - 1]}", f"{whole[back]}")

    def differences(self) -> tuple[Difference, ...]:
        """All, the gravest first."""
        inside = {every_path(at) for at in self._sets}
        fields = told(self._missing.values(), self._added.values(), inside)
        return tuple(
            sorted([*self._values.values(), *fields], key=lambda one: (-one.rule.severity, one.rule.id, one.path))
        )

    def _lacks(self, path: Path, name: str, schema: Schema) -> None:
        owner, place = self._paths(path)
        known = self._missing.get((owner, name))
        if known is not None:
            known.count += 1
            return
        declared = schema["properties"][name]
        types = declared_types(declared.get(SENT_AS, declared.get("type")))
        self._missing[owner, name] = Missing(owner, name, place, name in schema[NEEDED], types)

    def _has_more(self, path: Path, name: str, value: Any) -> None:
        owner, _ = self._paths(path)
        known = self._added.get((owner, name))
        if known is not None:
            known.count += 1
            known.types.add(json_type(value[name]))
            return
        place = self._paths((*path, name))[1]
        self._added[owner, name] = Added(owner, name, place, {json_type(value[name])})

    def _value(self, rule: str, path: Path, expected: str, seen: str) -> None:
        every, place = self._paths(path)
        self._keep([Difference(RULES[rule], every, place, expected, seen)])

    def _keep(self, differences: Iterable[Difference]) -> None:
        for one in differences:
            # Two keywords may say one thing of one value: too large, and in none of the ranges.
            if (one.rule.id, one.place) in self._counted:
                continue
            self._counted.add((one.rule.id, one.place))
            known = self._values.get((one.rule.id, one.path))
            self._values[one.rule.id, one.path] = replace(known, count=known.count + one.count) if known else one

    def _paths(self, path: Path) -> tuple[str, str]:
        for at, sets in self._sets.items():
            if path[: len(at)] == at:
                inner = path[len(at) :]
                return sets.every_path(inner), sets.json_path(inner)
        return every_path(path), json_path(path)


def _replaced(content: Any, at: Path, value: object) -> Any:
    if not at:
        return value
    copied: Any = content.copy()
    copied[at[0]] = _replaced(content[at[0]], at[1:], value)
    return copied


def _types(types: object) -> str:
    return " or ".join(map(str, types)) if isinstance(types, list) else str(types)


def _seen(value: object) -> str:
    return "null" if value is None else f"{json_type(value)} {shown(value)}"


def _options(values: list[object]) -> str:
    told_values = [shown(one) for one in values[:6]]
    return f"{', '.join(told_values)}{f' … ({len(values)})' if len(values) > 6 else ''}"
