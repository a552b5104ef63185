"""consistency.phase_retention: what one phase knows, the next one knows too; and no phase knows what the last did not.

Shares are of a game day: 98 % of its final games have box scores, 95 % of those who played are in analytics, 90 % of
these have features, 85 % of the ready ones are predicted, 80 % of what counts is graded.
"""

from __future__ import annotations

import ibis.expr.types as ir

from harness.results import Severity
from harness.warehouse.checks import GroupCheck, covered, groups, rows
from harness.warehouse.relations import Relation, relation, table
from validators.game_days import game_days_of_season
from validators.games import final_games, schedule
from validators.minutes import minutes_played
from validators.predictions import graded_predictions, grades_beside_predictions, predictions
from validators.shapes import matched
from validators.validator import Validator

boxes = table("nba_raw.bdl_player_boxscores")
summaries = table("nba_analytics.player_game_summary")
features = table("nba_predictions.ml_feature_store_v2")

PLAYER_IN_GAME = ("game_id", "player_lookup")
PLAYER_ON_DAY = ("game_date", "player_lookup")


def _players(source: ir.Table) -> ir.Table:
    return source.select("game_id", "game_date", "player_lookup")


def _boxed(boxes: ir.Table) -> ir.Table:
    return _players(boxes.filter(minutes_played(boxes.minutes) > 0))


def _summarized(summaries: ir.Table) -> ir.Table:
    return _players(summaries.filter(summaries.minutes_played > 0))


def _ready(games: ir.Table, season: ir.Table, features: ir.Table) -> ir.Table:
    """Players whose features may be used, on days on which predictions are made."""
    days = game_days_of_season.build(games, season)
    usable = features.filter(features.is_production_ready.fill_null(False))
    return _players(usable).semi_join(days.filter(days.predicted), "game_date")


def _predicted(predictions: ir.Table) -> ir.Table:
    return _players(predictions.filter(predictions.is_active)).distinct()


boxed = relation(boxes, build=_boxed, key=PLAYER_IN_GAME, day="game_date", label="player")
summarized = relation(summaries, build=_summarized, key=PLAYER_IN_GAME, day="game_date", label="player")
ready = relation(
    schedule, schedule.season(), features, build=_ready, key=PLAYER_ON_DAY, day="game_date", label="player"
)
predicted = relation(predictions, build=_predicted, key=PLAYER_ON_DAY, day="game_date", label="player")


def retained(name: str, found: Relation, share: float) -> GroupCheck:
    """At least `share` of a day's rows of the upstream are matched downstream."""
    return groups(
        found,
        name,
        by="game_date",
        holds=lambda g: g.matched.count() >= share * g.count(),
        show={"kept": lambda g: g.matched.count(), "of": lambda g: g.count()},
        severity=Severity.ERROR if share >= 0.95 else Severity.WARNING,
        repair="run the phase after {game_date} again",
    )


validator = Validator(
    "consistency.phase_retention",
    retained("98 % of final games have box scores", matched(final_games, by=boxes, on="game_id"), 0.98),
    retained("95 % of players with minutes are in analytics", matched(boxed, by=summaries, on=PLAYER_IN_GAME), 0.95),
    retained("90 % of players in analytics have features", matched(summarized, by=features, on=PLAYER_ON_DAY), 0.90),
    retained("85 % of ready players are predicted", matched(ready, by=predicted, on=PLAYER_ON_DAY), 0.85),
    retained("80 % of predictions that count are graded", graded_predictions, 0.80),
    covered(
        "no analytics without a box score",
        summarized,
        by=boxes,
        on=PLAYER_IN_GAME,
        severity=Severity.WARNING,
        repair="delete {player_lookup} of {game_id} from nba_analytics.player_game_summary",
    ),
    covered(
        "no prediction without features",
        predicted,
        by=features,
        on=PLAYER_ON_DAY,
        severity=Severity.WARNING,
        repair="deactivate the predictions of {player_lookup} on {game_date}",
    ),
    rows(
        grades_beside_predictions,
        "no grade without a prediction",
        lambda t: t.was_said.fill_null(False),
        severity=Severity.WARNING,
        repair="delete the grade of {player_lookup} in {game_id}",
    ),
)
