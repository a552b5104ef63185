"""A retry without end on a day that nobody can predict yet: refused each time, and cheaply."""

from __future__ import annotations

from datetime import timedelta

from locust import task

from load.scenarios.catalog import scenario
from load.scenarios.platform_user import PlatformUser

AHEAD = timedelta(days=365)
"""Beyond the end of every season: nobody knows who plays then."""
NOBODY = {404: frozenset({"no_players"}), 409: frozenset[str]()}


class RetryStorm(PlatformUser):
    """Starts the same day again and again; now and then somebody looks whether the service is alive."""

    (arrivals,) = scenario("retry_storm").arrivals

    @task(19)
    def try_again(self) -> None:
        self.start_in_vain(self.settings.game_date + AHEAD, refusals=NOBODY, cause="load-retry")

    @task(1)
    def look(self) -> None:
        self.healthy()
