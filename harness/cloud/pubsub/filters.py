"""The filter language of subscriptions (filtering page of Pub/Sub): conditions on attributes, AND, OR, NOT.

A missing attribute is not equal to any value, so `attributes.x != "y"` matches a message without x.
AND and OR beside each other need parentheses.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from harness.cloud.errors import StatusError, invalid

Attributes: TypeAlias = "Mapping[str, str]"
Filter: TypeAlias = "Callable[[Attributes], bool]"

_TOKEN = re.compile(
    r"""\s*(?:(?P<text>"(?:[^"\\]|\\.)*")|(?P<word>[A-Za-z_][A-Za-z0-9_\-]*)|(?P<sign>!=|[=:.,()\-]))""", re.VERBOSE
)
_CONNECTIVES = frozenset({"AND", "OR", "NOT"})


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    position: int


_END = "end"


def parse(expression: str, most_bytes: int) -> Filter:
    """The predicate that a filter means; an empty filter lets every message through.

    Raises:
        StatusError: INVALID_ARGUMENT, it is too long or not in the language; the text says where.
    """
    if len(expression.encode()) > most_bytes:
        raise invalid(f"The filter is longer than {most_bytes} bytes.")
    if not expression.strip():
        return _everything
    return _Parser(expression).whole()


def _everything(_: Attributes) -> bool:
    return True


class _Parser:
    """Recursive descent, one method for each level of the grammar."""

    def __init__(self, expression: str) -> None:
        self._expression = expression
        self._tokens = list(self._split())
        self._at = 0

    def _split(self) -> list[_Token]:
        tokens, position = [], 0
        text = self._expression.rstrip()
        while position < len(text):
            found = _TOKEN.match(text, position)
            if found is None or found.lastgroup is None:
                raise self._error(position, "unexpected character")
            tokens.append(_Token(found.lastgroup, found[found.lastgroup], found.start(found.lastgroup)))
            position = found.end()
        return [*tokens, _Token(_END, "", len(text))]

    def _error(self, position: int, problem: str) -> StatusError:
        return invalid(f"Invalid filter at character {position}: {problem} (filter={self._expression})")

    def _peek(self) -> _Token:
        return self._tokens[self._at]

    def _take(self, *texts: str) -> bool:
        """Steps over the next token if it is one of these signs or words."""
        token = self._peek()
        if token.kind in {"sign", "word"} and token.text in texts:
            self._at += 1
            return True
        return False

    def _need(self, text: str) -> None:
        if not self._take(text):
            raise self._error(self._peek().position, f'expected "{text}"')

    def whole(self) -> Filter:
        found = self._expression_at_level()
        if self._peek().kind != _END:
            raise self._error(self._peek().position, "expected the end, or parentheses around AND beside OR")
        return found

    def _expression_at_level(self) -> Filter:
        parts = [self._negatable()]
        for word, combine in (("AND", all), ("OR", any)):
            if self._peek().text == word and self._peek().kind == "word":
                while self._take(word):
                    parts.append(self._negatable())
                return _combined(tuple(parts), combine)
        return parts[0]

    def _negatable(self) -> Filter:
        if self._take("NOT", "-"):
            return _negated(self._negatable())
        if self._take("("):
            inner = self._expression_at_level()
            self._need(")")
            return inner
        return self._condition()

    def _condition(self) -> Filter:
        if self._take("hasPrefix"):
            self._need("(")
            self._need("attributes")
            self._need(".")
            key = self._key()
            self._need(",")
            prefix = self._text()
            self._need(")")
            return lambda attributes: attributes.get(key, "").startswith(prefix) and key in attributes
        self._need("attributes")
        if self._take(":"):
            key = self._key()
            return lambda attributes: key in attributes
        self._need(".")
        key = self._key()
        if self._take("="):
            value = self._text()
            return lambda attributes: attributes.get(key) == value
        self._need("!=")
        value = self._text()
        return lambda attributes: attributes.get(key) != value

    def _key(self) -> str:
        token = self._peek()
        if token.kind == "word" and token.text not in _CONNECTIVES:
            self._at += 1
            return token.text
        return self._text()

    def _text(self) -> str:
        token = self._peek()
        if token.kind != "text":
            raise self._error(token.position, "expected a text in double quotes")
        self._at += 1
        try:
            text: str = json.loads(token.text)
        except json.JSONDecodeError as error:
            raise self._error(token.position, "a text with an escape that is none") from error
        return text


def _combined(parts: tuple[Filter, ...], combine: Callable[[list[bool]], bool]) -> Filter:
    return lambda attributes: combine([part(attributes) for part in parts])


def _negated(part: Filter) -> Filter:
    return lambda attributes: not part(attributes)
