"""gates.phase5_to_phase6: the day's batch is as good as complete, and there is enough to publish, each thing once."""

from __future__ import annotations

import ibis.expr.types as ir

from harness.results import Severity
from harness.warehouse.checks import rows
from harness.warehouse.functions import key_hash
from harness.warehouse.relations import relation, table
from validators.game_days import predicted_until_today
from validators.games import schedule
from validators.validator import Validator

predictions = table("nba_predictions.player_prop_predictions")
batches = table("firestore.prediction_batches")

KEY = ("game_id", "player_lookup", "system_id", "current_points_line")


def _published(schedule: ir.Table, season: ir.Table, predictions: ir.Table, batches: ir.Table) -> ir.Table:
    key = key_hash(*(predictions[column] for column in KEY))
    found = predictions.group_by("game_date").aggregate(
        active_predictions=predictions.count(where=predictions.is_active),
        repeated=predictions.count() - key.nunique(),
    )
    # A day may have had several batches; the last one counts.
    batch = batches.group_by("game_date").aggregate(
        expected=batches.expected_players.argmax(batches.created_at),
        completed=batches.completed_count.argmax(batches.created_at),
    )
    days = predicted_until_today.build(schedule, season).select("game_date", "predicted")
    both = days.left_join(found, "game_date").drop("game_date_right").left_join(batch, "game_date")
    counts = {name: both[name].fill_null(0) for name in ("active_predictions", "repeated", "completed")}
    return both.drop("game_date_right").mutate(**counts)


published = relation(
    schedule,
    schedule.season(),
    predictions,
    batches,
    build=_published,
    key=("game_date",),
    day="game_date",
    label="game day",
)

validator = Validator(
    "gates.phase5_to_phase6",
    rows(
        published,
        "80 % of the expected players are complete",
        lambda day: (day.completed >= 0.8 * day.expected).fill_null(False),
        only=lambda day: day.predicted,
        show=("completed", "expected"),
        repair="start the batch of {game_date} again",
    ),
    # The exporter publishes nothing with fewer.
    rows(
        published,
        "at least 50 active predictions",
        lambda day: day.active_predictions >= 50,
        only=lambda day: day.predicted,
        severity=Severity.CRITICAL,
        repair="start the batch of {game_date} again",
    ),
    rows(
        published,
        "no game, player, system and line is predicted twice",
        lambda day: day.repeated == 0,
        only=lambda day: day.predicted,
        severity=Severity.CRITICAL,
        repair="consolidate the batch of {game_date} again",
    ),
)
