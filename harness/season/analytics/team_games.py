"""What both team summaries are made of: each team-game's totals, and what surrounds them."""

from __future__ import annotations

import numpy as np

from harness.season.analytics.shot_zones import ShotZones, shot_zones
from harness.season.box_scores import StatLines
from harness.season.columns import Column, Floats, Ints, share
from harness.season.league import League
from harness.season.sources.game_columns import game_columns

_FIRST_STRING = 5


def possessions(lines: StatLines) -> Ints:
    """Possessions used, to a whole number."""
    return np.rint(lines.possessions).astype(np.int64)


def rating(lines: StatLines) -> Floats:
    """Points for a hundred possessions."""
    return np.round(100 * lines.points / possessions(lines), 2)


def pace(league: League, lines: StatLines) -> Floats:
    """Possessions in 48 minutes."""
    minutes = 48 + 5 * np.repeat(league.outcomes.overtimes, 2)
    return np.round(48 * possessions(lines) / minutes, 1)


def true_shooting(lines: StatLines) -> Floats:
    return share(lines.points, 2 * (lines.field_goals_attempted + 0.44 * lines.free_throws_attempted))


def team_zone_counts(league: League) -> dict[str, Ints]:
    """The zones of each team-game's own shots and blocks, summed over its players."""
    zones = shot_zones(league)
    return {name: getattr(zones, name).sum(axis=1) for name in ShotZones.__slots__}


def shared_columns(league: League) -> dict[str, Column]:
    """Game, place, result and absences of every team-game, home side first."""
    part, outcomes = league.participation, league.outcomes
    columns = game_columns(league, part.game)
    del columns["home_team_abbr"], columns["away_team_abbr"]
    home = np.arange(len(part.team)) % 2 == 0
    margin = np.where(home, 1, -1) * outcomes.margin[part.game]
    return columns | {
        "opponent_team_abbr": league.schedule.team_codes(opponents(league)),
        "home_game": home,
        "win_flag": margin > 0,
        "margin_of_victory": margin,
        "overtime_periods": outcomes.overtimes[part.game],
        "players_inactive": part.inactive.sum(axis=1),
        "starters_inactive": part.inactive[:, :_FIRST_STRING].sum(axis=1),
    }


def opponents(league: League) -> Ints:
    """The other side's team of every team-game."""
    team = league.participation.team
    return np.asarray(team[np.arange(len(team)) ^ 1])
