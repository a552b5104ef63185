"""precompute.composite_factors on a clean season, and at the edges of what factors may be."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from precomputed_season import FACTORS, SCHEDULE, WHOLE
from validator_days import Day

from validators.precompute.composite_factors import validator

TWICE = "one row for each game_date, player_lookup"
FATIGUE = "fatigue_score from 0 to 100"
MISMATCH = "shot_zone_mismatch_score from -10 to 10"
PACE = "pace_score from -3 to 3"
USAGE = "usage_spike_score from -3 to 3"
MANY = "at least 200 players a day"
FRESH = "at most 7 days old at tip-off"
ALL = {check.name for check in validator.checks}
THE_ROW = "game_date = '{day}' AND player_lookup = '{player}'"


@pytest.mark.parametrize("window", ["2024-01-15", WHOLE])
def test_a_clean_season_passes(precomputed: Day, window: str) -> None:
    assert precomputed.answer(validator, window).passed == ALL


def test_without_the_table_everything_is_unknown(precomputed: Day) -> None:
    precomputed.connection.execute(f"DROP TABLE {FACTORS}")

    assert set(precomputed.answer(validator).unknown) == ALL


def test_without_rows_the_days_that_need_them_are_found(precomputed: Day) -> None:
    precomputed.corrupt(f"DELETE FROM {FACTORS}")

    answer = precomputed.answer(validator)

    assert set(answer.failed) == {MANY, FRESH}
    assert set(answer.unknown) == ALL - {MANY, FRESH}


def test_a_row_written_twice_is_found(precomputed: Day) -> None:
    precomputed.corrupt(f"INSERT INTO {FACTORS} SELECT * FROM {FACTORS} WHERE {THE_ROW}")

    assert precomputed.answer(validator).failed[TWICE]


@pytest.mark.parametrize(
    ("change", "broken"),
    [
        ("fatigue_score = 0", None),
        ("fatigue_score = 100", None),
        ("fatigue_score = -1", FATIGUE),
        ("fatigue_score = 101", FATIGUE),
        ("shot_zone_mismatch_score = -10", None),
        ("shot_zone_mismatch_score = 10", None),
        ("shot_zone_mismatch_score = -10.1", MISMATCH),
        ("shot_zone_mismatch_score = 10.1", MISMATCH),
        ("pace_score = 3, usage_spike_score = -3", None),
        ("pace_score = -3.1", PACE),
        ("usage_spike_score = 3.1", USAGE),
    ],
)
def test_scores_stay_on_their_scales(precomputed: Day, change: str, broken: str | None) -> None:
    precomputed.corrupt(f"UPDATE {FACTORS} SET {change} WHERE {THE_ROW}")

    failed = precomputed.answer(validator).failed

    assert set(failed) == ({broken} if broken else set())
    assert all(len(keys) == 1 and precomputed.player in keys[0] for keys in failed.values())


@pytest.mark.parametrize(("left", "found"), [(200, False), (199, True)])
def test_a_day_has_200_players(precomputed: Day, left: int, found: bool) -> None:
    kept = f"SELECT player_lookup FROM {FACTORS} WHERE game_date = '{{day}}' ORDER BY 1 LIMIT {left}"
    precomputed.corrupt(f"DELETE FROM {FACTORS} WHERE game_date = '{{day}}' AND player_lookup NOT IN ({kept})")

    failed = precomputed.answer(validator).failed

    assert [key[0].isoformat() for key in failed.get(MANY, [])] == ([precomputed.date] if found else [])  # type: ignore[attr-defined]
    assert set(failed) <= {MANY}


@pytest.mark.parametrize(("day", "due"), [("2023-11-06", False), ("2023-11-08", True)])
def test_nothing_is_due_in_the_first_fourteen_days(precomputed: Day, day: str, due: bool) -> None:
    """The season opens on 24 October; no game is played on 7 November, the fifteenth day."""
    precomputed.corrupt(f"DELETE FROM {FACTORS} WHERE game_date = '{day}'")

    assert (MANY in precomputed.answer(validator, day).failed) is due


@pytest.mark.parametrize(("seconds", "found"), [(0, False), (-1, True)])
def test_a_row_is_good_for_seven_days(precomputed: Day, seconds: int, found: bool) -> None:
    tip_off = precomputed.value(f"SELECT min(game_date_est) FROM {SCHEDULE} WHERE game_date = '{{day}}'")
    assert isinstance(tip_off, datetime)
    written = tip_off - timedelta(days=7) + timedelta(seconds=seconds)
    precomputed.corrupt(f"UPDATE {FACTORS} SET processed_at = '{written.isoformat()}' WHERE game_date <= '{{day}}'")

    assert (FRESH in precomputed.answer(validator).failed) is found


def test_a_day_whose_games_have_not_begun_is_not_due(precomputed: Day) -> None:
    precomputed.corrupt(f"DELETE FROM {FACTORS} WHERE game_date = '{{day}}'")
    tip_off = precomputed.value(f"SELECT min(game_date_est) FROM {SCHEDULE} WHERE game_date = '{{day}}'")
    assert isinstance(tip_off, datetime)

    assert MANY not in precomputed.answer(validator, as_of=tip_off - timedelta(seconds=1)).failed
    assert MANY in precomputed.answer(validator, as_of=tip_off).failed
