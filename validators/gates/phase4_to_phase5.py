"""gates.phase4_to_phase5: enough of phase 4's tables are there before the games, and the features are good enough."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from harness.results import Severity
from harness.warehouse.checks import groups, rows
from harness.warehouse.functions import run_time
from harness.warehouse.relations import relation, table
from validators.game_days import predicted_until_today
from validators.games import schedule
from validators.gates.tables_by_day import Upstream, tables_by_day
from validators.validator import Validator

feature_store = table("nba_predictions.ml_feature_store_v2")
context = table("nba_analytics.upcoming_player_game_context")

CRITICAL_FEATURES = {
    "points_avg_last_5": 0,
    "points_avg_last_10": 1,
    "points_avg_season": 2,
    "opponent_def_rating": 13,
    "minutes_avg_last_10": 31,
}
"""Place in the vector of each feature without which no system can answer."""

precompute_tables = tables_by_day(
    predicted_until_today,
    (
        Upstream(table("nba_precompute.player_daily_cache"), day="cache_date", game=None),
        Upstream(feature_store, written="created_at"),
        Upstream(table("nba_precompute.team_defense_zone_analysis"), day="analysis_date", game=None, required=False),
        Upstream(table("nba_precompute.player_shot_zone_analysis"), day="analysis_date", game=None, required=False),
        Upstream(table("nba_precompute.player_composite_factors"), required=False),
    ),
)


def _players(schedule: ir.Table, season: ir.Table, features: ir.Table, context: ir.Table) -> ir.Table:
    days = predicted_until_today.build(schedule, season)
    able = context.filter(~context.player_status.lower().isin(("out", "doubtful")).fill_null(False))
    expected = able.group_by("game_date").aggregate(expected=able.player_lookup.nunique())
    found = features.group_by("game_date").aggregate(players=features.player_lookup.nunique())
    both = days.inner_join(expected, "game_date").left_join(found, "game_date")
    return both.mutate(players=both.players.fill_null(0))


players = relation(
    schedule,
    schedule.season(),
    feature_store,
    context,
    build=_players,
    key=("game_date",),
    day="game_date",
    label="game day",
)


def _share_absent(features: ir.Table) -> ir.FloatingValue:
    """The largest share of rows without one of the critical features; what is not known is NaN in an array."""
    values = [features.features[place] for place in CRITICAL_FEATURES.values()]
    absent = [features.count(where=value.isnull() | value.isnan()) for value in values]
    return ibis.greatest(*absent) / features.count()


validator = Validator(
    "gates.phase4_to_phase5",
    groups(
        precompute_tables,
        "R-006: 3 of 5 tables have rows",
        by="game_date",
        holds=lambda t: (t.count(where=t.rows > 0) >= 3) | ~t.predicted.all(),
        show={"tables": lambda t: t.count(where=t.rows > 0)},
        severity=Severity.CRITICAL,
        repair="run phase 4 for {game_date}",
    ),
    rows(
        precompute_tables,
        "R-006: daily cache and feature store have rows",
        lambda t: t.rows > 0,
        only=lambda t: t.predicted & t.required,
        severity=Severity.CRITICAL,
        repair="run the processor of {table} for {game_date}",
    ),
    rows(
        precompute_tables,
        "the other tables have rows",
        lambda t: t.rows > 0,
        only=lambda t: t.predicted & ~t.required,
        severity=Severity.WARNING,
        repair="run the processor of {table} for {game_date}",
    ),
    rows(
        precompute_tables,
        "at most 48 h old, or were when the first game began",
        lambda t: (t.newest >= ibis.least(run_time(), t.first_tip_off) - ibis.interval(hours=48)).fill_null(False),
        only=lambda t: t.predicted & (t.rows > 0),
        show=("newest", "first_tip_off"),
        repair="run the processor of {table} for {game_date}",
    ),
    rows(
        players,
        "80 % of the players have features",
        lambda day: day.players >= 0.8 * day.expected,
        only=lambda day: day.predicted,
        show=("players", "expected"),
        repair="run ml_feature_store for {game_date}",
    ),
    groups(
        feature_store,
        "quality is 70 or better on average",
        by="game_date",
        holds=lambda g: g.feature_quality_score.mean() >= 70,
        show={"quality": lambda g: g.feature_quality_score.mean()},
        repair="run ml_feature_store for {game_date}",
    ),
    groups(
        feature_store,
        "no critical feature is absent in more than 5 %",
        by="game_date",
        holds=lambda g: _share_absent(g) <= 0.05,
        show={"absent": _share_absent},
        repair="run ml_feature_store for {game_date}",
    ),
)
