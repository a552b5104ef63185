"""The twin as a server on loopback: it listens on a free port from the start, and ends whole."""

from __future__ import annotations

import threading
from contextlib import ExitStack
from datetime import timedelta
from typing import Any, Self

# waitress ships no types.
import waitress.server  # type: ignore[import-untyped]

from harness.clock import Clock, FrozenClock
from harness.control.board import Board
from harness.control.door import Door
from harness.reference.twin import balldontlie, bettingpros, espn, nbacom, oddsapi
from harness.reference.twin.app import Desk, twin_app
from harness.reference.twin.faults import Fault, Switchboard
from harness.reference.twin.records import Records
from harness.reference.twin.switched_faults import kinds
from harness.season import Season

PROVIDERS = {
    provider.name: provider
    for provider in (oddsapi.PROVIDER, balldontlie.PROVIDER, espn.PROVIDER, nbacom.PROVIDER, bettingpros.PROVIDER)
}
KEY = "twin-key"
"""The key that the providers with a key ask for."""
QUOTA = 5_000_000
_THREADS = 4
_LONGEST_STOP_SECONDS = 10.0


class Twin:
    """All providers of one season at `http://127.0.0.1:<port>/<provider>`, until it is closed.

    Use it in a `with`: no thread and no socket of it outlives the block. `clock` says what is over, what comes and
    what "live" means; it stands at the season's `as_of` where none is given, when every game is over. `quota` is what
    may be asked of The Odds API. `control` is the port of a door to its faults; 0 takes a free one.
    """

    def __init__(
        self,
        season: Season,
        *,
        clock: Clock | None = None,
        port: int = 0,
        quota: int = QUOTA,
        control: int | None = None,
    ) -> None:
        board = Board(kinds(PROVIDERS))
        records, self._faults, self._closing = Records(season), Switchboard(board.effects), threading.Event()
        self._desks = {
            name: Desk(
                provider,
                records=records,
                clock=clock or FrozenClock(season.as_of),
                key=KEY,
                quota=quota if provider.counts else None,
                faults=self._faults,
                closing=self._closing,
            )
            for name, provider in PROVIDERS.items()
        }
        # The server's sockets by file number; its loop ends when none is left.
        self._sockets: dict[int, Any] = {}
        self._server = waitress.server.create_server(
            twin_app(self._desks, PROVIDERS),
            map=self._sockets,
            host="127.0.0.1",
            port=port,
            threads=_THREADS,
            ident="twin",
        )
        self.port = int(self._server.effective_port)
        self._thread = threading.Thread(target=self._serve, name=f"twin-{self.port}", daemon=True)
        self._control = ExitStack()
        self.control: str | None = None
        """The address of the door; None where there is none."""
        if control is not None:
            door = Door(board, serves=f"http://127.0.0.1:{self.port}", port=control)
            self.control = self._control.enter_context(door).url
        self._thread.start()

    def url(self, provider: str) -> str:
        """The base URL of a provider, without a slash at the end.

        Raises:
            KeyError: there is none of that name.
        """
        if provider not in PROVIDERS:
            raise KeyError(f"no provider {provider}; there are {', '.join(PROVIDERS)}")
        return f"http://127.0.0.1:{self.port}/{provider}"

    def fail(
        self,
        provider: str,
        *,
        fault: Fault,
        operation: str | None = None,
        times: int | None = 1,
        delay: timedelta = timedelta(seconds=1),
    ) -> None:
        """Spoil the next `times` answers of a provider, or of one of its operations; None: until it is cleared.

        `delay` is that of a slow answer.

        Raises:
            KeyError: there is no such provider or operation.
            ValueError: `times` or the delay is out of bounds.
        """
        self.url(provider)
        if operation is not None:
            PROVIDERS[provider].operation(operation)
        self._faults.turn_on(provider, fault=fault, operation=operation, times=times, delay=delay)

    def clear(self, provider: str | None = None) -> None:
        """End the faults of a provider, or of all."""
        self._faults.clear(provider)

    def close(self) -> None:
        """Stop serving; slow answers end at once. A second call does nothing.

        Raises:
            TimeoutError: the server did not end within twenty seconds.
        """
        self._closing.set()
        self._control.close()
        if not self._thread.is_alive():
            return
        # The workers first: one that still answers would wake a loop whose sockets are gone.
        self._server.task_dispatcher.shutdown(timeout=_LONGEST_STOP_SECONDS)
        self._server.trigger.pull_trigger(self._close_sockets)
        self._thread.join(2 * _LONGEST_STOP_SECONDS)
        if self._thread.is_alive():
            raise TimeoutError(f"the twin on port {self.port} did not end in time")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _serve(self) -> None:
        self._server.run()

    def _close_sockets(self) -> None:
        """In the server's own loop, so that nothing is closed under its hands."""
        for socket in list(self._sockets.values()):
            socket.close()
