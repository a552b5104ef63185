"""What workloads that are a coordinator need beside its own code: a broker that keeps what it gets, and a roster."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import date

from chaos.workloads.program import Surroundings
from harness.reference.services.coordinator.players import Player, PlayersOfDay, Roster
from harness.reference.services.coordinator.replies import StartSummary
from harness.reference.services.publishing import Message, Publisher


class Outbox(Publisher):
    """Each message that goes out is a document in `published`."""

    def __init__(self, surroundings: Surroundings) -> None:
        self._surroundings = surroundings

    def publish_all(self, topic: str, messages: Sequence[Message]) -> tuple[str, ...]:
        ids = tuple(uuid.uuid4().hex for _ in messages)
        for name, message in zip(ids, messages, strict=True):
            self._surroundings.note("published", name, {"topic": topic, **message.attributes})
        return ids


class EveryDay(PlayersOfDay):
    """So many players have a game on each day, and their data are there."""

    def __init__(self, players: int) -> None:
        self._players = players

    def roster(self, day: date, *, min_minutes: float, several_lines: bool, postponed: frozenset[str]) -> Roster:
        """The same players, whatever is asked."""
        players = tuple(_player(number, day) for number in range(self._players))
        many = len(players)
        summary = StartSummary(
            games=1, players=many, with_line=many, without_line=0, lines=many, ruled_out=0, too_few_minutes=0,
            postponed=0,
        )  # fmt: skip
        return Roster(players, summary)

    def postponed_teams(self, day: date) -> frozenset[str]:
        """None."""
        return frozenset()

    def check_complete(self, day: date, players: Sequence[Player]) -> None:
        """They are."""


def _player(number: int, day: date) -> Player:
    return Player(
        player_lookup=f"player{number}",
        game_id=f"{day:%Y%m%d}_BOS_TOR",
        team="BOS",
        opponent="TOR",
        is_home=True,
        status="available",
        line=21.5,
        opening_line=21.5,
        line_source="draftkings",
        minutes=32.0,
        points_average=22.5,
    )
