"""Team rows of the analytics beside what they must equal: the sums of their players, and the other team's row."""

from __future__ import annotations

from typing import Any

from harness.warehouse.checks import joined, per
from harness.warehouse.relations import table

summary = table("nba_analytics.player_game_summary")
offense = table("nba_analytics.team_offense_game_summary")
defense = table("nba_analytics.team_defense_game_summary")

SUMMED = (
    "points",
    "fg_attempts",
    "fg_makes",
    "three_pt_attempts",
    "three_pt_makes",
    "ft_attempts",
    "ft_makes",
    "assists",
    "offensive_rebounds",
    "defensive_rebounds",
    "turnovers",
    "personal_fouls",
    "paint_attempts",
    "paint_makes",
    "mid_range_attempts",
    "mid_range_makes",
    "plus_minus",
)
"""What is summed over the players of a team-game, as `players_<column>`."""


def _sum(column: str) -> Any:
    return lambda t: t[column].sum()


player_sums = per(
    summary,
    ("game_id", "team_abbr"),
    day="game_date",
    game_date=lambda t: t.game_date.min(),
    **{f"players_{column}": _sum(column) for column in SUMMED},
)

beside_players = joined(offense, player_sums, on=("game_id", "team_abbr"), label="team")
"""Each team's offence with the sums of its players."""

beside_opponents = joined(
    defense, offense.derive(opponent_team_abbr=lambda t: t.team_abbr), on=("game_id", "opponent_team_abbr")
)
"""Each team's defence with the offence of its opponents."""
