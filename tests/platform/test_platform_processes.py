"""Processes start or say why not, end when told, and never outlive their parent."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from platform_processes import LONG_S, Launch, has_ended

from harness.reference.platform.processes import StartError

READY = "import sys\nprint('ready one http://127.0.0.1:4321', flush=True)\n"
PATIENT = "import signal\nsignal.signal(signal.SIGTERM, signal.SIG_IGN)\n"
WAITING = "import signal\nwhile True:\n    signal.pause()\n"
PARENT = """
import os, pathlib, sys
from harness.reference.platform.processes import Child, Command, Spawner
spawner, folder = Spawner(), pathlib.Path(sys.argv[1])
environment = os.environ | {"PYTHONPATH": str(folder)}
children = [Child(Command(name, name, (), environment), spawner=spawner, folder=folder) for name in ("one", "two")]
for child in children:
    child.launch()
    child.await_ready()
children[1].pause()
print(*(child.pid for child in children), flush=True)
sys.stdin.read()
"""


def test_a_process_that_is_ready_has_its_port_and_ends_when_told(launch: Launch) -> None:
    child = launch("one", source=READY + WAITING)
    child.await_ready(LONG_S)
    assert child.url == "http://127.0.0.1:4321"
    assert child.stop(LONG_S) == -signal.SIGTERM
    assert child.pid is None
    assert child.stop() is None


def test_one_that_does_not_start_says_why(launch: Launch) -> None:
    child = launch("harness.reference.services", "coordinater")
    with pytest.raises(StartError, match=r"ended with status 2 before it was ready.*\n.*did you mean coordinator\?"):
        child.await_ready(LONG_S)
    assert child.pid is None


def test_one_that_says_nothing_is_not_waited_for_without_end(launch: Launch) -> None:
    child = launch("mute", source=WAITING)
    pid = child.pid
    with pytest.raises(StartError, match=r"mute was not ready after 0\.2 s"):
        child.await_ready(0.2)
    assert pid is not None
    assert has_ended(pid)


def test_one_that_does_not_listen_is_killed(launch: Launch) -> None:
    child = launch("one", source=PATIENT + READY + WAITING)
    child.await_ready(LONG_S)
    assert child.stop(0.2) == -signal.SIGKILL


def test_one_that_is_paused_can_still_end_in_order(launch: Launch) -> None:
    orderly = "import signal, sys\nsignal.signal(signal.SIGTERM, lambda *_: sys.exit(3))\n"
    child = launch("one", source=orderly + READY + WAITING)
    child.await_ready(LONG_S)
    child.pause()
    assert child.stop(LONG_S) == 3


def test_one_whose_parent_says_nothing_more_ends_by_itself(launch: Launch) -> None:
    child = launch("one", source=READY + WAITING)
    child.await_ready(LONG_S)
    assert child.pid is not None
    assert child._process is not None
    assert child._process.stdin is not None
    child._process.stdin.close()
    assert has_ended(child.pid)


def test_further_variables_hold_from_the_next_start_on(launch: Launch) -> None:
    said = "import os\nprint(f\"ready one http://127.0.0.1:{os.environ['SAID']}\", flush=True)\n"
    child = launch("one", source=said + WAITING, SAID="1001")
    child.await_ready(LONG_S)
    child.stop(LONG_S)
    child.change({"SAID": "1002"})
    child.launch()
    child.await_ready(LONG_S)
    assert child.host == "127.0.0.1:1002"


def test_a_child_that_is_killed_is_not_running(launch: Launch) -> None:
    child = launch("one", source=READY + WAITING)
    child.await_ready(LONG_S)
    child.kill()
    assert not child.running


def test_nobody_outlives_a_parent_that_was_killed_not_even_who_was_paused(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / f"{name}.py").write_text(PATIENT + READY + WAITING, encoding="utf-8")
    with subprocess.Popen(
        [sys.executable, "-c", PARENT, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as parent:
        assert parent.stdout is not None
        pids = [int(text) for text in parent.stdout.readline().split()]
        assert len(pids) == 2
        os.kill(parent.pid, signal.SIGKILL)
        parent.wait(LONG_S)
    assert [has_ended(pid) for pid in pids] == [True, True]
