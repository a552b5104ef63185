"""Users of an open model: slots that take arrivals, with Locust's own tasks, client, events and outputs.

    class Reader(ArrivalUser):
        arrivals = Poisson(40)

        @task
        def read(self) -> None:
            self.client.get("/status")

What holds:

- One task is one arrival. It has an intended start that does not depend on the service, and an idle user takes it then.
  `-u` is the most arrivals under way at once (`maxVUs` of k6's `constant-arrival-rate`), `-r` only how fast users are
  spawned before the first arrival is due.
- The response time of the first request of a task counts from the intended start of the arrival, so that what an
  arrival waited, for a user or for the process, is in it; later requests of the task count from their own start. wrk2
  does the same against coordinated omission: it measures, and corrects nothing afterwards. Locust's `request` event
  gets the response time; the service time, from the real start, is `context["service_ms"]`.
- An arrival that finds no user free is late, not left out (k6 drops it at once: `dropped_iterations`). It is missed
  when it has waited `longest_wait_s`, or when the run is over.
- Lag that is the generator's own, its loop coming round late while a user was free, is told apart from waiting for one.
- A request that is under way when the run is cut off is recorded as failed (`unfinished`), not forgotten: the slowest
  are the likeliest to be cut off.
- A redirect is not followed, since it may lead to a host that load may not be sent to. It is an error of its own kind
  (`HTTP 302, a redirect`) unless the task says that it is right.
- Requests outside of a task (on_start, on_stop) are Locust's alone: they have no arrival, and the record none of them.
"""

from __future__ import annotations

from types import FunctionType
from typing import Any

import gevent
from gevent import GreenletExit
from gevent.hub import Waiter
from locust import FastHttpUser, events
from locust.env import Environment
from locust.exception import RescheduleTask, RescheduleTaskImmediately, StopTest, StopUser
from locust.user.task import LOCUST_STATE_RUNNING, LOCUST_STATE_STOPPING, LOCUST_STATE_WAITING, DefaultTaskSet

from load.arrivals import Arrivals
from load.locust import distribution
from load.locust.client import ArrivalSession, Times
from load.locust.open_model import OpenModel, open_model
from load.locust.pool import Pool
from load.shares import Arrival


class ArrivalUser(FastHttpUser):
    """A slot for arrivals. Subclass it, set `arrivals`, write tasks.

    Attributes:
        arrivals: of all users of the class together, on all workers.
        longest_wait_s: an arrival that waited longer for a free user is missed; None: it waits until the run is over.
        arrival: the one that is worked on; None between them.
    """

    abstract = True
    arrivals: Arrivals
    longest_wait_s: float | None = None

    def __init_subclass__(cls, **options: Any) -> None:
        """Refuses tasks whose names are taken: one called `start` would hide how Locust starts a user.

        Raises:
            TypeError: there is such a task.
        """
        super().__init_subclass__(**options)
        taken = [name for name, value in vars(cls).items() if hasattr(value, "locust_task_weight") and _is_taken(name)]
        if taken:
            raise TypeError(
                f"the task {cls.__name__}.{taken[0]} hides what users of Locust have under that name; "
                f"give it another one, as {taken[0]}_it"
            )

    def __init__(self, environment: Environment) -> None:
        super().__init__(environment)
        self.arrival: Arrival | None = None
        self.idle_since_s = 0.0
        self.model: OpenModel = open_model(environment)
        self._pool: Pool = self.model.pool(type(self))
        self._waiter: Waiter[Arrival] | None = None
        self._times = Times(self.model, environment.events.request)
        self.client = ArrivalSession(
            base_url=self.host,
            request_event=self._times,
            network_timeout=self.network_timeout,
            connection_timeout=self.connection_timeout,
            max_redirects=0,
            max_retries=self.max_retries,
            insecure=self.insecure,
            concurrency=self.concurrency,
            user=self,
            client_pool=self.client_pool,
            ssl_context_factory=self.ssl_context_factory,
            headers=self.default_headers,
            proxy_host=self.proxy_host,
            proxy_port=self.proxy_port,
        )
        self.client.times = self._times
        agent = self.client.client
        vars(agent)["valid_response_codes"] = agent.valid_response_codes - agent.redirect_response_codes

    def run(self) -> None:  # type: ignore[misc] # as User.run, which names its task set itself
        self._state = LOCUST_STATE_RUNNING
        tasks: Any = _Tasks(self)
        self._taskset_instance = tasks
        try:
            try:
                self.on_start()
            except Exception as error:
                if not isinstance(error, (StopUser, StopTest)):
                    self.environment.events.user_error.fire(user_instance=self, exception=error, tb=error.__traceback__)
                raise
            tasks.run()
        except (GreenletExit, StopUser, StopTest):
            self.on_stop()  # type: ignore[no-untyped-call]
        finally:
            self.finish("unfinished")

    def wait_time(self) -> float:  # asked by the tasks of a nested TaskSet
        self.next_arrival()
        return 0.0

    def next_arrival(self) -> None:
        """Is done with the arrival at hand and waits for the next one.

        Raises:
            StopUser: this user was asked to stop.
        """
        if self.arrival is not None:
            self.finish("unreported")
        if self._pool.is_due():
            # The loop goes round once: others get their turn, and requests go out in batches, which costs less.
            gevent.sleep(0)
        if self._state == LOCUST_STATE_STOPPING:
            raise StopUser
        arrival = self._pool.claim()
        if arrival is None:
            self._state = LOCUST_STATE_WAITING  # in which Locust ends a user at once
            arrival = self._given()
            self._state = LOCUST_STATE_RUNNING
        self.arrival = arrival
        times = self._times
        times.at_work, times.intended_s = True, arrival.intended_s

    def finish(self, kind: str) -> None:
        """Is done with the arrival; a request of it that has not been reported failed, and `kind` is how."""
        if self.arrival is not None:
            self.arrival = None
            times = self._times
            times.at_work = False
            if times.pending:
                times.close(kind)
            self._pool.finished()

    def stop(self, force: bool = False) -> bool:
        """As User.stop; and it is given nothing any more: gevent kills later, and an arrival could come between."""
        self._pool.leave(self)
        return bool(super().stop(force))

    def give(self, arrival: Arrival) -> None:
        assert self._waiter is not None  # noqa: S101 - only slots that wait are given anything
        self._waiter.switch(arrival)

    def _given(self) -> Arrival:
        self._waiter = waiter = Waiter()
        self._pool.wait(self)
        try:
            arrival: Arrival = waiter.get()
        except BaseException:  # killed while it waited
            self._pool.leave(self)
            raise
        return arrival


def _is_taken(name: str) -> bool:
    """Whether a user has something of that name, in its class or from being made."""
    return hasattr(ArrivalUser, name) or name in _OWN


_OWN = frozenset({"environment", "client", "arrival", "idle_since_s", "model", "_pool", "_waiter", "_times"})


class _Tasks(DefaultTaskSet):
    """Runs a task an arrival, and none without."""

    user: ArrivalUser

    def on_start(self) -> None:
        self.user.next_arrival()

    def wait(self) -> None:
        self.user.next_arrival()

    def execute_task(self, task: Any) -> None:
        if isinstance(task, FunctionType):
            task(self._user)
            return
        try:
            super().execute_task(task)  # type: ignore[no-untyped-call]
        except RescheduleTaskImmediately as error:  # a nested TaskSet was left: the next task is the next arrival's
            raise RescheduleTask from error


def install(environment: Environment) -> OpenModel:
    """Makes an environment that has its runner ready for open-model users; Locust's command does it by itself."""
    model = open_model(environment)
    options = environment.parsed_options
    if options is not None and options.run_time and not options.worker:
        # It counts from before the users are spawned, and would cut the last arrivals short.
        model.duration_s = model.duration_s or float(options.run_time)
    if options is not None:
        options.run_time = None
    distribution.install(environment, model)
    return model


def _on_init(environment: Environment, **_: Any) -> None:
    install(environment)


_HOOKS: Any = events
_HOOKS.init.add_listener(_on_init)
