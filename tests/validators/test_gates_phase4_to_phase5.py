"""gates.phase4_to_phase5 proceeds on a clean day, blocks or warns for each rule, and opens again after a repair."""

from __future__ import annotations

from datetime import UTC, date, datetime

import duckdb
import pytest
from gate_season import decision, shut_until_repaired
from validator_days import Day, answers

from harness.gate_decisions import Decision
from validators.gates.phase4_to_phase5 import validator

THREE = "R-006: 3 of 5 tables have rows"
REQUIRED = "R-006: daily cache and feature store have rows"
OTHERS = "the other tables have rows"
RECENT = "at most 48 h old, or were when the first game began"
PLAYERS = "80 % of the players have features"
QUALITY = "quality is 70 or better on average"
ABSENT = "no critical feature is absent in more than 5 %"
ALL = {THREE, REQUIRED, OTHERS, RECENT, PLAYERS, QUALITY, ABSENT}

DAY = "2024-01-15"
CACHE, FEATURES = "nba_precompute.player_daily_cache", "nba_predictions.ml_feature_store_v2"
DEFENSE, ZONES = "nba_precompute.team_defense_zone_analysis", "nba_precompute.player_shot_zone_analysis"
FACTORS = "nba_precompute.player_composite_factors"
DAYS = {CACHE: "cache_date", DEFENSE: "analysis_date", ZONES: "analysis_date"}


def emptied(table: str) -> str:
    return f"DELETE FROM {table} WHERE {DAYS.get(table, 'game_date')} = '{{day}}'"


@pytest.mark.parametrize("window", ["2024-01-15", "2024-01-14..2024-01-16"])
def test_clean_days_let_phase_5_start(gate_day: Day, window: str) -> None:
    assert gate_day.answer(validator, window).passed == ALL
    assert decision(gate_day, validator, window).decision is Decision.PROCEED


@pytest.mark.parametrize("window", ["2023-10-24", "2023-11-06", "2023-11-07", "2024-02-17"])
def test_the_first_fourteen_days_and_days_without_games_are_let_through(
    whole_season: duckdb.DuckDBPyConnection, window: str
) -> None:
    assert answers(whole_season, validator, window).passed == ALL


@pytest.mark.parametrize(
    ("gone", "broken", "says"),
    [
        ((DEFENSE,), {OTHERS}, Decision.WARN),
        ((DEFENSE, ZONES), {OTHERS}, Decision.WARN),
        ((DEFENSE, ZONES, FACTORS), {OTHERS, THREE}, Decision.BLOCK),
        ((CACHE,), {REQUIRED}, Decision.BLOCK),
        ((CACHE, DEFENSE), {REQUIRED, OTHERS}, Decision.BLOCK),
    ],
)
def test_three_tables_are_enough_with_the_cache_and_the_features(
    gate_day: Day, gone: tuple[str, ...], broken: set[str], says: Decision
) -> None:
    expected: dict[str, list[tuple[object, ...]]] = {
        THREE: [(DAY,)],
        REQUIRED: [(DAY, table) for table in gone if table in (CACHE, FEATURES)],
        OTHERS: [(DAY, table) for table in gone if table not in (CACHE, FEATURES)],
    }
    shut_until_repaired(
        gate_day, validator, {check: expected[check] for check in broken}, *map(emptied, gone), says=says
    )


def test_a_row_is_enough_for_a_table_and_may_be_too_old(gate_day: Day) -> None:
    for table in (CACHE, FEATURES, DEFENSE, ZONES, FACTORS):
        here = f"{DAYS.get(table, 'game_date')} = '{{day}}'"
        gate_day.corrupt(f"DELETE FROM {table} WHERE {here} AND rowid <> (SELECT min(rowid) FROM {table} WHERE {here})")
    assert {THREE, REQUIRED, OTHERS, RECENT} <= gate_day.answer(validator).passed

    gate_day.corrupt(f"UPDATE {CACHE} SET processed_at = '2024-01-01' WHERE cache_date = '{{day}}'")
    assert [key[1] for key in gate_day.answer(validator).failed[RECENT]] == [CACHE]


def test_no_features_at_all_block(gate_day: Day) -> None:
    gate_day.corrupt(emptied(FEATURES))

    answer = gate_day.answer(validator)

    assert answer.failed.keys() == {REQUIRED, PLAYERS}
    [players] = [one.finding for one in answer.results if one.check == PLAYERS]
    assert players is not None
    assert dict(players.violations[0].evidence)["players"] == 0
    assert answer.unknown.keys() == {QUALITY, ABSENT}
    assert decision(gate_day, validator).decision is Decision.BLOCK


@pytest.mark.parametrize(("written", "stale"), [("2024-01-13 18:00:00Z", False), ("2024-01-13 17:59:59Z", True)])
def test_tables_are_at_most_48_hours_old_when_the_first_game_begins(gate_day: Day, written: str, stale: bool) -> None:
    broken = f"UPDATE {CACHE} SET processed_at = '{written}' WHERE cache_date = '{{day}}'"
    if stale:
        shut_until_repaired(gate_day, validator, {RECENT: [(DAY, CACHE)]}, broken, says=Decision.BLOCK)
    else:
        gate_day.corrupt(broken)
        assert decision(gate_day, validator).decision is Decision.PROCEED


def test_a_table_that_does_not_say_when_it_was_written_is_stale(gate_day: Day) -> None:
    gate_day.corrupt(f"UPDATE {CACHE} SET processed_at = NULL WHERE cache_date = '{{day}}'")

    assert gate_day.answer(validator).failed == {RECENT: [(date(2024, 1, 15), CACHE)]}


@pytest.mark.parametrize(("lost", "found"), [(0, False), (1, True)])
def test_80_percent_of_those_who_may_play_have_features(gate_day: Day, lost: int, found: bool) -> None:
    context = "nba_analytics.upcoming_player_game_context"
    able = f"FROM {context} WHERE game_date = '{{day}}' AND lower(player_status) NOT IN ('out', 'doubtful')"
    expected = gate_day.value(f"SELECT count(*) {able}")
    assert isinstance(expected, int)
    # Of a multiple of five 80 % is a whole number.
    some = f"SELECT rowid {able} ORDER BY player_lookup LIMIT {expected % 5}"
    gate_day.connection.execute(
        gate_day.sql(f"UPDATE {context} SET player_status = 'Doubtful' WHERE rowid IN ({some})")
    )
    enough = expected // 5 * 4
    kept = f"SELECT player_lookup FROM {FEATURES} WHERE game_date = '{{day}}' ORDER BY 1 LIMIT {enough - lost}"
    gate_day.corrupt(f"DELETE FROM {FEATURES} WHERE game_date = '{{day}}' AND player_lookup NOT IN ({kept})")

    assert gate_day.answer(validator).failed == ({PLAYERS: [(date(2024, 1, 15),)]} if found else {})


@pytest.mark.parametrize(("score", "found"), [(70.0, False), (69.99, True)])
def test_quality_is_70_on_average(gate_day: Day, score: float, found: bool) -> None:
    broken = f"UPDATE {FEATURES} SET feature_quality_score = {score} WHERE game_date = '{{day}}'"
    if found:
        shut_until_repaired(gate_day, validator, {QUALITY: [(DAY,)]}, broken, says=Decision.BLOCK)
    else:
        gate_day.corrupt(broken)
        assert decision(gate_day, validator).decision is Decision.PROCEED


@pytest.mark.parametrize("value", ["'NaN'::DOUBLE", "NULL::DOUBLE"])
@pytest.mark.parametrize(
    ("position", "critical"), [(1, True), (2, True), (3, True), (14, True), (32, True), (4, False)]
)
def test_critical_features_are_there(gate_day: Day, value: str, position: int, critical: bool) -> None:
    gate_day.corrupt(
        f"UPDATE {FEATURES} SET features = "
        f"list_concat(features[:{position - 1}], [{value}], features[{position + 1}:]) WHERE game_date = '{{day}}'"
    )

    assert (ABSENT in gate_day.answer(validator).failed) is critical


@pytest.mark.parametrize(("extra", "found"), [(0, False), (1, True)])
def test_a_twentieth_may_lack_a_critical_feature(gate_day: Day, extra: int, found: bool) -> None:
    rows = gate_day.value(f"SELECT count(*) FROM {FEATURES} WHERE game_date = '{{day}}'")
    assert isinstance(rows, int)
    # Of a multiple of twenty a twentieth is a whole number.
    few = f"SELECT player_lookup FROM {FEATURES} WHERE game_date = '{{day}}' ORDER BY 1 DESC LIMIT {rows % 20}"
    gate_day.connection.execute(
        gate_day.sql(f"DELETE FROM {FEATURES} WHERE game_date = '{{day}}' AND player_lookup IN ({few})")
    )
    some = f"SELECT player_lookup FROM {FEATURES} WHERE game_date = '{{day}}' ORDER BY 1 LIMIT {rows // 20 + extra}"
    gate_day.corrupt(
        f"UPDATE {FEATURES} SET features = list_concat(['NaN'::DOUBLE], features[2:]) "
        f"WHERE game_date = '{{day}}' AND player_lookup IN ({some})"
    )

    assert (ABSENT in gate_day.answer(validator).failed) is found


def test_it_is_asked_before_the_games_when_ages_are_those_of_that_moment(gate_day: Day) -> None:
    gate_day.corrupt(f"UPDATE {CACHE} SET processed_at = '2024-01-13 16:00:00Z' WHERE cache_date = '{{day}}'")
    in_time, too_late = datetime(2024, 1, 15, 16, tzinfo=UTC), datetime(2024, 1, 15, 16, 0, 1, tzinfo=UTC)

    assert decision(gate_day, validator, as_of=in_time).decision is Decision.PROCEED
    assert gate_day.answer(validator, as_of=too_late).failed.keys() == {RECENT}


def test_a_day_to_come_is_not_known_so_it_blocks(gate_day: Day) -> None:
    before = datetime(2024, 1, 15, 4, 59, tzinfo=UTC)

    assert gate_day.answer(validator, as_of=before).unknown.keys() == ALL - {QUALITY, ABSENT}
    assert decision(gate_day, validator, as_of=before).decision is Decision.BLOCK


@pytest.mark.parametrize("table", [CACHE, FEATURES, "nba_analytics.upcoming_player_game_context"])
def test_a_missing_table_blocks(gate_day: Day, table: str) -> None:
    gate_day.corrupt(f"DROP TABLE {table}")

    assert decision(gate_day, validator).decision is Decision.BLOCK
