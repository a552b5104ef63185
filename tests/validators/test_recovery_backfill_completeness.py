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


@pytest.mark.parametrize(("phase", "check"), [("phase3", THREE), ("phase4", FOUR)])
@pytest.mark.parametrize("value", ["FALSE", "NULL"])
def test_a_phase_with_all_its_parts_is_complete(platform: Day, phase: str, check: str, value: str) -> None:
    platform.corrupt(f"UPDATE {PROGRESS} SET {phase}_complete = {value} WHERE game_date = '{{day}}'")

    assert platform.answer(validator).failed == {check: [(DAY,)]}


def test_a_phase_that_is_not_complete_may_lack_a_part(platform: Day) -> None:
    platform.corrupt(
        f"UPDATE {PROGRESS} SET phase3_complete = FALSE, phase3_pgs_complete = FALSE, phase3_completed_at = NULL "
        "WHERE game_date = '{day}'"
    )

    assert platform.answer(validator).failed == {}


@pytest.mark.parametrize(
    ("ended", "found"), [("started_at", False), ("started_at - INTERVAL 1 SECOND", True), ("NULL", True)]
)
@pytest.mark.parametrize("phase", ["phase3", "phase4"])
def test_what_is_complete_has_an_end(platform: Day, phase: str, ended: str, found: bool) -> None:
    ended = ended.replace("started_at", f"{phase}_started_at")
    platform.corrupt(f"UPDATE {PROGRESS} SET {phase}_completed_at = {ended} WHERE game_date = '{{day}}'")

    assert (ENDED in platform.answer(validator).failed) is found


@pytest.mark.parametrize("part", ["phase3_togs", "phase4_mlfs"])
def test_a_gap_is_found_on_a_repaired_day_only(platform: Day, part: str) -> None:
    platform.corrupt(f"DELETE FROM {OFFENSE} WHERE game_id = '{{game}}'")
    assert platform.answer(validator).failed == {GAP: [(DAY, OFFENSE)]}

    platform.corrupt(
        f"UPDATE {PROGRESS} SET {part[:6]}_complete = FALSE, {part}_complete = FALSE WHERE game_date = '{{day}}'"
    )
    assert platform.answer(validator, "2024-04-10..2024-04-11").failed == {}


@pytest.mark.parametrize(("kept", "check"), [(0, EMPTY), (1, GAP)])
def test_an_empty_table_is_no_gap(platform: Day, kept: int, check: str) -> None:
    games = f"SELECT DISTINCT game_id FROM {OFFENSE} WHERE game_date = '{{day}}' ORDER BY 1 LIMIT {kept}"
    platform.corrupt(f"DELETE FROM {OFFENSE} WHERE game_date = '{{day}}' AND game_id NOT IN ({games})")

    assert platform.answer(validator).failed == {check: [(DAY, OFFENSE)]}


@pytest.mark.parametrize(("kept", "found"), [(0, True), (1, False)])
def test_a_table_without_games_is_empty_or_not(platform: Day, kept: int, found: bool) -> None:
    cache = "nba_precompute.player_daily_cache"
    platform.corrupt(
        f"DELETE FROM {cache} WHERE cache_date = '{{day}}' AND player_lookup NOT IN "
        f"(SELECT player_lookup FROM {cache} WHERE cache_date = '{{day}}' ORDER BY 1 LIMIT {kept})"
    )

    assert platform.answer(validator).failed == ({EMPTY: [(DAY, cache)]} if found else {})


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


@pytest.mark.parametrize(("days", "found"), [(8, True), (9, False)])
def test_the_game_day_before_is_at_most_eight_days_away(platform: Day, days: int, found: bool) -> None:
    platform.corrupt(
        f"DELETE FROM {PROGRESS} WHERE game_date < '{{day}}' AND game_date <> DATE '{{day}}' - {days}",
        f"UPDATE {PROGRESS} SET phase3_completed_at = {NOW} WHERE game_date = DATE '{{day}}' - {days}",
    )

    assert platform.answer(validator).failed == ({REBUILT: [(DAY,)]} if found else {})


@pytest.mark.parametrize(
    ("hours", "backfilled", "found"),
    [
        ("24 HOUR", "FALSE", False),
        ("86401 SECOND", "FALSE", True),
        ("86401 SECOND", "NULL", True),
        ("86401 SECOND", "TRUE", False),
    ],
)
def test_a_failed_scrape_waits_for_a_day(platform: Day, hours: str, backfilled: str, found: bool) -> None:
    one = f"SELECT max(game_date) FROM {SCRAPES}"
    platform.corrupt(
        f"UPDATE {SCRAPES} SET backfilled = {backfilled}, first_failed_at = {NOW} - INTERVAL {hours} "
        f"WHERE game_date = ({one})"
    )
    [key] = platform.rows(f"SELECT scraper_name || '/' || game_date FROM {SCRAPES} WHERE game_date = ({one})")

    assert platform.answer(validator).failed == ({MADE_GOOD: [("scrape", *key)]} if found else {})


def test_without_checkpoints_nothing_is_known(platform: Day) -> None:
    platform.corrupt(f"DELETE FROM {PROGRESS}")

    assert set(platform.answer(validator).unknown) == {THREE, FOUR, ENDED, GAP, EMPTY, REBUILT}
