"""consistency.state_agreement: Firestore's documents and BigQuery's rows tell the same story about the same work."""

from __future__ import annotations

from dataclasses import replace

import ibis
import ibis.expr.types as ir

from harness.results import Severity
from harness.warehouse.checks import rows
from harness.warehouse.relations import Table, relation, table
from validators.validator import Validator


def _by_game_date(name: str) -> Table:
    """A table without partitions, read for the window's game days all the same."""
    return replace(table(name), partition="game_date", partition_type="DAY")


entries = table("firestore.phase_completions")
copies = _by_game_date("nba_orchestration.phase_completions")
documents = table("firestore.phase_status")
aggregates = _by_game_date("nba_orchestration.phase_completion_status")
batches = table("firestore.prediction_batches")
answers = table("firestore.batch_completions")
predictions = table("nba_predictions.player_prop_predictions")
document_runs = table("firestore.run_history")
runs = table("nba_reference.processor_run_history")

ENTRY = ("phase", "game_date", "processor_name")
COUNTED = ("success", "partial")
"""Statuses of a completion that count; a failed one never does."""
BATCH_PHASE = "phase5"
"""It keeps a batch in place of a completion document."""


def _both_copies(entries: ir.Table, copies: ir.Table) -> ir.Table:
    """Completions of phases 2 to 4 in either store. The copies are appended: the newest of a key counts."""
    first = entries.select(
        *ENTRY, document_status=entries.status, document_records=entries.record_count, in_documents=ibis.literal(True)
    )
    here = copies.filter(copies.phase != BATCH_PHASE)
    second = here.group_by(*ENTRY).aggregate(
        row_status=here.status.argmax(here.completed_at),
        row_records=here.record_count.argmax(here.completed_at),
        in_rows=here.count() > 0,
    )
    both = first.outer_join(second, ENTRY, rname="{name}_row")
    return both.select(
        **{name: both[name].coalesce(both[f"{name}_row"]) for name in ENTRY},
        document_status=both.document_status,
        document_records=both.document_records,
        row_status=both.row_status,
        row_records=both.row_records,
        in_documents=both.in_documents.fill_null(False),
        in_rows=both.in_rows.fill_null(False),
    )


completions = relation(entries, copies, build=_both_copies, key=ENTRY, day="game_date", label="completion")

PHASE_DAY = ("phase", "game_date")


def _phases(documents: ir.Table, aggregates: ir.Table, entries: ir.Table) -> ir.Table:
    """Phases and days in either store, and how many entries the document has."""
    first = documents.select(
        *PHASE_DAY, "completed_count", "triggered", "triggered_at", in_documents=ibis.literal(True)
    )
    second = aggregates.select(
        *PHASE_DAY,
        "is_triggered",
        row_count=aggregates.completed_count,
        row_triggered_at=aggregates.triggered_at,
        in_rows=ibis.literal(True),
    )
    counted = entries.group_by(*PHASE_DAY).aggregate(entries=entries.count(where=entries.status.isin(COUNTED)))
    both = first.outer_join(second, PHASE_DAY, rname="{name}_row")
    whole = both.mutate(**{name: both[name].coalesce(both[f"{name}_row"]) for name in PHASE_DAY})
    return whole.drop(*(f"{name}_row" for name in PHASE_DAY)).left_join(counted, PHASE_DAY, rname="{name}_entry")


phases = relation(documents, aggregates, entries, build=_phases, key=PHASE_DAY, day="game_date", label="phase of a day")


def _batches(batches: ir.Table, answers: ir.Table, copies: ir.Table) -> ir.Table:
    """Batches, each with the sums of its completion documents and what phase 5 told BigQuery."""
    summed = answers.group_by("batch_id").aggregate(
        documents=answers.count(), predictions=answers.predictions_count.sum()
    )
    told = (
        copies.filter(copies.phase == BATCH_PHASE)
        .group_by("game_date")
        .aggregate(told=copies.status.isin(COUNTED).any())
    )
    both = batches.left_join(summed, "batch_id", rname="{name}_answer")
    both = both.left_join(told, "game_date", rname="{name}_told")
    return both.mutate(
        documents=both.documents.fill_null(0),
        predictions=both.predictions.fill_null(0),
        told=both.told.fill_null(False),
        listed=both.completed_players.length(),
        different=both.completed_players.unique().length(),
    )


counted_batches = relation(batches, answers, copies, build=_batches, key=("batch_id",), day="game_date", label="batch")


def _answers(answers: ir.Table, predictions: ir.Table) -> ir.Table:
    """Players told complete, each with the rows that he has that day."""
    found = predictions.group_by("game_date", "player_lookup").aggregate(rows=predictions.count())
    both = answers.left_join(found, ["game_date", "player_lookup"], rname="{name}_found")
    return both.mutate(rows=both.rows.fill_null(0))


answers_with_rows = relation(
    answers, predictions, build=_answers, key=("batch_id", "player_lookup"), day="game_date", label="completion"
)


def _runs(document_runs: ir.Table, runs: ir.Table) -> ir.Table:
    """Runs that have ended by either store's word."""
    first = document_runs.filter(document_runs.status != "running").select(
        "run_id", "date", document_status=document_runs.status
    )
    second = runs.filter(runs.status != "running").select("run_id", "data_date", row_status=runs.status)
    both = first.outer_join(second, "run_id", rname="{name}_row")
    return both.select(
        run_id=both.run_id.coalesce(both.run_id_row),
        date=both.date.coalesce(both.data_date),
        document_status=both.document_status,
        row_status=both.row_status,
    )


ended_runs = relation(document_runs, runs, build=_runs, key=("run_id",), day="date", label="run")

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
        counted_batches,
        "array, counter and completion documents have the same players",
        lambda t: (t.listed == t.completed_count) & (t.documents == t.completed_count),
        show=("listed", "completed_count", "documents"),
        repair="count the completions of {batch_id} again",
    ),
    rows(
        counted_batches,
        "no player is twice in a batch",
        lambda t: t.different == t.listed,
        show=("listed", "different"),
        severity=Severity.WARNING,
    ),
    rows(
        counted_batches,
        "a batch sums its players' predictions",
        lambda t: (t.total_predictions == t.predictions) & (t.total_predictions_subcoll == t.predictions),
        show=("total_predictions", "total_predictions_subcoll", "predictions"),
    ),
    rows(
        counted_batches,
        "a batch is complete when all its players are",
        lambda t: t.is_complete == ((t.completed_count >= t.expected_players) | t.stall_completed),
        show=("completed_count", "expected_players"),
        severity=Severity.CRITICAL,
    ),
    rows(
        counted_batches,
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
        ended_runs,
        "both stores say how a run ended",
        lambda t: (t.document_status == t.row_status).fill_null(False),
        show=("document_status", "row_status"),
        severity=Severity.WARNING,
    ),
)
