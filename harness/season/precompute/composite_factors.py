"""nba_precompute.player_composite_factors: how the circumstances of his next game should move a player's points."""

from __future__ import annotations

from typing import Any

import numpy as np

from harness.season.analytics.processing import foreseen_at
from harness.season.columns import Column, Ints, Text, build_table, joined, number_text, whole
from harness.season.league import League
from harness.season.once import once_a_league
from harness.season.precompute.days import PlayerDays, daily_days, player_days
from harness.season.precompute.defense_zones import defense_zones_table
from harness.season.precompute.factors import Factors, factors
from harness.season.precompute.processing import (
    EARLY_SEASON_GAMES,
    Step,
    completeness_columns,
    computed_at,
    read_columns,
)
from harness.season.precompute.shot_zones import shot_zones_table
from harness.season.precompute.upstream import player_context_digests, team_context_digests
from harness.season.precompute.windows import TEAM_COUNT
from harness.season.reference.identity import universal_ids


@once_a_league
def composite_factors_table(league: League) -> Any:
    """One row a player who has played, on every day with games; the game is his team's next, that day or later."""
    days = player_days(league)
    opponent = league.participation.team[days.next_row ^ 1]
    found = factors(league, days.player, days.row, days.day, days.team, opponent, days.next_row % 2)
    columns: dict[str, Column] = {
        "player_lookup": league.rosters.lookup(days.player),
        "universal_player_id": universal_ids(league.rosters, days.player),
        "game_date": days.day,
        "game_id": Text(league.platform_ids, days.next_row // 2),
        "analysis_date": days.day,
        "fatigue_score": found.fatigue,
        "shot_zone_mismatch_score": found.mismatch,
        "pace_score": found.pace,
        "usage_spike_score": found.usage,
        "referee_favorability_score": 0,
        "look_ahead_pressure_score": 0,
        "travel_impact_score": found.travel,
        "opponent_strength_score": found.opponent_strength,
        "total_composite_adjustment": found.total,
        "calculation_version": "v2_8factors",
        "data_completeness_pct": 100,
        "has_warnings": False,
    }
    columns |= _contexts(found)
    digest = list(columns)
    at = computed_at(days.day, Step.COMPOSITE_FACTORS)
    columns |= completeness_columns(days.games, 10, days.games >= EARLY_SEASON_GAMES, at) | {"processed_at": at}
    columns |= {
        "upstream_player_shot_ready": True,
        "upstream_team_defense_ready": True,
        "upstream_player_context_ready": True,
        "upstream_team_context_ready": True,
        "all_upstreams_ready": True,
    }
    columns |= _sources(league, days, opponent)
    return build_table("nba_precompute.player_composite_factors", len(days), columns, digest=digest)


def _contexts(found: Factors) -> dict[str, Column]:
    """Each of the four first factors once more, as the note that the platform keeps with it."""

    def note(name: str, values: Any) -> Text:
        return whole(joined(f'{{"{name}": ', number_text(values), "}"))

    return {
        "fatigue_context_json": note("final_score", found.fatigue),
        "shot_zone_context_json": note("mismatch_score", found.mismatch),
        "pace_context_json": note("pace_score", found.pace),
        "usage_context_json": note("usage_spike_score", found.usage),
    }


def _sources(league: League, days: PlayerDays, opponent: Ints) -> dict[str, Column]:
    one = np.ones(len(days), np.int64)
    shots = shot_zones_table(league)["data_hash"].combine_chunks()
    defense = defense_zones_table(league)["data_hash"].combine_chunks()
    defending = np.searchsorted(daily_days(league), days.day) * TEAM_COUNT + opponent
    foreseen = foreseen_at(days.day)
    plays = league.schedule.day[days.next_row // 2] == days.day
    return (
        read_columns(
            "player_context",
            foreseen,
            one,
            digest=player_context_digests(league, days.player, days.next_row),
            missing=~plays,
        )
        | read_columns(
            "team_context",
            foreseen,
            one,
            digest=team_context_digests(league, days.team, days.next_row),
            missing=~plays,
        )
        | read_columns(
            "player_shot", computed_at(days.day, Step.SHOT_ZONES), one, digest=Text(shots, np.arange(len(days)))
        )
        | read_columns("team_defense", computed_at(days.day, Step.TEAM_DEFENSE), one, digest=Text(defense, defending))
    )
