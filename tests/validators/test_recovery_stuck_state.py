"""recovery.stuck_state on a clean season, and on both sides of each limit."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from validator_days import AS_OF, Day

from validators.recovery.stuck_state import validator

LAST = "2024-04-14"
NOW = f"TIMESTAMPTZ '{AS_OF.isoformat()}'"
SILENT = "no batch is open and silent for 10 min"
SHARE = "a stalled batch is closed at 95 % or more"
STALE = "a running processor beat within 5 min"
DEAD = "no processor is dead, 15 min without a beat"
LONG_RUN = "no run is running for more than 4 h"
EXPIRED = "no lock is held past its expiry"
LASTS = "a lock lasts 300 s"
STAGING = "no staging table is older than 24 h"
UNTRIGGERED = "a phase is triggered within 4 h of its first completion"
FOLLOWED = "a triggered phase is followed by the next within 2 h"
BREAKER = "no breaker is open past its time"
LOCKED_OUT = "nobody is locked out for more than 24 h"
APART = "decisions are at most 2 h apart"
NEWEST = "the newest decision is at most 2 h old"
POSTPONED = "a postponed game is settled once its new day is over"
BATCHES = "firestore.prediction_batches"
HEARTBEATS = "firestore.processor_heartbeats"
LOCKS = "firestore.locks"
STATUS = "firestore.phase_status"
DECISIONS = "nba_orchestration.workflow_decisions"
POSTPONEMENTS = "nba_orchestration.game_postponements"


@pytest.mark.parametrize(
    "window", [LAST, "2024-04-08..2024-04-14", "2023-11-04..2023-11-06", "2024-03-09..2024-03-11", "2023-10-24"]
)
def test_a_clean_season_has_no_failure(platform: Day, window: str) -> None:
    assert platform.answer(validator, window).failed == {}


def test_on_the_last_day_every_check_has_an_answer(platform: Day) -> None:
    assert platform.answer(validator, LAST).passed == {check.name for check in validator.checks}


@pytest.mark.parametrize(("ago", "found"), [("10 MINUTE", False), ("601 SECOND", True)])
def test_an_open_batch_may_be_silent_for_ten_minutes(platform: Day, ago: str, found: bool) -> None:
    platform.corrupt(
        f"UPDATE {BATCHES} SET is_complete = FALSE, updated_at = {NOW} - INTERVAL {ago} WHERE game_date = '{LAST}'"
    )
    [(batch,)] = platform.rows(f"SELECT batch_id FROM {BATCHES} WHERE game_date = '{LAST}'")

    assert platform.answer(validator, LAST).failed == ({SILENT: [(batch,)]} if found else {})


def test_an_open_batch_that_was_never_written_to_is_silent(platform: Day) -> None:
    platform.corrupt(f"UPDATE {BATCHES} SET is_complete = NULL, updated_at = NULL WHERE game_date = '{LAST}'")

    assert list(platform.answer(validator, LAST).failed) == [SILENT]


@pytest.mark.parametrize(("completed", "found"), [(95, False), (94, True)])
def test_a_batch_is_closed_at_95_of_100(platform: Day, completed: int, found: bool) -> None:
    platform.corrupt(
        f"UPDATE {BATCHES} SET stall_completed = TRUE, expected_players = 100, completed_count = {completed} "
        f"WHERE game_date = '{LAST}'"
    )

    assert (SHARE in platform.answer(validator, LAST).failed) is found


@pytest.mark.parametrize(
    ("seconds", "broken"),
    [("300", set()), ("301", {STALE}), ("900", {STALE}), ("901", {STALE, DEAD}), ("NULL", {STALE, DEAD})],
)
def test_a_heartbeat_is_stale_after_5_and_dead_after_15_minutes(platform: Day, seconds: str, broken: set[str]) -> None:
    platform.corrupt(
        f"UPDATE {HEARTBEATS} SET last_heartbeat = {NOW} - INTERVAL ({seconds}) SECOND WHERE status = 'running'"
    )
    [(run,)] = platform.rows(f"SELECT run_id FROM {HEARTBEATS} WHERE status = 'running'")

    assert platform.answer(validator, LAST).failed == {check: [("processor", run)] for check in broken}


def test_a_processor_that_has_ended_needs_no_heartbeat(platform: Day) -> None:
    platform.corrupt(f"UPDATE {HEARTBEATS} SET status = 'completed' WHERE status = 'running'")

    assert platform.answer(validator, LAST).failed == {}


@pytest.mark.parametrize(("seconds", "found"), [("14400", False), ("14401", True), ("NULL", True)])
def test_a_run_may_run_for_4_hours(platform: Day, seconds: str, found: bool) -> None:
    platform.corrupt(
        f"UPDATE firestore.run_history SET started_at = {NOW} - INTERVAL ({seconds}) SECOND WHERE status = 'running'"
    )
    [(run,)] = platform.rows("SELECT run_id FROM firestore.run_history WHERE status = 'running'")

    assert platform.answer(validator, LAST).failed == ({LONG_RUN: [(run,)]} if found else {})


@pytest.mark.parametrize(("seconds", "found"), [("0", False), ("1", True), ("NULL", True)])
def test_a_lock_is_held_until_its_expiry(platform: Day, seconds: str, found: bool) -> None:
    platform.corrupt(
        f"UPDATE {LOCKS} SET expires_at = {NOW} - INTERVAL ({seconds}) SECOND, "
        f"acquired_at = {NOW} - INTERVAL 299 SECOND WHERE collection = 'daily_performance_locks'"
    )
    [(key,)] = platform.rows(f"SELECT lock_key FROM {LOCKS} WHERE collection = 'daily_performance_locks'")

    assert platform.answer(validator, LAST).failed == (
        {EXPIRED: [("lock", f"daily_performance_locks/{key}")]} if found else {}
    )


@pytest.mark.parametrize(("seconds", "found"), [(300, False), (301, True)])
def test_a_lock_lasts_five_minutes(platform: Day, seconds: int, found: bool) -> None:
    platform.corrupt(f"UPDATE {LOCKS} SET expires_at = acquired_at + INTERVAL {seconds} SECOND")

    failed = platform.answer(validator, LAST).failed
    assert len(failed.get(LASTS, [])) == (2 if found else 0)


@pytest.mark.parametrize(("hours", "found"), [("(24) HOUR", False), ("(86401) SECOND", True), ("(NULL) HOUR", True)])
def test_a_staging_table_lasts_a_day(platform: Day, hours: str, found: bool) -> None:
    staging = "metadata.tables WHERE starts_with(table_name, '_staging_')"
    platform.corrupt(
        f"UPDATE metadata.tables SET created_at = {NOW} - INTERVAL {hours} WHERE starts_with(table_name, '_staging_')"
    )
    [key] = platform.rows(f"SELECT dataset, table_name FROM {staging}")

    assert platform.answer(validator, LAST).failed == ({STAGING: [key]} if found else {})


def test_other_tables_may_be_old(platform: Day) -> None:
    platform.corrupt("DELETE FROM metadata.tables WHERE starts_with(table_name, '_staging_')")

    answer = platform.answer(validator, LAST)
    assert answer.failed == {}
    assert STAGING in answer.passed


@pytest.mark.parametrize(("minutes", "found"), [(240, False), (241, True)])
def test_a_phase_may_wait_for_four_hours(platform: Day, minutes: int, found: bool) -> None:
    platform.corrupt(
        f"UPDATE {STATUS} SET triggered = FALSE, triggered_at = NULL, first_completion_at = {NOW} "
        f"- INTERVAL {minutes} MINUTE WHERE game_date = '{LAST}' AND phase = 'phase3'"
    )

    assert platform.answer(validator, LAST).failed == (
        {UNTRIGGERED: [("phase3", datetime.fromisoformat(LAST).date())]} if found else {}
    )


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ("triggered = NULL", True),
        ("triggered = TRUE", False),
        ("completed_count = 1", True),
        ("completed_count = 0", False),
        ("first_completion_at = NULL", True),
    ],
)
def test_a_phase_waits_once_something_is_complete(platform: Day, change: str, found: bool) -> None:
    here = f"WHERE game_date = '{LAST}' AND phase = 'phase3'"
    platform.corrupt(
        f"UPDATE {STATUS} SET triggered = FALSE, first_completion_at = {NOW} - INTERVAL 1 DAY {here}",
        f"UPDATE {STATUS} SET {change} {here}",
    )

    assert (UNTRIGGERED in platform.answer(validator, LAST).failed) is found


@pytest.mark.parametrize(("minutes", "found"), [(120, False), (121, True)])
def test_a_triggered_phase_is_followed_within_two_hours(platform: Day, minutes: int, found: bool) -> None:
    runs = "nba_reference.processor_run_history"
    platform.corrupt(
        f"UPDATE {runs} SET started_at = (SELECT triggered_at FROM {STATUS} WHERE phase = 'phase3' AND "
        f"game_date = '{LAST}') + INTERVAL {minutes} MINUTE WHERE phase = 'phase_4' AND data_date = '{LAST}'"
    )

    assert (FOLLOWED in platform.answer(validator, LAST).failed) is found


@pytest.mark.parametrize(
    ("phase", "seconds", "found"),
    [("phase3", 0, False), ("phase3", 7200, False), ("phase3", 7201, True), ("phase2", 7201, False)],
)
def test_what_was_triggered_a_moment_ago_need_not_have_begun(
    platform: Day, phase: str, seconds: int, found: bool
) -> None:
    platform.corrupt(
        f"DELETE FROM nba_reference.processor_run_history WHERE phase <> 'phase_2' AND data_date = '{LAST}'",
        f"DELETE FROM {STATUS} WHERE phase <> '{phase}' AND game_date = '{LAST}'",
        f"UPDATE {STATUS} SET triggered = TRUE, triggered_at = {NOW} WHERE game_date = '{LAST}'",
    )

    failed = platform.answer(validator, LAST, AS_OF + timedelta(seconds=seconds)).failed

    assert (FOLLOWED in failed) is found


@pytest.mark.parametrize(
    ("state", "seconds", "found"),
    [("OPEN", "1800", False), ("OPEN", "1801", True), ("OPEN", "NULL", True), ("HALF_OPEN", "1801", False)],
)
def test_a_breaker_closes_after_its_time(platform: Day, state: str, seconds: str, found: bool) -> None:
    platform.corrupt(
        f"UPDATE nba_orchestration.circuit_breaker_state SET state = '{state}', opened_at = {NOW} "
        f"- INTERVAL ({seconds}) SECOND WHERE processor_name = 'xgboost_v1'"
    )

    assert platform.answer(validator, LAST).failed == ({BREAKER: [("breaker", "xgboost_v1")]} if found else {})


@pytest.mark.parametrize(("hours", "found"), [("24 HOUR", 0), ("86401 SECOND", 1)])
def test_a_player_is_locked_out_for_a_day(platform: Day, hours: str, found: int) -> None:
    platform.corrupt(
        f"UPDATE nba_orchestration.reprocess_attempts SET circuit_breaker_until = attempted_at + INTERVAL {hours} "
        f"WHERE circuit_breaker_tripped AND analysis_date = '{LAST}'"
    )

    assert len(platform.answer(validator, LAST).failed.get(LOCKED_OUT, [])) == found


@pytest.mark.parametrize(("missing", "found"), [(1, False), (2, True)])
@pytest.mark.parametrize("night", ["2024-04-10", "2024-03-10", "2023-11-05"])
def test_decisions_are_two_hours_apart_also_when_clocks_change(
    platform: Day, night: str, missing: int, found: bool
) -> None:
    platform.corrupt(
        f"DELETE FROM {DECISIONS} WHERE decision_time >= '{night} 06:00:00Z' "
        f"AND decision_time < TIMESTAMPTZ '{night} 06:00:00Z' + INTERVAL {missing} HOUR"
    )

    assert (APART in platform.answer(validator, night).failed) is found


@pytest.mark.parametrize(
    ("seconds", "found"), [(2 * 3600, False), (2 * 3600 + 1, True), (72 * 3600, True), (72 * 3600 + 1, False)]
)
def test_the_newest_decision_is_two_hours_old_or_long_past(platform: Day, seconds: int, found: bool) -> None:
    newest = platform.value(f"SELECT max(decision_time) FROM {DECISIONS} WHERE decision_time <= {NOW}")
    assert isinstance(newest, datetime)
    platform.corrupt(f"DELETE FROM {DECISIONS} WHERE decision_time > {NOW} OR decision_time < {NOW} - INTERVAL 30 DAY")

    answer = platform.answer(validator, LAST, newest + timedelta(seconds=seconds))

    assert (NEWEST in answer.failed) is found
    assert NEWEST not in answer.unknown


@pytest.mark.parametrize(
    ("as_of", "status", "found"),
    [
        ("2024-04-02T03:59:00+00:00", "'confirmed'", False),
        ("2024-04-02T04:00:00+00:00", "'confirmed'", True),
        ("2024-04-02T04:00:00+00:00", "NULL", True),
        ("2024-04-02T04:00:00+00:00", "'resolved'", False),
    ],
)
def test_a_postponed_game_is_due_when_its_day_ends_in_new_york(
    platform: Day, as_of: str, status: str, found: bool
) -> None:
    platform.corrupt(f"UPDATE {POSTPONEMENTS} SET status = {status}, new_date = '2024-04-01'")
    games = platform.rows(f"SELECT 'postponement', game_id || '/' || original_date FROM {POSTPONEMENTS} ORDER BY ALL")
    failed = platform.answer(validator, "2024-04-01", datetime.fromisoformat(as_of)).failed

    assert failed.get(POSTPONED, []) == (games if found else [])


def test_a_missing_store_leaves_its_checks_without_an_answer(platform: Day) -> None:
    platform.corrupt(f"DROP TABLE {LOCKS}")

    answer = platform.answer(validator, LAST)
    assert set(answer.unknown) == {STALE, DEAD, EXPIRED, LASTS}
    assert answer.failed == {}
