"""The report for programs: JSON that reads back into the same `RunReport`.

An object with the fields of `RunReport` in their order, and before them

    schema_version   "major.minor" of this structure (`harness.results.SCHEMA_VERSION`)
    summary          {"passed": n, "failed": n, "unknown": n, "exit_status": n}, for readers in a hurry; not read back
    gates            what each gate that was asked decided (`harness.gate_decisions`), from 1.1; not read back

`history`, from 1.2, is null where none is kept; its `cases` are findings followed from night to night, its `trends`
plain numbers by table.

Every dataclass of `harness.results` is an object with its fields in their order; every tuple is an array.

    window             {"start": "2024-01-15", "end": "2024-01-15"}
    as_of, started_at  ISO 8601 with offset
    severity           "info" | "warning" | "error" | "critical"
    outcome            "passed" | "failed" | "unknown"
    state              "rows" | "none due" | "empty"
    standing           "new" | "open" | "fixed"
    decision           "proceed" | "proceed with warning" | "block"
    key, evidence      [[name, value], …]: an array, because a business key has an order
    failures_by_day    [["2024-01-15", 3], …]
    durations, bytes   numbers in the unit their field names, null where there is none

A value in `key` or `evidence` is a JSON string, number, boolean or null; what JSON has no literal for is
an object with one member: {"date": "2024-01-15"}, {"datetime": "2024-01-15T19:30:00+00:00"},
{"float": "nan"}, {"float": "inf"}, {"float": "-inf"}. A duration that is not finite is written likewise.

A reader of major version n reads every n.x: members it does not know are passed over, members that are
absent take their default.
"""

from __future__ import annotations

import json
import math
import re
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

from harness.gate_decisions import GateDecision, gate_decisions
from harness.results import SCHEMA_VERSION, Outcome, RunReport, Scalar, Severity

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


class ReportFormatError(ValueError):
    """The text is no report that this version can read."""


def to_json(report: RunReport) -> str:
    """`report` as indented JSON; `from_json` gives it back."""
    summary = {str(outcome): report.count(outcome) for outcome in Outcome} | {"exit_status": report.exit_status()}
    gates = [_encoded(GateDecision, one) for one in gate_decisions(report.results)]
    document = {"schema_version": SCHEMA_VERSION, "summary": summary, "gates": gates} | _encoded(RunReport, report)
    text = json.dumps(document, ensure_ascii=False, allow_nan=False, indent=1)
    return _LONE_SURROGATE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def from_json(text: str) -> RunReport:
    """The report that `to_json` wrote.

    Raises:
        ReportFormatError: no JSON, another major version, or a member is missing or of the wrong type;
            the message names the member.
    """
    try:
        document = json.loads(text)
    except json.JSONDecodeError as error:
        raise ReportFormatError(f"the report is no JSON: {error}") from error
    if not isinstance(document, dict) or not isinstance(document.get("schema_version"), str):
        raise ReportFormatError(
            "the file has no schema_version, so it is no harness report; pass one written by harness"
        )
    version, ours = document["schema_version"], SCHEMA_VERSION
    if version.partition(".")[0] != ours.partition(".")[0]:
        raise ReportFormatError(
            f"the report has schema_version {version!r}, this harness reads {ours.partition('.')[0]}.x; "
            "read it with the harness that wrote it"
        )
    report: RunReport = _decoded(RunReport, document, "report")
    return report


@cache
def _kinds(kind: Any) -> dict[str, Any]:
    """The declared type of every field."""
    return get_type_hints(kind)


def _present(kind: Any) -> Any:
    """`X` of `X | None`."""
    (present,) = (member for member in get_args(kind) if member is not NoneType)
    return present


def _encoded(kind: Any, value: Any) -> Any:
    if kind == Scalar:
        return _encoded_scalar(value)
    if isinstance(kind, UnionType):
        return None if value is None else _encoded(_present(kind), value)
    if isinstance(kind, type) and is_dataclass(kind):
        kinds = _kinds(kind)
        return {field.name: _encoded(kinds[field.name], getattr(value, field.name)) for field in fields(kind)}
    if get_origin(kind) is tuple:
        return [_encoded(item_kind, item) for item_kind, item in zip(_item_kinds(kind, len(value)), value, strict=True)]
    if isinstance(value, Severity):
        return value.label
    if isinstance(value, date):
        return value.isoformat()
    return _encoded_scalar(value)


def _encoded_scalar(value: Scalar) -> str | int | float | bool | dict[str, str] | None:
    if isinstance(value, datetime):
        return {"datetime": value.isoformat()}
    if isinstance(value, date):
        return {"date": value.isoformat()}
    if isinstance(value, float) and not math.isfinite(value):
        return {"float": str(value)}
    return value


def _item_kinds(kind: Any, length: int) -> tuple[Any, ...]:
    """The types of a tuple's members: `tuple[X, ...]` has one for all."""
    kinds = get_args(kind)
    return (kinds[0],) * length if kinds[-1] is Ellipsis else kinds


def _decoded(kind: Any, value: Any, where: str) -> Any:
    if kind == Scalar:
        return _decoded_scalar(value, where)
    if is_dataclass(kind):
        return _decoded_object(kind, value, where)
    if get_origin(kind) is tuple:
        return _decoded_tuple(kind, value, where)
    if isinstance(kind, UnionType):
        return None if value is None else _decoded(_present(kind), value, where)
    return _decoded_leaf(kind, value, where)


def _decoded_object(kind: Any, value: Any, where: str) -> Any:
    if not isinstance(value, dict):
        raise _wrong(where, "an object", value)
    members = {}
    for field in fields(kind):
        if field.name in value:
            members[field.name] = _decoded(_kinds(kind)[field.name], value[field.name], f"{where}.{field.name}")
        elif field.default is MISSING and field.default_factory is MISSING:
            raise ReportFormatError(f"{where} has no {field.name}")
    try:
        return kind(**members)
    except ValueError as error:
        raise ReportFormatError(f"{where}: {error}") from error


def _decoded_tuple(kind: Any, value: Any, where: str) -> tuple[Any, ...]:
    if not isinstance(value, list):
        raise _wrong(where, "an array", value)
    kinds = _item_kinds(kind, len(value))
    if len(kinds) != len(value):
        raise _wrong(where, f"an array of {len(kinds)}", value)
    pairs = enumerate(zip(kinds, value, strict=True))
    return tuple(_decoded(item_kind, item, f"{where}[{number}]") for number, (item_kind, item) in pairs)


def _decoded_leaf(kind: Any, value: Any, where: str) -> Any:
    if kind is float:
        number = _decoded_scalar(value, where)
        if isinstance(number, int | float) and not isinstance(number, bool):
            return number
    elif kind in (date, datetime) or issubclass(kind, Enum):
        if isinstance(value, str):
            return _parsed(kind, value, where)
    elif type(value) is kind:
        return value
    raise _wrong(where, kind.__name__, value)


def _decoded_scalar(value: Any, where: str) -> Scalar:
    if value is None or isinstance(value, str | int | float):
        return value
    if isinstance(value, dict) and len(value) == 1:
        ((name, text),) = value.items()
        kinds = {"date": date, "datetime": datetime, "float": float}
        if name in kinds and isinstance(text, str):
            scalar: Scalar = _parsed(kinds[name], text, where)
            return scalar
    raise _wrong(where, "a value", value)


def _parsed(kind: Any, text: str, where: str) -> Any:
    try:
        if kind is Severity:
            return Severity[text.upper()]
        return kind.fromisoformat(text) if kind in (date, datetime) else kind(text)
    except (ValueError, KeyError):
        raise _wrong(where, kind.__name__, text) from None


def _wrong(where: str, expected: str, value: Any) -> ReportFormatError:
    return ReportFormatError(f"{where} is not {expected}: {str(value)[:80]!r}")
