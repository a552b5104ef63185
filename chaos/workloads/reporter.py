"""Reports processors' completions to both stores, and tries again what one of them did not take.

Each report is a document in `reports` once both legs were tried. It ends when nothing is left to be tried again.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from chaos.workloads.predictions import created
from chaos.workloads.program import DAY, Found, StoodInVainError, Surroundings, Told, ready, run, until
from harness.reference.completion import CompletionTracker
from harness.reference.completion_record import CompletionRecord
from harness.reference.completion_stores import TABLE, DocumentCompletions, TableCompletions

PENDING_S = 60.0
EARLIER = timedelta(minutes=5)


class Reporting(Told):
    """`streamed`: that they had failed was streamed into the table before, as a revision did that knew no MERGE."""

    phase: str = "phase3"
    processors: tuple[str, ...] = ("player_game_summary", "team_offense_game_summary")
    streamed: bool = False


def report(told: Reporting, surroundings: Surroundings) -> Found:
    """How many reports one of the stores did not take at first."""
    created(surroundings, TABLE)
    if told.streamed:
        _stream(told, surroundings)
    safeguards = surroundings.safeguards
    tracker = CompletionTracker(
        DocumentCompletions(surroundings.project, client=surroundings.firestore, safeguards=safeguards),
        TableCompletions(surroundings.project, client=surroundings.bigquery, safeguards=safeguards),
        safeguards=safeguards,
    )
    ready()
    short = 0
    for name in told.processors:
        now = datetime.now(UTC)
        written = tracker.record(CompletionRecord(told.phase, DAY, name, "success", now, record_count=100))
        short += not (written.document and written.table)
        surroundings.note("reports", name, {"document": written.document, "table": written.table})
    until(lambda: tracker.retry_pending() == 0, seconds=PENDING_S, what="the store that did not take a report")
    return {"short": short, "text": f"{short} of {len(told.processors)} were not taken by both stores at once"}


def _stream(told: Reporting, surroundings: Surroundings) -> None:
    now = datetime.now(UTC)
    about = {"phase": told.phase, "game_date": DAY, "status": "failed", "record_count": 0}
    times = {"completed_at": (now - EARLIER).isoformat(), "inserted_at": now.isoformat()}
    rows = [{"processor_name": name, **about, **times} for name in told.processors]
    if errors := surroundings.bigquery.insert_rows_json(f"{surroundings.project}.{TABLE}", rows):
        raise StoodInVainError(f"the rows were not streamed: {errors}")


if __name__ == "__main__":
    run(Reporting, report)
