"""The machine that a run was made on, in a line that does not say whose it is."""

from __future__ import annotations

from load.machine import this_machine


def machine_text() -> str:
    """`Intel Xeon, 2 cores, 7.8 GB, Linux 6.1`."""
    machine = this_machine()
    return f"{machine.processor}, {machine.cores} cores, {machine.memory_gb:g} GB, {machine.system}"
