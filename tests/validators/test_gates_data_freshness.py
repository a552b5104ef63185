"""gates.data_freshness: fresh on clean days at any hour, stale a second beyond a limit, fresh again after a repair."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

import pytest
from gate_season import decision, shut_until_repaired
from validator_days import Day

from harness.gate_decisions import Decision
from validators.gates.data_freshness import AFTER_GAMES, BEFORE_GAMES, validator

AFTER = "written within its limit, or since the last game"
BEFORE = "written within its limit before the last day's games"
ALL = {AFTER, BEFORE}

BOX = "nba_raw.nbac_team_boxscore"
PROPS, FEATURES = "nba_raw.odds_api_player_points_props", "nba_predictions.ml_feature_store_v2"
NOON = datetime(2024, 1, 16, 12, tzinfo=UTC)
FIRST_TIP_OFF = datetime(2024, 1, 15, 18, tzinfo=UTC)
AFTER_HOURS = {
    "nba_raw.nbac_schedule": 24,
    "nba_raw.bdl_player_boxscores": 24,
    "nba_raw.nbac_player_boxscores": 24,
    "nba_raw.nbac_team_boxscore": 24,
    "nba_raw.nbac_gamebook_player_stats": 48,
    "nba_raw.nbac_play_by_play": 48,
    "nba_raw.bigdataball_play_by_play": 48,
    "nba_raw.espn_scoreboard": 24,
    "nba_analytics.player_game_summary": 24,
    "nba_analytics.team_offense_game_summary": 24,
    "nba_analytics.team_defense_game_summary": 24,
}
BEFORE_HOURS = {
    "nba_raw.odds_api_player_points_props": 12,
    "nba_raw.odds_api_game_lines": 12,
    "nba_raw.nbac_injury_report": 6,
    "nba_analytics.upcoming_player_game_context": 24,
    "nba_predictions.ml_feature_store_v2": 24,
}


def written(table: str, at: str, column: str = "processed_at") -> str:
    return f"UPDATE {table} SET {column} = '{at}'"


def keys(tables: Iterable[str]) -> list[tuple[object, ...]]:
    return [(table,) for table in sorted(tables)]


@pytest.mark.parametrize("hour", range(0, 24, 3))
def test_clean_days_are_fresh_at_any_hour(gate_day: Day, hour: int) -> None:
    as_of = datetime(2024, 1, 16, hour, tzinfo=UTC)

    assert gate_day.answer(validator, "2024-01-15..2024-01-16", as_of).passed == ALL


def test_a_past_window_is_not_stale_because_the_season_is_over(gate_day: Day) -> None:
    assert decision(gate_day, validator).decision is Decision.PROCEED


@pytest.mark.parametrize(("seconds", "stale"), [(0, False), (1, True)])
def test_tables_about_games_age_by_the_runs_clock(gate_day: Day, seconds: int, stale: bool) -> None:
    for table, hours in AFTER_HOURS.items():
        gate_day.corrupt(written(table, (NOON - timedelta(hours=hours, seconds=seconds)).isoformat()))

    assert gate_day.answer(validator, as_of=NOON).failed == ({AFTER: keys(AFTER_HOURS)} if stale else {})


@pytest.mark.parametrize(("seconds", "stale"), [(0, False), (1, True)])
def test_tables_for_games_age_until_the_first_tip_off(gate_day: Day, seconds: int, stale: bool) -> None:
    for table, hours in BEFORE_HOURS.items():
        newest = FIRST_TIP_OFF - timedelta(hours=hours, seconds=seconds)
        gate_day.corrupt(written(table, newest.isoformat(), "created_at" if table == FEATURES else "processed_at"))

    assert gate_day.answer(validator, as_of=NOON).failed == ({BEFORE: keys(BEFORE_HOURS)} if stale else {})


@pytest.mark.parametrize(("day", "seen"), [("2024-01-22", True), ("2024-01-23", False)])
def test_after_a_pause_the_games_of_the_week_before_count(gate_day: Day, day: str, seen: bool) -> None:
    gate_day.corrupt("DELETE FROM nba_raw.nbac_schedule WHERE game_date > '{day}'")
    later = datetime.fromisoformat(f"{day}T12:00:00Z")

    assert (gate_day.answer(validator, day, later).passed == ALL) is seen


def test_without_games_since_nothing_gets_stale(gate_day: Day) -> None:
    gate_day.corrupt(
        "DELETE FROM nba_raw.nbac_schedule WHERE game_date > '{day}'", written(BOX, "2024-01-16 03:00:00Z")
    )
    later = datetime(2024, 1, 20, 12, tzinfo=UTC)

    assert decision(gate_day, validator, "2024-01-15..2024-01-19", later).decision is Decision.PROCEED

    gate_day.corrupt(written(BOX, "2024-01-16 02:59:59Z"))

    assert gate_day.answer(validator, "2024-01-15..2024-01-19", later).failed == {AFTER: [(BOX,)]}


@pytest.mark.parametrize(("seconds", "stale"), [(0, False), (1, True)])
def test_what_is_written_later_than_the_run_does_not_count(gate_day: Day, seconds: int, stale: bool) -> None:
    gate_day.corrupt(written(BOX, (NOON + timedelta(seconds=seconds)).isoformat()))

    assert gate_day.answer(validator, as_of=NOON).failed == ({AFTER: [(BOX,)]} if stale else {})


@pytest.mark.parametrize(("seconds", "stale"), [(-1, False), (0, True)])
def test_a_days_games_count_from_the_first_tip_off_on(gate_day: Day, seconds: int, stale: bool) -> None:
    gate_day.corrupt(written(PROPS, "2024-01-15 05:59:59Z"))

    failed = gate_day.answer(validator, as_of=FIRST_TIP_OFF + timedelta(seconds=seconds)).failed

    assert failed.get(BEFORE) == ([(PROPS,)] if stale else None)


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
