"""One answer of a provider as it came, and its JSON, or exactly why it has none."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Generic, NoReturn, TypeVar

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from contracts.apis.clients.errors import COMPARE_SHAPE, TRY_LATER, NotJsonError, WrongShapeError
from harness.ingest.problems import shown
from harness.nouns import counted

Parsed = TypeVar("Parsed")

MOST_PROBLEMS = 3
"""Told of a wrong shape; the count is exact."""


class Part(BaseModel):
    """Part of an answer: the fields that the platform reads, as they are sent. Others are left alone."""

    model_config = ConfigDict(frozen=True, strict=True, extra="ignore")


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back, with status 200, or 204 where the provider documents it.

    Attributes:
        endpoint: the path, with ids in it.
        parameters: the query without the key; repeated ones joined by commas.
        where: method and address, without the key.
        body: decoded from gzip, and without the key, should the provider repeat it.
        notes: what happened on the way, such as a Retry-After that was cut.
    """

    provider: str
    endpoint: str
    parameters: Mapping[str, str]
    where: str
    status: int
    fetched_at: datetime
    body: bytes = field(repr=False)
    content_type: str = ""
    notes: tuple[str, ...] = ()

    def json(self) -> object:
        """The body as JSON.

        Raises:
            NotJsonError: it is none; the text says whether it is HTML, cut off, empty or something else.
        """
        return self._decoded()[1]

    def parsed(self, shape: TypeAdapter[Parsed]) -> Parsed:
        """The body as `shape`, strictly: a number in quotes is no number.

        Raises:
            NotJsonError: it is no JSON.
            WrongShapeError: it is JSON of another shape; the text names the first places.
        """
        text, value = self._decoded()
        try:
            return shape.validate_json(text)
        except ValidationError as error:
            raise WrongShapeError(
                provider=self.provider,
                what=f"another shape than documented: {_told(value, error)}",
                where=self.where,
                fix=COMPARE_SHAPE,
                status=self.status,
                notes=self.notes,
            ) from error

    def _decoded(self) -> tuple[str, object]:
        if not self.body.strip():
            self._no_json("an empty body", TRY_LATER)
        try:
            text = self.body.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            self._no_json(f"no UTF-8 from byte {error.start} on", "look at the body; JSON is UTF-8")
        if "html" in self.content_type.casefold() or text.lstrip()[:1] == "<":
            page = shown(" ".join(text.split()), 80)
            self._no_json(
                f"HTML with status {self.status}, no JSON: {page}",
                f"{TRY_LATER}, from another address or with other headers",
            )
        try:
            return text, json.loads(text, parse_constant=_no_constant)
        except json.JSONDecodeError as error:
            if _is_cut(error):
                self._no_json(f"JSON that is cut off after {counted(len(self.body), 'byte')}", TRY_LATER)
            self._no_json(f"no JSON: {error.msg} at line {error.lineno}, column {error.colno}", TRY_LATER)
        except (ValueError, RecursionError) as error:
            self._no_json(f"no JSON that can be read: {shown(str(error), 80)}", TRY_LATER)

    def _no_json(self, what: str, fix: str) -> NoReturn:
        raise NotJsonError(
            provider=self.provider, what=what, where=self.where, fix=fix, status=self.status, notes=self.notes
        )


@dataclass(frozen=True, slots=True)
class Reply(Generic[Parsed]):
    """An answer, and how to read it. The bytes can be had also where they do not read."""

    answer: Answer
    reader: Callable[[Answer], Parsed] = field(repr=False)

    def read(self) -> Parsed:
        """What the answer says.

        Raises:
            NotJsonError: it is no JSON.
            WrongShapeError: it is JSON of another shape.
        """
        return self.reader(self.answer)


def said(body: bytes) -> str:
    """What an error body says, in short: the provider's own words where it has the documented form."""
    try:
        value = json.loads(body)
    except (ValueError, RecursionError):
        return ""
    words = [value.get(name) for name in ("error_code", "message", "error")] if isinstance(value, dict) else []
    return ", ".join(shown(word, 120) for word in words if isinstance(word, str) and word)


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no JSON number")


_LITERALS = ("true", "false", "null", "-")
_NUMBER_GOES_ON = re.compile(r"\.|[eE][+-]?")
_LONGEST_ESCAPE = len(r"\u0000")


def _is_cut(error: json.JSONDecodeError) -> bool:
    """Whether more text could have made it JSON."""
    rest = error.doc.rstrip()[error.pos :]
    return (
        not rest
        or error.msg.startswith("Unterminated string")
        or (error.msg.startswith("Invalid \\") and len(rest) < _LONGEST_ESCAPE)
        or _NUMBER_GOES_ON.fullmatch(rest) is not None
        or (error.msg == "Expecting value" and any(literal.startswith(rest) for literal in _LITERALS))
    )


def _told(value: object, error: ValidationError) -> str:
    if isinstance(value, dict) and isinstance(value.get("message"), str):
        return f"it says {shown(value['message'], 120)}"
    problems = error.errors(include_url=False)
    first = "; ".join(
        f"{_place(problem['loc'])}: {problem['msg']}, not {shown(problem['input'])}"
        for problem in problems[:MOST_PROBLEMS]
    )
    return f"{counted(len(problems), 'place')}, the first: {first}"


def _place(path: tuple[int | str, ...]) -> str:
    return "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path).lstrip(".") or "the answer"
