"""All validators there are: every module below `validators` that declares one."""

from __future__ import annotations

import pkgutil
from functools import cache
from importlib import import_module
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import validators
from validators.validator import Validator

_MATRIX = "validators.kill_matrix."
"""The validators' own test lies beside them and holds none."""


@cache
def all_validators() -> tuple[Validator, ...]:
    """Every declared validator, in order of its id.

    Raises:
        ValueError: a module's validator does not carry the id that its place says, or two share one.
    """
    found: dict[str, Validator] = {}
    for module_info in pkgutil.walk_packages(validators.__path__, "validators."):
        if module_info.ispkg or module_info.name.count(".") < 2 or module_info.name.startswith(_MATRIX):
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


class OwnValidatorError(Exception):
    """A user's own validator cannot be used; the message names the file and what to do."""


def own_validators(folder: Path) -> tuple[Validator, ...]:
    """Validators that a user keeps in a folder of his own, one a file `<category>/<name>.py`, in order of their ids.

    Raises:
        OwnValidatorError: the folder holds no such file, a file declares no validator or another id than its place
            says, or an id is one of ours.
    """
    files = sorted(path for path in folder.glob("*/*.py") if not path.name.startswith("_"))
    if not files:
        raise OwnValidatorError(f"{folder} holds no validator; write one as <category>/<name>.py in it")
    ours = {one.id for one in all_validators()}
    return tuple(_from_file(path, ours) for path in files)


def _from_file(path: Path, ours: set[str]) -> Validator:
    expected = f"{path.parent.name}.{path.stem}"
    if expected in ours:
        raise OwnValidatorError(f"{path} declares {expected}, which exists already; give it another name")
    spec = spec_from_file_location(f"own_validators.{expected}", path)
    if spec is None or spec.loader is None:
        raise OwnValidatorError(f"{path} cannot be loaded as a module")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    one = getattr(module, "validator", None)
    if not isinstance(one, Validator):
        raise OwnValidatorError(f"{path} declares no `validator = Validator(...)`")
    if one.id != expected:
        raise OwnValidatorError(f"{path} declares validator {one.id!r}; its place says {expected!r}")
    return one
