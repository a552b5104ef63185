"""The standard library's locks, threads, queues and pools inside simulated processes."""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import nullcontext
from typing import Any

import pytest

from harness.simulation.explore import Explorer, Program
from harness.simulation.strategies import Exhaustive, Walk
from harness.simulation.verdicts import Exploration, Invariant
from harness.simulation.world import End

MADE_AT_IMPORT = threading.Lock()


class Holder:
    """A class of code under test."""

    lock = threading.RLock()


def explored(
    *bodies: Callable[[], None],
    holds: tuple[Invariant, ...] = (),
    before: Callable[[], None] = lambda: None,
    schedules: int = 300,
) -> Exploration:
    program = Program(dict(zip("abc", bodies, strict=False)), holds, setup=lambda client: before())
    with Explorer(program) as explorer:
        for strategy in (Exhaustive(preemptions=2), Walk(1)):
            found = explorer.explore(strategy, schedules=schedules)
            if found.found is not None:
                return found
        return found


class Counting:
    """Two processes add one to a shared number, sleeping between reading and writing it."""

    def __init__(self, lock: Callable[[], Any]) -> None:
        self._make = lock
        self._lock: Any = None
        self._number = 0

    def reset(self) -> None:
        self._lock, self._number = None, 0

    def add(self) -> None:
        if self._lock is None:
            self._lock = self._make()
        with self._lock:
            read = self._number
            time.sleep(0.01)
            self._number = read + 1

    def explored(self) -> Exploration:
        both = Invariant("both are counted", lambda: None if self._number == 2 else f"the number is {self._number}")
        return explored(self.add, self.add, holds=(both,), before=self.reset)


@pytest.mark.parametrize(
    "lock",
    [
        lambda: threading.Lock(),  # looked up when it is made, as code does
        lambda: threading.RLock(),
        lambda: threading.Semaphore(1),
        lambda: threading.Condition(),
    ],
)
def test_a_lock_keeps_processes_apart_in_every_interleaving(lock: Callable[[], Any]) -> None:
    assert Counting(lock).explored().found is None


def test_without_a_lock_an_update_is_lost() -> None:
    assert Counting(nullcontext).explored().found is not None


@pytest.mark.parametrize("lock", [lambda: MADE_AT_IMPORT, lambda: Holder.lock])
def test_locks_that_were_made_at_import_are_the_schedulers_too(lock: Callable[[], Any]) -> None:
    assert Counting(lock).explored().found is None
    assert lock().acquire(blocking=False), "outside it is an ordinary lock again"
    lock().release()


def test_two_locks_in_opposite_orders_are_found_to_block_each_other() -> None:
    locks: dict[str, Any] = {}

    def take(*names: str) -> Callable[[], None]:
        def body() -> None:
            for name in names:
                locks.setdefault(name, threading.Lock())
            with locks[names[0]], locks[names[1]]:
                pass

        return body

    found = explored(take("x", "y"), take("y", "x"), before=locks.clear).found
    assert found is not None
    assert found.end is End.STUCK
    assert "nobody can go on" in str(found.broken)


def test_events_conditions_and_queues_hand_over() -> None:
    seen: list[object] = []

    def body() -> None:
        seen.clear()
        ready, work = threading.Event(), queue.Queue[int](maxsize=1)

        def produce() -> None:
            ready.wait()
            for number in range(3):
                work.put(number)

        producer = threading.Thread(target=produce)
        producer.start()
        ready.set()
        seen.extend(work.get() for _ in range(3))
        producer.join()
        seen.append(producer.is_alive())

    whole = Invariant("everything arrives in order", lambda: None if seen == [0, 1, 2, False] else repr(seen))
    assert explored(body, holds=(whole,), schedules=100).found is None


def test_a_pool_of_threads_runs_under_the_scheduler() -> None:
    totals: list[int] = []

    def body() -> None:
        def square(number: int) -> int:
            time.sleep(number)
            return number * number

        with ThreadPoolExecutor(max_workers=2) as pool:
            totals.append(sum(done.result() for done in as_completed([pool.submit(square, n) for n in (3, 1, 2)])))

    assert explored(body, schedules=60).found is None
    assert set(totals) == {14}


def test_waiting_for_a_lock_can_time_out_in_virtual_time() -> None:
    waited: list[tuple[bool, float]] = []
    shared: list[threading.Lock] = []

    def holds() -> None:
        shared[:] = [threading.Lock()]
        shared[0].acquire()
        time.sleep(100)

    def waits() -> None:
        time.sleep(1)
        before = time.monotonic()
        waited.append((shared[0].acquire(timeout=5), time.monotonic() - before))

    assert explored(holds, waits, schedules=1).found is None
    assert waited[0] == (False, 5)
