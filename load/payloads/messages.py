"""The messages of a batch: what a coordinator asks a worker, and what a worker answers. Fields: messaging_state, 3."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import NotRequired, TypedDict

from harness.season.predictions.systems import SYSTEM_IDS
from load.payloads.players import LEAST_MINUTES, Player

SYSTEMS = len(SYSTEM_IDS)
"""Predictions a line: one of each system."""
PLACEHOLDER_LINE = 20.0
"""What the platform once wrote where it knew no line; nobody opens with it."""


class StartRequest(TypedDict):
    """The body of POST /start; what it leaves out has the service's default."""

    game_date: str
    min_minutes: int
    force: bool
    correlation_id: str


class PredictionRequest(TypedDict):
    """Coordinator to worker: predict this player."""

    player_lookup: str
    game_date: str
    game_id: str
    line_values: list[float | None]
    batch_id: str
    correlation_id: str
    timestamp: str
    team_abbr: str
    opponent_team_abbr: str
    is_home: bool
    projected_minutes: float
    has_prop_line: bool
    needs_bootstrap: bool
    line_source: str
    line_source_api: NotRequired[str]
    sportsbook: NotRequired[str]
    actual_prop_line: NotRequired[float]
    was_line_fallback: NotRequired[bool]


class PredictionReady(TypedDict):
    """Worker to coordinator: this player is predicted, and his predictions are written."""

    player_lookup: str
    game_date: str
    predictions_generated: int
    batch_id: str
    correlation_id: str
    timestamp: str
    worker_instance: str


@dataclass(frozen=True, slots=True)
class Batch:
    """The batch that messages belong to, as POST /start named it."""

    batch_id: str
    correlation_id: str


def start_request(game_date: date, *, correlation_id: str, force: bool = False) -> StartRequest:
    """The body of POST /start; `force` starts a day again that has a batch."""
    return StartRequest(
        game_date=game_date.isoformat(), min_minutes=LEAST_MINUTES, force=force, correlation_id=correlation_id
    )


def lines_of(player: Player, *, several: bool) -> list[float | None]:
    """The lines that a player is predicted at: his line, and with `several` the one it opened with, where it has moved.

    One None where he has no line.
    """
    moved = player.line is not None and player.opening_line not in (None, player.line, PLACEHOLDER_LINE)
    return [player.line, player.opening_line] if several and moved else [player.line]


def prediction_request(
    player: Player, batch: Batch, *, sent_at: datetime, several_lines: bool = True
) -> PredictionRequest:
    """What the coordinator sends for one player."""
    message = PredictionRequest(
        player_lookup=player.lookup,
        game_date=player.game_date.isoformat(),
        game_id=player.game_id,
        line_values=lines_of(player, several=several_lines),
        batch_id=batch.batch_id,
        correlation_id=batch.correlation_id,
        timestamp=instant_text(sent_at),
        team_abbr=player.team,
        opponent_team_abbr=player.opponent,
        is_home=player.is_home,
        projected_minutes=player.minutes,
        has_prop_line=player.line is not None,
        needs_bootstrap=False,
        line_source="NO_PROP_LINE" if player.line is None else "ACTUAL_PROP",
    )
    if player.line is not None:
        message["line_source_api"], message["sportsbook"] = "ODDS_API", "DRAFTKINGS"
        message["actual_prop_line"], message["was_line_fallback"] = player.line, False
    return message


def prediction_ready(
    player: Player, batch: Batch, *, sent_at: datetime, worker: str, several_lines: bool = True
) -> PredictionReady:
    """What a worker reports of one player, after his predictions are written."""
    return PredictionReady(
        player_lookup=player.lookup,
        game_date=player.game_date.isoformat(),
        predictions_generated=SYSTEMS * len(lines_of(player, several=several_lines)),
        batch_id=batch.batch_id,
        correlation_id=batch.correlation_id,
        # In UTC, without saying so, as the worker writes it.
        timestamp=sent_at.astimezone(UTC).replace(tzinfo=None).isoformat(),
        worker_instance=worker,
    )


def instant_text(moment: datetime) -> str:
    """RFC 3339 in UTC, with Z."""
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")
