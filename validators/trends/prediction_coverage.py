"""trends.prediction_coverage: each system predicts the players that it could, and as many a game as it used to."""

from __future__ import annotations

import ibis.expr.types as ir

from harness.results import Severity
from harness.warehouse.checks import rows
from harness.warehouse.relations import relation, table
from validators.game_days import game_days_of_season
from validators.games import schedule
from validators.predictions import predictions
from validators.trends.baseline import REPLAYED, against_baseline, no_alarm
from validators.validator import Validator

features = table("nba_predictions.ml_feature_store_v2")
systems = table("nba_predictions.prediction_systems")

SERVICE_LEVEL, CRITICAL = 0.95, 0.85
"""Shares of the eligible players."""

FEWER = 0.25
"""A quarter fewer than usual is the error level of the platform's own trend of players."""

BEFORE_DAYS = 14


def _coverage(season: ir.Table, features: ir.Table, predictions: ir.Table, systems: ir.Table) -> ir.Table:
    """One row a day and active system: eligible players, games, and how many of the players it predicted."""
    days = game_days_of_season.build(season, season)
    ready = features.filter(features.is_production_ready.fill_null(False))
    players = ready.select("game_date", "player_lookup", "game_id").distinct()
    players = players.semi_join(days.filter(days.predicted), "game_date")
    asked = players.cross_join(systems.filter(systems.active).select("system_id"))
    active = predictions.filter(predictions.is_active)
    made = active.select("game_date", "player_lookup", "system_id").distinct().mutate(made=1)
    both = asked.left_join(made, ["game_date", "player_lookup", "system_id"], rname="{name}_made")
    daily = both.group_by("game_date", "system_id").aggregate(
        eligible=both.count(), predicted=both.made.count(), games=both.game_id.nunique()
    )
    return daily.mutate(share=daily.predicted / daily.eligible, a_game=daily.predicted / daily.games)


coverage = against_baseline(
    relation(
        schedule.season(),
        features.season(),
        predictions.season(),
        systems,
        build=_coverage,
        key=("game_date", "system_id"),
        day="game_date",
        label="system day",
    ),
    by=("system_id",),
    before_days=BEFORE_DAYS,
    baseline={"usual_a_game": lambda t: t.a_game.mean()},
    # The service level needs no days before it.
    least_days=0,
    alarm=lambda t: t.share < SERVICE_LEVEL,
)

validator = Validator(
    "trends.prediction_coverage",
    rows(
        coverage,
        "a system predicts 95 % of the eligible players",
        no_alarm,
        show=("predicted", "eligible", *REPLAYED),
        severity=Severity.WARNING,
        repair="predict {game_date} again",
    ),
    rows(
        coverage,
        "a system predicts 85 % of the eligible players",
        lambda t: t.share >= CRITICAL,
        show=("predicted", "eligible", *REPLAYED),
        severity=Severity.CRITICAL,
        repair="predict {game_date} again",
    ),
    rows(
        coverage,
        "a game has as many predicted players as usual",
        lambda t: t.a_game >= (1 - FEWER) * t.usual_a_game,
        show=("a_game", "usual_a_game"),
        repair="look for the features and lines that are missing on {game_date}",
    ),
)
