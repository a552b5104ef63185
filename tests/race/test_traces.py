"""A trace makes the same run on another machine: the same bytes whatever the hash seed, and a replay that agrees."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from harness.races.running import replay
from harness.simulation.trace import TraceError, read_trace

RACE = ("lock.contend", "--without", "transactional_acquire")


def race(out: Path, *arguments: str, hash_seed: str = "0") -> subprocess.CompletedProcess[str]:
    kept = ("--traces", str(out)) if arguments[0] == "run" else ()
    return subprocess.run(
        [sys.executable, "-m", "harness", "race", *arguments, *kept],
        env={**os.environ, "PYTHONHASHSEED": hash_seed}, capture_output=True, text=True, check=False, timeout=300,
    )  # fmt: skip


@pytest.fixture(scope="module")
def traces(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The same race in two processes with different hash seeds."""
    files = []
    for hash_seed in ("1", "2"):
        out = tmp_path_factory.mktemp(f"hash{hash_seed}")
        done = race(out, "run", *RACE, hash_seed=hash_seed)
        assert done.returncode == 1, done.stderr
        files.append(out / "lock.contend.json")
    return files


def test_the_same_seed_gives_the_same_bytes_with_another_hash_seed(traces: list[Path]) -> None:
    assert traces[0].read_bytes() == traces[1].read_bytes()


def test_a_replay_in_another_process_breaks_the_same(traces: list[Path]) -> None:
    done = race(traces[0].parent, "replay", str(traces[0]), hash_seed="3")
    assert done.returncode == 1
    assert json.loads(traces[0].read_text())["broken"]["why"] in done.stdout


def test_a_replay_shows_the_steps_that_were_written(traces: list[Path]) -> None:
    picture = replay(traces[0]).picture
    for process, _, label, _ in json.loads(traces[0].read_text())["steps"]:
        assert label[:20] in picture, (process, label)


def test_a_replay_with_the_safeguard_on_breaks_nothing_any_more(traces: list[Path], tmp_path: Path) -> None:
    told = json.loads(traces[0].read_text())
    told["options"] = {}
    mended = tmp_path / "mended.json"
    mended.write_text(json.dumps(told))
    done = race(tmp_path, "replay", str(mended))
    assert done.returncode == 0
    assert "nothing is broken any more" in done.stdout


def test_the_picture_names_the_invariant_and_the_command(traces: list[Path]) -> None:
    page = traces[0].with_suffix(".html").read_text()
    assert "at most one process is inside at a time" in page
    assert "harness race replay" in page
    assert page.count('class="step') == len(json.loads(traces[0].read_text())["steps"])


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", "no JSON"),
        ("[]", "no trace of version 1"),
        ('{"version": 9}', "version is 9"),
        ('{"version": 1}', "lacks"),
    ],
)
def test_what_is_no_trace_is_refused_with_the_reason(text: str, message: str, tmp_path: Path) -> None:
    file = tmp_path / "trace.json"
    file.write_text(text)
    with pytest.raises(TraceError, match=message):
        read_trace(file)
    assert race(tmp_path, "replay", str(file)).returncode == 2


def test_jobs_share_the_runs(tmp_path: Path) -> None:
    done = race(tmp_path, "run", "deduplication.at-once", "--schedules", "40", "--jobs", "2", "--format", "json")
    [told] = json.loads(done.stdout)
    assert (done.returncode, told["outcome"], told["runs"]) == (0, "passed", 40)


@pytest.mark.parametrize(
    ("form", "shows"), [("junit", "<testcase"), ("html", "<!doctype html>"), ("github", "::error")]
)
def test_other_reporters_tell_races_too(form: str, shows: str, tmp_path: Path) -> None:
    done = race(tmp_path, "run", *RACE, "--schedules", "100", "--format", form)
    assert done.returncode == 1, done.stderr
    assert shows.lower() in done.stdout.lower()
    assert "at most one process is inside at a time" in done.stdout
