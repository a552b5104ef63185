"""A folder of recorded answers: whether each keeps its contract, is as the one before it, and is young enough.

Three checks a recording, of which the second needs an older recording of the same operation. What no document describes
(PDFs, web pages, CSV) is unknown; so is the age of a recording that the manifest gives no `recorded_at`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

from contracts.apis.documents import Operation, UnknownOperationError, operation_of
from contracts.apis.drift import against_contract, decoded
from contracts.apis.inferred import between
from contracts.apis.rules import Difference
from harness.clock import Clock
from harness.ingest import verdicts
from harness.ingest.problems import RECORD_AGAIN, UnreadableFileError
from harness.ingest.reading import read_file, unpacked
from harness.ingest.recordings import MANIFEST, Recording, find_recordings
from harness.ingest.verdicts import MOST_VIOLATIONS
from harness.nouns import counted
from harness.results import CheckResult, Finding, Outcome, Severity, Violation

KEEPS_CONTRACT = "keeps its contract"
AS_BEFORE = "has the shape of the one before it"
YOUNG_ENOUGH = "is young enough"
BUT = "; but: "
"""Stands in the reason of a pass before differences that fail nothing."""


@dataclass(frozen=True, slots=True)
class _Read:
    """A recording that is JSON. `operation` is None where no document describes it."""

    recording: Recording
    operation: Operation | None
    content: Any


def check_recordings(folder: Path, *, clock: Clock) -> tuple[CheckResult, ...]:
    """Every check of every recording in a folder, in the order of the folder; pairs last. Ages are judged by the clock.

    Raises:
        NotADirectoryError: there is no such folder.
    """
    found = find_recordings(folder)
    results = [one for one in verdicts.of_folder(folder.name, found) if one.outcome is Outcome.FAILED]
    if not found.recordings:
        reason = f"the folder {folder.name} holds no recordings (<provider>/<entity>/…)"
        results.append(CheckResult("recording", KEEPS_CONTRACT, Severity.ERROR, Outcome.UNKNOWN, reason=reason))
    read: list[_Read] = []
    for recording in found.recordings:
        operation = described(recording)
        result, content = _against_contract(recording, operation)
        results.append(result)
        if content is not None:
            read.append(_Read(recording, operation, content))
    return (*results, *_ages(found.recordings, clock), *_pairs(read))


def described(recording: Recording) -> Operation | None:
    """The operation whose answer a recording is: by its endpoint, else by its kind; None where there is none."""
    for name in (recording.endpoint, recording.kind):
        try:
            return operation_of(name)
        except UnknownOperationError:
            continue
    return None


def judged(
    differences: tuple[Difference, ...], *, subject: str, check: str, file: str, repair: tuple[str, ...], reason: str
) -> CheckResult:
    """Differences as the answer of one check. Added fields alone fail nothing; they are told as the reason.

    `reason` says what was asked, for a pass.
    """
    worst = max((one.rule.severity for one in differences), default=Severity.INFO)
    if worst is Severity.INFO:
        told = BUT + "; ".join(map(str, differences)) if differences else ""
        return CheckResult(subject, check, Severity.ERROR, Outcome.PASSED, reason=f"{reason}{told}")
    finding = Finding(
        worst,
        f"{counted(len(differences), 'difference')}, the gravest: {differences[0]}",
        len(differences),
        tuple(_violation(one) for one in differences[:MOST_VIOLATIONS]),
        repair=repair,
        place=f"{file}: {differences[0].place}",
        unit="difference",
    )
    return CheckResult(subject, check, worst, Outcome.FAILED, finding=finding)


def _violation(one: Difference) -> Violation:
    evidence = [("rule", f"{one.rule.id} {one.rule.severity.label}"), ("what", one.rule.title), ("path", one.path)]
    evidence += [(name, value) for name, value in (("expected", one.expected), ("seen", one.seen)) if value]
    return Violation((("place", one.place),), evidence=(*evidence, ("times", one.count)))


def _against_contract(recording: Recording, operation: Operation | None) -> tuple[CheckResult, Any]:
    """The answer, and the JSON value of the recording where it is one."""
    subject = f"recording.{recording.file}"
    try:
        data = unpacked(read_file(recording.path))
    except UnreadableFileError as error:
        place = f"{recording.file}: {error.place}" if error.place else recording.file
        finding = Finding(Severity.CRITICAL, error.message, 1, repair=(error.repair,), place=place, unit="place")
        result = CheckResult(subject, KEEPS_CONTRACT, finding.severity, Outcome.FAILED, finding=finding)
        return result, None
    content, unreadable = decoded(data)
    if operation is None:
        # A PDF is no wrong answer: nobody said that it should be JSON.
        form = unreadable[0].rule.title if unreadable else "JSON"
        reason = f"no OpenAPI document describes {recording.endpoint} ({form})"
        return CheckResult(subject, KEEPS_CONTRACT, Severity.INFO, Outcome.UNKNOWN, reason=reason), content
    repair = (
        f"{RECORD_AGAIN}, or correct its provider and endpoint in {MANIFEST}",
        f"if the provider changed: contracts/apis/openapi/{operation.provider}.yaml, and what reads {operation.path}",
    )
    result = judged(
        unreadable or against_contract(content, operation),
        subject=subject,
        check=KEEPS_CONTRACT,
        file=recording.file,
        repair=repair,
        reason=f"as {operation.name} declares it",
    )
    return result, content


def _ages(recordings: Sequence[Recording], clock: Clock) -> list[CheckResult]:
    """One result a recording; one in all where the manifest dates none of several."""
    aged = [(one, operation) for one in recordings if (operation := described(one)) is not None]
    dated = [one for one, _ in aged if one.recorded_at is not None]
    budgeted = [one for one, operation in aged if operation.age_budget_days is not None]
    if len(budgeted) > 1 and not dated:
        reason = f"{MANIFEST} does not say when any of {len(budgeted)} recordings was recorded (recorded_at)"
        return [CheckResult("recording", YOUNG_ENOUGH, Severity.WARNING, Outcome.UNKNOWN, reason=reason)]
    return [_age(recording, operation, clock) for recording, operation in aged]


def _age(recording: Recording, operation: Operation, clock: Clock) -> CheckResult:
    subject, recorded, budget = f"recording.{recording.file}", recording.recorded_at, operation.age_budget_days
    now = clock.now()
    unknown = ""
    if budget is None:
        unknown = f"{operation.name} is retired; no younger answer can be recorded"
    elif recorded is None:
        unknown = f"{MANIFEST} does not say when it was recorded (recorded_at); its budget is {counted(budget, 'day')}"
    elif recorded > now:
        unknown = f"recorded at {recorded.isoformat()}, after {now.isoformat()}, by which it is judged"
    if unknown or recorded is None or budget is None:
        return CheckResult(subject, YOUNG_ENOUGH, Severity.WARNING, Outcome.UNKNOWN, reason=unknown)
    age = now - recorded
    told = f"{counted(age.days, 'day')} old, of {budget} that {operation.name} allows"
    if age <= timedelta(days=budget):
        return CheckResult(subject, YOUNG_ENOUGH, Severity.WARNING, Outcome.PASSED, reason=told)
    finding = Finding(
        Severity.WARNING,
        f"{told}: it proves nothing of what the provider answers now",
        1,
        repair=(RECORD_AGAIN,),
        place=recording.file,
        unit="recording",
    )
    return CheckResult(subject, YOUNG_ENOUGH, finding.severity, Outcome.FAILED, finding=finding)


def _pairs(read: list[_Read]) -> tuple[CheckResult, ...]:
    """Each recording against the one before it of its operation, or of its kind where no document describes it."""
    alike: defaultdict[str, list[_Read]] = defaultdict(list)
    for one in read:
        alike[one.operation.name if one.operation else one.recording.kind].append(one)
    results = []
    for group in alike.values():
        # By day; those without one first, by their names.
        group.sort(key=lambda one: (one.recording.day or date.min, one.recording.file))
        for older, newer in pairwise(group):
            differences = between(older.content, newer.content, newer.operation)
            result = judged(
                differences,
                subject=f"recording.{newer.recording.file}",
                check=AS_BEFORE,
                file=newer.recording.file,
                repair=(f"see which is right, this or {older.recording.file}; then record the other again",),
                reason=f"as {older.recording.file}",
            )
            results.append(result)
    return tuple(results)
