"""trends.pipeline_latency on a clean season, and on days and phases that grew slow."""

from __future__ import annotations

from datetime import date

import pytest
from validator_days import Day

from validators.trends.pipeline_latency import validator

TIMED = "every game day was timed"
WITHIN = "end to end within 90 min"
TOTAL = "the total is the time from start to end"
USUAL = "no phase and no day takes longer than usual"
LATENCY = "nba_analytics.pipeline_latency_metrics"
LOG = "nba_orchestration.phase_execution_log"
DAY = date(2024, 4, 10)
WHOLE = (DAY, "end_to_end")


def _took(seconds: int) -> str:
    return (
        f"UPDATE {LATENCY} SET total_latency_seconds = {seconds}, "
        f"phase6_complete = phase1_start + INTERVAL {seconds} SECOND WHERE date = '{{day}}'"
    )


@pytest.mark.parametrize("window", ["2024-04-10", "2023-11-20..2024-04-14", "2024-03-10", "2023-11-05"])
def test_a_clean_season_passes(platform: Day, window: str) -> None:
    assert platform.answer(validator, window).passed == {check.name for check in validator.checks}


def test_in_the_first_days_nothing_is_usual_yet(platform: Day) -> None:
    assert set(platform.answer(validator, "2023-10-24..2023-10-26").unknown) == {USUAL}


@pytest.mark.parametrize(("seconds", "found"), [(5400, False), (5401, True)])
def test_a_day_may_take_90_minutes(platform: Day, seconds: int, found: bool) -> None:
    platform.corrupt(_took(seconds))

    failed = platform.answer(validator).failed
    assert failed.get(WITHIN, []) == ([WHOLE] if found else [])
    assert TOTAL not in failed


@pytest.mark.parametrize(("share", "found"), [(1.2, False), (1.3, True)])
def test_a_day_may_take_a_quarter_longer_than_usual(platform: Day, share: float, found: bool) -> None:
    usual = platform.value(
        f"SELECT avg(total_latency_seconds) FROM {LATENCY} "
        "WHERE date BETWEEN DATE '{day}' - 14 AND DATE '{day}' - 1"
    )
    assert isinstance(usual, float)
    platform.corrupt(_took(round(share * usual)))

    assert platform.answer(validator).failed == ({USUAL: [WHOLE]} if found else {})


def _in_the_fortnight_before(platform: Day, seconds: str, others: int) -> None:
    """Totals of the fourteen days before the day, `others` of every other day."""
    platform.corrupt(
        f"UPDATE {LATENCY} SET total_latency_seconds = CASE "
        f"WHEN date BETWEEN DATE '{{day}}' - 14 AND DATE '{{day}}' - 1 THEN {seconds} ELSE {others} END"
    )
    assert platform.value(f"SELECT count(*) FROM {LATENCY} WHERE date = DATE '{{day}}' - 14") == 1
    assert platform.value(f"SELECT count(*) FROM {LATENCY} WHERE date = DATE '{{day}}' - 15") == 1


@pytest.mark.parametrize(("seconds", "found"), [(1000, False), (1001, True)])
def test_where_all_days_are_alike_a_quarter_is_the_most(platform: Day, seconds: int, found: bool) -> None:
    _in_the_fortnight_before(platform, "800", others=1)
    platform.corrupt(_took(seconds))

    assert platform.answer(validator).failed == ({USUAL: [WHOLE]} if found else {})


@pytest.mark.parametrize(("more", "found"), [(-1, False), (1, True)])
def test_where_days_differ_six_deviations_are_the_most(platform: Day, more: int, found: bool) -> None:
    _in_the_fortnight_before(platform, "600 + 10 * (date - DATE '{day}')", others=1)
    limit = platform.value(
        f"SELECT avg(total_latency_seconds) + 6 * stddev_samp(total_latency_seconds) FROM {LATENCY} "
        "WHERE date BETWEEN DATE '{day}' - 14 AND DATE '{day}' - 1"
    )
    assert isinstance(limit, float)
    platform.corrupt(_took(round(limit) + more))

    assert platform.answer(validator).failed == ({USUAL: [WHOLE]} if found else {})


def test_a_slow_day_is_no_part_of_its_own_baseline(platform: Day) -> None:
    """Had it been, one day of a hundred hours would have made itself usual."""
    platform.corrupt(_took(360_000))

    assert platform.answer(validator).failed == {WITHIN: [WHOLE], USUAL: [WHOLE]}


@pytest.mark.parametrize("phase", ["phase2_to_phase3", "phase3_to_phase4", "phase4_to_phase5", "phase5_to_phase6"])
def test_a_phase_that_takes_three_times_as_long_is_found(platform: Day, phase: str) -> None:
    platform.corrupt(
        f"UPDATE {LOG} SET duration_seconds = 3 * duration_seconds "
        f"WHERE phase_name = '{phase}' AND game_date = '{{day}}'"
    )

    assert platform.answer(validator).failed == {USUAL: [(DAY, phase)]}


def test_a_total_that_is_not_the_time_between_is_found(platform: Day) -> None:
    platform.corrupt(f"UPDATE {LATENCY} SET phase1_start = phase1_start + INTERVAL 1 SECOND WHERE date = '{{day}}'")

    assert platform.answer(validator).failed == {TOTAL: [WHOLE]}


def test_a_day_that_was_not_timed_is_found(platform: Day) -> None:
    platform.corrupt(f"DELETE FROM {LATENCY} WHERE date = '{{day}}'")

    assert platform.answer(validator).failed == {TIMED: [(DAY,)]}


def test_a_day_without_games_need_not_be_timed(platform: Day) -> None:
    assert TIMED in platform.answer(validator, "2024-02-17").passed


def test_without_the_log_nothing_is_known(platform: Day) -> None:
    platform.corrupt(f"DROP TABLE {LATENCY}")

    assert set(platform.answer(validator).unknown) == {TIMED, WITHIN, TOTAL, USUAL}
