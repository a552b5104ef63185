"""What broke and was mended: the retry queue, breakers, lock-outs, backfill checkpoints."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa

from harness.season.columns import Column, Instants, Text, build_table, joined, text
from harness.season.history import BOOTSTRAP_DAYS
from harness.season.league import League
from harness.season.orchestration.processors import PROCESSORS, SYSTEMS, processor_numbers
from harness.season.orchestration.run_history import phase_names
from harness.season.orchestration.runs import RETRY_AFTER, RunStatus, first_starts, opening_days, runs_of
from harness.season.orchestration.timetable import as_of, correlation_ids, eastern, game_days
from harness.season.predictions.systems import SYSTEM_IDS
from harness.season.randomness import Part

_FAILURE = "BigQuery 503: backend error"
MOST_RETRIES = 3
_BREAKER_SECONDS = 30 * 60
_BREAKER_THRESHOLD = 5
_LOCKED_OUT = np.timedelta64(24, "h")


def failed_queue_table(league: League) -> Any:
    """nba_orchestration.failed_processor_queue: every failed run, made good but for one that waits."""
    runs = runs_of(league)
    failed = runs.where(runs.status == RunStatus.FAILED)
    retried = np.array([_retry_end(league, n, d) for n, d in zip(failed.processor, failed.day, strict=True)])
    waiting = np.isnat(retried)
    days = game_days(league)
    seen = failed.ended
    columns: dict[str, Column] = {
        "id": joined("retry", failed.ids(league), separator="-"),
        "game_date": days[failed.day],
        "phase": phase_names(failed.phase),
        "processor_name": failed.names,
        "error_message": _FAILURE,
        "error_type": "transient",
        "retry_count": np.where(waiting, 0, 1),
        "max_retries": MOST_RETRIES,
        "first_failure_at": seen,
        "last_retry_at": np.where(waiting, np.datetime64("NaT"), seen + RETRY_AFTER),
        "next_retry_at": np.where(waiting, seen + RETRY_AFTER, np.datetime64("NaT")),
        "status": text(("succeeded", "pending"), waiting),
        "correlation_id": Text(correlation_ids(days), failed.day),
        "created_at": seen,
        "updated_at": np.where(waiting, seen, retried),
    }
    return build_table("nba_orchestration.failed_processor_queue", len(failed), columns)


def _retry_end(league: League, processor: int, day: int) -> Any:
    """When the run that made a failure good had ended; NaT where it is still to come."""
    runs = runs_of(league)
    mended = (runs.processor == processor) & (runs.day == day) & (runs.status == RunStatus.SUCCESS)
    return runs.ended[mended].max() if mended.any() else np.datetime64("NaT", "us")


def breaker_table(league: League) -> Any:
    """nba_orchestration.circuit_breaker_state: one breaker a processor of phases 3 and 4 and a system, all closed."""
    names = [processor.name for processor in PROCESSORS if processor.phase in (3, 4)] + list(SYSTEM_IDS)
    count = len(names)
    now: Instants = np.full(count, as_of(league) - np.timedelta64(75, "m"))
    tripped = np.arange(count) == count - SYSTEMS
    failure = now - np.timedelta64(9, "h")
    columns: dict[str, Column] = {
        "processor_name": text(names, np.arange(count)),
        "state": "CLOSED",
        "failure_count": 0,
        "success_count": np.where(tripped, 2, 0),
        "last_failure": np.where(tripped, failure, np.datetime64("NaT")),
        "last_success": now,
        "opened_at": np.where(tripped, failure, np.datetime64("NaT")),
        "half_opened_at": np.where(tripped, failure + np.timedelta64(_BREAKER_SECONDS, "s"), np.datetime64("NaT")),
        "updated_at": now,
        "failure_history": _no_failures(count),
        "threshold": _BREAKER_THRESHOLD,
        "timeout_seconds": _BREAKER_SECONDS,
        "half_open_max_calls": 3,
    }
    return build_table("nba_orchestration.circuit_breaker_state", count, columns)


def _no_failures(count: int) -> Any:
    kind = pa.list_(
        pa.struct(
            [
                ("failed_at", pa.timestamp("us", tz="UTC")),
                ("error_message", pa.string()),
                ("error_type", pa.string()),
            ]
        )
    )
    return pa.array([[]], kind).take(pa.array(np.zeros(count, np.int64)))


def reprocess_attempts_table(league: League) -> Any:
    """nba_orchestration.reprocess_attempts: two players a day with too few games, one locked out."""
    random = league.stream(Part.SCRAPERS).spawn(3)[2]
    days = game_days(league)[BOOTSTRAP_DAYS:]
    day = np.repeat(np.arange(len(days)), 2)
    tripped = np.tile((False, True), len(days))
    first = random.integers(0, len(league.rosters), len(days))
    player = np.repeat(first, 2) + np.tile((0, 1), len(days))
    at = eastern(days[day], 11 * 60 + 6)
    columns: dict[str, Column] = {
        "processor_name": "player_daily_cache",
        "entity_id": league.rosters.lookup(player % len(league.rosters)),
        "analysis_date": days[day],
        "attempt_number": 1,
        "attempted_at": at,
        "completeness_pct": np.where(tripped, 40.0, 90.0),
        "skip_reason": text(("insufficient_data",), np.where(tripped, 0, -1)),
        "circuit_breaker_tripped": tripped,
        "circuit_breaker_until": np.where(tripped, at + _LOCKED_OUT, np.datetime64("NaT")),
        "manual_override_applied": False,
        "created_at": at,
    }
    return build_table("nba_orchestration.reprocess_attempts", len(day), columns)


def backfill_progress_table(league: League) -> Any:
    """nba_backfill.backfill_progress: the checkpoint of each game day, complete but for phase 4 of the first."""
    days = game_days(league)
    begin = {phase: first_starts(league, phase) for phase in (3, 4)}
    summary = processor_numbers("player_game_summary")[0]
    runs = runs_of(league)
    summarized = runs.ended[(runs.processor == summary) & (runs.status == RunStatus.SUCCESS)]
    precomputed = runs.ended[runs.processor == processor_numbers("ml_feature_store")[0]]
    done = [f"phase3_{part}_complete" for part in ("pgs", "togs", "tdgs", "upgc", "utgc")]
    done += ["phase3_complete", "phase4_mlfs_complete"]
    later = [f"phase4_{part}_complete" for part in ("tdza", "psza", "pdc", "pcf")]
    later.append("phase4_complete")
    opening = opening_days(league)
    columns: dict[str, Column] = (
        dict.fromkeys(done, True)
        | dict.fromkeys(later, ~opening)
        | {
            "game_date": days,
            "last_updated": summarized + np.timedelta64(5, "m"),
            "phase3_started_at": begin[3],
            "phase3_completed_at": summarized,
            "phase4_started_at": begin[4],
            "phase4_completed_at": np.where(opening, np.datetime64("NaT"), precomputed),
            "phase3_error_count": 0,
            "phase4_error_count": 0,
            "notes": text(("too early in the season for phase 4",), np.where(opening, 0, -1)),
        }
    )
    return build_table("nba_backfill.backfill_progress", len(days), columns)
