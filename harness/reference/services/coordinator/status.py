"""A batch as /status tells it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from harness.reference.batch_state import STALL_MINUTES
from harness.reference.services.coordinator.batches import Batch
from harness.reference.services.coordinator.replies import ProgressReply, Status, StatusSummary


def status_of(batch: Batch, *, now: datetime) -> Status:
    """How far it is at `now`, and whether it still moves."""
    progress = batch.progress
    last = progress.updated_at if progress.is_complete else now
    elapsed = max(0.0, (last - batch.started_at).total_seconds())
    done = progress.completed + progress.failed
    rate = done / elapsed if elapsed else 0.0
    silent = now.astimezone(UTC) - progress.updated_at >= timedelta(minutes=STALL_MINUTES)
    return Status(
        status="consolidated" if batch.is_consolidated else "complete" if progress.is_complete else "in_progress",
        batch_id=batch.batch_id,
        progress=ProgressReply(
            expected=progress.expected,
            completed=progress.completed,
            failed=progress.failed,
            remaining=progress.remaining,
            is_complete=progress.is_complete,
            total_predictions=progress.total_predictions,
            elapsed_seconds=round(elapsed, 3),
            completion_rate=round(rate, 3),
            eta_seconds=_left(batch, rate),
            progress_percentage=round(progress.percentage, 1),
        ),
        is_stalled=silent and not progress.is_complete,
        summary=StatusSummary(
            game_date=progress.game_date,
            correlation_id=batch.correlation_id,
            dataset_prefix=batch.dataset_prefix,
            requests_published=batch.has_requests,
            consolidated=batch.is_consolidated,
            stall_completed=progress.stall_completed,
        ),
    )


def _left(batch: Batch, rate: float) -> float | None:
    if batch.progress.is_complete:
        return 0.0
    return round(batch.progress.remaining / rate, 1) if rate else None
