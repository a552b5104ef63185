"""All validators there are: every module below `validators` that declares one."""

from __future__ import annotations

import pkgutil
from functools import cache
from importlib import import_module

import validators
from validators.validator import Validator


@cache
def all_validators() -> tuple[Validator, ...]:
    """Every declared validator, in order of its id.

    Raises:
        ValueError: a module's validator does not carry the id that its place says, or two share one.
    """
    found: dict[str, Validator] = {}
    for module_info in pkgutil.walk_packages(validators.__path__, "validators."):
        if module_info.ispkg or module_info.name.count(".") < 2:
            continue
        module = import_module(module_info.name)
        one = getattr(module, "validator", None)
        if not isinstance(one, Validator):
            continue
        expected = module_info.name.removeprefix("validators.")
        if one.id != expected:
            raise ValueError(f"{module_info.name} declares validator {one.id!r}; its place says {expected!r}")
        found[one.id] = one
    return tuple(found[name] for name in sorted(found))
