"""processor_heartbeats/<processor>_<day>_<run>: a run that says it is alive."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any, Final, Literal

from pydantic import AwareDatetime

from contracts.documents.document import DATE, Document, Place
from contracts.messages.fields import Count, Day, Name, Seconds

STALE_AFTER: Final = timedelta(minutes=5)
DEAD_AFTER: Final = timedelta(minutes=15)


class ProcessorHeartbeat(Document):
    """Written by a processor every 60 seconds while it runs, and once when it has ended."""

    processor_name: Name
    run_id: Name
    data_date: Day
    status: Literal["running", "completed", "failed"]
    last_heartbeat: AwareDatetime
    started_at: AwareDatetime
    progress: Count | None = None
    total: Count | None = None
    status_message: str | None = None
    updated_at: AwareDatetime | None = None
    completed_at: AwareDatetime | None = None
    duration_seconds: Seconds | None = None


_STARTED = datetime(2026, 2, 3, 16, 6, 47, tzinfo=UTC)

EXAMPLES: Final[tuple[tuple[str, dict[str, Any]], ...]] = (
    (
        "processor_heartbeats/ml_feature_store_2026-02-03_6cd0f3a7",
        {
            "processor_name": "ml_feature_store",
            "run_id": "6cd0f3a7",
            "data_date": "2026-02-03",
            "status": "running",
            "last_heartbeat": _STARTED + timedelta(seconds=60),
            "started_at": _STARTED,
            "progress": 120,
            "total": 241,
            "status_message": "computing",
            "updated_at": _STARTED + timedelta(seconds=60),
        },
    ),
    (
        "processor_heartbeats/player_daily_cache_2026-02-03_91be22c0",
        {
            "processor_name": "player_daily_cache",
            "run_id": "91be22c0",
            "data_date": "2026-02-03",
            "status": "completed",
            "last_heartbeat": _STARTED + timedelta(seconds=118),
            "started_at": _STARTED,
            "completed_at": _STARTED + timedelta(seconds=118),
            "duration_seconds": 118.0,
        },
    ),
)

PLACE: Final = Place(
    name="processor_heartbeats",
    document=ProcessorHeartbeat,
    patterns=("processor_heartbeats/{run}",),
    ids={"run": f"(?P<processor_name>.+)_(?P<data_date>{DATE})_(?P<run_id>.+)"},
    examples=EXAMPLES,
    writer="processors",
    life=DEAD_AFTER,
)
