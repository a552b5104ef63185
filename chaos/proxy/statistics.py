"""What went through a proxy."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Statistics(BaseModel):
    """What went through.

    Attributes:
        open: connections now; `accepted`, of all time; `unreachable`, those that the server did not take.
        maimed: open connections that lost something to a fault that is on.
        bytes_to_server, bytes_to_client: read from the other side, whatever became of them.
        lost_bytes: of these, what vanished in a fault.
        held_bytes: what a fault keeps back now.
        requests: of HTTP.
        unhurt: answers that a fault was meant for, and that could not be altered.
        on: faults that are on.
        hits: by the kind of the fault, of all time.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    open: int
    accepted: int
    unreachable: int
    maimed: int
    bytes_to_server: int
    bytes_to_client: int
    lost_bytes: int
    held_bytes: int
    requests: int
    unhurt: int
    on: int
    hits: dict[str, int]

    @property
    def is_clean(self) -> bool:
        """Nothing of a fault is left."""
        return not (self.on or self.maimed or self.held_bytes)
