"""The website's files are written: the end of phase 6."""

from __future__ import annotations

from typing import Any, ClassVar, Final

from contracts.messages.export_trigger import TargetDate
from contracts.messages.fields import Name, Needed, Seconds, Sent
from contracts.messages.kind import Kind

TOPIC: Final = "nba-phase6-export-complete"


class ExportCompletion(Sent):
    """Sent by the exporter after its last file, with where each was written and what went wrong."""

    topic: ClassVar[str] = TOPIC
    sender: ClassVar[str] = "exporter"

    processor_name: Name
    phase: Name
    status: Name
    export_type: str | None = None
    duration_seconds: Seconds | None = None
    paths: dict[str, str] | None = None
    errors: list[str] | None = None
    target_date: TargetDate | None = None
    export_types: list[str] | None = None


class ExportCompletionForMonitoring(Needed):
    """Read by the monitoring, which asks only whether it went well."""

    topic: ClassVar[str] = TOPIC
    reader: ClassVar[str] = "monitoring"

    processor_name: Name
    phase: Name
    status: Name
    errors: list[str] | None = None
    target_date: TargetDate | None = None


EXAMPLES: Final[tuple[dict[str, Any], ...]] = (
    {
        "processor_name": "Phase6Exporter",
        "phase": "phase6",
        "status": "success",
        "export_type": "best-bets",
        "duration_seconds": 8.4,
        "paths": {"best-bets": "gs://nba-props-platform-api/v1/best-bets/2026-02-03.json"},
        "errors": [],
        "target_date": "2026-02-03",
        "export_types": ["best-bets"],
    },
)

KIND: Final = Kind("export_completion", ExportCompletion, (ExportCompletionForMonitoring,), EXAMPLES)
