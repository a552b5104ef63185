"""The control API of a proxy: the door to its faults, as harness/control/door.py has it, and `GET /statistics`."""

from __future__ import annotations

from urllib.parse import urlsplit

from chaos.proxy.proxy import LOOPBACK, Proxy
from harness.control.door import Door, _Handler

STATISTICS = "/statistics"


class ProxyDoor(Door):
    """Listens between `with` and its end; then no fault of the proxy is on any more. The proxy has to listen before."""

    def __init__(self, proxy: Proxy, *, port: int = 0) -> None:
        class Handler(_Handler):
            def do_GET(self) -> None:  # noqa: N802 - the base class's name for it
                if urlsplit(self.path).path == STATISTICS:
                    self._answer(lambda: (200, proxy.statistics()))
                else:
                    super().do_GET()

        super().__init__(proxy.board, serves=f"http://{LOOPBACK}:{proxy.port}", port=port)
        self._server.RequestHandlerClass = Handler
