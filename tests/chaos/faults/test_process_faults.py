"""Processes are killed, ended, stopped and restarted; afterwards they run, and no other process was touched."""

from __future__ import annotations

import signal

import pytest
import requests
from tiny_platform import LONG_S, Stage

from chaos.faults.catalog import fault
from chaos.faults.fault import FaultError
from chaos.faults.identity import Identity
from chaos.faults.processes import until


@pytest.mark.parametrize("kind", ["process.kill", "process.terminate"])
def test_a_process_that_was_ended_is_gone_until_its_owner_starts_it_again(stage: Stage, kind: str) -> None:
    before = stage.platform.identity("one")
    ending = fault(kind)
    injection = ending.prepare(stage.target, seconds=30, parameters={"process": "one"})
    assert before.alive, "preparing touches nothing"
    injection = ending.inject(injection)
    assert not before.alive
    assert not ending.undone(injection).ok
    with pytest.raises(requests.ConnectionError):
        stage.platform.ask("one", "clock")
    ending.undo(injection)
    assert ending.undone(injection).ok
    assert stage.platform.ask("one", "clock")
    again = stage.platform.identity("one")
    ending.undo(injection)
    assert stage.platform.identity("one") == again, "an undo that comes again does nothing"


def test_a_stopped_process_goes_on_as_the_same_one(stage: Stage) -> None:
    before = stage.platform.identity("one")
    pause = fault("sigstop")
    injection = pause.inject(pause.prepare(stage.target, seconds=30, parameters={"process": "one"}))
    assert before.stopped
    assert not pause.undone(injection).ok
    with pytest.raises(FaultError, match="is stopped already"):
        pause.prepare(stage.target, seconds=30, parameters={"process": "one"})
    pause.undo(injection)
    assert pause.undone(injection).ok
    assert stage.platform.identity("one") == before
    assert stage.platform.ask("one", "clock")


def test_a_process_that_was_put_back_and_is_stopped_is_not_back(stage: Stage) -> None:
    kill = fault("process.kill")
    injection = kill.prepare(stage.target, seconds=30, parameters={"process": "one"})
    stage.platform.children["one"].pause()
    assert until(lambda: stage.platform.identity("one").stopped, seconds=LONG_S)
    assert "is stopped" in kill.undone(injection).why
    stage.platform.children["one"].resume()
    assert kill.undone(injection).ok


def test_a_restarted_process_is_another(stage: Stage) -> None:
    before = stage.platform.identity("one")
    restart = fault("process.restart")
    injection = restart.inject(restart.prepare(stage.target, seconds=30, parameters={"process": "one"}))
    assert stage.platform.identity("one") != before
    assert restart.undone(injection).ok
    stage.platform.children["one"].kill()
    assert not restart.undone(injection).ok


def test_an_undo_of_what_was_never_injected_leaves_the_process_alone(stage: Stage) -> None:
    before = stage.platform.identity("one")
    for kind in ("process.kill", "process.pause", "process.restart"):
        injection = fault(kind).prepare(stage.target, seconds=30, parameters={"process": "one"})
        fault(kind).undo(injection)
        assert fault(kind).undone(injection).ok
    assert stage.platform.identity("one") == before


@pytest.mark.parametrize("kind", ["process.kill", "process.terminate", "process.pause", "process.restart"])
def test_a_process_that_the_target_does_not_name_is_refused(stage: Stage, kind: str) -> None:
    with pytest.raises(FaultError, match=r"has no process 'bystander', and nothing else may be touched; it has one"):
        fault(kind).prepare(stage.target, seconds=30, parameters={"process": "bystander"})


def test_a_process_that_nobody_could_start_again_is_not_ended(stage: Stage) -> None:
    target = stage.platform.target(None, "one")
    with pytest.raises(FaultError, match="nobody could start process one again"):
        fault("process.kill").prepare(target, seconds=30, parameters={"process": "one"})
    assert stage.platform.identity("one").alive


def test_a_signal_never_goes_to_a_process_that_only_has_the_same_id(stage: Stage) -> None:
    running = stage.platform.identity("one")
    earlier = Identity(pid=running.pid, started=running.started - 100)
    assert not earlier.alive
    assert not earlier.send(signal.SIGKILL)
    assert running.alive
    assert running.send(signal.SIGKILL, end_s=LONG_S)
    assert not running.alive


def test_with_its_owner_gone_a_process_that_has_ended_is_no_fault_and_one_that_runs_is(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("chaos.faults.processes.DYING_S", 0.0)
    kill = fault("process.kill")
    injection = kill.prepare(stage.target, seconds=30, parameters={"process": "one"})
    saved = injection.saved | {"owner": "chaos-owner-gone"}
    orphaned = injection.model_copy(update={"saved": saved})
    kill.undo(orphaned)
    assert kill.undone(orphaned).why == "process one has outlived its owner"
    stage.platform.children["one"].kill()
    assert kill.undone(orphaned).ok


@pytest.mark.parametrize("seconds", [0, -1, 3601])
def test_a_fault_without_a_bound_is_refused(stage: Stage, seconds: float) -> None:
    with pytest.raises(FaultError, match="is no bound"):
        fault("process.pause").prepare(stage.target, seconds=seconds, parameters={"process": "one"})


def test_an_unknown_parameter_is_named_with_those_there_are(stage: Stage) -> None:
    with pytest.raises(FaultError, match=r"process\.pause: (?=.*process: Field required)(?=.*proces: Extra).*it takes"):
        fault("process.pause").prepare(stage.target, seconds=5, parameters={"proces": "one"})


def test_a_process_is_looked_for_until_it_is_seen() -> None:
    seen = iter([False, False, True])
    assert until(lambda: next(seen), seconds=LONG_S)
    assert not until(lambda: False, seconds=0)
