"""What a defect is: one named way to corrupt a good season, which says what it corrupted and who must notice.

A defect works on a season in DuckDB. It picks rows, corrupts them, and returns them; the rows as they were are the
truth that checks are judged by. Nothing is kept: whoever applies a defect may roll it back.
"""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import TypeAlias

from harness.season.defects.corruptible import Corrupted, Corruptible, Rows

Corrupt: TypeAlias = Callable[[Corruptible, int], Rows | Corrupted]


@dataclass(frozen=True, slots=True)
class Defect:
    """One way to corrupt a season.

    Attributes:
        name: the function's name.
        sentence: what it does, in one line.
        corrupt: does it, on so many rows (or games, or days), and returns what it corrupted.
        kills: the checks, `<validator>/<check>`, that must report exactly the corrupted keys.
        companions: checks that may fail with it, because what they ask about is broken too.
        blinds: checks that it leaves without an answer.
        incident: the number of the incident it re-enacts (docs/incidents.md), or None.
        sizes: from the smallest to the largest.
        window: the days it is judged in, `2024-03-25..2024-04-14`; None for those of the matrix.
    """

    name: str
    sentence: str
    corrupt: Corrupt
    kills: frozenset[str]
    companions: frozenset[str] = frozenset()
    blinds: frozenset[str] = frozenset()
    incident: int | None = None
    sizes: tuple[int, ...] = (1, 10)
    window: str | None = None

    def apply(self, season: Corruptible, size: int | None = None) -> Corrupted:
        """Corrupt `season`, at the smallest size unless another is given.

        Raises:
            NothingToCorruptError: the season has no row of the kind that the defect needs.
        """
        done = self.corrupt(season, self.sizes[0] if size is None else size)
        return Corrupted(done) if isinstance(done, Rows) else done


DEFECTS: dict[str, Defect] = {}


def defect(
    *,
    kills: AbstractSet[str],
    companions: AbstractSet[str] | None = None,
    blinds: AbstractSet[str] | None = None,
    incident: int | None = None,
    sizes: tuple[int, ...] = (1, 10),
    window: str | None = None,
) -> Callable[[Corrupt], Corrupt]:
    """Declare a function as a defect; its name is the defect's, the first line of its docstring its sentence.

    Raises:
        ValueError: it kills no check, has no docstring, or has the name of another defect.
    """

    def declare(corrupt: Corrupt) -> Corrupt:
        name = corrupt.__name__
        sentence = (corrupt.__doc__ or "").strip().splitlines()
        if not sentence or not kills:
            raise ValueError(f"defect {name} needs a docstring that says what it does, and a check that it kills")
        if name in DEFECTS:
            raise ValueError(f"there are two defects named {name}")
        DEFECTS[name] = Defect(
            name=name,
            sentence=sentence[0],
            corrupt=corrupt,
            kills=frozenset(kills),
            companions=frozenset(companions or ()),
            blinds=frozenset(blinds or ()),
            incident=incident,
            sizes=sizes,
            window=window,
        )
        return corrupt

    return declare
