"""The rules of drift: in what an answer can differ from its contract or from an older one, and how badly.

Ids never change and are never used again. They begin with S, for shape: other letters are those of the rules for tables
(`contracts.compatibility.rules`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from types import MappingProxyType

from harness.results import Severity

Path = tuple[str | int, ...]
"""Where something stands in a JSON value: names of fields and indexes of items."""


@dataclass(frozen=True, slots=True)
class DriftRule:
    """One kind of difference. `why` is one line for whoever meets it."""

    id: str
    title: str
    severity: Severity
    why: str


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference, however many records have it.

    Attributes:
        path: where, for all records: `$.data[*].home_team.id`, `$.resultSets[LineScore].rowSet[*].PTS`.
        place: the JSON path of the first one: `$.data[0].home_team.id`, `$.resultSets[1].rowSet[3][22]`.
        expected, seen: in words; empty where there is nothing to say.
        count: how many times.
    """

    rule: DriftRule
    path: str
    place: str
    expected: str = ""
    seen: str = ""
    count: int = 1

    def __str__(self) -> str:
        told = f" ({self.expected} → {self.seen})" if self.expected or self.seen else ""
        times = f", {self.count} times, first at {self.place}" if self.count > 1 else f", at {self.place}"
        return f"{self.rule.id} {self.rule.severity.label} {self.path}: {self.rule.title}{told}{times}"


_INFO, _WARNING, _ERROR, _CRITICAL = Severity.INFO, Severity.WARNING, Severity.ERROR, Severity.CRITICAL

_ALL = (
    # Fields, and columns of result sets.
    DriftRule("S001", "field added", _INFO, "Nobody reads it yet."),
    DriftRule("S002", "field removed", _WARNING, "It was always sent; the platform does not read it."),
    DriftRule("S003", "required field missing", _ERROR, "The platform reads it."),
    DriftRule("S004", "required field renamed", _ERROR, "It is gone under the name that the platform reads."),
    DriftRule("S005", "field renamed", _WARNING, "It is gone under its name; the platform does not read it."),
    # Values.
    DriftRule("S006", "type changed", _ERROR, "Readers get a value that they cannot take."),
    DriftRule("S007", "null where none may be", _ERROR, "Readers count on a value."),
    DriftRule("S008", "value outside a closed list", _ERROR, "Code branches on the values of this list."),
    DriftRule("S009", "value not known yet", _WARNING, "The list grows; what is mapped by it may be dropped."),
    DriftRule("S010", "number out of range", _ERROR, "No game, price or line has such a number."),
    DriftRule("S011", "format broken", _ERROR, "Code takes this text apart."),
    DriftRule("S012", "too few or too many items", _ERROR, "The list cannot be whole, or is not this list."),
    # Order and position.
    DriftRule("S013", "column moved", _ERROR, "Readers by position put values under other names."),
    DriftRule("S014", "column put in between", _ERROR, "All columns behind it have moved for readers by position."),
    DriftRule("S015", "row does not fit its headers", _ERROR, "No value can be told its column."),
    DriftRule("S016", "items out of order", _ERROR, "Readers count on the order of time."),
    # Between two recordings only.
    DriftRule("S017", "nothing but null any more", _WARNING, "The field is there, but says nothing."),
    DriftRule("S018", "null for the first time", _WARNING, "The older answer always had a value."),
    # The whole answer.
    DriftRule("S021", "empty answer", _CRITICAL, "There is nothing in it."),
    DriftRule("S022", "a web page, not JSON", _CRITICAL, "The caller was refused or sent elsewhere."),
    DriftRule("S023", "JSON cut off", _CRITICAL, "The answer did not come whole."),
    DriftRule("S024", "no JSON", _CRITICAL, "It cannot be read."),
)

RULES = MappingProxyType({rule.id: rule for rule in _ALL})
"""Every rule by its id."""

_PLAIN = re.compile(r"[A-Za-z_$][A-Za-z0-9_$]*")


def json_path(path: Path) -> str:
    """`("data", 0, "id")` → `$.data[0].id`."""
    return "$" + "".join(_step(one) for one in path)


def every_path(path: Path) -> str:
    """`("data", 0, "id")` → `$.data[*].id`: the same for all items."""
    return "$" + "".join("[*]" if isinstance(one, int) else _step(one) for one in path)


def _step(one: str | int) -> str:
    if isinstance(one, int):
        return f"[{one}]"
    if _PLAIN.fullmatch(one):
        return f".{one}"
    quoted = one.replace("\\", "\\\\").replace("'", "\\'")
    return f"['{quoted}']"
