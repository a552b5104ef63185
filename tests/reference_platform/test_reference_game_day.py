"""The game day is New York's, in winter and in summer and on the evenings in between."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from harness.clock import EASTERN
from harness.reference.game_day import game_day, named_day
from harness.reference.phases_rules import Edge, mode_of
from harness.reference.safeguards import ALL_ON

SPRING, AUTUMN = date(2024, 3, 10), date(2024, 11, 3)
"""The days in whose small hours the clocks are changed."""
EVENINGS = [change + timedelta(days=days) for change in (SPRING, AUTUMN) for days in (-1, 0)]


def evening(day: date) -> datetime:
    """Half past seven in New York, in UTC."""
    return datetime(day.year, day.month, day.day, 19, 30, tzinfo=EASTERN).astimezone(UTC)


def test_eastern_game_day() -> None:
    unsafe = ALL_ON.without("eastern_game_day")
    assert [game_day(evening(day)) for day in EVENINGS] == EVENINGS
    assert [game_day(evening(day), unsafe) for day in EVENINGS] == [
        SPRING,  # the day before the change is left out, and its own day comes twice
        SPRING,
        AUTUMN - timedelta(days=1),
        AUTUMN + timedelta(days=1),  # the day of the change is left out
    ]


@pytest.mark.parametrize("change", [SPRING, AUTUMN])
def test_the_day_begins_at_midnight_in_new_york_on_either_side_of_a_change(change: date) -> None:
    for day in (change, change + timedelta(days=1)):
        midnight = datetime(day.year, day.month, day.day, tzinfo=EASTERN).astimezone(UTC)
        assert game_day(midnight) == day
        assert game_day(midnight - timedelta(microseconds=1)) == day - timedelta(days=1)


@pytest.mark.parametrize("change", [SPRING, AUTUMN])
def test_yesterday_is_the_day_before_though_that_one_had_23_hours_or_25(change: date) -> None:
    for moment in (0.5, 23.5):
        midnight = datetime(change.year, change.month, change.day, tzinfo=EASTERN) + timedelta(days=1)
        instant = midnight + timedelta(hours=moment)
        assert named_day("YESTERDAY", instant) == change
        assert named_day("TODAY", instant) == change + timedelta(days=1)
        assert named_day("TOMORROW", instant) == change + timedelta(days=2)


def test_a_date_is_itself_and_another_word_is_refused() -> None:
    assert named_day("2024-01-15", evening(SPRING)) == date(2024, 1, 15)
    with pytest.raises(ValueError, match="NEXT"):
        named_day("NEXT", evening(SPRING))


def test_a_day_of_which_the_evening_goes_on_is_not_over() -> None:
    day = evening(SPRING - timedelta(days=1))
    today = str(SPRING - timedelta(days=1))
    assert mode_of(Edge.PHASE_3_TO_4, today, day) == "same_day"
    assert mode_of(Edge.PHASE_3_TO_4, today, day, ALL_ON.without("eastern_game_day")) == "overnight"
