"""The real calendars: when each season starts, stops, pauses, and plays its Cup.

Dates are those of the NBA's published schedules for 2023-24, 2024-25 and 2025-26.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class SeasonCalendar:
    """The fixed dates of one regular season, Eastern calendar days throughout.

    `cup_nights` are five group-stage nights, each with the day that takes the games of the teams
    whose group has no game for them that night.
    """

    start_year: int
    first_day: date
    last_day: date
    cup_nights: tuple[tuple[date, date], ...]
    quarter_finals: tuple[date, date]
    semi_finals: date
    cup_final: date
    trade_deadline: date
    all_star_break: tuple[date, date]

    @property
    def thanksgiving(self) -> date:
        """Fourth Thursday of November."""
        return _weekday_of_month(self.start_year, 11, 3, 4)

    @property
    def election_day(self) -> date:
        """The Tuesday after the first Monday of November."""
        return _weekday_of_month(self.start_year, 11, 0, 1) + ONE_DAY

    @property
    def christmas(self) -> date:
        return date(self.start_year, 12, 25)

    @property
    def martin_luther_king_day(self) -> date:
        """Third Monday of January."""
        return _weekday_of_month(self.start_year + 1, 1, 0, 3)

    @property
    def days_off(self) -> frozenset[date]:
        """Days between the first and the last on which no game counts.

        The Cup final does not count, nor does anybody else play on its day or the day after; the
        league rests on the Saturday before the final Sunday.
        """
        return frozenset(
            {
                self.thanksgiving,
                self.election_day,
                self.christmas - ONE_DAY,
                self.cup_final,
                self.cup_final + ONE_DAY,
                self.last_day - ONE_DAY,
                *days_between(*self.all_star_break),
            }
        )

    @property
    def game_days(self) -> tuple[date, ...]:
        return tuple(day for day in days_between(self.first_day, self.last_day) if day not in self.days_off)


CALENDARS: dict[int, SeasonCalendar] = {
    2023: SeasonCalendar(
        start_year=2023,
        first_day=date(2023, 10, 24),
        last_day=date(2024, 4, 14),
        cup_nights=(
            (date(2023, 11, 3), date(2023, 11, 2)),
            (date(2023, 11, 10), date(2023, 11, 11)),
            (date(2023, 11, 17), date(2023, 11, 16)),
            (date(2023, 11, 24), date(2023, 11, 25)),
            (date(2023, 11, 28), date(2023, 11, 29)),
        ),
        quarter_finals=(date(2023, 12, 4), date(2023, 12, 5)),
        semi_finals=date(2023, 12, 7),
        cup_final=date(2023, 12, 9),
        trade_deadline=date(2024, 2, 8),
        all_star_break=(date(2024, 2, 16), date(2024, 2, 21)),
    ),
    2024: SeasonCalendar(
        start_year=2024,
        first_day=date(2024, 10, 22),
        last_day=date(2025, 4, 13),
        cup_nights=(
            (date(2024, 11, 12), date(2024, 11, 13)),
            (date(2024, 11, 19), date(2024, 11, 18)),
            (date(2024, 11, 26), date(2024, 11, 27)),
            (date(2024, 11, 29), date(2024, 11, 30)),
            (date(2024, 12, 3), date(2024, 12, 4)),
        ),
        quarter_finals=(date(2024, 12, 10), date(2024, 12, 11)),
        semi_finals=date(2024, 12, 14),
        cup_final=date(2024, 12, 17),
        trade_deadline=date(2025, 2, 6),
        all_star_break=(date(2025, 2, 14), date(2025, 2, 18)),
    ),
    2025: SeasonCalendar(
        start_year=2025,
        first_day=date(2025, 10, 21),
        last_day=date(2026, 4, 12),
        cup_nights=(
            (date(2025, 10, 31), date(2025, 10, 30)),
            (date(2025, 11, 7), date(2025, 11, 8)),
            (date(2025, 11, 14), date(2025, 11, 13)),
            (date(2025, 11, 21), date(2025, 11, 22)),
            (date(2025, 11, 28), date(2025, 11, 29)),
        ),
        quarter_finals=(date(2025, 12, 9), date(2025, 12, 10)),
        semi_finals=date(2025, 12, 13),
        cup_final=date(2025, 12, 16),
        trade_deadline=date(2026, 2, 5),
        all_star_break=(date(2026, 2, 13), date(2026, 2, 18)),
    ),
}


def season_calendar(start_year: int) -> SeasonCalendar:
    """The calendar of the season that starts in `start_year`.

    Raises:
        ValueError: that season's calendar is not known here.
    """
    if start_year not in CALENDARS:
        known = ", ".join(str(year) for year in CALENDARS)
        raise ValueError(f"no calendar for the season starting {start_year}; choose one of {known}")
    return CALENDARS[start_year]


def days_between(first: date, last: date) -> Iterator[date]:
    """Every day from first to last, both included."""
    return (first + timedelta(days=n) for n in range((last - first).days + 1))


def _weekday_of_month(year: int, month: int, weekday: int, nth: int) -> date:
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))
