"""Faults that cannot be left behind: written ahead, watched by a guardian, undone in reverse order at the end."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Self

from chaos.faults.catalog import fault
from chaos.faults.fault import FaultError, Injection, Parameters, Undone
from chaos.faults.target import Target
from chaos.guardian import Guardian
from chaos.ledger import Ledger, State
from chaos.undoing import GUARDIAN_S, Ending, Recovery, recovered, take_back, take_back_left

_BY = "runner"


class Guarded:
    """One target for the time of one experiment.

    Entering takes the target, undoes what an earlier run has left (`recovery` says what that was), and starts the
    guardian; leaving undoes everything, in reverse order, however it is left.
    """

    def __init__(self, target: Target, *, reports: Path, wait_s: float = GUARDIAN_S) -> None:
        self.target = target
        self.ledger = Ledger.of(target.name, reports=reports)
        self.endings: list[Ending] = []
        self._wait_s = wait_s
        self._ending = ExitStack()
        self._guardian: Guardian | None = None
        self._recovery: Recovery | None = None

    @property
    def recovery(self) -> Recovery:
        """What an earlier run had left."""
        if self._recovery is None:
            raise FaultError("the target has not been taken yet; enter the block first")
        return self._recovery

    @property
    def guardian(self) -> Guardian:
        """
        Raises:
            FaultError: the block was not entered, or has been left.
        """
        if self._guardian is None:
            raise FaultError("nothing is injected without a guardian; enter the block first")
        return self._guardian

    def __enter__(self) -> Self:
        """
        Raises:
            LedgerBusyError: another experiment runs against the target.
            FaultError: something that an earlier run left cannot be undone, or the guardian did not start.
        """
        with self._ending as ending:
            lock = ending.enter_context(self.ledger.held(wait_s=self._wait_s))
            self._recovery = recovered(self.ledger)
            if not self._recovery.ok:
                raise FaultError(f"{self._recovery.text}\nundo it by hand, then start again")
            self._guardian = Guardian(self.ledger, lock=lock)
            ending.callback(self._dismiss)
            self._ending = ending.pop_all()
        return self

    def _dismiss(self) -> None:
        self.guardian.dismiss()
        self._guardian = None

    def inject(self, kind: str, *, seconds: float, parameters: Parameters | None = None) -> Injection:
        """Injects a fault, whose intent is on disk before.

        Raises:
            FaultError: it was refused, or it did not come about; whatever was done is undone then.
            GuardianGoneError: there is no guardian any more; nothing was done.
        """
        found = fault(kind)
        planned = found.prepare(self.target, seconds=seconds, parameters=parameters or {})
        with self.ledger.hand():
            self.ledger.write(State.INTENDED, planned, by=_BY)
            try:
                self.guardian.told()
                injected = found.inject(planned)
            except BaseException as error:
                self.endings.append(Ending(planned, take_back(self.ledger, planned, by=_BY)))
                if isinstance(error, FaultError) or not isinstance(error, Exception):
                    raise
                raise FaultError(f"{planned.kind}: {type(error).__name__}: {error}") from error
            self.ledger.write(State.INJECTED, injected, by=_BY)
        self.guardian.told()
        return injected

    def undo(self, injection: Injection) -> Undone:
        """Undoes one fault and looks at it; one that the guardian has undone already is only looked at."""
        endings = take_back_left(self.ledger, by=_BY, only=frozenset({injection.identity}))
        self.endings += endings
        return endings[0].undone if endings else fault(injection.kind).undone(injection)

    def undo_all(self) -> tuple[Ending, ...]:
        """Undoes what is left, the last first."""
        endings = take_back_left(self.ledger, by=_BY)
        self.endings += endings
        return endings

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """
        Raises:
            FaultError: a fault is left, which the text names. An error of the block goes before it.
        """
        with self._ending:
            self.undo_all()
        left = self.ledger.read().left
        if left and error is None:
            ends = {ending.injection.identity: ending.text for ending in self.endings}
            said = "\n  ".join(ends.get(one.identity, one.kind) for one in left)
            raise FaultError(f"faults are left:\n  {said}\n`harness chaos recover` tries again")
