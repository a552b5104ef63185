"""Poisson arrivals that each ask for `/` once; rate and seed are given by the run."""

from __future__ import annotations

from locust import task

from load.arrivals import Poisson
from load.locust import session  # noqa: F401 - records every run
from load.locust.users import ArrivalUser


class OneRequest(ArrivalUser):
    arrivals = Poisson(1.0)

    @task
    def ask(self) -> None:
        self.client.get("/", name="GET /")
