"""Where load may be sent: this machine, and what harness.toml lists by name under `load_targets`."""

from __future__ import annotations

from collections.abc import Sequence

from harness.targets import Purpose, TargetError, allowed, is_loopback

__all__ = ["LOAD", "TargetError", "allowed_host", "is_loopback"]

LOAD = Purpose("load", "load_targets")


def allowed_host(host: str, *, targets: Sequence[str] = ()) -> str:
    """The address without a slash at its end, where load may be sent to it.

    Args:
        targets: `load_targets` of harness.toml.

    Raises:
        TargetError: it is no address, or neither on this machine nor listed.
    """
    return allowed(host, LOAD, targets=targets)
