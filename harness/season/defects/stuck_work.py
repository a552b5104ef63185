"""Defects of work that got stuck: batches, locks, heartbeats, phases, breakers, the controller."""

from __future__ import annotations

from harness.season.defects.corruptible import Corrupted, Corruptible, Rows
from harness.season.defects.defect import defect

STUCK = "recovery.stuck_state/"
AGREEMENT = "consistency.state_agreement/"
BATCHES = "firestore.prediction_batches"
HEARTBEATS = "firestore.processor_heartbeats"
PHASES = "firestore.phase_status"
AGGREGATES = "nba_orchestration.phase_completion_status"
DECISIONS = "nba_orchestration.workflow_decisions"
SILENT = STUCK + "no batch is open and silent for 10 min"
EXPIRED = STUCK + "no lock is held past its expiry"
LASTS = STUCK + "a lock lasts 300 s"
OPEN_BREAKER = STUCK + "no breaker is open past its time"
LOCKED_OUT = STUCK + "nobody is locked out for more than 24 h"
POSTPONED = STUCK + "a postponed game is settled once its new day is over"
STALE = STUCK + "a running processor beat within 5 min"
DEAD = STUCK + "no processor is dead, 15 min without a beat"
FOLLOWED = STUCK + "a triggered phase is followed by the next within 2 h"
UNTRIGGERED = STUCK + "a phase is triggered within 4 h of its first completion"
RUN_STATUS = AGREEMENT + "both stores say how a run ended"
NEWEST_DECISION = STUCK + "the newest decision is at most 2 h old"


def named(rows: Rows, kind: str, checks: tuple[str, ...], *columns: str) -> Corrupted:
    """What is held or waited for is reported by its kind and by these columns together."""
    keys = frozenset((kind, "/".join(str(row[column]) for column in columns)) for row in rows.values)
    return Corrupted(rows, dict.fromkeys(checks, keys))


def now(season: Corruptible, minutes: int = 0) -> str:
    """The run's time, or so many minutes after it (before it, if negative), in SQL."""
    return f"(TIMESTAMPTZ '{season.as_of.isoformat()}' + INTERVAL ({minutes}) MINUTE)"


@defect(kills={SILENT}, companions={AGREEMENT + "a complete batch is a completion of phase 5"}, sizes=(1, 5))
def batch_waits_for_players_that_never_answer(season: Corruptible, size: int) -> Rows:
    """A batch expects three players more than answered, and nobody closes it."""
    rows = season.pick(BATCHES, size=size)
    season.update(rows, expected_players="expected_players + 3", is_complete="FALSE", completion_time="NULL")
    return rows


@defect(
    kills={STUCK + "a stalled batch is closed at 95 % or more"},
    companions={"gates.phase5_to_phase6/80 % of the expected players are complete"},
    incident=18,
    sizes=(1, 5),
)
def batch_closed_with_a_third_missing(season: Corruptible, size: int) -> Rows:
    """A stalled batch is closed although a third of its players are lost."""
    rows = season.pick(BATCHES, size=size)
    season.update(
        rows,
        expected_players="CAST(ceil(completed_count * 1.5) AS BIGINT)",
        stall_completed="TRUE",
        stall_reason="'no update for 10 min'",
    )
    return rows


@defect(kills={STALE}, sizes=(1,))
def heartbeat_seven_minutes_old(season: Corruptible, size: int) -> Corrupted:
    """A running processor has not beaten for seven minutes."""
    rows = season.rows(HEARTBEATS, "status = 'running'")
    season.update(rows, last_heartbeat=now(season, -7))
    return named(rows, "processor", (STALE,), "run_id")


@defect(kills={DEAD, STALE}, sizes=(1,))
def processor_died_without_a_word(season: Corruptible, size: int) -> Corrupted:
    """A processor that is said to be running beat last twenty minutes ago."""
    rows = season.rows(HEARTBEATS, "status = 'running'")
    season.update(rows, last_heartbeat=now(season, -20))
    return named(rows, "processor", (STALE, DEAD), "run_id")


@defect(kills={STUCK + "no run is running for more than 4 h"}, companions={RUN_STATUS}, incident=35, sizes=(1, 5))
def run_never_closed(season: Corruptible, size: int) -> Rows:
    """A run that ended is running for ever by its document, and keeps the next from starting."""
    rows = season.pick("firestore.run_history", "status = 'success'", size)
    season.update(rows, status="'running'", completed_at="NULL")
    return rows


@defect(kills={EXPIRED}, incident=36, sizes=(1,))
def lock_left_behind(season: Corruptible, size: int) -> Corrupted:
    """A lock's holder died; the lock expired a minute ago and is still there."""
    rows = season.rows("firestore.locks", "collection = 'workflow_controller_locks'")
    season.update(rows, acquired_at=now(season, -6), expires_at=now(season, -1))
    return named(rows, "lock", (EXPIRED,), "collection", "lock_key")


@defect(kills={LASTS}, incident=52, sizes=(1,))
def lock_expires_by_another_clock(season: Corruptible, size: int) -> Corrupted:
    """A lock's expiry was written without a zone and read in New York's: it lasts hours."""
    rows = season.rows("firestore.locks", "collection = 'workflow_controller_locks'")
    season.update(rows, expires_at="expires_at + INTERVAL 4 HOUR")
    return named(rows, "lock", (LASTS,), "collection", "lock_key")


@defect(kills={STUCK + "no staging table is older than 24 h"}, sizes=(1,))
def staging_table_left_behind(season: Corruptible, size: int) -> Rows:
    """A batch was never consolidated: its staging table is thirty hours old."""
    rows = season.rows("metadata.tables", "starts_with(table_name, '_staging_')")
    season.update(rows, created_at=now(season, -30 * 60))
    return rows


@defect(kills={UNTRIGGERED}, incident=26, sizes=(1, 5))
def phase_waits_for_all_five(season: Corruptible, size: int) -> Rows:
    """Two of five processors of phase 4 are done, and what comes next is never triggered, since it waits for all."""
    rows = season.pick(PHASES, "phase = 'phase4'", size)
    season.update(rows, completed_count="2", triggered="FALSE", triggered_at="NULL", trigger_reason="NULL")
    kept = "('team_defense_zone_analysis', 'player_shot_zone_analysis')"
    for row in rows.values:
        day = f"game_date = '{row['game_date']}' AND phase = 'phase4'"
        for table in ("firestore.phase_completions", "nba_orchestration.phase_completions"):
            season.execute(f"DELETE FROM {table} WHERE {day} AND processor_name NOT IN {kept}", touches=[table])
        season.execute(
            f"UPDATE {AGGREGATES} SET completed_count = 2, is_triggered = FALSE, triggered_at = NULL WHERE {day}",
            touches=[AGGREGATES],
        )
    return rows


@defect(kills={FOLLOWED}, companions={RUN_STATUS}, incident=22, sizes=(1, 5))
def phase_four_never_ran(season: Corruptible, size: int) -> Rows:
    """Phase 3 of a day called phase 4, which never began."""
    rows = season.pick(PHASES, "phase = 'phase3'", size)
    for row in rows.values:
        runs = season.rows(
            "nba_reference.processor_run_history", f"data_date = '{row['game_date']}' AND phase = 'phase_4'"
        )
        season.delete(runs)
    return rows


@defect(kills={OPEN_BREAKER}, sizes=(1, 3))
def breaker_never_closed(season: Corruptible, size: int) -> Corrupted:
    """A breaker opened two hours ago and stayed open, four times as long as it may."""
    rows = season.pick("nba_orchestration.circuit_breaker_state", size=size)
    season.update(rows, state="'OPEN'", opened_at=now(season, -120), failure_count="5")
    return named(rows, "breaker", (OPEN_BREAKER,), "processor_name")


@defect(kills={LOCKED_OUT}, incident=11, sizes=(1, 10))
def player_locked_out_for_a_week(season: Corruptible, size: int) -> Corrupted:
    """After one failure of a source a player is shut out for seven days."""
    rows = season.pick("nba_orchestration.reprocess_attempts", "circuit_breaker_tripped", size)
    season.update(rows, circuit_breaker_until="attempted_at + INTERVAL 7 DAY")
    return named(rows, "lock-out", (LOCKED_OUT,), "processor_name", "entity_id", "analysis_date")


@defect(kills={STUCK + "decisions are at most 2 h apart"}, incident=36, sizes=(1,))
def controller_blocked_for_45_hours(season: Corruptible, size: int) -> Rows:
    """The controller decides nothing for 45 hours, because it takes a refused lock for a busy one."""
    [moment] = [
        row[0]
        for row in season.execute(
            f"SELECT decision_time::VARCHAR FROM {DECISIONS} WHERE timezone('America/New_York', decision_time)::DATE "
            f"= DATE '{season.window.end}' - 5 ORDER BY decision_time LIMIT 1",
            touches=[],
        )
    ]
    first = season.rows(DECISIONS, f"decision_time = TIMESTAMPTZ '{moment}'")
    silent = season.rows(
        DECISIONS,
        f"decision_time < TIMESTAMPTZ '{moment}' AND decision_time > TIMESTAMPTZ '{moment}' - INTERVAL 45 HOUR",
    )
    season.delete(silent)
    return first


@defect(kills={NEWEST_DECISION}, incident=36, sizes=(1,))
def controller_fell_silent(season: Corruptible, size: int) -> Corrupted:
    """The controller has decided nothing for three hours."""
    rows = season.rows(DECISIONS, f"decision_time > {now(season, -180)}")
    season.delete(rows)
    return Corrupted(rows, {NEWEST_DECISION: frozenset({()})})


@defect(kills={POSTPONED}, incident=40, sizes=(1,))
def postponement_never_settled(season: Corruptible, size: int) -> Corrupted:
    """A postponed game was played on its new day, and is still called postponed."""
    rows = season.rows("nba_orchestration.game_postponements", "status = 'resolved'")
    season.update(rows, status="'confirmed'", resolved_at="NULL")
    return named(rows, "postponement", (POSTPONED,), "game_id", "original_date")
