"""What a game's circumstances should do to a player's points: fatigue, zones, pace, usage and the smaller ones."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from harness.season.columns import Days, Floats, Ints
from harness.season.league import League
from harness.season.precompute.days import TeamDays
from harness.season.precompute.defense_zones import against_league, shares_allowed
from harness.season.precompute.shot_zones import zone_rates
from harness.season.precompute.windows import TEAM_COUNT, player_windows, quotient, ratings, team_windows

LEAGUE_PACE, LEAGUE_RATING = 100.0, 112.0
"""What a team is taken for before its first game."""
_RECENT = 10


@dataclass(frozen=True, slots=True, eq=False)
class Factors:
    """`fatigue` is 100 for the freshest; the others are points on the scale of their range, 0 for no effect."""

    fatigue: Ints
    mismatch: Floats
    pace: Floats
    usage: Floats
    travel: Floats
    opponent_strength: Floats

    @property
    def total(self) -> Floats:
        """The adjustment that all of them make together."""
        tired = (self.fatigue - 100) / 20
        return np.round(tired + self.mismatch / 4 + self.pace + self.usage + self.opponent_strength, 2)


def factors(league: League, player: Ints, row: Ints, day: Days, team: Ints, opponent: Ints, away: Ints) -> Factors:
    """The factors of each player before `row`, for a game of his team on `day` against `opponent`."""
    pace = np.nan_to_num(ratings(league, team, row, _RECENT)[0], nan=LEAGUE_PACE)
    other_pace, _, other_defense = ratings(league, opponent, row, _RECENT)
    strength = LEAGUE_RATING - np.nan_to_num(other_defense, nan=LEAGUE_RATING)
    return Factors(
        fatigue=_fatigue(league, player, row, day),
        mismatch=_mismatch(league, player, row, day, opponent),
        pace=_within((np.nan_to_num(other_pace, nan=LEAGUE_PACE) - pace) / 3, 3),
        usage=_usage_spike(league, player, row),
        travel=np.round(-0.5 * away, 1),
        opponent_strength=_within(-strength / 6, 3),
    )


def days_of_rest(league: League, team: Ints, row: Ints, day: Days) -> Ints:
    """Whole days between a team's last game and `day`; a week where there was none or it is longer ago."""
    last = team_windows(league).last_day(team, row)
    rest = (day - last).astype(np.int64) - 1
    return np.where(np.isnat(last), 7, np.minimum(rest, 7))


def _within(values: Floats, limit: float) -> Floats:
    return np.asarray(np.round(np.clip(np.nan_to_num(values), -limit, limit), 1))


def _fatigue(league: League, player: Ints, row: Ints, day: Days) -> Ints:
    windows = player_windows(league)
    week = windows.games_since(player, row, day - np.timedelta64(7, "D"))
    minutes = np.nan_to_num(windows.mean("minutes", player, row, 5))
    yesterday = windows.last_day(player, row) == day - np.timedelta64(1, "D")
    load = 5.0 * np.maximum(week - 2, 0) + np.maximum(minutes - 30, 0) * 1.5 + 12.0 * yesterday
    return np.asarray(np.rint(np.clip(100 - load, 0, 100)), np.int64)


def _mismatch(league: League, player: Ints, row: Ints, day: Days, opponent: Ints) -> Floats:
    """How much more the opponent allows than the league where this player shoots."""
    allowed = _allowed_by_day(league, day, row)
    windows = player_windows(league)
    number = np.searchsorted(np.unique(day), day) * TEAM_COUNT + opponent
    rates = zone_rates(windows, player, row, _RECENT)
    weighted = sum((np.nan_to_num(rates[zone]) * allowed[zone][number] for zone in rates), np.zeros(len(day)))
    return _within(weighted * 1.2, 10)


def _allowed_by_day(league: League, day: Days, row: Ints) -> dict[str, Floats]:
    """For each day in order and each team, the share it allows in each zone above the league's."""
    days, first = np.unique(day, return_index=True)
    team = np.tile(np.arange(TEAM_COUNT), len(days))
    rows = np.repeat(row[first], TEAM_COUNT)
    every = TeamDays(np.repeat(days, TEAM_COUNT), team, rows, team_windows(league).games(team, rows))
    return {
        zone: np.nan_to_num(against_league(every, np.nan_to_num(share, nan=float(np.nanmean(share)))))
        for zone, share in shares_allowed(league, every).items()
    }


def _usage_spike(league: League, player: Ints, row: Ints) -> Floats:
    windows = player_windows(league)

    def rate(last: int | None) -> Floats:
        used = windows.total("used", player, row, last)
        return quotient(100 * used, windows.total("could_use", player, row, last), 0.0)

    return _within((rate(5) - rate(None)) / 3, 3)
