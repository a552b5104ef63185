"""consistency.state_agreement on a clean season, and where one of two writes was lost."""

from __future__ import annotations

from datetime import date

import pytest
from validator_days import Day

from validators.consistency.state_agreement import validator

IN_DOCUMENT = "a completion in BigQuery is in its document"
IN_ROWS = "a completion in its document is in BigQuery"
SAME = "both stores give a completion the same status and records"
AS_COMPLETE = "a phase is as complete in BigQuery as in its document"
TRIGGERED = "a phase is triggered in both stores, once"
COUNTS = "a document counts its own entries"
PLAYERS = "array, counter and completion documents have the same players"
TWICE = "no player is twice in a batch"
SUMS = "a batch sums its players' predictions"
COMPLETE = "a batch is complete when all its players are"
TOLD = "a complete batch is a completion of phase 5"
HAS_ROWS = "a player told complete has his predictions"
RUNS = "both stores say how a run ended"
ENTRIES = "firestore.phase_completions"
COPIES = "nba_orchestration.phase_completions"
STATUS = "firestore.phase_status"
AGGREGATES = "nba_orchestration.phase_completion_status"
BATCHES = "firestore.prediction_batches"
ANSWERS = "firestore.batch_completions"
DAY = date(2024, 4, 10)
SUMMARY = "processor_name = 'player_game_summary' AND game_date = '{day}'"
ENTRY = ("phase3", DAY, "player_game_summary")


def _batch(platform: Day) -> tuple[object, ...]:
    [key] = platform.rows(f"SELECT batch_id FROM {BATCHES} WHERE game_date = '{{day}}'")
    return key


@pytest.mark.parametrize("window", ["2024-04-10", "2024-04-08..2024-04-12"])
def test_a_clean_season_passes(platform: Day, window: str) -> None:
    assert platform.answer(validator, window).passed == {check.name for check in validator.checks}


def test_a_completion_only_in_bigquery_is_found(platform: Day) -> None:
    platform.corrupt(f"DELETE FROM {ENTRIES} WHERE {SUMMARY}")

    assert platform.answer(validator).failed == {IN_DOCUMENT: [ENTRY], COUNTS: [("phase3", DAY)]}


def test_a_completion_only_in_its_document_is_found(platform: Day) -> None:
    platform.corrupt(f"DELETE FROM {COPIES} WHERE {SUMMARY}")

    assert platform.answer(validator).failed == {IN_ROWS: [ENTRY]}


@pytest.mark.parametrize("change", ["status = 'failed'", "record_count = record_count + 1"])
def test_copies_that_differ_are_found(platform: Day, change: str) -> None:
    platform.corrupt(f"UPDATE {COPIES} SET {change} WHERE {SUMMARY}")

    assert platform.answer(validator).failed == {SAME: [ENTRY]}


def test_a_copy_delivered_twice_is_no_difference(platform: Day) -> None:
    platform.corrupt(f"INSERT INTO {COPIES} SELECT * FROM {COPIES} WHERE {SUMMARY}")

    assert platform.answer(validator).failed == {}


def test_of_two_copies_the_newest_counts(platform: Day) -> None:
    platform.corrupt(
        f"INSERT INTO {COPIES} SELECT * REPLACE ('failed' AS status, completed_at - INTERVAL 1 HOUR AS completed_at) "
        f"FROM {COPIES} WHERE {SUMMARY}"
    )
    assert platform.answer(validator).failed == {}

    platform.corrupt(
        f"INSERT INTO {COPIES} SELECT * REPLACE ('failed' AS status, completed_at + INTERVAL 1 HOUR AS completed_at) "
        f"FROM {COPIES} WHERE {SUMMARY} AND status = 'success'"
    )
    assert platform.answer(validator).failed == {SAME: [ENTRY]}


def test_a_failed_completion_never_counts(platform: Day) -> None:
    platform.corrupt(
        f"UPDATE {ENTRIES} SET status = 'failed' WHERE {SUMMARY}",
        f"UPDATE {COPIES} SET status = 'failed' WHERE {SUMMARY}",
    )
    assert platform.answer(validator).failed == {COUNTS: [("phase3", DAY)]}

    here = "phase = 'phase3' AND game_date = '{day}'"
    platform.corrupt(
        f"UPDATE {STATUS} SET completed_count = 4 WHERE {here}",
        f"UPDATE {AGGREGATES} SET completed_count = 4 WHERE {here}",
    )
    assert platform.answer(validator).failed == {}


@pytest.mark.parametrize(("told", "found"), [(0, False), (1, True)])
def test_a_document_without_entries_counts_none(platform: Day, told: int, found: bool) -> None:
    platform.corrupt(
        f"DELETE FROM {ENTRIES} WHERE phase = 'phase3' AND game_date = '{{day}}'",
        f"UPDATE {STATUS} SET completed_count = {told} WHERE phase = 'phase3' AND game_date = '{{day}}'",
    )

    assert platform.answer(validator).failed.get(COUNTS) == ([("phase3", DAY)] if found else None)


@pytest.mark.parametrize("store", [STATUS, AGGREGATES])
def test_a_phase_in_one_store_only_is_found(platform: Day, store: str) -> None:
    platform.corrupt(f"DELETE FROM {store} WHERE phase = 'phase4' AND game_date = '{{day}}'")

    assert platform.answer(validator).failed == {AS_COMPLETE: [("phase4", DAY)]}


@pytest.mark.parametrize("change", ["is_triggered = FALSE", "triggered_at = triggered_at + INTERVAL 1 SECOND"])
def test_a_phase_triggered_in_one_store_or_twice_is_found(platform: Day, change: str) -> None:
    platform.corrupt(f"UPDATE {AGGREGATES} SET {change} WHERE phase = 'phase4' AND game_date = '{{day}}'")

    assert platform.answer(validator).failed == {TRIGGERED: [("phase4", DAY)]}


@pytest.mark.parametrize(("store", "check"), [(STATUS, TRIGGERED), (AGGREGATES, TRIGGERED), (ENTRIES, SAME)])
def test_what_no_two_stores_have_is_not_compared(platform: Day, store: str, check: str) -> None:
    platform.corrupt(f"DELETE FROM {store} WHERE game_date = '{{day}}'")

    assert check in platform.answer(validator).passed


@pytest.mark.parametrize(
    ("change", "broken"),
    [
        ("completed_players = completed_players[:-2]", {PLAYERS}),
        ("completed_count = completed_count - 1, expected_players = expected_players - 1", {PLAYERS}),
        ("completed_players = list_append(completed_players[:-2], completed_players[1])", {TWICE}),
        ("total_predictions = total_predictions - 1", {SUMS}),
        ("total_predictions_subcoll = total_predictions_subcoll - 1", {SUMS}),
        ("expected_players = expected_players + 1", {COMPLETE}),
        ("expected_players = expected_players + 1, stall_completed = TRUE", set()),
        ("expected_players = expected_players + 1, is_complete = FALSE", {TOLD}),
        ("is_complete = FALSE", {COMPLETE, TOLD}),
    ],
)
def test_a_batch_counts_its_players_in_one_way(platform: Day, change: str, broken: set[str]) -> None:
    platform.corrupt(f"UPDATE {BATCHES} SET {change} WHERE game_date = '{{day}}'")

    assert platform.answer(validator).failed == {check: [_batch(platform)] for check in broken}


def test_a_lost_completion_document_is_found(platform: Day) -> None:
    platform.corrupt(f"DELETE FROM {ANSWERS} WHERE game_date = '{{day}}' AND player_lookup = '{{player}}'")

    assert platform.answer(validator).failed == {PLAYERS: [_batch(platform)], SUMS: [_batch(platform)]}


def test_a_player_with_fewer_rows_than_told_is_found(platform: Day) -> None:
    [(batch,)] = [_batch(platform)]
    platform.corrupt(
        "DELETE FROM nba_predictions.player_prop_predictions "
        "WHERE game_date = '{day}' AND player_lookup = '{player}' AND system_id = 'catboost_v8'"
    )

    assert platform.answer(validator).failed == {HAS_ROWS: [(batch, platform.player)]}


@pytest.mark.parametrize(("told", "found"), [(0, False), (1, True)])
def test_a_player_without_rows_was_told_of_none(platform: Day, told: int, found: bool) -> None:
    [(batch,)] = [_batch(platform)]
    here = "WHERE game_date = '{day}' AND player_lookup = '{player}'"
    platform.corrupt(
        f"DELETE FROM nba_predictions.player_prop_predictions {here}",
        f"UPDATE {ANSWERS} SET predictions_count = {told} {here}",
    )

    assert platform.answer(validator).failed.get(HAS_ROWS) == ([(batch, platform.player)] if found else None)


def test_a_player_may_have_more_rows_than_told(platform: Day) -> None:
    platform.corrupt(
        f"UPDATE {ANSWERS} SET predictions_count = predictions_count - 1 "
        "WHERE game_date = '{day}' AND player_lookup = '{player}'"
    )

    assert HAS_ROWS not in platform.answer(validator).failed


@pytest.mark.parametrize(("status", "found"), [("'running'", False), ("'failed'", True), ("NULL", True)])
def test_a_run_that_ended_ended_alike(platform: Day, status: str, found: bool) -> None:
    [run] = platform.rows("SELECT run_id FROM firestore.run_history WHERE processor = 'streaks' AND date = '{day}'")
    platform.corrupt(
        f"UPDATE firestore.run_history SET status = {status} WHERE processor = 'streaks' AND date = '{{day}}'"
    )

    assert platform.answer(validator).failed == ({RUNS: [run]} if found else {})


def test_without_firestore_nothing_is_known(platform: Day) -> None:
    platform.corrupt(f"DROP TABLE {BATCHES}", f"DROP TABLE {ENTRIES}")

    answer = platform.answer(validator)
    assert set(answer.unknown) == {
        *(IN_DOCUMENT, IN_ROWS, SAME, AS_COMPLETE, TRIGGERED, COUNTS),
        *(PLAYERS, TWICE, SUMS, COMPLETE, TOLD),
    }
    assert answer.passed == {HAS_ROWS, RUNS}
