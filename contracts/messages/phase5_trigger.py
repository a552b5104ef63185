"""Predictions may begin."""

from __future__ import annotations

from typing import Any, ClassVar, Final

from contracts.messages.ends import Known
from contracts.messages.fields import Day, Needed
from contracts.messages.kind import Kind
from contracts.messages.phase4_trigger import Trigger

TOPIC: Final = "nba-predictions-trigger"


class Phase5Trigger(Trigger):
    """Sent by the function between phases 4 and 5 when enough of phase 4 is done; by the half-hourly check for a day
    that waited too long; by an administrator."""

    topic: ClassVar[str] = TOPIC
    sender: ClassVar[str] = "phase4-to-phase5"


class Phase5TriggerForCoordinator(Needed):
    """Read by the prediction coordinator, which makes a batch of the day's players.

    It takes what POST /start takes; most of that only people and the self-heal set.
    """

    topic: ClassVar[str] = TOPIC
    reader: ClassVar[str] = "coordinator"

    game_date: Day
    correlation_id: str | None = None
    parent_processor: str | None = None
    min_minutes: int = 15
    use_multiple_lines: bool = True
    force: bool = False
    dataset_prefix: str = ""
    skip_completeness_check: bool = False
    skip_postponement_check: bool = False


EXAMPLES: Final[tuple[dict[str, Any], ...]] = (
    {
        "game_date": "2026-02-03",
        "correlation_id": "c0ffee01",
        "trigger_source": "orchestrator",
        "triggered_by": "phase4_to_phase5",
        "upstream_processors_count": 4,
        "expected_processors": [
            "team_defense_zone_analysis",
            "player_shot_zone_analysis",
            "player_composite_factors",
            "player_daily_cache",
            "ml_feature_store",
        ],
        "timestamp": "2026-02-03T16:30:00Z",
        "trigger_reason": "tier2_timeout",
        "data_freshness_verified": True,
        "missing_tables": ["nba_precompute.player_shot_zone_analysis"],
        "table_row_counts": {"nba_predictions.ml_feature_store_v2": 241},
        "parent_execution_id": "6cd0f3a7",
        "parent_processor": "MLFeatureStoreProcessor",
    },
)

_OPTION = "an option of POST /start for people and the self-heal; after a trigger its default always holds"

KNOWN: Final = (
    Known(Phase5TriggerForCoordinator, "M-003", "min_minutes", _OPTION),
    Known(Phase5TriggerForCoordinator, "M-003", "use_multiple_lines", _OPTION),
    Known(Phase5TriggerForCoordinator, "M-003", "force", _OPTION),
    Known(
        Phase5TriggerForCoordinator,
        "M-003",
        "dataset_prefix",
        "phase 3 and POST /start take a prefix and no trigger carries it; a chain that began in test data sets goes on "
        "in those of production",
    ),
    Known(Phase5TriggerForCoordinator, "M-003", "skip_completeness_check", _OPTION),
    Known(Phase5TriggerForCoordinator, "M-003", "skip_postponement_check", _OPTION),
)

KIND: Final = Kind("phase5_trigger", Phase5Trigger, (Phase5TriggerForCoordinator,), EXAMPLES, KNOWN)
