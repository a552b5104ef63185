"""A worker that is told to stop or to quit does so in time, or is ended, whatever hangs in it.

What may hang is a listener of somebody's locustfile, a request that nothing interrupts, a library that waits for its
threads while the interpreter of a forked process is torn down. Locust reads no message while it stops, so such a worker
does not even see that it is to quit; its users go on, and whoever reads its output waits for it.
"""

from __future__ import annotations

import faulthandler
import sys
from typing import Any

from locust.env import Environment
from locust.rpc import Message
from locust.runners import WorkerRunner

GRACE_S = 20.0
"""To stop, send the last delta and tear down, beside the time that users have to finish. It takes tenths of a second,
and some seconds where a machine has ten times as much to do as it can."""


def end_in_time(environment: Environment) -> None:
    """Gives a worker --stop-timeout and GRACE_S to stop, and as long to end once it is told to quit. After that it is
    ended with status 1, and its stacks are on stderr. Does nothing in other processes."""
    if isinstance(environment.runner, WorkerRunner):
        _Watched(environment, environment.runner)


class _Watched:
    """The clock is faulthandler's: a thread in C, which needs neither gevent's loop nor Python's lock, and is the last
    to go when the interpreter is torn down."""

    def __init__(self, environment: Environment, runner: WorkerRunner) -> None:
        self._environment = environment
        self._stop, self._handle_message = runner.stop, runner.handle_message
        self._stopping = 0
        self._quits = False
        # Locust fires no event before it stops the users, and none when it has stopped them.
        vars(runner).update(stop=self.stop, handle_message=self.handle_message)
        hooks: Any = environment.events
        hooks.quitting.add_listener(self.quit)  # by a signal, or since the master is not heard of

    def stop(self) -> None:
        if not self._stopping and not self._quits:
            self._begin()
        self._stopping += 1
        try:
            self._stop()
        finally:
            self._stopping -= 1
            if not self._stopping and not self._quits:
                faulthandler.cancel_dump_traceback_later()

    def handle_message(self, message: Message) -> None:
        if message.type == "quit":
            self.quit()
        self._handle_message(message)

    def quit(self, **_: Any) -> None:
        if not self._quits:
            self._quits = True
            self._begin()

    def _begin(self) -> None:
        faulthandler.dump_traceback_later(self._environment.stop_timeout + GRACE_S, exit=True, file=sys.stderr)
