"""What must get on with what: BACKWARD, FORWARD, FULL, and each with all versions before, not only the last."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum

from contracts.compatibility.compare import compare
from contracts.compatibility.rules import Breaks, Change
from contracts.described import TableDescription
from harness.results import Severity


class Mode(StrEnum):
    """Which code must go on working.

    BACKWARD: code of the new version reads what is there, and writers that have not changed go on writing.
    FORWARD: code of the old version reads what is written from now on.
    FULL: both. The transitive forms ask it of every earlier version.
    """

    BACKWARD = "backward"
    BACKWARD_TRANSITIVE = "backward-transitive"
    FORWARD = "forward"
    FORWARD_TRANSITIVE = "forward-transitive"
    FULL = "full"
    FULL_TRANSITIVE = "full-transitive"

    @property
    def transitive(self) -> bool:
        return self.value.endswith("-transitive")

    @property
    def guards(self) -> frozenset[Breaks]:
        """Whom a change must not break."""
        side = self.value.removesuffix("-transitive")
        backward = {Breaks.NEW_READER, Breaks.WRITER} if side in ("backward", "full") else set()
        return frozenset(backward | ({Breaks.OLD_READER} if side in ("forward", "full") else set()))


def breaking(changes: Iterable[Change], mode: Mode, least: Severity = Severity.ERROR) -> tuple[Change, ...]:
    """Of some changes those that break what the mode guards, from the severity `least` on."""
    return tuple(one for one in changes if one.rule.breaks & mode.guards and one.severity >= least)


def check_versions(
    versions: Sequence[Iterable[TableDescription]], mode: Mode, least: Severity = Severity.ERROR
) -> tuple[Change, ...]:
    """What in the last of `versions` (oldest first) breaks the mode, each change once."""
    *earlier, last = [tuple(version) for version in versions]
    against = earlier if mode.transitive else earlier[-1:]
    found = [change for version in against for change in breaking(compare(version, last), mode, least)]
    return tuple(dict.fromkeys(found))
