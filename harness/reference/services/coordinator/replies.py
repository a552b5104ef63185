"""What the coordinator answers."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel


class About(BaseModel):
    """The answer of GET /: what this instance knows without asking anybody."""

    service: str = "coordinator"
    status: str = "running"
    revision: str
    instance_id: str
    current_batch: str | None
    batch_active: bool
    multi_instance_enabled: bool = True


class StartSummary(BaseModel):
    """Who is predicted and who is not. `postponed` counts players whose game is."""

    games: int
    players: int
    with_line: int
    without_line: int
    lines: int
    ruled_out: int
    too_few_minutes: int
    postponed: int


class Started(BaseModel):
    """202 of /start. `resumed` says that an earlier start opened the batch and died before its messages were out."""

    status: Literal["started"] = "started"
    batch_id: str
    game_date: str
    total_requests: int
    published: int
    resumed: bool
    summary: StartSummary
    monitor_url: str


class NotStarted(BaseModel):
    """404, 409 and 503 of /start."""

    status: Literal["no_players", "already_running", "already_exists", "DATA_INCOMPLETE"]
    reason: str
    game_date: str
    batch_id: str | None = None
    details: list[str] = []


class ProgressReply(BaseModel):
    """How far a batch is. Rates are players a second; `eta_seconds` is null while nothing can be said."""

    expected: int
    completed: int
    failed: int
    remaining: int
    is_complete: bool
    total_predictions: int
    elapsed_seconds: float
    completion_rate: float
    eta_seconds: float | None
    progress_percentage: float


class StatusSummary(BaseModel):
    """What else is known of a batch."""

    game_date: str
    correlation_id: str
    dataset_prefix: str
    requests_published: bool
    consolidated: bool
    stall_completed: bool


class Status(BaseModel):
    """200 of /status. `complete` is said from the last player on, `consolidated` once the predictions are in place."""

    status: Literal["in_progress", "complete", "consolidated"]
    batch_id: str
    progress: ProgressReply
    is_stalled: bool
    summary: StatusSummary


class SweptBatch(BaseModel):
    """What came of one batch in a sweep."""

    batch_id: str
    result: Literal["running", "complete", "stall_completed", "taken_over", "failed"]
    reason: str = ""


class Swept(BaseModel):
    """The answer of /check-stalled: 500 where one batch failed, which does not keep the others from being looked at."""

    batches_checked: int
    batches_completed: int
    results: list[SweptBatch]


class InstanceReply(BaseModel):
    """One coordinator process; times in UTC."""

    instance_id: str
    revision: str
    started_at: str
    last_heartbeat: str
    alive: bool


class InstancesReply(BaseModel):
    """200 of /instances."""

    instances: list[InstanceReply]
    alive: int
    dead: int


class CleanedUp(BaseModel):
    """200 of /instances/cleanup."""

    removed: list[str]
