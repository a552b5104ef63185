"""The coordinators that run: coordinator_instances/<uuid>, a heartbeat every 30 s, dead after 90 s without."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from google.cloud import firestore

from harness.clock import Clock
from harness.reference.retry_transaction import settled_write

HEARTBEAT_SECONDS = 30.0
DEAD_AFTER = timedelta(seconds=90)
_COLLECTION = "coordinator_instances"
_READ_SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class Instance:
    """One coordinator process, as its document tells it."""

    instance_id: str
    revision: str
    started_at: datetime
    last_heartbeat: datetime
    is_alive: bool


class Instances:
    """This coordinator among the others."""

    def __init__(self, client: firestore.Client, *, own_id: str, revision: str, clock: Clock) -> None:
        self._client, self._own_id, self._revision, self._clock = client, own_id, revision, clock
        self._started_at = clock.now()

    def beat(self) -> None:
        """Say that this one runs; makes its document again where another took it for dead."""
        fields = {
            "instance_id": self._own_id,
            "revision": self._revision,
            "started_at": self._started_at,
            "last_heartbeat": self._clock.now(),
        }
        settled_write(self._document(self._own_id), fields)

    def leave(self) -> None:
        """Take this one's document away."""
        self._document(self._own_id).delete(retry=None, timeout=_READ_SECONDS)

    def all(self) -> tuple[Instance, ...]:
        """Every coordinator with a document, the oldest first."""
        now = self._clock.now()
        found = self._client.collection(_COLLECTION).stream(timeout=_READ_SECONDS)
        instances = [_instance(one.to_dict() or {}, now) for one in found]
        return tuple(sorted(instances, key=lambda one: (one.started_at, one.instance_id)))

    def clean_up(self) -> tuple[str, ...]:
        """Takes the documents of the dead away; their ids. One that beats after all makes its document again."""
        dead = tuple(one.instance_id for one in self.all() if not one.is_alive)
        for instance_id in dead:
            self._document(instance_id).delete(timeout=_READ_SECONDS)
        return dead

    def _document(self, instance_id: str) -> Any:
        return self._client.document(f"{_COLLECTION}/{instance_id}")


def _instance(fields: dict[str, Any], now: datetime) -> Instance:
    heartbeat = fields["last_heartbeat"]
    return Instance(
        fields["instance_id"], fields["revision"], fields["started_at"], heartbeat, now - heartbeat <= DEAD_AFTER
    )
