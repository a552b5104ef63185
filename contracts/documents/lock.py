"""What the collections of locks have in common: no kind of its own."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, Final, Self

from pydantic import AwareDatetime, model_validator

from contracts.documents.document import DATE, Document, Place
from contracts.messages.fields import Name

LIFE: Final = timedelta(seconds=300)


class Expiring(Document):
    """What is held for a time."""

    acquired_at: AwareDatetime
    expires_at: AwareDatetime

    @model_validator(mode="after")
    def _runs_out_after_it_was_taken(self) -> Self:
        if self.expires_at <= self.acquired_at:
            raise ValueError("expires_at is not after acquired_at")
        return self


class Lock(Expiring):
    """Somebody is at it. Whoever finds it run out by his own clock takes it over.

    `acquired_at` is the store's clock and `expires_at` the holder's, 300 seconds on. It is not renewed.
    """

    operation_id: Name
    holder_id: Name
    lock_type: Name
    lock_key: Name


def place(kind: str, document: type[Lock], writer: str, key: str = DATE) -> Place:
    """The place of one collection of locks: <type>_locks/<type>_<key>."""
    return Place(
        name=f"{kind}_locks",
        document=document,
        patterns=(f"{kind}_locks/{{lock}}",),
        ids={"lock": f"(?P<lock_type>{kind})_(?P<lock_key>{key})"},
        examples=(_example(kind, "2026-02-03" if key == DATE else "2026-02-03-17", writer),),
        writer=writer,
        life=LIFE,
    )


def _example(kind: str, key: str, writer: str) -> tuple[str, Mapping[str, Any]]:
    acquired = datetime(2026, 2, 3, 22, 0, 4, tzinfo=UTC)
    return f"{kind}_locks/{kind}_{key}", {
        "operation_id": f"{kind}-1",
        "holder_id": f"{writer}-00042",
        "lock_type": kind,
        "acquired_at": acquired,
        "expires_at": acquired + LIFE,
        "lock_key": key,
    }
