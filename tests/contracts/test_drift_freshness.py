"""Tier 2 of drift: ages by the run's clock and the games that had begun, over clock changes and pauses too."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from contracts.drift import Freshness, MetadataDrift, freshness, metadata_drift
from harness.freshness_limits import LIMITS, Awaits, Limit
from harness.results import CheckResult, Outcome, Severity
from harness.season import build_season
from harness.warehouse.duckdb import DuckDBWarehouse
from harness.warehouse.schema import declared
from validators.gates import data_freshness

SCHEDULE = "nba_raw.nbac_schedule"
BOX_SCORES = "nba_raw.bdl_player_boxscores"
PROPS = "nba_raw.odds_api_player_points_props"
PLAYERS = "nba_raw.bdl_active_players_current"
TODAY = date(2024, 1, 1)
EASTERN = ZoneInfo("America/New_York")


def eastern(*parts: int) -> datetime:
    """A time on New York's clock."""
    return datetime(*parts, tzinfo=EASTERN)


class Stage:
    """Hand-made tables: the games, the days that have rows, and when rows were written."""

    def __init__(self, warehouse: DuckDBWarehouse) -> None:
        self.warehouse = warehouse
        for name in (SCHEDULE, BOX_SCORES, PROPS, PLAYERS):
            warehouse.connection.execute(f"CREATE SCHEMA IF NOT EXISTS {name.split('.')[0]}")
            warehouse.connection.execute(declared(name).duckdb_ddl())

    def game(self, tip_off: datetime, *, status: str = "Final", kind: str = "2") -> None:
        """A game; its day is that of its tip-off on New York's clock."""
        number = self.warehouse.connection.execute(f"SELECT count(*) FROM {SCHEDULE}").fetchone()
        self.warehouse.connection.execute(
            f"INSERT INTO {SCHEDULE} (game_id, game_date, game_date_est, game_status_text) VALUES (?, ?, ?, ?)",
            [f"00{kind}23{number[0]:05}", tip_off.date(), tip_off, status],
        )

    def rows(self, name: str, day: date) -> None:
        self.warehouse.connection.execute(f"INSERT INTO {name} (game_date) VALUES (?)", [day])

    def written(self, name: str, at: datetime) -> None:
        self.warehouse.connection.execute(f"INSERT INTO {name} (processed_at) VALUES (?)", [at])

    def drift(self, *names: str) -> MetadataDrift:
        return metadata_drift(self.warehouse, names, today=TODAY)

    def ask(self, name: str, now: datetime) -> CheckResult:
        [result] = freshness(self.warehouse, self.drift(name), now=now).results
        return result


@pytest.fixture
def stage() -> Iterator[Stage]:
    with DuckDBWarehouse.in_memory() as warehouse:
        yield Stage(warehouse)


def test_the_limits_of_tables_that_await_games_are_those_of_the_gate() -> None:
    for awaits, of_the_gate in (
        (Awaits.GAMES_OVER, data_freshness.AFTER_GAMES),
        (Awaits.GAMES_TO_COME, data_freshness.BEFORE_GAMES),
    ):
        assert {name: one.hours for name, one in LIMITS.items() if one.awaits is awaits} == of_the_gate


def test_every_limit_is_of_a_table_that_has_what_it_is_judged_by() -> None:
    for name, limit in LIMITS.items():
        assert limit.written in declared(name).ibis
        is_by_day = declared(name).partition_type == "DAY"
        assert is_by_day or limit.awaits is Awaits.NOTHING


def test_rows_are_due_the_limit_after_the_last_tip_off_of_a_day(stage: Stage) -> None:
    for hour in (19, 22):
        stage.game(eastern(2024, 1, 15, hour, 30))
    stage.game(eastern(2024, 1, 13, 19))
    stage.rows(BOX_SCORES, date(2024, 1, 13))
    tip_off = datetime(2024, 1, 16, 3, 30, tzinfo=UTC)
    day_after = timedelta(hours=24)
    assert stage.ask(BOX_SCORES, tip_off + day_after - timedelta(seconds=1)).outcome is Outcome.PASSED
    stale = stage.ask(BOX_SCORES, tip_off + day_after)
    assert stale.outcome is Outcome.FAILED
    assert stale.subject == "drift.bdl_player_boxscores"
    assert stale.finding is not None
    assert stale.finding.message == (
        f"{BOX_SCORES}: the newest rows are of 2024-01-13; rows of 2024-01-15 were due 24 hours after the games of "
        "2024-01-15"
    )
    stage.rows(BOX_SCORES, date(2024, 1, 15))
    assert stage.ask(BOX_SCORES, tip_off + day_after).outcome is Outcome.PASSED


@pytest.mark.parametrize("change", [date(2024, 3, 10), date(2023, 11, 5)])
def test_a_day_has_24_hours_when_the_clocks_change(stage: Stage, change: date) -> None:
    """The night before, at 22:30 in New York: the hour that is lost or comes twice moves no limit."""
    tip_off = eastern(change.year, change.month, change.day, 22, 30) - timedelta(days=1)
    stage.game(tip_off)
    due = tip_off.astimezone(UTC) + timedelta(hours=24)
    wall_clock = due.astimezone(EASTERN)
    assert wall_clock.hour == (23 if change.month == 3 else 21)
    assert stage.ask(BOX_SCORES, due - timedelta(seconds=1)).outcome is Outcome.PASSED
    assert stage.ask(BOX_SCORES, due).outcome is Outcome.FAILED


def test_after_a_pause_of_the_league_a_table_with_the_last_game_is_fresh(stage: Stage) -> None:
    stage.game(eastern(2024, 2, 15, 19))
    stage.game(eastern(2024, 2, 22, 19))
    stage.rows(BOX_SCORES, date(2024, 2, 15))
    assert stage.ask(BOX_SCORES, datetime(2024, 2, 22, 12, tzinfo=UTC)).outcome is Outcome.PASSED


@pytest.mark.parametrize(("status", "kind"), [("PPD", "2"), ("Postponed", "2"), ("Final", "1"), ("Final", "3")])
def test_games_that_were_not_played_or_do_not_count_are_not_waited_for(stage: Stage, status: str, kind: str) -> None:
    stage.game(eastern(2024, 1, 13, 19))
    stage.game(eastern(2024, 1, 15, 19), status=status, kind=kind)
    stage.rows(BOX_SCORES, date(2024, 1, 13))
    assert stage.ask(BOX_SCORES, datetime(2024, 1, 20, 12, tzinfo=UTC)).outcome is Outcome.PASSED


def test_rows_for_games_to_come_are_due_when_the_first_begins(stage: Stage) -> None:
    stage.game(eastern(2024, 1, 14, 19))
    stage.game(eastern(2024, 1, 15, 15))
    stage.rows(PROPS, date(2024, 1, 14))
    first = datetime(2024, 1, 15, 20, tzinfo=UTC)
    assert stage.ask(PROPS, first - timedelta(seconds=1)).outcome is Outcome.PASSED
    stale = stage.ask(PROPS, first)
    assert (stale.outcome, stale.severity) == (Outcome.FAILED, Severity.ERROR)
    stage.rows(PROPS, date(2024, 1, 15))
    assert stage.ask(PROPS, first).outcome is Outcome.PASSED


@pytest.mark.parametrize(("hours", "severity"), [(30, Severity.WARNING), (48, Severity.WARNING), (49, Severity.ERROR)])
def test_twice_the_limit_is_an_error(stage: Stage, hours: int, severity: Severity) -> None:
    stage.game(eastern(2024, 1, 13, 19))
    stage.game(eastern(2024, 1, 15, 19))
    stage.rows(BOX_SCORES, date(2024, 1, 13))
    stale = stage.ask(BOX_SCORES, datetime(2024, 1, 16, tzinfo=UTC) + timedelta(hours=hours))
    assert (stale.outcome, stale.severity) == (Outcome.FAILED, severity)


def test_a_table_that_awaits_no_games_has_an_age(stage: Stage) -> None:
    written = datetime(2024, 1, 15, 11, tzinfo=UTC)
    stage.written(PLAYERS, written)
    limit = timedelta(hours=48)
    assert stage.ask(PLAYERS, written + limit).outcome is Outcome.PASSED
    late = stage.ask(PLAYERS, written + limit + timedelta(seconds=1))
    assert (late.outcome, late.severity) == (Outcome.FAILED, Severity.WARNING)
    assert stage.ask(PLAYERS, written + 2 * limit + timedelta(seconds=1)).severity is Severity.ERROR


def test_what_was_replaced_after_the_run_s_time_is_unknown(stage: Stage) -> None:
    stage.written(PLAYERS, datetime(2024, 4, 15, 11, tzinfo=UTC))
    result = stage.ask(PLAYERS, datetime(2024, 1, 15, 11, tzinfo=UTC))
    assert (result.outcome, result.reason) == (
        Outcome.UNKNOWN,
        "it was written anew after the run's time; what was there then is not known",
    )


def test_the_schedule_is_judged_by_its_writing_for_it_has_days_to_come(stage: Stage) -> None:
    stage.game(eastern(2024, 1, 15, 19))
    stage.game(eastern(2024, 4, 1, 19))
    now = datetime(2024, 1, 17, 12, tzinfo=UTC)
    assert stage.ask(SCHEDULE, now).outcome is Outcome.FAILED
    stage.written(SCHEDULE, datetime(2024, 1, 16, 10, tzinfo=UTC))
    assert stage.ask(SCHEDULE, now).outcome is Outcome.PASSED


def test_without_games_nothing_is_known_or_due(stage: Stage) -> None:
    now = datetime(2024, 1, 17, 12, tzinfo=UTC)
    unknown = stage.ask(BOX_SCORES, now)
    assert (unknown.outcome, unknown.reason) == (
        Outcome.UNKNOWN,
        "what was due is not known: the schedule has no games of this season",
    )
    stage.game(eastern(2024, 2, 1, 19))
    early = stage.ask(BOX_SCORES, now)
    assert (early.outcome, early.reason) == (Outcome.PASSED, "no game of this season was due yet")


def test_no_schedule_at_all_is_a_reason_too(stage: Stage) -> None:
    stage.warehouse.connection.execute(f"DROP TABLE {SCHEDULE}")
    result = stage.ask(BOX_SCORES, datetime(2024, 1, 17, 12, tzinfo=UTC))
    assert result.outcome is Outcome.UNKNOWN
    assert f"table {SCHEDULE} is missing" in (result.reason or "")


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (f"ALTER TABLE {BOX_SCORES} RENAME game_date TO day_of_game", f"C001 column removed: {BOX_SCORES}.game_date"),
        (f"ALTER TABLE {BOX_SCORES} ALTER game_date TYPE VARCHAR", f"T003 type changed: {BOX_SCORES}.game_date"),
        (f"DROP TABLE {BOX_SCORES}", f"A001 table removed: {BOX_SCORES}"),
    ],
)
def test_a_table_whose_day_drifted_away_is_unknown_by_the_rule(stage: Stage, change: str, reason: str) -> None:
    stage.game(eastern(2024, 1, 15, 19))
    stage.warehouse.connection.execute(change)
    result = stage.ask(BOX_SCORES, datetime(2024, 1, 17, 12, tzinfo=UTC))
    assert (result.outcome, result.reason) == (Outcome.UNKNOWN, reason)


def by_last_write(stage: Stage, name: str, modified: datetime, now: datetime) -> Freshness:
    """With the time of the last write that BigQuery's metadata has."""
    drift = stage.drift(name)
    return freshness(stage.warehouse, replace(drift, live=replace(drift.live, modified={name: modified})), now=now)


def test_a_last_write_before_the_games_were_over_needs_no_query_of_the_table(stage: Stage) -> None:
    stage.game(eastern(2024, 1, 15, 19))
    stage.rows(BOX_SCORES, date(2024, 1, 15))
    tip_off, now = datetime(2024, 1, 16, tzinfo=UTC), datetime(2024, 1, 17, 12, tzinfo=UTC)
    before = by_last_write(stage, BOX_SCORES, tip_off - timedelta(seconds=1), now)
    assert [one.outcome for one in before.results] == [Outcome.FAILED]
    assert [query.tables for query in before.queries] == [(SCHEDULE,)]
    after = by_last_write(stage, BOX_SCORES, tip_off, now)
    assert [one.outcome for one in after.results] == [Outcome.PASSED]
    assert [query.tables for query in after.queries] == [(SCHEDULE,), (BOX_SCORES,)]


def test_where_there_is_no_day_the_last_write_is_the_age(stage: Stage) -> None:
    now = datetime(2024, 1, 17, 12, tzinfo=UTC)
    for modified, outcome in (
        (now - timedelta(hours=48), Outcome.PASSED),
        (now - timedelta(hours=49), Outcome.FAILED),
        (now + timedelta(hours=1), Outcome.UNKNOWN),
    ):
        found = by_last_write(stage, PLAYERS, modified, now)
        assert [one.outcome for one in found.results] == [outcome]
        assert found.queries == ()


def test_a_season_is_fresh_when_it_ends_and_at_the_clock_changes() -> None:
    season = build_season(seed=0, start_year=2023)
    by_day = [name for name, one in LIMITS.items() if one.awaits is not Awaits.NOTHING and not one.looks_ahead]
    with DuckDBWarehouse.in_memory() as warehouse:
        season.load(warehouse.connection, tables=[SCHEDULE, *by_day])
        drift = metadata_drift(warehouse, by_day, today=TODAY)
        for now in (
            season.as_of,
            datetime(2023, 11, 5, 5, 59, tzinfo=UTC),
            datetime(2023, 11, 5, 6, 1, tzinfo=UTC),
            datetime(2024, 3, 10, 6, 59, tzinfo=UTC),
            datetime(2024, 3, 10, 7, 1, tzinfo=UTC),
            datetime(2024, 2, 20, 12, tzinfo=UTC),
        ):
            found = freshness(warehouse, drift, now=now)
            assert [(one.subject, one.reason) for one in found.results if one.outcome is not Outcome.PASSED] == []
            assert len(found.results) == 15
            assert len(found.queries) == 2


def test_a_refused_query_takes_no_neighbour_with_it(stage: Stage) -> None:
    """A view whose file is gone can be described, and not read."""
    stage.game(eastern(2024, 1, 15, 19))
    stage.rows(BOX_SCORES, date(2024, 1, 15))
    columns = ", ".join(
        f'NULL::{one.duckdb} AS "{one.name}"' for one in declared(PROPS).columns if one.name != "game_date"
    )
    stage.warehouse.connection.execute(f"DROP TABLE {PROPS}")
    stage.warehouse.connection.execute(
        f"CREATE VIEW {PROPS} AS SELECT error('broken')::DATE AS game_date, {columns} FROM range(1)"
    )
    drift = stage.drift(PROPS, BOX_SCORES)
    found = freshness(stage.warehouse, drift, now=datetime(2024, 1, 17, 12, tzinfo=UTC))
    assert [one.outcome for one in found.results] == [Outcome.UNKNOWN, Outcome.PASSED]
    assert "broken" in (found.results[0].reason or "")


def test_limits_can_be_given(stage: Stage) -> None:
    stage.written(PLAYERS, datetime(2024, 1, 15, 11, tzinfo=UTC))
    given = {PLAYERS: Limit(1, Awaits.NOTHING)}
    found = freshness(stage.warehouse, stage.drift(PLAYERS), now=datetime(2024, 1, 15, 13, tzinfo=UTC), limits=given)
    assert [one.outcome for one in found.results] == [Outcome.FAILED]
