"""What has to be remembered of jobs that met a fault, and of rows that were streamed, beside the emulator's own memory.

The emulator carries a job out while it is sent, takes one id twice, and has no streaming buffer. Here a job that failed
stays failed, one whose answer was withheld is running until it is not, and its id is taken. The emulator knows a load
that is sent with its rows by an id of its own; one whose answer was withheld is found by that of its client here.
"""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Callable
from typing import Any, TypeVar

from harness.cloud.bigquery.exchanges import Asked, Proceed, Reply
from harness.cloud.bigquery.refusals import Refusal, duplicate, error_reply, failed_job, json_reply

_REMEMBERED = 10_000
_POLL_S = 10.0
"""getQueryResults waits so long for a job where the client does not say (REST reference, timeoutMs)."""

Value = TypeVar("Value")


class Jobs:
    """Stands right before the emulator; all but `clock` belongs to the emulator's loop."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._failed: dict[str, tuple[dict[str, Any], Refusal]] = {}
        self._running: dict[str, asyncio.Event] = {}
        self._queries: dict[str, Reply] = {}
        self._loads: dict[str, Reply] = {}
        self._streamed: dict[str, float] = {}

    @property
    def idle(self) -> bool:
        """There is nothing to remember of any job."""
        return not (self._failed or self._running or self._queries)

    def fail(self, asked: Asked, refusal: Refusal) -> Reply:
        """The answer to a job that was taken and has failed."""
        if asked.method != "jobs.insert" or asked.job is None:
            return error_reply(400, refusal)
        job = failed_job(asked, refusal)
        _remember(self._failed, asked.job, (job, refusal))
        return json_reply(job)

    def begin(self, asked: Asked, reply: Reply) -> Callable[[], None]:
        """The job is running from now on, until what is returned is called; the reply is that to come then."""
        if asked.job is None:
            return lambda: None
        ended = asyncio.Event()
        _remember(self._running, asked.job, ended)
        if asked.method == "jobs.query":
            _remember(self._queries, asked.job, reply)
        job = json.loads(reply.body) if asked.method == "jobs.insert" and reply.status == 200 else {}
        if job and job["jobReference"]["jobId"] != asked.job:
            job["id"] = f"{asked.project}:US.{asked.job}"
            job["jobReference"]["jobId"] = asked.job
            _remember(self._loads, asked.job, json_reply(job))
        return ended.set

    def begun(self, asked: Asked) -> bool:
        """The same job or query came before, and its answer was withheld."""
        return asked.method in ("jobs.insert", "jobs.query") and asked.job in self._running

    def streamed(self, tables: frozenset[str], within_s: float) -> list[str]:
        """Those of the tables that rows were streamed into in the last seconds."""
        now = self._clock()
        return sorted(one for one in tables if one in self._streamed and now - self._streamed[one] <= within_s)

    async def __call__(self, asked: Asked, proceed: Proceed) -> Reply:
        known = await self._known(asked)
        if known is not None:
            return known
        reply = await proceed()
        if asked.method == "tabledata.insertAll" and reply.status == 200:
            for table in asked.tables:
                _remember(self._streamed, table, self._clock())
        if asked.method == "jobs.get" and asked.job is not None and self._runs(asked.job):
            return _running(reply)
        return reply

    async def _known(self, asked: Asked) -> Reply | None:
        """The answer about a job that is remembered here, where the emulator's would be another."""
        if asked.job is None:
            return None
        if asked.method == "jobs.query":
            return self._queries.get(asked.job)
        if asked.method == "jobs.insert":
            taken = asked.job in self._failed or asked.job in self._running
            return error_reply(409, duplicate(asked.project, asked.job)) if taken else None
        if asked.job in self._failed:
            job, refusal = self._failed[asked.job]
            return json_reply(job) if asked.method == "jobs.get" else error_reply(400, refusal)
        if asked.method == "jobs.get" and asked.job in self._loads:
            return _running(self._loads[asked.job]) if self._runs(asked.job) else self._loads[asked.job]
        if asked.method == "jobs.getQueryResults" and self._runs(asked.job):
            seconds = _POLL_S if asked.timeout_ms is None else asked.timeout_ms / 1000
            if not await _set_within(self._running[asked.job], seconds):
                reference = {"projectId": asked.project, "jobId": asked.job, "location": "US"}
                return json_reply({"jobReference": reference, "jobComplete": False})
        return None

    def _runs(self, job: str) -> bool:
        return job in self._running and not self._running[job].is_set()


def _running(reply: Reply) -> Reply:
    if reply.status != 200:
        return reply
    job = json.loads(reply.body)
    job["status"] = {"state": "RUNNING"}
    job.get("statistics", {}).pop("endTime", None)
    return json_reply(job)


async def _set_within(event: asyncio.Event, seconds: float) -> bool:
    try:
        async with asyncio.timeout(seconds):
            return await event.wait()
    except TimeoutError:
        return False


def _remember(kept: dict[str, Value], name: str, value: Value) -> None:
    kept.pop(name, None)
    kept[name] = value
    while len(kept) > _REMEMBERED:
        del kept[next(iter(kept))]
