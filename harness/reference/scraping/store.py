"""Where records and runs are kept: documents of Firestore.

A record is the document of its key, so a run that is repeated writes no row twice. A run is noted after its records are
written: whoever reads that a day is done finds them.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any

from google.cloud import firestore
from google.cloud.firestore_v1.base_query import FieldFilter

from harness.reference.scraping.record import Record, Run, Status

RUNS, SCHEDULE = "scraper_runs", "nbac_schedule"
SCHEDULE_SCRAPER = "schedule"
AT_ONCE = 400
"""Firestore takes 500 writes in one commit."""


class ScrapeStore:
    """The raw tables, a collection each, and the last run of each scraper and day."""

    def __init__(self, project_id: str, *, client: firestore.Client | None = None) -> None:
        self._client = client or firestore.Client(project=project_id)

    def write(self, table: str, day: date, records: Sequence[Record]) -> None:
        """Writes each record, over what an earlier run wrote under its key.

        Raises:
            GoogleAPIError: some of them are not written; the run is no success.
        """
        for start in range(0, len(records), AT_ONCE):
            batch = self._client.batch()
            for record in records[start : start + AT_ONCE]:
                known = {"game_id": record.game_id, "game_date": day.isoformat(), "final": record.final}
                batch.set(self._client.document(f"{table}/{record.key}"), {**record.fields, **known})
            batch.commit()

    def games_of(self, day: date) -> frozenset[str] | None:
        """The games that the schedule has on a day; None where it was not scraped yet."""
        last = self.last_run(SCHEDULE_SCRAPER, day)
        if last is None or last.status is not Status.SUCCESS:
            return None
        of_day = FieldFilter("game_date", "==", day.isoformat())
        return frozenset(found.id for found in self._client.collection(SCHEDULE).where(filter=of_day).stream())

    def last_run(self, scraper: str, day: date) -> Run | None:
        """None before the first."""
        fields: dict[str, Any] | None = self._run(scraper, day).get().to_dict()
        if fields is None:
            return None
        return Run(
            scraper=scraper,
            day=day,
            status=Status(fields["status"]),
            records=fields["record_count"],
            games=fields["expected_games"],
            source=fields["source"],
            reasons=tuple(fields["reasons"]),
        )

    def note(self, run: Run) -> None:
        """The run stands in the place of the one before."""
        self._run(run.scraper, run.day).set(
            {
                "scraper_name": run.scraper,
                "game_date": run.day.isoformat(),
                "status": str(run.status),
                "record_count": run.records,
                "expected_games": run.games,
                "source": run.source,
                "reasons": list(run.reasons),
                "updated_at": datetime.now(UTC),
            }
        )

    def _run(self, scraper: str, day: date) -> Any:
        return self._client.document(f"{RUNS}/{scraper}_{day}")
