"""What a run of Locust left when its process was gone: a whole record, one of some seconds before, or nothing."""

from __future__ import annotations

import logging
import signal
from pathlib import Path

from load.record import RecordError, RunRecord, partial_of

logger = logging.getLogger(__name__)


class RunError(Exception):
    """There is no record of the run; the message says why, with the last lines that Locust wrote."""


def record_left(kept: Path, status: int, said: str) -> RunRecord:
    """The record of a run whose process ended with that status. Where it was killed, the one that was written last.

    Args:
        said: the last lines that Locust wrote.

    Raises:
        RunError: there is none, or the status says that the run itself went wrong.
    """
    if not kept.is_file():
        killed = partial_left(kept, _words_of(status)) if status != 0 else None
        if killed is None:
            raise RunError(f"Locust ended with status {status} and left no record; it said:\n{said}")
        logger.warning("%s before its record was whole; it said:\n%s", _words_of(status), said)
        return killed
    try:
        record = RunRecord.read(kept)
    except RecordError as error:
        raise RunError(f"{error}; Locust ended with status {status} and said:\n{said}") from error
    judged = record.aborted is not None or any(verdict.outcome == "failed" for verdict in record.slos)
    if status != 0 and not judged:
        raise RunError(f"Locust ended with status {status} though no SLO had failed; it said:\n{said}")
    return record


def partial_left(kept: Path, reason: str) -> RunRecord | None:
    """The record of a run that did not end in order, with the reason in `aborted`; None where none was written."""
    if kept.is_file():
        return RunRecord.read(kept).model_copy(update={"aborted": reason})
    partial = partial_of(kept)
    if not partial.is_file():
        return None
    record = RunRecord.read(partial)
    known = f"{reason}; what it did after second {record.duration_s:.0f} is not in the record"
    return record.model_copy(update={"aborted": known})


def _words_of(status: int) -> str:
    return (
        f"Locust was killed by {signal.Signals(-status).name}" if status < 0 else f"Locust ended with status {status}"
    )
