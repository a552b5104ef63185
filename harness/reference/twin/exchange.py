"""What is asked of a provider, and what it answers."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import TypeVar

Value = TypeVar("Value")
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Question:
    """One request, its parameters checked and parsed.

    Attributes:
        values: parameter values by name; absent ones are not in it.
        now: the moment of the answer, with its zone.
    """

    values: Mapping[str, object]
    now: datetime

    def text(self, name: str) -> str:
        return self._of(name, str)

    def text_or_none(self, name: str) -> str | None:
        return self.text(name) if name in self.values else None

    def whole(self, name: str) -> int:
        return self._of(name, int)

    def whole_or_none(self, name: str) -> int | None:
        return self.whole(name) if name in self.values else None

    def day(self, name: str) -> date:
        return self._of(name, date)

    def day_or_none(self, name: str) -> date | None:
        return self.day(name) if name in self.values else None

    def instant(self, name: str) -> datetime:
        return self._of(name, datetime)

    def instant_or_none(self, name: str) -> datetime | None:
        return self.instant(name) if name in self.values else None

    def flag_or_none(self, name: str) -> bool | None:
        return self._of(name, bool) if name in self.values else None

    def several(self, name: str) -> frozenset[object] | None:
        """The values of a parameter that may be given more than once; None where it is not given."""
        return frozenset(self._of(name, tuple)) if name in self.values else None

    def a_day_earlier(self) -> Question:
        """The same question of the day before: its days, its instants and the moment itself."""
        values = {name: _day_before(value) for name, value in self.values.items()}
        return replace(self, values=values, now=self.now - _DAY)

    def _of(self, name: str, kind: type[Value]) -> Value:
        value = self.values[name]
        if not isinstance(value, kind):
            raise TypeError(f"parameter {name} was parsed to {type(value).__name__}, not {kind.__name__}")
        return value


def _day_before(value: object) -> object:
    """What is no day and no instant stays, and so does the first day of the calendar."""
    if not isinstance(value, date):
        return value
    try:
        return value - _DAY
    except OverflowError:
        return value


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer.

    Attributes:
        content: the bytes of the body; empty for 204.
    """

    status: int
    content: bytes
    media_type: str = "application/json"
    headers: Mapping[str, str] = field(default_factory=dict)


def json_bytes(value: object) -> bytes:
    """A JSON value as the providers write it: no blanks, letters as they are."""
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode()


class RefusedError(Exception):
    """The provider answers with an error of its own.

    Attributes:
        code: the provider's name for it, where it has one (The Odds API: `INVALID_MARKET`).
    """

    def __init__(self, status: int, message: str, code: str | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.message = message
        self.code = code
