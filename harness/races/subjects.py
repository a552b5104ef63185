"""Whose class is put to the test: the reference platform's, or one of the user's own by import path."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from harness.reference.safeguards import ALL_ON, Safeguards
from harness.simulation.explore import PROJECT


class SubjectError(ValueError):
    """A subject or its adapter cannot be used; the text says why."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What a scenario makes its objects with.

    Attributes:
        make: a new object, as a process of its own would make it; keyword arguments are the scenario's wishes, which
            the reference platform fulfils and an adapter may ignore. None stands for the reference platform.
        may_raise: errors that are answers, such as "the lock is taken".
        safeguards: of the reference platform.
        options: how it was named, for traces.
    """

    make: Callable[..., Any] | None = None
    may_raise: tuple[type[Exception], ...] = ()
    safeguards: Safeguards = ALL_ON
    options: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_reference(self) -> bool:
        return self.make is None


def reference(*without: str) -> Subject:
    """The reference platform, without these safeguards.

    Raises:
        SubjectError: there is no safeguard of such a name.
    """
    try:
        safeguards = ALL_ON.without(*without)
    except ValueError as error:
        raise SubjectError(str(error)) from error
    return Subject(safeguards=safeguards, options={"without": ",".join(sorted(without))} if without else {})


def subject_at(name: str, *, adapter: str = "", path: str = "") -> Subject:
    """The class `pkg.module:Class`, made with a project id, or with what `adapter` (`module:factory`) makes of it.

    An adapter is called with the class and gives a function that makes an object; it may have an attribute `may_raise`.

    Raises:
        SubjectError: something cannot be imported, or is not there.
    """
    if path:
        folder = Path(path).resolve()
        if not folder.is_dir():
            raise SubjectError(f"--path {path} is no folder; name the one that the package lies in")
        sys.path.insert(0, str(folder))
    try:
        found = imported(name)
        options = {"subject": name, **({"adapter": adapter} if adapter else {}), **({"path": path} if path else {})}
        if adapter:
            made = imported(adapter)(found)
            return Subject(made, tuple(getattr(made, "may_raise", ())) or _own_errors(found), options=options)
        return Subject(lambda **wishes: found(PROJECT), _own_errors(found), options=options)
    finally:
        if path:
            sys.path.remove(str(Path(path).resolve()))


def imported(name: str) -> Any:
    """What stands at `pkg.module:name`.

    Raises:
        SubjectError: it cannot be imported, or is not there.
    """
    module, colon, attribute = name.partition(":")
    if not colon or not attribute:
        raise SubjectError(f"{name!r} is no import path; write pkg.module:Class")
    try:
        there = importlib.import_module(module)
    except Exception as error:
        raise SubjectError(f"{module} cannot be imported: {type(error).__name__}: {error}") from error
    if not hasattr(there, attribute):
        raise SubjectError(f"{module} has no {attribute}")
    return getattr(there, attribute)


def _own_errors(subject: Any) -> tuple[type[Exception], ...]:
    """Errors that the subject's module defines, and time-outs: its way to say no."""
    module = sys.modules.get(getattr(subject, "__module__", ""))
    own = [
        value
        for value in vars(module).values()
        if isinstance(value, type) and issubclass(value, Exception) and value.__module__ == module.__name__
    ] if module else []  # fmt: skip
    return (*own, TimeoutError)
