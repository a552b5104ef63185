"""Messages that come after a batch is in place: completions once more, and requests for a line that has moved."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import cycle

from load.payloads.messages import Batch, PredictionReady, PredictionRequest, prediction_ready, prediction_request
from load.payloads.players import Player, players_of
from load.scenarios.settings import ScenarioSettings


@dataclass(slots=True)
class LateMessages:
    """The players of the day, one after the other, again and again. All of them are of the batch: nobody else may be
    reported to it."""

    settings: ScenarioSettings
    _players: Iterator[Player] | None = field(default=None, init=False)
    _workers: Iterator[str] | None = field(default=None, init=False)

    def load(self) -> None:
        """Draws the players, which takes a second or two: before the first arrival.

        Raises:
            TargetError: load may not be sent to one of the workers.
            ValueError: the season has no game on the day.
        """
        settings = self.settings
        workers = settings.worker_urls()
        self._workers = cycle(workers) if workers else None
        players = players_of(
            settings.game_date, seed=settings.season_seed, start_year=settings.season_start, count=settings.players
        )
        self._players = cycle(players)

    def completion(self, batch_id: str) -> PredictionReady:
        """A worker's message that was delivered before."""
        return prediction_ready(self._player(), _batch(batch_id), sent_at=datetime.now(UTC), worker="w-00001")

    def request(self, batch_id: str) -> PredictionRequest:
        """A request for predictions that are there already."""
        return prediction_request(self._player(), _batch(batch_id), sent_at=datetime.now(UTC))

    def worker(self) -> str | None:
        """The address of the next worker; None where none is known."""
        return next(self._workers) if self._workers is not None else None

    def _player(self) -> Player:
        if self._players is None:
            self.load()
        assert self._players is not None  # noqa: S101 - loaded above
        return next(self._players)


def _batch(batch_id: str) -> Batch:
    return Batch(batch_id, "load")
