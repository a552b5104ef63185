"""coordinator_instances/<uuid>: one instance of the coordinator that is alive."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any, Final

from pydantic import AwareDatetime, ConfigDict

from contracts.documents.document import UUID, Document, Place


class CoordinatorInstance(Document):
    """Written every 30 seconds. Who has not been heard of for 90 is taken for dead, and loses claims and locks.

    Only the heartbeat matters to others; what else an instance writes about itself is its own affair.
    """

    model_config = ConfigDict(extra="allow")

    last_heartbeat: AwareDatetime


EXAMPLES: Final[tuple[tuple[str, dict[str, Any]], ...]] = (
    (
        "coordinator_instances/5d0f9a52-7a05-4a0b-9c4e-2b9b3b6f1c11",
        {"last_heartbeat": datetime(2026, 2, 3, 16, 52, 30, tzinfo=UTC)},
    ),
)

PLACE: Final = Place(
    name="coordinator_instances",
    document=CoordinatorInstance,
    patterns=("coordinator_instances/{instance}",),
    ids={"instance": UUID},
    examples=EXAMPLES,
    writer="coordinator",
    life=timedelta(seconds=90),
)
