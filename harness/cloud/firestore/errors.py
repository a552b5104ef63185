"""What only Firestore says when it refuses."""

from __future__ import annotations

from harness.cloud.errors import Status, StatusError
from harness.cloud.faults import message_of


def contention() -> StatusError:
    """The transaction lost against another one and may be tried again."""
    return StatusError(Status.ABORTED, message_of(Status.ABORTED))
