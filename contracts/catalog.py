"""Which contracts there are: every model under `contracts.tables`."""

from __future__ import annotations

import pkgutil
from difflib import get_close_matches
from functools import cache
from importlib import import_module

from contracts import tables
from contracts.compile import Contract, compile_contract
from contracts.table import Table


@cache
def models() -> tuple[type[Table], ...]:
    """The models of all tables, in the order of their full names.

    Raises:
        ValueError: two models declare the same table.
    """
    found: dict[str, type[Table]] = {}
    for module in pkgutil.walk_packages(tables.__path__, f"{tables.__name__}."):
        for value in vars(import_module(module.name)).values():
            if not (isinstance(value, type) and issubclass(value, Table)) or value.__declaration__ is None:
                continue
            name = value.declaration().name
            if found.setdefault(name, value) is not value:
                raise ValueError(
                    f"{found[name].__module__}.{found[name].__name__} and {value.__module__}.{value.__name__} "
                    f"both declare {name}; a table has one contract"
                )
    return tuple(found[name] for name in sorted(found))


def contracts() -> tuple[Contract, ...]:
    """The contracts of all tables, in the order of their full names."""
    return tuple(_compiled(model) for model in models())


def contract(name: str) -> Contract:
    """One contract by its id (`contract.nbac_schedule`) or its table (`nba_raw.nbac_schedule`, `nbac_schedule`).

    Raises:
        KeyError: there is none; the message lists the closest.
    """
    known: dict[str, type[Table]] = {}
    for model in models():
        declaration = model.declaration()
        known |= dict.fromkeys((f"contract.{declaration.table}", declaration.name, declaration.table), model)
    if name in known:
        return _compiled(known[name])
    near = ", ".join(get_close_matches(name, known, n=3)) or "none is close"
    raise KeyError(f"there is no contract {name!r}; did you mean: {near}")


@cache
def _compiled(model: type[Table]) -> Contract:
    return compile_contract(model)
