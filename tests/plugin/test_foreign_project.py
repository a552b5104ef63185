"""The fixtures in a foreign project, with the harness installed from its wheel into an environment of its own."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

import pytest

HERE = Path(__file__).parent
REPOSITORY = HERE.parents[1]


@pytest.fixture(scope="module")
def python(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An environment that has the wheel; what the harness depends on it finds where this one has it."""
    folder = tmp_path_factory.mktemp("installed")
    source = folder / "source"
    shutil.copytree(
        REPOSITORY, source,
        ignore=shutil.ignore_patterns(".venv", ".git", "tests", "docs", "reports", "build", "*.egg-info", ".*_cache"),
    )  # fmt: skip
    build = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "--no-index"]
    subprocess.run([*build, "--wheel-dir", str(folder), str(source)], check=True, timeout=300, capture_output=True)
    [wheel] = folder.glob("*.whl")
    venv.create(folder / "environment", with_pip=False)
    made = folder / "environment" / "bin" / "python"
    [packages] = (folder / "environment").glob("lib/python*/site-packages")
    install = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--target", str(packages)]
    subprocess.run([*install, str(wheel)], check=True, timeout=300, capture_output=True)
    (packages / "dependencies.pth").write_text(sysconfig.get_paths()["purelib"] + "\n")
    return made


@pytest.fixture
def project(tmp_path: Path) -> Path:
    shutil.copytree(HERE / "foreign", tmp_path / "foreign")
    return tmp_path / "foreign"


def run(python: Path, project: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST_", "PYTHONPATH"))}
    return subprocess.run(
        [str(python), "-m", *arguments], cwd=project, env=environment, capture_output=True, text=True, check=False,
        timeout=300,
    )  # fmt: skip


def test_the_harness_comes_from_the_wheel(python: Path, project: Path) -> None:
    where = subprocess.run(
        [str(python), "-c", "import harness; print(harness.__file__)"], cwd=project, capture_output=True, text=True,
        check=True, timeout=60,
    ).stdout  # fmt: skip
    assert str(REPOSITORY) not in where


def test_their_tests_run_and_the_one_with_a_bug_fails_with_a_diagram_and_a_way_to_repeat_it(
    python: Path, project: Path, tmp_path: Path
) -> None:
    traces = tmp_path / "traces"
    options = ("pytest", "-q", "-p", "no:bqemulator", "-p", "no:cacheprovider", f"--harness-traces={traces}")
    done = run(python, project, *options)
    assert "1 failed, 6 passed" in done.stdout, done.stdout + done.stderr
    broken = re.search(
        r"at most one process is inside at a time: (\w enters while \w is inside, [0-9.]+ s)", done.stdout
    )
    assert broken is not None
    assert re.search(r"[0-9]+\.000 s +enters who [ab]", done.stdout), "the diagram"
    [trace] = traces.glob("*.json")
    assert trace.with_suffix(".html").exists()
    again = re.search(r"again: pytest '(\S+)' (--harness-replay=\S+)", done.stdout)
    assert again is not None
    replayed = run(python, project, "pytest", "-q", "-p", "no:bqemulator", again.group(1), again.group(2))
    assert broken.group(1) in replayed.stdout
    assert replayed.returncode == 1


def test_a_class_of_theirs_is_raced_by_import_path(python: Path, project: Path, tmp_path: Path) -> None:
    done = run(
        python, project, "harness", "race", "run", "lock.paused", "lock.contend", "--subject",
        "platform_code.locks:DistributedLock", "--path", ".", "--schedules", "400", "--format", "json",
        "--traces", str(tmp_path / "races"),
    )  # fmt: skip
    told = {one["id"]: one for one in json.loads(done.stdout)}
    assert told["lock.contend"]["outcome"] == "passed"
    assert told["lock.paused"]["outcome"] == "failed"
    trace = told["lock.paused"]["files"][0]
    assert run(python, project, "harness", "race", "replay", trace).returncode == 1


def test_an_adapter_bridges_other_names(python: Path, project: Path, tmp_path: Path) -> None:
    done = run(
        python, project, "harness", "race", "run", "batch", "--subject", "platform_code.batches:OddBatches",
        "--adapter", "adapters:odd_batches", "--path", ".", "--schedules", "100", "--format", "json",
        "--traces", str(tmp_path / "races"),
    )  # fmt: skip
    told = {one["id"]: one["outcome"] for one in json.loads(done.stdout)}
    assert told["batch.at-once-array"] == "passed"
    assert told["batch.delivered-twice-array"] == "failed", "the total counts a redelivery"
