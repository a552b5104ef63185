"""Starting a proxy as a process of its own, which ends with the one that started it."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import threading
from pathlib import Path
from types import TracebackType
from typing import Self

from chaos.proxy.address import Address
from chaos.proxy.effects import Carried
from harness.reference.platform.processes import Spawner, StartError

START_S = 60.0
"""So long it has until it listens. It takes a second."""
STOP_S = 10.0
_MODULE = "chaos.proxy.serving"
_READY = re.compile(r"ready proxy (127\.0\.0\.1:(\d+)) control (http://127\.0\.0\.1:\d+)")


class ProxyProcess:
    """Runs between `with` and its end. `folder` gets its log, `<name>.log`."""

    def __init__(
        self,
        to: Address,
        *,
        folder: Path,
        carried: Carried = Carried.TCP,
        name: str = "proxy",
        port: int = 0,
        allowed: tuple[str, ...] = (),
    ) -> None:
        self._log = folder / f"{name}.log"
        self._arguments = [_MODULE, "--to", str(to), "--kind", carried.value, "--listen", str(port)]
        for host in allowed:
            self._arguments += ["--allow", host]
        self._spawner = Spawner()
        self._process: subprocess.Popen[str] | None = None
        self._reader: threading.Thread | None = None
        self._spoken = threading.Event()
        self._ready: re.Match[str] | None = None

    @property
    def host(self) -> str:
        """`127.0.0.1:<port>`: where clients connect instead of to the server."""
        return self._known()[1]

    @property
    def port(self) -> int:
        return int(self._known()[2])

    @property
    def control(self) -> str:
        """URL of the control API."""
        return self._known()[3]

    @property
    def pid(self) -> int:
        if self._process is None:
            raise StartError("the proxy does not run; use it as a context")
        return self._process.pid

    def _known(self) -> re.Match[str]:
        if self._ready is None:
            raise StartError("the proxy does not listen yet; use it as a context")
        return self._ready

    def __enter__(self) -> Self:
        """
        Raises:
            StartError: it ended or said nothing; the text has its log.
        """
        self._process = self._spawner.spawn(self._arguments, dict(os.environ), self._log)
        self._reader = threading.Thread(target=self._follow, args=(self._process,), daemon=True)
        self._reader.start()
        self._spoken.wait(START_S)
        if self._ready is None:
            self._stop()
            raise StartError(f"the proxy did not start; its log:\n{self._log.read_text(encoding='utf-8')}")
        return self

    def _follow(self, process: subprocess.Popen[str]) -> None:
        if process.stdout is not None:
            with process.stdout as output:
                for line in output:
                    self._ready = self._ready or _READY.fullmatch(line.strip())
                    self._spoken.set()
        self._spoken.set()

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._stop()

    def _stop(self) -> None:
        if self._process is not None:
            if self._process.poll() is None:
                os.killpg(self._process.pid, signal.SIGCONT)  # who is stopped hears no SIGTERM
                os.killpg(self._process.pid, signal.SIGTERM)
            try:
                self._process.wait(STOP_S)
            except subprocess.TimeoutExpired:
                os.killpg(self._process.pid, signal.SIGKILL)
                self._process.wait(STOP_S)
            if self._process.stdin is not None:
                self._process.stdin.close()
        if self._reader is not None:
            self._reader.join(STOP_S)
        self._spawner.close()
