"""nba_precompute.team_defense_zone_analysis: what each team allows in the paint, from mid-range and from three."""

from __future__ import annotations

from typing import Any

import numpy as np

from harness.season.analytics.processing import summarized_at
from harness.season.columns import Column, Floats, build_table, text
from harness.season.league import League
from harness.season.once import once_a_league
from harness.season.precompute.days import TeamDays, team_days
from harness.season.precompute.processing import (
    EARLY_SEASON_GAMES,
    Step,
    completeness_columns,
    computed_at,
    optional,
    read_columns,
)
from harness.season.precompute.upstream import defense_digests
from harness.season.precompute.windows import ZONES, quotient, ratings, team_windows

WINDOW = 15
_NAMES = {"paint": "paint", "mid_range": "mid_range", "three": "three_pt"}
_WORDS = ("paint", "mid_range", "perimeter")
_TIERS = ("high", "medium", "low")


@once_a_league
def defense_zones_table(league: League) -> Any:
    """One row a team on every day with games."""
    days = team_days(league)
    windows = team_windows(league)
    sample = np.minimum(days.games, WINDOW)
    allowed = shares_allowed(league, days)
    per_game = _per_game(league, days)
    columns: dict[str, Column] = {
        "team_abbr": league.schedule.team_codes(days.team),
        "analysis_date": days.day,
        "paint_points_allowed_per_game": optional(2 * per_game["paint_makes"], 1),
        "paint_blocks_per_game": optional(per_game["paint_blocks"], 1),
        "mid_range_blocks_per_game": optional(per_game["mid_range_blocks"], 1),
        "three_pt_blocks_per_game": 0,
        "defensive_rating_last_15": optional(ratings(league, days.team, days.row, WINDOW)[2], 2),
        "opponent_points_per_game": optional(windows.mean("allowed_points", days.team, days.row, WINDOW), 1),
        "opponent_pace": optional(ratings(league, days.team, days.row, WINDOW)[0], 1),
        "games_in_sample": sample,
        "data_quality_tier": text(_TIERS, np.select([sample >= WINDOW, sample >= EARLY_SEASON_GAMES], [0, 1], 2)),
    }
    for zone, name in _NAMES.items():
        columns[f"{name}_pct_allowed_last_15"] = optional(allowed[zone], 3)
        columns[f"{name}_attempts_allowed_per_game"] = optional(per_game[f"{zone}_attempts"], 1)
        columns[f"{name}_defense_vs_league_avg"] = optional(100 * against_league(days, allowed[zone]), 2)
    deviation = np.stack([against_league(days, allowed[zone]) for zone in ZONES])
    columns["strongest_zone"] = text(_WORDS, deviation.argmin(axis=0))
    columns["weakest_zone"] = text(_WORDS, deviation.argmax(axis=0))
    digest = list(columns)
    at = computed_at(days.day, Step.TEAM_DEFENSE)
    columns |= completeness_columns(days.games, WINDOW, days.games >= EARLY_SEASON_GAMES, at)
    columns |= {"processed_at": at}
    last = summarized_at(windows.last_day(days.team, days.row))
    columns |= read_columns("team_defense", last, sample, digest=defense_digests(league, days.team, days.row))
    return build_table("nba_precompute.team_defense_zone_analysis", len(days), columns, digest=digest)


def shares_allowed(league: League, days: TeamDays) -> dict[str, Floats]:
    """Share of their shots that opponents made in each zone."""
    windows = team_windows(league)

    def total(stat: str) -> Floats:
        return windows.total(f"allowed_{stat}", days.team, days.row, WINDOW)

    return {zone: quotient(total(f"{zone}_makes"), total(f"{zone}_attempts")) for zone in ZONES}


def against_league(days: TeamDays, values: Floats) -> Floats:
    """How far each team's value is above the mean of all teams on that day."""
    number = np.searchsorted(np.unique(days.day), days.day)
    mean = np.bincount(number, values) / np.bincount(number)
    return np.asarray(values - mean[number])


def _per_game(league: League, days: TeamDays) -> dict[str, Floats]:
    windows = team_windows(league)
    stats = {f"{zone}_{what}": f"allowed_{zone}_{what}" for zone in ZONES for what in ("attempts", "makes")}
    stats |= {"paint_blocks": "paint_blocks", "mid_range_blocks": "mid_range_blocks"}
    return {name: windows.mean(stat, days.team, days.row, WINDOW) for name, stat in stats.items()}
