"""What a worker is asked: one player, one game, and the lines to measure him by."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from harness.reference.services.fields import Day, Instant, Text

MOST_GAMES = 30
"""Games of a player's history that one request carries."""
MOST_LINES = 50
MOST_OF_A_GAME = 100
"""Points and minutes of a player in a game are below this."""
HIGHEST_LINE = 999.5
"""The highest half point of a NUMERIC(4,1)."""


def _line(line: float) -> float:
    if 2 * line % 1:
        raise ValueError("is no whole or half point")
    return line


Line = Annotated[float, Field(gt=0, le=HIGHEST_LINE, allow_inf_nan=False), AfterValidator(_line)]


def _number_or_none(value: object) -> object:
    """Games are free objects in the message: a value that is no likely number is not known, and no reason to refuse."""
    likely = isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= MOST_OF_A_GAME
    return value if likely else None


Likely = Annotated[float | None, BeforeValidator(_number_or_none)]


class PastGame(BaseModel):
    """A game that the player has played, as far as a similarity needs it."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    points: Likely = None
    minutes_played: Likely = None


class PredictionRequest(BaseModel):
    """One request of the coordinator. A line of None asks for a prediction without one, and so does an empty list."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    player_lookup: str = Field(pattern=r"^[a-z0-9]+$", max_length=200)
    game_date: Day
    game_id: str = Field(pattern=r"^(\d{8}_[A-Z]{3}_[A-Z]{3}|00[1-6]\d{7})$")
    line_values: list[Line | None] = Field(max_length=MOST_LINES)
    batch_id: str = Field(pattern=r"^batch_\d{4}-\d{2}-\d{2}_\d{10}$")
    correlation_id: Text | None = None
    timestamp: Instant | None = None
    dataset_prefix: Annotated[str | None, Field(pattern=r"^[a-z0-9_]*$", max_length=100)] = None
    needs_bootstrap: bool | None = None
    historical_games_batch: Annotated[list[PastGame], Field(max_length=MOST_GAMES)] | None = None

    @property
    def lines(self) -> tuple[float | None, ...]:
        """Each line once, in the order of the request."""
        return tuple(dict.fromkeys(self.line_values)) or (None,)
