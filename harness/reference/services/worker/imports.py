"""Modules that the worker cannot do without: what cannot be imported is named, at the start and to whoever asks.

Images were deployed without a file or a dependency; the services then failed at every request, or did not come up. A
worker that lacks one is not ready, and takes no message: it comes again, and to a worker that has it.
"""

from __future__ import annotations

import importlib
import logging
from collections.abc import Sequence

from harness.reference.safeguards import ALL_ON, Safeguard, Safeguards
from harness.reference.services.health import NotReadyError, Probe

_LOG = logging.getLogger(__name__)


class CriticalImports:
    """The modules that WORKER_IMPORTS names. Each absent one is logged when this is made."""

    def __init__(self, modules: Sequence[str], *, safeguards: Safeguards = ALL_ON) -> None:
        self._modules, self._safeguards = tuple(modules), safeguards
        for module, reason in self.absent().items():
            _LOG.error("module %s cannot be imported: %s; it has to be in the image", module, reason)

    def absent(self) -> dict[str, str]:
        """Why each module that cannot be imported cannot."""
        found = {module: _imported(module) for module in self._modules}
        return {module: reason for module, reason in found.items() if reason}

    def lacking(self) -> str | None:
        """Why nothing can be predicted here, which names each absent module; None where all are there."""
        told = "; ".join(f"{module} ({reason})" for module, reason in self.absent().items())
        return f"cannot be imported: {told}" if told else None

    def check(self) -> None:
        """To be called before a message is taken.

        Raises:
            NotReadyError: a module is absent; names each.
        """
        lacking = self.lacking()
        if lacking and self._safeguards.has(Safeguard.IMPORTS_CHECKED):
            raise NotReadyError(lacking)

    def probe(self) -> Probe:
        return Probe("imports", self.check)


def _imported(module: str) -> str:
    """Why it cannot be imported, in a line; empty where it can."""
    try:
        importlib.import_module(module)
    except Exception as error:  # noqa: BLE001 - whatever a module does at import is the answer
        return f"{type(error).__name__}: {error}"
    return ""
