"""A pandera check as the sentence that a report shows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from pandera.ibis import Check

LISTED_VALUES = 6
"""Values of a list that a sentence spells out; the longest lists (30 teams) would drown it."""


def sentence(check: Check, column: str | None) -> str:
    """What must hold, in words: the author's own text where there is one, else made from the check's numbers."""
    said = _own_words(check)
    if said is not None:
        return f"{column}: {said}" if column else said
    subject = column or "every column"
    words = _BUILTIN.get(check.registry_name or "")
    if words is not None:
        return f"{subject} {words(check.statistics or {})}"
    if check.description:
        return f"{column}: {check.description.strip().splitlines()[0]}" if column else check.description.strip()
    return f"{subject} passes {check.name}"


def _own_words(check: Check) -> str | None:
    """The text given as `error` or `name`; pandera fills both for its own checks."""
    builtin = check.registry_name
    if check.error and not (builtin and check.error.startswith(f"{builtin}(")):
        return str(check.error)
    if check.name and check.name != builtin and check.name not in ("<lambda>", "_adapter"):
        return str(check.name).replace("_", " ")
    return None


def _listed(values: Iterable[Any]) -> str:
    every = [str(value) for value in (sorted(values, key=str) if isinstance(values, frozenset) else values)]
    shown = ", ".join(every[:LISTED_VALUES])
    return shown if len(every) <= LISTED_VALUES else f"{shown}, … ({len(every)} values)"


def _range(numbers: Mapping[str, Any]) -> str:
    lower = "at least" if numbers.get("include_min", True) else "above"
    upper = "at most" if numbers.get("include_max", True) else "below"
    return f"is {lower} {numbers['min_value']} and {upper} {numbers['max_value']}"


def _length(numbers: Mapping[str, Any]) -> str:
    least, most, exact = (numbers.get(name) for name in ("min_value", "max_value", "exact_value"))
    if exact is not None:
        return f"has {exact} characters"
    if least is None:
        return f"has at most {most} characters"
    return f"has at least {least} characters" if most is None else f"has {least} to {most} characters"


_BUILTIN: Mapping[str, Callable[[Mapping[str, Any]], str]] = {
    "equal_to": lambda s: f"is {s['value']}",
    "not_equal_to": lambda s: f"is not {s['value']}",
    "greater_than": lambda s: f"is above {s['min_value']}",
    "greater_than_or_equal_to": lambda s: f"is at least {s['min_value']}",
    "less_than": lambda s: f"is below {s['max_value']}",
    "less_than_or_equal_to": lambda s: f"is at most {s['max_value']}",
    "in_range": _range,
    "isin": lambda s: f"is one of {_listed(s['allowed_values'])}",
    "notin": lambda s: f"is none of {_listed(s['forbidden_values'])}",
    "str_matches": lambda s: f"matches {s['pattern']}",
    "str_contains": lambda s: f"contains {s['pattern']}",
    "str_startswith": lambda s: f"starts with {s['string']}",
    "str_endswith": lambda s: f"ends with {s['string']}",
    "str_length": _length,
    "unique_values_eq": lambda s: f"takes each of the values {_listed(s['values'])} and no other",
}
