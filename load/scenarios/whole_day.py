"""A day from midnight to midnight, each job as its scheduler starts it, in a fraction of the time."""

from __future__ import annotations

from locust import task

from load.scenarios.catalog import COMPRESSED, day_arrivals
from load.scenarios.jobs import do_job
from load.scenarios.prepared import PreparedUser
from load.timetable import day

_JOBS = day()
THERE = {409: frozenset({"already_running", "already_exists"})}


class WholeDay(PreparedUser):
    """One job an arrival. The day before is in place when it begins; at 11:30 the day's own batch is started."""

    arrivals = day_arrivals(PreparedUser.settings.compress or COMPRESSED)

    @task
    def job(self) -> None:
        assert self.arrival is not None  # noqa: S101 - a task runs in an arrival
        name = _JOBS[self.arrival.number].name
        if name == "same-day predictions":
            self.start_batch(self.settings.game_date, force=True)
        elif name == "self-heal":
            # It starts the day where there are no predictions; there are.
            self.start_batch(self.settings.game_date, refusals=THERE, cause="self-heal")
        elif name in ("live export", "phase 6 tonight export") and (batch_id := self.following.next()):
            self.status(batch_id)
        else:
            do_job(self, name)
