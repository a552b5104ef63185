"""What `harness doctor` says of the suites beside the harness: whether load can be made here, what chaos has left."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from harness.doctor import Item, of_extra
from harness.nouns import counted
from harness.settings import Settings

LOAD = ("locust", "hdrhistogram", "matplotlib", "psutil")
CHAOS = ("chaostoolkit", "chaostoolkit-lib", "psutil")
_SHOWN = 3


def suites(settings: Settings) -> Iterator[Item]:
    """Look at load and chaos. Starts nothing, and takes nothing back."""
    yield _load()
    yield _chaos(settings.reports)


def _load() -> Item:
    found = of_extra("load", LOAD, "load")
    if found.mark != "✓":
        return found
    from load.machine import this_machine

    machine = this_machine()
    shared = (
        "for the load and what it goes to" if machine.cores > 1 else "for both the load and what it goes to: too few"
    )
    return Item("✓", "load", f"{found.text}; {counted(machine.cores, 'core')} {shared}")


def _chaos(reports: Path) -> Item:
    found = of_extra("chaos", CHAOS, "chaos")
    if found.mark != "✓":
        return found
    from chaos.ledger import ROOM, Ledger, LedgerBusyError

    left: list[str] = []
    running = 0
    for folder in sorted(one for one in (reports / ROOM).glob("*") if one.is_dir()):
        ledger = Ledger(folder)
        try:
            with ledger.held():
                left += ledger.left_in_words()
        except LedgerBusyError:
            running += 1
    if left:
        told = "; ".join([*left[:_SHOWN], *(["…"] if len(left) > _SHOWN else [])])
        return Item("✗", "chaos", f"{counted(len(left), 'fault')} left: {told}; take back with: harness chaos recover")
    runs = f"; {counted(running, 'experiment')} running" if running else ""
    return Item("✓", "chaos", f"{found.text}; no fault is left in {reports}{runs}")
