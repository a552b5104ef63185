"""Threads that carry out processes. They are kept from run to run, since starting one costs more than a short run."""

from __future__ import annotations

import _thread
from collections.abc import Callable

Job = Callable[[], None]

_idle: list[Worker] = []


def closed_gate() -> _thread.LockType:
    """A lock that is held; whoever acquires it waits until it is released."""
    gate = _thread.allocate_lock()
    gate.acquire()
    return gate


class Worker:
    """A thread that does one job after another. It holds still at its `gate` until that is released."""

    __slots__ = ("gate", "job", "native_id")

    def __init__(self) -> None:
        self.gate = closed_gate()
        self.job: Job | None = None
        self.native_id = 0
        _thread.start_new_thread(self._work, ())

    def _work(self) -> None:
        self.native_id = _thread.get_native_id()
        while True:
            self.gate.acquire()
            if self.job is not None:
                self.job()

    def rest(self) -> None:
        """Called at the end of a job, before anybody else is given the turn."""
        _idle.append(self)


def worker_for(job: Job) -> Worker:
    """A worker that does the job once its gate is released."""
    worker = _idle.pop() if _idle else Worker()
    worker.job = job
    return worker


def idle_threads() -> list[int]:
    """What the system calls the threads that wait for a job."""
    return [worker.native_id for worker in _idle]
