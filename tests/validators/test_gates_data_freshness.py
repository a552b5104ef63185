"""gates.data_freshness: fresh on clean days at any hour, stale a second beyond a limit, fresh again after a repair."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from gate_season import decision, shut_until_repaired
from validator_days import Day

from harness.gate_decisions import Decision
from validators.gates.data_freshness import AFTER_GAMES, BEFORE_GAMES, validator

AFTER = "written within its limit, or since the last game"
BEFORE = "written within its limit before the last day's games"
ALL = {AFTER, BEFORE}

BOX, GAMEBOOK = "nba_raw.nbac_team_boxscore", "nba_raw.nbac_gamebook_player_stats"
PROPS, FEATURES = "nba_raw.odds_api_player_points_props", "nba_predictions.ml_feature_store_v2"
NOON = datetime(2024, 1, 16, 12, tzinfo=UTC)


def written(table: str, at: str, column: str = "processed_at") -> str:
    return f"UPDATE {table} SET {column} = '{at}'"


@pytest.mark.parametrize("hour", range(0, 24, 3))
def test_clean_days_are_fresh_at_any_hour(gate_day: Day, hour: int) -> None:
    as_of = datetime(2024, 1, 16, hour, tzinfo=UTC)

    assert gate_day.answer(validator, "2024-01-15..2024-01-16", as_of).passed == ALL


def test_a_past_window_is_not_stale_because_the_season_is_over(gate_day: Day) -> None:
    assert decision(gate_day, validator).decision is Decision.PROCEED


@pytest.mark.parametrize(
    ("table", "newest", "stale"),
    [
        (BOX, "2024-01-15 12:00:00Z", False),
        (BOX, "2024-01-15 11:59:59Z", True),
        (GAMEBOOK, "2024-01-14 12:00:00Z", False),
        (GAMEBOOK, "2024-01-14 11:59:59Z", True),
    ],
)
def test_tables_about_games_age_by_the_runs_clock(gate_day: Day, table: str, newest: str, stale: bool) -> None:
    gate_day.corrupt(written(table, newest))

    assert gate_day.answer(validator, as_of=NOON).failed == ({AFTER: [(table,)]} if stale else {})


def test_without_games_since_nothing_gets_stale(gate_day: Day) -> None:
    gate_day.corrupt(
        "DELETE FROM nba_raw.nbac_schedule WHERE game_date > '{day}'", written(BOX, "2024-01-16 03:00:00Z")
    )
    later = datetime(2024, 1, 20, 12, tzinfo=UTC)

    assert decision(gate_day, validator, "2024-01-15..2024-01-19", later).decision is Decision.PROCEED

    gate_day.corrupt(written(BOX, "2024-01-16 02:59:59Z"))

    assert gate_day.answer(validator, "2024-01-15..2024-01-19", later).failed == {AFTER: [(BOX,)]}


def test_what_is_written_later_than_the_run_does_not_count(gate_day: Day) -> None:
    gate_day.corrupt(written(BOX, "2024-01-16 12:00:01Z"))

    assert gate_day.answer(validator, as_of=NOON).failed == {AFTER: [(BOX,)]}


@pytest.mark.parametrize(
    ("table", "column", "newest", "stale"),
    [
        (PROPS, "processed_at", "2024-01-15 06:00:00Z", False),
        (PROPS, "processed_at", "2024-01-15 05:59:59Z", True),
        (FEATURES, "created_at", "2024-01-14 18:00:00Z", False),
        (FEATURES, "created_at", "2024-01-14 17:59:59Z", True),
    ],
)
def test_tables_for_games_age_until_the_first_tip_off(
    gate_day: Day, table: str, column: str, newest: str, stale: bool
) -> None:
    gate_day.corrupt(written(table, newest, column))

    assert gate_day.answer(validator, as_of=NOON).failed == ({BEFORE: [(table,)]} if stale else {})


@pytest.mark.parametrize(("table", "check"), [(BOX, AFTER), (PROPS, BEFORE)])
def test_a_stale_table_blocks_until_it_is_loaded(gate_day: Day, table: str, check: str) -> None:
    broken = written(table, "2024-01-10 00:00:00Z")
    shut_until_repaired(gate_day, validator, {check: [(table,)]}, broken, says=Decision.BLOCK)


@pytest.mark.parametrize(("table", "check"), [(BOX, AFTER), (PROPS, BEFORE)])
def test_an_empty_table_is_stale(gate_day: Day, table: str, check: str) -> None:
    gate_day.corrupt(f"DELETE FROM {table}")

    assert gate_day.answer(validator, as_of=NOON).failed == {check: [(table,)]}


def test_on_opening_night_nothing_is_overdue_yet(gate_day: Day) -> None:
    gate_day.corrupt("DELETE FROM nba_raw.nbac_schedule WHERE game_date < '{day}'", f"DELETE FROM {BOX}")
    before, after = datetime(2024, 1, 16, 17, 59, 59, tzinfo=UTC), datetime(2024, 1, 16, 18, tzinfo=UTC)

    assert AFTER in gate_day.answer(validator, as_of=before).passed
    assert gate_day.answer(validator, as_of=after).failed == {AFTER: [(BOX,)]}


@pytest.mark.parametrize("table", [BOX, PROPS, "nba_raw.nbac_schedule"])
def test_a_missing_table_blocks(gate_day: Day, table: str) -> None:
    gate_day.corrupt(f"DROP TABLE {table}")

    assert gate_day.answer(validator).unknown.keys() == ALL
    assert decision(gate_day, validator).decision is Decision.BLOCK


def test_every_critical_table_has_one_limit() -> None:
    assert not AFTER_GAMES.keys() & BEFORE_GAMES.keys()
