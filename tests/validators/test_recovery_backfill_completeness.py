"""recovery.backfill_completeness on a clean season, and on days that were called repaired too early."""

from __future__ import annotations

from datetime import date

import pytest
from validator_days import AS_OF, Day

from validators.recovery.backfill_completeness import validator

THREE = "phase 3 is complete when its five parts are"
FOUR = "phase 4 is complete when its five parts are"
ENDED = "what is complete has ended after it began"
GAP = "no game is missing from a repaired day"
EMPTY = "no table is empty on a repaired day"
SUMMARIES = "summaries are of quality 70 or better"
FEATURES = "features are of quality 70 or better"
REBUILT = "phase 4 was done after phase 3 of the game day before"
MADE_GOOD = "a failed scrape is made good within a day"
PROGRESS = "nba_backfill.backfill_progress"
OFFENSE = "nba_analytics.team_offense_game_summary"
SCRAPES = "nba_orchestration.scraper_failures"
DAY = date(2024, 4, 10)
NOW = f"TIMESTAMPTZ '{AS_OF.isoformat()}'"


@pytest.mark.parametrize("window", ["2024-04-10", "2024-04-07..2024-04-12"])
def test_a_clean_season_passes(platform: Day, window: str) -> None:
    assert platform.answer(validator, window).passed == {check.name for check in validator.checks}


@pytest.mark.parametrize(
    ("column", "check"),
    [(f"phase3_{part}", THREE) for part in ("pgs", "togs", "tdgs", "upgc", "utgc")]
    + [(f"phase4_{part}", FOUR) for part in ("tdza", "psza", "pdc", "pcf", "mlfs")],
)
@pytest.mark.parametrize("value", ["FALSE", "NULL"])
def test_a_phase_is_complete_with_all_its_parts(platform: Day, column: str, check: str, value: str) -> None:
    platform.corrupt(f"UPDATE {PROGRESS} SET {column}_complete = {value} WHERE game_date = '{{day}}'")

    assert platform.answer(validator).failed == {check: [(DAY,)]}


def test_a_phase_that_is_not_complete_may_lack_a_part(platform: Day) -> None:
    platform.corrupt(
        f"UPDATE {PROGRESS} SET phase3_complete = FALSE, phase3_pgs_complete = FALSE, phase3_completed_at = NULL "
        "WHERE game_date = '{day}'"
    )

    assert platform.answer(validator).failed == {}


@pytest.mark.parametrize(("ended", "found"), [("phase4_started_at", False), ("NULL", True)])
def test_what_is_complete_has_an_end(platform: Day, ended: str, found: bool) -> None:
    platform.corrupt(f"UPDATE {PROGRESS} SET phase4_completed_at = {ended} WHERE game_date = '{{day}}'")

    assert (ENDED in platform.answer(validator).failed) is found


def test_a_gap_is_found_on_a_repaired_day_only(platform: Day) -> None:
    platform.corrupt(f"DELETE FROM {OFFENSE} WHERE game_id = '{{game}}'")
    assert platform.answer(validator).failed == {GAP: [(DAY, OFFENSE)]}

    platform.corrupt(
        f"UPDATE {PROGRESS} SET phase3_complete = FALSE, phase3_togs_complete = FALSE WHERE game_date = '{{day}}'"
    )
    assert platform.answer(validator, "2024-04-10..2024-04-11").failed == {}


def test_an_empty_table_is_found(platform: Day) -> None:
    platform.corrupt("DELETE FROM nba_precompute.player_daily_cache WHERE cache_date = '{day}'")

    assert platform.answer(validator).failed == {EMPTY: [(DAY, "nba_precompute.player_daily_cache")]}


@pytest.mark.parametrize(("quality", "found"), [("70", False), ("69.9", True)])
def test_summaries_are_of_quality_70(platform: Day, quality: str, found: bool) -> None:
    platform.corrupt(
        f"UPDATE nba_analytics.player_game_summary SET quality_score = {quality} WHERE game_id = '{{game}}'"
    )

    assert platform.answer(validator).failed == ({SUMMARIES: [(platform.game,)]} if found else {})


@pytest.mark.parametrize(("quality", "found"), [("70", False), ("69.9", True)])
def test_features_are_of_quality_70(platform: Day, quality: str, found: bool) -> None:
    platform.corrupt(
        f"UPDATE nba_predictions.ml_feature_store_v2 SET feature_quality_score = {quality} WHERE game_date = '{{day}}'"
    )

    assert platform.answer(validator).failed == ({FEATURES: [(DAY,)]} if found else {})


@pytest.mark.parametrize(("seconds", "found"), [(0, False), (1, True)])
@pytest.mark.parametrize(
    ("before", "after"),
    [("2024-04-09", "2024-04-10"), ("2024-02-15", "2024-02-22")],
    ids=["the next day", "over the All-Star break"],
)
def test_phase_4_follows_phase_3_of_the_game_day_before(
    platform: Day, before: str, after: str, seconds: int, found: bool
) -> None:
    done = f"SELECT phase4_completed_at FROM {PROGRESS} WHERE game_date = '{after}'"
    platform.corrupt(
        f"UPDATE {PROGRESS} SET phase3_completed_at = ({done}) + INTERVAL {seconds} SECOND WHERE game_date = '{before}'"
    )

    failed = platform.answer(validator, after).failed
    assert failed.get(REBUILT, []) == ([(date.fromisoformat(after),)] if found else [])


@pytest.mark.parametrize(("hours", "found"), [("24 HOUR", False), ("86401 SECOND", True)])
def test_a_failed_scrape_waits_for_a_day(platform: Day, hours: str, found: bool) -> None:
    one = f"SELECT max(game_date) FROM {SCRAPES}"
    platform.corrupt(
        f"UPDATE {SCRAPES} SET backfilled = FALSE, first_failed_at = {NOW} - INTERVAL {hours} WHERE game_date = ({one})"
    )
    [key] = platform.rows(f"SELECT scraper_name || '/' || game_date FROM {SCRAPES} WHERE game_date = ({one})")

    assert platform.answer(validator).failed == ({MADE_GOOD: [("scrape", *key)]} if found else {})


def test_without_checkpoints_nothing_is_known(platform: Day) -> None:
    platform.corrupt(f"DELETE FROM {PROGRESS}")

    assert set(platform.answer(validator).unknown) == {THREE, FOUR, ENDED, GAP, EMPTY, REBUILT}
