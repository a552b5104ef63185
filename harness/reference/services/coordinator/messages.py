"""What the coordinator publishes."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict

REQUESTS = "prediction-request-prod"
COMPLETIONS = "nba-phase5-predictions-complete"


class _Sent(BaseModel):
    model_config = ConfigDict(frozen=True, allow_inf_nan=False)

    def data(self) -> bytes:
        """JSON in UTF-8; names without a value are left out, but not a missing line in a list of lines."""
        return self.model_dump_json(exclude_none=True).encode()


class PredictionRequest(_Sent):
    """One player is to be predicted. A line of None asks for a prediction without one."""

    player_lookup: str
    game_date: str
    game_id: str
    line_values: list[float | None]
    batch_id: str
    correlation_id: str
    timestamp: str
    dataset_prefix: str | None
    team_abbr: str
    opponent_team_abbr: str
    is_home: bool | None
    projected_minutes: float | None
    has_prop_line: bool
    actual_prop_line: float | None
    line_source: Literal["ACTUAL_PROP", "NO_PROP_LINE", "NEEDS_BOOTSTRAP"]
    estimated_line_value: float | None
    estimation_method: str | None
    line_source_api: Literal["ODDS_API", "BETTINGPROS", "ESTIMATED"]
    sportsbook: str | None
    was_line_fallback: bool
    needs_bootstrap: bool


class BatchMetadata(_Sent):
    """How far the batch came. The last two repeat two before them, under the names that phase 6's orchestrator reads:
    without those its rules of 80 percent and of ten predictions saw nothing."""

    batch_id: str
    expected_players: int
    completed_players: int
    total_predictions: int
    completion_percentage: float
    completion_pct: float
    completed_predictions: int


class PhaseCompletion(_Sent):
    """A day's predictions are in place. `execution_id` is the batch, by which a repetition can be told."""

    processor_name: str = "PredictionCoordinator"
    phase: str = "phase5"
    execution_id: str
    correlation_id: str
    game_date: str
    status: Literal["success", "partial"]
    timestamp: str
    output_table: str = "player_prop_predictions"
    output_dataset: str
    record_count: int
    records_failed: int
    duration_seconds: float
    trigger_source: str = "pubsub"
    metadata: BatchMetadata
