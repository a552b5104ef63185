"""What monitoring wrote about the runs: telemetry, events, checks between phases, and how long a day took."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa

from harness.season.columns import Column, Text, build_table, day_text, joined, number_text, text
from harness.season.league import League
from harness.season.orchestration.completions import phase_states
from harness.season.orchestration.processors import LOAD_MINUTE, counted_in, processor_numbers
from harness.season.orchestration.run_history import phase_names
from harness.season.orchestration.runs import RunStatus, first_starts, last_ends, runs_of
from harness.season.orchestration.timetable import (
    correlation_ids,
    game_days,
    games_a_day,
    next_morning,
)

_FAILURE = "BigQuery 503: backend error"
_SCRAPED_MINUTE = LOAD_MINUTE - 5
_GAMES_THRESHOLD = 0.8


def execution_log_table(league: League) -> Any:
    """nba_monitoring.processor_execution_log: one row a run."""
    runs = runs_of(league)
    days = game_days(league)
    failed = runs.status == RunStatus.FAILED
    columns: dict[str, Column] = {
        "execution_id": runs.ids(league),
        "processor_name": runs.names,
        "phase": runs.phase,
        "correlation_id": Text(correlation_ids(days), runs.day),
        "game_date": days[runs.day],
        "season": league.schedule.season,
        "scope": "game_date",
        "started_at": runs.started,
        "completed_at": runs.ended,
        "duration_seconds": runs.lasted,
        "status": text(("success", "failure"), failed),
        "record_count": runs.records,
        "rows_inserted": runs.records,
        "rows_failed": 0,
        "error_message": text((_FAILURE,), np.where(failed, 0, -1)),
        "error_type": text(("transient",), np.where(failed, 0, -1)),
        "triggered_by": text(("pubsub", "scheduler"), runs.phase >= 5),
        "created_at": runs.ended,
        "updated_at": runs.ended,
    }
    return build_table("nba_monitoring.processor_execution_log", len(runs), columns)


def event_log_table(league: League) -> Any:
    """nba_orchestration.pipeline_event_log: the start and the end of each run."""
    runs = runs_of(league)
    days = game_days(league)
    count = len(runs)
    failed = runs.status == RunStatus.FAILED
    run, ending = np.tile(np.arange(count), 2), np.repeat((False, True), count)
    moment = np.concatenate([runs.started, runs.ended])
    order = np.lexsort((ending, run, moment))
    run, ending, moment = run[order], ending[order], moment[order]
    kind = np.where(ending, np.where(failed[run], 2, 1), 0)
    columns: dict[str, Column] = {
        "event_id": joined("event-", number_text(np.arange(2 * count), 7)),
        "timestamp": moment,
        "event_type": text(("processor_start", "processor_complete", "error"), kind),
        "phase": phase_names(runs.phase[run]),
        "processor_name": runs.names.at(run),
        "game_date": days[runs.day[run]],
        "correlation_id": Text(correlation_ids(days), runs.day[run]),
        "trigger_source": text(("pubsub", "scheduler"), runs.phase[run] >= 5),
        "duration_seconds": np.where(ending, runs.lasted[run], np.nan),
        "records_processed": pa.array(runs.records[run], mask=~ending),
        "error_type": text(("transient",), np.where(kind == 2, 0, -1)),
        "error_message": text((_FAILURE,), np.where(kind == 2, 0, -1)),
    }
    return build_table("nba_orchestration.pipeline_event_log", 2 * count, columns)


def boundary_validations_table(league: League) -> Any:
    """nba_monitoring.phase_boundary_validations: games and processors counted before each phase was left."""
    states = phase_states(league)
    rows = 2 * len(states)
    state = np.repeat(np.arange(len(states)), 2)
    processors = np.tile((False, True), len(states))
    games = games_a_day(league)[states.day[state]]
    expected = np.where(processors, states.completed[state], games)
    columns: dict[str, Column] = {
        "validation_timestamp": states.triggered[state],
        "game_date": game_days(league)[states.day[state]],
        "phase_name": text([f"phase{number}" for number in range(7)], states.phase[state]),
        "validation_type": text(("game_count", "processor_completions"), processors),
        "is_valid": True,
        "severity": "info",
        "message": text(("all games are there", "all processors are complete"), processors),
        "expected_value": expected.astype(np.float64),
        "actual_value": expected.astype(np.float64),
        "threshold": np.where(processors, 1.0, _GAMES_THRESHOLD),
    }
    return build_table("nba_monitoring.phase_boundary_validations", rows, columns)


def latency_table(league: League) -> Any:
    """nba_analytics.pipeline_latency_metrics: from the morning's first scrape to the export of the results."""
    days = game_days(league)
    start = next_morning(days, _SCRAPED_MINUTE)
    done = last_ends(league, 6, processor_numbers("results"))
    loaded = first_starts(league, 2)
    states = phase_states(league)
    analytics = last_ends(league, 3, counted_in(3))
    lasted = (
        loaded - start,
        states.last[states.phase == 2] - loaded,
        analytics - states.last[states.phase == 2],
        done - analytics,
    )
    parts: list[Any] = []
    for phase, span in zip((1, 2, 3, 6), lasted, strict=True):
        whole = (span / np.timedelta64(1, "s")).astype(np.int64)
        parts += [f'{", " if parts else "{"}"phase{phase}": ', number_text(whole)]
    columns: dict[str, Column] = {
        "date": days,
        "phase1_start": start,
        "phase6_complete": done,
        "total_latency_seconds": ((done - start) / np.timedelta64(1, "s")).astype(np.int64),
        "phase_latencies": joined(*parts, "}"),
        "recorded_at": done + np.timedelta64(5, "s"),
    }
    return build_table("nba_analytics.pipeline_latency_metrics", len(days), columns)


def coverage_log_table(league: League) -> Any:
    """nba_reference.source_coverage_log: a daily note that the gamebooks are all there."""
    days = game_days(league)
    at = next_morning(days, LOAD_MINUTE + 3)
    columns: dict[str, Column] = {
        "event_id": joined("coverage-", day_text(days)),
        "event_timestamp": at,
        "event_type": "coverage_ok",
        "severity": "info",
        "phase": "phase_2",
        "table_name": "nbac_gamebook_player_stats",
        "game_date": days,
        "season": league.schedule.season,
        "description": "every scheduled game has a gamebook",
        "primary_source": "nbac_gamebook",
        "primary_source_status": "available",
        "fallback_sources_tried": pa.array([[]], pa.list_(pa.string())).take(pa.array(np.zeros(len(days), np.int64))),
        "requires_alert": False,
        "alert_sent": False,
        "is_resolved": True,
        "resolved_at": at,
        "environment": "production",
        "is_synthetic": False,
        "created_at": at,
    }
    return build_table("nba_reference.source_coverage_log", len(days), columns)
