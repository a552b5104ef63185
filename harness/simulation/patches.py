"""Putting the simulation's functions in place while it is active, also where code has bound the originals early."""

from __future__ import annotations

import _thread
import logging
import sys
import sysconfig
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from types import ModuleType
from typing import Any

from harness.simulation import locks, virtual_time
from harness.simulation.processes import State, current

_LIBRARY_PREFIXES = tuple({sysconfig.get_paths()[key] for key in ("stdlib", "platstdlib", "purelib", "platlib")})
_LOCK_TYPES = (type(_thread.allocate_lock()), type(_thread.RLock()))


@contextmanager
def active() -> Iterator[None]:
    """While this lasts, simulated processes see virtual time, their own chance, and the scheduler's locks."""
    with ExitStack() as undo:
        replaced = virtual_time.replacements() + locks.replacements()
        undo.enter_context(virtual_time.virtual_wall_clock())
        for place, name, original, ours in replaced:
            _put(undo, place, name, original, ours)
        logger = logging.getLogger("concurrent.futures")
        logger.addFilter(_is_worth_telling)
        undo.callback(logger.removeFilter, _is_worth_telling)
        _rebind(undo, {id(original): (original, ours) for _, _, original, ours in replaced})
        yield


def _is_worth_telling(record: logging.LogRecord) -> bool:
    """A pool logs each exception of a worker; that a process is being stopped is none."""
    process = current()
    return process is None or (process.world.end is None and process.state is not State.CRASHED)


def _put(undo: ExitStack, place: Any, name: str, original: Any, ours: Any) -> None:
    setattr(place, name, ours)
    undo.callback(setattr, place, name, original)


def _rebind(undo: ExitStack, replaced: dict[int, tuple[Any, Any]]) -> None:
    """`from time import sleep` and locks made at import, in modules that are no library."""
    for module in list(sys.modules.values()):
        if not _is_under_test(module):
            continue
        for place in [module, *_classes_of(module)]:
            for name, value in list(vars(place).items()):
                known = replaced.get(id(value))
                if known is not None and known[0] is value:
                    _put(undo, place, name, value, known[1])
                elif isinstance(value, _LOCK_TYPES):
                    _put(undo, place, name, value, _stand_in(value))


def _stand_in(lock: Any) -> Any:
    return locks.SimulatedLock() if isinstance(lock, _LOCK_TYPES[0]) else locks.simulated_rlock()


def _is_under_test(module: ModuleType | None) -> bool:
    """Neither of the standard library, nor installed, nor the simulation itself."""
    file = getattr(module, "__file__", None)
    name = getattr(module, "__name__", "")
    if not file or name.startswith(("harness.simulation", "harness.cloud", "harness.warehouse", "_pytest", "pytest")):
        return False
    return not str(file).startswith(_LIBRARY_PREFIXES) or name == "__main__"


def _classes_of(module: ModuleType) -> list[type]:
    return [value for value in vars(module).values() if isinstance(value, type) and value.__module__ == module.__name__]
