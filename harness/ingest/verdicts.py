"""What is said of a file: a result with at most one finding, and a receipt for each table."""

from __future__ import annotations

from dataclasses import dataclass

import duckdb

from harness.ingest.loaders import Loader
from harness.ingest.problems import RECORD_AGAIN, BadRecord, UnreadableFileError, shown
from harness.ingest.recordings import MANIFEST, Recording, RecordingFolder
from harness.ingest.rows import Gathering
from harness.results import CheckResult, FileReceipt, Finding, Outcome, Severity, Violation

CHECK = "loads whole"
MOST_VIOLATIONS = 20
"""Named in a finding; its count is exact."""
NO_LOADER = "no loader yet"
_UNLISTED = "not in the manifest; known by its folder"


@dataclass(frozen=True, slots=True)
class Verdict:
    """One file's result and receipts."""

    result: CheckResult
    receipts: tuple[FileReceipt, ...]


def of_folder(folder: str, found: RecordingFolder) -> tuple[CheckResult, ...]:
    """Results that are about no single file: an unusable manifest, an empty folder."""
    results = []
    problem = found.manifest_problem
    if problem is not None:
        finding = Finding(
            Severity.ERROR,
            f"{problem.message}; what it does not list is loaded by its folder",
            max(len(problem.entries), 1),
            _violations(problem.entries),
            repair=("write the manifest again: a list of {file, provider, endpoint, parameters, sha256}",),
            place=problem.place,
            unit="place",
        )
        results.append(
            CheckResult(
                f"recording.{MANIFEST}", "reads as a manifest", finding.severity, Outcome.FAILED, finding=finding
            )
        )
    if not found.recordings:
        reason = f"the folder {folder} holds no recordings (<provider>/<entity>/…)"
        results.append(CheckResult("recording", CHECK, Severity.ERROR, Outcome.UNKNOWN, reason=reason))
    return tuple(results)


def no_loader(recording: Recording) -> Verdict:
    """For PDFs, HTML pages and kinds nobody knows."""
    reason = f"{NO_LOADER} for {recording.kind} ({recording.name})"
    result = CheckResult(_subject(recording), CHECK, Severity.INFO, Outcome.UNKNOWN, reason=reason)
    return Verdict(result, (_receipt(recording, None, 0, [NO_LOADER]),))


def unreadable(recording: Recording, loader: Loader, checksum: str | None, error: UnreadableFileError) -> Verdict:
    """The bytes are missing, or no JSON or CSV."""
    return _nothing_loaded(recording, loader, checksum, error.message, error.place, error.repair)


def wrong_shape(recording: Recording, loader: Loader, checksum: str | None, place: str, message: str) -> Verdict:
    """Readable, but not this provider's answer."""
    at = f"{place}: " if place else ""
    repair = f"{RECORD_AGAIN}, or correct its provider and endpoint in {MANIFEST}"
    return _nothing_loaded(
        recording, loader, checksum, f"another shape than {recording.kind}: {at}{message}", place, repair
    )


def refused(recording: Recording, loader: Loader, checksum: str | None, error: duckdb.Error) -> Verdict:
    """The warehouse did not take the rows."""
    message = f"the warehouse refused its rows: {shown(str(error).splitlines()[0], 200)}"
    repair = f"see that {' and '.join(loader.tables)} are as declared, or load into a new database"
    return _nothing_loaded(recording, loader, checksum, message, "", repair)


def already_loaded(recording: Recording, loader: Loader, checksum: str, as_file: str) -> Verdict:
    """The same content is in the warehouse, from this file or another."""
    reason = "already loaded" if as_file == recording.file else f"already loaded, as {as_file}"
    receipts = tuple(_receipt(recording, table, 0, [reason]) for table in loader.tables[:1])
    mismatch = _mismatch(recording, checksum)
    if mismatch:
        finding = Finding(
            Severity.ERROR, f"{mismatch}; {reason}", 1, repair=(_CHECKSUM_REPAIR,), place=recording.file, unit="place"
        )
        return Verdict(_failed(recording, loader, finding), receipts)
    return Verdict(_passed(recording, loader, reason), receipts)


def read(recording: Recording, loader: Loader, checksum: str, gathering: Gathering, *, already: bool) -> Verdict:
    """The file was read; its good rows are in the warehouse."""
    counts = {table: len(gathering.tables[table].rows) if table in gathering.tables else 0 for table in loader.tables}
    taken = _taken(loader, counts, gathering)
    if already:
        taken = f"already loaded: {taken}"
    notes = [*gathering.notes, *(f"{count} {what} left out" for what, count in sorted(gathering.left_out.items()))]
    receipts = _receipts(recording, loader, counts, [taken] if not loader.tables else [], notes)
    mismatch = _mismatch(recording, checksum)
    if not gathering.bad and not mismatch:
        return Verdict(_passed(recording, loader, "; ".join([taken, *notes])), receipts)
    message = "; ".join(
        part
        for part in (_bad_records(gathering.bad), f"{mismatch}; contents loaded as found" if mismatch else "", taken)
        if part
    )
    repairs = [RECORD_AGAIN if gathering.bad else "", _CHECKSUM_REPAIR if mismatch else ""]
    first = gathering.bad[0].place if gathering.bad else ""
    finding = Finding(
        Severity.ERROR,
        message,
        len(gathering.bad) or 1,
        _violations(gathering.bad),
        repair=tuple(repair for repair in repairs if repair),
        place=_place(recording, first),
        unit="place",
    )
    return Verdict(_failed(recording, loader, finding), receipts)


_CHECKSUM_REPAIR = f"record the answer again, or correct its sha256 in {MANIFEST} if the new contents are meant"


def _taken(loader: Loader, counts: dict[str, int], gathering: Gathering) -> str:
    if not loader.tables:
        return f"read, no raw table holds it: {gathering.contents}"
    filled = [f"{rows} rows into {table}" for table, rows in counts.items() if rows]
    return ", ".join(filled) or f"0 rows into {loader.tables[0]}: the answer is empty"


def _bad_records(bad: list[BadRecord]) -> str:
    if not bad:
        return ""
    what = "1 record" if len(bad) == 1 else f"{len(bad)} records"
    return f"{what} cannot be loaded, the first: {bad[0].place}: {bad[0].problem}"


def _nothing_loaded(
    recording: Recording, loader: Loader, checksum: str | None, message: str, place: str, repair: str
) -> Verdict:
    mismatch = _mismatch(recording, checksum) if checksum else ""
    finding = Finding(
        Severity.CRITICAL,
        f"{message}; {mismatch}" if mismatch else message,
        1,
        repair=(repair,),
        place=_place(recording, place),
        unit="place",
    )
    receipts = tuple(_receipt(recording, table, 0, ["nothing loaded"]) for table in loader.tables[:1] or (None,))
    return Verdict(_failed(recording, loader, finding), receipts)


def _mismatch(recording: Recording, checksum: str) -> str:
    """Both checksums by their first 12 digits, where the manifest gives another one."""
    if recording.sha256 is None or recording.sha256.casefold() == checksum:
        return ""
    return f"its SHA-256 begins {checksum[:12]}, the manifest says {shown(recording.sha256[:12])[1:-1]}"


def _place(recording: Recording, place: str) -> str:
    return f"{recording.file}: {place}" if place else recording.file


def _violations(bad: list[BadRecord] | tuple[BadRecord, ...]) -> tuple[Violation, ...]:
    return tuple(
        Violation((("place", record.place),), evidence=(("problem", record.problem),))
        for record in bad[:MOST_VIOLATIONS]
    )


def _subject(recording: Recording) -> str:
    return f"recording.{recording.file}"


def _passed(recording: Recording, loader: Loader, reason: str) -> CheckResult:
    table = loader.tables[0] if loader.tables else None
    return CheckResult(_subject(recording), CHECK, Severity.ERROR, Outcome.PASSED, table=table, reason=reason)


def _failed(recording: Recording, loader: Loader, finding: Finding) -> CheckResult:
    table = loader.tables[0] if loader.tables else None
    return CheckResult(_subject(recording), CHECK, finding.severity, Outcome.FAILED, table=table, finding=finding)


def _receipts(
    recording: Recording, loader: Loader, counts: dict[str, int], read: list[str], notes: list[str]
) -> tuple[FileReceipt, ...]:
    """One a table that got rows; one for a file that gave none."""
    filled = tuple(_receipt(recording, table, rows, [*read, *notes]) for table, rows in counts.items() if rows)
    return filled or (_receipt(recording, loader.tables[0] if loader.tables else None, 0, [*read, *notes]),)


def _receipt(recording: Recording, table: str | None, rows: int, notes: list[str]) -> FileReceipt:
    unlisted = [] if recording.listed else [_UNLISTED]
    note = "; ".join([*notes, *unlisted])
    return FileReceipt(recording.file, recording.provider, recording.endpoint, table, rows, note)
