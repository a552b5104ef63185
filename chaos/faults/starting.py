"""Processes that do not start, or start without something: a module is missing, a variable wrong, a port taken."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import uuid
from dataclasses import dataclass
from pathlib import Path

import psutil  # type: ignore[import-untyped]
from pydantic import ConfigDict, Field

from chaos.faults.fault import FaultError, Injection, Parameters, Undone, asked_for, injection_of
from chaos.faults.identity import Identity
from chaos.faults.owner import OwnerGoneError, changed_of, restart, restore
from chaos.faults.port_holder import HOLDER
from chaos.faults.processes import Held, OfEnding, OfProcess, held_by_owner, put_back, runs
from chaos.faults.target import Target

PATHS = "PYTHONPATH"
HELD_S = 30.0
_GUARD = "CHAOS_MISSING"
_SITECUSTOMIZE = f'''"""Python imports this at its start: modules that CHAOS_MISSING names cannot be found."""

import os
import sys


class Missing:
    names = frozenset(os.environ.get("{_GUARD}", "").split(","))

    @classmethod
    def find_spec(cls, name, path=None, target=None):
        if name in cls.names:
            raise ModuleNotFoundError(f"No module named {{name!r}}", name=name)
        return None


sys.meta_path.insert(0, Missing)
'''


class OfMissing(OfProcess):
    """`modules` cannot be imported, as `lightgbm` or `google.cloud.firestore`."""

    modules: list[str] = Field(min_length=1)


class OfRefusal(OfProcess):
    """`environment` is what is wrong: a variable that cannot be used, or an empty one, which counts as not set."""

    environment: dict[str, str] = Field(min_length=1)


class Changed(Held):
    """A process started with other variables; `folder` is there as long as the fault is."""

    folder: Path | None = None
    refused: str = ""


class Port(Held):
    """A port, and the folder in which its holder says who it is."""

    model_config = ConfigDict(extra="forbid")

    port: int
    folder: Path
    seconds: float


def _room() -> Path:
    return Path(tempfile.gettempdir()) / f"chaos-{uuid.uuid4().hex}"


def _restored(saved: Held) -> None:
    """It has the variables that it was started with first, and runs."""
    try:
        if saved.name in changed_of(saved.owned):
            restore(saved.owned, saved.name)
        else:
            put_back(saved)
    except OwnerGoneError:
        return  # it ended with its owner; `runs` looks


def _as_before(saved: Changed) -> Undone:
    """It runs, with the variables that it was started with first."""
    try:
        if saved.name in changed_of(saved.owned):
            return Undone(False, f"process {saved.name} has not the variables that it was started with")
    except OwnerGoneError:
        pass  # `runs` looks
    if saved.folder is not None and saved.folder.exists():
        return Undone(False, f"{saved.folder} is still there")
    return runs(saved)


@dataclass(frozen=True, slots=True)
class MissingDependency:
    """As an image built without a package: the process starts, or not, as it would then."""

    kind: str = "process.missing_dependency"
    effect: str = "a process is started anew, and modules that it imports cannot be found"

    def prepare(self, target: Target, *, seconds: float, parameters: Parameters) -> Injection:
        asked = asked_for(self, OfMissing, parameters)
        found = held_by_owner(target, asked.process)
        saved = Changed(**found.model_dump(), folder=_room())
        touches = [f"process {asked.process}"]
        return injection_of(self, target, seconds=seconds, touches=touches, parameters=parameters, saved=saved)

    def inject(self, injection: Injection) -> Injection:
        asked = asked_for(self, OfMissing, injection.parameters)
        saved = Changed.model_validate(injection.saved)
        if saved.folder is None:
            raise FaultError(f"{self.kind}: the record has no folder")
        saved.folder.mkdir(mode=0o700)
        (saved.folder / "sitecustomize.py").write_text(_SITECUSTOMIZE, encoding="utf-8")
        before = saved.process.variable(PATHS)
        paths = os.pathsep.join([str(saved.folder), *([before] if before else [])])
        variables = {PATHS: paths, _GUARD: ",".join(asked.modules)}
        saved.refused = restart(saved.owned, saved.name, environment=variables)
        return injection.model_copy(update={"saved": saved.model_dump(mode="json")})

    def undo(self, injection: Injection) -> None:
        saved = Changed.model_validate(injection.saved)
        if saved.folder is not None:
            shutil.rmtree(saved.folder, ignore_errors=True)  # `undone` looks
        _restored(saved)

    def undone(self, injection: Injection) -> Undone:
        return _as_before(Changed.model_validate(injection.saved))


@dataclass(frozen=True, slots=True)
class RefusedStart:
    """As a deployment with a mistake in its settings."""

    kind: str = "process.refused_start"
    effect: str = "a process is started anew with variables that it cannot use, and refuses to start"

    def prepare(self, target: Target, *, seconds: float, parameters: Parameters) -> Injection:
        asked = asked_for(self, OfRefusal, parameters)
        found = held_by_owner(target, asked.process)
        saved = Changed(**found.model_dump())
        touches = [f"process {asked.process}"]
        return injection_of(self, target, seconds=seconds, touches=touches, parameters=parameters, saved=saved)

    def inject(self, injection: Injection) -> Injection:
        asked = asked_for(self, OfRefusal, injection.parameters)
        saved = Changed.model_validate(injection.saved)
        saved.refused = restart(saved.owned, saved.name, environment=asked.environment)
        if not saved.refused:
            names = ", ".join(asked.environment)
            raise FaultError(f"{self.kind}: process {saved.name} started all the same; it does not mind {names}")
        return injection.model_copy(update={"saved": saved.model_dump(mode="json")})

    def undo(self, injection: Injection) -> None:
        _restored(Changed.model_validate(injection.saved))

    def undone(self, injection: Injection) -> Undone:
        return _as_before(Changed.model_validate(injection.saved))


@dataclass(frozen=True, slots=True)
class PortTaken:
    """As a process that was not waited for when the next one started."""

    kind: str = "process.port_taken"
    effect: str = "a process ends, another takes its port, and its start is refused"

    def prepare(self, target: Target, *, seconds: float, parameters: Parameters) -> Injection:
        asked = asked_for(self, OfEnding, parameters)
        found = held_by_owner(target, asked.process)
        port = _port_of(found.process)
        if port is None:
            raise FaultError(f"{self.kind}: process {asked.process} listens on no port")
        saved = Port(**found.model_dump(), port=port, folder=_room(), seconds=seconds)
        touches = [f"process {asked.process}", f"port {port}"]
        return injection_of(self, target, seconds=seconds, touches=touches, parameters=parameters, saved=saved)

    def inject(self, injection: Injection) -> Injection:
        saved = Port.model_validate(injection.saved)
        saved.folder.mkdir(mode=0o700)
        saved.process.send(signal.SIGTERM, end_s=asked_for(self, OfEnding, injection.parameters).within_s)
        arguments = ["--port", str(saved.port), "--folder", str(saved.folder), "--seconds", str(saved.seconds)]
        holder = subprocess.run(  # noqa: S603 - a module of our own
            [sys.executable, "-m", "chaos.faults.port_holder", *arguments],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=HELD_S,
            check=False,
        )
        if holder.returncode != 0:
            raise FaultError(f"{self.kind}: port {saved.port} could not be taken: {holder.stderr.decode().strip()}")
        if not restart(saved.owned, saved.name):
            raise FaultError(f"{self.kind}: process {saved.name} started all the same, on another port")
        return injection

    def undo(self, injection: Injection) -> None:
        saved = Port.model_validate(injection.saved)
        # Renamed first: a holder that has not said who it is finds no folder, and ends.
        old = saved.folder.with_name(f"{saved.folder.name}-old")
        if saved.folder.exists():
            saved.folder.rename(old)
        holder = _holder(old)
        if holder is not None:
            holder.send(signal.SIGKILL, end_s=HELD_S)
        shutil.rmtree(old, ignore_errors=True)  # `undone` looks
        put_back(saved)

    def undone(self, injection: Injection) -> Undone:
        saved = Port.model_validate(injection.saved)
        for folder in (saved.folder, saved.folder.with_name(f"{saved.folder.name}-old")):
            if folder.exists():
                return Undone(False, f"{folder} is still there")
        return runs(saved)


def _holder(folder: Path) -> Identity | None:
    path = folder / HOLDER
    if not path.exists() or not path.stat().st_size:
        return None  # it has not begun
    return Identity.model_validate_json(path.read_text(encoding="utf-8"))


def _port_of(process: Identity) -> int | None:
    """The port that it listens on."""
    found = process.process
    try:
        open_ones = found.net_connections("tcp") if found is not None else ()
    except psutil.NoSuchProcess:
        return None
    return min((one.laddr.port for one in open_ones if one.status == psutil.CONN_LISTEN), default=None)


MISSING_DEPENDENCY = MissingDependency()
REFUSED_START = RefusedStart()
PORT_TAKEN = PortTaken()
