"""Processes that die: what they had flushed is in the record, which says that they were lost."""

from __future__ import annotations

import os
import signal
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

import pytest
from recorded_runs import ended, lines, locust

from load.record import RunRecord, partial_of

TELLS_FLUSHES = """
locust.runners.HEARTBEAT_INTERVAL = 0.5  # a killed worker is missed after four

@events.init.add_listener
def told(environment, runner, **_):
    if isinstance(runner, WorkerRunner):
        # After the session's own listeners: what was recorded by then has just been flushed.
        @events.report_to_master.add_listener
        def flushed(data, **_):
            if "load" in data:
                say("flushed", os.getpid(), runner.worker_index, data["load"]["deltas"][-1]["until_s"], recorded)

        @events.test_stop.add_listener
        def stopped(**_):
            say("stopped", os.getpid(), recorded)
"""
STOPS_SLOWLY = """
@events.test_stop.add_listener
def slowly(environment, **_):
    import gevent

    if isinstance(environment.runner, WorkerRunner):
        gevent.sleep(1)  # before the session's own; Locust's master waits for half a second
"""
TELLS_PARTIALS = """
from load.locust.keeping import Keeper

load.locust.keeping.LOOKS_PER_PARTIAL = 1
plain = Keeper._write_partial

def told(self):
    plain(self)
    say("partial", recorded)

Keeper._write_partial = told
"""


def total(record: RunRecord) -> int:
    return sum(endpoint.requests for endpoint in record.endpoints)


def in_seconds(record: RunRecord) -> int:
    return sum(endpoint.requests for interval in record.intervals for endpoint in interval.endpoints)


def test_what_a_killed_worker_flushed_is_kept_and_the_record_says_that_it_was_lost(tmp_path: Path) -> None:
    flushed: dict[int, list[tuple[float, int]]] = defaultdict(list)
    indexes: dict[int, int] = {}
    stopped: dict[int, int] = {}
    said: list[str] = []
    killed = 0
    with locust(tmp_path, TELLS_FLUSHES, "--processes", "2", "--headless", LOAD_DURATION_S="4.5") as process:
        for words in lines(process, said):
            if words[:1] == ["flushed"]:
                pid = int(words[1])
                flushed[pid].append((float(words[3]), int(words[4])))
                indexes[pid] = int(words[2])
                if not killed and len([each for each in flushed[pid] if each[1]]) == 3:
                    killed = pid
                    os.kill(killed, signal.SIGKILL)
            elif words[:1] == ["stopped"]:
                stopped[int(words[1])] = int(words[2])
    assert len(flushed) == 2, "".join(said)
    (survivor,) = stopped
    record = RunRecord.read(tmp_path / "run.json")
    states = {worker.index: worker.state for worker in record.workers}
    assert states == {indexes[killed]: "lost", indexes[survivor]: "finished"}
    lost = next(worker for worker in record.workers if worker.state == "lost")
    kept = dict(flushed[killed])
    # The last one was told just before it was handed to the socket, so it may have come or not; those before have.
    assert lost.last_flush_s in [until_s for until_s, _ in flushed[killed][-2:]]
    assert lost.intended == kept[lost.last_flush_s] > 0
    assert total(record) == in_seconds(record) == kept[lost.last_flush_s] + stopped[survivor]
    assert any("was lost; it was heard of last at" in line for line in said)
    assert record.aborted is None
    assert not partial_of(tmp_path / "run.json").exists()


def test_a_killed_master_leaves_what_was_known_before(tmp_path: Path) -> None:
    said: list[str] = []
    counts: list[int] = []
    with locust(tmp_path, TELLS_PARTIALS, "--headless", LOAD_DURATION_S="30") as process:
        for words in lines(process, said):
            if words[:1] == ["partial"]:
                counts.append(int(words[1]))
                if len(counts) == 2:
                    os.kill(process.pid, signal.SIGKILL)
                    break
    assert not (tmp_path / "run.json").exists(), "".join(said)
    partial = RunRecord.read(partial_of(tmp_path / "run.json"))
    assert total(partial) == in_seconds(partial)
    assert counts[0] < total(partial) <= counts[1]
    assert [(worker.name, worker.state) for worker in partial.workers] == [("local", "lost")]


@pytest.mark.parametrize(
    ("send", "sent"),
    [(os.kill, signal.SIGTERM), (os.killpg, signal.SIGINT)],
    ids=["ended", "interrupted-with-its-workers"],
)
def test_a_run_that_is_stopped_from_outside_is_whole(
    tmp_path: Path, send: Callable[[int, int], None], sent: signal.Signals
) -> None:
    said: list[str] = []
    stopped: dict[int, int] = {}
    asked = False
    more = TELLS_FLUSHES + STOPS_SLOWLY
    with locust(tmp_path, more, "--processes", "2", "--headless", LOAD_DURATION_S="30") as process:
        for words in lines(process, said):
            if words[:1] == ["flushed"] and int(words[4]) > 50 and not asked:
                asked = True
                send(process.pid, sent)
            elif words[:1] == ["stopped"]:
                stopped[int(words[1])] = int(words[2])
        said.append(ended(process))
    record = RunRecord.read(tmp_path / "run.json")
    assert [worker.state for worker in record.workers] == ["finished", "finished"], "".join(said)
    assert total(record) == in_seconds(record) == sum(stopped.values())
    last_due_s = max(interval.start_s for interval in record.intervals if interval.intended)
    assert record.duration_s < last_due_s + 1.05  # workers that take a second to stop do not make the run longer


def test_when_all_workers_are_lost_the_run_ends_and_its_record_says_so(tmp_path: Path) -> None:
    said: list[str] = []
    flushed: dict[int, int] = defaultdict(int)
    with locust(tmp_path, TELLS_FLUSHES, "--processes", "2", "--headless", LOAD_DURATION_S="30") as process:
        for words in lines(process, said):
            if words[:1] == ["flushed"] and int(words[4]) > 0:
                flushed[int(words[1])] += 1
                if flushed[int(words[1])] == 3:
                    os.kill(int(words[1]), signal.SIGKILL)
        ended(process)
    assert process.returncode == 1, "".join(said)
    record = RunRecord.read(tmp_path / "run.json")
    assert [worker.state for worker in record.workers] == ["lost", "lost"], "".join(said)
    assert record.aborted == "all workers were lost"
    assert total(record) == in_seconds(record) > 0, "".join(said)
