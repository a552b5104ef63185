"""One record of an answer, read field by field, so that every complaint names the field's place.

A field that is absent and a field that is null read the same. Numbers are never taken from text unless the
provider is known to send them so (ESPN scores), and text is never made from objects.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from harness.ingest.problems import BadRecordError, shown

Value = TypeVar("Value")

LONGEST_TEXT = 10_000
"""Characters. The longest real text is an injury note of a few hundred."""
SMALLEST_INT64, LARGEST_INT64 = -(2**63), 2**63 - 1
_WHOLE_NUMBER = re.compile(r"[+-]?[0-9]{1,18}")
_DECIMAL_NUMBER = re.compile(r"[+-]?[0-9]{1,18}(\.[0-9]{1,30})?")


@dataclass(frozen=True, slots=True)
class Unloadable:
    """A number that no column can hold: NaN, Infinity, 1e999, an integer of thousands of digits."""

    text: str

    def __repr__(self) -> str:
        return self.text if len(self.text) <= 24 else f"{self.text[:24]}… ({len(self.text)} digits)"


@dataclass(frozen=True, slots=True)
class Record:
    """Named values at a place of an answer.

    Attributes:
        fields: the values by the provider's own names.
        place: path from the top of the file, for example `data[3].home_team`; empty for the top.
        joint: what stands between the place and a field's name in a message.
    """

    fields: Mapping[str, object]
    place: str
    joint: str = "."

    def at(self, name: str) -> str:
        """The place of one field."""
        return f"{self.place}{self.joint}{name}" if self.place else name

    def bad(self, name: str, problem: str) -> BadRecordError:
        return BadRecordError(self.at(name), problem)

    def has(self, name: str) -> bool:
        return self.fields.get(name) is not None

    def text(self, name: str) -> str:
        """Text that is there and is not blank."""
        return self._given(name, self.text_or_none(name))

    def text_or_none(self, name: str) -> str | None:
        """Text without the blanks around it; None for null, absent or blank."""
        value = self.fields.get(name)
        if value is None:
            return None
        if not isinstance(value, str):
            raise self.bad(name, f"{shown(value)} is no text")
        if len(value) > LONGEST_TEXT:
            raise self.bad(name, f"text of {len(value)} characters; at most {LONGEST_TEXT} are taken")
        try:
            value.encode("utf-8")
        except UnicodeEncodeError:
            raise self.bad(name, f"{shown(value)} holds half a surrogate pair, which is no character") from None
        return value.strip() or None

    def written(self, name: str) -> str | None:
        """Text as sent, or a number written out (minutes, weights, ids come as either)."""
        value = self.fields.get(name)
        if isinstance(value, float) and value.is_integer():
            return str(int(value))
        if isinstance(value, int | float) and not isinstance(value, bool):
            return str(value)
        return self.text_or_none(name)

    def integer(self, name: str) -> int:
        return self._given(name, self.integer_or_none(name))

    def integer_or_none(self, name: str) -> int | None:
        value = self.fields.get(name)
        if value is None:
            return None
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        if isinstance(value, Unloadable):
            raise self.bad(name, f"{value!r} is no number that fits 64 bits")
        if isinstance(value, bool) or not isinstance(value, int):
            raise self.bad(name, f"{shown(value)} is no whole number")
        if not SMALLEST_INT64 <= value <= LARGEST_INT64:
            raise self.bad(name, f"{shown(value)} does not fit 64 bits")
        return value

    def counted(self, name: str) -> int | None:
        """A whole number, also where the provider sends it as text (ESPN and NBA.com live scores)."""
        value = self.fields.get(name)
        if not isinstance(value, str):
            return self.integer_or_none(name)
        cleaned = value.strip()
        if not cleaned:
            return None
        if not _WHOLE_NUMBER.fullmatch(cleaned):
            raise self.bad(name, f"{shown(value)} is no whole number")
        return int(cleaned)

    def number_or_none(self, name: str) -> float | None:
        value = self.fields.get(name)
        if value is None:
            return None
        if isinstance(value, Unloadable):
            raise self.bad(name, f"{value!r} is no finite number")
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise self.bad(name, f"{shown(value)} is no number")
        if isinstance(value, int) and not SMALLEST_INT64 <= value <= LARGEST_INT64:
            raise self.bad(name, f"{shown(value)} does not fit 64 bits")
        return float(value)

    def number(self, name: str) -> float:
        return self._given(name, self.number_or_none(name))

    def measured(self, name: str) -> float | None:
        """A number, also where it comes as text (CSV)."""
        value = self.fields.get(name)
        if not isinstance(value, str):
            return self.number_or_none(name)
        cleaned = value.strip()
        if not cleaned:
            return None
        if not _DECIMAL_NUMBER.fullmatch(cleaned):
            raise self.bad(name, f"{shown(value)} is no number")
        return float(cleaned)

    def flag(self, name: str) -> bool:
        return self._given(name, self.flag_or_none(name))

    def flag_or_none(self, name: str) -> bool | None:
        value = self.fields.get(name)
        if value is None or isinstance(value, bool):
            return value
        raise self.bad(name, f"{shown(value)} is neither true nor false")

    def part(self, name: str) -> Record:
        """An object inside this one."""
        return self._given(name, self.part_or_none(name))

    def part_or_none(self, name: str) -> Record | None:
        value = self.fields.get(name)
        if value is None:
            return None
        if not isinstance(value, dict):
            raise self.bad(name, f"{shown(value)} is no object")
        return Record(value, self.at(name))

    def parsed(self, name: str, parse: Callable[[str], Value]) -> Value:
        """What `parse` makes of the text; its ValueError becomes a complaint about this field."""
        return self._parse(name, self.text(name), parse)

    def parsed_or_none(self, name: str, parse: Callable[[str], Value]) -> Value | None:
        text = self.text_or_none(name)
        return None if text is None else self._parse(name, text, parse)

    def _parse(self, name: str, text: str, parse: Callable[[str], Value]) -> Value:
        try:
            return parse(text)
        except (ValueError, OverflowError) as error:
            raise self.bad(name, str(error)) from None

    def _given(self, name: str, value: Value | None) -> Value:
        if value is None:
            raise self.bad(name, "is missing" if name not in self.fields else "is empty")
        return value
