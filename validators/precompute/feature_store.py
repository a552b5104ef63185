"""precompute.feature_store: what the models are fed is whole, possible, of one version and good enough."""

from __future__ import annotations

from typing import Any

import ibis
import ibis.expr.types as ir

from harness.results import Severity
from harness.warehouse.checks import Predicate, RowCheck, groups, rows, unique
from harness.warehouse.relations import table
from validators.feature_vector import COUNT, FEATURE_RANGES, FEATURES, VERSION
from validators.precompute.game_days import table_by_day
from validators.precompute.recent_games import beside_recent_games
from validators.shapes import ranges
from validators.validator import Validator

store = table("nba_predictions.ml_feature_store_v2")
days = table_by_day(store, "game_date", "player_lookup", written="created_at")
beside_games = beside_recent_games(store, "game_date", "historical_completeness")

RECOMPUTE = "run ml_feature_store for {game_date}"
HASHES = (
    "source_daily_cache_hash",
    "source_composite_hash",
    "source_shot_zones_hash",
    "source_team_defense_hash",
    "data_hash",
)
LEAST_PLAYERS, LEAST_PLAYERS_A_TEAM = 50, 12
"""Fifty a day; twelve a team where so few teams play that fifty are not there."""


def _number(t: Any, feature: str) -> ir.FloatingValue:
    return t.features[FEATURES.index(feature)]


def _are_numbers(t: ir.Table) -> ir.BooleanValue:
    """Whether no feature is NaN or infinite: one that is makes the sum so."""
    total = sum((_number(t, feature) for feature in FEATURES[1:]), _number(t, FEATURES[0]))
    return ~(total.isnan() | total.isinf())


def _in_range(feature: str, low: float, high: float) -> RowCheck:
    """What is no number is in no range either."""
    holds: Predicate = lambda t: _number(t, feature).between(low, high)  # noqa: E731
    return rows(store, f"{feature} from {low:g} to {high:g}", holds, repair=RECOMPUTE)


def _window_is_told_truly(t: ir.Table) -> ir.BooleanValue:
    window = t.historical_completeness
    found, expected = window["games_found"], window["games_expected"]
    return (
        (found <= expected)
        & (window["is_complete"] == (found >= expected))
        & (window["is_bootstrap"] == (expected < 10))
        & (window["contributing_game_dates"].length() == found)
    ).fill_null(False)


validator = Validator(
    "precompute.feature_store",
    unique(store, "game_date", "player_lookup", repair=RECOMPUTE),
    rows(
        store,
        f"{COUNT} features, and as many counted",
        lambda t: (t.feature_count == COUNT) & (t.features.length() == COUNT),
        severity=Severity.CRITICAL,
        show=("feature_version",),
        repair=RECOMPUTE,
    ),
    rows(
        store,
        "every feature is a number",
        _are_numbers,
        severity=Severity.CRITICAL,
        repair=RECOMPUTE,
    ),
    *(_in_range(feature, low, high) for feature, (low, high) in FEATURE_RANGES.items()),
    *ranges(store, {"feature_quality_score": (0, 100)}, repair=RECOMPUTE),
    rows(
        store,
        "the hashes of its sources and its own are there",
        lambda t: ibis.and_(*(t[column].notnull() for column in HASHES)),
        severity=Severity.WARNING,
        repair=RECOMPUTE,
    ),
    rows(
        store,
        "the window says truly how complete it is",
        _window_is_told_truly,
        severity=Severity.WARNING,
        repair=RECOMPUTE,
    ),
    groups(
        store,
        "at most 2 versions in force, the current one among them",
        by="game_date",
        holds=lambda g: (g.feature_version.nunique() <= 2) & (g.feature_version == VERSION).any(),
        show={"versions": lambda g: g.feature_version.nunique(), "one": lambda g: g.feature_version.min()},
        severity=Severity.WARNING,
        repair=RECOMPUTE,
    ),
    groups(
        store,
        "quality is 70 or better on average",
        by="game_date",
        holds=lambda g: g.feature_quality_score.mean() >= 70,
        show={"quality": lambda g: g.feature_quality_score.mean(), "players": lambda g: g.player_lookup.nunique()},
        repair=RECOMPUTE,
    ),
    # Fifty on an ordinary day; with one game or two there are not so many players.
    rows(
        days,
        f"at least {LEAST_PLAYERS} players a day, or {LEAST_PLAYERS_A_TEAM} a team",
        lambda day: day.found >= ibis.least(LEAST_PLAYERS, 2 * LEAST_PLAYERS_A_TEAM * day.games),
        show=("games",),
        severity=Severity.WARNING,
        repair=RECOMPUTE,
    ),
    rows(
        beside_games,
        "the games behind it are the last ones played",
        lambda t: t.historical_completeness["contributing_game_dates"][0] == t.tenth_game,
        only=lambda t: t.games_played >= t.historical_completeness["games_expected"],
        show=("tenth_game", "last_game"),
        repair=RECOMPUTE,
    ),
)
