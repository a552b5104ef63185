"""Growth of memory: synthetic series whose slope is known, and a process that leaks."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
from queue_runs import run_record

from load.memory import MATTERS_MB_H, growth_mb_h, judged, told_apart
from load.memory_sampling import MemorySampler
from load.record import ProcessMemory

RUN_S = 600.0


@dataclass(frozen=True)
class Shape:
    """Megabytes at each second, with normal noise."""

    of: Callable[[float], float]
    noise_mb: float = 0.2

    def made(self, seed: int = 1, *, name: str = "coordinator", until_s: float = RUN_S) -> ProcessMemory:
        random = np.random.default_rng(seed)
        at_s = tuple(float(second) for second in range(0, int(until_s), 2))
        uss_mb = tuple(self.of(second) + float(random.normal(0, self.noise_mb)) for second in at_s)
        return ProcessMemory(name=name, at_s=at_s, uss_mb=uss_mb)


def outcome(series: Sequence[ProcessMemory], duration_s: float = RUN_S) -> str:
    (said,) = judged(series, duration_s=duration_s).values()
    return said.partition(":")[0]


FLAT = Shape(lambda _: 120.0)
LEAK = Shape(lambda second: 120 + 5 * second / 60)
SAWTOOTH = Shape(lambda second: 120 + 8 * (second % 47) / 47)
WARMS_UP = Shape(lambda second: 80.0 if second < 100 else 160.0)
SPIKES = Shape(lambda second: 180.0 if second % 97 < 8 else 120.0)
LEAK_IN_SAWTOOTH = Shape(lambda second: 120 + 8 * (second % 47) / 47 + 5 * second / 60)


@pytest.mark.parametrize("seed", range(10))
@pytest.mark.parametrize("shape", [FLAT, SAWTOOTH, WARMS_UP, SPIKES], ids=["flat", "garbage", "warm-up", "spikes"])
def test_what_comes_back_to_where_it_was_is_flat(shape: Shape, seed: int) -> None:
    assert outcome([shape.made(seed)]) == "passed"


@pytest.mark.parametrize("seed", range(10))
@pytest.mark.parametrize("shape", [LEAK, LEAK_IN_SAWTOOTH], ids=["alone", "under a sawtooth"])
def test_a_leak_of_5_mb_a_minute_is_found_and_measured(shape: Shape, seed: int) -> None:
    series = shape.made(seed)
    assert outcome([series]) == "failed"
    growth = growth_mb_h(series)
    assert growth is not None
    assert growth.slope == pytest.approx(300, rel=0.05)
    assert growth.low - 10 <= 300 <= growth.high + 10


def test_the_interval_holds_the_slope_as_often_as_it_says() -> None:
    """Noise in which neighbours go together, as memory has it: a walk that is drawn back, with 20 s to forget in."""

    def wandering(seed: int) -> ProcessMemory:
        random = np.random.default_rng(seed)
        at_s, values, now = range(0, 600, 2), [], 0.0
        for second in at_s:
            now = 0.9 * now + float(random.normal(0, 0.1))
            values.append(100 + now + 20 * second / 3600)
        return ProcessMemory(name="x", at_s=tuple(map(float, at_s)), uss_mb=tuple(values))

    found = [growth_mb_h(wandering(seed)) for seed in range(100)]
    held = sum(one is not None and one.low <= 20 <= one.high for one in found)
    assert held >= 88


def test_noise_in_which_a_leak_could_hide_is_not_called_flat() -> None:
    random = np.random.default_rng(3)
    values = tuple(200 + float(np.sin(second / 60) * 30 + random.normal(0, 20)) for second in range(0, 600, 2))
    series = ProcessMemory(name="noisy", at_s=tuple(map(float, range(0, 600, 2))), uss_mb=values)
    said = judged([series], duration_s=RUN_S)["memory.noisy"]
    assert said.startswith("unknown: too noisy")


def test_a_slope_that_is_there_and_does_not_matter_is_borne() -> None:
    growth = growth_mb_h(Shape(lambda second: 120 + 10 * second / 3600, noise_mb=0.01).made())
    assert growth is not None
    assert 0 < growth.low < growth.high < MATTERS_MB_H
    assert outcome([Shape(lambda second: 120 + 10 * second / 3600, noise_mb=0.01).made()]) == "passed"


@pytest.mark.parametrize(
    ("series", "duration_s", "words"),
    [
        ([FLAT.made(until_s=30)], 30, "30 s are too short, it takes 420 s with the warm-up"),
        ([FLAT.made(until_s=400)], 600, "it was there until second 398 of 600 only"),
        ([FLAT.made(1), FLAT.made(2)], 600, "it was started again in between"),
    ],
    ids=["short", "gone", "restarted"],
)
def test_what_cannot_be_judged_is_unknown(series: list[ProcessMemory], duration_s: float, words: str) -> None:
    said = judged(series, duration_s=duration_s)["memory.coordinator"]
    assert said.startswith("unknown: ")
    assert words in said


def test_a_store_is_held_against_what_it_was_given() -> None:
    """4 KB a document and 500 a minute is 120 MB an hour, which no other process may grow by."""

    def store(kilobytes: float, name: str) -> ProcessMemory:
        series = Shape(lambda second: 50 + kilobytes / 1000 * 500 * second / 60, noise_mb=0.05).made(name=name)
        return series.model_copy(update={"held": tuple(int(500 * at / 60) for at in series.at_s)})

    checks = judged([store(4, "firestore")], duration_s=RUN_S)
    assert checks["memory.firestore"].startswith("passed: ")
    assert "KB a document" in checks["memory.firestore"]
    assert judged([store(40, "firestore")], duration_s=RUN_S)["memory.firestore"].startswith("failed: it grows")
    assert outcome([store(4, "coordinator")]) == "failed"


def test_the_bigquery_emulator_is_told_and_not_judged() -> None:
    emulator = LEAK.made(name="bigquery")
    emulator = emulator.model_copy(update={"held": tuple(int(at) for at in emulator.at_s)})
    assert judged([emulator], duration_s=RUN_S) == {}
    (note,) = told_apart([emulator, FLAT.made()])
    assert note.startswith("memory.bigquery is not judged")
    assert "from 120 tables to 598" in note


LEAKS = """
import sys
kept = []
for line in sys.stdin:
    kept.append(bytearray(int(line)))
    print(len(kept), flush=True)
"""


def test_a_process_that_keeps_what_it_is_given_is_seen_to_grow(monkeypatch: pytest.MonkeyPatch) -> None:
    """A megabyte is handed over before each look, and the moments of the looks are made up: two seconds apart."""
    begun = datetime(2026, 1, 6, tzinfo=UTC)
    command = [sys.executable, "-c", LEAKS]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        moments = iter(begun + timedelta(seconds=2 * number) for number in range(1000))
        sampler = MemorySampler(lambda: {"leaks": process.pid}, now=lambda: next(moments))
        for _ in range(300):
            process.stdin.write("100000\n")
            process.stdin.flush()
            process.stdout.readline()
            sampler.look()
        process.stdin.close()
    record = run_record([]).model_copy(update={"started_at": begun, "duration_s": RUN_S})
    (series,) = sampler.of(record)
    assert len(series.at_s) == 300
    growth = growth_mb_h(series)
    assert growth is not None
    # 0.1 MB each 2 s; memory is handed out in pages.
    assert growth.slope == pytest.approx(180, rel=0.05)
    assert outcome([series]) == "failed"


def test_a_process_that_ended_and_one_of_another_id_are_two_series() -> None:
    begun = datetime(2026, 1, 6, tzinfo=UTC)
    moments = iter(begun + timedelta(seconds=second) for second in range(10))
    with (
        subprocess.Popen([sys.executable, "-c", LEAKS], stdin=subprocess.PIPE) as one,
        subprocess.Popen([sys.executable, "-c", LEAKS], stdin=subprocess.PIPE) as other,
    ):
        named = {"worker-1": one.pid}
        sampler = MemorySampler(lambda: named, held={"worker-1": lambda: 7}, now=lambda: next(moments))
        sampler.count()
        sampler.look()
        one.communicate()
        sampler.look()
        named["worker-1"] = other.pid
        sampler.look()
        other.communicate()
    record = run_record([]).model_copy(update={"started_at": begun, "duration_s": 60.0})
    told = sampler.of(record)
    assert [(series.name, len(series.at_s), series.held) for series in told] == [("worker-1", 1, (7,))] * 2


def test_an_error_of_a_look_is_not_swallowed() -> None:
    asked = threading.Event()

    def broken() -> dict[str, int]:
        asked.set()
        raise OSError("no list of processes")

    with pytest.raises(OSError, match="no list of processes"), MemorySampler(broken, every_s=0.001):
        assert asked.wait(10)
