"""What a platform says of itself, looked at again and again: when it told of a fault, and when it was well again."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import TracebackType
from typing import Self

JOIN_S = 60.0
"""A look ends by the bounds of its requests, far earlier."""
Clock = Callable[[], float]
"""Seconds that never go back, from any start."""


@dataclass(frozen=True, slots=True)
class State:
    """What a signal says. `text` is why it is not well."""

    well: bool
    text: str = ""


@dataclass(frozen=True, slots=True)
class Signal:
    """Something that the platform can be asked about itself.

    `ask` answers within seconds, and raises nothing for a platform that is not well: that it does not answer is an
    answer. `every_s` lies between an answer and the next question.
    """

    ask: Callable[[], State]
    every_s: float


@dataclass(frozen=True, slots=True)
class Change:
    """From this moment a signal said something else. `at_s` is when it answered: nobody could know earlier."""

    at_s: float
    signal: str
    state: State


@dataclass(frozen=True, slots=True)
class Seen:
    """What was seen of one fault. Seconds from its injection; None for what was not seen."""

    detected_s: float | None
    signal: str | None
    text: str
    recovered_s: float | None


@dataclass
class _Looks:
    """Of one signal: how often it was asked, and how often it has answered."""

    begun: int = 0
    answered: int = 0
    state: State | None = None


class Watch:
    """Asks each signal from a thread of its own, so that one that takes its time delays no other."""

    def __init__(self, signals: Mapping[str, Signal], *, clock: Clock) -> None:
        self._signals = dict(signals)
        self._clock = clock
        self._news = threading.Condition()
        self._looks = {name: _Looks() for name in signals}
        self._wanted = dict.fromkeys(signals, 0)
        self._changes: list[Change] = []
        self._ended = False
        self._failed: BaseException | None = None
        self._threads = [
            threading.Thread(target=self._run, args=(name,), name=f"watch {name}", daemon=True) for name in signals
        ]

    @property
    def changes(self) -> tuple[Change, ...]:
        """All so far, in order of their time; what a signal says first counts as one."""
        with self._news:
            return tuple(sorted(self._changes, key=lambda change: change.at_s))

    @property
    def ill(self) -> dict[str, str]:
        """The signals that are not well as of their last answer, with why; those that have not answered yet, too."""
        with self._news:
            states = {name: looks.state for name, looks in self._looks.items()}
        return {
            name: "has not answered yet" if state is None else state.text
            for name, state in states.items()
            if state is None or not state.well
        }

    def await_well(self, seconds: float) -> bool:
        """Asks every signal anew, at once, until all say that they are well; False if they do not for so long.

        Raises:
            Exception: what ended the watch, if something did.
        """
        with self._news:
            # An answer to a question that was put before may be about what was before.
            for name, looks in self._looks.items():
                self._wanted[name] = looks.begun + 1
            self._news.notify_all()
            well = self._news.wait_for(lambda: self._failed is not None or self._is_well(), seconds)
            if self._failed is not None:
                raise self._failed
            return well

    def _is_well(self) -> bool:
        return all(
            looks.answered >= self._wanted[name] and looks.state is not None and looks.state.well
            for name, looks in self._looks.items()
        )

    def _run(self, name: str) -> None:
        signal, looks = self._signals[name], self._looks[name]
        try:
            while not self._ended:
                self._look(name, signal, looks)
                with self._news:
                    self._news.wait_for(lambda: self._ended or looks.begun < self._wanted[name], signal.every_s)
        except Exception as error:  # noqa: BLE001 - raised again where it is waited for
            with self._news:
                self._failed = error
                self._news.notify_all()

    def _look(self, name: str, signal: Signal, looks: _Looks) -> None:
        with self._news:
            looks.begun += 1
        state = signal.ask()
        at_s = self._clock()
        with self._news:
            if looks.state is None or looks.state.well is not state.well:
                self._changes.append(Change(at_s, name, state))
            looks.state = state
            looks.answered += 1
            self._news.notify_all()

    def __enter__(self) -> Self:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with self._news:
            self._ended = True
            self._news.notify_all()
        for thread in self._threads:
            thread.join(JOIN_S)
        if self._failed is not None and error is None:
            raise self._failed


def seen(changes: tuple[Change, ...], *, injected_s: float, until_s: float) -> Seen:
    """What signals told of a fault that began at `injected_s`, as far as they were asked until `until_s`.

    Detected is the first change for the worse. Recovered is when the last signal was well again, and stayed so; None
    also where none was ever ill, since there was nothing to recover from.
    """
    ill = _ill_before(changes, injected_s)
    detected: Change | None = None
    recovered: Change | None = None
    for change in changes:
        if not injected_s <= change.at_s <= until_s:
            continue
        if change.state.well:
            ill.discard(change.signal)
            recovered = change if detected is not None and not ill else recovered
        else:
            ill.add(change.signal)
            detected = detected or change
            recovered = None
    return Seen(
        detected_s=None if detected is None else detected.at_s - injected_s,
        signal=None if detected is None else detected.signal,
        text="" if detected is None else detected.state.text,
        recovered_s=None if recovered is None else recovered.at_s - injected_s,
    )


def _ill_before(changes: tuple[Change, ...], at_s: float) -> set[str]:
    ill: set[str] = set()
    for change in changes:
        if change.at_s < at_s:
            (ill.discard if change.state.well else ill.add)(change.signal)
    return ill
