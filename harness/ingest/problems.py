"""What can be wrong with a recorded file, each with its place in it."""

from __future__ import annotations

from dataclasses import dataclass

RECORD_AGAIN = "record this answer again from the provider"


class UnreadableFileError(Exception):
    """The bytes are no JSON or CSV. `place` is a line, column or byte offset; empty where the whole file is meant."""

    def __init__(self, message: str, place: str = "", repair: str = RECORD_AGAIN) -> None:
        super().__init__(message)
        self.message = message
        self.place = place
        self.repair = repair


class WrongShapeError(Exception):
    """It is JSON or CSV, but not the provider's answer. `place` is a path into it."""

    def __init__(self, message: str, place: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.place = place


class BadRecordError(ValueError):
    """One record of an answer cannot become a row. `place` is the path of the field that stands in the way."""

    def __init__(self, place: str, problem: str) -> None:
        super().__init__(f"{place}: {problem}")
        self.place = place
        self.problem = problem


@dataclass(frozen=True, slots=True)
class BadRecord:
    """A record that was left out, and why."""

    place: str
    problem: str


def shown(value: object, limit: int = 60) -> str:
    """A value as it may stand in a message: short, on one line, without anything a terminal or file would choke on."""
    if isinstance(value, dict):
        return f"an object of {len(value)} fields"
    if isinstance(value, list):
        return f"a list of {len(value)}"
    text = value if isinstance(value, str) else repr(value)
    cut = text if len(text) <= limit else f"{text[:limit]}… ({len(text)} characters)"
    return printable(repr(cut) if isinstance(value, str) else cut)


def printable(text: str) -> str:
    """File names and JSON keys without characters that UTF-8 cannot hold."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")
