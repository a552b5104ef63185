"""The run's clock, and the Eastern day that every game is filed under."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from harness.clock import FrozenClock, RealClock, eastern_date


def test_a_frozen_clock_stands_still_in_utc():
    eastern_evening = datetime(2024, 1, 15, 22, 0, tzinfo=timezone(timedelta(hours=-5)))
    clock = FrozenClock(eastern_evening)
    assert clock.now() == clock.now() == datetime(2024, 1, 16, 3, 0, tzinfo=UTC)
    assert clock.now().tzinfo is UTC


def test_a_frozen_clock_refuses_a_time_without_a_zone():
    with pytest.raises(ValueError, match=r"with a time zone, not 2024-01-15T12:00:00; write it with an offset"):
        FrozenClock(datetime(2024, 1, 15, 12))  # noqa: DTZ001


def test_the_real_clock_reads_the_wall_in_utc():
    before = datetime.now(UTC)
    now = RealClock().now()
    assert before <= now <= datetime.now(UTC)
    assert now.tzinfo is UTC


@pytest.mark.parametrize(
    ("instant", "day"),
    [
        ("2024-01-16T04:59:59+00:00", date(2024, 1, 15)),
        ("2024-01-16T05:00:00+00:00", date(2024, 1, 16)),
        ("2024-07-16T03:59:59+00:00", date(2024, 7, 15)),
        ("2024-07-16T04:00:00+00:00", date(2024, 7, 16)),
        ("2024-03-10T04:59:00+00:00", date(2024, 3, 9)),
        ("2024-03-11T03:59:00+00:00", date(2024, 3, 10)),
        ("2024-03-11T04:00:00+00:00", date(2024, 3, 11)),
        ("2024-11-03T03:59:00+00:00", date(2024, 11, 2)),
        ("2024-11-04T04:59:00+00:00", date(2024, 11, 3)),
        ("2024-11-04T05:00:00+00:00", date(2024, 11, 4)),
    ],
)
def test_the_eastern_day_turns_at_midnight_in_new_york_on_both_sides_of_the_clock_changes(instant, day):
    assert eastern_date(datetime.fromisoformat(instant)) == day
