"""What callers send to the coordinator."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from harness.reference.batch_state import STALL_MINUTES, STALL_PERCENT

LITERALS = ("TODAY", "TOMORROW", "YESTERDAY")
"""Days as schedulers write them. Each is counted in New York; another word is refused, not passed on as a date."""
BATCH_ID = r"^batch_\d{4}-\d{2}-\d{2}_\d{10}$"
PREFIX = r"^[a-z0-9_]{0,32}$"


def _day(text: str) -> str:
    try:
        date.fromisoformat(text)
    except ValueError:
        raise ValueError("is no day of the calendar") from None
    return text


def _day_or_literal(text: str) -> str:
    return text if text in LITERALS else _day(text)


Day = Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$"), AfterValidator(_day)]
AskedDay = Annotated[
    str, Field(pattern=rf"^(\d{{4}}-\d{{2}}-\d{{2}}|{'|'.join(LITERALS)})$"), AfterValidator(_day_or_literal)
]
BatchId = Annotated[str, Field(pattern=BATCH_ID)]
Prefix = Annotated[str, Field(pattern=PREFIX)]


class StartBody(BaseModel):
    """The body of /start. A name that it does not know is refused: a misspelt day would silently mean today.

    Attributes:
        game_date: YYYY-MM-DD, TODAY, TOMORROW or YESTERDAY.
        min_minutes: a player without a line is asked for from so many minutes a game on.
        use_multiple_lines: asks also for the line that a player's game opened with, where it has moved since.
        force: starts again a day that was done, or whose batch had no news for ten minutes.
        dataset_prefix: goes before the dataset that predictions are written to, and keeps a test's batches apart.
    """

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)

    game_date: AskedDay = "TODAY"
    min_minutes: Annotated[float, Field(ge=0, le=48)] = 15.0
    use_multiple_lines: bool = True
    force: bool = False
    correlation_id: Annotated[str, Field(max_length=200)] | None = None
    parent_processor: Annotated[str, Field(max_length=200)] | None = None
    dataset_prefix: Prefix = ""
    skip_completeness_check: bool = False
    skip_postponement_check: bool = False


class Trigger(BaseModel):
    """What the coordinator takes from a message of nba-predictions-trigger, when a subscription pushes it to /start."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    game_date: Day
    correlation_id: str | None = None
    parent_processor: str | None = None

    def body(self) -> StartBody:
        """The same as a request."""
        return StartBody(
            game_date=self.game_date, correlation_id=self.correlation_id, parent_processor=self.parent_processor
        )


class PredictionReady(BaseModel):
    """A worker is done with a player. None predicted means that the player failed for good."""

    model_config = ConfigDict(strict=True, extra="ignore", frozen=True)

    player_lookup: Annotated[str, Field(pattern=r"^[a-z0-9]+$", max_length=200)]
    game_date: Day
    predictions_generated: Annotated[int, Field(ge=0)]
    batch_id: BatchId
    correlation_id: str | None = None


class StatusQuery(BaseModel):
    """The query of /status; without a batch the newest is told. `key` is the caller's."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    batch_id: BatchId | None = None


class StalledBody(BaseModel):
    """The body of /check-stalled; without a batch all open ones are looked at."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)

    batch_id: BatchId | None = None
    stall_threshold_minutes: Annotated[float, Field(ge=0, le=1440)] = STALL_MINUTES
    min_completion_pct: Annotated[float, Field(ge=0, le=100)] = STALL_PERCENT


class NoBody(BaseModel):
    """A request that needs no body; one that it has must be an empty object."""

    model_config = ConfigDict(extra="forbid", frozen=True)
