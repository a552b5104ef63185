"""What can go wrong with an answer on request, and for how many answers it does.

A fault is asked for one provider, or one of its operations; it spoils the next answers and ends by itself, or stays
until it is cleared.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from email.utils import format_datetime
from enum import StrEnum
from http import HTTPStatus
from threading import Event, Lock
from typing import TypeAlias

from harness.reference.twin.exchange import RefusedError, Reply
from harness.reference.twin.providers import Json, Path

RETRY_AFTER = timedelta(seconds=7)
LONGEST_DELAY = timedelta(seconds=30)
_HTML = b"<!DOCTYPE html><html><head><title>Access denied</title></head><body><h1>Please wait</h1></body></html>"


class Fault(StrEnum):
    """What is wrong with an answer."""

    TOO_MANY_REQUESTS = "429, Retry-After in seconds"
    TOO_MANY_REQUESTS_UNTIL = "429, Retry-After as a date"
    FORBIDDEN = "403"
    SERVER_ERROR = "500"
    BAD_GATEWAY = "502"
    UNAVAILABLE = "503"
    GATEWAY_TIMEOUT = "504"
    PAGE = "an HTML page with status 200"
    EMPTY = "no byte, with status 200"
    TRUNCATED = "JSON that ends in the middle"
    STALE = "the answer of the day before"
    PARTIAL = "the first half of the games"
    SLOW = "the right answer, late"
    FIELD_RENAMED = "a field under another name"
    FIELD_DROPPED = "a field that is not there"
    FIELD_RETYPED = "a field of another type"
    WRONG = "the one field of the wrong twin, of another type wherever it stands"

    @property
    def stands_instead(self) -> bool:
        """Whether the provider never comes to answer: the request is not even looked at."""
        return self in _INSTEAD

    @property
    def changes_a_field(self) -> bool:
        return self in _CHANGES


_INSTEAD = {
    Fault.TOO_MANY_REQUESTS: 429,
    Fault.TOO_MANY_REQUESTS_UNTIL: 429,
    Fault.FORBIDDEN: 403,
    Fault.SERVER_ERROR: 500,
    Fault.BAD_GATEWAY: 502,
    Fault.UNAVAILABLE: 503,
    Fault.GATEWAY_TIMEOUT: 504,
    Fault.PAGE: 200,
    Fault.EMPTY: 200,
}


@dataclass(slots=True)
class _Asked:
    """A fault that is on. `left` answers are still to be spoilt; None for all."""

    operation: str | None
    fault: Fault
    left: int | None
    delay: timedelta


@dataclass(frozen=True, slots=True)
class Spoilt:
    """The fault of one answer. `over` is set when nothing is late any more, where anything says so."""

    fault: Fault
    delay: timedelta
    over: Event | None = None


Spoils: TypeAlias = Callable[[str, str], "Spoilt | None"]
"""Provider and operation of the answer that is given now → its fault."""


class Switchboard:
    """The faults that are on, by provider; the first that fits an answer counts.

    `switched` gives those that are switched on from outside; they come after the others.
    """

    def __init__(self, switched: Callable[[], Sequence[Spoils]] = list) -> None:
        self._switched = switched
        self._asked: dict[str, list[_Asked]] = {}
        self._lock = Lock()

    def turn_on(
        self, provider: str, *, fault: Fault, operation: str | None, times: int | None, delay: timedelta
    ) -> None:
        """Spoil the next `times` answers, or all of them.

        Raises:
            ValueError: `times` is less than 1, or the delay is negative or longer than 30 s.
        """
        if times is not None and times < 1:
            raise ValueError(f"a fault spoils 1 answer or more, not {times}; leave it out for until it is cleared")
        if not timedelta(0) <= delay <= LONGEST_DELAY:
            raise ValueError(f"a delay lies between 0 and {LONGEST_DELAY.seconds} s, not {delay.total_seconds()} s")
        with self._lock:
            self._asked.setdefault(provider, []).append(_Asked(operation, fault, times, delay))

    def take(self, provider: str, operation: str) -> Spoilt | None:
        """The fault of the answer that is given now; it counts as given."""
        with self._lock:
            for asked in self._asked.get(provider, []):
                if asked.operation in (None, operation):
                    if asked.left is not None:
                        asked.left -= 1
                        if not asked.left:
                            self._asked[provider].remove(asked)
                    return Spoilt(asked.fault, asked.delay)
        return next((found for spoils in self._switched() if (found := spoils(provider, operation))), None)

    def clear(self, provider: str | None) -> None:
        """End the faults of a provider, or of all."""
        with self._lock:
            for name in list(self._asked) if provider is None else [provider]:
                self._asked.pop(name, None)


def instead(fault: Fault, *, now: datetime, told: Callable[[RefusedError], Reply]) -> Reply:
    """What is sent for a fault that stands instead of an answer; `told` gives an error the provider's shape.

    `now` is the twin's, so a date in Retry-After is one of its clock.
    """
    if fault is Fault.PAGE:
        return Reply(200, _HTML, "text/html; charset=utf-8")
    if fault is Fault.EMPTY:
        return Reply(200, b"")
    headers = {}
    if fault is Fault.TOO_MANY_REQUESTS:
        headers["Retry-After"] = str(int(RETRY_AFTER.total_seconds()))
    elif fault is Fault.TOO_MANY_REQUESTS_UNTIL:
        headers["Retry-After"] = format_datetime(now + RETRY_AFTER, usegmt=True)
    status = _INSTEAD[fault]
    return replace(told(RefusedError(status, HTTPStatus(status).phrase)), headers=headers)


def truncated(content: bytes) -> bytes:
    """The first half of it."""
    return content[: len(content) // 2]


def halved(body: Json, path: Path) -> Json:
    """The body with the first half of the list at `path` (the body itself without a path), rounded down."""
    if not path:
        return _first_half(body)
    return _changed(body, path, lambda holder, name: _put(holder, name, _first_half(holder[name])))


def _first_half(value: Json) -> Json:
    return value[: len(value) // 2] if isinstance(value, list) else value


_RENAMED = "_v2"


def _rename(holder: dict[str, Json], name: str) -> None:
    holder[name + _RENAMED] = holder.pop(name)


def _drop(holder: dict[str, Json], name: str) -> None:
    del holder[name]


def _retype(holder: dict[str, Json], name: str) -> None:
    value = holder[name]
    if isinstance(value, str):
        holder[name] = int(value) if value.isdigit() else {"value": value}
    elif value is None or isinstance(value, dict | list):
        holder[name] = True
    else:
        holder[name] = json.dumps(value)


def _put(holder: dict[str, Json], name: str, value: Json) -> None:
    holder[name] = value


_CHANGES: dict[Fault, Callable[[dict[str, Json], str], None]] = {
    Fault.FIELD_RENAMED: _rename,
    Fault.FIELD_DROPPED: _drop,
    Fault.FIELD_RETYPED: _retype,
}


def drifted(body: Json, path: Path, fault: Fault) -> Json:
    """The body with the field at `path` renamed, dropped or retyped wherever it stands; text becomes a number."""
    return _changed(body, path, _CHANGES[fault])


def retyped_everywhere(body: Json, name: str) -> Json:
    """A copy of the body in which every field of this name has another type, at any depth."""
    if isinstance(body, list):
        return [retyped_everywhere(item, name) for item in body]
    if not isinstance(body, dict):
        return body
    holder = {key: retyped_everywhere(value, name) for key, value in body.items()}
    if name in holder:
        _retype(holder, name)
    return holder


def _changed(body: Json, path: Path, change: Callable[[dict[str, Json], str], None]) -> Json:
    """A copy of the body, changed at every object that has the last step of the path; the rest is shared."""
    if not path:
        return body
    step, rest = path[0], path[1:]
    if step == "*":
        return [_changed(item, rest, change) for item in body] if isinstance(body, list) else body
    if not isinstance(body, dict) or step not in body:
        return body
    holder = dict(body)
    if rest:
        holder[step] = _changed(body[step], rest, change)
    else:
        change(holder, step)
    return holder
