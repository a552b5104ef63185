"""An evening with games: exports and checks by the timetable, readers, and messages that come late or twice."""

from __future__ import annotations

from locust import task

from load.scenarios.catalog import COMPRESSED, evening_arrivals, evening_jobs, evening_readers
from load.scenarios.jobs import do_job
from load.scenarios.prepared import PreparedUser

_FACTOR = PreparedUser.settings.compress or COMPRESSED
_JOBS = evening_jobs()


class EveningJobs(PreparedUser):
    """What the schedulers start between 16:00 and 01:00, in the order of its timetable."""

    arrivals = evening_arrivals(_FACTOR)
    weight = 1

    @task
    def job(self) -> None:
        assert self.arrival is not None  # noqa: S101 - a task runs in an arrival
        do_job(self, _JOBS[self.arrival.number].name)


class Readers(PreparedUser):
    """Those who look, and what Pub/Sub brings beside them."""

    arrivals = evening_readers(_FACTOR)
    weight = 3

    @task(12)
    def look(self) -> None:
        self.status(self.in_place)

    @task(4)
    def probe(self) -> None:
        self.healthy()

    @task(2)
    def redelivery(self) -> None:
        self.completion_again()

    @task(2)
    def moved_line(self) -> None:
        self.prediction_again()
