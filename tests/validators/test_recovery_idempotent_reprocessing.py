"""recovery.idempotent_reprocessing on a clean season, and on what a repeated run may do to it."""

from __future__ import annotations

import pytest
from validator_days import Day

from validators.recovery.idempotent_reprocessing import validator

EMPTY = "a success has brought records"
SKIPPED = "nothing is skipped because of an empty run"
COUNTED = "a run and its completion count the same records"
RUNS = "nba_reference.processor_run_history"
GAMEBOOK = "nba_raw.nbac_gamebook_player_stats"
SUMMARIES = "nba_analytics.player_game_summary"
FEATURES = "nba_predictions.ml_feature_store_v2"


def _skipped_again(records: str, status: str = "success") -> tuple[str, ...]:
    """An earlier run with so many records, and a later one that took the work for done."""
    here = "processor_name = 'streaks' AND data_date = '{day}'"
    return (
        f"UPDATE {RUNS} SET records_processed = {records}, status = '{status}' WHERE {here}",
        f"INSERT INTO {RUNS} SELECT * REPLACE ('again' AS run_id, 'skipped' AS status, TRUE AS skipped, "
        f"'already_processed' AS skip_reason, 0 AS records_processed) FROM {RUNS} WHERE {here}",
    )


@pytest.mark.parametrize("window", ["2024-04-10", "2024-04-07..2024-04-12"])
def test_a_clean_season_passes(platform: Day, window: str) -> None:
    assert platform.answer(validator, window).passed == {check.name for check in validator.checks}


@pytest.mark.parametrize(("records", "broken"), [("1", set()), ("0", {EMPTY}), ("NULL", {EMPTY})])
def test_a_success_has_a_record(platform: Day, records: str, broken: set[str]) -> None:
    platform.corrupt(
        f"UPDATE {RUNS} SET records_processed = {records} WHERE processor_name = 'streaks' AND data_date = '{{day}}'"
    )

    assert set(platform.answer(validator).failed) == broken


def test_a_failed_run_may_be_empty(platform: Day) -> None:
    platform.corrupt(
        f"UPDATE {RUNS} SET records_processed = 0, status = 'failed' "
        "WHERE processor_name = 'streaks' AND data_date = '{day}'"
    )

    assert platform.answer(validator).failed == {}


def test_work_that_was_done_may_be_skipped(platform: Day) -> None:
    platform.corrupt(*_skipped_again("1"))

    assert platform.answer(validator).failed == {}


@pytest.mark.parametrize(
    ("records", "status", "broken"),
    [
        ("0", "success", {EMPTY, SKIPPED}),
        ("NULL", "success", {EMPTY, SKIPPED}),
        ("5", "failed", {SKIPPED}),
        ("5", "partial", set()),
    ],
)
def test_work_that_brought_nothing_may_not_be_skipped(
    platform: Day, records: str, status: str, broken: set[str]
) -> None:
    platform.corrupt(*_skipped_again(records, status))

    assert set(platform.answer(validator).failed) == broken


def test_a_run_that_counts_otherwise_than_its_completion_is_found(platform: Day) -> None:
    here = f"FROM {RUNS} WHERE processor_name = 'player_game_summary' AND data_date = '{{day}}'"
    [run] = platform.rows(f"SELECT run_id {here}")
    platform.corrupt(
        f"UPDATE {RUNS} SET records_processed = records_processed - 1 "
        "WHERE processor_name = 'player_game_summary' AND data_date = '{day}'"
    )

    assert platform.answer(validator).failed == {COUNTED: [run]}


@pytest.mark.parametrize(
    ("table", "day", "check"),
    [
        (GAMEBOOK, "game_date", "no gamebook line twice, word for word"),
        (SUMMARIES, "game_date", "no summary twice, word for word"),
        ("nba_precompute.player_daily_cache", "cache_date", "no cache row twice, word for word"),
        (FEATURES, "game_date", "no features twice, word for word"),
    ],
)
def test_a_row_twice_is_found_word_for_word_only(platform: Day, table: str, day: str, check: str) -> None:
    copied = f"FROM {table} WHERE {day} = '{{day}}' AND player_lookup = '{{player}}'"
    platform.corrupt(f"INSERT INTO {table} SELECT * REPLACE ('other' AS data_hash) {copied}")
    assert check not in platform.answer(validator).failed

    platform.corrupt(f"INSERT INTO {table} SELECT * {copied} AND data_hash <> 'other'")
    assert len(platform.answer(validator).failed[check]) == 1


@pytest.mark.parametrize(
    ("table", "day", "check"),
    [
        (GAMEBOOK, "game_date", "the gamebook is still the one that was summarized"),
        (
            "nba_precompute.player_daily_cache",
            "cache_date",
            "the daily cache is still the one the features were made of",
        ),
        (
            "nba_precompute.player_composite_factors",
            "game_date",
            "the factors are still those the features were made of",
        ),
        (
            "nba_precompute.player_shot_zone_analysis",
            "analysis_date",
            "the shot zones are still those the features were made of",
        ),
    ],
)
def test_content_that_changed_behind_its_reader_is_found(platform: Day, table: str, day: str, check: str) -> None:
    platform.corrupt(
        f"UPDATE {table} SET data_hash = 'ffffffffffffffff' WHERE {day} = '{{day}}' AND player_lookup = '{{player}}'"
    )

    assert set(platform.answer(validator).failed) == {check}


def test_content_that_is_not_there_is_another_checks_matter(platform: Day) -> None:
    platform.corrupt(f"DELETE FROM {GAMEBOOK} WHERE game_date = '{{day}}' AND player_lookup = '{{player}}'")

    assert platform.answer(validator).failed == {}


def test_a_missing_table_leaves_its_checks_without_an_answer(platform: Day) -> None:
    platform.corrupt(f"DROP TABLE {GAMEBOOK}")

    answer = platform.answer(validator)
    assert set(answer.unknown) == {
        "no gamebook line twice, word for word",
        "the gamebook is still the one that was summarized",
    }
    assert answer.failed == {}
