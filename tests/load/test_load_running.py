"""Locust as a child: told everything by options and variables, waited for, ended with us, its end told apart."""

from __future__ import annotations

import contextlib
import os
import select
import signal
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from load import running
from load.record import RunRecord
from load.running import Extras, NotStartedError, RunError, run

HOST = "http://127.0.0.1:9"
"""Nothing listens there, and nothing is asked."""

LOCUSTFILE = """
import os
from datetime import datetime, UTC
from pathlib import Path

from locust import User, constant, events, task
from locust.runners import WorkerRunner

from load.record import Machine, RunRecord

class Idle(User):
    wait_time = constant(1)

    @task
    def nothing(self):
        pass

def written(environment, **told):
    record = RunRecord(
        scenario=os.environ["LOAD_SCENARIO"], run_id=os.environ["LOAD_RUN_ID"], host=environment.host,
        started_at=datetime.now(UTC), duration_s=float(os.environ["LOAD_DURATION_S"]), arrivals="none",
        rate=float(os.environ["LOAD_RATE"]) if "LOAD_RATE" in os.environ else None,
        seed=int(os.environ["LOAD_SEED"]), workers=(), endpoints=(), intervals=(),
        machine=Machine(kind="any", processor="any", cores=1, memory_gb=1, system="any", python="3"), **told,
    )
    record.write(Path(os.environ["LOAD_RECORD"]))
"""
WRITES = """
workers = []

@events.test_start.add_listener
def at_start(environment, **_):
    workers.append(getattr(environment.runner, "worker_count", 0))

@events.quitting.add_listener
def at_end(environment, **_):
    if not isinstance(environment.runner, WorkerRunner):
        written(environment, checks={"workers": str(*workers), "unseen": str(os.environ.get("LOAD_RAT")),
                                     "key": os.environ.get("A_KEY", "")})
"""
ABORTS = """
@events.quitting.add_listener
def at_end(environment, **_):
    written(environment, aborted="p99 over 1 s for 10 s")
    environment.process_exit_code = 1
"""
BREAKS_OFF = """
@events.quitting.add_listener
def at_end(environment, **_):
    written(environment)
    environment.process_exit_code = 1
"""
KILLED = """
import signal
from load.record import partial_of

@events.test_start.add_listener
def at_start(environment, **_):
    os.environ["LOAD_RECORD"] = str(partial_of(Path(os.environ["LOAD_RECORD"])))
    written(environment)
    {end}
"""
WAITS = """
import signal
while True:
    signal.pause()
"""


def locustfile(folder: Path, ending: str) -> Path:
    file = folder / "own.py"
    file.write_text(LOCUSTFILE + ending, encoding="utf-8")
    return file


def test_a_run_is_told_by_variables_and_leaves_its_record_and_locusts_own_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOAD_RAT", "left over from another shell")
    out = tmp_path / "records" / "run.json"
    record = run(
        "night",
        host=HOST,
        locustfile=locustfile(tmp_path, WRITES),
        rate=12.5,
        users=2,
        duration_s=0.5,
        seed=7,
        out=out,
        run_id="r1",
        extras=Extras(
            csv=str(tmp_path / "figures"),
            locust_report=tmp_path / "locust.html",
            environment={"A_KEY": "handed on"},
        ),
    )
    assert (record.scenario, record.run_id, record.host) == ("night", "r1", HOST)
    assert (record.rate, record.seed, record.duration_s) == (12.5, 7, 0.5)
    assert record.checks == {"workers": "1", "unseen": "None", "key": "handed on"}
    assert record.locust_report == "../locust.html"
    assert RunRecord.read(out) == record
    assert (tmp_path / "locust.html").is_file()
    assert (tmp_path / "figures_stats.csv").is_file()


def test_several_processes_share_a_run(tmp_path: Path) -> None:
    record = run("night", host=HOST, locustfile=locustfile(tmp_path, WRITES), users=2, duration_s=1, processes=2)
    assert record.checks["workers"] == "2"


def test_a_run_that_an_slo_ended_has_its_record(tmp_path: Path) -> None:
    record = run("night", host=HOST, locustfile=locustfile(tmp_path, ABORTS), duration_s=1)
    assert record.aborted == "p99 over 1 s for 10 s"


@pytest.mark.parametrize(
    ("ending", "said"),
    [
        ("raise RuntimeError('no such payload')\n", r"left no record; it said:(.|\n)*no such payload"),
        ("print('without a recorder')\n", r"status 0 and left no record; it said:(.|\n)*without a recorder"),
        (BREAKS_OFF, r"status 1 though no SLO had failed"),
    ],
)
def test_a_failed_run_says_what_locust_said_last(tmp_path: Path, ending: str, said: str) -> None:
    with pytest.raises(RunError, match=said):
        run("night", host=HOST, locustfile=locustfile(tmp_path, ending), duration_s=1)


def test_a_key_in_locusts_output_is_not_shown(tmp_path: Path) -> None:
    file = locustfile(tmp_path, "raise RuntimeError('asked with ' + os.environ['COORDINATOR_API_KEY'])\n")
    extras = Extras(environment={"COORDINATOR_API_KEY": "thesecretpart"})
    with pytest.raises(RunError, match=r"asked with \(not shown\)") as failed:
        run("night", host=HOST, locustfile=file, duration_s=1, extras=extras)
    assert "thesecretpart" not in str(failed.value)


def test_a_run_that_hangs_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "START_S", 0.1)
    monkeypatch.setattr(running, "STOP_S", 0.1)
    with pytest.raises(RunError, match="did not end within 1 s and was ended"):
        run("night", host=HOST, locustfile=locustfile(tmp_path, WAITS), duration_s=1)


@pytest.mark.parametrize(
    ("end", "aborted"),
    [
        ("os.kill(os.getpid(), signal.SIGKILL)", "Locust was killed by SIGKILL"),
        ("os._exit(7)", "Locust ended with status 7"),
        ("while True: signal.pause()", "Locust did not end within 1 s and was killed"),
    ],
    ids=["killed", "ended", "hung"],
)
def test_of_a_run_that_was_killed_there_is_what_was_written_last(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, end: str, aborted: str
) -> None:
    if "pause" in end:
        monkeypatch.setattr(running, "STOP_S", 0.1)
        monkeypatch.setattr(running, "START_S", 12.0)
        aborted = "Locust did not end within 13 s and was killed"
    out = tmp_path / "run.json"
    record = run("night", host=HOST, locustfile=locustfile(tmp_path, KILLED.format(end=end)), duration_s=1, out=out)
    assert record.aborted == f"{aborted}; what it did after second 1 is not in the record"
    assert RunRecord.read(out) == record


@pytest.mark.parametrize("option", ["--host=https://example.com", "-t", "--worker", "--locustfile"])
def test_options_that_are_set_here_cannot_be_set_again(tmp_path: Path, option: str) -> None:
    with pytest.raises(NotStartedError, match=r"cannot be handed on to Locust, since it is set here"):
        run("night", host=HOST, locustfile=locustfile(tmp_path, WRITES), extras=Extras(locust_options=(option,)))


def test_a_locustfile_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(NotStartedError, match=r"no locustfile .*none\.py"):
        run("night", host=HOST, locustfile=tmp_path / "none.py")


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="a child that ends with its parent needs Linux")
@pytest.mark.parametrize("ended_by", [signal.SIGINT, signal.SIGKILL])
def test_locust_and_its_workers_end_with_us(tmp_path: Path, ended_by: signal.Signals) -> None:
    """Its process tells its id through a pipe; then ours is ended, and both must be gone."""
    told = tmp_path / "told"
    os.mkfifo(told)
    file = locustfile(tmp_path, f"open({str(told)!r}, 'w').write(str(os.getpid()))\n{WAITS}")
    script = f"from load.running import Path, run; run('night', host={HOST!r}, locustfile=Path({str(file)!r}))"
    with subprocess.Popen([sys.executable, "-c", script], stderr=subprocess.DEVNULL) as ours:
        with told.open(encoding="utf-8") as pipe:
            locust = os.pidfd_open(int(pipe.read()))
        try:
            ours.send_signal(ended_by)
            assert ours.wait(timeout=30) == -ended_by
            assert select.select([locust], [], [], 30)[0], "Locust goes on without its parent"
        finally:
            with contextlib.suppress(ProcessLookupError):
                signal.pidfd_send_signal(locust, signal.SIGKILL)
            os.close(locust)


def test_locust_is_not_imported_here() -> None:
    script = textwrap.dedent("""
        import sys
        import load.running, load.targets
        print(sorted({"locust", "gevent"} & set(sys.modules)))
    """)
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.strip() == "[]"
