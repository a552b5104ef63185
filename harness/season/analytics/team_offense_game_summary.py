"""nba_analytics.team_offense_game_summary: what each team scored in each game, and how."""

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
    pace,
    possessions,
    rating,
    shared_columns,
    team_zone_counts,
    true_shooting,
)
from harness.season.columns import Text, build_table
from harness.season.league import League
from harness.season.sources.game_columns import loaded_at
from harness.season.sources.nbacom_box_scores import team_table

_COUNTED = {
    "points_scored": "points",
    "fg_attempts": "field_goals_attempted",
    "fg_makes": "field_goals_made",
    "three_pt_attempts": "threes_attempted",
    "three_pt_makes": "threes_made",
    "ft_attempts": "free_throws_attempted",
    "ft_makes": "free_throws_made",
    "rebounds": "rebounds",
    "assists": "assists",
    "turnovers": "turnovers",
    "personal_fouls": "fouls",
}


def team_offense_game_summary_table(league: League) -> Any:
    """Two rows a game, home side first."""
    part, teams = league.participation, league.box_scores.teams
    day = league.schedule.day[part.game]
    zones = team_zone_counts(league)
    columns = shared_columns(league)
    columns |= {column: getattr(teams, stat) for column, stat in _COUNTED.items()}
    columns |= {
        "nba_game_id": Text(league.nba_ids, part.game),
        "team_abbr": league.schedule.team_codes(part.team),
        "team_paint_attempts": zones["paint_attempts"],
        "team_paint_makes": zones["paint_makes"],
        "team_mid_range_attempts": zones["mid_range_attempts"],
        "team_mid_range_makes": zones["mid_range_makes"],
        "points_in_paint_scored": 2 * zones["paint_makes"],
        "offensive_rating": rating(teams),
        "pace": pace(league, teams),
        "possessions": possessions(teams),
        "ts_pct": true_shooting(teams),
        "shot_zones_available": True,
        "shot_zones_source": "bigdataball",
    }
    digest = [*columns]
    columns |= written_columns(summarized_at(day)) | data_sources(("nbac_team_boxscore", "bigdataball"), len(day))
    columns |= source_columns(
        "nbac_boxscore",
        loaded_at(day),
        np.full(len(day), 2),
        digest=team_digests(team_table(league), league, part.game, part.team),
    )
    columns |= source_columns("play_by_play", loaded_at(day), teams.field_goals_attempted)
    return build_table("nba_analytics.team_offense_game_summary", len(day), columns, digest=digest)
