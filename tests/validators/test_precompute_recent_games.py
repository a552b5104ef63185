"""What a player's last games come to, beside a row of the daily cache."""

from __future__ import annotations

from datetime import date, timedelta

import ibis
import pytest
from precomputed_season import CACHE, SUMMARY
from validator_days import Day

from harness.results import Scalar
from harness.warehouse.checks import rows
from harness.warehouse.relations import table
from validators.precompute.recent_games import beside_recent_games
from validators.validator import Validator

SOURCE = beside_recent_games(table(CACHE), "cache_date", "points_avg_last_5")
COLUMNS = ("games_played", "points_of_5", "last_game", "tenth_game", "games_of_7_days", "games_of_14_days")
DAY = date(2024, 1, 15)


def shown(day: Day) -> tuple[Scalar, ...] | None:
    """The columns of the player's row; a check that never holds names it."""
    never = Validator("shown.rows", rows(SOURCE, "every row", lambda _: ibis.literal(False), show=COLUMNS))
    [result] = day.answer(never).results
    if result.finding is None:
        return None
    [violation] = result.finding.violations
    assert violation.key == (("cache_date", DAY), ("player_lookup", day.player))
    assert violation.day == DAY
    return tuple(dict(violation.evidence)[name] for name in COLUMNS)


@pytest.fixture
def alone(precomputed: Day) -> Day:
    """One row of the cache, and nobody has played."""
    precomputed.corrupt(
        f"DELETE FROM {CACHE} WHERE NOT (cache_date = '{{day}}' AND player_lookup = '{{player}}')",
        f"CREATE TEMP TABLE one_game AS SELECT * FROM {SUMMARY} WHERE player_lookup = '{{player}}' LIMIT 1",
        f"DELETE FROM {SUMMARY}",
    )
    return precomputed


def play(day: Day, points_by_days_before: dict[int, int], *, active: bool = True) -> None:
    for days_before, points in points_by_days_before.items():
        day.corrupt(
            f"INSERT INTO {SUMMARY} SELECT * REPLACE ('game{days_before}' AS game_id, {active} AS is_active, "
            f"DATE '{{day}}' - {days_before} AS game_date, {points} AS points) FROM one_game"
        )


def test_the_last_five_and_the_tenth_are_told(alone: Day) -> None:
    play(alone, {1: 10, 3: 20, 5: 30, 8: 40, 10: 50, 12: 900, 20: 900, 22: 900, 24: 900, 26: 900, 28: 900})

    ten = DAY - timedelta(days=26)
    assert shown(alone) == (11, 30.0, DAY - timedelta(days=1), ten, 3, 6)


def test_of_fewer_than_ten_games_the_first_is_the_tenth(alone: Day) -> None:
    play(alone, {1: 10, 3: 20})

    assert shown(alone) == (2, 15.0, DAY - timedelta(days=1), DAY - timedelta(days=3), 2, 2)


@pytest.mark.parametrize(
    ("days_before", "weeks"), [(0, None), (1, (1, 1)), (7, (1, 1)), (8, (0, 1)), (14, (0, 1)), (15, (0, 0))]
)
def test_windows_end_with_the_day_before(alone: Day, days_before: int, weeks: tuple[int, int] | None) -> None:
    play(alone, {days_before: 10})

    found = shown(alone)

    assert (found and found[-2:]) == weeks


@pytest.mark.parametrize(("days_before", "known"), [(45, True), (46, False)])
def test_games_are_known_for_45_days(alone: Day, days_before: int, known: bool) -> None:
    play(alone, {days_before: 10})

    assert (shown(alone) is not None) is known


def test_a_game_that_he_only_watched_is_none(alone: Day) -> None:
    play(alone, {2: 10})
    play(alone, {1: 0}, active=False)

    assert shown(alone) == (1, 10.0, DAY - timedelta(days=2), DAY - timedelta(days=2), 1, 1)
