"""All defects there are: those that the modules beside this one declare."""

from __future__ import annotations

import pkgutil
from difflib import get_close_matches
from functools import cache
from importlib import import_module
from pathlib import Path

from harness.season.defects.defect import DEFECTS, Defect

_MACHINERY = ("catalog", "corruptible", "defect")


@cache
def all_defects() -> tuple[Defect, ...]:
    """Every declared defect, in order of its name."""
    for module in pkgutil.iter_modules([str(Path(__file__).parent)]):
        if module.name not in _MACHINERY:
            import_module(f"harness.season.defects.{module.name}")
    return tuple(DEFECTS[name] for name in sorted(DEFECTS))


def defect_named(name: str) -> Defect:
    """One defect.

    Raises:
        KeyError: there is none of that name; the message lists the closest.
    """
    known = {one.name: one for one in all_defects()}
    if name not in known:
        near = ", ".join(get_close_matches(name, known, n=3)) or "none is close; harness defects list shows all"
        raise KeyError(f"no defect is named {name!r}; did you mean: {near}")
    return known[name]
