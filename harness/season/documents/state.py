"""What is held at the season's last moment: locks, heartbeats, running work, and the tables that exist."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa

from harness.season.columns import Column, Days, Instants, Text, build_table, text
from harness.season.league import League
from harness.season.orchestration.processors import PROCESSORS
from harness.season.orchestration.runs import runs_of
from harness.season.orchestration.timetable import as_of, game_days
from harness.season.predictions.timetable import batch_ids
from harness.season.randomness import Part
from harness.warehouse.schema import declared_tables

LOCK_SECONDS = 300
_BEAT = np.timedelta64(60, "s")
_NIGHTLY_EXPORT = "live"
_STAGED = np.timedelta64(9, "m")


def locks_table(league: League) -> Any:
    """firestore.locks: the workflow controller's lock of the hour, and the grading lock of a run in progress."""
    acquired = as_of(league) - np.array([35, 140]).astype("timedelta64[s]")
    last = str(game_days(league)[-1])
    hour = str(as_of(league).astype("datetime64[h]") - np.timedelta64(4, "h")).replace("T", "-")
    columns: dict[str, Column] = {
        "collection": text(("workflow_controller_locks", "daily_performance_locks"), np.arange(2)),
        "lock_key": pa.array([hour, last]),
        "lock_type": text(("workflow_controller", "daily_performance"), np.arange(2)),
        "operation_id": text(("evaluate", "aggregate"), np.arange(2)),
        "holder_id": text(("scraper-service-00042", "grading-00017"), np.arange(2)),
        "acquired_at": acquired,
        "expires_at": acquired + np.timedelta64(LOCK_SECONDS, "s"),
    }
    return build_table("firestore.locks", 2, columns)


def heartbeats_table(league: League) -> Any:
    """firestore.processor_heartbeats: one document a run, and one of an export that is running at the last moment."""
    random = league.stream(Part.DOCUMENTS).spawn(1)[0]
    runs = runs_of(league)
    count = len(runs)
    days, started = _with_the_running(league)
    ended = np.append(runs.ended, np.datetime64("NaT"))
    running = np.isnat(ended)
    beat = as_of(league) - np.timedelta64(int(random.integers(5, 55)), "s")
    lasted = np.append(runs.lasted, np.nan)
    total = np.append(np.maximum(runs.records, 1), 40)
    columns: dict[str, Column] = {
        "processor_name": _processors(league),
        "run_id": _run_ids(league, started),
        "data_date": days,
        "status": text(("completed", "failed", "running"), np.append(runs.status == 1, 2)),
        "started_at": started,
        "last_heartbeat": np.where(running, beat, np.maximum(ended - _BEAT, started)),
        "completed_at": ended,
        "progress": np.append(np.where(runs.status == 1, 0, total[:-1]), 12),
        "total": total,
        "duration_seconds": lasted,
    }
    return build_table("firestore.processor_heartbeats", count + 1, columns)


def run_history_table(league: League) -> Any:
    """firestore.run_history: the same runs as documents, with the one that is running."""
    runs = runs_of(league)
    days, started = _with_the_running(league)
    columns: dict[str, Column] = {
        "run_id": _run_ids(league, started),
        "processor": _processors(league),
        "date": days,
        "status": text(("success", "failed", "skipped", "running"), np.append(runs.status, 3)),
        "started_at": started,
        "completed_at": np.append(runs.ended, np.datetime64("NaT")),
    }
    return build_table("firestore.run_history", len(runs) + 1, columns)


def _processors(league: League) -> Text:
    names = [*(processor.name for processor in PROCESSORS), _NIGHTLY_EXPORT]
    return text(names, np.append(runs_of(league).processor, len(PROCESSORS)))


def _with_the_running(league: League) -> tuple[Days, Instants]:
    """Days and starts of all runs, and of an export that began four minutes before the end."""
    runs = runs_of(league)
    days = game_days(league)
    return np.append(days[runs.day], days[-1]), np.append(runs.started, as_of(league) - np.timedelta64(4, "m"))


def _run_ids(league: League, started: Instants) -> Any:
    last = f"{_NIGHTLY_EXPORT}-{started[-1].astype('datetime64[s]').astype(np.int64)}"
    return pa.chunked_array([runs_of(league).ids(league), pa.array([last])])


def stored_tables(league: League) -> Any:
    """metadata.tables: every declared table, and one staging table of a batch that a test run has just written."""
    names = [name.split(".") for name in declared_tables() if name.split(".")[0] not in ("firestore", "metadata")]
    staging = f"_staging_{batch_ids(game_days(league)[-1:])[0].as_py()}_worker_00042_9f3c11aa".replace("-", "_")
    created: Instants = np.full(len(names) + 1, game_days(league)[0].astype("datetime64[us]") - np.timedelta64(30, "D"))
    created[-1] = as_of(league) - _STAGED
    columns: dict[str, Column] = {
        "dataset": pa.array([*(dataset for dataset, _ in names), "nba_predictions"]),
        "table_name": pa.array([*(table for _, table in names), staging]),
        "created_at": created,
        "row_count": np.append(np.full(len(names), 1), 7),
    }
    return build_table("metadata.tables", len(names) + 1, columns)
