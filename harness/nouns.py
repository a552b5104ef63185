"""Plurals of the few hundred nouns that reports count."""

from __future__ import annotations

_HISSING = ("s", "x", "ch", "sh")


def plural_of(noun: str) -> str:
    """`rows`, `entries`, `batches`; `games in a table`, where only the first part is counted."""
    for between in (" of ", " in "):
        head, found, rest = noun.partition(between)
        if found:
            return plural_of(head) + found + rest
    if noun.endswith("y") and noun[-2:-1] not in ("", *"aeiou"):
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(_HISSING) else "s")


def counted(number: int, noun: str) -> str:
    """`1 table`, `1,230 games`."""
    return f"{number:,} {noun if number == 1 else plural_of(noun)}"
