"""Sampled messages and documents, held against what is declared of their kinds.

A folder has them as JSON lines: `messages/<kind>.jsonl`, each line a payload or the push envelope around one, and
`documents/*.jsonl`, each line a document as Firestore's REST API gives it, whose name says of what kind it is.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NoReturn

from harness.results import CheckResult, Finding, Outcome, Severity, Violation
from harness.settings import SettingsError
from harness.typed_values import TypedValueError, plain_document

Refusals = tuple[tuple[str, str], ...]
"""Pairs of a path and what is wrong there."""
Refuse = Callable[[object], Refusals]

MESSAGES, DOCUMENTS = "messages", "documents"


@dataclass(frozen=True, slots=True)
class MessageKind:
    """One kind of message: its name, and what each of its checks (as it is sent, as somebody needs it) refuses."""

    name: str
    checks: Mapping[str, Refuse]


@dataclass(frozen=True, slots=True)
class DocumentKinds:
    """The kinds of documents: their names, the kind at a path, what a kind refuses, and collections that have none."""

    names: tuple[str, ...]
    at: Callable[[str], str | None]
    refuse: Callable[[str, object, str], Refusals]
    without_a_model: Mapping[str, str]


@dataclass(slots=True)
class _Tally:
    """What one check found: of `seen` samples those that it refuses."""

    seen: int = 0
    refused: list[Violation] = field(default_factory=list)

    def take(self, where: str, refusals: Refusals) -> None:
        self.seen += 1
        if refusals:
            self.refused.append(Violation((("line", where),), evidence=refusals))


def check_samples(
    folder: Path, messages: Iterable[MessageKind], documents: DocumentKinds, *, rows: int
) -> tuple[CheckResult, ...]:
    """What the samples in `folder` are worth; a kind of which there is none is unknown. `rows` bounds each finding.

    Raises:
        SettingsError: the folder is none.
    """
    if not folder.is_dir():
        raise SettingsError(f"messages = {str(folder)!r} is no folder; point it to one with messages/ and documents/")
    kinds = tuple(messages)
    return (
        *(result for kind in kinds for result in _messages(folder, kind, rows)),
        *_nameless(folder, {kind.name for kind in kinds}),
        *judge_documents(_documents(folder), documents, rows=rows, asked_for=True),
    )


def _messages(folder: Path, kind: MessageKind, rows: int) -> Iterator[CheckResult]:
    file = folder / MESSAGES / f"{kind.name}.jsonl"
    tallies = {check: _Tally() for check in kind.checks}
    for where, payload in _lines(file):
        for check, refuse in kind.checks.items():
            tallies[check].take(where, _broken(payload) or refuse(payload))
    for check, tally in tallies.items():
        yield _result(f"message.{kind.name}", check, tally, "message", f"no message in {MESSAGES}/{file.name}", rows)


def _nameless(folder: Path, names: set[str]) -> Iterator[CheckResult]:
    """A finding for each file that is named after no kind: nobody would look at what is in it."""
    for file in sorted((folder / MESSAGES).glob("*.jsonl")):
        if file.stem not in names:
            finding = Finding(
                Severity.WARNING,
                f"there is no kind of message {file.stem!r}; name the file after one: {', '.join(sorted(names))}",
                1,
                place=f"{MESSAGES}/{file.name}",
                unit="file",
            )
            yield CheckResult(
                f"message.{file.stem}", "is of a known kind", Severity.WARNING, Outcome.FAILED, finding=finding
            )


@dataclass(frozen=True, slots=True)
class SampledDocument:
    """A document, its path (None where it has none), and where it was found."""

    where: str
    path: str | None
    document: object


def judge_documents(
    samples: Iterable[SampledDocument], kinds: DocumentKinds, *, rows: int, asked_for: bool
) -> Iterator[CheckResult]:
    """One answer a kind; a kind without a sample is unknown where it was `asked_for`, else left out."""
    tallies = {name: _Tally() for name in kinds.names}
    strays = _Tally()
    for one in samples:
        name = None if one.path is None else kinds.at(one.path)
        if name is not None and one.path is not None:
            tallies[name].take(one.where, _broken(one.document) or kinds.refuse(name, one.document, one.path))
        elif one.path is None or one.path.partition("/")[0] not in kinds.without_a_model:
            said = (("name", f"no kind of document is kept at {one.path}"),)
            strays.take(one.where, _broken(one.document) or said)
    for name, tally in tallies.items():
        if tally.seen or asked_for:
            nothing = f"no document in {DOCUMENTS}/"
            yield _result(f"document.{name}", "as it is declared", tally, "document", nothing, rows)
    if strays.seen:
        yield _result("document", "is of a known kind", strays, "document", "", rows)


def _documents(folder: Path) -> Iterator[SampledDocument]:
    for file in sorted((folder / DOCUMENTS).glob("*.jsonl")):
        for where, line in _lines(file):
            yield SampledDocument(where, *_document(line))


def _result(subject: str, check: str, tally: _Tally, unit: str, nothing: str, rows: int) -> CheckResult:
    if not tally.seen:
        return CheckResult(subject, check, Severity.ERROR, Outcome.UNKNOWN, reason=nothing)
    if not tally.refused:
        return CheckResult(subject, check, Severity.ERROR, Outcome.PASSED)
    count = len(tally.refused)
    finding = Finding(
        Severity.ERROR,
        f"{count:,} of {tally.seen:,} sampled are refused",
        count,
        tuple(tally.refused[:rows]),
        unit=unit,
    )
    return CheckResult(subject, check, Severity.ERROR, Outcome.FAILED, finding=finding)


@dataclass(frozen=True, slots=True)
class _Unreadable:
    """A line that holds nothing to judge."""

    reason: str


def _broken(sample: object) -> Refusals:
    return (("", sample.reason),) if isinstance(sample, _Unreadable) else ()


def _lines(file: Path) -> Iterator[tuple[str, object]]:
    """Each line that is not blank with its place; an unreadable one says why."""
    if not file.is_file():
        return
    for number, line in enumerate(file.read_bytes().splitlines(), start=1):
        if line.strip():
            yield f"{file.parent.name}/{file.name}:{number}", _parsed(line)


def _parsed(line: bytes) -> object:
    try:
        found: object = json.loads(line, parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        return _Unreadable(f"is no JSON: {error}")
    return found


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no JSON number")


def _document(line: object) -> tuple[str | None, object]:
    """The path of a document and its values, or why it has none."""
    if isinstance(line, _Unreadable):
        return None, line
    name = line.get("name") if isinstance(line, Mapping) else None
    if not isinstance(line, Mapping) or not isinstance(name, str) or "/documents/" not in name:
        return None, _Unreadable("is no document as Firestore's REST API gives it: {name, fields}")
    path = name.partition("/documents/")[2]
    try:
        return path, plain_document(line.get("fields", {}))
    except TypedValueError as error:
        return path, _Unreadable(str(error))
