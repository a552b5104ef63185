"""The same mixture all the time, for whoever watches what grows."""

from __future__ import annotations

from typing import ClassVar

from locust import task

from load.scenarios.catalog import scenario
from load.scenarios.prepared import PreparedUser

BATCH_EVERY_S = 60.0
RUNNING = {409: frozenset({"already_running"})}


class Soak(PreparedUser):
    """Readers, pushes, sweeps; and a new batch of the day each minute, which is followed to its end."""

    (arrivals,) = scenario("soak").arrivals
    next_batch_s: ClassVar[float] = 0.0

    @task(50)
    def look(self) -> None:
        if self.model.seconds() >= Soak.next_batch_s:
            Soak.next_batch_s += BATCH_EVERY_S
            self.start_batch(self.settings.game_date, force=True, refusals=RUNNING, cause="load-soak")
        else:
            self.status(self.following.next() or self.in_place)

    @task(25)
    def probe(self) -> None:
        self.healthy()

    @task(10)
    def redelivery(self) -> None:
        self.completion_again()

    @task(10)
    def moved_line(self) -> None:
        self.prediction_again()

    @task(5)
    def sweep(self) -> None:
        self.check_stalled()
