"""The smallest scheduler: of several processes one runs at a time, and at every request it is chosen anew who goes on.

It shows that the hooks of the embedded Firestore are enough for one: an interceptor and a way of waiting.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping

from firestore_stage import LONG_S

from harness.cloud.interception import Call, Proceed, Responses


class Process:
    """A function in a thread that runs only when it has the baton."""

    def __init__(self, function: Callable[[], object]) -> None:
        self.ready = True
        self.ended = False
        self.error: BaseException | None = None
        self.turn = threading.Semaphore(0)
        self.given_back = threading.Semaphore(0)
        self.thread = threading.Thread(target=self._run, args=(function,), daemon=True)
        self.thread.start()

    def _run(self, function: Callable[[], object]) -> None:
        self.turn.acquire(timeout=LONG_S)
        try:
            function()
        except Exception as error:  # noqa: BLE001 - it is part of the outcome
            self.error = error
        self.ended = True
        self.given_back.release()

    def pause(self) -> None:
        """Gives the baton back and waits for it."""
        self.given_back.release()
        assert self.turn.acquire(timeout=LONG_S), "the baton never came back"


class Baton:
    """Interceptor and lock waiting in one; choices are made by `choices`, 0 when they run out."""

    def __init__(self, choices: list[int]) -> None:
        self._choices = choices
        self._processes: dict[str, Process] = {}
        self._releases = 0
        self.trace: list[str] = []
        self.options: list[int] = []

    def __call__(self, call: Call, proceed: Proceed) -> Responses:
        name, process = self._current()
        if process is None:
            return proceed()
        process.pause()
        self.trace.append(f"{name} {call.method}")
        return proceed()

    def _current(self) -> tuple[str, Process | None]:
        thread = threading.current_thread()
        return next(((name, one) for name, one in self._processes.items() if one.thread is thread), ("", None))

    def ticket(self) -> int:
        return self._releases

    def wait(self, ticket: int, seconds: float) -> bool:
        _, process = self._current()
        assert process is not None
        while self._releases == ticket:
            process.ready = False
            process.pause()
        return True

    def released(self) -> None:
        self._releases += 1
        for process in self._processes.values():
            process.ready = True

    def run(self, functions: Mapping[str, Callable[[], object]]) -> None:
        """Runs all processes to their ends."""
        self._processes = {name: Process(function) for name, function in functions.items()}
        while running := [one for one in self._processes.values() if not one.ended]:
            able = [one for one in running if one.ready]
            assert able, "everybody waits"
            choice = self._choices[len(self.options)] if len(self.options) < len(self._choices) else 0
            self.options.append(len(able))
            able[choice].turn.release()
            assert able[choice].given_back.acquire(timeout=LONG_S), "a process does not give the baton back"
        for process in self._processes.values():
            if process.error is not None:
                raise process.error


def all_orders(run: Callable[[Baton], None], most: int) -> Iterator[Baton]:
    """Every order of the steps, one run each, up to `most` runs."""
    choices: list[int] | None = []
    for _ in range(most):
        if choices is None:
            return
        baton = Baton(choices)
        run(baton)
        yield baton
        choices = _next(choices, baton.options)


def _next(choices: list[int], options: list[int]) -> list[int] | None:
    """The choices after these, with the last one that can be raised raised by one."""
    made = choices + [0] * (len(options) - len(choices))
    while made:
        last = made.pop()
        if last + 1 < options[len(made)]:
            return [*made, last + 1]
    return None
