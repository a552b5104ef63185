"""What a project allows all the same, or takes more seriously: with a reason, and until a day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from fnmatch import fnmatchcase

from contracts.compatibility.rules import RULES, Change
from harness.results import Severity


@dataclass(frozen=True, slots=True)
class Override:
    """Another severity for one rule on the paths that `path` matches (`nba_raw.*`), up to and with `expires`.

    Raises:
        ValueError: there is no such rule, or no reason.
    """

    rule: str
    path: str
    severity: Severity
    reason: str
    expires: date

    def __post_init__(self) -> None:
        if self.rule not in RULES:
            raise ValueError(f"there is no compatibility rule {self.rule!r}; see: harness contracts rules")
        if not self.reason.strip():
            raise ValueError(f"the override of {self.rule} for {self.path} needs a reason")

    def covers(self, change: Change, today: date) -> bool:
        """Whether it is about this change, and has not run out."""
        return change.rule.id == self.rule and fnmatchcase(change.path, self.path) and today <= self.expires


def overridden(changes: Iterable[Change], overrides: Iterable[Override], today: date) -> tuple[Change, ...]:
    """The changes with the severities that the overrides of today give them; the last that covers one counts."""
    every = tuple(overrides)
    result = []
    for change in changes:
        covering = [one for one in every if one.covers(change, today)]
        result.append(replace(change, severity=covering[-1].severity) if covering else change)
    return tuple(result)


def run_out(overrides: Iterable[Override], today: date) -> tuple[Override, ...]:
    """Those whose day has passed: they no longer count, and should be taken out."""
    return tuple(one for one in overrides if one.expires < today)
