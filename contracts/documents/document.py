"""What every model of a document is made of.

Values are as the client library gives them: a timestamp is an aware datetime and a text is never taken for one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

from pydantic import BaseModel, ConfigDict

from contracts.messages.fields import is_day

UUID: Final = r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"
DATE: Final = r"\d{4}-\d{2}-\d{2}"
BATCH: Final = r"batch_\d{4}-\d{2}-\d{2}_\d{10}"

GUARDED_ELEMENTS: Final = 1000
"""The most elements of one array of a document; the store itself has no such limit, only one of 1 MiB a document."""


class Part(BaseModel):
    """An object inside a document: nothing but the names declared, and no value of another type."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, allow_inf_nan=False)


class Document(Part):
    """A document. Names that begin with an underscore are aliases of those without."""


@dataclass(frozen=True, slots=True)
class Place:
    """One kind of document, by the name of its module, and where it is kept.

    `patterns` are its paths with each id in braces; the first is the usual one. `ids` gives the form of each id; what
    a named group takes out of it is also in the document, under that name. `life` is how long one is good for.
    """

    name: str
    document: type[Document]
    patterns: tuple[str, ...]
    ids: Mapping[str, str]
    examples: tuple[tuple[str, Mapping[str, Any]], ...]
    writer: str
    life: timedelta | None = None

    @property
    def collection(self) -> str:
        return self.patterns[0].split("/")[0]

    def taken_apart(self, path: str) -> Mapping[str, str] | None:
        """What the ids of a path say, by name; None where it is no path of this kind."""
        for pattern in self.patterns:
            steps, declared = path.split("/"), pattern.split("/")
            if len(steps) == len(declared) and (said := self._said(steps, declared)) is not None:
                return said
        return None

    def _said(self, steps: list[str], declared: list[str]) -> dict[str, str] | None:
        said: dict[str, str] = {}
        for step, wanted in zip(steps, declared, strict=True):
            if not wanted.startswith("{"):
                if step != wanted:
                    return None
                continue
            found = re.fullmatch(self.ids[wanted[1:-1]], step)
            if found is None:
                return None
            said |= found.groupdict()
        if not all(is_day(text) for name, text in said.items() if name.endswith("_date")):
            return None
        return said
