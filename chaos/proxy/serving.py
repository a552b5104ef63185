"""The proxy as a process: what the command line says, until SIGTERM or SIGINT."""

from __future__ import annotations

import argparse
import signal

from chaos.proxy.address import Address, AddressError
from chaos.proxy.control import ProxyDoor
from chaos.proxy.effects import Carried
from chaos.proxy.proxy import LOOPBACK, Proxy

STOPPING = frozenset({signal.SIGINT, signal.SIGTERM})


def main() -> None:
    """Serve what the command line names."""
    parser = arguments()
    asked = parser.parse_args()
    try:
        to = Address.parsed(asked.to, allowed=tuple(asked.allow))
    except AddressError as error:
        parser.error(str(error))
    # Blocked before any thread starts, so that the signal waits for the line below.
    signal.pthread_sigmask(signal.SIG_BLOCK, STOPPING)
    with (
        Proxy(to, carried=Carried(asked.kind), port=asked.listen) as proxy,
        ProxyDoor(proxy, port=asked.control) as door,
    ):
        print(f"ready proxy {LOOPBACK}:{proxy.port} control {door.url}", flush=True)
        signal.sigwait(STOPPING)


def arguments() -> argparse.ArgumentParser:
    """What the command line may say."""
    asked = argparse.ArgumentParser(prog="python -m chaos.proxy", description=__doc__)
    asked.add_argument("--listen", type=int, default=0, metavar="PORT", help="0 takes a free one")
    asked.add_argument("--to", required=True, metavar="HOST:PORT", help="the server")
    asked.add_argument("--kind", choices=[kind.value for kind in Carried], default=Carried.TCP.value)
    asked.add_argument("--control", type=int, default=0, metavar="PORT", help="of the control API; 0 takes a free one")
    asked.add_argument("--allow", action="append", default=[], metavar="HOST", help="a server that is not this machine")
    return asked


if __name__ == "__main__":
    main()
