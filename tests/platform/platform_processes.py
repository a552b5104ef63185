"""What tests of the platform need to know: how long to wait, and whether a process is gone."""

from __future__ import annotations

import os
import select
from collections.abc import Callable

from harness.reference.platform.processes import Child

LONG_S = 120.0
"""Longer than anything here takes; only a broken test gets there."""
PLAYERS = 20

Launch = Callable[..., Child]


def has_ended(pid: int) -> bool:
    """The process is gone, or goes within the time that a test has."""
    try:
        handle = os.pidfd_open(pid)
    except ProcessLookupError:
        return True
    try:
        ready, _, _ = select.select([handle], [], [], LONG_S)
    finally:
        os.close(handle)
    return bool(ready)
