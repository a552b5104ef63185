"""Every way in which code reads the time, sleeps, or draws random numbers, inside a simulated process."""

from __future__ import annotations

import datetime as datetime_module
import os
import random
import secrets
import time
import uuid
from collections.abc import Callable
from datetime import UTC, datetime
from time import monotonic as bound_monotonic
from time import sleep as bound_sleep

import pytest

from harness.simulation.choices import Default
from harness.simulation.patches import active
from harness.simulation.world import START, World

bound_uniform = random.uniform
SEEN: list[object] = []


def run(body: Callable[[], object], *, seed: int = 0, name: str = "a", skew_seconds: int = 0) -> object:
    """What the body gives inside a process, on a run of its own."""
    found: list[object] = []
    with active():
        world = World(Default(), seed=seed)
        process = world.spawn(name, lambda: found.append(body()))
        process.skew_ns = skew_seconds * 1_000_000_000
        world.run()
        if process.error is not None:
            raise process.error
    return found[0]


@pytest.mark.parametrize(
    "reads",
    [
        lambda: datetime.now(UTC),
        lambda: datetime_module.datetime.now(UTC),
        lambda: datetime.fromtimestamp(time.time(), UTC),
        lambda: datetime.fromtimestamp(time.time_ns() / 1e9, UTC),
        lambda: datetime.utcnow().replace(tzinfo=UTC),  # noqa: DTZ003 - code under test does
        lambda: datetime(*time.gmtime()[:6], tzinfo=UTC),
    ],
)
def test_the_wall_clock_is_virtual_however_it_is_read(reads: Callable[[], object]) -> None:
    assert run(reads) == START


@pytest.mark.parametrize("sleep", [lambda: time.sleep(400), lambda: bound_sleep(400)])
def test_sleeping_costs_virtual_time_only(sleep: Callable[[], None]) -> None:
    def body() -> tuple[float, float]:
        wall, steady = time.time(), time.monotonic()
        sleep()
        return time.time() - wall, time.monotonic() - steady

    assert run(body) == (400, 400)


def test_a_clock_that_was_bound_at_import_is_virtual_too() -> None:
    assert run(lambda: bound_monotonic()) == 0


def test_a_skewed_process_reads_another_wall_clock_but_sleeps_as_long() -> None:
    def body() -> tuple[datetime, float]:
        before = time.monotonic()
        time.sleep(1)
        return datetime.now(UTC), time.monotonic() - before

    read, slept = run(body, skew_seconds=-90)  # type: ignore[misc]
    assert (read - START).total_seconds() == -89
    assert slept == 1


@pytest.mark.parametrize(
    "draws",
    [
        lambda: random.random(),  # noqa: S311 - not for secrets
        lambda: bound_uniform(0, 1),
        lambda: random.choice(range(10**9)),  # noqa: S311
        lambda: uuid.uuid4(),
        lambda: os.urandom(8),
        lambda: secrets.token_hex(8),
        lambda: random.SystemRandom().random(),
    ],
)
def test_chance_is_the_same_in_each_run_with_the_same_seed_and_each_process_has_its_own(
    draws: Callable[[], object],
) -> None:
    assert run(draws) == run(draws)
    assert run(draws) != run(draws, seed=1)
    assert run(draws) != run(draws, name="b")


def test_afterwards_everything_is_as_it_was() -> None:
    before = (time.sleep, time.monotonic, random.random, os.urandom, bound_sleep)
    run(lambda: None)
    assert (time.sleep, time.monotonic, random.random, os.urandom, bound_sleep) == before
    assert abs((datetime.now(UTC) - START).total_seconds()) > 60
