"""phase4_completion/<game day>: how far the precompute processors are."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any, Final

from pydantic import Field

from contracts.documents.document import Place
from contracts.documents.phase_completion import ID, WRITER, PhaseCompletion, entry
from contracts.messages.fields import Instant


class Phase4Completion(PhaseCompletion):
    """Which of the five precompute processors are done with a game day; by it predictions are started.

    The first completion is a text here, and a timestamp in the other phases.
    """

    first_completion_at: Instant | None = Field(None, alias="_first_completion_at")


EXAMPLES: Final[tuple[tuple[str, dict[str, Any]], ...]] = (
    (
        "phase4_completion/2026-02-03",
        {
            "player_daily_cache": entry(completed_at=datetime(2026, 2, 3, 16, 2, 40, tzinfo=UTC)),
            "ml_feature_store": entry(completed_at=datetime(2026, 2, 3, 16, 8, 45, tzinfo=UTC), record_count=241),
            "_completed_count": 2,
            "_first_completion_at": "2026-02-03T16:02:40+00:00",
            "_triggered": True,
            "_triggered_at": datetime(2026, 2, 3, 20, 2, 41, tzinfo=UTC),
            "_trigger_reason": "max_timeout",
            "_mode": "same_day",
            "_tier_name": "any",
            "_missing_processors": ["player_shot_zone_analysis"],
            "_wait_seconds": 14401.0,
            "_partial_completion": True,
        },
    ),
    (
        "mlb_phase4_completion/2026-05-03",
        {"pitcher_daily_cache": entry(completed_at=datetime(2026, 5, 4, 6, 2, tzinfo=UTC))},
    ),
)

PLACE: Final = Place(
    name="phase4_completion",
    document=Phase4Completion,
    patterns=("phase4_completion/{game_date}", "mlb_phase4_completion/{game_date}"),
    ids=ID,
    examples=EXAMPLES,
    writer=WRITER,
    life=timedelta(days=30),
)
