"""Firestore's documents beside BigQuery's rows: what each relation says of work that one store or both know of."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import ibis
import pytest
from validator_days import Day

from harness.results import Scalar
from harness.warehouse.checks import rows
from harness.warehouse.relations import Relation
from validators.platform_state import batches, completions, phases, told_runs
from validators.validator import Validator

ENTRIES, COPIES = "firestore.phase_completions", "nba_orchestration.phase_completions"
STATUS, AGGREGATES = "firestore.phase_status", "nba_orchestration.phase_completion_status"
BATCHES, ANSWERS = "firestore.prediction_batches", "firestore.batch_completions"
DOCUMENT_RUNS, RUNS = "firestore.run_history", "nba_reference.processor_run_history"
DAY = date(2024, 4, 10)
SUMMARY = "phase = 'phase3' AND processor_name = 'player_game_summary' AND game_date = '{day}'"
PHASE_3 = "phase = 'phase3' AND game_date = '{day}'"
THE_RUN = "(SELECT run_id FROM firestore.run_history WHERE processor = 'streaks' AND date = '{day}')"


def shown(day: Day, relation: Relation, *columns: str) -> dict[tuple[Scalar, ...], tuple[Scalar, ...]]:
    """The columns by key; a check that never holds names each row."""
    never = Validator("shown.rows", rows(relation, "every row", lambda _: ibis.literal(False), show=columns))
    [result] = day.answer(never).results
    assert result.finding is not None
    assert result.failures_by_day == ((DAY, result.finding.count),)
    found = result.finding.violations
    return {
        tuple(cell for _, cell in one.key): tuple({**dict(one.key), **dict(one.evidence)}[name] for name in columns)
        for one in found
    }


def completion(day: Day) -> tuple[Scalar, ...]:
    columns = ("document_status", "document_records", "row_status", "row_records", "in_documents", "in_rows")
    return shown(day, completions, *columns)["phase3", DAY, "player_game_summary"]


def test_a_completion_is_in_either_store_or_in_both(platform: Day) -> None:
    platform.corrupt(
        f"UPDATE {ENTRIES} SET status = 'partial', record_count = 7 WHERE {SUMMARY}",
        f"UPDATE {COPIES} SET record_count = 8 WHERE {SUMMARY}",
        f"INSERT INTO {COPIES} SELECT * REPLACE (9 AS record_count, 'failed' AS status, "
        f"completed_at - INTERVAL 1 SECOND AS completed_at) FROM {COPIES} WHERE {SUMMARY}",
    )
    assert completion(platform) == ("partial", 7, "success", 8, True, True)

    platform.corrupt(f"DELETE FROM {COPIES} WHERE {SUMMARY}")
    assert completion(platform) == ("partial", 7, None, None, True, False)


def test_a_completion_of_bigquery_alone_is_in_no_document(platform: Day) -> None:
    platform.corrupt(f"DELETE FROM {ENTRIES} WHERE {SUMMARY}", f"UPDATE {COPIES} SET record_count = 8 WHERE {SUMMARY}")

    assert completion(platform) == (None, None, "success", 8, False, True)


def test_phase_5_has_batches_in_place_of_completions(platform: Day) -> None:
    assert {phase for phase, _, _ in shown(platform, completions)} == {"phase2", "phase3", "phase4"}


@pytest.mark.parametrize(("lost", "here"), [(STATUS, (None, True)), (AGGREGATES, (True, None)), (None, (True, True))])
def test_a_phase_is_in_either_store_or_in_both(
    platform: Day, lost: str | None, here: tuple[bool | None, bool | None]
) -> None:
    if lost:
        platform.corrupt(f"DELETE FROM {lost} WHERE {PHASE_3}")

    found = shown(platform, phases, "completed_count", "row_count", "entries", "in_documents", "in_rows")["phase3", DAY]

    assert found == (5 if here[0] else None, 5 if here[1] else None, 5, *here)


@pytest.mark.parametrize(("status", "entries"), [("success", 5), ("partial", 5), ("failed", 4), ("running", 4)])
def test_entries_that_succeeded_count_in_part_too(platform: Day, status: str, entries: int) -> None:
    platform.corrupt(f"UPDATE {ENTRIES} SET status = '{status}' WHERE {SUMMARY}")

    assert shown(platform, phases, "entries")["phase3", DAY] == (entries,)


@pytest.mark.parametrize(("seconds", "begun"), [(-1, False), (0, True), (1, True)])
def test_the_next_phase_begins_once_it_is_triggered(platform: Day, seconds: int, begun: bool) -> None:
    triggered = platform.value(f"SELECT triggered_at FROM {STATUS} WHERE {PHASE_3}")
    assert isinstance(triggered, datetime)
    start = triggered + timedelta(seconds=seconds)
    platform.corrupt(
        f"DELETE FROM {RUNS} WHERE phase = 'phase_4' AND run_id <> (SELECT min(run_id) FROM {RUNS} "
        "WHERE phase = 'phase_4' AND data_date = '{day}')",
        f"UPDATE {RUNS} SET started_at = '{start.isoformat()}' WHERE phase = 'phase_4'",
    )

    assert shown(platform, phases, "begun_at")["phase3", DAY] == (start if begun else None,)


def test_the_first_start_counts_where_a_phase_was_triggered(platform: Day) -> None:
    first = platform.value(
        f"SELECT min(started_at) FROM {RUNS} JOIN {STATUS} ON game_date = data_date AND started_at >= triggered_at "
        f"WHERE data_date = '{{day}}' AND {RUNS}.phase = 'phase_4' AND {STATUS}.phase = 'phase3'"
    )
    assert first is not None
    assert shown(platform, phases, "begun_at")["phase3", DAY] == (first,)

    platform.corrupt(f"UPDATE {STATUS} SET triggered = FALSE WHERE {PHASE_3}")
    assert shown(platform, phases, "begun_at")["phase3", DAY] == (None,)


def test_a_phase_is_numbered_by_one_digit_whatever_follows(platform: Day) -> None:
    first = shown(platform, phases, "begun_at")["phase3", DAY]
    assert first != (None,)
    platform.corrupt(f"UPDATE {STATUS} SET phase = 'phase3-retry' WHERE {PHASE_3}")

    assert shown(platform, phases, "begun_at")["phase3-retry", DAY] == first


def batch(day: Day) -> tuple[Scalar, ...]:
    [one] = shown(day, batches, "documents", "predictions", "listed", "different", "told").values()
    return one


def test_a_batch_sums_its_players(platform: Day) -> None:
    [(documents, predictions)] = platform.rows(
        f"SELECT count(*), sum(predictions_count)::INT FROM {ANSWERS} WHERE game_date = '{{day}}'"
    )
    platform.corrupt(f"UPDATE {BATCHES} SET completed_players = ['one', 'two', 'one'] WHERE game_date = '{{day}}'")
    assert batch(platform) == (documents, predictions, 3, 2, True)

    platform.corrupt(f"DELETE FROM {ANSWERS} WHERE game_date = '{{day}}'")
    assert batch(platform) == (0, 0, 3, 2, True)


@pytest.mark.parametrize(("status", "told"), [("success", True), ("partial", True), ("failed", False), (None, False)])
def test_a_batch_is_told_by_a_completion_of_phase_5(platform: Day, status: str | None, told: bool) -> None:
    here = "WHERE phase = 'phase5' AND game_date = '{day}'"
    platform.corrupt(f"UPDATE {COPIES} SET status = '{status}' {here}" if status else f"DELETE FROM {COPIES} {here}")

    assert batch(platform)[-1] is told


@pytest.mark.parametrize(
    ("lost", "statuses"),
    [(None, ("success", "failed")), (DOCUMENT_RUNS, (None, "failed")), (RUNS, ("success", None))],
)
def test_a_run_is_in_either_store_or_in_both(
    platform: Day, lost: str | None, statuses: tuple[str | None, str | None]
) -> None:
    run = platform.value(f"SELECT {THE_RUN}")
    started = platform.value(f"SELECT started_at FROM {DOCUMENT_RUNS} WHERE run_id = '{run}'")
    platform.corrupt(f"UPDATE {RUNS} SET status = 'failed' WHERE run_id = '{run}'")
    if lost:
        platform.corrupt(f"DELETE FROM {lost} WHERE run_id = '{run}'")

    found = shown(platform, told_runs, "document_status", "row_status", "document_started_at")[(run,)]

    assert found == (*statuses, started if statuses[0] else None)
