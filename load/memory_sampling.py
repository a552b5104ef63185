"""Memory of processes while a run goes on, a look every two seconds.

What is measured is USS: pages that nobody else has, which are what would be free if the process ended. RSS counts what
is shared with others too, which grows and shrinks with them.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import pairwise
from types import TracebackType
from typing import Self

import psutil  # type: ignore[import-untyped] # it has no types of its own

from load.record import ProcessMemory, RunRecord

EVERY_S = 2.0
"""A look takes the kernel some 5 ms a process."""
COUNTED_EVERY_S = 30.0
"""A count of what a store holds is work for the store, and may take longer than this where that has much to do."""
MEGABYTE = 10**6
GENERATOR = "generator"
Held = Mapping[str, Callable[[], int | None]]


@dataclass(slots=True)
class _Series:
    at: list[datetime] = field(default_factory=list)
    uss_mb: list[float] = field(default_factory=list)
    held: list[int] = field(default_factory=list)


class MemorySampler:
    """Looks from `with` to its end, in a thread; another counts what stores hold, so that no look waits for a count.

    Args:
        named: process ids by name; asked at each look, so that processes may come and go.
        held: for stores, by the name of their process, how many things they hold now; None where they do not say.

    Raises:
        Exception: at the end, what a look came upon in its thread.
    """

    def __init__(
        self,
        named: Callable[[], Mapping[str, int]],
        *,
        held: Held | None = None,
        every_s: float = EVERY_S,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._named = named
        self._now = now
        self._held = dict(held or {})
        self._series: dict[tuple[str, int], _Series] = {}
        self._known_held: dict[str, int] = {}
        self._ended = threading.Event()
        self._threads = (
            threading.Thread(target=self._run, args=(self.look, every_s), name="memory sampler", daemon=True),
            threading.Thread(target=self._run, args=(self.count, COUNTED_EVERY_S), name="stores counted", daemon=True),
        )
        self._broken: Exception | None = None

    def __enter__(self) -> Self:
        self.count()
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._ended.set()
        for thread in self._threads:
            thread.join()
        if self._broken is not None and error is None:
            raise self._broken

    def look(self) -> None:
        """Notes the memory of all processes that are there."""
        for name, pid in self._named().items():
            try:
                uss = psutil.Process(pid).memory_full_info().uss
            except psutil.NoSuchProcess:
                continue
            series = self._series.setdefault((name, pid), _Series())
            series.at.append(self._now())
            series.uss_mb.append(round(uss / MEGABYTE, 3))
            if name in self._known_held:
                series.held.append(self._known_held[name])

    def count(self) -> None:
        """Notes what the stores hold."""
        for name, count in self._held.items():
            held = count()
            if held is not None:
                self._known_held[name] = held

    def of(self, record: RunRecord) -> tuple[ProcessMemory, ...]:
        """What was seen from the run's start to its end. A process that was started again has two series."""
        told = []
        for (name, _), series in self._series.items():
            at_s = [(at - record.started_at).total_seconds() for at in series.at]
            inside = [place for place, second in enumerate(at_s) if 0 <= second <= record.duration_s]
            if inside:
                told.append(
                    ProcessMemory(
                        name=name,
                        at_s=tuple(round(at_s[place], 2) for place in inside),
                        uss_mb=tuple(series.uss_mb[place] for place in inside),
                        held=tuple(series.held[place] for place in inside) if series.held else (),
                    )
                )
        return tuple(told)

    def _run(self, work: Callable[[], None], every_s: float) -> None:
        try:
            while not self._ended.wait(every_s):
                work()
        except Exception as error:  # noqa: BLE001 - raised in the thread that asked
            self._broken = error


def locust_processes() -> dict[str, int]:
    """Processes of Locust that this process has started, by name: `generator`, and its workers `generator-1` and on."""
    found = [child.pid for child in psutil.Process().children(recursive=True) if _is_locust(child)]
    return {GENERATOR if place == 0 else f"{GENERATOR}-{place}": pid for place, pid in enumerate(sorted(found))}


def _is_locust(process: psutil.Process) -> bool:
    try:
        words = process.cmdline()
    except psutil.Error:
        return False
    return any(pair == ("-m", "locust") for pair in pairwise(words))
