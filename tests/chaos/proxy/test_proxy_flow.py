"""One direction of a connection, under a clock of the test's own."""

from __future__ import annotations

import heapq
import itertools
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chaos.proxy.effects import Effect
from chaos.proxy.flow import MOST_HELD, Delay, Ending, Flow
from chaos.proxy.parameters import Aim, Bandwidth, BlackHole, Direction, LateAnswer, Latency, Reset, Way
from harness.control.faults import Span


@dataclass
class Timer:
    due: float
    act: Callable[[], None]
    cancelled: bool = False

    def cancel(self) -> None:
        self.cancelled = True


class Clock:
    """A loop's clock and timers; time passes when the test says so."""

    def __init__(self) -> None:
        self.now = 100.0
        self._timers: list[tuple[float, int, Timer]] = []
        self._order = itertools.count()

    def time(self) -> float:
        return self.now

    def call_at(self, when: float, callback: Callable[[], None]) -> Timer:
        timer = Timer(when, callback)
        heapq.heappush(self._timers, (when, next(self._order), timer))
        return timer

    def to(self, instant: float) -> None:
        while self._timers and self._timers[0][0] <= instant:
            due, _, timer = heapq.heappop(self._timers)
            self.now = max(self.now, due)
            if not timer.cancelled:
                timer.act()
        self.now = instant


@dataclass
class Around:
    """What is around a flow: the sink, and the connection."""

    clock: Clock
    got: list[tuple[float, bytes]] = field(default_factory=list)
    endings: list[tuple[float, Ending]] = field(default_factory=list)
    holds: list[bool] = field(default_factory=list)
    hurt_by: list[Effect] = field(default_factory=list)
    resets: int = 0
    at_once: bool = False

    def write(self, data: bytes) -> None:
        self.got.append((self.clock.now, data))

    def finish(self, ending: Ending) -> None:
        self.endings.append((self.clock.now, ending))

    def hold(self, direction: Direction, *, on: bool) -> None:
        assert direction is Direction.TO_CLIENT
        self.holds.append(on)

    def maimed(self, effect: Effect) -> None:
        self.hurt_by.append(effect)

    def reset(self, *, at_once: bool = False) -> None:
        self.resets += 1
        self.at_once = at_once

    @property
    def bytes(self) -> bytes:
        return b"".join(data for _, data in self.got)


def made() -> tuple[Clock, Around, Flow]:
    clock = Clock()
    around = Around(clock)
    flow = Flow(Direction.TO_CLIENT, sink=around, above=around, loop=cast("Any", clock), name="1 down")
    return clock, around, flow


def on(parameters: Aim) -> Effect:
    return Effect("a kind", parameters, Span())


def test_at_rest_bytes_go_at_once() -> None:
    clock, around, flow = made()
    flow.feed(b"one")
    assert around.got == [(clock.now, b"one")]


def test_latency_delays_by_exactly_that() -> None:
    clock, around, flow = made()
    flow.under([on(Latency(latency_ms=250))])
    flow.feed(b"one")
    clock.to(100.1)
    flow.feed(b"two")
    clock.to(100.2499)
    assert around.got == []
    assert flow.held_bytes == 6
    clock.to(100.3499)
    assert around.got == [(100.25, b"one")]
    clock.to(100.35)
    assert around.bytes == b"onetwo"
    assert flow.held_bytes == 0


def test_two_latencies_add_up() -> None:
    clock, around, flow = made()
    flow.under([on(Latency(latency_ms=100)), on(Latency(latency_ms=200))])
    flow.feed(b"one")
    clock.to(110)
    assert around.got == [(pytest.approx(100.3), b"one")]


def delays(seed: int) -> list[float]:
    """Of pieces that come a second apart."""
    clock, around, flow = made()
    flow.under([on(Latency(latency_ms=200, jitter_ms=150, seed=seed))])
    for second in range(200):
        clock.to(100.0 + second)
        flow.feed(b"x")
    clock.to(400.0)
    return [at - 100.0 - second for second, (at, _) in enumerate(around.got)]


def test_jitter_lies_within_its_bounds_and_uses_them() -> None:
    found = delays(1)
    assert len(found) == 200
    assert min(found) >= 0.05 - 1e-9
    assert max(found) <= 0.35 + 1e-9
    assert min(found) < 0.08
    assert max(found) > 0.32


def test_jitter_is_the_same_for_the_same_seed() -> None:
    assert delays(1) == delays(1)
    assert delays(1) != delays(2)


def test_jitter_never_changes_the_order() -> None:
    clock, around, flow = made()
    flow.under([on(Latency(latency_ms=100, jitter_ms=100))])
    for number in range(100):
        flow.feed(bytes([number]))
        clock.to(clock.now + 0.001)
    clock.to(200)
    assert around.bytes == bytes(range(100))


@pytest.mark.parametrize("way", [Way.TO_SERVER, Way.TO_CLIENT, Way.BOTH])
def test_a_fault_is_about_its_own_direction(way: Way) -> None:
    _, around, flow = made()
    flow.under([on(Latency(latency_ms=100, direction=way))])
    flow.feed(b"x")
    assert (around.got == []) is (way is not Way.TO_SERVER)


def test_bandwidth_takes_as_long_as_the_bytes_need() -> None:
    clock, around, flow = made()
    flow.under([on(Bandwidth(bytes_per_second=1_000))])
    flow.feed(b"a" * 2_000)
    clock.to(101.0)
    assert len(around.bytes) == pytest.approx(1_000, abs=50)
    clock.to(101.999)
    assert len(around.bytes) < 2_000
    clock.to(102.001)
    assert around.bytes == b"a" * 2_000


def test_the_smallest_bandwidth_counts() -> None:
    clock, around, flow = made()
    flow.under([on(Bandwidth(bytes_per_second=1_000)), on(Bandwidth(bytes_per_second=100))])
    flow.feed(b"a" * 200)
    clock.to(101.0)
    assert len(around.bytes) == pytest.approx(100, abs=10)


def test_the_end_of_a_stream_waits_for_what_is_held() -> None:
    clock, around, flow = made()
    flow.under([on(Latency(latency_ms=100))])
    flow.feed(b"last")
    flow.end(Ending.END)
    assert around.endings == []
    clock.to(101)
    assert around.bytes == b"last"
    assert around.endings == [(pytest.approx(100.1), Ending.END)]


def test_what_is_held_goes_at_once_when_the_fault_ends() -> None:
    clock, around, flow = made()
    effect = on(Latency(latency_ms=60_000))
    flow.under([effect])
    flow.feed(b"one")
    flow.feed(b"two")
    flow.end(Ending.END)
    effect.on = False
    flow.under([])
    assert around.bytes == b"onetwo"
    assert around.endings == [(clock.now, Ending.END)]
    flow.feed(b"three")
    assert around.bytes == b"onetwothree"
    assert flow.held_bytes == 0


def test_what_is_held_stays_held_when_another_fault_ends() -> None:
    _, around, flow = made()
    staying, other = on(Latency(latency_ms=60_000)), on(Reset(after_bytes=1_000))
    flow.under([staying, other])
    flow.feed(b"one")
    other.on = False
    flow.under([staying])
    assert around.got == []
    assert flow.held_bytes == 3


def test_one_late_piece_delays_what_comes_after_it_and_no_more() -> None:
    clock, around, flow = made()
    flow.feed(b"head", after=Delay(on(LateAnswer(delay_ms=100)), 0.1))
    flow.feed(b"body")
    assert around.got == []
    clock.to(100.1)
    assert around.bytes == b"headbody"
    flow.feed(b"next")
    assert around.bytes == b"headbodynext"


def test_a_reset_comes_after_exactly_so_many_bytes() -> None:
    _, around, flow = made()
    flow.under([on(Reset(after_bytes=5))])
    flow.feed(b"123")
    assert around.resets == 0
    flow.feed(b"4567")
    assert around.bytes == b"12345"
    assert around.resets == 1
    assert not around.at_once


def test_a_reset_goes_on_counting_when_another_fault_begins() -> None:
    _, around, flow = made()
    cut = on(Reset(after_bytes=5))
    flow.under([cut])
    flow.feed(b"123")
    flow.under([cut, on(Reset(after_bytes=1_000))])
    flow.feed(b"4567")
    assert around.bytes == b"12345"


def test_a_reset_at_once_needs_no_byte() -> None:
    _, around, flow = made()
    flow.under([on(Reset())])
    assert around.resets == 1
    assert around.at_once


def test_bytes_and_the_end_vanish_in_a_black_hole() -> None:
    _, around, flow = made()
    effect = on(BlackHole())
    flow.under([effect])
    assert around.hurt_by == []
    flow.feed(b"gone")
    flow.end(Ending.END)
    assert around.got == around.endings == []
    assert around.hurt_by == [effect, effect]
    assert flow.lost_bytes == 4


def test_the_source_is_not_read_while_too_much_is_held() -> None:
    clock, around, flow = made()
    flow.under([on(Latency(latency_ms=100))])
    flow.feed(bytes(MOST_HELD - 1))
    assert around.holds == []
    flow.feed(b"x")
    assert around.holds == [True]
    clock.to(101)
    assert around.holds == [True, False]


@given(
    pieces=st.lists(st.tuples(st.binary(min_size=1, max_size=300), st.floats(0, 0.3)), max_size=30),
    latency_ms=st.integers(0, 500),
    jitter_ms=st.integers(0, 500),
    rate=st.none() | st.integers(50, 5_000),
    ends_after=st.floats(0, 5),
)
def test_no_byte_is_lost_doubled_or_overtaken(
    pieces: list[tuple[bytes, float]], latency_ms: int, jitter_ms: int, rate: int | None, ends_after: float
) -> None:
    clock, around, flow = made()
    effects = [on(Latency(latency_ms=latency_ms, jitter_ms=jitter_ms))]
    if rate is not None:
        effects.append(on(Bandwidth(bytes_per_second=rate)))
    flow.under(effects)
    for data, pause in pieces:
        if effects and clock.now > 100 + ends_after:
            effects.pop().on = False
            flow.under(effects)
        flow.feed(data)
        clock.to(clock.now + pause)
    flow.end(Ending.END)
    for effect in effects:
        effect.on = False
    flow.under([])
    assert around.bytes == b"".join(data for data, _ in pieces)
    assert [ending for _, ending in around.endings] == [Ending.END]
    assert flow.held_bytes == 0
