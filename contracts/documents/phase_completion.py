"""What the completion documents of phases 2 to 4 have in common: no kind of its own."""

from __future__ import annotations

from typing import Annotated, Any, Final, Literal, Self

from pydantic import AwareDatetime, ConfigDict, Field, StringConstraints, model_validator

from contracts.documents.document import DATE, Document, Part
from contracts.messages.fields import Count, Name, PlayerOrTeam, Seconds

ID: Final = {"game_date": f"(?P<game_date>{DATE})"}
WRITER: Final = "orchestrators in a transaction, the completion tracker by merging"

Processor = Annotated[str, StringConstraints(pattern=r"^[A-Za-z][A-Za-z0-9_-]*$")]


class Entry(Part):
    """One processor that has reported. A failed one is entered too, and does not count as done."""

    completed_at: AwareDatetime
    status: Literal["success", "partial", "no_data", "failed", "skipped"]
    record_count: Count | None
    correlation_id: str | None
    execution_id: str | None
    is_incremental: bool | None = None
    entities_changed: list[PlayerOrTeam] | None = None


class PhaseCompletion(Document):
    """Who is done with a game day, by processor, and whether the next phase was started.

    The tracker may write an entry before an orchestrator has written anything of the rest, so none of it is required.
    Once triggered, a document stays so.
    """

    model_config = ConfigDict(extra="allow", validate_by_alias=True, validate_by_name=False)
    __pydantic_extra__: dict[Processor, Entry]

    completed_count: Count | None = Field(None, alias="_completed_count")
    triggered: bool | None = Field(None, alias="_triggered")
    triggered_at: AwareDatetime | None = Field(None, alias="_triggered_at")
    trigger_reason: Name | None = Field(None, alias="_trigger_reason")
    mode: Literal["overnight", "same_day", "tomorrow", "monitoring_only"] | None = Field(None, alias="_mode")
    last_update: AwareDatetime | None = Field(None, alias="_last_update")
    tier_name: Name | None = Field(None, alias="_tier_name")
    missing_processors: list[Name] | None = Field(None, alias="_missing_processors")
    wait_seconds: Seconds | None = Field(None, alias="_wait_seconds")
    partial_completion: bool | None = Field(None, alias="_partial_completion")

    @property
    def entries(self) -> dict[str, Entry]:
        return dict(self.__pydantic_extra__ or {})

    @model_validator(mode="after")
    def _what_was_triggered_says_when(self) -> Self:
        if self.triggered and self.triggered_at is None:
            raise ValueError("_triggered is set and _triggered_at is not")
        return self


def entry(**changes: Any) -> dict[str, Any]:
    """An entry for examples."""
    return {
        "status": "success",
        "record_count": 212,
        "correlation_id": "c0ffee01",
        "execution_id": "3f6d2b90",
    } | changes
