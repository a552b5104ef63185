"""The season as the platform's own records tell it: whole where tables are small, its last weeks where they are not."""

from __future__ import annotations

import duckdb

from harness.season import Season
from harness.warehouse.plan import questions
from harness.warehouse.schema import declared
from validators.consistency import state_agreement, time_agreement
from validators.recovery import (
    backfill_completeness,
    cascade_contamination,
    failed_queue,
    idempotent_reprocessing,
    stuck_state,
)
from validators.trends import pipeline_latency

VALIDATORS = tuple(
    module.validator
    for module in (
        backfill_completeness,
        cascade_contamination,
        failed_queue,
        idempotent_reprocessing,
        pipeline_latency,
        state_agreement,
        stuck_state,
        time_agreement,
    )
)
LAST = "2024-04-10"
"""The day that tests corrupt; before it and after it lie days with games."""
MANY_ROWS = 6_000
CUT_FROM, CUT_TO = "2024-04-06", "2024-04-12"


def load_platform_season(season: Season) -> duckdb.DuckDBPyConnection:
    """Every table that these validators read."""
    connection = duckdb.connect()
    connection.execute("SET TimeZone = 'UTC'")
    reads = {read.name for question in questions(VALIDATORS) for read in question.reads}
    for name in sorted(reads):
        season.load(connection, tables=[name])
        schema = declared(name)
        if season.tables[name].num_rows > MANY_ROWS and schema.partition_type == "DAY":
            kept = f"{schema.partition} BETWEEN '{CUT_FROM}' AND '{CUT_TO}'"
            connection.execute(f"DELETE FROM {name} WHERE NOT ({kept})")
    return connection
