"""Reading an answer field by field: one that is not there, or is of another kind, is an error and no null."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from harness.reference.scraping.record import DriftedError

Found = TypeVar("Found")
Fields = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads the answers of one provider. Where it is not strict, it makes null of whatever it does not find."""

    source: str
    strict: bool = True

    def part(self, holder: object, *path: str) -> Fields:
        """An object at a path of names; an empty one where a reader that is not strict finds none.

        Raises:
            DriftedError: there is none.
        """
        found = self._at(holder, path, dict)
        return {} if found is None else found

    def items(self, holder: object, *path: str) -> Sequence[Fields]:
        """The objects in a list; none where a reader that is not strict finds no list.

        Raises:
            DriftedError: there is no list, or something else is in it.
        """
        found: Sequence[object] = self._at(holder, path, list) or ()
        others = [item for item in found if not isinstance(item, dict)]
        if others and self.strict:
            raise self._drifted(path, f"has {type(others[0]).__name__} among its items")
        return [item for item in found if isinstance(item, dict)]

    def text(self, holder: object, *path: str) -> str | None:
        """
        Raises:
            DriftedError: there is no text.
        """
        return self._at(holder, path, str)

    def whole(self, holder: object, *path: str) -> int | None:
        """A whole number, which ESPN writes as text.

        Raises:
            DriftedError: there is none.
        """
        found = _at(holder, path)
        if isinstance(found, str) and found.isascii() and found.isdigit():
            return int(found)
        return self._at(holder, path, int)

    def number(self, holder: object, *path: str) -> float | None:
        """
        Raises:
            DriftedError: there is none.
        """
        found = _at(holder, path)
        return float(found) if type(found) is int else self._at(holder, path, float)

    def _at(self, holder: object, path: Sequence[str], kind: type[Found]) -> Found | None:
        found = _at(holder, path)
        # True is an int too.
        if isinstance(found, kind) and not (kind is int and isinstance(found, bool)):
            return found
        if self.strict:
            told = "is missing" if found is None else f"is {type(found).__name__} and not {kind.__name__}"
            raise self._drifted(path, told)
        return None

    def _drifted(self, path: Sequence[str], told: str) -> DriftedError:
        return DriftedError(f"{self.source} has changed its answer: {'.'.join(path) or 'the whole'} {told}")


def _at(holder: object, path: Sequence[str]) -> object:
    for step in path:
        holder = holder.get(step) if isinstance(holder, dict) else None
    return holder
