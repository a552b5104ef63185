"""The reference platform whole: clouds and services as processes on loopback. Needs the extras emulators, reference."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from harness.reference.platform.platform import Platform, Urls
    from harness.reference.platform.processes import StartError
    from harness.reference.platform.seeding import DayError

__all__ = ["DayError", "Platform", "StartError", "Urls"]

_PLACES = {"DayError": "seeding", "Platform": "platform", "StartError": "processes", "Urls": "platform"}


def __getattr__(name: str) -> Any:
    # Each process of a platform begins in this package, and needs none of the clients that these import.
    if name not in _PLACES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"{__name__}.{_PLACES[name]}"), name)
