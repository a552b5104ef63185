"""The day's run: started once, followed until its predictions are in place, and over then."""

from __future__ import annotations

from typing import ClassVar

from locust import task

from load.scenarios.catalog import scenario
from load.scenarios.platform_user import PlatformUser

RUNNING = {409: frozenset({"already_running"})}
"""Where several processes make the load, the start of all but one comes second."""


class MorningBatch(PlatformUser):
    """The first arrival starts the batch, the others ask how far it is."""

    (arrivals,) = scenario("morning_batch").arrivals
    asked: ClassVar[bool] = False

    @task
    def follow(self) -> None:
        if not MorningBatch.asked:
            MorningBatch.asked = True
            self.start_batch(self.settings.game_date, refusals=RUNNING)
            return
        batch_id = self.following.next()
        if batch_id is None:
            return  # the start is not answered yet, or failed
        self.status(batch_id)
        if not self.following.open:
            self.end_run()
