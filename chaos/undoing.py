"""Taking back what a ledger has left: by the runner at its end, by the guardian, and by the next start."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from chaos.faults.catalog import fault
from chaos.faults.fault import FaultError, Injection, Undone
from chaos.ledger import KEPT, ROOM, Ledger, LedgerBusyError, State

GUARDIAN_S = 60.0
"""So long the guardian of a runner that has ended is given for its undoing, before a next start gives up."""


@dataclass(frozen=True, slots=True)
class Ending:
    """What became of one fault."""

    injection: Injection
    undone: Undone

    @property
    def text(self) -> str:
        state = "undone" if self.undone.ok else "NOT undone"
        return f"{self.injection.kind} of {', '.join(self.injection.touches)}: {state}; {self.undone.why}"


@dataclass(frozen=True, slots=True)
class Recovery:
    """What an earlier run had left in one ledger. `warning` is about lines that cannot be read, or a ledger in use."""

    folder: Path
    endings: tuple[Ending, ...]
    warning: str

    @property
    def ok(self) -> bool:
        return all(ending.undone.ok for ending in self.endings)

    @property
    def text(self) -> str:
        """In lines; empty where there is nothing to say."""
        lines = [self.warning] if self.warning else []
        if self.endings:
            lines.append(f"an earlier run against {self.folder.name} left {len(self.endings)} of its faults:")
        return "\n".join([*lines, *(f"  {ending.text}" for ending in self.endings)])


def take_back(ledger: Ledger, injection: Injection, *, by: str) -> Undone:
    """Undoes one fault and looks at it; both are in the ledger. Whatever goes wrong, it returns."""
    try:
        found = fault(injection.kind)
        found.undo(injection)
        ledger.write(State.UNDONE, injection, by=by)
        undone = found.undone(injection)
    except FaultError as error:
        undone = Undone(False, str(error))
    except Exception as error:  # noqa: BLE001 - the faults before it are to be undone too; it stands in the ledger
        undone = Undone(False, f"{type(error).__name__}: {error}")
    ledger.write(State.VERIFIED if undone.ok else State.FAILED, injection, by=by, why=undone.why)
    return undone


def take_back_left(ledger: Ledger, *, by: str, only: frozenset[str] | None = None) -> tuple[Ending, ...]:
    """Undoes what is left, the last first; with `only`, those of these identities."""
    endings = []
    with ledger.hand():
        for injection in reversed(ledger.read().left):
            if only is None or injection.identity in only:
                endings.append(Ending(injection, take_back(ledger, injection, by=by)))
    return tuple(endings)


def recover(folder: Path, *, wait_s: float = GUARDIAN_S) -> Recovery:
    """Undoes what earlier runs have left in this ledger, and says what that was.

    Raises:
        LedgerBusyError: an experiment is running, or its guardian had not ended after `wait_s`.
    """
    ledger = Ledger(folder)
    with ledger.held(wait_s=wait_s):
        return recovered(ledger)


def recovered(ledger: Ledger) -> Recovery:
    """As `recover`, for who holds the ledger already."""
    warning = ledger.read().warning
    return Recovery(ledger.folder, take_back_left(ledger, by="recovery"), warning)


def recover_all(*, reports: Path, wait_s: float = GUARDIAN_S) -> tuple[Recovery, ...]:
    """`recover` for the ledgers of all targets; those with something to say.

    One whose run goes on is left alone, without waiting for its end. One in which nothing is left is taken away once it
    is old.
    """
    found: list[Recovery] = []
    for folder in sorted(folder for folder in (reports / ROOM).glob("*") if folder.is_dir()):
        ledger = Ledger(folder)
        try:
            found.append(recover(folder, wait_s=0.0 if ledger.is_runner_alive() else wait_s))
        except LedgerBusyError as busy:
            found.append(Recovery(folder, (), str(busy)))
        else:
            ledger.remove(kept=KEPT)
    return tuple(one for one in found if one.text)
