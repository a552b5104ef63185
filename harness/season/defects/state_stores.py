"""Defects between the two stores of the platform's state: one leg of a double write fell away, or counted otherwise."""

from __future__ import annotations

from harness.season.defects.corruptible import Corrupted, Corruptible, Rows
from harness.season.defects.defect import defect
from harness.season.defects.stuck_work import AGGREGATES, AGREEMENT, BATCHES, PHASES, RUN_STATUS

ENTRIES = "firestore.phase_completions"
COPIES = "nba_orchestration.phase_completions"
ANSWERS = "firestore.batch_completions"
PREDICTIONS = "nba_predictions.player_prop_predictions"
COUNTS_ENTRIES = AGREEMENT + "a document counts its own entries"
AS_COMPLETE = AGREEMENT + "a phase is as complete in BigQuery as in its document"
SAME_PLAYERS = AGREEMENT + "array, counter and completion documents have the same players"
SUMS = AGREEMENT + "a batch sums its players' predictions"
TOLD = AGREEMENT + "a complete batch is a completion of phase 5"
HAS_ROWS = AGREEMENT + "a player told complete has his predictions"


@defect(kills={AGREEMENT + "a completion in BigQuery is in its document"}, companions={COUNTS_ENTRIES}, sizes=(1, 5))
def completion_lost_by_firestore(season: Corruptible, size: int) -> Rows:
    """A completion was appended to BigQuery, and its document never got it."""
    rows = season.pick(ENTRIES, size=size)
    season.delete(rows)
    return rows


@defect(
    kills={AGREEMENT + "a completion in its document is in BigQuery"},
    companions={
        "gates.phase3_to_phase4/overnight: both critical processors are complete",
        "gates.phase3_to_phase4/overnight: all 5 processors are complete",
        "gates.phase3_to_phase4/overnight: 3 of 5 processors are complete",
    },
    sizes=(1, 5),
)
def completion_lost_by_bigquery(season: Corruptible, size: int) -> Rows:
    """A completion is in its document, and the append to BigQuery failed."""
    rows = season.pick(ENTRIES, size=size)
    season.execute(
        f"DELETE FROM {COPIES} WHERE (phase, game_date, processor_name) IN (SELECT (phase, game_date, processor_name) "
        f"FROM {ENTRIES} WHERE rowid IN ({', '.join(map(str, rows.rowids))}))",
        touches=[COPIES],
    )
    return rows


@defect(
    kills={AGREEMENT + "both stores give a completion the same status and records"},
    companions={COUNTS_ENTRIES},
    sizes=(1, 5),
)
def completion_failed_in_one_store(season: Corruptible, size: int) -> Rows:
    """A processor failed by its document, and succeeded by BigQuery."""
    rows = season.pick(ENTRIES, size=size)
    season.update(rows, status="'failed'")
    return rows


def _aggregates_of(season: Corruptible, rows: Rows) -> Rows:
    keys = ", ".join(f"('{row['phase']}', DATE '{row['game_date']}')" for row in rows.values)
    return season.rows(AGGREGATES, f"(phase, game_date) IN ({keys})")


@defect(kills={AS_COMPLETE}, sizes=(1, 5))
def phase_complete_in_one_store(season: Corruptible, size: int) -> Rows:
    """A phase is complete in its document; BigQuery's aggregate still lacks a processor."""
    rows = season.pick(PHASES, size=size)
    season.update(_aggregates_of(season, rows), completed_count="completed_count - 1")
    return rows


@defect(kills={AGREEMENT + "a phase is triggered in both stores, once"}, sizes=(1, 5))
def phase_triggered_in_one_store(season: Corruptible, size: int) -> Rows:
    """A phase was triggered by its document; BigQuery does not know of it."""
    rows = season.pick(PHASES, size=size)
    season.update(_aggregates_of(season, rows), is_triggered="FALSE", triggered_at="NULL")
    return rows


@defect(kills={COUNTS_ENTRIES}, companions={AS_COMPLETE}, sizes=(1, 5))
def document_counts_a_redelivery(season: Corruptible, size: int) -> Rows:
    """A completion was delivered twice, and the document counted it twice."""
    rows = season.pick(PHASES, size=size)
    season.update(rows, completed_count="completed_count + 1")
    return rows


@defect(kills={SAME_PLAYERS}, incident=46, sizes=(1, 5))
def batch_array_without_its_last_player(season: Corruptible, size: int) -> Rows:
    """The counter was raised, and the write to the array was lost."""
    rows = season.pick(BATCHES, size=size)
    season.update(rows, completed_players="completed_players[:-2]")
    return rows


@defect(kills={SAME_PLAYERS, SUMS}, incident=46, sizes=(1, 5))
def completion_document_lost(season: Corruptible, size: int) -> Corrupted:
    """A player is in the batch's array, and his completion document is not there."""
    rows = season.pick(ANSWERS, size=size, one_per=("batch_id",))
    season.delete(rows)
    return Corrupted(rows)


@defect(kills={AGREEMENT + "no player is twice in a batch"}, sizes=(1, 5))
def player_twice_in_a_batch(season: Corruptible, size: int) -> Rows:
    """Two deliveries of one message put a player into the array twice, and another lost his place."""
    rows = season.pick(BATCHES, size=size)
    season.update(rows, completed_players="list_append(completed_players[:-2], completed_players[1])")
    return rows


@defect(kills={SUMS}, sizes=(1, 5))
def batch_counts_a_player_twice(season: Corruptible, size: int) -> Rows:
    """A batch's total has one player's seven predictions twice."""
    rows = season.pick(BATCHES, size=size)
    season.update(rows, total_predictions="total_predictions + 7")
    return rows


@defect(
    kills={AGREEMENT + "a batch is complete when all its players are"},
    companions={TOLD, "recovery.stuck_state/no batch is open and silent for 10 min"},
    sizes=(1, 5),
)
def batch_open_with_all_its_players(season: Corruptible, size: int) -> Rows:
    """All players of a batch have answered, and it is still open."""
    rows = season.pick(BATCHES, size=size)
    season.update(rows, is_complete="FALSE", completion_time="NULL")
    return rows


@defect(kills={TOLD}, sizes=(1, 5))
def batch_complete_and_nobody_told(season: Corruptible, size: int) -> Rows:
    """A batch is complete, and phase 5 never told BigQuery."""
    rows = season.pick(BATCHES, size=size)
    days = ", ".join(f"'{row['game_date']}'" for row in rows.values)
    season.delete(season.rows(COPIES, f"phase = 'phase5' AND game_date IN ({days})"))
    return rows


@defect(
    kills={HAS_ROWS},
    companions={"consistency.phase_retention/no grade without a prediction"},
    incident=18,
    sizes=(1, 10),
)
def staged_predictions_lost(season: Corruptible, size: int) -> Corrupted:
    """A worker could not write a player's staging table, and told the coordinator that he was complete."""
    rows = season.pick(ANSWERS, size=size)
    for row in rows.values:
        lost = f"game_date = '{row['game_date']}' AND player_lookup = '{row['player_lookup']}'"
        season.delete(season.rows(PREDICTIONS, lost))
    return Corrupted(rows)


@defect(kills={RUN_STATUS}, sizes=(1, 10))
def run_failed_in_one_store(season: Corruptible, size: int) -> Rows:
    """A run failed by its document, and succeeded by BigQuery."""
    rows = season.pick("firestore.run_history", "status = 'success'", size)
    season.update(rows, status="'failed'")
    return rows
