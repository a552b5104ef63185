"""A few days of a clean season, to be corrupted and validated; what a test did to them is undone after it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

import duckdb

from harness.results import CheckResult, Outcome, Window
from harness.warehouse.checks import CheckSet
from harness.warehouse.duckdb import DuckDBWarehouse
from harness.warehouse.run import Limits, run

AS_OF = datetime(2024, 4, 15, 12, tzinfo=UTC)
"""Noon UTC after the season's last day."""


@dataclass(frozen=True)
class Answers:
    """What one validator answered, by the names of its checks."""

    results: tuple[CheckResult, ...]

    @property
    def failed(self) -> dict[str, list[tuple[object, ...]]]:
        """Names of the failed checks, each with the keys it found."""
        return {
            result.check: [tuple(cell for _, cell in one.key) for one in result.finding.violations]
            for result in self.results
            if result.finding is not None
        }

    @property
    def unknown(self) -> dict[str, str]:
        """Names of the checks without an answer, each with the reason."""
        return {one.check: one.reason or "" for one in self.results if one.outcome is Outcome.UNKNOWN}

    @property
    def passed(self) -> set[str]:
        return {one.check for one in self.results if one.outcome is Outcome.PASSED}

    def evidence(self, check: str) -> list[dict[str, object]]:
        """What the violations of a check show beside their keys."""
        [finding] = [one.finding for one in self.results if one.check == check]
        return [dict(one.evidence) for one in finding.violations] if finding else []

    def repairs(self, check: str) -> tuple[str, ...]:
        [finding] = [one.finding for one in self.results if one.check == check]
        return finding.repair if finding else ()


@dataclass(frozen=True)
class Day:
    """A warehouse that one test may do anything to; it lives in a transaction that is rolled back.

    `date` is the day with all the games that tests corrupt. SQL may say `{day}`, `{game}` and `{player}`: that
    day, its first game, and that game's player with the most minutes.
    """

    connection: duckdb.DuckDBPyConnection
    date: str
    game: str
    player: str

    def sql(self, text: str) -> str:
        return text.format(day=self.date, game=self.game, player=self.player)

    def corrupt(self, *statements: str) -> None:
        """Run statements; each that changes rows must change some, or the test would prove nothing."""
        for statement in statements:
            text = self.sql(statement)
            answer = self.connection.execute(text)
            if re.match(r"\s*(UPDATE|DELETE|INSERT)", text, re.IGNORECASE):
                [(changed,)] = answer.fetchall()
                assert changed > 0, f"nothing was changed by: {text}"

    def rows(self, text: str) -> list[tuple[object, ...]]:
        return self.connection.execute(self.sql(text)).fetchall()

    def value(self, text: str) -> object:
        [(value,)] = self.rows(text)
        return value

    def answer(self, validator: CheckSet, window: str | None = None, as_of: datetime = AS_OF) -> Answers:
        return answers(self.connection, validator, window or self.date, as_of)


def answers(
    connection: duckdb.DuckDBPyConnection, validator: CheckSet, window: str, as_of: datetime = AS_OF
) -> Answers:
    execution = run(
        [validator], DuckDBWarehouse(connection), window=Window.parse(window), as_of=as_of, limits=Limits(rows=None)
    )
    return Answers(execution.results)


@contextmanager
def undone(connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """Whatever is done to the tables inside is undone after it."""
    connection.execute("BEGIN TRANSACTION")
    try:
        yield
    finally:
        connection.execute("ROLLBACK")
