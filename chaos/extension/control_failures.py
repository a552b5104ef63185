"""Controls that failed. The toolkit writes that into its log, for debugging, and goes on without them."""

from __future__ import annotations

import importlib
import logging
from collections.abc import Iterable, Mapping
from typing import Any

_LOGGER = logging.getLogger("chaostoolkit")
_SWALLOWED = frozenset({"initialize_controls", "initialize_global_controls", "apply_controls"})
"""Functions of chaoslib.control that catch whatever a control raises."""


class ControlFailures(logging.Filter):
    """Hears what the toolkit says of controls that failed, and lets through what was let through before."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._level = logging.NOTSET
        self._shown = logging.NOTSET
        self._listens = False

    def listen(self) -> None:
        """From here on."""
        if self._listens:
            return
        self._listens = True
        self._level, self._shown = _LOGGER.level, _LOGGER.getEffectiveLevel()
        _LOGGER.setLevel(logging.DEBUG)
        _LOGGER.addFilter(self)

    def leave(self) -> None:
        """The logger is as it was."""
        if self._listens:
            self._listens = False
            _LOGGER.removeFilter(self)
            _LOGGER.setLevel(self._level)

    def filter(self, record: logging.LogRecord) -> bool:
        if record.funcName in _SWALLOWED and record.exc_info and record.exc_info[1] is not None:
            error = record.exc_info[1]
            self.found.append(f"{record.getMessage()} ({type(error).__name__}: {error})")
        return record.levelno >= self._shown


def not_loadable(controls: Iterable[Mapping[str, Any]]) -> tuple[str, ...]:
    """Those whose module cannot be imported, each with the reason."""
    found = []
    for control in controls:
        provider = control.get("provider") or {}
        module = str(provider.get("module") or "")
        if provider.get("type") != "python":
            continue
        try:
            importlib.import_module(module)
        except Exception as error:  # noqa: BLE001 - whatever a module does at its import, it is not loaded
            found.append(f"control {control.get('name')!r}: {module}: {type(error).__name__}: {error}")
    return tuple(found)
