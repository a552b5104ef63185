"""The predictions of a day may be graded."""

from __future__ import annotations

from typing import Any, ClassVar, Final, Literal

from contracts.messages.export_trigger import TargetDate
from contracts.messages.fields import Needed, Sent
from contracts.messages.kind import Kind

TOPIC: Final = "nba-grading-trigger"
Sport = Literal["nba", "mlb"]


class GradingTrigger(Sent):
    """Sent by the scheduler in the morning, for the day before."""

    topic: ClassVar[str] = TOPIC
    sender: ClassVar[str] = "scheduler"

    target_date: TargetDate
    run_aggregation: bool | None = None
    sport: Sport | None = None
    correlation_id: str | None = None


class GradingTriggerForGrader(Needed):
    """Read by the grader, which compares the day's predictions with its box scores."""

    topic: ClassVar[str] = TOPIC
    reader: ClassVar[str] = "grader"

    target_date: TargetDate
    run_aggregation: bool | None = None
    sport: Sport | None = None
    correlation_id: str | None = None


EXAMPLES: Final[tuple[dict[str, Any], ...]] = (
    {"target_date": "yesterday", "run_aggregation": True, "sport": "nba", "correlation_id": "c0ffee07"},
    {"target_date": "2026-02-03"},
)

KIND: Final = Kind("grading_trigger", GradingTrigger, (GradingTriggerForGrader,), EXAMPLES)
