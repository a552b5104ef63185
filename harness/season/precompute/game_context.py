"""nba_precompute.daily_game_context and daily_opponent_defense_zones: what all players of a game share."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow.compute as pc

from harness.season.analytics.lines import game_lines
from harness.season.columns import Text, build_table
from harness.season.history import first_row_on
from harness.season.league import League
from harness.season.precompute.days import daily_days
from harness.season.precompute.defense_zones import defense_zones_table
from harness.season.precompute.factors import LEAGUE_PACE, days_of_rest
from harness.season.precompute.processing import Step, computed_at, optional
from harness.season.precompute.windows import TEAM_COUNT, ratings

_SIGNIFICANT_REST = 2
_NAMES = {
    "paint_fg_pct_allowed": "paint_pct_allowed_last_15",
    "mid_range_fg_pct_allowed": "mid_range_pct_allowed_last_15",
    "three_pt_fg_pct_allowed": "three_pt_pct_allowed_last_15",
    "defensive_rating": "defensive_rating_last_15",
    "opponent_points_avg": "opponent_points_per_game",
    "games_in_sample": "games_in_sample",
    "data_quality_tier": "data_quality_tier",
}
_COUNTED = {
    "paint_attempts_allowed": "paint_attempts_allowed_per_game",
    "paint_blocks": "paint_blocks_per_game",
    "mid_range_attempts_allowed": "mid_range_attempts_allowed_per_game",
    "mid_range_blocks": "mid_range_blocks_per_game",
    "three_pt_attempts_allowed": "three_pt_attempts_allowed_per_game",
    "three_pt_blocks": "three_pt_blocks_per_game",
}


def game_context_table(league: League) -> Any:
    """One row a game: projected pace, rest, and the total as the morning's line has it."""
    schedule = league.schedule
    row = first_row_on(league, schedule.day)
    paces = [ratings(league, team, row, 10)[0] for team in (schedule.home, schedule.away)]
    home, away = (np.where(np.isnan(pace), LEAGUE_PACE, pace) for pace in paces)
    rests = [days_of_rest(league, team, row, schedule.day) for team in (schedule.home, schedule.away)]
    advantage = np.clip(rests[0] - rests[1], -7, 7)
    _, total = game_lines(league)
    at = computed_at(schedule.day, Step.COMPOSITE_FACTORS)
    columns = {
        "game_id": Text(league.platform_ids, np.arange(len(schedule))),
        "game_date": schedule.day,
        "home_team_abbr": schedule.team_codes(schedule.home),
        "away_team_abbr": schedule.team_codes(schedule.away),
        "projected_pace": np.round((home + away) / 2, 1),
        "pace_differential": np.round(home - away, 1),
        "home_rest_advantage": advantage,
        "rest_asymmetry_significant": np.abs(advantage) >= _SIGNIFICANT_REST,
        "game_total": optional(total.current, 1),
        "over_under_movement": optional(total.current - total.opening, 1),
        "data_quality_tier": "high",
        "created_at": at,
        "processed_at": at,
    }
    return build_table("nba_precompute.daily_game_context", len(schedule), columns)


def opponent_zones_table(league: League) -> Any:
    """One row a team that plays, copied from its defence zones of that day."""
    schedule = league.schedule
    team, day = league.participation.team, np.repeat(schedule.day, 2)
    begun = day >= daily_days(league)[0]
    team, day = team[begun], day[begun]
    number = np.searchsorted(daily_days(league), day) * TEAM_COUNT + team
    zones = defense_zones_table(league).take(number)
    at = computed_at(day, Step.TEAM_DEFENSE)
    columns = {
        "game_date": day,
        "opponent_team_abbr": schedule.team_codes(team),
        "created_at": at,
        "processed_at": at,
    }
    columns |= {name: zones[source] for name, source in _NAMES.items()}
    columns |= {name: pc.round(zones[source].cast("float64")).cast("int64") for name, source in _COUNTED.items()}
    return build_table("nba_precompute.daily_opponent_defense_zones", len(team), columns)
