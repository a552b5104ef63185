"""What the handlers take: a processor's completion, with what the next phase is told of it."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from pydantic import AliasChoices, BaseModel, ConfigDict, Field

from harness.reference.completion_record import CompletionRecord, Status
from harness.reference.phases_rules import Edge
from harness.reference.services.answers import RefusedError
from harness.reference.services.fields import Day, Instant, Text
from harness.reference.services.phases.names import gate_name

MOST_ENTITIES, MOST_RECORDS = 1_000, 10**9
Entity = Annotated[str, Field(max_length=200)]


class Details(BaseModel):
    """What the metadata of a completion may say, of phase 3 and of phase 5.

    The coordinator writes completion_percentage and total_predictions; the readers of the platform were written for
    completion_pct and completed_predictions. Either is taken.
    """

    model_config = ConfigDict(frozen=True, extra="ignore", populate_by_name=True)

    is_incremental: bool | None = None
    entities_changed: Annotated[list[Entity], Field(max_length=MOST_ENTITIES)] | None = None
    batch_id: Text | None = None
    completion_percentage: Annotated[float, Field(ge=0, le=100)] | None = Field(
        default=None, validation_alias=AliasChoices("completion_percentage", "completion_pct")
    )
    predictions: Annotated[int, Field(ge=0, le=MOST_RECORDS)] | None = Field(
        default=None, validation_alias=AliasChoices("predictions", "total_predictions", "completed_predictions")
    )


class CompletionMessage(BaseModel):
    """A completion of phases 2 to 5. `skipped` is known and never sent; `no_data` is sent and was once unknown."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    processor_name: str = Field(min_length=1, max_length=200)
    game_date: Day
    status: Status
    phase: Text | None = None
    execution_id: Text | None = None
    correlation_id: Text | None = None
    timestamp: Instant | None = None
    output_table: Text | None = None
    record_count: int | None = Field(default=None, ge=0, le=MOST_RECORDS)
    metadata: Details | None = None

    def record(self, edge: Edge, *, received_at: datetime) -> CompletionRecord:
        """The completion as the trackers keep it; one without a timestamp counts from now.

        Raises:
            RefusedError: 400; it is of another phase.
        """
        if self.phase not in (None, edge.upstream):
            raise RefusedError(400, "bad_request", f"{edge.value} takes completions of {edge.upstream} only")
        return CompletionRecord(
            phase=edge.upstream,
            game_date=self.game_date,
            processor_name=gate_name(edge, self.processor_name, self.output_table),
            status=self.status,
            completed_at=self.timestamp or received_at,
            record_count=self.record_count,
            correlation_id=self.correlation_id,
            execution_id=self.execution_id,
        )
