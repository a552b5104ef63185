"""The bodies that scenarios read, as the services declare them; further names do not trouble a reader."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

Count = Annotated[int, Field(ge=0)]


class Body(BaseModel):
    """Read as it came: a text is no number here."""

    model_config = ConfigDict(frozen=True, strict=True, extra="ignore", allow_inf_nan=False)


class Started(Body):
    """202 of POST /start."""

    status: str
    batch_id: str
    game_date: str
    total_requests: Count
    published: Count
    summary: Any
    monitor_url: str


class Refused(Body):
    """Any refusal: `status` is a word for programs, `reason` a sentence for people."""

    status: str
    reason: str


class Progress(Body):
    """How far a batch is."""

    expected: Count
    completed: Count
    failed: Count
    remaining: Count
    is_complete: bool
    total_predictions: Count
    elapsed_seconds: Annotated[float, Field(ge=0)]
    completion_rate: Annotated[float, Field(ge=0)] | None
    eta_seconds: Annotated[float, Field(ge=0)] | None
    progress_percentage: Annotated[float, Field(ge=0, le=100)]


class Status(Body):
    """200 of GET /status. `complete` is said from the last player on, `consolidated` once his predictions are there."""

    status: str
    batch_id: str
    progress: Progress
    is_stalled: bool

    @property
    def is_done(self) -> bool:
        return self.status == "consolidated"


class Alive(Body):
    """200 of GET /health."""

    status: str


class Ready(Body):
    """200 of GET /ready."""

    status: str


class Checked(Body):
    """200 of POST /check-stalled."""

    batches_checked: Count
    batches_completed: Count
    results: list[Any]
