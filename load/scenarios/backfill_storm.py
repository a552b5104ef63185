"""Thirty past days, started by force one after the other, all followed until their predictions are in place."""

from __future__ import annotations

from locust import task

from load.payloads.players import game_days
from load.scenarios.catalog import BACKFILL_DAYS, backfill_looks, backfill_starts
from load.scenarios.platform_user import PlatformUser

_FACTOR = PlatformUser.settings.compress or 1.0
RUNNING = {409: frozenset({"already_running"})}
"""Where several processes make the load, a day may be started by another one already."""


class Backfills(PlatformUser):
    """Starts one day an arrival, the oldest first."""

    arrivals = backfill_starts(_FACTOR)
    weight = 2

    @task
    def start_a_day(self) -> None:
        assert self.arrival is not None  # noqa: S101 - a task runs in an arrival
        settings = self.settings
        days = game_days(seed=settings.season_seed, start_year=settings.season_start)
        last = days.index(settings.game_date) + 1
        chosen = days[max(0, last - BACKFILL_DAYS) : last]
        if self.arrival.number < len(chosen):
            self.start_batch(chosen[self.arrival.number], force=True, refusals=RUNNING, cause="load-backfill")


class Followers(PlatformUser):
    """Ask how far the batches are, each in its turn."""

    arrivals = backfill_looks(_FACTOR)

    @task
    def look(self) -> None:
        batch_id = self.following.next()
        if batch_id is not None:
            self.status(batch_id)
            starts = self.model.pool(Backfills)
            if starts.exhausted and not starts.busy and not self.following.open:
                self.end_run()
