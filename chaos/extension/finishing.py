"""The end of every run, however it came to it: rollbacks, undo, a last look at the steady state, the verdict."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from chaoslib import PayloadEncoder
from chaoslib.activity import run_activity
from chaoslib.exceptions import ActivityFailed

from chaos.event_log import Line
from chaos.extension import predictions
from chaos.extension.readings import UnknownError, reason_of
from chaos.extension.session import NoSessionError, Session
from chaos.faults.fault import FaultError
from chaos.journal import ExperimentRecord, Finding, Integrity, Keys, Phase, Verdict
from chaos.verdict import Conclusion, Course, conclude

RECOVER_S = 30.0
"""So long the steady state has to come back once everything is taken back; a restarted service needs five and more."""
LOOK_EVERY_S = 0.5


def played(session: Session, content: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The rollbacks that the toolkit left out, with what came of each, as its journal has them."""
    runs = []
    for activity in content.get("rollbacks") or ():
        began = datetime.now(UTC)
        run: dict[str, Any] = {"activity": dict(activity), "output": None, "start": began.isoformat()}
        try:
            run["output"] = run_activity(activity, dict(session.configuration), {})
            run["status"] = "succeeded"
        except ActivityFailed as error:
            run["status"] = "failed"
            run["exception"] = [str(error)]
            session.failed_actions.append(f"rollback {activity['name']}: {reason_of(str(error))}")
        ended = datetime.now(UTC)
        runs.append({**run, "end": ended.isoformat(), "duration": (ended - began).total_seconds()})
    return runs


def finish(
    session: Session, stack: ExitStack, journal: dict[str, Any], failed_controls: Sequence[str]
) -> tuple[ExperimentRecord, Path]:
    """Concludes a run. Its target has ended when this returns, where the run had started it."""
    if session.interruption.reason:
        session.break_off(session.interruption.reason)
    if failed_controls:
        session.break_off(f"a control failed: {'; '.join(failed_controls)}")
    left = _taken_back(session)
    if not session.broken_off:
        _look_after(session)
        _integrity(session)
    try:
        stack.close()
    except FaultError as error:
        left = left or str(error)
    _ledger_ends(session)
    course = Course(
        answers=session.record.answers,
        broken_off=session.broken_off,
        injections=len(session.injections),
        wanted_injections=_wanted(session),
        waited_in_vain=tuple(session.waited_in_vain),
        failed_actions=tuple(session.failed_actions),
        not_undone=(*session.not_undone, *([left] if left else ())),
        holds_during=session.experiment.extension.during == "held",
    )
    return _concluded(session, conclude(course), journal)


def _taken_back(session: Session) -> str:
    """Undoes what is left; why that did not work, if it did not."""
    try:
        session.undo_all()
    except NoSessionError:
        return ""  # it was broken off before there was anything to inject with
    except FaultError as error:
        return str(error)
    return ""


def _ledger_ends(session: Session) -> None:
    """A target that the run had started is gone, and nobody will ever ask for its ledger; the journal stays."""
    if session.options.served is None and session.is_guarded:
        session.guarded.ledger.remove()


def _look_after(session: Session) -> None:
    """The steady state after the undo, as it is then or becomes within `RECOVER_S`."""
    session.phase = Phase.AFTER_UNDO
    probes = session.experiment.steady_state.probes
    deadline = time.monotonic() + RECOVER_S
    # What was off already before the undo has decided the verdict: it is looked at once.
    once = any(one.phase is not Phase.DURING and one.outcome != "passed" for one in session.record.answers)
    while True:
        readings = [(activity, session.read(activity)) for activity in probes]
        steady = all(reading.outcome == "passed" for _, reading in readings)
        if steady or once or time.monotonic() > deadline:
            break
        time.sleep(LOOK_EVERY_S)
    for activity, reading in readings:
        session.answer(activity.name, reading)
    if steady and session.injections and not _is_recovered(session.record):
        session.event("recover", "the steady state is there after the undo")


def _is_recovered(record: ExperimentRecord) -> bool:
    """Whether nothing was seen to be off after the last time that all was well."""
    turns = [event.kind for event in record.events if event.kind in ("inject", "detect", "recover")]
    return turns[-1:] == ["recover"]


def _integrity(session: Session) -> None:
    """Predictions by key, where a batch was started."""
    if not session.batches or session.served.platform is None:
        return
    try:
        found = predictions.compared(session.served)
    except UnknownError as error:
        session.event("note", f"predictions by key are unknown: {error}")
        return
    counted = Integrity(
        what="predictions",
        expected=found.expected,
        found=found.found,
        lost=Keys.of(found.lost),
        duplicated=Keys.of(found.duplicated),
    )
    session.log.add(Line(integrity=counted))


def _wanted(session: Session) -> int:
    return sum(activity.provider.get("func") == "inject" for activity in session.experiment.method)


def _concluded(session: Session, found: Conclusion, journal: dict[str, Any]) -> tuple[ExperimentRecord, Path]:
    _measured(session)
    if found.verdict is Verdict.DEVIATED:
        severity = "error" if session.experiment.expected(session.options.without) is Verdict.HELD else "info"
        session.log.add(Line(finding=Finding.model_validate({"text": found.reason, "severity": severity})))
    beside = session.log.file.with_suffix(".toolkit.json")
    if journal:
        beside.write_text(json.dumps(journal, indent=1, cls=PayloadEncoder, default=str), encoding="utf-8")
    record = session.log.conclude(
        found.verdict,
        found.reason,
        interrupted=bool(session.broken_off),
        toolkit_journal=beside.name if journal else None,
    )
    return record, session.log.file


def _measured(session: Session) -> None:
    """The metric's value: what its probe said last."""
    metric = session.record.metric
    named = session.experiment.extension.metric.probe
    values = [one.value for one in session.record.answers if one.probe == named and one.phase is not Phase.DURING]
    if metric is not None and values:
        session.log.add(Line(metric=metric.model_copy(update={"observed": values[-1]})))
