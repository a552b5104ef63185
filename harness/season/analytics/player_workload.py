"""How much a player had played when a game's context was written, and how well."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from harness.season.columns import Column, Days, Floats, Ints, masked
from harness.season.history import History, first_row_on, history_of
from harness.season.league import Appearances, League

_USES = (("field_goals_attempted", 1.0), ("free_throws_attempted", 0.44), ("turnovers", 1.0))
_MOST_USAGE = 100.0


@dataclass(frozen=True, slots=True, eq=False)
class _Span:
    """Sums over the games of each player between two team-game rows."""

    history: History
    player: Ints
    first: Ints
    last: Ints

    def total(self, stat: str) -> Floats:
        before = self.history.total(stat, self.player, self.first)
        return np.asarray(self.history.total(stat, self.player, self.last) - before)

    def games(self) -> Ints:
        return np.asarray(
            self.history.games(self.player, self.last) - self.history.games(self.player, self.first), np.int64
        )


def workload_columns(league: League, told: Appearances, day: Days) -> dict[str, Column]:
    """Games and minutes of the last days, rest, and what came of them."""
    history = history_of(league)
    week, fortnight = (_Span(history, told.player, first_row_on(league, day - days), told.row) for days in (7, 14))
    rest = (day - history.last_day(told.player, told.row)).astype(np.float64)
    rest[np.isnat(history.last_day(told.player, told.row))] = np.nan
    games, minutes = week.games(), week.total("minutes")
    return {
        "days_rest": masked(np.nan_to_num(rest).astype(np.int64), np.isnan(rest)),
        "games_in_last_7_days": games,
        "games_in_last_14_days": fortnight.games(),
        "minutes_in_last_7_days": np.rint(minutes).astype(np.int64),
        "minutes_in_last_14_days": np.rint(fortnight.total("minutes")).astype(np.int64),
        "avg_minutes_per_game_last_7": _ratio(minutes, games, 1),
        "points_avg_last_5": history.mean("points", told.player, told.row, 5).round(1),
        "points_avg_last_10": history.mean("points", told.player, told.row, 10).round(1),
        "avg_usage_rate_last_7_games": _usage(league, told, 7),
        "projected_usage_rate": _usage(league, told, 10),
        "shooting_pct_decline_last_5": _decline(history, told),
    }


def _ratio(part: Floats, whole: Ints | Floats, decimals: int) -> Floats:
    ratio = np.full(len(part), np.nan)
    np.divide(part, whole, out=ratio, where=whole > 0)
    return np.round(ratio, decimals)


def _usage(league: League, told: Appearances, games: int) -> Floats:
    """Share of an average team's possessions that he used while on the floor, in percent."""
    history, teams = history_of(league), league.box_scores.teams
    minutes = 48 + 5 * np.repeat(league.outcomes.overtimes, 2)
    a_minute = sum(weight * getattr(teams, stat).sum() for stat, weight in _USES) / minutes.sum()
    used = np.zeros(len(told))
    for stat, weight in _USES:
        used += weight * history.total(stat, told.player, told.row, games)
    played = history.total("minutes", told.player, told.row, games)
    return np.minimum(_ratio(100 * used, a_minute * played, 2), _MOST_USAGE)


def _decline(history: History, told: Appearances) -> Floats:
    """By how much his shooting of the last five games is below that of the season."""
    made = [history.total("field_goals_made", told.player, told.row, last) for last in (None, 5)]
    tried = [history.total("field_goals_attempted", told.player, told.row, last) for last in (None, 5)]
    return np.round(_ratio(made[0], tried[0], 6) - _ratio(made[1], tried[1], 6), 3)
