"""A process's wall clock goes by its file: read anew when it changes, over when its bound passes or it is gone."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from harness.reference.services.clock_file import ClockFile, Follower, Seen, seen_path

FAR_S = 1e9


@pytest.fixture
def follower(tmp_path: Path) -> Iterator[Follower]:
    following = Follower(tmp_path / "clock")
    yield following
    following.end()
    assert off() < 1


def off() -> float:
    """How far this process's clock is off what the machine says."""
    machine = float(subprocess.run(["date", "+%s.%N"], capture_output=True, check=True, text=True).stdout)
    now_s, date_s = time.time(), datetime.now(UTC).timestamp()
    assert abs(now_s - date_s) < 1
    return now_s - machine


def write(follower: Follower, says: ClockFile) -> None:
    new = follower.path.with_name("new")
    new.write_text(says.model_dump_json(), encoding="utf-8")
    new.replace(follower.path)


def test_the_clock_follows_the_file_and_says_so(follower: Follower) -> None:
    before = time.monotonic()
    write(follower, ClockFile(asked="first", offset_s=500, until_s=before + FAR_S))
    follower.look()
    assert abs(off() - 500) < 5
    seen = Seen.model_validate_json(seen_path(follower.path).read_bytes())
    assert seen.asked == "first"
    assert before <= seen.monotonic_s <= time.monotonic() < before + 400
    write(follower, ClockFile(asked="second", offset_s=-500, until_s=before + FAR_S))
    follower.look()
    assert abs(off() + 500) < 5


def test_without_the_file_the_clock_is_right(follower: Follower) -> None:
    write(follower, ClockFile(asked="first", offset_s=500, until_s=time.monotonic() + FAR_S))
    follower.look()
    follower.path.unlink()
    follower.look()
    assert abs(off()) < 5


def test_a_file_that_is_no_clock_moves_nothing_and_gets_no_answer(follower: Follower) -> None:
    follower.path.write_text("{", encoding="utf-8")
    follower.look()
    assert abs(off()) < 5
    assert not seen_path(follower.path).exists()


def test_past_its_bound_the_clock_is_right_by_itself(follower: Follower) -> None:
    now = time.monotonic()
    write(follower, ClockFile(asked="first", offset_s=500, until_s=now + FAR_S))
    follower.look()
    write(follower, ClockFile(asked="second", offset_s=500, until_s=now))
    follower.look()
    assert abs(off()) < 5


@pytest.mark.parametrize(
    ("at_s", "offset_s"), [(9.9, 0.0), (10.0, 5.0), (14.0, 13.0), (19.9, 24.8), (20.0, 0.0), (30.0, 0.0)]
)
def test_the_offset_grows_from_its_beginning_to_its_bound(at_s: float, offset_s: float) -> None:
    says = ClockFile(asked="", offset_s=5, rate=2, since_s=10, until_s=20)
    assert says.offset_at(at_s) == pytest.approx(offset_s)


def test_a_service_that_follows_no_clock_file_does_not_load_what_moves_clocks() -> None:
    source = (
        "import sys, harness.reference.services.serving;"
        "print(*[name for name in sys.modules if 'time_machine' in name or name.endswith('clock_file')])"
    )
    done = subprocess.run([sys.executable, "-c", source], capture_output=True, check=True, text=True)
    assert done.stdout.strip() == ""
