"""The order in which every report tells a run: the worst first, the same reason once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeVar

from harness.report.wording import WITHOUT_QUERIES
from harness.results import CheckResult, Finding, Outcome, RunReport

Key = TypeVar("Key")


@dataclass(frozen=True, slots=True)
class Failure:
    """A failed check beside its finding."""

    result: CheckResult
    finding: Finding


@dataclass(frozen=True, slots=True)
class SubjectCounts:
    """How many of each kind of subject a run asked."""

    validators: int
    contracts: int
    recordings: int
    samples: int


def grouped(results: Iterable[CheckResult], key: Callable[[CheckResult], Key]) -> dict[Key, tuple[CheckResult, ...]]:
    """Results by `key`, groups and members in the order they came."""
    groups: dict[Key, list[CheckResult]] = {}
    for result in results:
        groups.setdefault(key(result), []).append(result)
    return {name: tuple(members) for name, members in groups.items()}


def failures(report: RunReport) -> tuple[Failure, ...]:
    """Failed checks, the most severe first, then by subject and check."""
    found = [Failure(result, result.finding) for result in report.results if result.finding is not None]
    return tuple(sorted(found, key=lambda f: (-f.finding.severity, f.result.subject, f.result.check)))


def unknown_by_subject(report: RunReport) -> dict[tuple[str, str], tuple[CheckResult, ...]]:
    """Unanswered checks by subject and reason."""
    return grouped(_with(report, Outcome.UNKNOWN), lambda result: (result.subject, result.reason or ""))


def unknown_by_reason(report: RunReport) -> dict[str, tuple[CheckResult, ...]]:
    """Unanswered checks by reason, the reason that keeps most from being answered first."""
    groups = grouped(_with(report, Outcome.UNKNOWN), lambda result: result.reason or "")
    return dict(sorted(groups.items(), key=lambda group: -len(group[1])))


def passed_by_subject(report: RunReport) -> dict[str, tuple[CheckResult, ...]]:
    """Passed checks by subject, subjects in alphabetical order."""
    return dict(sorted(grouped(_with(report, Outcome.PASSED), lambda result: result.subject).items()))


def subject_counts(report: RunReport) -> SubjectCounts:
    """Distinct subjects: `contract.…`, `recording.…`, kinds of sampled messages and documents, and validators."""
    subjects = {result.subject for result in report.results if "." in result.subject}  # others are about all of a kind
    kinds = Counter(subject.partition(".")[0] for subject in subjects)
    validators = sum(count for kind, count in kinds.items() if kind not in ("contract", *WITHOUT_QUERIES))
    return SubjectCounts(validators, kinds["contract"], kinds["recording"], kinds["message"] + kinds["document"])


def billed_bytes(report: RunReport) -> int | None:
    """Bytes billed by all queries; None where no query was billed at all."""
    billed = [query.billed_bytes for query in report.queries if query.billed_bytes is not None]
    return sum(billed) if billed else None


def _with(report: RunReport, outcome: Outcome) -> Iterable[CheckResult]:
    return (result for result in report.results if result.outcome is outcome)
