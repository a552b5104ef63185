"""nba_reference.processor_run_history: every run of every phase, by which a processor knows what it has done."""

from __future__ import annotations

from typing import Any

import numpy as np

from harness.season.columns import Column, Ints, Text, build_table, joined, text
from harness.season.league import League
from harness.season.orchestration.processors import PROCESSORS
from harness.season.orchestration.runs import Runs, RunStatus, runs_of
from harness.season.orchestration.timetable import game_days

_WRITTEN_AFTER = np.timedelta64(1, "s")


def phase_names(phase: Ints) -> Text:
    """`phase_2` and so on, as run history and the retry queue write them."""
    return text([f"phase_{number}" for number in range(7)], phase)


def run_history_table(league: League) -> Any:
    """One row a run."""
    runs = runs_of(league)
    failed, skipped = runs.status == RunStatus.FAILED, runs.status == RunStatus.SKIPPED
    columns: dict[str, Column] = {
        "processor_name": runs.names,
        "run_id": runs.ids(league),
        "season_year": league.start_year,
        "status": runs.statuses,
        "duration_seconds": runs.lasted,
        "records_processed": runs.records,
        "records_created": runs.records,
        "records_updated": 0,
        "records_skipped": 0,
        "data_records_queried": runs.records,
        "validation_mode": "full",
        "source_data_freshness_days": 0,
        "used_source_fallback": False,
        "backfill_mode": False,
        "force_reprocess": False,
        "test_mode": False,
        "execution_host": "cloud-run",
        "triggered_by": text(("scheduler", "retry"), runs.attempt > 0),
        "data_date": game_days(league)[runs.day],
        "started_at": runs.started,
        "processed_at": runs.ended + _WRITTEN_AFTER,
        "phase": phase_names(runs.phase),
        "trigger_source": text(("pubsub", "scheduler"), np.isin(runs.phase, (5, 6)).astype(np.int64)),
        "dependency_check_passed": ~failed,
        "alert_sent": False,
        "retry_attempt": runs.attempt,
        "skipped": skipped,
        "skip_reason": text(("bootstrap_period",), np.where(skipped, 0, -1)),
        "failure_category": text(("transient",), np.where(failed, 0, -1)),
    }
    return build_table("nba_reference.processor_run_history", len(runs), columns | _outputs(runs))


def _outputs(runs: Runs) -> dict[str, Column]:
    services = [f"phase{processor.phase}-service" for processor in PROCESSORS]
    return {
        "output_table": text([processor.table for processor in PROCESSORS], runs.processor),
        "output_dataset": text([processor.dataset for processor in PROCESSORS], runs.processor),
        "cloud_run_service": text(services, runs.processor),
        "cloud_run_revision": joined(text(services, runs.processor), "-00042"),
        "data_source_primary": text([f"phase_{processor.phase - 1}" for processor in PROCESSORS], runs.processor),
        "data_source_enhancement": "none",
    }
