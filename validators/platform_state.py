"""What the platform says of its own work: Firestore's documents beside BigQuery's rows, one relation for each kind."""

from __future__ import annotations

from dataclasses import replace

import ibis
import ibis.expr.types as ir

from harness.warehouse.relations import Table, relation, table


def by_game_date(name: str) -> Table:
    """A table without partitions, read for the window's game days all the same."""
    return replace(table(name), partition="game_date", partition_type="DAY")


entries = table("firestore.phase_completions")
copies = by_game_date("nba_orchestration.phase_completions")
documents = table("firestore.phase_status")
aggregates = by_game_date("nba_orchestration.phase_completion_status")
batch_documents = table("firestore.prediction_batches")
answers = table("firestore.batch_completions")
document_runs = table("firestore.run_history")
runs = table("nba_reference.processor_run_history")

ENTRY = ("phase", "game_date", "processor_name")
PHASE_DAY = ("phase", "game_date")
COUNTED = ("success", "partial")
"""Statuses of a completion that count; a failed one never does."""
BATCH_PHASE = "phase5"
"""It keeps a batch in place of a completion document."""


def _both_copies(entries: ir.Table, copies: ir.Table) -> ir.Table:
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
"""Completions of phases 2 to 4 in either store. Copies are appended: of a key's rows the newest counts."""


def _phases(documents: ir.Table, aggregates: ir.Table, entries: ir.Table, runs: ir.Table) -> ir.Table:
    first = documents.select(
        *PHASE_DAY,
        "completed_count",
        "first_completion_at",
        "triggered",
        "triggered_at",
        in_documents=ibis.literal(True),
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
    whole = whole.drop(*(f"{name}_row" for name in PHASE_DAY))
    whole = whole.left_join(counted, PHASE_DAY, rname="{name}_entry")
    begun = _first_starts_of_the_next(documents, runs)
    return whole.left_join(begun, PHASE_DAY, rname="{name}_next").drop(
        *(f"{name}_{side}" for name in PHASE_DAY for side in ("entry", "next"))
    )


def _first_starts_of_the_next(documents: ir.Table, runs: ir.Table) -> ir.Table:
    """For each triggered phase and day the first start, from then on, of the phase that comes after it."""
    triggered = documents.filter(documents.triggered)
    waiting = triggered.select(
        *PHASE_DAY,
        "triggered_at",
        next_phase="phase_" + (triggered.phase.substr(5, 1).cast("int64") + 1).cast("string"),
    )
    begun = waiting.join(
        runs.select("data_date", "started_at", next_phase=runs.phase),
        [
            "next_phase",
            waiting.game_date == runs.data_date,
            waiting.triggered_at <= runs.started_at,
        ],
        rname="{name}_run",
    )
    return begun.group_by(*PHASE_DAY).aggregate(begun_at=begun.started_at.min())


phases = relation(
    documents, aggregates, entries, runs, build=_phases, key=PHASE_DAY, day="game_date", label="phase of a day"
)
"""Phases and days in either store: `entries` of the document; begun_at, when the next phase then began."""


def _batches(batches: ir.Table, answers: ir.Table, copies: ir.Table) -> ir.Table:
    summed = answers.group_by("batch_id").aggregate(
        documents=answers.count(), predictions=answers.predictions_count.sum()
    )
    finished = copies.filter(copies.phase == BATCH_PHASE)
    told = finished.group_by("game_date").aggregate(told=finished.status.isin(COUNTED).any())
    both = batches.left_join(summed, "batch_id", rname="{name}_answer")
    both = both.left_join(told, "game_date", rname="{name}_told")
    return both.mutate(
        documents=both.documents.fill_null(0),
        predictions=both.predictions.fill_null(0),
        told=both.told.fill_null(False),
        listed=both.completed_players.length(),
        different=both.completed_players.unique().length(),
    )


batches = relation(batch_documents, answers, copies, build=_batches, key=("batch_id",), day="game_date", label="batch")
"""Batches, each with the sums of its completion documents, and whether phase 5 told BigQuery of it."""


def _runs(document_runs: ir.Table, runs: ir.Table) -> ir.Table:
    first = document_runs.select(
        "run_id", "date", document_status=document_runs.status, document_started_at=document_runs.started_at
    )
    second = runs.select("run_id", "data_date", row_status=runs.status)
    both = first.outer_join(second, "run_id", rname="{name}_row")
    return both.select(
        run_id=both.run_id.coalesce(both.run_id_row),
        date=both.date.coalesce(both.data_date),
        document_status=both.document_status,
        document_started_at=both.document_started_at,
        row_status=both.row_status,
    )


told_runs = relation(document_runs, runs, build=_runs, key=("run_id",), day="date", label="run")
"""Runs of the window's days in either store, with what each says of how they ended."""
