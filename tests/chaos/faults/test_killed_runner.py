"""A runner is killed at random moments, sometimes its guardian with it: after the next start no fault is left."""

from __future__ import annotations

import json
import os
import random
import resource
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psutil
import pytest
import requests
from killed_runner import FAULTS, NAMES, PROXIED, proxied
from tiny_platform import HERE, LONG_S, TinyPlatform, started

from chaos.faults.processes import until
from chaos.faults.target import Target
from chaos.guarded import Guarded
from chaos.ledger import State
from chaos.proxy.client import Control
from chaos.proxy.process import ProxyProcess
from chaos.undoing import recover_all

CI, NIGHTLY = 10, 50
SEED = 7


@dataclass(frozen=True)
class Room:
    """A platform that outlives its runners, and what was there before any of them."""

    platform: TinyPlatform
    proxy: ProxyProcess
    target: Target
    folder: Path
    calls: int

    def fresh_target(self) -> Target:
        """As it is now: processes were put back as others."""
        identities = {name: self.platform.identity(name) for name in NAMES}
        return self.target.model_copy(update={"processes": identities})


def runner(folder: Path, moment: int | None, *, target: Path | None, with_guardian: bool = False) -> tuple[int, str]:
    """Exit status and output of one run; what it writes to a temporary folder is in `room`."""
    asked = {
        "moment": moment,
        "target": str(target) if target is not None else "",
        "with_guardian": with_guardian,
        "reports": str(folder / "reports"),
        "folder": str(folder),
    }
    (folder / "room").mkdir(exist_ok=True)
    done = subprocess.run(
        [sys.executable, HERE / "killed_runner.py", json.dumps(asked)],
        stdout=subprocess.PIPE,
        env=os.environ | {"TMPDIR": str(folder / "room")},
        text=True,
        timeout=LONG_S,
        check=False,
    )
    return done.returncode, done.stdout


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Room]:
    folder = tmp_path_factory.mktemp("killed")
    exports = folder / "exports"
    exports.mkdir()
    (exports / "day.json").write_text("kept", encoding="utf-8")
    with started(folder, *NAMES, "bystander", clocks=True) as (platform, owner), proxied(platform, folder) as proxy:
        target = platform.target(owner, *NAMES)
        folders = {"clocks": platform.clocks, "exports": exports}
        target = target.model_copy(update={"folders": folders, "proxies": {PROXIED: proxy.control}})
        status, said = runner(folder, None, target=target.write(folder / "target.json"))
        assert status == 0, said
        yield Room(platform, proxy, target, folder, int(said.split()[0]))


def assert_proxy_is_clean(proxy: ProxyProcess) -> None:
    """It holds no fault, nothing of one, and carries to the process behind it."""
    with Control(proxy.control) as control:
        assert control.states() == ()
        assert control.statistics().is_clean
    with requests.Session() as session:
        session.trust_env = False
        answer = session.get(f"http://{proxy.host}/module?name=colorsys", timeout=LONG_S)
    assert (answer.status_code, answer.json()) == (200, {"found": "colorsys"})


def assert_nothing_is_left(room: Room) -> None:
    platform = room.platform
    for name in NAMES:
        process = platform.identity(name)
        assert not process.stopped, name
        assert abs(platform.clock_off(name)) < 1, name
        assert platform.ask(name, "module", name="colorsys") == {"found": "colorsys"}, name
        limits = resource.prlimit(process.pid, resource.RLIMIT_NOFILE)
        assert limits == resource.getrlimit(resource.RLIMIT_NOFILE), name
    assert list(platform.clocks.iterdir()) == []
    assert_proxy_is_clean(room.proxy)
    exports = room.target.folders["exports"]
    assert [path.name for path in exports.iterdir()] == ["day.json"]
    (exports / "written").write_bytes(bytes(100_000))
    (exports / "written").unlink()
    assert str(exports) not in Path("/proc/self/mountinfo").read_text(encoding="utf-8")
    assert list((room.folder / "room").iterdir()) == []


@pytest.mark.parametrize(
    "number",
    [pytest.param(number, marks=() if number < CI else pytest.mark.nightly) for number in range(NIGHTLY)],
)
def test_after_the_next_start_no_fault_of_a_killed_runner_is_left(room: Room, number: int) -> None:
    moment = random.Random(f"{SEED}-{number}").randrange(1, room.calls)  # noqa: S311 - a moment, no secret
    with_guardian = number % 2 == 1
    bystander = room.platform.identity("bystander")
    target = room.fresh_target()
    status, said = runner(
        room.folder, moment, target=target.write(room.folder / "target.json"), with_guardian=with_guardian
    )
    assert status == -9, f"the runner ended by itself before call {moment}: {said}"
    with Guarded(target, reports=room.folder / "reports", wait_s=LONG_S) as next_start:
        assert next_start.recovery.ok, next_start.recovery.text
    assert_nothing_is_left(room)
    reading = next_start.ledger.read()
    assert (reading.left, reading.unreadable) == ((), ())
    by_whom = {entry.by for entry in reading.entries if entry.state is State.VERIFIED}
    assert by_whom <= {"runner", "guardian", "recovery"}
    if next_start.recovery.endings:
        assert with_guardian, "the guardian has undone everything before"
        assert f"left {len(next_start.recovery.endings)} of its faults" in next_start.recovery.text
    assert room.platform.identity("bystander") == bystander


def test_the_platform_of_a_killed_runner_ends_with_it_and_the_next_start_finds_nothing_to_put_back(
    tmp_path: Path, room: Room
) -> None:
    status, said = runner(tmp_path, room.calls // 2, target=None, with_guardian=True)
    assert status == -9
    pids = json.loads(said.splitlines()[0])
    assert len(pids) == len(NAMES) + 1, "the processes, and the proxy"
    found = recover_all(reports=tmp_path / "reports", wait_s=LONG_S)
    assert [recovery.ok for recovery in found] == [True], "\n".join(recovery.text for recovery in found)
    assert until(lambda: not any(_runs(pid) for pid in pids), seconds=LONG_S)
    assert recover_all(reports=tmp_path / "reports") == ()
    assert list((tmp_path / "room").iterdir()) == []


def _runs(pid: int) -> bool:
    try:
        return bool(psutil.Process(pid).status() != psutil.STATUS_ZOMBIE)
    except psutil.NoSuchProcess:
        return False


def test_the_faults_are_of_every_family() -> None:
    assert {kind.split(".")[0] for kind, _ in FAULTS} >= {"process", "clock", "limit", "proxy"}
