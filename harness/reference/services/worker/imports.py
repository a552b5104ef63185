"""Modules that the worker cannot do without: what cannot be imported is named, at the start and to whoever asks.

Images were deployed without a file or a dependency; the services then failed at every request, or did not come up.
"""

from __future__ import annotations

import importlib
import logging
from collections.abc import Sequence

from harness.reference.services.health import NotReadyError, Probe

_LOG = logging.getLogger(__name__)


class CriticalImports:
    """The modules that WORKER_IMPORTS names. Each absent one is logged when this is made."""

    def __init__(self, modules: Sequence[str]) -> None:
        self._modules = tuple(modules)
        for module, reason in self.absent().items():
            _LOG.error("module %s cannot be imported: %s; it has to be in the image", module, reason)

    def absent(self) -> dict[str, str]:
        """Why each module that cannot be imported cannot."""
        found = {module: _imported(module) for module in self._modules}
        return {module: reason for module, reason in found.items() if reason}

    def check(self) -> None:
        """
        Raises:
            NotReadyError: a module is absent; names each.
        """
        absent = self.absent()
        if absent:
            told = "; ".join(f"{module} ({reason})" for module, reason in absent.items())
            raise NotReadyError(f"cannot be imported: {told}")

    def probe(self) -> Probe:
        return Probe("imports", self.check)


def _imported(module: str) -> str:
    """Why it cannot be imported, in a line; empty where it can."""
    try:
        importlib.import_module(module)
    except Exception as error:  # noqa: BLE001 - whatever a module does at import is the answer
        return f"{type(error).__name__}: {error}"
    return ""
