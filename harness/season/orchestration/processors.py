"""The processors of phases 2 to 6: what each writes, and when in the day it runs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from harness.season.before_games import before_games
from harness.season.columns import Days, Flags, Instants, Ints
from harness.season.league import League
from harness.season.orchestration.timetable import day_numbers, eastern, game_days, games_a_day, next_morning
from harness.season.predictions.timetable import batch_started

Rows = Callable[[League], Ints]


@dataclass(frozen=True, slots=True)
class Processor:
    """One processor's daily run.

    `starts` gives its planned start on each game day; it runs `shortest` to `longest` seconds. `counted` says that its
    completion is one of those that its phase waits for; `rows` how many rows it writes.
    """

    phase: int
    name: str
    dataset: str
    table: str
    starts: Callable[[Days], Instants]
    shortest: int
    longest: int
    rows: Rows
    counted: bool = True


def _at_eastern(minute: int, second: int = 0) -> Callable[[Days], Instants]:
    return lambda days: eastern(days, minute) + np.timedelta64(second, "s")


def _at_utc_next_day(minute: int, second: int = 0) -> Callable[[Days], Instants]:
    return lambda days: next_morning(days, minute) + np.timedelta64(second, "s")


def _per_game(count: int) -> Rows:
    return lambda league: games_a_day(league) * count


def _a_day(count: int) -> Rows:
    return lambda league: np.full(len(game_days(league)), count)


def _cells(league: League, chosen: Flags) -> Ints:
    """Chosen cells of participation, counted by game day."""
    each = chosen.sum(axis=1)
    day = day_numbers(league)[league.participation.game]
    return np.bincount(day, weights=each).astype(np.int64)


def _listed(league: League) -> Ints:
    return _cells(league, before_games(league).listed)


def _featured(league: League) -> Ints:
    return _cells(league, before_games(league).featured)


def predicted_players(league: League) -> Ints:
    """Players predicted on each game day; none in the season's first fourteen days."""
    return _cells(league, before_games(league).predicted)


def _active(league: League) -> Ints:
    return _cells(league, league.participation.active)


def _predictions(league: League) -> Ints:
    return predicted_players(league) * SYSTEMS


def _grades(league: League) -> Ints:
    return np.where(predicted_players(league) > 0, SYSTEMS, 0)


SYSTEMS = 7
"""Prediction systems, each of which answers for every player and line."""

CONTEXT_MINUTE = 10 * 60 + 25
PRECOMPUTE_MINUTE = 10 * 60 + 40
"""Eastern clock: the same-day runs before the games."""
_EXPORT_MINUTE = 13 * 60

LOAD_MINUTE = 10 * 60
"""UTC, the morning after: what was scraped is loaded, see `loaded_at` of the raw tables."""

# The load spans 10:00 UTC; what follows it waits for it.
PROCESSORS: tuple[Processor, ...] = (
    *(
        Processor(2, name, "nba_raw", table, _at_utc_next_day(LOAD_MINUTE - 2, 7 * number), 130, 190, rows)
        for number, (name, table, rows) in enumerate(
            (
                ("p2_bdl_box_scores", "bdl_player_boxscores", _active),
                ("p2_bigdataball_pbp", "bigdataball_play_by_play", _per_game(460)),
                ("p2_odds_game_lines", "odds_api_game_lines", _per_game(24)),
                ("p2_nbacom_schedule", "nbac_schedule", _per_game(1)),
                ("p2_nbacom_gamebook_pdf", "nbac_gamebook_player_stats", _listed),
                ("p2_br_season_roster", "br_rosters_current", _a_day(540)),
            )
        )
    ),
    Processor(
        2, "p2_espn_team_roster", "nba_raw", "espn_team_rosters", _at_utc_next_day(705), 60, 120, _a_day(540), False
    ),
    Processor(
        3,
        "upcoming_player_game_context",
        "nba_analytics",
        "upcoming_player_game_context",
        _at_eastern(CONTEXT_MINUTE),
        360,
        720,
        _listed,
    ),
    Processor(
        3,
        "upcoming_team_game_context",
        "nba_analytics",
        "upcoming_team_game_context",
        _at_eastern(CONTEXT_MINUTE, 5),
        320,
        480,
        _per_game(2),
    ),
    Processor(
        3,
        "player_game_summary",
        "nba_analytics",
        "player_game_summary",
        _at_utc_next_day(LOAD_MINUTE + 4),
        1600,
        1800,
        _active,
    ),
    *(
        Processor(
            3, name, "nba_analytics", name, _at_utc_next_day(LOAD_MINUTE + 4, 10 + number), 1580, 1750, _per_game(2)
        )
        for number, name in enumerate(("team_offense_game_summary", "team_defense_game_summary"))
    ),
    *(
        Processor(4, name, "nba_precompute", name, _at_eastern(PRECOMPUTE_MINUTE, second), low, high, rows)
        for name, second, low, high, rows in (
            ("team_defense_zone_analysis", 10, 120, 190, _a_day(30)),
            ("player_shot_zone_analysis", 210, 160, 280, _listed),
            ("player_composite_factors", 600, 250, 350, _featured),
            ("player_daily_cache", 605, 365, 480, _featured),
        )
    ),
    Processor(
        4,
        "ml_feature_store",
        "nba_predictions",
        "ml_feature_store_v2",
        _at_eastern(PRECOMPUTE_MINUTE, 1120),
        570,
        700,
        _featured,
    ),
    Processor(
        5,
        "prediction_coordinator",
        "nba_predictions",
        "player_prop_predictions",
        batch_started,
        600,
        900,
        _predictions,
    ),
    Processor(
        5,
        "prediction_accuracy",
        "nba_predictions",
        "prediction_accuracy",
        _at_utc_next_day(678),
        1025,
        1080,
        _predictions,
        False,
    ),
    Processor(
        5,
        "system_daily_performance",
        "nba_predictions",
        "system_daily_performance",
        _at_utc_next_day(697),
        185,
        240,
        _grades,
        False,
    ),
    Processor(
        5,
        "performance_summary",
        "nba_predictions",
        "prediction_performance_summary",
        _at_utc_next_day(702),
        185,
        240,
        _grades,
        False,
    ),
    *(
        Processor(6, name, "nba_export", name, _at_eastern(_EXPORT_MINUTE, 20 * number), 40, 120, _listed, False)
        for number, name in enumerate(("tonight", "tonight-players", "predictions", "best-bets", "streaks"))
    ),
    Processor(6, "results", "nba_export", "results", _at_utc_next_day(645), 90, 150, _active, False),
)


def processor_numbers(*names: str) -> tuple[int, ...]:
    """Positions in `PROCESSORS`."""
    known = {processor.name: number for number, processor in enumerate(PROCESSORS)}
    return tuple(known[name] for name in names)


def counted_in(phase: int) -> tuple[int, ...]:
    """Positions of the processors whose completions a phase waits for."""
    return tuple(n for n, processor in enumerate(PROCESSORS) if processor.phase == phase and processor.counted)
