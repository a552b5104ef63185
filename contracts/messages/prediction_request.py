"""One player is to be predicted: coordinator to worker."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Final

from pydantic import Field

from contracts.messages.fields import Count, Day, GameId, Instant, Needed, PlayerLookup, Sent, TeamCode
from contracts.messages.kind import Kind

TOPIC: Final = "prediction-request-prod"
MOST_GAMES: Final = 30
"""Games of a player's history that one request carries."""

Minutes = Annotated[float, Field(ge=0)]
Games = Annotated[list[dict[str, Any]], Field(max_length=MOST_GAMES)]


class PredictionRequest(Sent):
    """Sent by the coordinator for each player of a batch.

    A line of None asks for a prediction without one. `historical_games_batch` spares the worker a query.
    """

    topic: ClassVar[str] = TOPIC
    sender: ClassVar[str] = "coordinator"

    player_lookup: PlayerLookup
    game_date: Day
    game_id: GameId
    line_values: list[float | None]
    batch_id: str | None = None
    correlation_id: str | None = None
    timestamp: Instant | None = None
    dataset_prefix: str | None = None
    team_abbr: TeamCode | None = None
    opponent_team_abbr: TeamCode | None = None
    is_home: bool | None = None
    projected_minutes: Minutes | None = None
    has_prop_line: bool | None = None
    actual_prop_line: float | None = None
    line_source: str | None = None
    estimated_line_value: float | None = None
    estimation_method: str | None = None
    line_source_api: str | None = None
    sportsbook: str | None = None
    was_line_fallback: bool | None = None
    line_minutes_before_game: Count | None = None
    needs_bootstrap: bool | None = None
    historical_games_batch: Games | None = None


class PredictionRequestForWorker(Needed):
    """Read by a prediction worker, which asks its systems about every line and writes what they say."""

    topic: ClassVar[str] = TOPIC
    reader: ClassVar[str] = "worker"

    player_lookup: PlayerLookup
    game_date: Day
    game_id: GameId
    line_values: list[float | None]
    batch_id: str | None = None
    correlation_id: str | None = None
    dataset_prefix: str | None = None
    team_abbr: TeamCode | None = None
    opponent_team_abbr: TeamCode | None = None
    is_home: bool | None = None
    projected_minutes: Minutes | None = None
    has_prop_line: bool | None = None
    actual_prop_line: float | None = None
    line_source: str | None = None
    estimated_line_value: float | None = None
    estimation_method: str | None = None
    line_source_api: str | None = None
    sportsbook: str | None = None
    was_line_fallback: bool | None = None
    line_minutes_before_game: Count | None = None
    needs_bootstrap: bool | None = None
    historical_games_batch: Games | None = None


EXAMPLES: Final[tuple[dict[str, Any], ...]] = (
    {
        "player_lookup": "samplejones",
        "game_date": "2026-02-03",
        "game_id": "20260203_NYK_BOS",
        "line_values": [22.5, 23.5],
        "batch_id": "batch_2026-02-03_1770130000",
        "correlation_id": "c0ffee01",
        "timestamp": "2026-02-03T16:39:58Z",
        "team_abbr": "BOS",
        "opponent_team_abbr": "NYK",
        "is_home": True,
        "projected_minutes": 34.5,
        "has_prop_line": True,
        "actual_prop_line": 22.5,
        "line_source": "ACTUAL_PROP",
        "line_source_api": "ODDS_API",
        "sportsbook": "DRAFTKINGS",
        "was_line_fallback": False,
        "line_minutes_before_game": 412,
        "needs_bootstrap": False,
        "historical_games_batch": [{"game_date": "2026-02-01", "points": 27, "minutes_played": 36.1}],
    },
    {
        "player_lookup": "otherexample",
        "game_date": "2026-02-03",
        "game_id": "0022500712",
        "line_values": [None],
        "dataset_prefix": "test_",
        "has_prop_line": False,
        "needs_bootstrap": True,
    },
)

KIND: Final = Kind("prediction_request", PredictionRequest, (PredictionRequestForWorker,), EXAMPLES)
