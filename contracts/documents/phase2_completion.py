"""phase2_completion/<game day>: how far the raw processors are."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, Final

from pydantic import AwareDatetime, Field

from contracts.documents.document import Place
from contracts.documents.phase_completion import ID, WRITER, PhaseCompletion, entry
from contracts.messages.fields import Name


class Phase2Completion(PhaseCompletion):
    """Whose files of a game day are loaded. Phase 3 waits for none of it: the document is for those who watch.

    Its reason stands under another name than that of the other phases.
    """

    first_completion_at: AwareDatetime | None = Field(None, alias="_first_completion_at")
    triggered_reason: Name | None = Field(None, alias="_triggered_reason")


EXAMPLES: Final[tuple[tuple[str, dict[str, Any]], ...]] = (
    (
        "phase2_completion/2026-02-03",
        {
            "p2_bdl_box_scores": entry(completed_at=datetime(2026, 2, 4, 6, 17, 20, tzinfo=UTC)),
            "p2_nbacom_schedule": entry(completed_at=datetime(2026, 2, 4, 6, 31, 2, tzinfo=UTC), record_count=9),
            "_completed_count": 2,
            "_first_completion_at": datetime(2026, 2, 4, 6, 17, 20, tzinfo=UTC),
            "_last_update": datetime(2026, 2, 4, 6, 47, 21, tzinfo=UTC),
            "_triggered": True,
            "_triggered_at": datetime(2026, 2, 4, 6, 47, 21, tzinfo=UTC),
            "_triggered_reason": "deadline_exceeded",
            "_mode": "monitoring_only",
            "_missing_processors": ["p2_odds_game_lines"],
        },
    ),
    (
        "mlb_phase2_completion/2026-05-03",
        {"p2_schedule": entry(completed_at=datetime(2026, 5, 4, 6, 2, tzinfo=UTC))},
    ),
)

PLACE: Final = Place(
    name="phase2_completion",
    document=Phase2Completion,
    patterns=("phase2_completion/{game_date}", "mlb_phase2_completion/{game_date}"),
    ids=ID,
    examples=EXAMPLES,
    writer=WRITER,
)
