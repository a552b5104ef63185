"""Defects of the retry queue, and of runs that should have been in it."""

from __future__ import annotations

from harness.season.defects.corruptible import Corrupted, Corruptible, Rows
from harness.season.defects.defect import defect
from harness.season.defects.stuck_work import RUN_STATUS, now

QUEUE = "nba_orchestration.failed_processor_queue"
RUNS = "nba_reference.processor_run_history"
CHECK = "recovery.failed_queue/"
OVERDUE = CHECK + "a waiting entry is tried within 30 min of its time"
KNOWN = CHECK + "what failed is in the queue or has succeeded since"


def _waiting(season: Corruptible) -> Rows:
    return season.rows(QUEUE, "status = 'pending'")


@defect(kills={OVERDUE}, sizes=(1,))
def retry_forgotten(season: Corruptible, size: int) -> Rows:
    """A failed processor should have been tried again two hours ago."""
    rows = _waiting(season)
    season.update(rows, first_failure_at=now(season, -150), next_retry_at=now(season, -120))
    return rows


@defect(kills={CHECK + "a retry ends within 15 min"}, sizes=(1,))
def retry_died(season: Corruptible, size: int) -> Rows:
    """A retry that began an hour ago has neither succeeded nor failed."""
    rows = _waiting(season)
    season.update(rows, status="'retrying'", updated_at=now(season, -60))
    return rows


@defect(kills={CHECK + "tried at most as often as allowed"}, sizes=(1, 5))
def retried_for_ever(season: Corruptible, size: int) -> Rows:
    """An entry allowed three tries has had seven."""
    every = season.rows(QUEUE)
    rows = Rows(QUEUE, every.rowids[:size], every.values[:size])
    season.update(rows, retry_count="7")
    return rows


@defect(kills={CHECK + "the next try is 15 min after the last or later"}, sizes=(1,))
def retried_at_once(season: Corruptible, size: int) -> Rows:
    """The next try is set for a minute after the failure."""
    rows = _waiting(season)
    season.update(rows, next_retry_at="first_failure_at + INTERVAL 1 MINUTE")
    return rows


@defect(kills={CHECK + "nothing was given up"}, sizes=(1,))
def entry_given_up(season: Corruptible, size: int) -> Rows:
    """After three tries an entry is a permanent failure, and nobody was told."""
    rows = _waiting(season)
    season.update(rows, status="'failed_permanent'", retry_count="3")
    return rows


@defect(kills={CHECK + "what left the queue has succeeded since"}, incident=38, sizes=(1,))
def retry_published_to_no_topic(season: Corruptible, size: int) -> Rows:
    """The retry was published to a topic that does not exist, and the entry called succeeded."""
    rows = _waiting(season)
    season.update(rows, status="'succeeded'", retry_count="1")
    return rows


@defect(kills={KNOWN}, incident=49, sizes=(1,))
def failure_gone_from_the_queue(season: Corruptible, size: int) -> Corrupted:
    """A failed run's entry expired unseen; nothing will try it again."""
    rows = _waiting(season)
    season.delete(rows)
    name, day = rows.one("processor_name"), rows.one("game_date")
    runs = season.rows(RUNS, f"status = 'failed' AND processor_name = '{name}' AND data_date = '{day}'")
    return Corrupted(rows, {KNOWN: runs.keys("run_id")})


@defect(
    kills={CHECK + "no processor runs more than 8 times for a day"},
    companions={RUN_STATUS},
    incident=19,
    sizes=(1, 3),
)
def retry_storm(season: Corruptible, size: int) -> Rows:
    """A processor was run thirty times more for one day."""
    rows = season.pick(RUNS, "status = 'success' AND phase = 'phase_6'", size)
    for number in range(30):
        season.insert_copies(rows, run_id=f"run_id || '-again-{number}'")
    return rows
