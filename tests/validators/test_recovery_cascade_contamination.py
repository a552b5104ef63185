"""recovery.cascade_contamination: each link of the chain may be as old as the one before it, and no older."""

from __future__ import annotations

from datetime import date

import pytest
from validator_days import Day

from validators.recovery.cascade_contamination import validator

GAMEBOOK = "nba_raw.nbac_gamebook_player_stats"
SUMMARIES = "nba_analytics.player_game_summary"
CACHE = "nba_precompute.player_daily_cache"
FACTORS = "nba_precompute.player_composite_factors"
ZONES = "nba_precompute.player_shot_zone_analysis"
FEATURES = "nba_predictions.ml_feature_store_v2"
PREDICTIONS = "nba_predictions.player_prop_predictions"
GRADES = "nba_predictions.prediction_accuracy"
SUMMARY = "a summary is not older than its gamebook line"
CACHED = "a cache row is not older than the summaries in it"
OF_CACHE = "features are not older than their daily cache"
OF_FACTORS = "features are not older than their factors"
OF_ZONES = "features are not older than their shot zones"
OF_FEATURES = "a prediction is not older than its features"
OF_PREDICTION = "a grade is not older than its prediction"
OF_SUMMARY = "a grade is not older than the summary it judges by"
HERE = "player_lookup = '{player}' AND game_date = '{day}'"


@pytest.mark.parametrize("window", ["2024-04-10", "2024-04-07..2024-04-12"])
def test_a_clean_season_passes(platform: Day, window: str) -> None:
    assert platform.answer(validator, window).passed == {check.name for check in validator.checks}


@pytest.mark.parametrize(
    ("upstream", "day", "made", "made_day", "column", "check"),
    [
        (GAMEBOOK, "game_date", SUMMARIES, "game_date", "processed_at", SUMMARY),
        (CACHE, "cache_date", FEATURES, "game_date", "updated_at", OF_CACHE),
        (FACTORS, "game_date", FEATURES, "game_date", "updated_at", OF_FACTORS),
        (ZONES, "analysis_date", FEATURES, "game_date", "updated_at", OF_ZONES),
    ],
)
@pytest.mark.parametrize(("seconds", "found"), [(0, False), (1, True)])
def test_a_link_may_be_as_old_as_the_one_before_it(
    platform: Day,
    upstream: str,
    day: str,
    made: str,
    made_day: str,
    column: str,
    check: str,
    seconds: int,
    found: bool,
) -> None:
    written = f"SELECT max({column}) FROM {made} WHERE player_lookup = '{{player}}' AND {made_day} = '{{day}}'"
    platform.corrupt(
        f"UPDATE {upstream} SET processed_at = ({written}) + INTERVAL {seconds} SECOND "
        f"WHERE player_lookup = '{{player}}' AND {day} = '{{day}}'"
    )

    assert set(platform.answer(validator).failed) == ({check} if found else set())


def test_one_summary_written_anew_spoils_every_later_cache_row(platform: Day) -> None:
    platform.corrupt(f"UPDATE {SUMMARIES} SET processed_at = processed_at + INTERVAL 30 DAY WHERE {HERE}")
    rows = platform.rows(
        f"SELECT cache_date, player_lookup FROM {CACHE} WHERE player_lookup = '{{player}}' "
        "AND cache_date > '{day}' AND cache_date <= '2024-04-12' ORDER BY ALL"
    )

    failed = platform.answer(validator, "2024-04-10..2024-04-12").failed
    assert failed[CACHED] == rows
    assert set(failed) == {CACHED, OF_SUMMARY}


def test_a_cache_row_knows_no_summary_of_its_own_day(platform: Day) -> None:
    """The day's game is still to come when the row is made."""
    platform.corrupt(f"UPDATE {SUMMARIES} SET processed_at = processed_at + INTERVAL 30 DAY WHERE {HERE}")

    assert CACHED not in platform.answer(validator).failed


@pytest.mark.parametrize(("days", "spoilt"), [(29, [9, 10]), (30, [9, 10]), (31, [9]), (32, [])])
def test_a_cache_row_knows_the_summaries_of_thirty_days(platform: Day, days: int, spoilt: list[int]) -> None:
    """The days count back from 10 April; the row of the 9th reaches a day further."""
    platform.corrupt(
        f"DELETE FROM {CACHE} WHERE player_lookup <> '{{player}}'",
        f"INSERT INTO {SUMMARIES} SELECT * REPLACE ('long ago' AS game_id, DATE '{{day}}' - {days} AS game_date, "
        f"processed_at + INTERVAL 30 DAY AS processed_at) FROM {SUMMARIES} WHERE {HERE}",
    )

    found = platform.answer(validator, "2024-04-09..2024-04-10").failed.get(CACHED, [])
    assert found == [(date(2024, 4, day), platform.player) for day in spoilt]


@pytest.mark.parametrize(("seconds", "systems"), [(0, 0), (1, 7)])
@pytest.mark.parametrize("written", ["updated_at", "updated_at = NULL, created_at"])
def test_features_written_after_the_predictions_spoil_all_systems(
    platform: Day, written: str, seconds: int, systems: int
) -> None:
    made = f"SELECT min(created_at) FROM {PREDICTIONS} WHERE {HERE}"
    platform.corrupt(f"UPDATE {FEATURES} SET {written} = ({made}) + INTERVAL {seconds} SECOND WHERE {HERE}")

    failed = platform.answer(validator).failed
    assert len(failed.get(OF_FEATURES, [])) == systems
    assert set(failed) <= {OF_FEATURES}


@pytest.mark.parametrize(
    ("column", "upstream", "check"),
    [("created_at", PREDICTIONS, OF_PREDICTION), ("processed_at", SUMMARIES, OF_SUMMARY)],
)
@pytest.mark.parametrize(("seconds", "found"), [(0, False), (1, True)])
def test_a_grade_may_be_as_old_as_what_it_judges(
    platform: Day, column: str, upstream: str, check: str, seconds: int, found: bool
) -> None:
    graded = f"SELECT min(graded_at) FROM {GRADES} WHERE {HERE}"
    platform.corrupt(f"UPDATE {upstream} SET {column} = ({graded}) + INTERVAL {seconds} SECOND WHERE {HERE}")

    assert set(platform.answer(validator).failed) == ({check} if found else set())


def test_a_prediction_that_was_withdrawn_is_not_judged(platform: Day) -> None:
    platform.corrupt(
        f"INSERT INTO {PREDICTIONS} SELECT * REPLACE (prediction_id || '-again' AS prediction_id, FALSE AS is_active, "
        f"created_at + INTERVAL 30 DAY AS created_at) FROM {PREDICTIONS} WHERE {HERE}"
    )

    assert platform.answer(validator).failed == {}


def test_features_that_were_never_updated_are_as_old_as_their_making(platform: Day) -> None:
    cached = f"SELECT processed_at FROM {CACHE} WHERE player_lookup = '{{player}}' AND cache_date = '{{day}}'"
    platform.corrupt(
        f"UPDATE {FEATURES} SET updated_at = NULL, created_at = ({cached}) - INTERVAL 1 SECOND WHERE {HERE}"
    )

    assert OF_CACHE in platform.answer(validator).failed


def test_without_features_nothing_is_known_of_what_rests_on_them(platform: Day) -> None:
    platform.corrupt(f"DELETE FROM {FEATURES}")

    assert set(platform.answer(validator).unknown) == {OF_CACHE, OF_FACTORS, OF_ZONES, OF_FEATURES}
