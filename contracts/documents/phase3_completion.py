"""phase3_completion/<game day>: how far the analytics processors are."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any, Final

from pydantic import AwareDatetime, Field

from contracts.documents.document import Place
from contracts.documents.phase_completion import ID, WRITER, PhaseCompletion, entry


class Phase3Completion(PhaseCompletion):
    """Which of the five analytics processors are done with a game day; by it phase 4 is started."""

    first_completion_at: AwareDatetime | None = Field(None, alias="_first_completion_at")


EXAMPLES: Final[tuple[tuple[str, dict[str, Any]], ...]] = (
    (
        "phase3_completion/2026-02-03",
        {
            "player_game_summary": entry(
                completed_at=datetime(2026, 2, 4, 11, 31, 7, tzinfo=UTC),
                is_incremental=True,
                entities_changed=["samplejones", "BOS"],
            ),
            "upcoming_player_game_context": entry(completed_at=datetime(2026, 2, 4, 11, 39, 50, tzinfo=UTC)),
            "_completed_count": 2,
            "_first_completion_at": datetime(2026, 2, 4, 11, 31, 7, tzinfo=UTC),
            "_last_update": datetime(2026, 2, 4, 11, 39, 50, tzinfo=UTC),
        },
    ),
    (
        "mlb_phase3_completion/2026-05-03",
        {"pitcher_game_summary": entry(completed_at=datetime(2026, 5, 4, 6, 2, tzinfo=UTC))},
    ),
)

PLACE: Final = Place(
    name="phase3_completion",
    document=Phase3Completion,
    patterns=("phase3_completion/{game_date}", "mlb_phase3_completion/{game_date}"),
    ids=ID,
    examples=EXAMPLES,
    writer=WRITER,
    life=timedelta(days=30),
)
