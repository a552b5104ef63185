"""Locks on files that may be taken away by whoever has them: the kernel ends a lock with its last holder."""

from __future__ import annotations

import fcntl
import os
from pathlib import Path


def is_taken(number: int) -> bool:
    """Takes the lock of an open file, unless another has it; whether that worked."""
    try:
        fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def is_at(path: Path, number: int) -> bool:
    """Whether an open file is still there under its name: a lock on one that was taken away keeps nobody off."""
    try:
        return os.path.samestat(path.stat(), os.fstat(number))
    except FileNotFoundError:
        return False
