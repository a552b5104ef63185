"""When games start: local custom by arena zone, and the television slots of the great days.

Clock times are those found in the 2024-25 schedule; a West-coast evening game starts on the next UTC day.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np

from harness.clock import EASTERN
from harness.season.arenas import ARENAS
from harness.season.calendar import SeasonCalendar
from harness.season.columns import Days, Flags, Instants, Ints, instants
from harness.season.frames import CupStage

# Local start times in minutes after midnight with their shares, for the zones that have their own custom.
_LOCAL: Mapping[str, tuple[tuple[int, ...], tuple[float, ...]]] = {
    "eastern": ((1140, 1170, 1200), (0.5, 0.38, 0.12)),
    "central": ((1110, 1140, 1170, 1200), (0.12, 0.66, 0.14, 0.08)),
    "mountain": ((1140, 1170, 1200), (0.7, 0.1, 0.2)),
    "pacific": ((1140, 1170), (0.68, 0.32)),
}
# Eastern start times of the great days, in the order in which the day's games fill them.
_CHRISTMAS = (720, 870, 1020, 1200, 1350)
_HOLIDAY_MATINEES = (780, 870, 900, 930, 1020)
_SUNDAY_MATINEES = (780, 900, 930, 1080)
_SATURDAY_MATINEES = (900, 1020)
_FINAL_SUNDAY_EAST, _FINAL_SUNDAY_WEST = 780, 930
_SEMI_FINALS = (990, 1230)
_QUARTER_FINALS = (1140, 1290)
_EARLIEST_LOCAL, _LATEST_EASTERN = 720, 1350


def tip_off_instants(
    calendar: SeasonCalendar, days: Days, arenas: Ints, stages: Ints, random: np.random.Generator
) -> Instants:
    """The UTC instant at which each game starts. `days` must be in order."""
    zones = np.array([_custom(arena.zone) for arena in ARENAS])[arenas]
    local = np.zeros(len(days), np.int64)
    for zone, (minutes, shares) in _LOCAL.items():
        here = zones == zone
        local[here] = random.choice(minutes, size=int(here.sum()), p=shares)
    eastern = np.minimum(local + _behind_eastern(days, arenas), _LATEST_EASTERN)
    eastern = _matinees(calendar, days, arenas, eastern, random)
    eastern = _great_days(calendar, days, arenas, stages, eastern)
    return instants(days, eastern - offset_minutes_by_day(days, EASTERN))


def _custom(zone: str) -> str:
    january = datetime(2024, 1, 15, 12, tzinfo=UTC).astimezone(ZoneInfo(zone)).utcoffset() or timedelta()
    return {-5: "eastern", -6: "central", -7: "mountain", -8: "pacific"}[int(january.total_seconds() // 3600)]


def _offset_minutes(day: date, zone: ZoneInfo) -> int:
    offset = datetime(day.year, day.month, day.day, 12, tzinfo=zone).utcoffset() or timedelta()
    return int(offset.total_seconds() // 60)


def offset_minutes_by_day(days: Days, zone: ZoneInfo) -> Ints:
    """Minutes that the zone's clock is ahead of UTC at noon of each day."""
    unique, where = np.unique(days, return_inverse=True)
    return np.array([_offset_minutes(day, zone) for day in unique.tolist()], np.int64)[where]


def _behind_eastern(days: Days, arenas: Ints) -> Ints:
    """Minutes by which each arena's clock is behind the Eastern one on that day; Phoenix keeps no summer time."""
    behind = np.zeros(len(days), np.int64)
    ahead = offset_minutes_by_day(days, EASTERN)
    for number in range(len(ARENAS)):
        here = arenas == number
        if here.any():
            behind[here] = ahead[here] - offset_minutes_by_day(days[here], ZoneInfo(ARENAS[number].zone))
    return behind


def _matinees(calendar: SeasonCalendar, days: Days, arenas: Ints, eastern: Ints, random: np.random.Generator) -> Ints:
    """Some afternoon games on Saturdays, more on Sundays, most on Martin Luther King Day; never before local noon."""
    weekday = (days.astype(np.int64) + 3) % 7
    holiday = days == np.datetime64(calendar.martin_luther_king_day)
    behind = _behind_eastern(days, arenas)
    kinds: tuple[tuple[Flags, tuple[int, ...], float], ...] = (
        (weekday == 5, _SATURDAY_MATINEES, 0.15),
        (weekday == 6, _SUNDAY_MATINEES, 0.55),
        (holiday, _HOLIDAY_MATINEES, 0.7),
    )
    moved = eastern.copy()
    for on_day, slots, wanted in kinds:
        slot = random.choice(slots, size=len(days))
        early = on_day & (random.random(len(days)) < wanted) & (slot - behind >= _EARLIEST_LOCAL)
        moved[early] = slot[early]
    return moved


def _great_days(calendar: SeasonCalendar, days: Days, arenas: Ints, stages: Ints, eastern: Ints) -> Ints:
    """Christmas, the final Sunday and the Cup's knock-out nights have the slots that television gives them."""
    moved = eastern.copy()
    christmas = np.flatnonzero(days == np.datetime64(calendar.christmas))
    behind = _behind_eastern(days, arenas)
    moved[christmas[np.argsort(behind[christmas], kind="stable")]] = _CHRISTMAS
    final = days == np.datetime64(calendar.last_day)
    moved[final] = np.where(behind[final] >= 120, _FINAL_SUNDAY_WEST, _FINAL_SUNDAY_EAST)
    for stage, slots in ((CupStage.QUARTER_FINAL, _QUARTER_FINALS), (CupStage.SEMI_FINAL, _SEMI_FINALS)):
        games = np.flatnonzero(stages == stage)
        in_order = games[np.lexsort((behind[games], days[games]))]
        moved[in_order] = np.resize(slots, len(games))
    return moved
