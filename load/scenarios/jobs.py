"""What a job of the platform's timetable asks of the services that are here. The jobs of others look before they work:
scrapers, graders and processors ask whether the coordinator is ready, as their callers do."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from load.scenarios.prepared import PreparedUser


def do_job(user: PreparedUser, name: str) -> None:
    """One job, by its name in `load.timetable`."""
    OF_JOBS.get(name, PreparedUser.ready)(user)


def _export(user: PreparedUser) -> None:
    user.status(user.in_place)


OF_JOBS: Mapping[str, Callable[[PreparedUser], None]] = MappingProxyType(
    {
        "live export": _export,
        "phase 6 tonight export": _export,
        "live checks": PreparedUser.ready,
        "controller evaluation": PreparedUser.healthy,
        "workflow execution": PreparedUser.check_stalled,
        "stuck phase 4": PreparedUser.check_stalled,
        "retry queue": PreparedUser.completion_again,
        "betting lines": PreparedUser.prediction_again,
        "injuries": PreparedUser.prediction_again,
    }
)
