"""Google's own emulators, where the Google Cloud CLI has them installed: the oracles of the conformance suites."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import threading
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

from harness.cloud.server import LOOPBACK

_QUIET = {
    "CLOUDSDK_CORE_DISABLE_PROMPTS": "1",
    "CLOUDSDK_CORE_DISABLE_USAGE_REPORTING": "1",
    "CLOUDSDK_COMPONENT_MANAGER_DISABLE_UPDATE_CHECK": "1",
}
"""gcloud neither asks anything nor looks for anything on the network."""

START_TIMEOUT_S = 90.0
STOP_TIMEOUT_S = 10.0


class NotInstalledError(RuntimeError):
    """Google's emulator is not here; the text says what is missing."""


@dataclass(frozen=True, slots=True)
class Emulator:
    """`name` for texts, `command` as `gcloud beta emulators` knows it.

    `component` is its folder in the CLI's platform folder, `package` what installs it. `ready` stands in the line that
    it writes once it listens. One that `keeps_data` is given a folder of its own for that.
    """

    name: str
    command: str
    component: str
    package: str
    ready: str
    keeps_data: bool = False


FIRESTORE = Emulator(
    "Firestore",
    "firestore",
    "cloud-firestore-emulator",
    "google-cloud-cli-firestore-emulator",
    "Dev App Server is now running",
)
PUBSUB = Emulator(
    "Pub/Sub",
    "pubsub",
    "pubsub-emulator",
    "google-cloud-cli-pubsub-emulator",
    "Server started, listening on",
    keeps_data=True,
)


def emulator_command(emulator: Emulator) -> Path:
    """The `gcloud` that can start the emulator without installing anything.

    Raises:
        NotInstalledError: there is no gcloud, no emulator in it, or no Java.
    """
    found = shutil.which("gcloud")
    if found is None:
        raise NotInstalledError("gcloud is not installed (package google-cloud-cli)")
    platform = Path(found).resolve().parents[1] / "platform"
    if not (platform / emulator.component).is_dir():
        raise NotInstalledError(f"gcloud has no {emulator.name} emulator (package {emulator.package})")
    if shutil.which("java") is None:
        raise NotInstalledError(f"the {emulator.name} emulator needs java")
    return Path(found)


class OfficialEmulator:
    """Runs the emulator on the loopback interface while its context lasts.

    Raises:
        NotInstalledError: it is not installed.
        TimeoutError: it did not start.
    """

    def __init__(self, emulator: Emulator) -> None:
        self._command = emulator_command(emulator)
        self.emulator = emulator
        self.host = f"{LOOPBACK}:{_free_port()}"
        self._process: subprocess.Popen[str] | None = None
        self._reader: threading.Thread | None = None
        self._ready = threading.Event()
        self._output: list[str] = []
        self._data = ExitStack()

    def __enter__(self) -> OfficialEmulator:
        arguments = ["beta", "emulators", self.emulator.command, "start", f"--host-port={self.host}"]
        if self.emulator.keeps_data:
            folder = tempfile.TemporaryDirectory(prefix=f"{self.emulator.command}-emulator-")
            arguments.append(f"--data-dir={self._data.enter_context(folder)}")
        self._process = subprocess.Popen(  # noqa: S603 - the command is our own
            [str(self._command), *arguments],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
            text=True,
            env=os.environ | _QUIET,
            start_new_session=True,  # gcloud starts others, which end with its group
        )
        self._reader = threading.Thread(target=self._follow, args=(self._process,), daemon=True)
        self._reader.start()
        if not self._ready.wait(START_TIMEOUT_S) or not self._is_running():
            self._stop()
            raise TimeoutError(f"the {self.emulator.name} emulator did not start:\n" + "".join(self._output[-20:]))
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._stop()

    def _follow(self, process: subprocess.Popen[str]) -> None:
        """Reads all output, so that the process never waits for a reader."""
        if process.stdout is not None:
            with process.stdout as output:
                for line in output:
                    self._output.append(line)
                    if self.emulator.ready in line:
                        self._ready.set()
        self._ready.set()

    def _is_running(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def _stop(self) -> None:
        if self._process is not None:
            for number in (signal.SIGTERM, signal.SIGKILL):
                try:
                    os.killpg(self._process.pid, number)
                    self._process.wait(STOP_TIMEOUT_S)
                except (ProcessLookupError, subprocess.TimeoutExpired):
                    continue
                break
        if self._reader is not None:
            self._reader.join(STOP_TIMEOUT_S)
        self._data.close()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        port: int = probe.getsockname()[1]
        return port
