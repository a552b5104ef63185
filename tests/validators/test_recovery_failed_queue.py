"""recovery.failed_queue on a clean season, and on both sides of each limit."""

from __future__ import annotations

from datetime import datetime

import pytest
from validator_days import AS_OF, Day

from validators.recovery.failed_queue import validator

LAST = "2024-04-14"
NOW = f"TIMESTAMPTZ '{AS_OF.isoformat()}'"
OVERDUE = "a waiting entry is tried within 30 min of its time"
DIED = "a retry ends within 15 min"
OFTEN = "tried at most as often as allowed"
EARLY = "the next try is 15 min after the last or later"
GIVEN_UP = "nothing was given up"
SETTLED = "what left the queue has succeeded since"
LOST = "what failed is in the queue or has succeeded since"
STORM = "no processor runs more than 8 times for a day"
QUEUE = "nba_orchestration.failed_processor_queue"
RUNS = "nba_reference.processor_run_history"


def _waiting(platform: Day) -> tuple[object, ...]:
    [key] = platform.rows(f"SELECT id FROM {QUEUE} WHERE status = 'pending'")
    return key


@pytest.mark.parametrize("window", [LAST, "2024-04-08..2024-04-14", "2024-01-15"])
def test_a_clean_season_passes(platform: Day, window: str) -> None:
    assert platform.answer(validator, window).passed == {check.name for check in validator.checks}


@pytest.mark.parametrize(("minutes", "found"), [(30, False), (31, True)])
def test_an_entry_may_wait_for_half_an_hour(platform: Day, minutes: int, found: bool) -> None:
    key = _waiting(platform)
    platform.corrupt(
        f"UPDATE {QUEUE} SET next_retry_at = {NOW} - INTERVAL {minutes} MINUTE, "
        f"first_failure_at = {NOW} - INTERVAL 1 DAY WHERE status = 'pending'"
    )

    assert platform.answer(validator, LAST).failed == ({OVERDUE: [key]} if found else {})


def test_an_entry_without_a_time_waits_for_ever(platform: Day) -> None:
    key = _waiting(platform)
    platform.corrupt(f"UPDATE {QUEUE} SET next_retry_at = NULL WHERE status = 'pending'")

    assert platform.answer(validator, LAST).failed == {OVERDUE: [key]}


@pytest.mark.parametrize(("minutes", "found"), [(15, False), (16, True)])
def test_a_retry_ends_within_a_quarter_of_an_hour(platform: Day, minutes: int, found: bool) -> None:
    key = _waiting(platform)
    platform.corrupt(
        f"UPDATE {QUEUE} SET status = 'retrying', updated_at = {NOW} - INTERVAL {minutes} MINUTE "
        "WHERE status = 'pending'"
    )

    assert platform.answer(validator, LAST).failed == ({DIED: [key]} if found else {})


def test_a_retry_without_a_beginning_has_died(platform: Day) -> None:
    key = _waiting(platform)
    platform.corrupt(f"UPDATE {QUEUE} SET status = 'retrying', updated_at = NULL WHERE status = 'pending'")

    assert platform.answer(validator, LAST).failed == {DIED: [key]}


@pytest.mark.parametrize(
    ("count", "allowed", "found"),
    [
        ("3", "3", False),
        ("4", "3", True),
        ("3", "NULL", False),
        ("4", "NULL", True),
        ("NULL", "0", False),
        ("NULL", "-1", True),
    ],
)
def test_an_entry_is_tried_as_often_as_allowed(platform: Day, count: str, allowed: str, found: bool) -> None:
    key = _waiting(platform)
    platform.corrupt(f"UPDATE {QUEUE} SET retry_count = {count}, max_retries = {allowed} WHERE status = 'pending'")

    assert platform.answer(validator, LAST).failed == ({OFTEN: [key]} if found else {})


@pytest.mark.parametrize(("seconds", "found"), [(900, False), (899, True)])
@pytest.mark.parametrize(
    "before", ["first_failure_at = next_retry_at, last_retry_at", "last_retry_at = NULL, first_failure_at"]
)
def test_the_next_try_leaves_a_quarter_of_an_hour(platform: Day, before: str, seconds: int, found: bool) -> None:
    """After the last try, or after the first failure where nothing was tried yet."""
    key = _waiting(platform)
    platform.corrupt(
        f"UPDATE {QUEUE} SET {before} = next_retry_at - INTERVAL {seconds} SECOND WHERE status = 'pending'"
    )

    assert platform.answer(validator, LAST).failed == ({EARLY: [key]} if found else {})


def test_an_entry_given_up_is_found(platform: Day) -> None:
    key = _waiting(platform)
    platform.corrupt(f"UPDATE {QUEUE} SET status = 'failed_permanent' WHERE status = 'pending'")

    assert platform.answer(validator, LAST).failed == {GIVEN_UP: [key]}


@pytest.mark.parametrize(("seconds", "settled"), [(1, True), (0, False), (-1, False), (None, False)])
def test_a_success_from_before_the_failure_settles_nothing(platform: Day, seconds: int | None, settled: bool) -> None:
    """None stands for no success at all."""
    [(entry, processor, day)] = platform.rows(
        f"SELECT id, processor_name, game_date FROM {QUEUE} WHERE status = 'succeeded' ORDER BY id LIMIT 1"
    )
    failed = f"SELECT first_failure_at FROM {QUEUE} WHERE id = '{entry}'"
    success = f"WHERE status = 'success' AND processor_name = '{processor}' AND data_date = '{day}'"
    platform.corrupt(
        f"DELETE FROM {RUNS} {success}"
        if seconds is None
        else f"UPDATE {RUNS} SET started_at = ({failed}) + INTERVAL ({seconds}) SECOND {success}"
    )

    assert platform.answer(validator, LAST).failed == ({} if settled else {SETTLED: [(entry,)]})


@pytest.mark.parametrize(("seconds", "mended"), [(1, True), (0, False), (-1, False)])
def test_a_failure_that_no_queue_knows_is_found_unless_it_was_made_good(
    platform: Day, seconds: int, mended: bool
) -> None:
    platform.corrupt(f"DELETE FROM {QUEUE} WHERE status = 'pending'")
    runs = platform.rows(f"SELECT run_id FROM {RUNS} WHERE status = 'failed' AND data_date = '{LAST}'")

    assert platform.answer(validator, "2024-04-01..2024-04-14").failed == {LOST: runs}

    platform.corrupt(
        f"INSERT INTO {RUNS} SELECT * REPLACE ('again' AS run_id, 'success' AS status, "
        f"started_at + INTERVAL ({seconds}) SECOND AS started_at) "
        f"FROM {RUNS} WHERE status = 'failed' AND data_date = '{LAST}'"
    )
    assert platform.answer(validator, LAST).failed == ({} if mended else {LOST: runs})


@pytest.mark.parametrize(("more", "found"), [(7, False), (8, True)])
def test_a_processor_runs_eight_times_for_a_day(platform: Day, more: int, found: bool) -> None:
    platform.corrupt(
        f"INSERT INTO {RUNS} SELECT * EXCLUDE (number) REPLACE (run_id || number AS run_id) "
        f"FROM {RUNS}, range({more}) AS r(number) "
        f"WHERE processor_name = 'streaks' AND data_date = '{LAST}'"
    )
    key = ("streaks", datetime.fromisoformat(LAST).date())

    assert platform.answer(validator, LAST).failed == ({STORM: [key]} if found else {})


def test_without_runs_nothing_is_known_of_them(platform: Day) -> None:
    platform.corrupt(f"DELETE FROM {RUNS} WHERE data_date = '{LAST}'")

    assert set(platform.answer(validator, LAST).unknown) == {LOST, STORM}
