"""What a probe said: its value beside its tolerance, and why. What cannot be learned is unknown, which is no pass."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from chaoslib.activity import run_activity
from chaoslib.exceptions import ActivityFailed
from chaoslib.hypothesis import within_tolerance

from chaos.experiment import Activity
from chaos.journal import Answered, Value

_said = threading.local()
_CLASS = re.compile(r"(?:[A-Za-z_]\w*\.)*[A-Z]\w*(?:Error|Failed|Exception|Execution): ")


class UnknownError(Exception):
    """A probe could not learn its answer; the message says what is missing."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One answer. `expected` is the tolerance in words."""

    outcome: Answered
    value: Value
    expected: str
    text: str


def explain(text: str) -> None:
    """To be called by a probe: why its value is what it is, in one line."""
    _said.text = text


def explained() -> str:
    """What the probe that ran last in this thread said, once."""
    text: str = getattr(_said, "text", "")
    _said.text = ""
    return text


def read(activity: Activity, configuration: Mapping[str, Any]) -> Reading:
    """Asks the probe, as the toolkit does, and judges its value."""
    explained()
    try:
        value = run_activity(activity.model_dump(), dict(configuration), {})
    except ActivityFailed as error:
        return Reading("unknown", None, expected_words(activity.tolerance), reason_of(str(error)))
    return judged(activity, value, configuration, explained())


def judged(activity: Activity, value: Any, configuration: Mapping[str, Any], text: str) -> Reading:
    """A value that is there, held against the tolerance; without one, anything is right."""
    expected = expected_words(activity.tolerance)
    shown: Value = value if isinstance(value, bool | int | float | str | None) else json.dumps(value, default=str)
    if activity.tolerance is None:
        return Reading("passed", shown, expected, text)
    try:
        met = within_tolerance(activity.tolerance, value, configuration=dict(configuration), secrets={})
    except (TypeError, ValueError) as error:
        return Reading("unknown", shown, expected, f"{value!r} cannot be held against {expected}: {error}")
    return Reading("passed" if met else "failed", shown, expected, text)


def expected_words(tolerance: Any) -> str:
    """A tolerance as people say it."""
    if isinstance(tolerance, list) and len(tolerance) == 2:
        return f"{tolerance[0]} to {tolerance[1]}"
    if isinstance(tolerance, dict) and tolerance.get("type") == "range":
        low, high = tolerance["range"]
        return f"{low} to {high}"
    if isinstance(tolerance, dict):
        return str(tolerance.get("name") or tolerance.get("type"))
    return "" if tolerance is None else str(tolerance).lower() if isinstance(tolerance, bool) else str(tolerance)


def reason_of(text: str) -> str:
    """An error that the toolkit has passed on, without the classes that it came as."""
    found = " ".join(text.split())
    while cut := _CLASS.match(found):
        found = found[cut.end() :]
    return found
