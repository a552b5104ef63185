"""precompute.daily_cache: each player's averages are possible, say how much is behind them, and fit his games."""

from __future__ import annotations

from harness.results import Severity
from harness.warehouse.checks import groups, rows, unique
from harness.warehouse.relations import table
from validators.precompute.recent_games import beside_recent_games
from validators.shapes import ranges
from validators.validator import Validator

cache = table("nba_precompute.player_daily_cache")
beside_games = beside_recent_games(
    cache,
    "cache_date",
    "points_avg_last_5",
    "games_in_last_7_days",
    "games_in_last_14_days",
    "source_player_game_last_updated",
)

EARLY_SEASON_GAMES = 10
RECOMPUTE = "run player_daily_cache for {cache_date}"

validator = Validator(
    "precompute.daily_cache",
    unique(cache, "cache_date", "player_lookup", repair=RECOMPUTE),
    # From the third game on: one great night is an average of its own before.
    *ranges(
        cache,
        dict.fromkeys(("points_avg_last_5", "points_avg_last_10", "points_avg_season"), (0, 60)),
        only=lambda t: t.games_played_season >= 3,
        repair=RECOMPUTE,
    ),
    # Who is traded can play more games than either of his teams; 88 is the record.
    *ranges(cache, {"ts_pct_last_10": (0, 1.5), "games_played_season": (0, 88)}, repair=RECOMPUTE),
    *ranges(cache, {"minutes_avg_last_10": (0, 53)}, severity=Severity.WARNING, repair=RECOMPUTE),
    rows(
        cache,
        "flagged as early season with fewer than 10 games, and only then",
        lambda t: (t.early_season_flag == (t.games_played_season < EARLY_SEASON_GAMES)).fill_null(False),
        severity=Severity.WARNING,
        repair=RECOMPUTE,
    ),
    groups(
        cache,
        "at most 20 % of the players lack window counts",
        by="cache_date",
        holds=lambda g: (g.games_in_last_7_days.isnull() | g.games_in_last_14_days.isnull()).mean() <= 0.2,
        show={"lacking": lambda g: (g.games_in_last_7_days.isnull() | g.games_in_last_14_days.isnull()).mean()},
        severity=Severity.WARNING,
        repair=RECOMPUTE,
    ),
    # The cache keeps one decimal.
    rows(
        beside_games,
        "the average of five is that of the last five games",
        lambda t: (t.points_avg_last_5 - t.points_of_5).abs() <= 0.1,
        only=lambda t: t.games_played >= 5,
        show=("points_of_5",),
        repair=RECOMPUTE,
    ),
    rows(
        beside_games,
        "windows of 7 and 14 days hold the games of those days",
        lambda t: (t.games_in_last_7_days == t.games_of_7_days) & (t.games_in_last_14_days == t.games_of_14_days),
        repair=RECOMPUTE,
    ),
    rows(
        beside_games,
        "the window reaches to the last game",
        lambda t: (t.source_player_game_last_updated >= t.last_game.cast("timestamp('UTC')")).fill_null(False),
        show=("last_game",),
        repair=RECOMPUTE,
    ),
)
