"""One request to BigQuery's REST API and its answer, as far as faults need to know them."""

from __future__ import annotations

import json
import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from harness.cloud.bigquery.statements import Changes, changes_of

_PROJECT = r"(?:/upload|/resumable/upload)?/bigquery/v2/projects/(?P<project>[^/]+)"
_TABLE = rf"{_PROJECT}/datasets/(?P<dataset>[^/]+)/tables/(?P<table>[^/]+)"
_ROUTES: tuple[tuple[str, str, re.Pattern[str]], ...] = (
    ("jobs.insert", "POST PUT", re.compile(rf"{_PROJECT}/jobs")),
    ("jobs.get", "GET", re.compile(rf"{_PROJECT}/jobs/(?P<job>[^/]+)")),
    ("jobs.query", "POST", re.compile(rf"{_PROJECT}/queries")),
    ("jobs.getQueryResults", "GET", re.compile(rf"{_PROJECT}/queries/(?P<job>[^/]+)")),
    ("tabledata.insertAll", "POST", re.compile(rf"{_TABLE}/insertAll")),
    ("tabledata.list", "GET", re.compile(rf"{_TABLE}/data")),
    ("tables.get", "GET", re.compile(_TABLE)),
    ("tables.delete", "DELETE", re.compile(_TABLE)),
    ("tables.insert", "POST", re.compile(rf"{_PROJECT}/datasets/(?P<dataset>[^/]+)/tables")),
    ("tables.list", "GET", re.compile(rf"{_PROJECT}/datasets/(?P<dataset>[^/]+)/tables")),
)
METHODS = tuple(name for name, _, _ in _ROUTES)
"""By the names of the REST reference."""
OTHER = "other"


@dataclass(frozen=True, slots=True)
class Asked:
    """A request.

    Attributes:
        method: one of METHODS, or OTHER.
        job: the job's id where it has one, or the id that makes a query the same when it is sent again.
        tables: those that it names as what is written, or in its path: `project.dataset.table`.
        changes: of these, the ones changed in place.
        configuration: of a job.
    """

    method: str
    project: str = ""
    job: str | None = None
    sql: str = ""
    tables: frozenset[str] = frozenset()
    changes: Changes = field(default_factory=Changes)
    configuration: Mapping[str, Any] = field(default_factory=dict)
    timeout_ms: int | None = None


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer; `headers` as ASGI has them."""

    status: int
    body: bytes
    headers: tuple[tuple[bytes, bytes], ...] = ((b"content-type", b"application/json; charset=UTF-8"),)


Proceed: TypeAlias = "Callable[[], Awaitable[Reply]]"
Around: TypeAlias = "Callable[[Asked, Proceed], Awaitable[Reply]]"
"""Stands around a request: answers by itself, or lets it proceed."""


def method_of(verb: str, path: str) -> tuple[str, dict[str, str]]:
    """The method and the named parts of the path."""
    for name, verbs, pattern in _ROUTES:
        if verb in verbs.split() and (found := pattern.fullmatch(path)):
            return name, {key: value for key, value in found.groupdict().items() if value is not None}
    return OTHER, {}


def asked_of(verb: str, path: str, body: bytes, query: Mapping[str, str]) -> Asked:
    """What a request asks for. A body that is no JSON has nothing in it that a fault could be aimed at."""
    method, parts = method_of(verb, path)
    project = parts.get("project", "")
    # A PUT has rows of a load, not what is asked for.
    sent = _first_object(body) if verb == "POST" and method in ("jobs.insert", "jobs.query") else {}
    timeout = query.get("timeoutMs", str(sent.get("timeoutMs", "")))
    configuration = sent.get("configuration", {}) if method == "jobs.insert" else sent
    statement = configuration.get("query", {}) if method == "jobs.insert" else sent
    sql = str(statement.get("query", "")) if isinstance(statement, dict) else ""
    default = (statement.get("defaultDataset") or {}).get("datasetId") if sql else None
    dry = bool(configuration.get("dryRun"))
    changes = changes_of(sql, project=project, dataset=default) if sql and not dry else Changes()
    named = {f"{project}.{parts['dataset']}.{parts['table']}"} if "table" in parts else set()
    # Such a job begins with the rows that are sent later.
    own = None if query.get("uploadType") == "resumable" else sent.get("jobReference", {}).get("jobId")
    return Asked(
        method=method,
        project=project,
        job=parts.get("job") or own or sent.get("requestId"),
        sql=sql,
        tables=frozenset(named | changes.tables | _destinations(configuration)),
        changes=changes,
        configuration=configuration,
        timeout_ms=int(timeout) if timeout.isdigit() else None,
    )


def _first_object(body: bytes) -> dict[str, Any]:
    """The JSON object that the body begins with, or that stands in its first part."""
    text = body.decode("utf-8", "replace")
    start = text.find("{")
    if start < 0:
        return {}
    try:
        found, _ = json.JSONDecoder().raw_decode(text, start)
    except json.JSONDecodeError:
        return {}
    return found if isinstance(found, dict) else {}


def _destinations(configuration: Mapping[str, Any]) -> set[str]:
    tables = [part.get("destinationTable") for part in configuration.values() if isinstance(part, dict)]
    return {f"{one['projectId']}.{one['datasetId']}.{one['tableId']}" for one in tables if one}
