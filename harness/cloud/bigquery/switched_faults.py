"""What may be made to go wrong in an emulated BigQuery from another process."""

from __future__ import annotations

import asyncio
import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from harness.cloud.bigquery import refusals
from harness.cloud.bigquery.exchanges import METHODS, Around, Asked, Proceed, Reply
from harness.cloud.bigquery.jobs import Jobs
from harness.control.faults import Choice, Chosen, Kind, Span, chance


def _method(name: str) -> str:
    if name not in METHODS:
        raise ValueError(f"there is no method {name}; there are {', '.join(METHODS)}")
    return name


class OfTables(Chosen):
    """Requests about a table whose name begins with `table`, as `nba_predictions.player_prop`."""

    table: str = ""

    def fits(self, asked: Asked) -> bool:
        """The table is what the request writes or has in its path, or it stands in the SQL."""
        if not self.table:
            return True
        return self.table in asked.sql or any(self.of(name) for name in asked.tables)

    def of(self, name: str) -> bool:
        """It is one of these tables; `name` begins with the project."""
        return name.partition(".")[2].startswith(self.table)


class Aimed(OfTables):
    """The same, of these methods (none: all), by the names of the REST reference."""

    methods: tuple[Annotated[str, AfterValidator(_method)], ...] = ()

    def fits(self, asked: Asked) -> bool:
        return (not self.methods or asked.method in self.methods) and super().fits(asked)


class Slow(Aimed):
    """Each request takes `delay_s` longer, and up to `jitter_s` more or less than that."""

    delay_s: float = Field(gt=0, le=300)
    jitter_s: float = Field(default=0.0, ge=0, le=300)


class Conflicting(OfTables):
    """A statement that changes rows takes `takes_s` longer, so that others can meet it.

    The second of two that overlap is refused; with `forced` each that is chosen, whether it meets one or not.
    """

    takes_s: float = Field(default=0.25, ge=0, le=60)
    forced: bool = False


class Quota(Aimed):
    """Which of the two: the client tries again after the rate limit, not after the quota."""

    reason: Literal["quotaExceeded", "rateLimitExceeded"] = "quotaExceeded"


class Withheld(OfTables):
    """The answer comes `withheld_s` late; so long the job is running."""

    methods: tuple[Literal["jobs.insert", "jobs.query", "jobs.getQueryResults"], ...] = ("jobs.insert", "jobs.query")
    withheld_s: float = Field(default=300.0, gt=0, le=3600)


class Streamed(OfTables):
    """Rows that were streamed in the last `within_s`; the documentation of DML says thirty minutes."""

    within_s: float = Field(default=1800.0, gt=0, le=7200)


@dataclass
class _Pause:
    """Waits in the emulator's loop, no longer than the fault is on."""

    span: Span
    _over: asyncio.Event | None = field(default=None, init=False)

    async def __call__(self, seconds: float) -> None:
        if self._over is None:
            over, loop = asyncio.Event(), asyncio.get_running_loop()
            self._over = over

            def end() -> None:
                loop.call_soon_threadsafe(over.set)

            self.span.at_end(end)
        try:
            async with asyncio.timeout(seconds):
                await self._over.wait()
        except TimeoutError:
            return


def _answered(reply: Callable[[], Reply]) -> Callable[[Aimed, Span], Around]:
    """Refuses the requests that are chosen, which are not carried out."""

    def begin(aimed: Aimed, span: Span) -> Around:
        choice = Choice(aimed, span)

        async def around(asked: Asked, proceed: Proceed) -> Reply:
            return reply() if aimed.fits(asked) and choice.hits() else await proceed()

        return around

    return begin


def _quota(wanted: Quota, span: Span) -> Around:
    refusal = refusals.quota(wanted.reason)
    return _answered(lambda: refusals.error_reply(403, refusal, domain="usageLimits"))(wanted, span)


def _slow(wanted: Slow, span: Span) -> Around:
    choice, pause, drawn = Choice(wanted, span), _Pause(span), chance(wanted.seed, "jitter")

    async def around(asked: Asked, proceed: Proceed) -> Reply:
        if wanted.fits(asked) and choice.hits():
            await pause(_jittered(wanted, drawn))
        return await proceed()

    return around


def _jittered(wanted: Slow, drawn: random.Random) -> float:
    return max(0.0, wanted.delay_s + drawn.uniform(-wanted.jitter_s, wanted.jitter_s))


def _conflicts(jobs: Jobs) -> Callable[[Conflicting, Span], Around]:
    def begin(wanted: Conflicting, span: Span) -> Around:
        choice, pause = Choice(wanted, span), _Pause(span)
        under_way: Counter[str] = Counter()

        async def around(asked: Asked, proceed: Proceed) -> Reply:
            tables = sorted(name for name in asked.changes.tables if wanted.of(name))
            met = [name for name in tables if under_way[name]] or (tables if wanted.forced else [])
            if met and choice.hits():
                await pause(wanted.takes_s)
                refusal = refusals.concurrent_update(met[0], in_transaction=asked.changes.in_transaction)
                return jobs.fail(asked, refusal)
            if not tables:
                return await proceed()
            under_way.update(tables)
            try:
                await pause(wanted.takes_s)
                return await proceed()
            finally:
                under_way.subtract(tables)

        return around

    return begin


def _withheld(jobs: Jobs) -> Callable[[Withheld, Span], Around]:
    def begin(wanted: Withheld, span: Span) -> Around:
        choice, pause = Choice(wanted, span), _Pause(span)

        async def around(asked: Asked, proceed: Proceed) -> Reply:
            fits = asked.method in wanted.methods and wanted.fits(asked) and not jobs.begun(asked)
            reply = await proceed()
            if not fits or not choice.hits():
                return reply
            end = jobs.begin(asked, reply) if asked.method != "jobs.getQueryResults" else lambda: None
            try:
                await pause(wanted.withheld_s)
            finally:
                end()
            return reply

        return around

    return begin


def _streamed(jobs: Jobs) -> Callable[[Streamed, Span], Around]:
    def begin(wanted: Streamed, span: Span) -> Around:
        choice = Choice(wanted, span)

        async def around(asked: Asked, proceed: Proceed) -> Reply:
            tables = frozenset(name for name in asked.changes.tables if wanted.of(name))
            held = jobs.streamed(tables, wanted.within_s)
            if held and choice.hits():
                return jobs.fail(asked, refusals.in_streaming_buffer(held[0]))
            return await proceed()

        return around

    return begin


def kinds(jobs: Jobs) -> tuple[Kind[Around], ...]:
    """The kinds of faults of an emulator before which these jobs stand."""
    return (
        Kind(
            "serialization_conflict",
            "of two statements that change rows of one table at the same time the second fails, as a job does",
            Conflicting,
            _conflicts(jobs),
        ),
        Kind("quota", "a request is refused with 403, quotaExceeded or rateLimitExceeded", Quota, _quota),
        Kind(
            "unavailable",
            "a request is refused with 503; it was not carried out",
            Aimed,
            _answered(lambda: refusals.error_reply(503, refusals.UNAVAILABLE)),
        ),
        Kind(
            "answer_withheld",
            "a job is carried out, but its answer is withheld; until then it is running, and its id is taken",
            Withheld,
            _withheld(jobs),
        ),
        Kind(
            "streaming_buffer",
            "MERGE, UPDATE, DELETE and TRUNCATE fail on a table that rows were streamed into a short time ago",
            Streamed,
            _streamed(jobs),
        ),
        Kind("slow", "a request takes longer", Slow, _slow),
    )
