"""What passes without a message: stalled batches are closed, and batches whose completer died are finished."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

from harness.clock import Clock
from harness.reference.batch_state import STALL_MINUTES, STALL_PERCENT, BatchState
from harness.reference.services.coordinator.batches import Batches
from harness.reference.services.coordinator.completing import FAILURES, Completer
from harness.reference.services.coordinator.replies import Swept, SweptBatch

_LOG = logging.getLogger(__name__)


class Sweep:
    """Looks at the batches of the project, whichever instance they are of."""

    def __init__(self, *, batches: Batches, state: BatchState, completer: Completer, clock: Clock) -> None:
        self._batches, self._state, self._completer, self._clock = batches, state, completer, clock

    def all(self, *, stall_minutes: float = STALL_MINUTES, min_percent: float = STALL_PERCENT) -> Swept:
        """Every open batch, and every complete one that nobody confirmed in its time. One that fails is told as such.

        Raises:
            GoogleAPIError: the batches cannot be listed.
        """
        unconfirmed = {batch.batch_id for batch in self._batches.unconfirmed(self._clock.now())}
        found = {batch.batch_id for batch in self._batches.open()} | unconfirmed | self._completer.owed
        return _told([self._one(batch_id, stall_minutes, min_percent) for batch_id in sorted(found)])

    def one(self, batch_id: str, *, stall_minutes: float, min_percent: float) -> Swept:
        """The same for one batch.

        Raises:
            UnknownBatchError: nobody created it.
        """
        self._state.progress(batch_id)
        return _told([self._one(batch_id, stall_minutes, min_percent)])

    def _one(self, batch_id: str, stall_minutes: float, min_percent: float) -> SweptBatch:
        try:
            closed = self._state.check_stalled(batch_id, stall_minutes=stall_minutes, min_percent=min_percent)
            if closed.completes_batch:
                self._completer.finish(batch_id)
                return SweptBatch(batch_id=batch_id, result="stall_completed")
            if not closed.progress.is_complete:
                left = f"{closed.progress.remaining} players to come"
                return SweptBatch(batch_id=batch_id, result="running", reason=left)
            if batch_id in self._completer.owed or self._state.take_over(batch_id):
                self._completer.finish(batch_id)
                return SweptBatch(batch_id=batch_id, result="taken_over")
        except FAILURES as error:
            _LOG.warning("%s is left for the next sweep", batch_id, exc_info=error)
            return SweptBatch(batch_id=batch_id, result="failed", reason=f"{type(error).__name__}: {error}"[:300])
        return SweptBatch(batch_id=batch_id, result="complete")


class Ticker:
    """Does something every so many seconds in a thread, until it is closed."""

    def __init__(self, work: Callable[[], object], *, seconds: float, name: str) -> None:
        self._work, self._seconds = work, seconds
        self._closing = threading.Event()
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)

    def start(self) -> None:
        """Do it now, and then again and again."""
        self._thread.start()

    def close(self, *, seconds: float) -> None:
        """Let what is under way come to its end, for so long at most."""
        self._closing.set()
        self._thread.join(seconds)

    def _run(self) -> None:
        while not self._closing.is_set():
            try:
                self._work()
            except Exception:  # noqa: BLE001 - the next tick has to come whatever happened in this one
                _LOG.exception("a tick failed")
            self._closing.wait(self._seconds)


def _told(results: list[SweptBatch]) -> Swept:
    completed = sum(one.result in ("stall_completed", "taken_over") for one in results)
    return Swept(batches_checked=len(results), batches_completed=completed, results=results)
