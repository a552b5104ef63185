"""What an operation can be asked, and the one place where it is checked.

A parameter that no operation knows is not looked at, as the real providers do; a known one that is malformed,
or given twice where it may be given once, is refused.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from harness.ingest.identities import utc_instant

Parse = Callable[[str], object]
# Python reads no number of more than 4300 digits.
_WHOLE = re.compile(r"-?[0-9]{1,4000}")
_UTC_INSTANT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z")
NO_DAY = date(1, 1, 2)
"""Stands for a day that no calendar has, such as 20240230: a day without games."""


class BadParameterError(Exception):
    """A parameter is missing or malformed.

    Attributes:
        name: which one.
        problem: what is wrong with it, as the rest of a sentence.
    """

    def __init__(self, name: str, problem: str) -> None:
        super().__init__(f"{name} {problem}")
        self.name = name
        self.problem = problem


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter of the query.

    Attributes:
        parse: what makes a value of its text; raises ValueError. None leaves the parameter absent.
        default: the value where it is absent; None leaves it absent.
        many: whether it may be given more than once; its value is then a tuple.
    """

    name: str
    parse: Parse
    required: bool = False
    default: object = None
    many: bool = False


def parsed(
    parameters: Sequence[Parameter], query: Mapping[str, Sequence[str]], path: Mapping[str, str]
) -> dict[str, object]:
    """The values of a request by parameter name; those of the path are taken as they are.

    Raises:
        BadParameterError: one is missing, malformed, or given too often.
    """
    values: dict[str, object] = dict(path)
    for parameter in parameters:
        texts = query.get(parameter.name, ())
        if not texts:
            if parameter.required:
                raise BadParameterError(parameter.name, "is required")
            if parameter.default is not None:
                values[parameter.name] = parameter.default
        elif len(texts) > 1 and not parameter.many:
            raise BadParameterError(parameter.name, "is given more than once")
        else:
            found = tuple(_value(parameter, text) for text in texts)
            values[parameter.name] = found if parameter.many else found[0]
    return {name: value for name, value in values.items() if value is not None}


def _value(parameter: Parameter, text: str) -> object:
    try:
        return parameter.parse(text)
    except (ValueError, OverflowError) as error:
        raise BadParameterError(parameter.name, str(error)) from None


def whole(low: int, high: int | None = None) -> Parse:
    """A whole number from `low` to `high`, both included."""
    bounds = f"of {low} or more" if high is None else f"from {low} to {high}"

    def parse(text: str) -> int:
        if not _WHOLE.fullmatch(text) or int(text) < low or (high is not None and int(text) > high):
            raise ValueError(f"is no whole number {bounds}")
        return int(text)

    return parse


def iso_day(text: str) -> date:
    """A day such as 2024-01-15."""
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        raise ValueError("is no day such as 2024-01-15")
    return date.fromisoformat(text)


def written_day(layout: str, *, pattern: str, example: str) -> Parse:
    """A day in a layout of strptime; text of the right shape that names no day gives `NO_DAY`."""
    shape = re.compile(pattern)

    def parse(text: str) -> date:
        if not shape.fullmatch(text):
            raise ValueError(f"is no day such as {example}")
        try:
            return datetime.strptime(text, layout).replace(tzinfo=UTC).date()
        except ValueError:
            return NO_DAY

    return parse


compact_day = written_day("%Y%m%d", pattern=r"[0-9]{8}", example="20240115")


def optional(parse: Parse) -> Parse:
    """Empty text is as good as none."""
    return lambda text: parse(text) if text else None


def instant(text: str) -> datetime:
    """An instant in UTC such as 2024-01-15T00:00:00Z."""
    if not _UTC_INSTANT.fullmatch(text):
        raise ValueError("is no instant such as 2024-01-15T00:00:00Z")
    return utc_instant(text)


def flag(text: str) -> bool:
    if text not in ("true", "false"):
        raise ValueError("is neither true nor false")
    return text == "true"


def one_of(*words: str) -> Parse:
    """One of these words, as written here."""

    def parse(text: str) -> str:
        if text not in words:
            raise ValueError(f"is none of {', '.join(words)}")
        return text

    return parse


def shaped(pattern: str, example: str) -> Parse:
    """Text that a pattern matches whole."""
    shape = re.compile(pattern)

    def parse(text: str) -> str:
        if not shape.fullmatch(text):
            raise ValueError(f"is nothing like {example}")
        return text

    return parse


def anything(text: str) -> str:
    """Any text."""
    return text
