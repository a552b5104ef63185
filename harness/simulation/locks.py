"""Locks and threads of the code under test, under the scheduler.

Condition, Event, Semaphore, Barrier, queue.Queue and ThreadPoolExecutor of the standard library are written in
Python on top of the plain lock, so replacing the lock and starting threads as processes is enough for all.
"""

from __future__ import annotations

import _thread
import concurrent.futures.thread
import queue
import threading
from collections.abc import Callable
from typing import Any

from harness.simulation.dependence import Touched
from harness.simulation.processes import Process, current
from harness.simulation.virtual_time import Replaced
from harness.simulation.world import World

_real_allocate = _thread.allocate_lock


class SimulatedLock:
    """A plain lock. Each run begins with it open; outside simulated processes it is an ordinary lock.

    `made_in` is the run that it was made in, if it was: to processes of another run, which can only meet it when
    something is cleaned up late, it is an ordinary lock too.
    """

    def __init__(self, made_in: World | None = None) -> None:
        self._real = _real_allocate()
        self._made_in = made_in
        self._world: World | None = None
        self._held = False
        self._name = ""

    def _process(self) -> Process | None:
        """The simulated process that uses it; None where it is an ordinary lock."""
        process = current()
        if process is None or self._made_in not in (None, process.world):
            return None
        if self._world is not process.world:
            self._world, self._held = process.world, False
            self._name = f"lock {process.world.objects}"
            process.world.objects += 1
        return process

    def acquire(self, blocking: bool = True, timeout: float = -1) -> bool:
        """As `threading.Lock.acquire`; a step of its process."""
        process = self._process()
        if process is None:
            return self._real.acquire(blocking, timeout)
        world = process.world
        if world.is_leaving(process):
            taken = blocking or not self._held
            self._held = True
            return taken
        world.step(process, f"acquires {self._name}")
        while self._held:
            if not blocking or not world.block(process, self, None if timeout < 0 else timeout, f"waits: {self._name}"):
                world.touched(process, Touched(reads=(self._name,)))
                return False
        self._held = True
        world.touched(process, Touched(writes=(self._name,)))
        return True

    def release(self) -> None:
        """As `threading.Lock.release`."""
        process = self._process()
        if process is None:
            self._real.release()
            return
        if not self._held:
            raise RuntimeError("release unlocked lock")
        self._held = False
        if process.world.is_leaving(process):
            return
        process.world.touched(process, Touched(writes=(self._name,)))
        process.world.wake(self)

    def locked(self) -> bool:
        return self._real.locked() if self._process() is None else self._held

    def __enter__(self) -> bool:
        return self.acquire()

    def __exit__(self, *_: object) -> None:
        self.release()

    def _at_fork_reinit(self) -> None:
        self._real = _real_allocate()
        self._held = False


def _allocate() -> Any:
    """A lock for whoever asks: the scheduler's inside a simulated process."""
    process = current()
    return _real_allocate() if process is None else SimulatedLock(process.world)


def _reentrant(original: Callable[[], Any]) -> Callable[[], Any]:
    def reentrant(*args: Any, **options: Any) -> Any:
        process = current()
        return original(*args, **options) if process is None else simulated_rlock(process.world)

    return reentrant


def simulated_rlock(made_in: World | None = None) -> Any:
    """A reentrant lock on a simulated one."""
    made = threading._PyRLock()  # type: ignore[attr-defined]
    made._block = SimulatedLock(made_in)
    return made


def _start(original: Callable[[threading.Thread], None]) -> Callable[[threading.Thread], None]:
    def start(thread: threading.Thread) -> None:
        process = current()
        if process is None:
            original(thread)
            return
        if thread._started.is_set():  # type: ignore[attr-defined]
            raise RuntimeError("threads can only be started once")
        child = process.world.spawn(f"{process.name}/{len(process.world.processes)}", thread.run)
        thread.__dict__["_simulated"] = child
        thread._started._flag = True  # type: ignore[attr-defined]
        thread._is_stopped = True  # type: ignore[attr-defined]  # to whoever looks at it after the run

    return start


def _join(original: Callable[..., None]) -> Callable[..., None]:
    def join(thread: threading.Thread, timeout: float | None = None) -> None:
        process, child = current(), thread.__dict__.get("_simulated")
        if process is None or child is None:
            original(thread, timeout)
        elif not child.has_ended:
            process.world.block(process, child, timeout, f"joins {child.name}")

    return join


def _is_alive(original: Callable[[threading.Thread], bool]) -> Callable[[threading.Thread], bool]:
    def is_alive(thread: threading.Thread) -> bool:
        child = thread.__dict__.get("_simulated")
        return original(thread) if child is None else not child.has_ended

    return is_alive


class _SimpleQueue:
    """`queue.SimpleQueue` in Python inside a simulated process: the one in C waits where no scheduler sees it."""

    def __new__(cls) -> Any:
        return _real_simple_queue() if current() is None else queue._PySimpleQueue()  # type: ignore[attr-defined]


_real_simple_queue = queue.SimpleQueue


def replacements() -> list[Replaced]:
    """Every function and method that is replaced."""
    thread, executor = threading.Thread, concurrent.futures.thread
    return [
        (threading, "_allocate_lock", threading._allocate_lock, _allocate),  # type: ignore[attr-defined]
        (threading, "Lock", threading.Lock, _allocate),
        (threading, "RLock", threading.RLock, _reentrant(threading.RLock)),
        (thread, "start", thread.start, _start(thread.start)),
        (thread, "join", thread.join, _join(thread.join)),
        (thread, "is_alive", thread.is_alive, _is_alive(thread.is_alive)),
        (queue, "SimpleQueue", queue.SimpleQueue, _SimpleQueue),
        (executor, "_global_shutdown_lock", executor._global_shutdown_lock, SimulatedLock()),
    ]
