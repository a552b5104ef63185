"""How deltas come from the processes that make load to the one that keeps the record.

Workers send one with each of Locust's reports, every 3 s, and a last one when they stop. Each message also carries the
delta before once more, so that one lost message loses nothing; the ledger takes each once.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import gevent
from gevent.event import Event
from locust.env import Environment
from locust.rpc import Message
from locust.runners import STATE_MISSING, MasterRunner, WorkerRunner

from load.locust.ledger import Ledger
from load.locust.recorder import Delta, Recorder
from load.record import Part

REPORTED = "load"
"""Where the deltas are in Locust's report."""
LAST = "load_last"
"""Worker to master: the last delta."""
ASK_FOR_LAST = "load_ask_for_last"
"""Master to worker: stop, and send the last delta. Locust's master itself waits for half a second only."""
PATIENCE_S = 10.0
"""How long the master waits for last deltas, beside the time that users have to finish."""


class Flushed(Part):
    """A message of deltas.

    Attributes:
        run: which run they are of; another's are left out.
        deltas: the newest last.
    """

    run: str
    deltas: tuple[Delta, ...]


class Flusher:
    """Takes deltas of a recorder, and measures how busy the process was between them."""

    def __init__(self, recorder: Recorder, *, now: Callable[[], float]) -> None:
        self._recorder = recorder
        self._now = now
        self._cpu_s, self._at = time.process_time(), time.perf_counter()

    def take(self, *, last: bool = False) -> Delta:
        return self._recorder.flush(until_s=self._now(), busiest_cpu=self._busy(), last=last)

    def _busy(self) -> float:
        cpu_s, at = time.process_time(), time.perf_counter()
        if at - self._at < 0.5:
            return 0.0  # the clock of CPU time is too coarse for less; counted with the next
        share = (cpu_s - self._cpu_s) / (at - self._at)
        self._cpu_s, self._at = cpu_s, at
        return share


class Sender:
    """A worker's side."""

    def __init__(self, runner: WorkerRunner) -> None:
        self._runner = runner
        self._run = ""
        self._flusher: Flusher | None = None
        self._before: tuple[Delta, ...] = ()
        self._ended = False
        hooks: Any = runner.environment.events
        hooks.report_to_master.add_listener(self._report)
        runner.register_message(ASK_FOR_LAST, self._asked)

    def begin(self, run: str, flusher: Flusher) -> None:
        self._run, self._flusher, self._before, self._ended = run, flusher, (), False

    def end(self) -> None:
        """Sends the last delta."""
        self._ended = True
        self._runner.send_message(LAST, self._message())

    def _report(self, client_id: str, data: dict[str, Any]) -> None:
        if self._flusher is not None:
            data[REPORTED] = self._message()

    def _asked(self, environment: Environment, msg: Message) -> None:
        if self._flusher is None or self._ended:
            self._runner.send_message(LAST, self._message())
        else:
            self._runner.stop()  # fires test_stop, where the last delta is sent

    def _message(self) -> dict[str, Any]:
        if self._flusher is None:
            return Flushed(run="", deltas=()).model_dump()
        newest = self._flusher.take(last=self._ended)
        message = Flushed(run=self._run, deltas=(*self._before, newest))
        self._before = (newest,)
        return message.model_dump()


class Receiver:
    """The master's side: whatever is new goes to `received`, once."""

    def __init__(self, runner: MasterRunner, *, received: Callable[[str, Delta], None]) -> None:
        self._runner = runner
        self._received = received
        self._run = ""
        self._ledger = Ledger()
        self._came = Event()
        self._known: set[str] = set()
        hooks: Any = runner.environment.events
        hooks.quitting.add_listener(self._dismiss)
        hooks.worker_report.add_listener(self._reported)
        hooks.worker_connect.add_listener(self._connected)
        runner.register_message(LAST, self._last)

    def begin(self, run: str, ledger: Ledger) -> None:
        self._run, self._ledger = run, ledger
        for client in self._runner.clients.all:
            if client not in self._runner.clients.missing:
                self._expect(client.id)

    def collect(self) -> None:
        """Has all workers that are still there stop and send their last delta, and waits for it."""
        for worker in self._owing():
            self._runner.send_message(ASK_FOR_LAST, client_id=worker)
        with gevent.Timeout(self._runner.environment.stop_timeout + PATIENCE_S, False):
            while self._owing():
                self._came.clear()
                self._came.wait(0.2)  # none comes from one that is killed: until Locust misses it

    def _owing(self) -> frozenset[str]:
        missing = {client.id for client in self._runner.clients.missing}
        return frozenset(self._ledger.unfinished() & set(self._runner.clients) - missing)

    def _dismiss(self, **_: object) -> None:
        """Tells those to quit that Locust does not: it forgets a worker while that stops, until it is ready again, and
        the worker would wait a minute for a sign of life of its master."""
        for worker in self._known - set(self._runner.clients):
            self._runner.server.send_to_client(Message("quit", None, worker))  # type: ignore[no-untyped-call]

    def _connected(self, client_id: str, **_: object) -> None:
        self._known.add(client_id)
        if self._run:
            self._expect(client_id)

    def _expect(self, client_id: str) -> None:
        runner: Any = self._runner
        index = int(runner.get_worker_index(client_id))
        self._ledger.expect(client_id, index=index, name=f"worker-{index}")

    def _reported(self, client_id: str, data: dict[str, Any]) -> None:
        node = self._runner.clients.get(client_id)
        if node is not None and node.state == STATE_MISSING:
            node.user_classes_count = {}  # it came late; Locust would wait a minute for these users to stop
        if REPORTED in data:
            self._take(client_id, Flushed.model_validate(data[REPORTED]))

    def _last(self, environment: Environment, msg: Message) -> None:
        flushed = Flushed.model_validate(msg.data)
        if flushed.run != self._run:
            self._ledger.dismiss(msg.node_id)
        self._take(msg.node_id, flushed)
        self._came.set()

    def _take(self, client_id: str, flushed: Flushed) -> None:
        if flushed.run != self._run or not self._run:
            return
        self._expect(client_id)
        for delta in flushed.deltas:
            if self._ledger.add(client_id, delta):
                self._received(client_id, delta)
