"""Google's own Pub/Sub emulator, where the Google Cloud CLI has it installed: the oracle of the conformance suite."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import threading
from pathlib import Path
from types import TracebackType

from harness.cloud.firestore.official import NotInstalledError
from harness.cloud.firestore.server import LOOPBACK

_QUIET = {
    "CLOUDSDK_CORE_DISABLE_PROMPTS": "1",
    "CLOUDSDK_CORE_DISABLE_USAGE_REPORTING": "1",
    "CLOUDSDK_COMPONENT_MANAGER_DISABLE_UPDATE_CHECK": "1",
}
"""gcloud neither asks anything nor looks for anything on the network."""

READY = "Server started, listening on"
START_TIMEOUT_S = 90.0
STOP_TIMEOUT_S = 10.0


def emulator_command() -> Path:
    """The `gcloud` that can start the emulator without installing anything.

    Raises:
        NotInstalledError: there is no gcloud, no emulator in it, or no Java.
    """
    found = shutil.which("gcloud")
    if found is None:
        raise NotInstalledError("gcloud is not installed (package google-cloud-cli)")
    platform = Path(found).resolve().parents[1] / "platform"
    if not (platform / "pubsub-emulator").is_dir():
        raise NotInstalledError("gcloud has no Pub/Sub emulator (package google-cloud-cli-pubsub-emulator)")
    if shutil.which("java") is None:
        raise NotInstalledError("the Pub/Sub emulator needs java")
    return Path(found)


class OfficialEmulator:
    """Runs the emulator on the loopback interface while its context lasts.

    Raises:
        NotInstalledError: it is not installed.
        TimeoutError: it did not start.
    """

    def __init__(self) -> None:
        self._command = emulator_command()
        self.host = f"{LOOPBACK}:{_free_port()}"
        self._process: subprocess.Popen[str] | None = None
        self._reader: threading.Thread | None = None
        self._ready = threading.Event()
        self._output: list[str] = []
        self._data = tempfile.TemporaryDirectory(prefix="pubsub-emulator-")

    def __enter__(self) -> OfficialEmulator:
        arguments = [
            "beta",
            "emulators",
            "pubsub",
            "start",
            f"--host-port={self.host}",
            f"--data-dir={self._data.name}",
        ]
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
            raise TimeoutError("the Pub/Sub emulator did not start:\n" + "".join(self._output[-20:]))
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._stop()

    def _follow(self, process: subprocess.Popen[str]) -> None:
        """Reads all output, so that the process never waits for a reader."""
        if process.stdout is not None:
            with process.stdout as output:
                for line in output:
                    self._output.append(line)
                    if READY in line:
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
        self._data.cleanup()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        port: int = probe.getsockname()[1]
        return port
