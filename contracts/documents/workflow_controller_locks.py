"""workflow_controller_locks/workflow_controller_<hour>: an hour's workflows are decided on by one at a time."""

from __future__ import annotations

from typing import Final

from contracts.documents.lock import Lock, place


class WorkflowControllerLock(Lock):
    """Held while it is decided which workflows an hour runs."""


PLACE: Final = place("workflow_controller", WorkflowControllerLock, "controller", key=r"\d{4}-\d{2}-\d{2}-\d{2}")
EXAMPLES: Final = PLACE.examples
