"""Whether a batch lost predictions or has them twice: the keys that were asked for beside those that are there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from harness.season.predictions.systems import SYSTEM_IDS
from load.payloads.messages import lines_of
from load.payloads.players import Player

PASSED = "passed"
LOST, DUPLICATED, UNEXPECTED = "data.lost", "data.duplicated", "data.unexpected"
"""Ids of `RunRecord.checks`."""
_SHOWN = 3


class Key(NamedTuple):
    """What makes a prediction: who, in which game, by which system, at which line. None is a line like any other."""

    game_id: str
    player_lookup: str
    system_id: str
    line: Decimal | None

    def __str__(self) -> str:
        line = "no line" if self.line is None else f"{self.line:.1f}"
        return f"{self.player_lookup} by {self.system_id} at {line} in {self.game_id}"


@dataclass(frozen=True, slots=True)
class Comparison:
    """Keys in order. `duplicated` are those that are there more than once, each once here."""

    expected: int
    found: int
    lost: tuple[Key, ...]
    duplicated: tuple[Key, ...]
    unexpected: tuple[Key, ...]

    def checks(self) -> dict[str, str]:
        """As `RunRecord.checks` has them: `passed`, or `failed:` with the number first."""
        return {
            LOST: _told(self.lost, "prediction is not there", "predictions are not there"),
            DUPLICATED: _told(self.duplicated, "prediction is there twice", "predictions are there twice"),
            UNEXPECTED: _told(self.unexpected, "prediction was not asked for", "predictions were not asked for"),
        }


def expected_keys(players: Iterable[Player], *, several_lines: bool) -> frozenset[Key]:
    """Every prediction that a batch of these players is to have: players × lines × systems."""
    return frozenset(
        Key(player.game_id, player.lookup, system, None if line is None else Decimal(str(line)))
        for player in players
        for line in lines_of(player, several=several_lines)
        for system in SYSTEM_IDS
    )


def compare(expected: Iterable[Key], found: Iterable[Key]) -> Comparison:
    """Beside each other, by key; nothing is rounded."""
    asked, there = frozenset(expected), Counter(found)
    return Comparison(
        expected=len(asked),
        found=there.total(),
        lost=_in_order(asked - there.keys()),
        duplicated=_in_order(key for key, times in there.items() if times > 1),
        unexpected=_in_order(there.keys() - asked),
    )


def _in_order(keys: Iterable[Key]) -> tuple[Key, ...]:
    return tuple(sorted(keys, key=lambda key: (*key[:3], key.line if key.line is not None else Decimal(-1))))


def _told(keys: tuple[Key, ...], one: str, several: str) -> str:
    if not keys:
        return PASSED
    shown = "; ".join(map(str, keys[:_SHOWN])) + ("; …" if len(keys) > _SHOWN else "")
    return f"failed: {len(keys):,} {one if len(keys) == 1 else several}: {shown}"
