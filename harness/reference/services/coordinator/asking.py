"""From a player of the day to the message that asks for his predictions."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import UTC, datetime

from harness.reference.services.coordinator.messages import PredictionRequest
from harness.reference.services.coordinator.players import Player

_BETTINGPROS = "bettingpros"
"""Passes on a book's line where The Odds API had none."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What all messages of a batch share."""

    batch_id: str
    game_date: str
    correlation_id: str
    dataset_prefix: str
    several_lines: bool


def request_for(player: Player, asked: Asked, *, now: datetime) -> PredictionRequest:
    """The message; a player without a line carries an estimate of his own, from his last ten games."""
    has_line = player.line is not None
    fallback = has_line and player.line_source == _BETTINGPROS
    estimate = None if has_line or player.points_average is None else math.floor(player.points_average) + 0.5
    return PredictionRequest(
        player_lookup=player.player_lookup,
        game_date=asked.game_date,
        game_id=player.game_id,
        line_values=player.lines(several=asked.several_lines),
        batch_id=asked.batch_id,
        correlation_id=asked.correlation_id,
        timestamp=now.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        dataset_prefix=asked.dataset_prefix or None,
        team_abbr=player.team,
        opponent_team_abbr=player.opponent,
        is_home=player.is_home,
        projected_minutes=player.minutes,
        has_prop_line=has_line,
        actual_prop_line=player.line,
        line_source="ACTUAL_PROP" if has_line else "NO_PROP_LINE" if estimate is not None else "NEEDS_BOOTSTRAP",
        estimated_line_value=estimate,
        estimation_method=None if estimate is None else "points_avg_last_10",
        line_source_api="BETTINGPROS" if fallback else "ODDS_API" if has_line else "ESTIMATED",
        sportsbook=_book(player) if has_line else None,
        was_line_fallback=fallback,
        needs_bootstrap=not has_line and estimate is None,
    )


def _book(player: Player) -> str:
    """What BettingPros passes on is DraftKings' line."""
    return "DRAFTKINGS" if player.line_source in (None, _BETTINGPROS) else player.line_source.upper()
