"""What the runs of the tests and benchmarks do: one user class, named by RUN_KIND, that asks for `/`.

`plain` is Locust as it comes, none of ours imported. With RUN_TRACE, the intended start of each request is appended to
a file of that folder, named by the process id. With RUN_COST, such a file says how many requests were made in
RUN_COST_S seconds, from one second after all users were spawned, and how much time and CPU time that took.
"""

from __future__ import annotations

import json
import os
import time
from pathlib import Path
from typing import Any

import gevent
from locust import FastHttpUser, constant_throughput, events, task

if os.environ["RUN_KIND"] == "open":
    from load.arrivals import Constant
    from load.locust import session  # noqa: F401 - records every run
    from load.locust.users import ArrivalUser

    class OpenUser(ArrivalUser):
        arrivals = Constant(float(os.environ.get("RUN_RATE", "100")))

        @task
        def ask(self) -> None:
            self.client.get("/", name="/")

else:

    class PlainUser(FastHttpUser):
        per_user = float(os.environ.get("RUN_PER_USER", "0"))
        if per_user:
            wait_time = constant_throughput(per_user)

        @task
        def ask(self) -> None:
            self.client.get("/", name="/")


if "RUN_TRACE" in os.environ:

    @events.request.add_listener
    def trace(context: dict[str, Any], **_: Any) -> None:
        with (Path(os.environ["RUN_TRACE"]) / str(os.getpid())).open("a", encoding="utf-8") as file:
            file.write(f"{context['intended_s']}\n")


if "RUN_COST" in os.environ:
    measured: list[int] = []

    @events.spawning_complete.add_listener
    def measure(**_: Any) -> None:
        if not measured and environments[0].runner.user_greenlets:
            measured.append(gevent.spawn(cost).minimal_ident)

    environments: list[Any] = []

    @events.init.add_listener
    def keep(environment: Any, **_: Any) -> None:
        environments.append(environment)

    made = 0

    @events.request.add_listener
    def count(**_: Any) -> None:  # Locust's own count starts anew with every report of a worker
        global made
        made += 1

    def figures() -> tuple[int, float, float]:
        return made, time.perf_counter(), time.process_time()

    def cost() -> None:
        gevent.sleep(1)
        before = figures()
        gevent.sleep(float(os.environ["RUN_COST_S"]))
        names = ("requests", "wall_s", "cpu_s")
        told = {name: late - early for name, early, late in zip(names, before, figures(), strict=True)}
        (Path(os.environ["RUN_COST"]) / str(os.getpid())).write_text(json.dumps(told), encoding="utf-8")
