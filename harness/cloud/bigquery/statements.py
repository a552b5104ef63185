"""Which tables a SQL text changes in place, read from its words; a statement that only adds rows changes none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import sqlglot
from sqlglot import Token, TokenType
from sqlglot.errors import TokenError

_VERBS = {
    TokenType.MERGE: frozenset({TokenType.INTO}),
    TokenType.UPDATE: frozenset[TokenType](),
    TokenType.DELETE: frozenset({TokenType.FROM}),
    TokenType.TRUNCATE: frozenset({TokenType.TABLE}),
}
"""Statements that change rows in place, and the word that may stand before the table."""
_NAMES = frozenset({TokenType.VAR, TokenType.IDENTIFIER})
_JOINS = frozenset({TokenType.DOT, TokenType.DASH})


@dataclass(frozen=True, slots=True)
class Changes:
    """Tables that a text changes, as `project.dataset.table`, and whether it does so in a transaction."""

    tables: frozenset[str] = frozenset()
    in_transaction: bool = False


def changes_of(sql: str, *, project: str, dataset: str | None = None) -> Changes:
    """What a text changes by MERGE, UPDATE, DELETE or TRUNCATE, scripts included; `dataset` is that of bare names.

    A text that cannot be read changes nothing: the emulator will say what is wrong with it.
    """
    try:
        tokens = sqlglot.tokenize(sql, read="bigquery")
    except TokenError:
        return Changes()
    found = (_whole(name, project, dataset) for name in _named(tokens))
    opened = any(token.text.upper().startswith("BEGIN TRANSACTION") for token in tokens)
    return Changes(frozenset(name for name in found if name is not None), opened)


def _named(tokens: Sequence[Token]) -> Iterator[str]:
    """The names behind the verbs. The clauses of a MERGE have verbs too, but no name behind them."""
    for index, token in enumerate(tokens):
        if token.token_type in _VERBS:
            rest = tokens[index + 1 :]
            if rest and rest[0].token_type in _VERBS[token.token_type]:
                rest = rest[1:]
            if name := _name(rest):
                yield name


def _name(tokens: Sequence[Token]) -> str:
    """A name of one piece or several that touch: `p-1.d.t`, or any of its parts in backquotes."""
    name, end, joined = "", None, True
    for token in tokens:
        apart = end is not None and token.start != end + 1
        joint = token.token_type in _JOINS
        # Behind a dot any word may stand, keywords too.
        fits = (end is not None or token.token_type in _NAMES) if joined else joint
        if apart or not fits:
            break
        name += "-" if token.token_type is TokenType.DASH else token.text
        end, joined = token.end, joint or name.endswith(".")  # the reader takes the end of `p-1.d` for a number, `1.`
    return name


def _whole(name: str, project: str, dataset: str | None) -> str | None:
    parts = name.split(".")
    if len(parts) == 1 and dataset is not None:
        return f"{project}.{dataset}.{parts[0]}"
    if len(parts) == 2:
        return f"{project}.{name}"
    return name if len(parts) == 3 else None
