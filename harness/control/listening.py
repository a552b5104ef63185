"""Whether anybody listens at an address: a request that broke off does not say that its server has ended."""

from __future__ import annotations

import socket
from urllib.parse import urlsplit

PATIENCE_S = 10.0


def somebody_listens(url: str) -> bool:
    """False only where a new connection to the loopback address of `url` is refused.

    Raises:
        ValueError: the address has no port.
    """
    parts = urlsplit(url)
    if parts.hostname is None or parts.port is None:
        raise ValueError(f"{url} has no port; give an address as http://127.0.0.1:8080")
    try:
        socket.create_connection((parts.hostname, parts.port), PATIENCE_S).close()
    except ConnectionRefusedError:
        return False
    except OSError:
        return True  # it may be there and too busy to answer; nobody may take its faults for ended
    return True
