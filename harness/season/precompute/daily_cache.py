"""nba_precompute.player_daily_cache: each player's averages on every day with games."""

from __future__ import annotations

from typing import Any

import numpy as np

from harness.season.analytics.processing import foreseen_at, summarized_at
from harness.season.columns import Column, Floats, Text, build_table
from harness.season.league import League
from harness.season.once import once_a_league
from harness.season.precompute.days import PlayerDays, in_bootstrap, player_days
from harness.season.precompute.processing import (
    Step,
    completeness_columns,
    computed_at,
    optional,
    read_columns,
)
from harness.season.precompute.shot_zones import primary_zone, shot_zones_table, zone_rates
from harness.season.precompute.upstream import offense_digests, player_context_digests, summary_digests
from harness.season.precompute.windows import player_windows, quotient, ratings, team_windows
from harness.season.reference.identity import universal_ids

WINDOW = 10
_WINDOW_NAMES = ("l5", "l10", "l7d", "l14d")
# Starters sit for about as much of the last quarter as of the others.
_FOURTH_QUARTER_SHARE = 0.25


@once_a_league
def daily_cache_table(league: League) -> Any:
    """One row a player who has played, on every day with games."""
    days = player_days(league)
    columns: dict[str, Column] = {
        "player_lookup": league.rosters.lookup(days.player),
        "universal_player_id": universal_ids(league.rosters, days.player),
        "cache_date": days.day,
        "games_played_season": days.games,
        "player_age": (days.day - league.rosters.birth_date[days.player]).astype(np.int64) * 4 // 1461,
        "shot_zone_data_available": True,
        "cache_version": "v2",
    }
    columns |= _averages(league, days) | _load(league, days) | _zones(league, days)
    digest = list(columns)
    at = computed_at(days.day, Step.DAILY_CACHE)
    opened = ~in_bootstrap(league, days.day)
    columns |= completeness_columns(days.games, WINDOW, opened & (days.games >= 3), at) | {"processed_at": at}
    columns |= {f"{name}_completeness_pct": 100.0 for name in _WINDOW_NAMES}
    columns |= {f"{name}_is_complete": True for name in _WINDOW_NAMES} | {"all_windows_complete": True}
    columns |= _sources(league, days)
    return build_table("nba_precompute.player_daily_cache", len(days), columns, digest=digest)


def _averages(league: League, days: PlayerDays) -> dict[str, Column]:
    windows, who = player_windows(league), (days.player, days.row)
    pace, offense, _ = ratings(league, days.team, days.row, WINDOW)

    def usage(last: int | None) -> Floats:
        return quotient(100 * windows.total("used", *who, last), windows.total("could_use", *who, last))

    points, attempts = windows.total("points", *who, WINDOW), windows.total("field_goals_attempted", *who, WINDOW)
    tries = 2 * (attempts + 0.44 * windows.total("free_throws_attempted", *who, WINDOW))
    return {
        "points_avg_last_5": optional(windows.mean("points", *who, 5), 1),
        "points_avg_last_10": optional(windows.mean("points", *who, WINDOW), 1),
        "points_avg_season": optional(windows.mean("points", *who), 1),
        "points_std_last_10": optional(windows.deviation("points", *who, WINDOW), 2),
        "minutes_avg_last_10": optional(windows.mean("minutes", *who, WINDOW), 1),
        "usage_rate_last_10": optional(usage(WINDOW), 2),
        "player_usage_rate_season": optional(usage(None), 2),
        "ts_pct_last_10": optional(np.minimum(quotient(points, tries), 1.5), 3),
        "team_pace_last_10": optional(pace, 1),
        "team_off_rating_last_10": optional(offense, 2),
    }


def _load(league: League, days: PlayerDays) -> dict[str, Column]:
    """Games and minutes of the last one and two weeks, the day itself not among them."""
    windows, who = player_windows(league), (days.player, days.row)
    columns: dict[str, Column] = {}
    minutes = {}
    for length in (7, 14):
        games = windows.games_since(*who, days.day - np.timedelta64(length, "D"))
        end = windows.before(*who)
        minutes[length] = windows.running["minutes"][end] - windows.running["minutes"][end - games]
        columns[f"games_in_last_{length}_days"] = games
        columns[f"minutes_in_last_{length}_days"] = np.rint(minutes[length]).astype(np.int64)
        if length == 7:
            columns["avg_minutes_per_game_last_7"] = optional(quotient(minutes[7], games.astype(float)), 1)
    columns["fourth_quarter_minutes_last_7"] = np.rint(minutes[7] * _FOURTH_QUARTER_SHARE).astype(np.int64)
    columns["back_to_backs_last_14_days"] = _back_to_backs(league, days)
    return columns


def _back_to_backs(league: League, days: PlayerDays) -> Any:
    """Games of the last two weeks on the day after another one."""
    windows, who = player_windows(league), (days.player, days.row)
    same = windows.played.player[1:] == windows.played.player[:-1]
    second = np.concatenate([[False], same & (np.diff(windows.days) == np.timedelta64(1, "D"))])
    running = np.concatenate([[0], np.cumsum(second)])
    end = windows.before(*who)
    return running[end] - running[end - windows.games_since(*who, days.day - np.timedelta64(14, "D"))]


def _zones(league: League, days: PlayerDays) -> dict[str, Column]:
    windows, who = player_windows(league), (days.player, days.row)
    rates = zone_rates(windows, *who, WINDOW)
    made = windows.total("field_goals_made", *who, WINDOW)
    return {
        "primary_scoring_zone": primary_zone(rates, "3pt"),
        "paint_rate_last_10": optional(rates["paint"], 2),
        "three_pt_rate_last_10": optional(rates["three"], 2),
        "assisted_rate_last_10": optional(quotient(100 * windows.total("assisted", *who, WINDOW), made), 2),
    }


def _sources(league: League, days: PlayerDays) -> dict[str, Column]:
    windows = player_windows(league)
    last = summarized_at(windows.last_day(days.player, days.row))
    team_last = summarized_at(team_windows(league).last_day(days.team, days.row))
    one = np.ones(len(days), np.int64)
    plays = league.schedule.day[days.next_row // 2] == days.day
    zones = shot_zones_table(league)["data_hash"].combine_chunks()
    return (
        read_columns("player_game", last, days.games, digest=summary_digests(league, days.player, days.row))
        | read_columns(
            "team_offense",
            team_last,
            team_windows(league).games(days.team, days.row),
            digest=offense_digests(league, days.team, days.row),
        )
        | read_columns(
            "upcoming_context",
            foreseen_at(days.day),
            one,
            digest=player_context_digests(league, days.player, days.next_row),
            missing=~plays,
        )
        | read_columns(
            "shot_zone", computed_at(days.day, Step.SHOT_ZONES), one, digest=Text(zones, np.arange(len(days)))
        )
    )
