"""What may be touched: one running platform as plain data, in a file that whoever started it has written.

Nothing else is: a fault that names a process, a URL or a folder that is not in here is refused before it is injected.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Self, TypeVar
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, ValidationError, ValidationInfo, model_validator

from chaos.faults.fault import FaultError
from chaos.faults.identity import Identity, identity_of
from load.targets import TargetError, allowed_host, is_loopback

if TYPE_CHECKING:
    from harness.reference.platform import Platform

_Kept = TypeVar("_Kept")


class Target(BaseModel):
    """A running platform. Addresses are this machine's, unless `read` or `of` was told that others are allowed.

    Attributes:
        name: of the platform; one experiment runs at a time for each name.
        processes: by name, as they were when this was written. With an owner, those of now are its answer.
        urls: of services, by name.
        controls: of what can be told to fail: engines and the providers' twin, by name.
        proxies: the control URL of each fault proxy, by the name of what it stands before.
        folders: by name; faults of disks and clocks write nowhere else.
        owner: the socket of the process that started the others and can start them again (chaos/faults/owner.py).
    """

    # What an address holds is in no error: it may have a password.
    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    name: str = Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*$")
    processes: dict[str, Identity] = {}
    urls: dict[str, str] = {}
    controls: dict[str, str] = {}
    proxies: dict[str, str] = {}
    folders: dict[str, Path] = {}
    owner: str | None = None

    @model_validator(mode="after")
    def _within_reach(self, info: ValidationInfo) -> Self:
        allowed = (info.context or {}).get("allowed", ())
        for address in (*self.urls.values(), *self.controls.values(), *self.proxies.values()):
            _check(address, allowed)
        return self

    @classmethod
    def of(cls, data: Mapping[str, object], *, allowed: Sequence[str] = ()) -> Self:
        """The target that the data describe. `allowed` is `chaos_targets` of harness.toml.

        Raises:
            FaultError: something is missing, or an address is neither this machine nor allowed.
        """
        try:
            return cls.model_validate(dict(data), context={"allowed": tuple(allowed)})
        except ValidationError as error:
            raise FaultError(f"the target cannot be used: {_said(error)}") from error

    @classmethod
    def read(cls, path: Path, *, allowed: Sequence[str] = ()) -> Self:
        """The target in a file.

        Raises:
            FaultError: there is no such file, it is no target, or an address in it is not allowed.
        """
        try:
            text = path.read_text(encoding="utf-8")
            return cls.model_validate_json(text, context={"allowed": tuple(allowed)})
        except OSError as error:
            raise FaultError(f"{path} cannot be read ({error.strerror}); start the platform first") from error
        except ValidationError as error:
            raise FaultError(f"{path} is no target that can be used: {_said(error)}") from error

    def write(self, path: Path) -> Path:
        """Whole or not at all: a reader never sees half of it."""
        path.parent.mkdir(parents=True, exist_ok=True)
        new = path.with_name(f".{path.name}.{os.getpid()}")
        new.write_text(self.model_dump_json(indent=2) + "\n", encoding="utf-8")
        return new.replace(path)

    def process(self, name: str) -> Identity:
        """The process of this name as it runs now.

        Raises:
            FaultError: the target has none, or it does not run.
        """
        _listed(name, self.processes, self.name, "process")
        if self.owner is None:
            found: Identity | None = self.processes[name]
        else:
            from chaos.faults.owner import processes_of

            found = processes_of(self.owner).get(name)
        if found is None or not found.alive:
            raise FaultError(f"process {name} of {self.name} does not run; start it, or read the target anew")
        return found

    def control(self, name: str) -> str:
        """The control URL of an engine or the twin.

        Raises:
            FaultError: the target has none.
        """
        return _listed(name, self.controls, self.name, "control")

    def proxy(self, name: str) -> str:
        """The control URL of the proxy before this.

        Raises:
            FaultError: the target has none.
        """
        return _listed(name, self.proxies, self.name, "proxy")

    def folder(self, name: str) -> Path:
        """A folder that may be filled.

        Raises:
            FaultError: the target has none.
        """
        return _listed(name, self.folders, self.name, "folder")


def target_of(
    platform: Platform,
    *,
    proxies: Mapping[str, str] | None = None,
    controls: Mapping[str, str] | None = None,
    folders: Mapping[str, Path] | None = None,
    owner: str | None = None,
) -> Target:
    """A started platform. `owner` is that of `chaos.faults.owner.offered`: without it no process is restarted."""
    urls = platform.urls
    workers = {f"worker-{number}": url for number, url in enumerate(urls.workers, 1)}
    return Target(
        name=platform.project,
        processes={name: identity_of(pid) for name, pid in platform.processes.items()},
        urls={"coordinator": urls.coordinator, "worker": urls.worker, "phases": urls.phases, **workers},
        controls=dict(controls or {}),
        proxies=dict(proxies or {}),
        folders=dict(folders or {}),
        owner=owner,
    )


def _listed(name: str, kept: Mapping[str, _Kept], target: str, what: str) -> _Kept:
    if name not in kept:
        has = f"it has {', '.join(sorted(kept))}" if kept else "it has none"
        raise FaultError(f"target {target} has no {what} {name!r}, and nothing else may be touched; {has}")
    return kept[name]


def _check(address: str, allowed: Sequence[str]) -> None:
    """
    Raises:
        ValueError: it is not this machine's, and not listed.
    """
    try:
        parts = urlsplit(address)
        parts.port  # noqa: B018 - raises where it is none
    except ValueError as error:
        raise ValueError(f"{address!r} is no address: {error}") from error
    if "@" in parts.netloc:
        raise ValueError("an address holds a user name or password; take them out")
    name = parts.hostname or ""
    if not name or not parts.scheme:
        raise ValueError(f"{address!r} is no address; write it as http://127.0.0.1:8080")
    if is_loopback(name):
        return
    try:
        allowed_host(f"{parts.scheme}://{parts.netloc}", targets=allowed)
    except TargetError:
        raise ValueError(
            f"{name} is not this machine and not listed as a target of faults; if its owners agree, write "
            f'chaos_targets = ["{name}"] into harness.toml'
        ) from None


def _said(error: ValidationError) -> str:
    return "; ".join(
        f"{'.'.join(map(str, problem['loc']))} {str(problem['msg']).removeprefix('Value error, ')}".strip()
        for problem in error.errors()
    )
