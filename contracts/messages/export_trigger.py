"""The website's files may be written: phase 6 may begin."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Final, Literal

from pydantic import Field

from contracts.messages.fields import Count, Day, Instant, Needed, Sent
from contracts.messages.kind import Kind

TOPIC: Final = "nba-phase6-export-trigger"

ExportType = Literal["tonight", "tonight-players", "predictions", "best-bets", "streaks"]
ExportTypes = Annotated[list[ExportType], Field(min_length=1)]
TargetDate = Literal["today", "yesterday"] | Day


class ExportTrigger(Sent):
    """Sent by the function between phases 5 and 6 after a good batch, and by the scheduler at its hours."""

    topic: ClassVar[str] = TOPIC
    sender: ClassVar[str] = "phase5-to-phase6"

    export_types: ExportTypes
    target_date: TargetDate
    update_latest: bool | None = None
    trigger_source: str | None = None
    triggered_by: str | None = None
    correlation_id: str | None = None
    timestamp: Instant | None = None
    upstream_batch_id: str | None = None
    upstream_predictions: Count | None = None


class ExportTriggerForExporter(Needed):
    """Read by the exporter, which writes each of the named files for the day."""

    topic: ClassVar[str] = TOPIC
    reader: ClassVar[str] = "exporter"

    export_types: ExportTypes
    target_date: TargetDate
    update_latest: bool | None = None
    trigger_source: str | None = None
    correlation_id: str | None = None


EXAMPLES: Final[tuple[dict[str, Any], ...]] = (
    {
        "export_types": ["tonight", "tonight-players", "predictions", "best-bets", "streaks"],
        "target_date": "2026-02-03",
        "update_latest": True,
        "trigger_source": "orchestrator",
        "triggered_by": "phase5_to_phase6",
        "correlation_id": "c0ffee01",
        "timestamp": "2026-02-03T16:53:02Z",
        "upstream_batch_id": "batch_2026-02-03_1770130000",
        "upstream_predictions": 1624,
    },
    {"export_types": ["tonight-players"], "target_date": "today", "trigger_source": "scheduler"},
)

KIND: Final = Kind("export_trigger", ExportTrigger, (ExportTriggerForExporter,), EXAMPLES)
