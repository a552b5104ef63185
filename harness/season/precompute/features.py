"""The 33 features of a player before a game, in the order in which the model reads them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from harness.season.analytics.lines import player_lines
from harness.season.before_games import before_games
from harness.season.columns import Days, Floats, Ints
from harness.season.history import first_row_on
from harness.season.league import Appearances, League
from harness.season.precompute.factors import LEAGUE_PACE, LEAGUE_RATING, days_of_rest, factors
from harness.season.precompute.shot_zones import zone_rates
from harness.season.precompute.windows import (
    TEAM_COUNT,
    opponent_windows,
    player_windows,
    quotient,
    ratings,
    team_windows,
)

FEATURES: dict[str, tuple[float, float]] = {
    "points_avg_last_5": (0, 60),
    "points_avg_last_10": (0, 60),
    "points_avg_season": (0, 60),
    "points_std_last_10": (0, 20),
    "games_in_last_7_days": (0, 5),
    "fatigue_score": (0, 100),
    "shot_zone_mismatch_score": (-10, 10),
    "pace_score": (-5, 5),
    "usage_spike_score": (-5, 5),
    "rest_advantage": (-2, 2),
    "injury_risk": (0, 3),
    "recent_trend": (-2, 2),
    "minutes_change": (-2, 2),
    "opponent_def_rating": (95, 125),
    "opponent_pace": (90, 110),
    "home_away": (0, 1),
    "back_to_back": (0, 1),
    "playoff_game": (0, 1),
    "pct_paint": (0, 1),
    "pct_mid_range": (0, 1),
    "pct_three": (0, 1),
    "pct_free_throw": (0, 1),
    "team_pace": (90, 110),
    "team_off_rating": (95, 130),
    "team_win_pct": (0, 1),
    "vegas_points_line": (0, 45),
    "vegas_opening_line": (0, 45),
    "vegas_line_move": (-4, 4),
    "has_vegas_line": (0, 1),
    "avg_points_vs_opponent": (0, 60),
    "games_vs_opponent": (0, 6),
    "minutes_avg_last_10": (0, 45),
    "ppm_avg_last_10": (0, 1.5),
}
"""Name and range of each feature; whatever lies beyond is cut off at the limit."""

# What stands for a player or team of whom nothing is known yet.
_LEAGUE_ZONES = {"paint": 0.42, "mid_range": 0.18, "three": 0.4}
_WIN_SHARE = 0.5


@dataclass(frozen=True, slots=True, eq=False)
class Subjects:
    """Players before games, and the row before which all is known: the first of their day."""

    listed: Appearances
    day: Days
    row: Ints
    opponent: Ints

    def __len__(self) -> int:
        return len(self.day)


def subjects(league: League) -> Subjects:
    """Who has features: those not ruled out by the afternoon."""
    listed = league.appearances(before_games(league).featured)
    day = league.schedule.day[listed.game]
    return Subjects(listed, day, first_row_on(league, day), league.participation.team[listed.row ^ 1])


def feature_matrix(league: League, who: Subjects) -> Floats:
    """One row a subject, one column a feature; every value is there and in its range."""
    named = _recent(league, who) | _circumstances(league, who) | _team(league, who) | _lines(league, who)
    limits = np.array(list(FEATURES.values()))
    values = np.stack([np.broadcast_to(named[name], len(who)).astype(np.float64) for name in FEATURES], axis=1)
    return np.asarray(np.round(np.clip(np.nan_to_num(values), limits[:, 0], limits[:, 1]), 4))


def _recent(league: League, who: Subjects) -> dict[str, npt.NDArray[Any]]:
    windows, player, row = player_windows(league), who.listed.player, who.row
    points, minutes = windows.mean("points", player, row), windows.mean("minutes", player, row)
    last_points, last_minutes = (windows.mean(stat, player, row, 10) for stat in ("points", "minutes"))
    five = windows.mean("points", player, row, 5)
    pair = player * TEAM_COUNT + who.opponent
    met = opponent_windows(league)
    shares = {zone: rate / 100 for zone, rate in zone_rates(windows, player, row, 10).items()}
    throws = windows.mean("free_throws_made", player, row, 10)
    return {
        "points_avg_last_5": five,
        "points_avg_last_10": last_points,
        "points_avg_season": points,
        "points_std_last_10": windows.deviation("points", player, row, 10),
        "games_in_last_7_days": windows.games_since(player, row, who.day - np.timedelta64(7, "D")),
        "recent_trend": (five - last_points) / 2,
        "minutes_change": (windows.mean("minutes", player, row, 5) - minutes) / 4,
        "pct_paint": _known(shares["paint"], _LEAGUE_ZONES["paint"]),
        "pct_mid_range": _known(shares["mid_range"], _LEAGUE_ZONES["mid_range"]),
        "pct_three": _known(shares["three"], _LEAGUE_ZONES["three"]),
        "pct_free_throw": quotient(np.nan_to_num(throws), np.nan_to_num(last_points), 0.0),
        "avg_points_vs_opponent": met.mean("points", pair, row),
        "games_vs_opponent": met.games(pair, row),
        "minutes_avg_last_10": last_minutes,
        "ppm_avg_last_10": quotient(np.nan_to_num(last_points), np.nan_to_num(last_minutes), 0.0),
    }


def _circumstances(league: League, who: Subjects) -> dict[str, Floats]:
    away = who.listed.row % 2
    found = factors(league, who.listed.player, who.row, who.day, who.listed.team, who.opponent, away)
    rest = days_of_rest(league, who.listed.team, who.row, who.day)
    other_rest = days_of_rest(league, who.opponent, who.row, who.day)
    cells = who.listed.row, who.listed.place
    return {
        "fatigue_score": found.fatigue.astype(np.float64),
        "shot_zone_mismatch_score": found.mismatch,
        "pace_score": found.pace,
        "usage_spike_score": found.usage,
        "rest_advantage": np.clip(rest - other_rest, -2, 2).astype(np.float64),
        # Named questionable until the last hours.
        "injury_risk": np.where(league.participation.late[cells], 2.0, 0.0),
        "home_away": 1.0 - away,
        "back_to_back": (rest == 0).astype(np.float64),
        "playoff_game": np.zeros(len(who)),
    }


def _team(league: League, who: Subjects) -> dict[str, Floats]:
    pace, offense, _ = ratings(league, who.listed.team, who.row, 10)
    other_pace, _, other_defense = ratings(league, who.opponent, who.row, 10)
    return {
        "opponent_def_rating": _known(other_defense, LEAGUE_RATING),
        "opponent_pace": _known(other_pace, LEAGUE_PACE),
        "team_pace": _known(pace, LEAGUE_PACE),
        "team_off_rating": _known(offense, LEAGUE_RATING),
        "team_win_pct": _known(team_windows(league).mean("wins", who.listed.team, who.row), _WIN_SHARE),
    }


def _lines(league: League, who: Subjects) -> dict[str, Floats]:
    """The points line known in the morning; nothing is written as 0."""
    offer = before_games(league).offer[who.listed.row, who.listed.place]
    quoted = player_lines(league)
    current = np.where(offer >= 0, quoted.current[offer], 0.0)
    opening = np.where(offer >= 0, quoted.opening[offer], 0.0)
    return {
        "vegas_points_line": current,
        "vegas_opening_line": opening,
        "vegas_line_move": current - opening,
        "has_vegas_line": (offer >= 0).astype(np.float64),
    }


def _known(values: Floats, otherwise: float) -> Floats:
    return np.where(np.isnan(values), otherwise, values)
