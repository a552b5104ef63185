"""When the runner cannot undo any more, its guardian does; when that is gone too, the next start does."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from tiny_platform import HERE, LONG_S, Stage

from chaos.faults.identity import Identity, identity_of
from chaos.faults.processes import until
from chaos.guarded import Guarded
from chaos.guardian import GuardianGoneError
from chaos.ledger import Ledger, LedgerBusyError, State
from chaos.undoing import recover

ONE = {"process": "one"}
PAUSE = ("process.pause", ONE)
DESCRIPTORS = ("limit.descriptors", ONE | {"headroom": 20})


@dataclass(frozen=True)
class Run:
    runner: subprocess.Popen[str]
    guardian: Identity
    ledger: Ledger

    def ended_by(self) -> list[tuple[str, str]]:
        """What the ledger says of each end, in order."""
        with self.ledger.held(wait_s=LONG_S):  # its guardian has ended then
            reading = self.ledger.read()
        kinds = {one.identity: one.injection.kind for one in reading.entries if one.injection is not None}
        return [(kinds[one.identity], one.by) for one in reading.entries if one.state is State.VERIFIED]


@contextmanager
def run(stage: Stage, folder: Path, *faults: object, seconds: float = 600, **more: bool) -> Iterator[Run]:
    """A runner that has injected these and waits."""
    target = stage.target.write(folder / "target.json")
    asked = {"target": str(target), "reports": str(folder), "faults": faults, "seconds": seconds} | more
    runner = subprocess.Popen(
        [sys.executable, HERE / "scripted_runner.py", json.dumps(asked)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    with runner:
        try:
            assert runner.stdout is not None
            said = runner.stdout.readline().split()
            assert said[:1] == ["injected"], said
            yield Run(runner, identity_of(int(said[2])), Ledger.of(stage.target.name, reports=folder))
        finally:
            runner.kill()


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM])
def test_the_guardian_undoes_in_reverse_order_what_a_killed_runner_left(
    stage: Stage, tmp_path: Path, number: signal.Signals
) -> None:
    one = stage.platform.identity("one")
    with run(stage, tmp_path, DESCRIPTORS, PAUSE) as running:
        assert one.stopped
        os.killpg(running.runner.pid, number)  # its whole group; the guardian is not in it
        assert running.ended_by() == [("process.pause", "guardian"), ("limit.descriptors", "guardian")]
    assert not one.stopped
    assert stage.platform.ask("one", "descriptors", count=50) == {"got": 50, "number": 0}


def test_no_next_experiment_begins_before_the_guardian_has_finished(stage: Stage, tmp_path: Path) -> None:
    with run(stage, tmp_path, PAUSE) as running:
        assert running.guardian.send(signal.SIGSTOP)
        running.runner.kill()
        running.runner.wait(LONG_S)
        with (
            pytest.raises(LedgerBusyError, match="its guardian is undoing what it left"),
            Guarded(stage.target, reports=tmp_path, wait_s=0),
        ):
            pass
        assert running.guardian.send(signal.SIGCONT)
        with Guarded(stage.target, reports=tmp_path, wait_s=LONG_S) as guarded:
            assert guarded.recovery.text == ""
    assert not stage.platform.identity("one").stopped


def test_a_fork_of_the_runner_that_keeps_the_pipe_open_hides_nothing(stage: Stage, tmp_path: Path) -> None:
    with run(stage, tmp_path, PAUSE, fork=True) as running:
        os.kill(running.runner.pid, signal.SIGKILL)
        assert until(lambda: not running.guardian.alive, seconds=LONG_S)
    assert not stage.platform.identity("one").stopped
    assert running.ended_by() == [("process.pause", "guardian")], "its fork has ended too, and with it the lock"


def test_a_fault_whose_bound_passes_ends_while_its_runner_waits(stage: Stage, tmp_path: Path) -> None:
    with run(stage, tmp_path, PAUSE, seconds=0.5) as running:
        assert until(lambda: not running.ledger.read().left, seconds=LONG_S)
        assert not stage.platform.identity("one").stopped
        assert running.runner.poll() is None
        running.runner.communicate("q", timeout=LONG_S)
        assert running.ended_by() == [("process.pause", "guardian")]


def test_the_bound_of_one_fault_leaves_the_others(stage: Stage, tmp_path: Path) -> None:
    with Guarded(stage.target, reports=tmp_path) as guarded:
        longer = guarded.inject(DESCRIPTORS[0], seconds=600, parameters=DESCRIPTORS[1])
        guarded.inject("process.pause", seconds=0.5, parameters=ONE)
        assert until(lambda: guarded.ledger.read().left == (longer,), seconds=LONG_S)


@pytest.mark.parametrize("interrupt", [False, True])
def test_a_runner_that_ends_by_itself_undoes_and_its_guardian_ends_with_it(
    stage: Stage, tmp_path: Path, interrupt: bool
) -> None:
    with run(stage, tmp_path, DESCRIPTORS, PAUSE, interrupt=interrupt) as running:
        said, _ = running.runner.communicate("q", timeout=LONG_S)
        assert not running.guardian.alive
        assert running.ended_by() == [("process.pause", "runner"), ("limit.descriptors", "runner")]
        assert said == ("" if interrupt else "ended\n")
        assert (running.runner.returncode == 0) != interrupt


def test_without_its_guardian_a_runner_injects_nothing_more_and_undoes_what_it_has(
    stage: Stage, tmp_path: Path
) -> None:
    one = stage.platform.identity("one")
    with Guarded(stage.target, reports=tmp_path) as guarded:
        guarded.inject(DESCRIPTORS[0], seconds=600, parameters=DESCRIPTORS[1])
        assert guarded.guardian.identity.send(signal.SIGKILL, end_s=LONG_S)
        with pytest.raises(GuardianGoneError, match="nothing is injected without one"):
            guarded.inject("process.kill", seconds=600, parameters=ONE)
        assert one.alive
    assert guarded.ledger.read().left == ()
    assert stage.platform.ask("one", "descriptors", count=50) == {"got": 50, "number": 0}


def test_with_runner_and_guardian_gone_the_next_start_undoes_and_says_so(stage: Stage, tmp_path: Path) -> None:
    one = stage.platform.identity("one")
    with run(stage, tmp_path, DESCRIPTORS, PAUSE) as running:
        assert running.guardian.send(signal.SIGKILL, end_s=LONG_S)
        running.runner.kill()
        running.runner.wait(LONG_S)
        assert one.stopped
        with Guarded(stage.target, reports=tmp_path) as guarded:
            assert not one.stopped
            text = guarded.recovery.text
    assert "an earlier run against tiny left 2 of its faults:\n  process.pause of process one: undone" in text
    assert recover(running.ledger.folder).text == ""


def test_the_guardian_is_the_leader_of_a_session_of_its_own(stage: Stage, tmp_path: Path) -> None:
    with Guarded(stage.target, reports=tmp_path) as guarded:
        assert os.getsid(guarded.guardian.identity.pid) == guarded.guardian.identity.pid != os.getsid(0)
