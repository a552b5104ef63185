"""run_history/<run>: one run of a processor."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any, Final, Literal

from pydantic import AwareDatetime

from contracts.documents.document import Document, Place
from contracts.messages.fields import Day, Name

STUCK_AFTER: Final = timedelta(hours=4)


class Run(Document):
    """Written when a run begins, and changed when it ends. One that still runs after four hours is marked failed."""

    processor: Name
    date: Day
    status: Literal["running", "success", "partial", "failed", "skipped"]
    started_at: AwareDatetime
    completed_at: AwareDatetime | None = None


EXAMPLES: Final[tuple[tuple[str, dict[str, Any]], ...]] = (
    (
        "run_history/player_game_summary-1770204667",
        {
            "processor": "player_game_summary",
            "date": "2026-02-03",
            "status": "running",
            "started_at": datetime(2026, 2, 4, 11, 31, 7, tzinfo=UTC),
        },
    ),
    (
        "mlb_run_history/pitcher_game_summary-1777874400",
        {
            "processor": "pitcher_game_summary",
            "date": "2026-05-03",
            "status": "success",
            "started_at": datetime(2026, 5, 4, 6, 0, tzinfo=UTC),
            "completed_at": datetime(2026, 5, 4, 6, 2, tzinfo=UTC),
        },
    ),
)

PLACE: Final = Place(
    name="run_history",
    document=Run,
    patterns=("run_history/{run}", "mlb_run_history/{run}"),
    ids={"run": r"[^/]{1,1500}"},
    examples=EXAMPLES,
    writer="processors",
    life=timedelta(days=30),
)
