"""The wall clock around midnight in New York and around both clock changes, as code that reads it sees it."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from freezegun import freeze_time

from harness.clock import EASTERN, RealClock, eastern_date


@pytest.mark.parametrize(
    ("wall", "day", "clock"),
    [
        ("2024-01-16T04:59:00Z", date(2024, 1, 15), "23:59"),
        ("2024-01-16T05:00:00Z", date(2024, 1, 16), "00:00"),
        ("2024-03-10T04:59:00Z", date(2024, 3, 9), "23:59"),
        ("2024-03-10T06:59:59Z", date(2024, 3, 10), "01:59"),
        ("2024-03-10T07:00:00Z", date(2024, 3, 10), "03:00"),
        ("2024-03-11T03:59:00Z", date(2024, 3, 10), "23:59"),
        ("2024-03-11T04:00:00Z", date(2024, 3, 11), "00:00"),
        ("2023-11-05T03:59:00Z", date(2023, 11, 4), "23:59"),
        ("2023-11-05T05:30:00Z", date(2023, 11, 5), "01:30"),
        ("2023-11-05T06:30:00Z", date(2023, 11, 5), "01:30"),
        ("2023-11-06T04:59:00Z", date(2023, 11, 5), "23:59"),
        ("2023-11-06T05:00:00Z", date(2023, 11, 6), "00:00"),
    ],
)
def test_the_real_clock_gives_the_day_in_new_york(wall, day, clock):
    with freeze_time(wall):
        now = RealClock().now()
    assert now == datetime.fromisoformat(wall)
    assert now.tzinfo is UTC
    assert eastern_date(now) == day
    assert now.astimezone(EASTERN).strftime("%H:%M") == clock


@pytest.mark.parametrize(("change", "hours"), [("2024-03-10", 23), ("2023-11-05", 25), ("2024-01-15", 24)])
def test_the_day_of_a_change_has_other_than_24_hours(change, hours):
    start = datetime.fromisoformat(f"{change}T00:00").replace(tzinfo=EASTERN).astimezone(UTC)
    with freeze_time(start) as frozen:
        passed = 0
        while eastern_date(RealClock().now()) == date.fromisoformat(change):
            frozen.tick(3600)
            passed += 1
    assert passed == hours
