"""How far teams travel between the arenas they play in."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import numpy as np

from harness.season.analytics.team_calendar import team_calendar
from harness.season.arenas import ARENAS
from harness.season.columns import Floats, Ints
from harness.season.league import League
from harness.season.once import once_a_league
from harness.season.tip_offs import offset_minutes_by_day

_EARTH_RADIUS_MILES = 3_958.8
# Latitude and longitude of the arenas, in the order of `ARENAS`: the teams' by the alphabet, then Las Vegas.
_PLACES = np.array(
    [
        (33.757, -84.396),
        (42.366, -71.062),
        (40.683, -73.975),
        (35.225, -80.839),
        (41.881, -87.674),
        (41.497, -81.688),
        (32.791, -96.810),
        (39.749, -105.008),
        (42.341, -83.055),
        (37.768, -122.388),
        (29.751, -95.362),
        (39.764, -86.156),
        (33.945, -118.343),
        (34.043, -118.267),
        (35.138, -90.051),
        (25.781, -80.188),
        (43.045, -87.917),
        (44.980, -93.276),
        (29.949, -90.082),
        (40.751, -73.993),
        (35.463, -97.515),
        (28.539, -81.384),
        (39.901, -75.172),
        (33.446, -112.071),
        (45.532, -122.667),
        (38.580, -121.500),
        (29.427, -98.438),
        (43.643, -79.379),
        (40.768, -111.901),
        (38.898, -77.021),
        (36.103, -115.178),
    ]
)
_WINTER_DAY = np.array(["2024-01-01"], "datetime64[D]")


@once_a_league
def travel_miles(league: League) -> Ints:
    """Miles from the arena of each team's last game, or from its own before the first, to this one's."""
    came_from, arena = _way(league)
    return np.rint(_distances()[came_from, arena]).astype(np.int64)


def zone_changes(league: League) -> Ints:
    """Hours by which the clock differs between the two arenas."""
    came_from, arena = _way(league)
    zones = {place.zone: _winter_offset(place.zone) for place in ARENAS}
    hours = np.array([zones[place.zone] for place in ARENAS])
    return np.asarray(np.abs(hours[came_from] - hours[arena]))


def _winter_offset(zone: str) -> int:
    return int(offset_minutes_by_day(_WINTER_DAY, ZoneInfo(zone))[0]) // 60


def _way(league: League) -> tuple[Ints, Ints]:
    calendar = team_calendar(league)
    arena = league.schedule.arena[league.participation.game]
    return np.where(calendar.previous >= 0, arena[calendar.previous], calendar.team), arena


def _distances() -> Floats:
    """Great-circle miles between any two arenas."""
    latitude, longitude = np.radians(_PLACES).T
    half = (
        np.sin((latitude[:, None] - latitude) / 2) ** 2
        + np.cos(latitude[:, None]) * np.cos(latitude) * np.sin((longitude[:, None] - longitude) / 2) ** 2
    )
    return np.asarray(2 * _EARTH_RADIUS_MILES * np.arcsin(np.sqrt(half)))
