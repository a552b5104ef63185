"""Who started the processes of a platform starts them again: for the runner, for the guardian, for the next start.

A process that was killed can only be put back by its owner: the platform's processes end with the one that started them
(harness/reference/platform/tether.py). So the owner offers a socket for the time that the platform runs. Where it has
ended nothing is left to put back, and `OwnerGoneError` says so.

The socket is in Linux's abstract namespace: it is no file, and ends with its process however that ends. It answers
processes of the same user.
"""

from __future__ import annotations

import json
import os
import socket
import struct
import threading
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from socketserver import StreamRequestHandler, ThreadingMixIn, UnixStreamServer
from typing import Literal, Protocol

from pydantic import BaseModel, ConfigDict

from chaos.faults.fault import FaultError
from chaos.faults.identity import Identity, identity_of

ANSWER_S = 180.0
"""A start may take 120 s (harness/reference/platform/processes.py), an end before it 35 s."""
_LONGEST = 1 << 20
_CREDENTIALS = struct.Struct("iII")  # pid, uid, gid: unix(7)
_ENDED = "the owner of the platform has ended, and its processes with it"


class OwnerGoneError(FaultError):
    """The process that started the others has ended."""


class Owner(Protocol):
    """What a started `harness.reference.platform.Platform` is."""

    @property
    def processes(self) -> Mapping[str, int]:
        """The ids of those that run, by name."""

    def restart(self, name: str, *, environment: Mapping[str, str] | None = None) -> None:
        """Ends a process if it runs, and starts it, with further variables from now on."""


class Asked(BaseModel):
    """One line to the owner. `restore` is a restart with the variables as they were before any was changed."""

    model_config = ConfigDict(extra="forbid")

    do: Literal["processes", "restart", "restore"]
    name: str = ""
    environment: dict[str, str] = {}


class Answered(BaseModel):
    """One line from it. `changed` has the processes whose variables are not those that they were started with."""

    processes: dict[str, Identity] = {}
    changed: tuple[str, ...] = ()
    refused: str = ""


class _Desk:
    """Does what is asked, one start at a time. The first values of variables stay here: some are secrets."""

    def __init__(self, owner: Owner) -> None:
        self._owner = owner
        self._starting = threading.Lock()
        self._before: dict[str, dict[str, str]] = {}

    def answer(self, asked: Asked) -> Answered:
        if asked.do == "restart":
            return self._restart(asked.name, asked.environment)
        if asked.do == "restore":
            return self._restart(asked.name, None)
        return self._running()

    def _running(self, refused: str = "") -> Answered:
        found: dict[str, Identity] = {}
        for name, pid in self._owner.processes.items():
            try:
                found[name] = identity_of(pid)
            except FaultError:
                continue  # it has ended since
        changed = tuple(sorted(name for name, before in self._before.items() if before))
        return Answered(processes=found, changed=changed, refused=refused)

    def _restart(self, name: str, environment: Mapping[str, str] | None) -> Answered:
        with self._starting:
            before = self._before.setdefault(name, {})
            if environment:
                running = self._running().processes.get(name)
                if running is None:
                    return self._running(refused=f"process {name} does not run, so that its variables are not known")
                for variable in environment:
                    # An empty variable counts as not set (harness/reference/services/environment.py).
                    before.setdefault(variable, running.variable(variable) or "")
            try:
                self._owner.restart(name, environment=dict(before) if environment is None else environment)
            except Exception as error:  # noqa: BLE001 - whoever asked is told; a refused start may be what is wanted
                return self._running(refused=str(error) or type(error).__name__)
            if environment is None:
                before.clear()
            return self._running()


class _Server(ThreadingMixIn, UnixStreamServer):
    def __init__(self, name: str, desk: _Desk) -> None:
        super().__init__(_address(name), _Handler)
        self.desk = desk

    def verify_request(self, request: object, client_address: object) -> bool:
        if not isinstance(request, socket.socket):
            return False
        found = request.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, _CREDENTIALS.size)
        _, user, _ = _CREDENTIALS.unpack(found)
        return bool(user == os.geteuid())


def _address(name: str) -> str:
    return f"\0{name}"


class _Handler(StreamRequestHandler):
    server: _Server

    def handle(self) -> None:
        line = self.rfile.readline(_LONGEST)
        if not line.strip():
            return  # whoever asked has gone
        answered = self.server.desk.answer(Asked.model_validate_json(line))
        try:
            self.wfile.write(answered.model_dump_json().encode() + b"\n")
        except ConnectionError:
            return  # it did not wait for the answer


@contextmanager
def offered(owner: Owner) -> Iterator[str]:
    """The name of an owner's socket, for the time of the block."""
    name = f"chaos-owner-{uuid.uuid4().hex}"
    with _Server(name, _Desk(owner)) as server:
        serving = threading.Thread(target=server.serve_forever, args=(0.05,), name="owner", daemon=True)
        serving.start()
        try:
            yield name
        finally:
            server.shutdown()
            serving.join()


def processes_of(owner: str) -> dict[str, Identity]:
    """The processes that run now, by name.

    Raises:
        OwnerGoneError: nobody listens.
        FaultError: no answer in time.
    """
    return _ask(owner, Asked(do="processes")).processes


def changed_of(owner: str) -> tuple[str, ...]:
    """The processes that have other variables than they were started with. Raises as `processes_of`."""
    return _ask(owner, Asked(do="processes")).changed


def restart(owner: str, name: str, *, environment: Mapping[str, str] | None = None) -> str:
    """Ends a process and starts it, with further variables from now on; why the start was refused, or nothing.

    Raises as `processes_of`.
    """
    return _ask(owner, Asked(do="restart", name=name, environment=dict(environment or {}))).refused


def restore(owner: str, name: str) -> None:
    """Ends a process and starts it with the variables that it had before any `restart` changed them.

    Raises:
        OwnerGoneError: nobody listens.
        FaultError: it did not start, or there was no answer in time.
    """
    refused = _ask(owner, Asked(do="restore", name=name)).refused
    if refused:
        raise FaultError(f"process {name} did not start again: {refused}")


def _ask(owner: str, asked: Asked) -> Answered:
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as asking:
        asking.settimeout(ANSWER_S)
        try:
            asking.connect(_address(owner))
        except ConnectionRefusedError as error:
            raise OwnerGoneError(_ENDED) from error
        try:
            asking.sendall(asked.model_dump_json().encode() + b"\n")
            with asking.makefile("rb") as answers:
                line = answers.readline(_LONGEST)
        except TimeoutError as error:
            raise FaultError(f"the owner of the platform did not answer within {ANSWER_S:g} s") from error
        except ConnectionError as error:
            raise OwnerGoneError(_ENDED) from error
    if not line.endswith(b"\n"):
        raise OwnerGoneError(_ENDED)
    return Answered.model_validate(json.loads(line))
