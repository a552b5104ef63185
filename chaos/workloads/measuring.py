"""Probes of experiments that run against clouds alone: what documents say, held against each other by their keys."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

from chaos.extension.documents import Documents, documents
from chaos.extension.readings import UnknownError, explain
from chaos.extension.session import current
from harness.reference.phases_rules import Edge

LONGEST_PHASE = timedelta(minutes=240)
"""After so long a phase goes on with what there is (harness/reference/phases_rules.py, max_timeout)."""
_SHOWN = 3


@contextmanager
def _reading() -> Iterator[Documents]:
    environment = current().served.environment
    host = environment.get("FIRESTORE_EMULATOR_HOST")
    if host is None:
        raise UnknownError("the target has no Firestore")
    with documents(host, environment["GCP_PROJECT_ID"]) as reading:
        yield reading


def _counted(found: list[str], rest: str) -> int:
    more = ", …" if len(found) > _SHOWN else ""
    explain(f"{', '.join(found[:_SHOWN]) or 'none'}{more} {rest}")
    return len(found)


def highest(collection: str, field: str) -> float:
    """The highest value of a field among the documents of a collection; 0 where there is none."""
    with _reading() as reading:
        found = reading.of(collection)
    told = {name: float(one[field]) for name, one in found.items() if field in one}
    explain("; ".join(map(_shown, list(found.values())[:_SHOWN])) or f"{collection} is empty")
    return max(told.values(), default=0.0)


def _shown(fields: dict[str, Any]) -> str:
    """Its numbers."""
    numbers = {name: one for name, one in fields.items() if isinstance(one, int | float) and not isinstance(one, bool)}
    return ", ".join(f"{name} {numbers[name]:g}" for name in sorted(numbers))


def without_counterpart(collection: str, counterpart: str, field: str | None = None) -> int:
    """How many documents of a collection have no counterpart in the other: one of their id, or with it in `field`."""
    with _reading() as reading:
        wanted, others = reading.of(collection), reading.of(counterpart)
    there = set(others) if field is None else {one.get(field) for one in others.values()}
    return _counted([name for name in wanted if name not in there], f"of {len(wanted)} in {collection}")


def repeated(collection: str, field: str) -> int:
    """How many values of a field are in more than one document of a collection."""
    with _reading() as reading:
        found = reading.of(collection)
    counts = Counter(str(one.get(field)) for one in found.values())
    return _counted([value for value, times in counts.items() if times > 1], f"of {len(counts)} in {collection}")


def torn_batches() -> int:
    """How many batches have an array, a counter and documents of players that do not agree.

    A batch is in dual mode here: each finished player is in all three.
    """
    with _reading() as reading:
        batches = reading.of("prediction_batches")
        torn = [text for name, fields in batches.items() if (text := _torn(reading, name, fields))]
    return _counted(torn, f"of {len(batches)} batches")


def _torn(reading: Documents, name: str, fields: dict[str, Any]) -> str:
    array = len(fields.get("completed_players") or ())
    below = len(reading.of(f"prediction_batches/{name}/completions"))
    counter = int(fields.get("completed_count") or 0)
    if array == below == counter:
        return ""
    return f"{name}: {array} in the array, {below} documents, counted {counter}"


def waiting_days(edge: str) -> int:
    """How many game days wait for their next phase although the longest time for it has passed."""
    with _reading() as reading:
        days = reading.of(f"{Edge(edge).upstream}_completion")
    return _counted([name for name, fields in days.items() if _waits(fields)], f"of {len(days)} days")


def _waits(fields: dict[str, Any]) -> bool:
    first = fields.get("_first_completion_at")
    if first is None or fields.get("_triggered"):
        return False
    began = datetime.fromisoformat(first) if isinstance(first, str) else first
    return bool(datetime.now(UTC) - began >= LONGEST_PHASE)


def unsent_triggers(edge: str) -> int:
    """How many triggers are remembered as done whose message nobody has got, though there was time to send it."""
    with _reading() as reading:
        days = reading.of(f"{Edge(edge).upstream}_completion")
        sent = {one["trigger"] for one in reading.of("published").values()}
    fired = {day: fields for day, fields in days.items() if fields.get("_triggered")}
    latched = {f"{edge}_{day}_{fields.get('_generation', 0)}" for day, fields in fired.items()}
    return _counted(sorted(latched - sent), f"of {len(latched)} triggers")


def triggers_without(edge: str, processors: list[str]) -> int:
    """How many triggers there are in which one of these processors was missing."""
    with _reading() as reading:
        days = reading.of(f"{Edge(edge).upstream}_completion")
    latched = {name: fields for name, fields in days.items() if fields.get("_triggered")}
    early = [name for name, fields in latched.items() if set(processors) & set(fields.get("_missing_processors") or ())]
    return _counted(early, f"of {len(latched)} triggers")


def outdated_reports(phase: str) -> int:
    """How many processors have an older report standing than the newest that was sent (`sent`: processor, time)."""
    with _reading() as reading:
        days = reading.of(f"{phase}_completion")
        sent = list(reading.of("sent").values())
    found = []
    for day, fields in days.items():
        for name, entry in fields.items():
            newest = max((one["completed_at"] for one in sent if one["processor"] == name), default=None)
            if newest is not None and entry["completed_at"] < newest:
                found.append(f"{name} of {day} is {entry['status']}")
    return _counted(found, f"of {len(sent)} reports")
