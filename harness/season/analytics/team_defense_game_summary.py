"""nba_analytics.team_defense_game_summary: what each team let the other do: the mirror of the other's offence."""

from __future__ import annotations

from typing import Any

import numpy as np

from harness.season.analytics.processing import (
    data_sources,
    source_columns,
    summarized_at,
    team_digests,
    written_columns,
)
from harness.season.analytics.team_games import (
    opponents,
    pace,
    rating,
    shared_columns,
    team_zone_counts,
    true_shooting,
)
from harness.season.columns import build_table
from harness.season.league import League
from harness.season.sources.game_columns import loaded_at
from harness.season.sources.nbacom_box_scores import team_table

_ALLOWED = {
    "points_allowed": "points",
    "opp_fg_attempts": "field_goals_attempted",
    "opp_fg_makes": "field_goals_made",
    "opp_three_pt_attempts": "threes_attempted",
    "opp_three_pt_makes": "threes_made",
    "opp_ft_attempts": "free_throws_attempted",
    "opp_ft_makes": "free_throws_made",
    "opp_rebounds": "rebounds",
    "opp_assists": "assists",
    "turnovers_forced": "turnovers",
}
_OWN = {"fouls_committed": "fouls", "steals": "steals", "defensive_rebounds": "defensive_rebounds"}


def team_defense_game_summary_table(league: League) -> Any:
    """Two rows a game, home side first."""
    part, own = league.participation, league.box_scores.teams
    theirs = own.opponents
    day = league.schedule.day[part.game]
    zones = team_zone_counts(league)
    other = np.arange(len(day)) ^ 1
    paint, mid_range = zones["paint_makes"][other], zones["mid_range_makes"][other]
    columns = shared_columns(league)
    columns |= {column: getattr(theirs, stat) for column, stat in _ALLOWED.items()}
    columns |= {column: getattr(own, stat) for column, stat in _OWN.items()}
    columns |= {
        "defending_team_abbr": league.schedule.team_codes(part.team),
        "opp_paint_attempts": zones["paint_attempts"][other],
        "opp_paint_makes": paint,
        "opp_mid_range_attempts": zones["mid_range_attempts"][other],
        "opp_mid_range_makes": mid_range,
        "points_in_paint_allowed": 2 * paint,
        "mid_range_points_allowed": 2 * mid_range,
        "three_pt_points_allowed": 3 * theirs.threes_made,
        "blocks_paint": zones["paint_blocks"],
        "blocks_mid_range": zones["mid_range_blocks"],
        "blocks_three_pt": 0,
        "defensive_rating": rating(theirs),
        "opponent_pace": pace(league, theirs),
        "opponent_ts_pct": true_shooting(theirs),
    }
    digest = [*columns]
    columns |= written_columns(summarized_at(day)) | data_sources(("nbac_team_boxscore", "nbac_gamebook"), len(day))
    columns |= source_columns(
        "team_boxscore",
        loaded_at(day),
        np.full(len(day), 2),
        digest=team_digests(team_table(league), league, part.game, opponents(league)),
    )
    columns |= source_columns("gamebook_players", loaded_at(day), part.active.sum(axis=1)[other])
    return build_table("nba_analytics.team_defense_game_summary", len(day), columns, digest=digest)
