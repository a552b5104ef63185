"""When the platform works: game days, wall-clock times in New York, and the ids that name a day's runs."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import numpy as np

from harness.clock import EASTERN
from harness.season.columns import Days, Instants, Ints, day_text, joined, number_text
from harness.season.league import League

ONE_DAY = np.timedelta64(1, "D")
AS_OF_HOUR = 12
"""Everything a season says was written before noon UTC of the day after its last game."""


def game_days(league: League) -> Days:
    """The days with games, in order."""
    return np.unique(league.schedule.day)


def day_numbers(league: League) -> Ints:
    """The position in `game_days` of each game's day."""
    return np.asarray(np.searchsorted(game_days(league), league.schedule.day))


def games_a_day(league: League) -> Ints:
    return np.bincount(day_numbers(league))


def as_of(league: League) -> Any:
    """The season's last moment, as a numpy instant."""
    return (game_days(league)[-1] + ONE_DAY).astype("datetime64[us]") + np.timedelta64(AS_OF_HOUR, "h")


def eastern(days: Days, minute: int) -> Instants:
    """The UTC instants at which New York's clocks show so many minutes after midnight of these days.

    The wall clock is asked day by day, so that an hour before and an hour after a clock change differ in UTC.
    """
    unique, where = np.unique(days, return_inverse=True)
    return np.array([_utc(day, minute) for day in unique.tolist()], "datetime64[us]")[where]


def _utc(day: date, minute: int) -> datetime:
    local = datetime.combine(day, time(), EASTERN) + timedelta(minutes=minute)
    return local.astimezone(UTC).replace(tzinfo=None)


def next_morning(days: Days, minute: int) -> Instants:
    """So many minutes after midnight UTC of the day after."""
    return np.asarray((days + ONE_DAY).astype("datetime64[us]") + np.timedelta64(minute, "m"))


def seconds(values: Any) -> Any:
    """Whole seconds as numpy durations."""
    return np.asarray(np.asarray(values).round().astype("timedelta64[s]").astype("timedelta64[us]"))


def epoch_seconds(moments: Instants) -> Ints:
    return moments.astype("datetime64[s]").astype(np.int64)


def named_by_moment(prefix: Any, moments: Instants) -> Any:
    """Ids such as `run-1705399200`, one for each moment."""
    return joined(prefix, number_text(epoch_seconds(moments)), separator="-")


def correlation_ids(days: Days) -> Any:
    """One id for everything that is done about a game day."""
    return joined("day-", day_text(days))
