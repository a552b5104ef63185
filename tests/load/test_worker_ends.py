"""A worker that was told to quit is gone within its time, though something in it never comes back."""

from __future__ import annotations

import os
import select
import subprocess
import sys
from pathlib import Path

import pytest
from recorded_runs import ended, lines, locust

from load.record import RunRecord

HANGS = """
import gevent
from gevent.monkey import get_original

import load.locust.ending

load.locust.ending.GRACE_S = 1.0
HOW = {
    "in its loop": lambda: gevent.sleep(1000),
    "outside of its loop": lambda: get_original("time", "sleep")(1000),
}[os.environ["HANGS"]]

@events.init.add_listener
def at_begin(environment, runner, **_):
    if isinstance(runner, WorkerRunner):
        say("worker", os.getpid())

@getattr(events, os.environ["HANGS_AT"]).add_listener
def at_end(**_):
    if ENVIRONMENTS:
        HOW()

ENVIRONMENTS = []

@events.test_start.add_listener
def keep(environment, **_):
    if isinstance(environment.runner, WorkerRunner):
        ENVIRONMENTS.append(environment)
"""


@pytest.mark.parametrize(("how", "at"), [("in its loop", "test_stop"), ("outside of its loop", "quit")])
def test_a_worker_in_which_something_hangs_is_ended(tmp_path: Path, how: str, at: str) -> None:
    said: list[str] = []
    workers: list[int] = []
    with locust(
        tmp_path, HANGS, "--processes", "2", "--headless", LOAD_DURATION_S="1", HANGS=how, HANGS_AT=at
    ) as process:
        for words in lines(process, said):
            if words[:1] == ["worker"]:
                # An id may be another's by the time that it is asked for; a descriptor stays the process's own.
                workers.append(os.pidfd_open(int(words[1])))
            if len(workers) == 2:
                break
        try:
            said.append(ended(process))  # reads until the workers too have let go of the pipe
            for worker in workers:
                assert select.select([worker], [], [], 30)[0], "".join(said)
        finally:
            for worker in workers:
                os.close(worker)
    assert "Timeout (0:00:01)!" in "".join(said), "its stacks are told"
    assert RunRecord.read(tmp_path / "run.json").workers


STOPS_AND_QUITS = """
import gevent

@events.init.add_listener
def at_begin(environment, runner, **_):
    if isinstance(runner, WorkerRunner):
        say("worker", os.getpid())

@events.spawning_complete.add_listener
def soon(**_):
    if MASTER:
        gevent.spawn(end)

@events.test_start.add_listener
def keep(environment, **_):
    if isinstance(environment.runner, MasterRunner):
        MASTER.append(environment.runner)

MASTER = []

def end():
    MASTER[0].stop()
    while MASTER[0].clients:
        gevent.sleep(0.01)
    MASTER[0].quit()
"""


def test_workers_that_the_master_has_forgotten_while_they_stop_are_told_to_quit(tmp_path: Path) -> None:
    """Locust tells those that it knows; the others would go on until they miss its signs of life, after a minute."""
    said: list[str] = []
    workers: list[int] = []
    with locust(
        tmp_path, STOPS_AND_QUITS, "--processes", "2", "--headless", "--stop-timeout", "2", LOAD_DURATION_S="60"
    ) as process:
        for words in lines(process, said):
            if words[:1] == ["worker"]:
                workers.append(os.pidfd_open(int(words[1])))
            if len(workers) == 2:
                break
        try:
            process.wait(timeout=60)
            gone = [bool(select.select([worker], [], [], 20)[0]) for worker in workers]
        finally:
            for worker in workers:
                os.close(worker)
    assert gone == [True, True]
    assert {worker.state for worker in RunRecord.read(tmp_path / "run.json").workers} == {"finished"}


def test_a_worker_that_ends_in_order_has_no_clock_running_out(tmp_path: Path) -> None:
    with locust(tmp_path, "", "--processes", "2", "--headless", LOAD_DURATION_S="1") as process:
        said = ended(process)
    assert process.returncode == 0, said
    assert "Timeout (" not in said
    assert {worker.state for worker in RunRecord.read(tmp_path / "run.json").workers} == {"finished"}


def test_faulthandler_is_what_ends_it_since_it_outlives_the_interpreter(tmp_path: Path) -> None:
    """A thread that is waited for while the interpreter is torn down, as libraries have them in forked processes."""
    file = tmp_path / "hangs.py"
    file.write_text(
        "import faulthandler, sys\n"
        "class Stays:\n"
        "    def __del__(self, sleep=__import__('time').sleep):\n"
        "        sleep(1000)\n"
        "faulthandler.dump_traceback_later(0.5, exit=True, file=sys.stderr)\n"
        "sys.kept = Stays()\n",
        encoding="utf-8",
    )
    done = subprocess.run([sys.executable, str(file)], capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 1
    assert "Timeout" in done.stderr
