"""Where a client may send requests: the host that the provider documents, or this machine."""

from __future__ import annotations

import re
from ipaddress import ip_address
from urllib.parse import urlsplit

# Written out rather than parsed, so that no second reading of the same text can find another host in it.
_LOOPBACK = re.compile(
    r"https?://(?P<host>localhost|127(?:\.[0-9]{1,3}){3}|\[::1\])(?::[0-9]{1,5})?(?:/[\w.~/-]*)?", re.ASCII
)


class AddressError(ValueError):
    """A base URL that is neither the documented one nor on loopback."""


def accepted(base_url: str, *, documented: str) -> str:
    """The base URL without a slash at its end.

    Raises:
        AddressError: it leads elsewhere. The text shows no more of it than the host.
    """
    trimmed = base_url.rstrip("/")
    if trimmed == documented or is_loopback(trimmed):
        return trimmed
    raise AddressError(
        f"requests go to {documented} or to a server on loopback (http://127.0.0.1:<port>), "
        f"not to {_host(base_url)!r}; correct the base URL"
    )


def is_loopback(base_url: str) -> bool:
    match = _LOOPBACK.fullmatch(base_url)
    if match is None:
        return False
    host = match["host"].strip("[]")
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def _host(base_url: str) -> str:
    try:
        return (urlsplit(base_url).hostname or "an address without a host")[:80]
    except ValueError:
        return "an address that cannot be read"
