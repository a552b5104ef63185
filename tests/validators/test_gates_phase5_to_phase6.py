"""gates.phase5_to_phase6 proceeds on a clean day, blocks for each rule, and opens again after a repair."""

from __future__ import annotations

from datetime import UTC, datetime

import duckdb
import pytest
from gate_season import decision, shut_until_repaired
from validator_days import Day, answers

from harness.gate_decisions import Decision
from validators.gates.phase5_to_phase6 import validator

COMPLETE = "80 % of the expected players are complete"
FIFTY = "at least 50 active predictions"
ONCE = "no game, player, system and line is predicted twice"
ALL = {COMPLETE, FIFTY, ONCE}

DAY = "2024-01-15"
PREDICTIONS, BATCHES = "nba_predictions.player_prop_predictions", "firestore.prediction_batches"
TODAY = "WHERE game_date = '{day}'"


@pytest.mark.parametrize("window", ["2024-01-15", "2024-01-14..2024-01-16"])
def test_clean_days_let_phase_6_start(gate_day: Day, window: str) -> None:
    assert gate_day.answer(validator, window).passed == ALL
    assert decision(gate_day, validator, window).decision is Decision.PROCEED


@pytest.mark.parametrize("window", ["2023-10-24", "2023-11-06", "2023-11-07", "2024-02-17", "2023-10-24..2024-04-14"])
def test_a_clean_season_passes(whole_season: duckdb.DuckDBPyConnection, window: str) -> None:
    assert answers(whole_season, validator, window).passed == ALL


@pytest.mark.parametrize(("completed", "found"), [(80, False), (79, True), ("NULL", True)])
def test_80_of_100_players_are_enough(gate_day: Day, completed: int | str, found: bool) -> None:
    broken = f"UPDATE {BATCHES} SET expected_players = 100, completed_count = {completed} {TODAY}"
    if found:
        shut_until_repaired(gate_day, validator, {COMPLETE: [(DAY,)]}, broken, says=Decision.BLOCK)
    else:
        gate_day.corrupt(broken)
        assert decision(gate_day, validator).decision is Decision.PROCEED


def test_a_day_without_a_batch_blocks(gate_day: Day) -> None:
    shut_until_repaired(
        gate_day, validator, {COMPLETE: [(DAY,)]}, f"DELETE FROM {BATCHES} {TODAY}", says=Decision.BLOCK
    )


@pytest.mark.parametrize(("minutes", "found"), [(1, True), (-1, False)])
def test_the_last_of_several_batches_counts(gate_day: Day, minutes: int, found: bool) -> None:
    later = f"created_at + INTERVAL '{minutes} minutes' AS created_at"
    gate_day.corrupt(
        f"INSERT INTO {BATCHES} SELECT * REPLACE (batch_id || '-b' AS batch_id, 1 AS completed_count, {later}) "
        f"FROM {BATCHES} {TODAY}"
    )

    assert (COMPLETE in gate_day.answer(validator).failed) is found


@pytest.mark.parametrize(("active", "found"), [(50, False), (49, True), (0, True)])
def test_fifty_active_predictions_are_enough(gate_day: Day, active: int, found: bool) -> None:
    kept = f"SELECT prediction_id FROM {PREDICTIONS} {TODAY} AND is_active ORDER BY 1 LIMIT {active}"
    broken = f"UPDATE {PREDICTIONS} SET is_active = false {TODAY} AND prediction_id NOT IN ({kept})"
    if found:
        shut_until_repaired(gate_day, validator, {FIFTY: [(DAY,)]}, broken, says=Decision.BLOCK)
    else:
        gate_day.corrupt(broken)
        assert decision(gate_day, validator).decision is Decision.PROCEED


def test_a_day_without_predictions_blocks(gate_day: Day) -> None:
    gate_day.corrupt(f"DELETE FROM {PREDICTIONS} {TODAY}")

    assert gate_day.answer(validator).failed.keys() == {FIFTY}
    assert decision(gate_day, validator).decision is Decision.BLOCK


@pytest.mark.parametrize(
    ("line", "found"),
    [("current_points_line", True), ("current_points_line + 0.5", False)],
)
def test_a_prediction_is_written_once_for_each_line(gate_day: Day, line: str, found: bool) -> None:
    one = f"SELECT min(prediction_id) FROM {PREDICTIONS} {TODAY} AND current_points_line = 24.5"
    broken = (
        f"INSERT INTO {PREDICTIONS} SELECT * REPLACE ({line} AS current_points_line) "
        f"FROM {PREDICTIONS} WHERE prediction_id = ({one})"
    )
    if found:
        shut_until_repaired(gate_day, validator, {ONCE: [(DAY,)]}, broken, says=Decision.BLOCK)
    else:
        gate_day.corrupt(broken)
        assert decision(gate_day, validator).decision is Decision.PROCEED


def test_two_predictions_without_a_line_are_the_same(gate_day: Day) -> None:
    one = f"(SELECT min(prediction_id) FROM {PREDICTIONS} {TODAY})"
    gate_day.corrupt(
        f"UPDATE {PREDICTIONS} SET current_points_line = NULL WHERE prediction_id = {one}",
        f"INSERT INTO {PREDICTIONS} SELECT * FROM {PREDICTIONS} WHERE prediction_id = {one}",
    )

    assert gate_day.answer(validator).failed.keys() == {ONCE}


def test_a_day_to_come_is_not_known_so_it_blocks(gate_day: Day) -> None:
    before = datetime(2024, 1, 15, 4, 59, tzinfo=UTC)

    assert gate_day.answer(validator, as_of=before).unknown.keys() == ALL
    assert decision(gate_day, validator, as_of=before).decision is Decision.BLOCK


@pytest.mark.parametrize("table", [PREDICTIONS, BATCHES])
def test_a_missing_table_blocks(gate_day: Day, table: str) -> None:
    gate_day.corrupt(f"DROP TABLE {table}")

    assert decision(gate_day, validator).decision is Decision.BLOCK
