"""BigQuery's types: other names of the same one, and what ALTER COLUMN … SET DATA TYPE may widen."""

from __future__ import annotations

import re
from dataclasses import dataclass

ALIASES = {
    "INTEGER": "INT64",
    "INT": "INT64",
    "SMALLINT": "INT64",
    "BIGINT": "INT64",
    "TINYINT": "INT64",
    "BYTEINT": "INT64",
    "FLOAT": "FLOAT64",
    "BOOLEAN": "BOOL",
    "DECIMAL": "NUMERIC",
    "BIGDECIMAL": "BIGNUMERIC",
    "RECORD": "STRUCT",
}
"""Names by which the API and DDL call the same type; never a change."""

# https://cloud.google.com/bigquery/docs/managing-table-schemas#change_column_data_type
WIDENED = {
    "INT64": {"NUMERIC", "BIGNUMERIC", "FLOAT64"},
    "NUMERIC": {"BIGNUMERIC", "FLOAT64"},
    "BIGNUMERIC": {"FLOAT64"},
}
NUMBERS = {"INT64", "NUMERIC", "BIGNUMERIC", "FLOAT64"}
INSTANTS = {"TIMESTAMP", "DATETIME"}

_SPELLED = re.compile(r"^\s*([A-Za-z0-9]+)\s*(?:\(\s*(\d+|MAX)\s*(?:,\s*(\d+)\s*)?\))?", re.IGNORECASE)
_DIGITS = {"NUMERIC": (38, 9), "BIGNUMERIC": (76, 38)}


@dataclass(frozen=True, slots=True)
class TypeName:
    """A type with its parameters. `length` of STRING and BYTES, `precision` and `scale` of exact numbers."""

    name: str
    precision: int | None = None
    scale: int | None = None
    length: int | None = None

    @property
    def whole_digits(self) -> int:
        """Digits before the point."""
        precision, scale = self.digits
        return precision - scale

    @property
    def digits(self) -> tuple[int, int]:
        """Precision and scale, those of the type itself where it gives none."""
        precision, scale = _DIGITS.get(self.name, (0, 0))
        return (precision, scale) if self.precision is None else (self.precision, self.scale or 0)


def parse(text: str) -> TypeName:
    """A type by any of its names.

    Raises:
        ValueError: it does not begin with a name.
    """
    found = _SPELLED.match(text)
    if not found:
        raise ValueError(f"{text!r} is no type name")
    name = ALIASES.get(found[1].upper(), found[1].upper())
    first, second = found[2], found[3]
    if first is None or first.upper() == "MAX":
        return TypeName(name)
    if name in _DIGITS:
        return TypeName(name, precision=int(first), scale=int(second or 0))
    return TypeName(name, length=int(first))


def type_rule(before: str, after: str) -> str | None:
    """The id of the rule for a change of type; None where both are the same."""
    old, new = parse(before), parse(after)
    if old == new:
        return None
    if old.name == new.name:
        return _digits_rule(old, new) if old.name in _DIGITS else _length_rule(old, new)
    if "STRUCT" in (old.name, new.name):
        return "N009" if old.name == "STRUCT" else "N010"
    if new.name in WIDENED.get(old.name, ()):
        return "T001" if _holds(new, old) else "T002"
    if old.name in WIDENED.get(new.name, ()):
        return "T002"
    return _named_rule(old.name, new.name)


def _holds(wider: TypeName, old: TypeName) -> bool:
    """Whether a parametrised NUMERIC still holds every value; an INT64 has up to 19 digits."""
    if wider.name not in _DIGITS:
        return True
    precision, scale = wider.digits
    whole, behind = (19, 0) if old.name == "INT64" else (old.whole_digits, old.digits[1])
    return precision - scale >= whole and scale >= behind


def _digits_rule(old: TypeName, new: TypeName) -> str | None:
    if old.digits == new.digits:
        return None
    whole, behind = new.whole_digits - old.whole_digits, new.digits[1] - old.digits[1]
    if whole >= 0 and behind >= 0:
        return "T004"
    return "T005" if whole <= 0 and behind <= 0 else "T006"


def _length_rule(old: TypeName, new: TypeName) -> str:
    if new.length is None or (old.length is not None and new.length > old.length):
        return "T008"
    return "T007"


def _named_rule(old: str, new: str) -> str:
    if old == "DATE" and new in INSTANTS:
        return "T009"
    if old in INSTANTS and new == "DATE":
        return "T010"
    if (old, new) == ("STRING", "JSON"):
        return "T011"
    if (old, new) == ("JSON", "STRING"):
        return "T012"
    if old in NUMBERS and new == "STRING":
        return "T013"
    if old == "STRING" and new in NUMBERS:
        return "T014"
    return "T003"
