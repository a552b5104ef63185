"""Where something may be sent that costs or changes something: this machine, and what harness.toml lists by name."""

from __future__ import annotations

import ipaddress
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

PORTS = {"http": 80, "https": 443}


class TargetError(Exception):
    """Nothing must be sent there; the message says what to write, and where."""


@dataclass(frozen=True, slots=True)
class Purpose:
    """What is sent, and the setting of harness.toml that lists where to. Leave for one is no leave for another."""

    sent: str
    setting: str


SMOKE = Purpose("smoke tests", "smoke_targets")


def allowed(host: str, purpose: Purpose, *, targets: Sequence[str] = ()) -> str:
    """The address without a slash at its end, where the purpose may go to it.

    Args:
        host: an address, as `http://127.0.0.1:8080`.
        targets: what the setting lists: a name stands for every port of that host, an address for itself.

    Raises:
        TargetError: it is no address, or neither on this machine nor listed.
    """
    parts, port = _parts(host)
    name = parts.hostname or ""
    if not is_loopback(name) and not any(_covers(target, parts.scheme, name, port) for target in targets):
        raise TargetError(
            f"{name} is not this machine and not listed as a target of {purpose.sent}; if its owners agree, write\n"
            f'    {purpose.setting} = ["{name}"]\n'
            "into harness.toml"
        )
    return host.rstrip("/")


def is_loopback(name: str) -> bool:
    """Whether a host name can be nothing but this machine. No name is looked up."""
    if name == "localhost":
        return True
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False


def _parts(host: str) -> tuple[SplitResult, int]:
    try:
        parts = urlsplit(host)
        port = parts.port or PORTS.get(parts.scheme, 0)
    except ValueError as error:
        raise TargetError(f"{host!r} is no address: {error}; write it as http://127.0.0.1:8080") from error
    if parts.scheme not in PORTS or not parts.hostname:
        raise TargetError(f"{host!r} is no address of a service; write it as http://127.0.0.1:8080")
    if "@" in parts.netloc:
        # The address is kept in records and shown in reports.
        raise TargetError("the address holds a user name or password; take them out, keys go into the environment")
    if parts.query or parts.fragment or parts.path.strip("/"):
        raise TargetError(f"{host!r} has a path or a query, which are added later: give scheme, name and port only")
    return parts, port


def _covers(target: str, scheme: str, name: str, port: int) -> bool:
    if "://" not in target:
        return target.lower() == name
    listed, listed_port = _parts(target)
    return (listed.scheme, listed.hostname, listed_port) == (scheme, name, port)
