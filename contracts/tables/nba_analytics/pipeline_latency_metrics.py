"""The contract of nba_analytics.pipeline_latency_metrics."""

from __future__ import annotations

from typing import Any

from contracts.table import Date, Field, Json, Table, Timestamp, row_rule
from contracts.tables.relations import lasted


class PipelineLatencyMetrics(
    Table,
    dataset="nba_analytics",
    partition="date",
    key=("date",),
):
    """How long a game day took from the first scrape to the last export, one row a day.

    The monitoring adds the row when phase 6 is through.
    """

    date: Date
    phase1_start: Timestamp = Field(nullable=True)
    phase6_complete: Timestamp = Field(nullable=True)
    total_latency_seconds: int = Field(ge=0, nullable=True)
    phase_latencies: Json = Field(nullable=True)
    recorded_at: Timestamp

    @row_rule
    def the_first_phase_starts_before_the_last_is_complete(t: Any) -> Any:
        return t.phase1_start <= t.phase6_complete

    @row_rule
    def total_latency_is_the_time_between_them(t: Any) -> Any:
        return lasted(t.total_latency_seconds, t.phase1_start, t.phase6_complete)

    @row_rule
    def it_is_recorded_when_all_is_complete(t: Any) -> Any:
        return t.phase6_complete <= t.recorded_at

    @row_rule
    def no_pipeline_runs_before_its_day(t: Any) -> Any:
        return t.date <= t.phase6_complete.date()
