"""gates.phase2_to_phase3 proceeds on a clean day, blocks or warns for each rule, and opens again after a repair."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from gate_season import decision, shut_until_repaired
from validator_days import Day

from harness.gate_decisions import Decision
from harness.season.defects.selection import PLATFORM_ID
from validators.gates.phase2_to_phase3 import validator

FILLED = "R-007: every required table has rows"
OTHERS_FILLED = "the other tables have rows"
FRESH = "R-007: required tables are written after the games"
OTHERS_FRESH = "the other tables are fresh"
HALF = "required tables have half of the games"
MOST = "80 % of the games are in every table"
ACTIVE = "R-009: a gamebook has active players"
ALL = {FILLED, OTHERS_FILLED, FRESH, OTHERS_FRESH, HALF, MOST, ACTIVE}

DAY = "2024-01-15"
BOX, LINES, SCHEDULE = "nba_raw.bdl_player_boxscores", "nba_raw.odds_api_game_lines", "nba_raw.nbac_schedule"
GAMEBOOK, EVENTS = "nba_raw.nbac_gamebook_player_stats", "nba_raw.bigdataball_play_by_play"
ROSTERS = "nba_raw.br_rosters_current"
TODAY = "WHERE game_date = '{day}'"


def all_but(games: int, table: str) -> str:
    """Leaves so many games of the day."""
    kept = f"SELECT DISTINCT game_id FROM {table} {TODAY} ORDER BY 1 LIMIT {games}"
    return f"DELETE FROM {table} {TODAY} AND game_id NOT IN ({kept})"


def written(table: str, at: str) -> str:
    return f"UPDATE {table} SET processed_at = '{at}' {TODAY}"


@pytest.mark.parametrize("window", ["2024-01-15", "2024-01-14..2024-01-16"])
def test_clean_days_let_phase_3_start(gate_day: Day, window: str) -> None:
    assert gate_day.answer(validator, window).passed == ALL
    assert decision(gate_day, validator, window).decision is Decision.PROCEED


@pytest.mark.parametrize("table", [BOX, LINES])
def test_an_empty_required_table_blocks(gate_day: Day, table: str) -> None:
    shut_until_repaired(
        gate_day, validator, {FILLED: [(DAY, table)]}, f"DELETE FROM {table} {TODAY}", says=Decision.BLOCK
    )


@pytest.mark.parametrize("table", [GAMEBOOK, EVENTS])
def test_another_empty_table_is_a_warning(gate_day: Day, table: str) -> None:
    # Without any gamebook of the window R-009 has nothing to look at; the days around keep it answered.
    gate_day.corrupt(f"DELETE FROM {table} {TODAY}")

    answer = gate_day.answer(validator, "2024-01-14..2024-01-16")

    assert [(str(day), name) for day, name in answer.failed[OTHERS_FILLED]] == [(DAY, table)]
    assert decision(gate_day, validator, "2024-01-14..2024-01-16").decision is Decision.WARN


def test_games_that_are_not_final_block(gate_day: Day) -> None:
    broken = f"UPDATE {SCHEDULE} SET game_status = 2 {TODAY}"
    shut_until_repaired(gate_day, validator, {FILLED: [(DAY, SCHEDULE)]}, broken, says=Decision.BLOCK)


@pytest.mark.parametrize(
    ("table", "newest", "found"),
    [
        (BOX, "2024-01-16 03:00:00Z", {}),
        (BOX, "2024-01-16 02:59:59Z", {FRESH: [(DAY, BOX)]}),
        (LINES, "2024-01-15 15:00:00Z", {}),
        (LINES, "2024-01-15 14:59:59Z", {FRESH: [(DAY, LINES)]}),
    ],
)
def test_required_tables_are_as_new_as_they_must_be(
    gate_day: Day, table: str, newest: str, found: dict[str, list[tuple[object, ...]]]
) -> None:
    if found:
        shut_until_repaired(gate_day, validator, found, written(table, newest), says=Decision.BLOCK)
    else:
        gate_day.corrupt(written(table, newest))
        assert decision(gate_day, validator).decision is Decision.PROCEED


def test_a_required_table_that_does_not_say_when_it_was_written_is_stale(gate_day: Day) -> None:
    gate_day.corrupt(f"UPDATE {BOX} SET processed_at = NULL {TODAY}")

    assert gate_day.answer(validator).failed == {FRESH: [(date(2024, 1, 15), BOX)]}


@pytest.mark.parametrize(("newest", "stale"), [("2024-01-09 03:00:00Z", False), ("2024-01-09 02:59:59Z", True)])
def test_rosters_older_than_a_week_are_a_warning(gate_day: Day, newest: str, stale: bool) -> None:
    gate_day.corrupt(f"UPDATE {ROSTERS} SET processed_at = '{newest}'")

    assert decision(gate_day, validator).decision is (Decision.WARN if stale else Decision.PROCEED)
    assert (OTHERS_FRESH in gate_day.answer(validator).failed) is stale


@pytest.mark.parametrize(
    ("games", "broken", "says"),
    [
        (5, set(), Decision.PROCEED),
        (4, {MOST}, Decision.WARN),
        (3, {MOST}, Decision.WARN),
        (2, {MOST, HALF}, Decision.BLOCK),
    ],
)
def test_80_percent_of_six_games_are_five_and_half_of_them_three(
    gate_day: Day, games: int, broken: set[str], says: Decision
) -> None:
    gate_day.corrupt(all_but(games, BOX))

    assert gate_day.answer(validator).failed.keys() == broken
    assert decision(gate_day, validator).decision is says


def test_4_of_5_games_are_80_percent(gate_day: Day) -> None:
    gate_day.corrupt(f"DELETE FROM {SCHEDULE} WHERE {PLATFORM_ID} = '{{game}}'", all_but(4, BOX))

    assert MOST in gate_day.answer(validator).passed


@pytest.mark.parametrize(("table", "filled", "fresh"), [(BOX, FILLED, FRESH), (EVENTS, OTHERS_FILLED, OTHERS_FRESH)])
def test_a_table_of_one_row_is_not_empty_and_may_be_stale(gate_day: Day, table: str, filled: str, fresh: str) -> None:
    gate_day.corrupt(
        f"DELETE FROM {table} {TODAY} AND rowid <> (SELECT min(rowid) FROM {table} {TODAY})",
        written(table, "2024-01-15 00:00:00Z"),
    )

    answer = gate_day.answer(validator)

    assert filled in answer.passed
    assert answer.failed.keys() == {fresh, MOST, *([HALF] if table == BOX else [])}


def test_few_gamebooks_are_a_warning_however_few(gate_day: Day) -> None:
    shut_until_repaired(gate_day, validator, {MOST: [(DAY, GAMEBOOK)]}, all_but(1, GAMEBOOK), says=Decision.WARN)


def test_a_gamebook_without_active_players_blocks(gate_day: Day) -> None:
    broken = f"UPDATE {GAMEBOOK} SET player_status = 'inactive' WHERE game_id = '{gate_day.game}'"
    shut_until_repaired(gate_day, validator, {ACTIVE: [(gate_day.game,)]}, broken, says=Decision.BLOCK)


def test_one_active_player_is_enough(gate_day: Day) -> None:
    gate_day.corrupt(
        f"UPDATE {GAMEBOOK} SET player_status = 'inactive' WHERE game_id = '{{game}}'",
        f"UPDATE {GAMEBOOK} SET player_status = 'active' WHERE game_id = '{{game}}' AND player_lookup = '{{player}}'",
    )

    assert ACTIVE in gate_day.answer(validator).passed


def test_before_the_last_tip_off_nothing_is_known_so_it_blocks(gate_day: Day) -> None:
    early = datetime(2024, 1, 16, 2, 59, tzinfo=UTC)

    assert decision(gate_day, validator, as_of=early).decision is Decision.BLOCK
    assert gate_day.answer(validator, as_of=early).unknown.keys() == ALL - {ACTIVE}


@pytest.mark.parametrize("table", [BOX, SCHEDULE, ROSTERS])
def test_a_missing_table_blocks(gate_day: Day, table: str) -> None:
    gate_day.corrupt(f"DROP TABLE {table}")

    assert gate_day.answer(validator).unknown.keys() >= {FILLED, FRESH}
    assert decision(gate_day, validator).decision is Decision.BLOCK


def test_a_day_without_games_lets_everything_through(gate_day: Day) -> None:
    gate_day.corrupt(f"DELETE FROM {SCHEDULE} {TODAY}", f"DELETE FROM {GAMEBOOK} {TODAY}")

    assert decision(gate_day, validator).decision is Decision.PROCEED
