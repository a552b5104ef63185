"""consistency.state_agreement: Firestore's documents and BigQuery's rows tell the same story about the same work."""

from __future__ import annotations

import ibis.expr.types as ir

from harness.results import Severity
from harness.warehouse.checks import rows
from harness.warehouse.relations import relation, table
from validators.platform_state import answers, batches, completions, phases, told_runs
from validators.validator import Validator

predictions = table("nba_predictions.player_prop_predictions")


def _answers(answers: ir.Table, predictions: ir.Table) -> ir.Table:
    """Players told complete, each with the rows that he has that day."""
    found = predictions.group_by("game_date", "player_lookup").aggregate(rows=predictions.count())
    both = answers.left_join(found, ["game_date", "player_lookup"], rname="{name}_found")
    return both.mutate(rows=both.rows.fill_null(0))


answers_with_rows = relation(
    answers, predictions, build=_answers, key=("batch_id", "player_lookup"), day="game_date", label="completion"
)

validator = Validator(
    "consistency.state_agreement",
    rows(
        completions,
        "a completion in BigQuery is in its document",
        lambda t: t.in_documents,
        repair="write {processor_name} into {phase}_completion/{game_date}",
    ),
    rows(
        completions,
        "a completion in its document is in BigQuery",
        lambda t: t.in_rows,
        repair="append the completion of {processor_name} for {game_date}",
    ),
    rows(
        completions,
        "both stores give a completion the same status and records",
        lambda t: (t.document_status == t.row_status) & (t.document_records == t.row_records),
        only=lambda t: t.in_documents & t.in_rows,
        show=("document_status", "row_status", "document_records", "row_records"),
    ),
    rows(
        phases,
        "a phase is as complete in BigQuery as in its document",
        lambda t: (t.completed_count == t.row_count).fill_null(False),
        show=("completed_count", "row_count"),
        severity=Severity.CRITICAL,
        repair="write the aggregate of {phase} for {game_date} again",
    ),
    rows(
        phases,
        "a phase is triggered in both stores, once",
        lambda t: (t.triggered == t.is_triggered) & (t.triggered_at == t.row_triggered_at),
        only=lambda t: t.in_documents & t.in_rows,
        show=("triggered_at", "row_triggered_at"),
        severity=Severity.CRITICAL,
    ),
    rows(
        phases,
        "a document counts its own entries",
        lambda t: t.completed_count == t.entries.fill_null(0),
        only=lambda t: t.in_documents,
        show=("completed_count", "entries"),
        repair="count the entries of {phase}_completion/{game_date} again",
    ),
    # Two writes without a transaction leave the array and the documents apart.
    rows(
        batches,
        "array, counter and completion documents have the same players",
        lambda t: (t.listed == t.completed_count) & (t.documents == t.completed_count),
        show=("listed", "completed_count", "documents"),
        repair="count the completions of {batch_id} again",
    ),
    rows(
        batches,
        "no player is twice in a batch",
        lambda t: t.different == t.listed,
        show=("listed", "different"),
        severity=Severity.WARNING,
    ),
    rows(
        batches,
        "a batch sums its players' predictions",
        lambda t: (t.total_predictions == t.predictions) & (t.total_predictions_subcoll == t.predictions),
        show=("total_predictions", "total_predictions_subcoll", "predictions"),
    ),
    rows(
        batches,
        "a batch is complete when all its players are",
        lambda t: t.is_complete == ((t.completed_count >= t.expected_players) | t.stall_completed),
        show=("completed_count", "expected_players"),
        severity=Severity.CRITICAL,
    ),
    rows(
        batches,
        "a complete batch is a completion of phase 5",
        lambda t: t.told == t.is_complete,
        show=("is_complete", "told"),
        severity=Severity.CRITICAL,
    ),
    rows(
        answers_with_rows,
        "a player told complete has his predictions",
        lambda t: t.rows >= t.predictions_count,
        show=("predictions_count", "rows"),
        severity=Severity.CRITICAL,
        repair="predict {player_lookup} again for {day}",
    ),
    rows(
        told_runs,
        "both stores say how a run ended",
        lambda t: (t.document_status == t.row_status).fill_null(False),
        # What is running is not in BigQuery yet.
        only=lambda t: (t.document_status != "running").fill_null(True),
        show=("document_status", "row_status"),
        severity=Severity.WARNING,
    ),
)
