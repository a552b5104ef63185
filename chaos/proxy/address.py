"""Where a proxy's server is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from load.targets import is_loopback


class AddressError(ValueError):
    """This is no address that a proxy may carry to; the text says why, and what is."""


@dataclass(frozen=True, slots=True)
class Address:
    """Host and port."""

    host: str
    port: int

    @classmethod
    def parsed(cls, text: str, *, allowed: tuple[str, ...] = ()) -> Self:
        """`HOST:PORT`, of this machine or of one that is allowed by name.

        Raises:
            AddressError: it is none, or of another machine.
        """
        host, _, port = text.rpartition(":")
        host = host.removeprefix("[").removesuffix("]")
        if not host or not port.isdigit() or not 0 < int(port) < 65_536:
            raise AddressError(f"{text!r} is no address; write it as 127.0.0.1:8080")
        if not is_loopback(host) and host not in allowed:
            raise AddressError(f"{host} is not this machine; if its owners agree, add --allow {host}")
        return cls(host, int(port))

    def __str__(self) -> str:
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"
