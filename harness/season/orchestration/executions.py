"""nba_orchestration.workflow_executions: each run that a decision called for, and what its scrapers came to."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa

from harness.season.columns import Column, build_table, text
from harness.season.league import League
from harness.season.orchestration.scrapes import scraper_ids, scrapes
from harness.season.orchestration.workflows import (
    WORKFLOW_NAMES,
    WORKFLOWS,
    decision_ids,
    execution_ids,
    scraper_lists,
    workflow_runs,
)


def executions_table(league: League) -> Any:
    """One row a run; one of which a scraper failed is completed all the same."""
    runs, made = workflow_runs(league), scrapes(league)
    sizes = np.array([len(one.scrapers) for one in WORKFLOWS])[runs.workflow]
    offsets = np.concatenate([[0], np.cumsum(sizes)])
    failed = np.add.reduceat(made.failed.astype(np.int64), offsets[:-1])
    ended = np.maximum.reduceat(made.ended, offsets[:-1])
    decided = runs.at.astype("datetime64[h]").astype("datetime64[us]")
    columns: dict[str, Column] = {
        "execution_id": execution_ids(runs),
        "execution_time": runs.at,
        "workflow_name": text(WORKFLOW_NAMES, runs.workflow),
        "decision_id": decision_ids(decided, runs.workflow),
        "scrapers_requested": scraper_lists(runs.workflow),
        "scrapers_triggered": sizes,
        "scrapers_succeeded": sizes - failed,
        "scrapers_failed": failed,
        "scraper_execution_ids": pa.ListArray.from_arrays(pa.array(offsets, pa.int32()), scraper_ids(made)),
        "status": "completed",
        "duration_seconds": (ended - runs.at) / np.timedelta64(1, "s"),
        "created_at": ended + np.timedelta64(2, "s"),
    }
    return build_table("nba_orchestration.workflow_executions", len(runs), columns)
