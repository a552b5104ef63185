"""A runner that is killed leaves a journal, and nothing of its faults once the next one has started."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
import pytest
from extension_stage import HERE, Stage, pause, probe

from chaos.event_log import rebuilt, unfinished
from chaos.faults.target import Target
from chaos.journal import ExperimentRecord, Verdict
from chaos.running import recover_left

LONG_S = 60.0


@contextmanager
def killed(stage: Stage, *, with_guardian: bool) -> Iterator[None]:
    """A runner was killed while a process stood still; its guardian, if it was not, has done its work."""
    experiment = stage.write(stage.content(pause("one"), probe("announce", text="injected")))
    target = Target(name="tiny", processes=stage.processes).write(stage.folder / "target.json")
    command = [sys.executable, str(HERE / "runner_to_kill.py"), str(target), str(experiment), str(stage.reports)]
    path = f"{HERE}:{Path.cwd()}:{os.environ.get('PYTHONPATH', '')}"
    with subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": path},
    ) as runner:
        assert runner.stdout is not None
        try:
            assert runner.stdout.readline().strip() == "injected"
            guardians = [one for one in psutil.Process(runner.pid).children() if "chaos.guardian" in one.cmdline()]
            assert len(guardians) == 1
            assert stage.stopped == ["one"]
            if with_guardian:
                guardians[0].kill()
        finally:
            runner.send_signal(signal.SIGKILL)
            runner.wait(LONG_S)
        if not with_guardian:
            guardians[0].wait(LONG_S)
        yield


def test_the_guardian_takes_back_what_a_killed_runner_has_left(stage: Stage) -> None:
    with killed(stage, with_guardian=False):
        assert stage.stopped == []


def test_the_next_run_takes_back_what_both_have_left_and_says_so(stage: Stage) -> None:
    with killed(stage, with_guardian=True):
        assert stage.stopped == ["one"]
        [log] = unfinished(stage.reports)
        result = stage.run(pause("other"))
    assert result.verdict is Verdict.HELD
    notes = "\n".join(event.text for event in result.record.events if event.kind == "note")
    assert "an earlier run against tiny left 1 of its faults:" in notes
    assert "process.pause of process one: undone" in notes
    assert "of a_number had died: the runner vanished" in notes
    dead = ExperimentRecord.read(log.with_name(log.name.removesuffix(".events.jsonl")))
    assert (dead.ended, dead.verdict) == ("vanished", Verdict.INCONCLUSIVE)
    assert [event.kind for event in dead.events if event.kind == "inject"] == ["inject"]
    assert unfinished(stage.reports) == ()


def test_recover_takes_back_and_says_so(stage: Stage) -> None:
    with killed(stage, with_guardian=True):
        [log] = unfinished(stage.reports)
        folders = f"chaos-{rebuilt(log).run_id}-*"
        assert len(list(Path(tempfile.gettempdir()).glob(folders))) == 1
        told = "\n".join(recover_left(reports=stage.reports))
        assert list(Path(tempfile.gettempdir()).glob(folders)) == []
    assert "process.pause of process one: undone" in told
    assert stage.stopped == []
    assert recover_left(reports=stage.reports) == ()


@pytest.mark.parametrize(
    ("text", "told", "left"),
    [('{"format": 1, "ki', "had died before it began", False), ("{}\n", "is no log of an experiment's run", True)],
)
def test_a_log_that_tells_nothing_stops_no_next_run(stage: Stage, text: str, told: str, left: bool) -> None:
    log = stage.reports / "chaos" / "a_number.json.events.jsonl"
    log.parent.mkdir(parents=True)
    log.write_text(text, encoding="utf-8")
    result = stage.run(pause("other"))
    assert result.verdict is Verdict.HELD
    assert any(told in event.text for event in result.record.events if event.kind == "note")
    assert log.exists() is left
