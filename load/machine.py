"""The machine that makes the load: enough to know which runs can be compared, and nothing that says whose it is."""

from __future__ import annotations

import math
import os
import platform
import re
from pathlib import Path

from load.record import Machine

_CPUINFO = Path("/proc/cpuinfo")
_MARKS = re.compile(r"\((?:r|tm|c)\)|@.*|\b(?:cpu|processor|with|gen)\b|\d+(?:st|nd|rd|th)\b", re.IGNORECASE)
"""What manufacturers write around the model: trade marks, the clock rate, filler."""


def this_machine() -> Machine:
    """The one this runs on."""
    return described(
        processor=_processor(),
        cores=len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1,
        memory_bytes=os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES"),
        system=platform.system(),
        release=platform.release(),
    )


def described(*, processor: str, cores: int, memory_bytes: int, system: str, release: str) -> Machine:
    """A machine of these parts. `kind` leaves out what changes without changing the figures: the kernel, Python."""
    memory_gb = memory_bytes / 2**30
    # Machines of one kind differ by what their firmware keeps: the next power of two is what was bought.
    memory_class = 2 ** max(math.ceil(math.log2(memory_gb) - 0.02), 0)
    return Machine(
        kind=_slug(f"{_MARKS.sub(' ', processor)} {cores}c {memory_class}g {system}"),
        processor=processor,
        cores=cores,
        memory_gb=round(memory_gb, 1),
        system=f"{system} {release}",
        python=platform.python_version(),
    )


def _processor() -> str:
    if _CPUINFO.is_file():
        found = re.search(r"^(?:model name|Model)\s*:\s*(.+)$", _CPUINFO.read_text(encoding="utf-8"), re.MULTILINE)
        if found:
            return found[1].strip()
    return platform.processor() or platform.machine() or "unknown"


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")
