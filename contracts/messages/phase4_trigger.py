"""Phase 4 may begin."""

from __future__ import annotations

from typing import Any, ClassVar, Final, Literal

from pydantic import Field

from contracts.messages.fields import (
    Count,
    Day,
    Instant,
    Mode,
    Name,
    Needed,
    NeededPart,
    PlayerLookup,
    Sent,
    SentPart,
    TeamCode,
)
from contracts.messages.kind import Kind

TOPIC: Final = "nba-phase4-trigger"


class Entities(SentPart):
    """Whose numbers changed in phase 3, its processors taken together."""

    players: list[PlayerLookup] = Field(default_factory=list)
    teams: list[TeamCode] = Field(default_factory=list)


class Trigger(Sent):
    """What the triggers of phases 4 and 5 have in common."""

    game_date: Day
    correlation_id: str | None = None
    trigger_source: Literal["orchestrator"] = "orchestrator"
    triggered_by: str | None = None
    upstream_processors_count: Count | None = None
    expected_processors: list[Name] | None = None
    timestamp: Instant | None = None
    is_incremental: bool | None = None
    trigger_reason: str | None = None
    data_freshness_verified: bool | None = None
    missing_tables: list[Name] | None = None
    table_row_counts: dict[str, Count] | None = None
    parent_execution_id: str | None = None
    parent_processor: str | None = None


class Phase4Trigger(Trigger):
    """Sent by the function between phases 3 and 4, once a game day, when enough of phase 3 is done."""

    topic: ClassVar[str] = TOPIC
    sender: ClassVar[str] = "phase3-to-phase4"

    entities_changed: Entities | None = None
    mode: Mode | None = None


class EntitiesForPrecompute(NeededPart):
    """Whom to compute again."""

    players: list[PlayerLookup] = Field(default_factory=list)
    teams: list[TeamCode] = Field(default_factory=list)


class Phase4TriggerForPrecompute(Needed):
    """Read by the precompute service, which runs its five processors for the day."""

    topic: ClassVar[str] = TOPIC
    reader: ClassVar[str] = "precompute service"

    game_date: Day
    correlation_id: str | None = None
    is_incremental: bool | None = None
    entities_changed: EntitiesForPrecompute | None = None
    mode: Mode | None = None
    parent_execution_id: str | None = None
    parent_processor: str | None = None


EXAMPLES: Final[tuple[dict[str, Any], ...]] = (
    {
        "game_date": "2026-02-03",
        "correlation_id": "c0ffee01",
        "trigger_source": "orchestrator",
        "triggered_by": "phase3_to_phase4",
        "upstream_processors_count": 5,
        "expected_processors": [
            "player_game_summary",
            "team_offense_game_summary",
            "team_defense_game_summary",
            "upcoming_player_game_context",
            "upcoming_team_game_context",
        ],
        "timestamp": "2026-02-04T11:40:00Z",
        "entities_changed": {"players": ["samplejones"], "teams": ["BOS"]},
        "is_incremental": True,
        "mode": "overnight",
        "trigger_reason": "all_complete",
        "data_freshness_verified": True,
        "missing_tables": [],
        "table_row_counts": {"nba_analytics.player_game_summary": 208},
        "parent_execution_id": "0b7ee410",
        "parent_processor": "PlayerGameSummaryProcessor",
    },
    {"game_date": "2026-02-04", "trigger_source": "orchestrator", "mode": "same_day"},
)

KIND: Final = Kind("phase4_trigger", Phase4Trigger, (Phase4TriggerForPrecompute,), EXAMPLES)
