"""Every run beside what else is recorded of it: its completion, later successes, the retry queue."""

from __future__ import annotations

import ibis.expr.types as ir

from harness.warehouse.relations import relation, table
from validators.platform_state import COUNTED, copies, runs

# An entry waits whatever day it is about.
queue = table("nba_orchestration.failed_processor_queue").season()


def _recorded(runs: ir.Table, copies: ir.Table, queue: ir.Table) -> ir.Table:
    told = copies.group_by(run_id=copies.execution_id).aggregate(told_records=copies.record_count.max())
    known = queue.group_by(data_date=queue.game_date, processor_name=queue.processor_name).aggregate(
        entries=queue.count()
    )
    every = runs.select(
        "run_id",
        "data_date",
        "processor_name",
        "status",
        "records_processed",
        "started_at",
        "processed_at",
    )
    both = every.left_join(told, "run_id", rname="{name}_told")
    both = both.left_join(successes(runs), ["data_date", "processor_name"], rname="{name}_mended")
    both = both.left_join(known, ["data_date", "processor_name"], rname="{name}_queued")
    return both.select(*every.columns, "told_records", "mended_at", "entries")


def successes(runs: ir.Table) -> ir.Table:
    """The start of the newest success of each processor and day: mended_at."""
    good = runs.filter(runs.status.isin(COUNTED))
    return good.group_by("data_date", "processor_name").aggregate(mended_at=good.started_at.max())


recorded_runs = relation(runs, copies, queue, build=_recorded, key=("run_id",), day="data_date", label="run")
"""Runs with the records their completion told of, the newest success of the same work, and its entries in the queue."""
