"""A validator: a named group of checks about one subject, declared in one short file."""

from __future__ import annotations

import re

from harness.warehouse.checks import AnyCheck

_ID = re.compile(r"^[a-z]+\.[a-z0-9_]+$")


class Validator:
    """Checks under one id, `<category>.<name>`.

    Raises:
        ValueError: the id is not of that form, there is no check, or two checks have the same name.
    """

    __slots__ = ("checks", "id")

    def __init__(self, id: str, *checks: AnyCheck) -> None:  # noqa: A002 - the report's own word
        if not _ID.match(id):
            raise ValueError(f"validator id {id!r} is not <category>.<name> in lower case")
        if not checks:
            raise ValueError(f"validator {id} has no check, so it could never fail")
        names = [check.name for check in checks]
        twice = sorted({name for name in names if names.count(name) > 1})
        if twice:
            raise ValueError(f"validator {id} has two checks named {twice[0]!r}; a finding must name one of them")
        self.id = id
        self.checks = checks

    @property
    def category(self) -> str:
        return self.id.partition(".")[0]

    def __repr__(self) -> str:
        return f"Validator({self.id!r}, {len(self.checks)} checks)"
