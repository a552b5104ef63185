"""The live export: what a site shows of an evening's games while they are played, every few minutes.

An evening's games go on after midnight in New York, so the export stays with its day until four in the morning. From
then on it is of the new day. While none of its games has begun it says so, and shows them as they are: without a score.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import Enum

from harness.clock import EASTERN
from harness.reference.safeguards import ALL_ON, Safeguard, Safeguards

OVER_BY = time(4)
"""When the last game in the West has been over for a while, in New York."""


class Stage(Enum):
    """How far an evening is."""

    NO_GAMES = "no_games"
    PRE_GAME = "pre_game"
    LIVE = "live"
    FINAL = "final"


@dataclass(frozen=True, slots=True)
class Game:
    """A game by the schedule; `is_over` is what its scoreboard says."""

    game_id: str
    game_date: date
    tip_off: datetime
    is_over: bool = False


@dataclass(frozen=True, slots=True)
class LiveExport:
    """What is shown: the games of one day."""

    game_date: date
    stage: Stage
    games: tuple[Game, ...]
    made_at: datetime


def shown_day(now: datetime) -> date:
    """The day whose games are shown at an instant."""
    local = now.astimezone(EASTERN)
    return local.date() - timedelta(days=local.time() < OVER_BY)


def live_export(games: Sequence[Game], now: datetime, *, safeguards: Safeguards = ALL_ON) -> LiveExport:
    """The export at an instant, of the games of this day and of others."""
    day = shown_day(now)
    if not safeguards.has(Safeguard.PRE_GAME_STATE):
        # What began last, without asking of which day it is.
        day = max((game.game_date for game in games if game.tip_off <= now), default=day)
    found = tuple(sorted((game for game in games if game.game_date == day), key=lambda game: game.tip_off))
    return LiveExport(day, _stage(found, now), found, now)


def _stage(games: Sequence[Game], now: datetime) -> Stage:
    if not games:
        return Stage.NO_GAMES
    if all(game.is_over for game in games):
        return Stage.FINAL
    return Stage.LIVE if any(game.tip_off <= now for game in games) else Stage.PRE_GAME
