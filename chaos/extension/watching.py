"""What is looked at while the method runs: halts, what the platform says of itself, and the steady state."""

from __future__ import annotations

import threading
import time

from chaos.experiment import Activity
from chaos.extension.halting import Halts
from chaos.extension.session import Session
from chaos.journal import Phase

JOIN_S = 60.0


class Watcher:
    """A thread that looks, round by round, with as much time between two rounds as one took."""

    def __init__(self, session: Session, halts: Halts) -> None:
        self._session = session
        self._halts = halts
        self._signals = signals_of(session)
        self._steady = session.experiment.steady_state.probes
        self._off: set[str] = set()
        self._end = threading.Event()
        self._thread = threading.Thread(target=self._run, name="chaos watcher", daemon=True)
        self.error = ""

    def start(self) -> None:
        """From here on it looks."""
        self._thread.start()

    def stop(self) -> None:
        """It looks no more; the round that it is in is finished."""
        self._end.set()
        if self._thread.is_alive():
            self._thread.join(JOIN_S)

    def _run(self) -> None:
        every_s = self._session.experiment.extension.every_s
        try:
            while not self._end.is_set():
                began = time.monotonic()
                self.round()
                self._end.wait(max(every_s, time.monotonic() - began))
        except Exception as error:  # noqa: BLE001 - a thread's error would be lost; it breaks the run off instead
            self.error = f"the watcher failed: {type(error).__name__}: {error}"
            self._session.interruption.halt(self.error)

    def round(self) -> None:
        """Looks at everything once."""
        self._halts.look()
        for activity in self._signals:
            if not self._end.is_set():
                self._signal(activity)
        for activity in self._steady:
            if not self._end.is_set():
                reading = self._session.read(activity)
                self._session.answer(activity.name, reading, phase=Phase.DURING)
                self._turned(activity.name, off=reading.outcome != "passed")

    def _signal(self, activity: Activity) -> None:
        reading = self._session.read(activity)
        off = reading.outcome != "passed"
        if off and activity.name not in self._off and self._session.breaking:
            text = reading.text or f"is {reading.value}, expected {reading.expected}"
            self._session.event("detect", f"{activity.name}: {text}", signal=activity.name)
        self._turned(activity.name, off=off)

    def _turned(self, name: str, *, off: bool) -> None:
        """Tells when all is as before."""
        if off:
            self._off.add(name)
        elif name in self._off:
            self._off.discard(name)
            if not self._off and self._session.breaking:
                self._session.event("recover", "everything that is looked at is as it was")


def signals_of(session: Session) -> tuple[Activity, ...]:
    """Those that the experiment names, or the readiness of every service of a platform."""
    named = session.experiment.extension.signals
    if named is not None:
        return named
    services = session.served.target.urls if session.served.platform is not None else {}
    return tuple(_readiness(name) for name in services if name != "worker" or "worker-1" not in services)


def _readiness(service: str) -> Activity:
    provider = {
        "type": "python",
        "module": "chaos.extension.probes",
        "func": "ready",
        "arguments": {"process": service},
    }
    return Activity(name=f"readiness of {service}", type="probe", provider=provider, tolerance=True)
