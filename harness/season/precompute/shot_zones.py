"""nba_precompute.player_shot_zone_analysis: from where each player shot in his last ten and twenty games."""

from __future__ import annotations

from typing import Any

import numpy as np

from harness.season.analytics.processing import summarized_at
from harness.season.columns import Column, Floats, Ints, Text, build_table, text
from harness.season.history import History
from harness.season.league import League
from harness.season.once import once_a_league
from harness.season.precompute.days import PlayerDays, player_days
from harness.season.precompute.processing import (
    Step,
    completeness_columns,
    computed_at,
    optional,
    read_columns,
)
from harness.season.precompute.upstream import summary_digests
from harness.season.precompute.windows import ZONES, player_windows, quotient
from harness.season.reference.identity import universal_ids

WINDOW, LONG_WINDOW = 10, 20
_PRIMARY_RATE = 40.0
"""A zone with at least this percentage of the shots is the primary one; with none, the player is balanced."""
# Games from which a sample is good, and limited, by its window; with the whole window it is excellent.
_QUALITY_FROM = {WINDOW: (7, 3), LONG_WINDOW: (15, 3)}
_QUALITIES = ("excellent", "good", "limited", "insufficient")
_TIERS = ("high", "medium", "low")


@once_a_league
def shot_zones_table(league: League) -> Any:
    """One row a player who has played, on every day with games. Rates are percentages of his shots."""
    days = player_days(league)
    windows = player_windows(league)
    rates = zone_rates(windows, days.player, days.row, WINDOW)
    long_rates = zone_rates(windows, days.player, days.row, LONG_WINDOW)
    sample, long_sample = np.minimum(days.games, WINDOW), np.minimum(days.games, LONG_WINDOW)
    assisted = quotient(
        100 * windows.total("assisted", days.player, days.row, WINDOW),
        sum((windows.total(f"{zone}_makes", days.player, days.row, WINDOW) for zone in ZONES), np.zeros(len(days))),
    )
    columns: dict[str, Column] = {
        "player_lookup": league.rosters.lookup(days.player),
        "universal_player_id": universal_ids(league.rosters, days.player),
        "analysis_date": days.day,
        "total_shots_last_10": _shots(windows, days, WINDOW).astype(np.int64),
        "games_in_sample_10": sample,
        "sample_quality_10": text(_QUALITIES, _quality(sample, WINDOW)),
        "paint_rate_last_20": optional(long_rates["paint"], 2),
        "paint_pct_last_20": optional(_made(windows, days, "paint", LONG_WINDOW), 3),
        "games_in_sample_20": long_sample,
        "sample_quality_20": text(_QUALITIES, _quality(long_sample, LONG_WINDOW)),
        "assisted_rate_last_10": optional(assisted, 2),
        "unassisted_rate_last_10": optional(100 - assisted, 2),
        "player_position": league.rosters.position_letter(days.player),
        "primary_scoring_zone": primary_zone(rates),
        "data_quality_tier": text(_TIERS, np.select([sample >= WINDOW, sample >= WINDOW // 2], [0, 1], 2)),
    }
    for zone, name in {"paint": "paint", "mid_range": "mid_range", "three": "three_pt"}.items():
        columns[f"{name}_rate_last_10"] = optional(rates[zone], 2)
        columns[f"{name}_pct_last_10"] = optional(_made(windows, days, zone, WINDOW), 3)
        attempts = windows.mean(f"{zone}_attempts", days.player, days.row, WINDOW)
        columns[f"{name}_attempts_per_game"] = optional(attempts, 1)
    digest = list(columns)
    at = computed_at(days.day, Step.SHOT_ZONES)
    columns |= completeness_columns(days.games, WINDOW, days.games >= WINDOW, at) | {"processed_at": at}
    last = summarized_at(windows.last_day(days.player, days.row))
    columns |= read_columns("player_game", last, long_sample, digest=summary_digests(league, days.player, days.row))
    return build_table("nba_precompute.player_shot_zone_analysis", len(days), columns, digest=digest)


def zone_rates(windows: History, player: Ints, row: Ints, last: int) -> dict[str, Floats]:
    """Percentage of each zone among the shots of the last games; NaN for who took none."""
    attempts = {zone: windows.total(f"{zone}_attempts", player, row, last) for zone in ZONES}
    shots = sum(attempts.values(), np.zeros(len(player)))
    return {zone: quotient(100 * values, shots) for zone, values in attempts.items()}


def primary_zone(rates: dict[str, Floats], three: str = "perimeter") -> Text:
    """The zone with most shots, if it has enough of them."""
    stacked = np.stack([np.round(rates[zone], 2) for zone in ZONES])
    unknown = np.isnan(stacked).any(axis=0)
    filled = np.nan_to_num(stacked)
    zone = np.where(filled.max(axis=0) >= _PRIMARY_RATE, filled.argmax(axis=0), len(ZONES))
    return text(("paint", "mid_range", three, "balanced"), np.where(unknown, -1, zone))


def _shots(windows: History, days: PlayerDays, last: int) -> Floats:
    totals = (windows.total(f"{zone}_attempts", days.player, days.row, last) for zone in ZONES)
    return sum(totals, np.zeros(len(days)))


def _made(windows: History, days: PlayerDays, zone: str, last: int) -> Floats:
    made = windows.total(f"{zone}_makes", days.player, days.row, last)
    return quotient(made, windows.total(f"{zone}_attempts", days.player, days.row, last))


def _quality(sample: Ints, window: int) -> Ints:
    good, limited = _QUALITY_FROM[window]
    return np.select([sample >= window, sample >= good, sample >= limited], [0, 1, 2], 3)
