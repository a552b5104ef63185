"""Team rows of the analytics beside what they must equal: players' sums, NBA.com's totals, the other team's row."""

from __future__ import annotations

from typing import Any

import ibis.expr.types as ir

from harness.warehouse.checks import joined, per
from harness.warehouse.relations import relation, table

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

TOTALS = (
    "points",
    "fg_made",
    "fg_attempted",
    "three_pt_made",
    "three_pt_attempted",
    "ft_made",
    "ft_attempted",
    "total_rebounds",
    "assists",
    "turnovers",
    "personal_fouls",
)
"""What NBA.com's team box score counts, as `nbacom_<column>`."""


def _beside_sums(teams: ir.Table, players: ir.Table, box: ir.Table) -> ir.Table:
    totals = box.select("game_id", "team_abbr", **{f"nbacom_{column}": box[column] for column in TOTALS})
    key = ("game_id", "team_abbr")
    beside = teams.left_join(player_sums.build(players), list(key), rname="{name}_of_players")
    return beside.left_join(totals, list(key), rname="{name}_of_nbacom")


beside_sums = relation(
    offense,
    summary,
    table("nba_raw.nbac_team_boxscore"),
    build=_beside_sums,
    key=offense.key,
    day=offense.day,
    label="team",
)
"""Each team's offence with the sums of its players and NBA.com's totals; NULL where there are none."""

beside_opponents = joined(
    defense, offense.derive(opponent_team_abbr=lambda t: t.team_abbr), on=("game_id", "opponent_team_abbr")
)
"""Each team's defence with the offence of its opponents."""
