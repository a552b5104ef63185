"""One process of a run, wired together: recorder, flushing, the record, Locust's outputs, the end on a broken SLO.

Importing this is enough: with Locust's `init` event every environment gets its session. A worker has a recorder and
sends what it counts; the master, or the only process there is, keeps the record and writes it to LOAD_RECORD.
"""

from __future__ import annotations

from typing import Any
from uuid import uuid4
from weakref import WeakKeyDictionary

from locust import events
from locust.env import Environment
from locust.runners import LocalRunner, MasterRunner, WorkerRunner

from load.locust.ending import end_in_time
from load.locust.flushing import Flusher, Receiver, Sender
from load.locust.interrupting import interrupt_main_greenlet
from load.locust.keeping import Keeper
from load.locust.ledger import Ledger
from load.locust.open_model import open_model
from load.locust.recorder import Recorder

_RUN_OPTION = "load_run"
"""Locust's master sends options that it does not know to its workers: so they know which run they are in."""
_LOCAL = "local"


class Session:
    """What records a run in this process.

    Attributes:
        recorder: of the run that goes on, a new one for each; arrivals and requests are told to it.
    """

    def __init__(self, environment: Environment) -> None:
        self.recorder = Recorder()
        self._environment = environment
        self._model = open_model(environment)
        self._run = ""
        self._goes_on = False
        self._role: _Worker | _Master | _Local = self._made_role()
        hooks: Any = environment.events
        hooks.test_start.add_listener(self._on_test_start)
        hooks.test_stop.add_listener(self._on_test_stop)
        hooks.quit.add_listener(self._on_quit)

    def now(self) -> float:
        """Seconds of the run; 0 while it has not begun."""
        return max(self._model.seconds(), 0.0)

    def _made_role(self) -> _Worker | _Master | _Local:
        runner = self._environment.runner
        if isinstance(runner, WorkerRunner):
            return _Worker(self, runner)
        keeper = Keeper(self._environment, self._model, now=self.now)
        if isinstance(runner, MasterRunner):
            return _Master(runner, keeper)
        if isinstance(runner, LocalRunner):
            return _Local(self, keeper)
        raise TypeError(f"a runner of the kind {type(runner).__name__} cannot be recorded")

    def _on_test_start(self, **_: Any) -> None:
        run = self._named_run()
        if run == self._run:
            return  # a worker that was stopped and started again within one run goes on counting
        self._run, self._goes_on = run, True
        self.recorder = self._model.sink = Recorder()
        self._role.begin(run)

    def _on_test_stop(self, **_: Any) -> None:
        self._goes_on = False
        self._role.end()

    def _on_quit(self, **_: Any) -> None:
        """The process ends. Locust fires no `test_stop` where it is ended while it waits for workers to stop."""
        if self._goes_on:
            self._on_test_stop()

    def _named_run(self) -> str:
        options = self._environment.parsed_options
        if isinstance(self._environment.runner, WorkerRunner):
            return str(getattr(options, _RUN_OPTION, ""))
        run = uuid4().hex
        if options is not None:
            setattr(options, _RUN_OPTION, run)
        return run


class _Worker:
    """Sends what it counts."""

    def __init__(self, session: Session, runner: WorkerRunner) -> None:
        self._session = session
        self._sender = Sender(runner)
        # Locust tells the master that a worker quits before it stops the users; the last delta is to come first.
        hooks: Any = runner.environment.events
        hooks.quitting.add_listener(lambda **_: runner.stop())

    def begin(self, run: str) -> None:
        self._sender.begin(run, Flusher(self._session.recorder, now=self._session.now))

    def end(self) -> None:
        self._sender.end()


class _Master:
    """Receives from all workers."""

    def __init__(self, runner: MasterRunner, keeper: Keeper) -> None:
        self._keeper = keeper
        self._receiver = Receiver(runner, received=keeper.received)

    def begin(self, run: str) -> None:
        ledger = Ledger()
        self._receiver.begin(run, ledger)
        self._keeper.begin(run, ledger)

    def end(self) -> None:
        self._receiver.collect()
        self._keeper.end()


class _Local:
    """Makes the load and keeps the record."""

    def __init__(self, session: Session, keeper: Keeper) -> None:
        self._session = session
        self._keeper = keeper
        self._ledger = Ledger()
        self._flusher = Flusher(session.recorder, now=session.now)

    def begin(self, run: str) -> None:
        self._flusher = Flusher(self._session.recorder, now=self._session.now)
        self._ledger = Ledger()
        self._ledger.expect(_LOCAL, index=0, name=_LOCAL)
        self._keeper.begin(run, self._ledger, before_each_look=self._flush)

    def end(self) -> None:
        self._flush(last=True)
        self._keeper.end()

    def _flush(self, *, last: bool = False) -> None:
        delta = self._flusher.take(last=last)
        self._ledger.add(_LOCAL, delta)
        self._keeper.received(_LOCAL, delta)


_SESSIONS: WeakKeyDictionary[Environment, Session] = WeakKeyDictionary()


def session(environment: Environment) -> Session:
    """The one of an environment that has its runner; made when it is first asked for."""
    found = _SESSIONS.get(environment)
    if found is None:
        found = _SESSIONS[environment] = Session(environment)
    return found


def _on_init(environment: Environment, **_: Any) -> None:
    interrupt_main_greenlet()
    session(environment)
    end_in_time(environment)


_HOOKS: Any = events
_HOOKS.init.add_listener(_on_init)
