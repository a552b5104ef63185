"""What is known of a batch, read from its document and written to it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any, Self

from google.cloud import firestore

GUARDED_ELEMENTS = 1000
"""Most players in the arrays of a batch's document."""
GUARDED_BYTES = 512 * 1024
"""Most bytes of names in the arrays and the map: half of what a document may have, for names of unusual length."""
CLAIM_SECONDS = 300
"""How long the caller that completed a batch has, before another may take its consolidation over."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a batch is. The names are those in the batch's own document only; the numbers count all players.

    `completed_by` is the call that completed the batch or took it over.
    """

    batch_id: str
    game_date: str
    expected: int
    completed: int
    failed: int
    total_predictions: int
    is_complete: bool
    stall_completed: bool
    updated_at: datetime
    completed_players: tuple[str, ...] = ()
    failed_players: tuple[str, ...] = ()
    created_by: str = ""
    completed_by: str | None = None
    claim_expires_at: datetime | None = None

    @property
    def remaining(self) -> int:
        return max(0, self.expected - self.completed - self.failed)

    @property
    def percentage(self) -> float:
        """Players done or failed, in percent of those expected; 100 where none is."""
        return 100.0 * (self.completed + self.failed) / self.expected if self.expected else 100.0

    @classmethod
    def opened(cls, batch_id: str, game_date: str, expected: int, *, created_by: str) -> Self:
        return cls(
            batch_id, game_date, expected, 0, 0, 0, is_complete=False, stall_completed=False,
            updated_at=datetime.now(UTC), created_by=created_by,
        )  # fmt: skip

    @classmethod
    def of(cls, found: Any) -> Self:
        """From the snapshot of a document; counters that an older writer left out are those of its arrays."""
        fields = found.to_dict()
        done, failed = tuple(fields.get("completed_players", ())), tuple(fields.get("failed_players", ()))
        return cls(
            batch_id=fields.get("batch_id", found.id),
            game_date=fields.get("game_date", ""),
            expected=fields.get("expected_players", 0),
            completed=fields.get("completed_count", len(done)),
            failed=fields.get("failed_count", len(failed)),
            total_predictions=fields.get("total_predictions", 0),
            is_complete=fields.get("is_complete", False),
            stall_completed=fields.get("stall_completed") or False,
            updated_at=fields.get("updated_at", found.update_time),
            completed_players=done,
            failed_players=failed,
            created_by=fields.get("created_by_instance", ""),
            completed_by=fields.get("claimed_by_instance"),
            claim_expires_at=fields.get("claim_expires_at"),
        )

    def has_room_for(self, player: str) -> bool:
        """The document takes one more name. Each is stored twice, with a byte at its end and a number."""
        names = (*self.completed_players, *self.failed_players, player)
        size = sum(2 * (len(name.encode()) + 1) + 8 for name in names)
        return len(names) <= GUARDED_ELEMENTS and size <= GUARDED_BYTES

    def with_completion(self, predictions: int) -> Self:
        return replace(
            self, completed=self.completed + 1, total_predictions=self.total_predictions + predictions
        )  # fmt: skip

    def with_failure(self) -> Self:
        return replace(self, failed=self.failed + 1)

    def without_failure(self) -> Self:
        return replace(self, failed=self.failed - 1)

    def counters(self) -> dict[str, Any]:
        """As numbers, not as increments: a commit that is carried out twice must not count twice."""
        return {
            "completed_count": self.completed,
            "failed_count": self.failed,
            "total_predictions": self.total_predictions,
        }

    def first_fields(self) -> dict[str, Any]:
        """The document of a batch that was just opened."""
        times = dict.fromkeys(("start_time", "created_at", "updated_at"), firestore.SERVER_TIMESTAMP)
        return {
            "batch_id": self.batch_id,
            "game_date": self.game_date,
            "expected_players": self.expected,
            "completed_players": [],
            "failed_players": [],
            "predictions_by_player": {},
            "is_complete": False,
            "completion_time": None,
            "created_by_instance": self.created_by,
        } | times | self.counters()  # fmt: skip


@dataclass(frozen=True, slots=True)
class Recorded:
    """What came of a call: whether it recorded something new, whether it completed the batch, and the state then."""

    is_new: bool
    completes_batch: bool
    progress: Progress


def completion(player: str, predictions: int) -> dict[str, Any]:
    """The document of a player who is done."""
    return {
        "player_lookup": player,
        "predictions_count": predictions,
        "completed_at": firestore.SERVER_TIMESTAMP,
    }


def claim(call: str, seconds: float = CLAIM_SECONDS) -> dict[str, Any]:
    """Whose the consolidation of a complete batch is, and until when."""
    return {
        "claimed_by_instance": call,
        "claimed_at": firestore.SERVER_TIMESTAMP,
        "claim_expires_at": datetime.now(UTC) + timedelta(seconds=seconds),
    }
