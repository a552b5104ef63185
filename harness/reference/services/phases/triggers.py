"""The messages that start phases 4 to 6, and where each goes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from harness.reference.completion_record import DONE
from harness.reference.phases import Trigger
from harness.reference.phases_rules import Edge, Evidence, expected, problems
from harness.reference.safeguards import Safeguards
from harness.reference.services.phases.completion_message import Details
from harness.reference.services.phases.evidence import table_of

TOPICS: Mapping[Edge, str] = {
    Edge.PHASE_2_TO_3: "nba-phase3-trigger",
    Edge.PHASE_3_TO_4: "nba-phase4-trigger",
    Edge.PHASE_4_TO_5: "nba-predictions-trigger",
    Edge.PHASE_5_TO_6: "nba-phase6-export-trigger",
}
"""Phase 2 is only watched: nothing is published to the first."""
EXPORTS = ("tonight", "tonight-players", "predictions", "best-bets", "streaks")
[COORDINATOR] = expected(Edge.PHASE_5_TO_6, "same_day")
_TEAM = re.compile(r"[A-Z]{3}")
_PLAYER = re.compile(r"[a-z0-9]+")


class _Sent(BaseModel):
    model_config = ConfigDict(frozen=True)

    def data(self) -> bytes:
        """As JSON. What is not known is left out."""
        return self.model_dump_json(exclude_none=True).encode()


class Entities(BaseModel):
    """Who changed in phase 3."""

    players: list[str]
    teams: list[str]


class PhaseStart(_Sent):
    """Starts phase 5, and with its last two fields phase 4."""

    game_date: str
    correlation_id: str | None
    trigger_source: Literal["orchestrator"] = "orchestrator"
    triggered_by: str
    upstream_processors_count: int
    expected_processors: list[str]
    timestamp: str
    is_incremental: bool | None
    trigger_reason: str
    data_freshness_verified: bool
    missing_tables: list[str]
    table_row_counts: dict[str, int]
    parent_execution_id: str | None
    parent_processor: str | None
    entities_changed: Entities | None = None
    mode: str | None = None


class ExportStart(_Sent):
    """Starts phase 6."""

    export_types: list[str]
    target_date: str
    update_latest: bool
    trigger_source: Literal["orchestrator"] = "orchestrator"
    triggered_by: str
    correlation_id: str | None
    timestamp: str
    upstream_batch_id: str | None
    upstream_predictions: int | None


@dataclass(frozen=True, slots=True)
class Reported:
    """One processor's entry in the document of a day, and the details of its message."""

    name: str
    status: str
    completed_at: datetime
    correlation_id: str | None
    execution_id: str | None
    details: Details


def reported(fields: Mapping[str, Any]) -> tuple[Reported, ...]:
    """Who has reported in <phase>_completion/<day>, the latest last."""
    details = fields.get("_details") or {}
    found = [
        Reported(
            name=name,
            status=entry["status"],
            completed_at=entry["completed_at"],
            correlation_id=entry.get("correlation_id"),
            execution_id=entry.get("execution_id"),
            details=Details.model_validate((details.get(name) or {}).get("said") or {}),
        )
        for name, entry in fields.items()
        if not name.startswith("_")
    ]
    return tuple(sorted(found, key=lambda one: (one.completed_at, one.name)))


def batch_of(entries: Iterable[Reported]) -> Reported | None:
    """The entry of the coordinator; the graders of phase 5 are beside it."""
    return next((one for one in entries if one.name == COORDINATOR), None)


def export_start(trigger: Trigger, entries: Sequence[Reported], *, now: datetime) -> ExportStart:
    """What the exporter is told of a batch."""
    last = batch_of(entries)
    return ExportStart(
        export_types=list(EXPORTS),
        target_date=trigger.game_date,
        update_latest=trigger.mode != "overnight",
        triggered_by=_by(trigger),
        correlation_id=last.correlation_id if last else None,
        timestamp=_instant(now),
        upstream_batch_id=last.details.batch_id if last else None,
        upstream_predictions=last.details.predictions if last else None,
    )


def phase_start(
    trigger: Trigger, entries: Sequence[Reported], evidence: Evidence, *, now: datetime, safeguards: Safeguards
) -> PhaseStart:
    """What phase 4 or 5 is told of the phase before it."""
    done = [one for one in entries if one.status in DONE]
    last = done[-1] if done else None
    of_phase_3 = trigger.edge is Edge.PHASE_3_TO_4
    incremental = bool(done) and all(one.details.is_incremental for one in done)
    return PhaseStart(
        game_date=trigger.game_date,
        correlation_id=last.correlation_id if last else None,
        triggered_by=_by(trigger),
        upstream_processors_count=len(done),
        expected_processors=list(expected(trigger.edge, trigger.mode)),
        timestamp=_instant(now),
        is_incremental=incremental if of_phase_3 else None,
        trigger_reason=trigger.reason,
        data_freshness_verified=not problems(trigger.edge, trigger.mode, evidence, safeguards),
        missing_tables=sorted(table_of(name) for name, rows in evidence.table_rows.items() if not rows),
        table_row_counts={table_of(name): rows for name, rows in evidence.table_rows.items()},
        parent_execution_id=last.execution_id if last else None,
        parent_processor=last.name if last else None,
        entities_changed=_entities(done) if incremental and of_phase_3 else None,
        mode=trigger.mode if of_phase_3 else None,
    )


def _entities(done: Iterable[Reported]) -> Entities:
    changed = sorted({name for one in done for name in one.details.entities_changed or ()})
    return Entities(
        players=[name for name in changed if _PLAYER.fullmatch(name)],
        teams=[name for name in changed if _TEAM.fullmatch(name)],
    )


def _by(trigger: Trigger) -> str:
    return trigger.edge.value.replace("-", "_")


def _instant(now: datetime) -> str:
    return now.isoformat().replace("+00:00", "Z")
