"""A folder on a full disk: a small file system of memory is mounted over it and filled to the brim.

What was in the folder can be read as before, and is untouched below; every write fails with ENOSPC. What is written or
removed meanwhile goes with the file system. Files that were open before go on as they were. Needs the right to mount;
where there is none, `limit.file_size` comes nearest.
"""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
import uuid
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from chaos.faults.fault import FaultError, Injection, Parameters, Undone, asked_for, injection_of
from chaos.faults.target import Target

MOST_MB = 64
"""What is in the folder is copied into memory; a fuller one is refused."""
BALLAST = ".chaos-ballast"
_SPARE_BYTES = 1 << 20
_BLOCK = 4096
_MNT_DETACH = 2  # sys/mount.h
_CAP_SYS_ADMIN = 21  # linux/capability.h
_MOUNTS = Path("/proc/self/mountinfo")
_STATUS = Path("/proc/self/status")


class OfDisk(BaseModel):
    """The folder, by its name in the target, and what may still be written there."""

    model_config = ConfigDict(extra="forbid")

    folder: str
    free_bytes: int = Field(0, ge=0, le=_SPARE_BYTES)


class Filled(BaseModel):
    """`source` is what the mount is called: unlike any other."""

    model_config = ConfigDict(extra="forbid")

    path: Path
    source: str
    size_bytes: int


@dataclass(frozen=True, slots=True)
class Full:
    """One folder only: other folders of the same disk have room."""

    kind: str = "disk.full"
    effect: str = "nothing more can be written to a folder: ENOSPC"

    def prepare(self, target: Target, *, seconds: float, parameters: Parameters) -> Injection:
        asked = asked_for(self, OfDisk, parameters)
        path = target.folder(asked.folder).resolve()
        if not path.is_dir():
            raise FaultError(f"{self.kind}: {path} is no folder")
        if not may_mount():
            raise FaultError(f"{self.kind}: this process may not mount (CAP_SYS_ADMIN); take limit.file_size instead")
        held_bytes = _size(path)
        if held_bytes > MOST_MB << 20:
            raise FaultError(f"{self.kind}: {path} holds {held_bytes >> 20} MB; at most {MOST_MB} can be kept readable")
        saved = Filled(path=path, source=f"chaos-{uuid.uuid4().hex}", size_bytes=held_bytes + _SPARE_BYTES)
        touches = [f"folder {asked.folder}"]
        return injection_of(self, target, seconds=seconds, touches=touches, parameters=parameters, saved=saved)

    def inject(self, injection: Injection) -> Injection:
        saved = Filled.model_validate(injection.saved)
        status = saved.path.stat()
        below = os.open(saved.path, os.O_RDONLY | os.O_DIRECTORY)
        try:
            _mount(saved, f"size={saved.size_bytes},mode={status.st_mode & 0o7777:o}")
            os.chown(saved.path, status.st_uid, status.st_gid)
            shutil.copytree(f"/proc/self/fd/{below}", saved.path, symlinks=True, dirs_exist_ok=True)
        finally:
            os.close(below)
        _fill(saved.path / BALLAST, leave=asked_for(self, OfDisk, injection.parameters).free_bytes)
        return injection

    def undo(self, injection: Injection) -> None:
        saved = Filled.model_validate(injection.saved)
        while _mounted(saved.source):
            if _libc().umount2(os.fsencode(saved.path), _MNT_DETACH) != 0:
                raise FaultError(f"{self.kind}: {saved.path} is still mounted over: {os.strerror(ctypes.get_errno())}")

    def undone(self, injection: Injection) -> Undone:
        saved = Filled.model_validate(injection.saved)
        if _mounted(saved.source):
            return Undone(False, f"{saved.path} is still mounted over")
        if (saved.path / BALLAST).exists():
            return Undone(False, f"{saved.path / BALLAST} is still there")
        return Undone(True, f"{saved.path} is as it was")


def may_mount() -> bool:
    """Whether this process has the right to."""
    if not _STATUS.exists():
        return False
    lines = dict(line.split(":", 1) for line in _STATUS.read_text(encoding="utf-8").splitlines() if ":" in line)
    return bool(int(lines.get("CapEff", "0").strip(), 16) >> _CAP_SYS_ADMIN & 1)


def _mounted(source: str) -> bool:
    # ... mount point, options, fields, a dash, file system, source, options: proc_pid_mountinfo(5).
    lines = _MOUNTS.read_text(encoding="utf-8").splitlines()
    return any(line.partition(" - ")[2].split(" ")[1:2] == [source] for line in lines)


def _mount(saved: Filled, options: str) -> None:
    done = _libc().mount(saved.source.encode(), os.fsencode(saved.path), b"tmpfs", 0, options.encode())
    if done != 0:
        raise FaultError(f"disk.full: {saved.path} cannot be mounted over: {os.strerror(ctypes.get_errno())}")


def _fill(path: Path, *, leave: int) -> None:
    """Until nothing more goes in, but for so many bytes."""
    with path.open("wb", buffering=0) as ballast:
        try:
            while True:
                ballast.write(bytes(_BLOCK))
        except OSError as error:
            if error.errno != errno.ENOSPC:
                raise
        ballast.truncate(max(0, ballast.tell() - leave))


def _size(path: Path) -> int:
    """Of all that is in it, in whole blocks."""
    sizes = [entry.lstat().st_size for entry in path.rglob("*")]
    return sum(-(-size // _BLOCK) * _BLOCK + _BLOCK for size in sizes)


def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)


FULL = Full()
