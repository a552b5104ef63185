"""Statistics of a box score under the names each provider's table gives them."""

from __future__ import annotations

from collections.abc import Mapping

from harness.season.box_scores import StatLines
from harness.season.columns import Column, share

# column of the table → statistic
NBACOM: Mapping[str, str] = {
    "points": "points",
    "field_goals_made": "field_goals_made",
    "field_goals_attempted": "field_goals_attempted",
    "three_pointers_made": "threes_made",
    "three_pointers_attempted": "threes_attempted",
    "free_throws_made": "free_throws_made",
    "free_throws_attempted": "free_throws_attempted",
    "offensive_rebounds": "offensive_rebounds",
    "defensive_rebounds": "defensive_rebounds",
    "total_rebounds": "rebounds",
    "assists": "assists",
    "steals": "steals",
    "blocks": "blocks",
    "turnovers": "turnovers",
    "personal_fouls": "fouls",
}
BALLDONTLIE: Mapping[str, str] = {
    **{column: stat for column, stat in NBACOM.items() if column != "total_rebounds"},
    "rebounds": "rebounds",
}
ESPN: Mapping[str, str] = {
    **{column: stat for column, stat in BALLDONTLIE.items() if column != "personal_fouls"},
    "fouls": "fouls",
}
_SHARED_WITH_TEAMS = ("rebounds", "assists", "steals", "blocks", "turnovers", "fouls", "points")
NBACOM_TEAM: Mapping[str, str] = {
    "fg_made": "field_goals_made",
    "fg_attempted": "field_goals_attempted",
    "three_pt_made": "threes_made",
    "three_pt_attempted": "threes_attempted",
    "ft_made": "free_throws_made",
    "ft_attempted": "free_throws_attempted",
    **{column: stat for column, stat in NBACOM.items() if stat.endswith(_SHARED_WITH_TEAMS)},
}


def stat_columns(lines: StatLines, names: Mapping[str, str]) -> dict[str, Column]:
    """The statistics under the table's names."""
    return {column: getattr(lines, stat) for column, stat in names.items()}


def percentage_columns(lines: StatLines, field_goals: str, threes: str, free_throws: str) -> dict[str, Column]:
    """The three shooting percentages (0 to 1, three decimals) under the table's names, NULL without attempts."""
    return {
        field_goals: share(lines.field_goals_made, lines.field_goals_attempted),
        threes: share(lines.threes_made, lines.threes_attempted),
        free_throws: share(lines.free_throws_made, lines.free_throws_attempted),
    }
