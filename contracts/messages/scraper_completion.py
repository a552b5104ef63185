"""A scraper is done: phase 1 to phase 2."""

from __future__ import annotations

from typing import Any, ClassVar, Final, Literal

from contracts.messages.fields import Count, Day, Instant, Name, Needed, Sent
from contracts.messages.kind import Kind

TOPIC: Final = "nba-phase1-scrapers-complete"
Status = Literal["success", "partial", "failed"]


class ScraperCompletion(Sent):
    """Sent by every scraper when its run ends, and once more by the cleanup pass for files that nobody has loaded.

    The cleanup pass sets `recovery` and names the first run.
    """

    topic: ClassVar[str] = TOPIC
    sender: ClassVar[str] = "scrapers"

    scraper_name: Name
    gcs_path: Name
    execution_id: Name
    status: Status
    game_date: Day | None = None
    record_count: Count | None = None
    triggered_at: Instant | None = None
    recovery: bool | None = None
    recovery_reason: str | None = None
    original_execution_id: str | None = None


class ScraperCompletionForRaw(Needed):
    """Read by the raw service, which loads the file at `gcs_path` with the processor of that scraper."""

    topic: ClassVar[str] = TOPIC
    reader: ClassVar[str] = "raw service"

    scraper_name: Name
    gcs_path: Name
    execution_id: Name
    status: Status
    game_date: Day | None = None
    record_count: Count | None = None
    recovery: bool | None = None
    original_execution_id: str | None = None


EXAMPLES: Final[tuple[dict[str, Any], ...]] = (
    {
        "scraper_name": "bdl_box_scores",
        "gcs_path": "gs://nba-scraped-data/ball-dont-lie/boxscores/2026-02-03/20260204_061501.json",
        "execution_id": "5e2c9a10",
        "status": "success",
        "game_date": "2026-02-03",
        "record_count": 212,
        "triggered_at": "2026-02-04T06:15:42Z",
    },
    {
        "scraper_name": "nbac_gamebook_pdf",
        "gcs_path": "gs://nba-scraped-data/nba-com/gamebooks/2026-02-03/20260204_091502.json",
        "execution_id": "77b01d4e",
        "status": "partial",
        "game_date": "2026-02-03",
        "record_count": 31,
        "triggered_at": "2026-02-04T10:02:00Z",
        "recovery": True,
        "recovery_reason": "no rows of the file an hour after it was written",
        "original_execution_id": "1c9f0a7b",
    },
)

KIND: Final = Kind("scraper_completion", ScraperCompletion, (ScraperCompletionForRaw,), EXAMPLES)
