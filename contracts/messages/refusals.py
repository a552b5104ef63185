"""What a model does not accept of a payload, as paths and words instead of an exception."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import BaseModel, ValidationError

Violations = tuple[tuple[str, str], ...]
"""Pairs of a path (`metadata.batch_id`, `line_values[2]`; empty for the whole) and what is wrong there."""

_LONGEST_VALUE = 60


def refusals(model: type[BaseModel], payload: object) -> Violations:
    """Why the model refuses the payload; empty where it does not. One entry a path."""
    try:
        model.model_validate(payload)
    except ValidationError as refused:
        found: dict[str, list[str]] = {}
        for error in refused.errors(include_url=False):
            words = found.setdefault(_path(error["loc"], error["type"], payload), [])
            if (said := _words(error["type"], error["msg"], error["input"])) not in words:
                words.append(said)
        # Each form that a value may have refuses it on its own.
        return tuple((path, " or ".join(words)) for path, words in found.items())
    return ()


def _path(location: Sequence[str | int], kind: str, payload: object) -> str:
    """Only the steps that lead through the payload: pydantic also names the forms that it tried."""
    path = ""
    node: Any = payload
    for place, step in enumerate(location):
        last = place == len(location) - 1
        if isinstance(node, Mapping) and (step in node or (last and kind == "missing")):
            path = f"{path}.{step}" if path else str(step)
            node = node.get(step)
        elif isinstance(node, Sequence) and isinstance(step, int) and step < len(node):
            path = f"{path}[{step}]"
            node = node[step]
        else:
            break
    return path


def _words(kind: str, message: str, value: object) -> str:
    if kind == "missing":
        return "required, and left out"
    if kind == "extra_forbidden":
        return "there is no such name"
    said = message.removeprefix("Value error, ")
    said = f"{said[0].lower()}{said[1:]}"
    if isinstance(value, Mapping | list) and value:
        return said  # it would be told whole
    shown = repr(value)
    return f"{said} (is {shown if len(shown) <= _LONGEST_VALUE else f'{shown[:_LONGEST_VALUE]}…'})"
