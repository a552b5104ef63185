"""All defects there are: those that the modules beside this one declare."""

from __future__ import annotations

import pkgutil
from collections.abc import Sequence
from difflib import get_close_matches
from functools import cache
from importlib import import_module
from pathlib import Path

from harness.season.defects.defect import DEFECTS, Defect

_MACHINERY = ("applying", "beyond_the_table", "catalog", "corruptible", "defect", "selection")


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
        near = ", ".join(get_close_matches(name, known, n=3))
        fix = f"did you mean {near}?" if near else "harness defects list shows all"
        raise KeyError(f"no defect is named {name!r}; {fix}")
    return known[name]


def defects_for(names: Sequence[str]) -> tuple[Defect, ...]:
    """The defects that `names` name: defects, or validators and categories that must notice them; all for none.

    Raises:
        KeyError: a name fits no defect; the message lists the closest.
    """
    if not names:
        return all_defects()
    chosen: dict[str, Defect] = {}
    for name in names:
        found = [one for one in all_defects() if one.name == name or _is_for(one, name)]
        for one in found or [defect_named(name)]:
            chosen[one.name] = one
    return tuple(chosen[name] for name in sorted(chosen))


def _is_for(defect: Defect, validator: str) -> bool:
    return any(check.startswith((f"{validator}/", f"{validator}.")) for check in defect.kills)
