"""The soak on the reference platform, with the memory of every process beside it."""

from __future__ import annotations

import pytest

from harness.commands.load_asked import Load, asked
from harness.commands.load_platform import Wanted
from harness.commands.load_told import run_lines
from load.record import RunRecord

SERVICES = {"pubsub", "firestore", "phases", "coordinator", "worker-1"}
NEVER_MORE_THAN = 1500.0
"""Megabytes; the BigQuery emulator, the largest, has some 400 after ten minutes."""


def soaked(players: int | None, duration_s: float, *, rate: float | None = None) -> RunRecord:
    soak = asked("soak", host=None, targets=(), wanted=Wanted(players=players))
    with soak.served() as served:
        record = soak.run_watched(served, Load(duration_s=duration_s, rate=rate))
        return soak.judged(soak.checked(record, served), with_data=True)


def test_a_short_soak_looks_at_every_process_and_says_that_it_is_too_short() -> None:
    record = soaked(20, 20, rate=5)

    judged = {name.removeprefix("memory.") for name in record.checks if name.startswith("memory.")}
    assert judged == SERVICES | {"generator"}
    assert {one.name for one in record.memory} == judged | {"bigquery"}
    for one in record.memory:
        assert len(one.at_s) >= 3, one.name
        assert all(0 <= at <= record.duration_s for at in one.at_s), one.name
        assert all(10 < uss < NEVER_MORE_THAN for uss in one.uss_mb), one.name
    said = {record.checks[f"memory.{name}"] for name in judged}
    assert all("s are too short, it takes 420 s with the warm-up" in text for text in said)
    held = {one.name: one.held for one in record.memory if one.held}
    assert set(held) == {"bigquery", "firestore"}
    assert all(min(counts) > 0 for counts in held.values())
    (note,) = record.notes
    assert note.startswith("memory.bigquery is not judged")
    assert f"  note: {note}" in run_lines(record)
    assert record.checks["data.lost"] == "passed", "what the data says is still there"


@pytest.mark.nightly
def test_ten_minutes_and_no_process_grows() -> None:
    """At the scenario's own rate, with all players of the day and ten batches."""
    record = soaked(None, 600)

    memory = {name: text for name, text in record.checks.items() if name.startswith("memory.")}
    print("\n".join([*(f"{name}: {text}" for name, text in memory.items()), *record.notes]))
    assert {name: text for name, text in memory.items() if not text.startswith("passed: ")} == {}
    assert set(memory) == {f"memory.{name}" for name in (*SERVICES, "generator")}
    assert record.aborted is None
