"""A run of Locust, as a process of its own: started, waited for, its record read.

Locust patches the process that it is imported into, so nothing here imports it.
"""

from __future__ import annotations

import contextlib
import ctypes
import importlib.util
import logging
import math
import os
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from uuid import uuid4

from load.left_behind import RunError as RunError
from load.left_behind import partial_left, record_left
from load.record import RunRecord
from load.targets import allowed_host

LOCUSTFILE = Path(__file__).parent / "locustfile.py"
"""Makes the user class of the scenario that LOAD_SCENARIO names."""
START_S, STOP_S = 60.0, 30.0
"""What Locust may take to import and to fork, and to finish the requests that are under way."""
PREPARE_S = 720.0
"""What a scenario may take to begin: POST /start and ten minutes of its batch."""
LONGEST_S = 14_400.0
"""When a run is ended whose length only its locustfile knows."""
GRACE_S = 10.0
"""Between being asked to end and being killed."""
LINES_TOLD = 12
OWN_OPTIONS = frozenset(
    {
        *("-f", "--locustfile", "-H", "--host", "-u", "--users", "-r", "--spawn-rate", "-t", "--run-time"),
        *("--headless", "--autostart", "--autoquit", "--web-host", "--web-port", "-P", "--csv", "--html"),
        *("--json-file", "--processes", "-s", "--stop-timeout", "--exit-code-on-error", "--worker"),
    }
)
"""Options of Locust that are set here, or that would make a process without a record."""
logger = logging.getLogger(__name__)
_PR_SET_PDEATHSIG = 1  # linux/prctl.h
_SECRET_WORDS = ("KEY", "TOKEN", "SECRET", "PASSWORD")


class HungError(RunError):
    """It did not end within its time."""


class NotStartedError(RunError):
    """Nothing was started, since something was asked for that cannot be."""


@dataclass(frozen=True, slots=True)
class Extras:
    """What a run leaves beside its record, and how Locust is told more.

    Attributes:
        csv: Locust's own files are written as `<csv>_stats.csv` and so on.
        locust_report: where Locust's own page is written.
        web_port: Locust's page is served there on loopback while the run goes on and until it is interrupted.
        web_autoquit_s: end so long after the run rather than when interrupted.
        locust_options: further options of Locust, such as `--master --expect-workers 4`.
        environment: further variables, such as the key of the coordinator.
    """

    csv: str | None = None
    locust_report: Path | None = None
    web_port: int | None = None
    web_autoquit_s: int | None = None
    locust_options: tuple[str, ...] = ()
    environment: Mapping[str, str] | None = None

    def with_environment(self, further: Mapping[str, str]) -> Extras:
        """The same with further variables."""
        return replace(self, environment={**(self.environment or {}), **further})


def run(
    scenario: str,
    *,
    host: str,
    targets: Sequence[str] = (),
    locustfile: Path | None = None,
    rate: float | None = None,
    users: int = 100,
    duration_s: float | None = None,
    processes: int = 1,
    seed: int = 0,
    out: Path | None = None,
    extras: Extras | None = None,
    run_id: str | None = None,
) -> RunRecord:
    """Sends load and gives what was recorded, also where an SLO ended the run before its time.

    Where Locust was killed or hung, that is what it knew some seconds before, and `aborted` says so.

    Args:
        scenario: its name; with a `locustfile`, what the record calls it.
        host: the service, as `http://127.0.0.1:8080`.
        targets: `load_targets` of harness.toml.
        rate: arrivals a second; the scenario's own for None.
        users: most arrivals under way at once.
        duration_s: for how long; the scenario's own for None.
        processes: that make the load, on this machine.
        out: where the record is kept; nowhere for None.

    Raises:
        TargetError: load may not be sent to that host. Nothing was started.
        NotStartedError: there is no Locust or no locustfile, or an option cannot be handed on.
        RunError: Locust failed or hung, and left no record.
    """
    extras = extras or Extras()
    host = allowed_host(host, targets=targets)
    file = locustfile or LOCUSTFILE
    _checked(file, extras)
    with tempfile.TemporaryDirectory(prefix="load-") as folder:
        kept = Path(folder) / "record.json"
        command = _command(file, host, users, duration_s, processes, extras)
        # Where its figures go into a file, Locust does not end with tables of them, and its last lines say something.
        command += ["--json-file", str(Path(folder) / "figures.json")]
        environment = _environment(
            extras.environment or {},
            LOAD_SCENARIO=scenario,
            LOAD_RUN_ID=run_id or f"{scenario}-{uuid4().hex[:8]}",
            LOAD_RECORD=str(kept),
            LOAD_SEED=str(seed),
            LOAD_RATE=rate,
            LOAD_DURATION_S=duration_s,
            LOAD_HOST=host,
            LOAD_TARGETS=",".join(targets),
        )
        bound = _bound(file, duration_s, extras)
        try:
            status, said = _waited(command, environment, Path(folder) / "output", bound, extras)
            record = record_left(kept, status, said)
        except KeyboardInterrupt:
            interrupted = partial_left(kept, "interrupted by hand")
            if out is not None and interrupted is not None:
                interrupted.write(out)
            raise
        except HungError as error:
            hung = partial_left(kept, f"Locust did not end within {bound:.0f} s and was killed")
            if hung is None:
                raise
            logger.warning("%s", error)
            record = hung
    if extras.locust_report is not None:
        record = record.model_copy(update={"locust_report": _beside(extras.locust_report, out)})
    if out is not None:
        record.write(out)
    return record


def locust_is_installed() -> bool:
    return importlib.util.find_spec("locust") is not None


def _checked(locustfile: Path, extras: Extras) -> None:
    if not locust_is_installed():
        raise NotStartedError("Locust is not installed: pip install 'nba-harness[load]'")
    if not locustfile.is_file():
        raise NotStartedError(f"there is no locustfile {locustfile}; give the path of a file that defines a user class")
    own = [option for option in extras.locust_options if option.split("=")[0] in OWN_OPTIONS]
    if own:
        raise NotStartedError(
            f"{own[0]} cannot be handed on to Locust, since it is set here; see harness load run --help"
        )


def _command(
    locustfile: Path, host: str, users: int, duration_s: float | None, processes: int, extras: Extras
) -> list[str]:
    command = [sys.executable, "-m", "locust", "-f", str(locustfile), "--host", host]
    # All at once: users are slots that wait for arrivals, not people who come one by one.
    command += ["--users", str(users), "--spawn-rate", str(users), "--stop-timeout", str(math.ceil(STOP_S))]
    # Failed requests are in the record; the status is left to say that the run itself went wrong.
    command += ["--exit-code-on-error", "0", "--only-summary"]
    if duration_s is not None:
        command += ["--run-time", f"{max(math.ceil(duration_s), 1)}s"]
    if processes > 1:
        # Its own port, so that two runs on one machine do not meet.
        port = str(_free_port())
        command += ["--processes", str(processes), "--master-host", "127.0.0.1", "--master-port", port]
        command += ["--master-bind-host", "127.0.0.1", "--master-bind-port", port]
    if extras.web_port is None:
        command += ["--headless"]
    else:
        command += ["--autostart", "--web-host", "127.0.0.1", "--web-port", str(extras.web_port)]
        command += ["--autoquit", str(extras.web_autoquit_s)] if extras.web_autoquit_s is not None else []
    command += ["--csv", extras.csv] if extras.csv else []
    command += ["--html", str(extras.locust_report)] if extras.locust_report else []
    return command + list(extras.locust_options)


def _environment(further: Mapping[str, str], **own: object) -> dict[str, str]:
    """The variables of the child. What this shell holds under LOAD_ and LOCUST_ would change the run unseen."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("LOAD_", "LOCUST_"))}
    return kept | dict(further) | {name: str(value) for name, value in own.items() if value is not None}


def _bound(locustfile: Path, duration_s: float | None, extras: Extras) -> float | None:
    """When it is taken for hung; None where somebody else brings it to its end."""
    if extras.web_port is not None and extras.web_autoquit_s is None:
        return None
    run_s = LONGEST_S if duration_s is None else duration_s
    begin_s = START_S + (PREPARE_S if locustfile == LOCUSTFILE else 0)
    return begin_s + run_s + 2 * STOP_S + (extras.web_autoquit_s or 0)


def _waited(
    command: list[str], environment: dict[str, str], log: Path, bound: float | None, extras: Extras
) -> tuple[int, str]:
    """Locust's exit status and its last lines."""
    with log.open("wb") as output, _started(command, environment, output.fileno()) as process:
        try:
            process.wait(timeout=bound)
        except subprocess.TimeoutExpired as error:
            said = _last_lines(log, environment)
            raise HungError(f"Locust did not end within {bound:.0f} s and was ended; it said:\n{said}") from error
        except KeyboardInterrupt:
            _end(process)
            if extras.web_port is None:
                raise
            # With the web page, that is how a run is brought to its end.
    return process.returncode, _last_lines(log, environment)


@contextlib.contextmanager
def _started(command: list[str], environment: dict[str, str], output: int) -> Iterator[subprocess.Popen[bytes]]:
    """Locust in a group of its own. Nothing of the group is left when this ends."""
    process = subprocess.Popen(  # noqa: S603 - the command is made above
        command,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=output,
        start_new_session=True,
        preexec_fn=_ends_with_parent(os.getpid()),
    )
    try:
        yield process
    finally:
        _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is None:
        process.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(timeout=GRACE_S)
    # Workers are children of Locust in the same group; they may outlive it.
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait(timeout=GRACE_S)


def _ends_with_parent(parent: int) -> Callable[[], None] | None:
    if not sys.platform.startswith("linux"):
        return None
    # Looked up before the fork: after it, no lock may be waited for.
    prctl = ctypes.CDLL(None, use_errno=True).prctl

    def ask() -> None:
        prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
        if os.getppid() != parent:
            os._exit(1)

    return ask


def _last_lines(log: Path, environment: Mapping[str, str]) -> str:
    """The end of what Locust wrote, without the values of secrets."""
    lines = log.read_text(encoding="utf-8", errors="replace").strip().splitlines()[-LINES_TOLD:]
    text = "\n".join(f"    {line}" for line in lines) or "    nothing"
    for name, value in environment.items():
        if len(value) > 3 and any(word in name.upper() for word in _SECRET_WORDS):
            text = text.replace(value, "(not shown)")
    return text


def _beside(report: Path, out: Path | None) -> str:
    """The way from the record to Locust's page, so that both can be moved together."""
    return str(report.resolve()) if out is None else os.path.relpath(report.resolve(), out.resolve().parent)


def _free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return int(listening.getsockname()[1])
