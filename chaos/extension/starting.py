"""What has to be so before the first injection, in its order; whatever is not stops the run."""

from __future__ import annotations

import platform
import shutil
import tempfile
import uuid
from collections.abc import Mapping
from contextlib import ExitStack
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from chaoslib.control import get_controls, get_global_controls

from chaos.event_log import EventLog, close_unfinished, left_alone, unfinished
from chaos.experiment import Experiment
from chaos.extension.companions import Crew
from chaos.extension.control_failures import ControlFailures, not_loadable
from chaos.extension.halting import Halts
from chaos.extension.options import Options
from chaos.extension.serving import Served, started
from chaos.extension.session import Session
from chaos.faults.owner import offered
from chaos.guarded import Guarded
from chaos.journal import ExperimentRecord, JournalError, Metric
from chaos.machine import machine_text
from chaos.undoing import recover_all

RECOVER_S = 10.0
"""So long the guardian of a runner that was killed is waited for, ledger by ledger."""


class NotStartedError(Exception):
    """Nothing was injected, for this reason."""


def opened(experiment: Experiment, options: Options, configuration: Mapping[str, Any], stack: ExitStack) -> Session:
    """A run with its journal, which is on disk from here on, and a folder that ends with the stack."""
    run_id = uuid.uuid4().hex[:8]
    folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix=_folder_prefix(run_id))))
    now = datetime.now(UTC)
    extension = experiment.extension
    metric = extension.metric
    record = ExperimentRecord(
        experiment=experiment.name,
        title=experiment.title,
        run_id=run_id,
        target=_target_name(experiment, options),
        hypothesis=extension.hypothesis,
        metric=Metric(name=metric.name, bound=metric.bound, unit=metric.unit),
        incident=extension.incident,
        declared=extension.blast_radius.radius,
        expected=experiment.expected(options.without),
        safeguards_off=(options.without,) if options.without else (),
        speed=options.speed,
        command=options.command,
        machine=machine_text(),
        versions={
            "chaostoolkit-lib": version("chaostoolkit-lib"),
            "nba-harness": version("nba-harness"),
            "python": platform.python_version(),
        },
        started_at=now,
    )
    off = f"-without-{options.without}" if options.without else ""
    file = options.journals / f"{experiment.name}{off}-{now:%Y%m%dT%H%M%S}-{run_id}.json"
    return Session(experiment, options, EventLog(record, file), configuration, folder)


def _folder_prefix(run_id: str) -> str:
    """By which the next start knows the folder of a run that died."""
    return f"chaos-{run_id}-"


def _target_name(experiment: Experiment, options: Options) -> str:
    if options.served is not None:
        return options.served.target.name
    clouds = experiment.extension.platform.clouds
    return f"embedded {', '.join(clouds)}" if clouds else "reference platform"


def recovered(options: Options) -> tuple[str, ...]:
    """Undoes what runs that died have left, and closes their journals; what there was, in lines."""
    told = []
    if options.reports.is_dir():
        told += [one.text for one in recover_all(reports=options.reports, wait_s=RECOVER_S)]
    for log in unfinished(options.journals):
        with left_alone(log) as is_left:
            told += [_closed(log)] if is_left else []
    return tuple(told)


def _closed(log: Path) -> str:
    """Makes a journal of what a run that died has written; what there was, in a line."""
    if b"\n" not in log.read_bytes():
        log.unlink()
        return f"{log.name}: its run had died before it began"
    try:
        record = close_unfinished(log)
    except JournalError as error:
        return f"{error}; it is left there"
    for folder in Path(tempfile.gettempdir()).glob(f"{_folder_prefix(record.run_id)}*"):
        shutil.rmtree(folder)
    return f"the run {record.run_id} of {record.experiment} had died: {record.reason}"


def prepare(session: Session, stack: ExitStack, failures: ControlFailures, content: dict[str, Any]) -> Halts:
    """Everything up to the steady state; what was started ends with the stack.

    Raises:
        NotStartedError: a control cannot be loaded.
        StartError, DayError: the platform did not start.
        FaultError: another experiment runs against the target, or there is no guardian.
        HaltError: a halt cannot be measured, is met already, or does not fire.
    """
    _controls(session, failures, content)
    for text in recovered(session.options):
        session.event("note", text)
    session.served = _served(session, stack)
    session.crew = Crew(session.served.runs, session.served.target.processes, session.folder)
    stack.callback(session.crew.close)
    _guard(session, stack)
    halts = Halts(session)
    halts.measure()
    halts.prove()
    return halts


def _controls(session: Session, failures: ControlFailures, content: dict[str, Any]) -> None:
    wrong = [*not_loadable([*get_controls(content), *get_global_controls()]), *failures.found]
    session.pre_check("controls are loaded", "failed" if wrong else "passed", "; ".join(wrong))
    if wrong:
        raise NotStartedError(f"a control cannot be loaded, so nothing is begun: {'; '.join(wrong)}")


def _served(session: Session, stack: ExitStack) -> Served:
    if session.options.served is not None:
        return session.options.served
    off = (session.options.without,) if session.options.without else ()
    folder = session.folder / "platform"
    folder.mkdir(parents=True, exist_ok=True)
    served = stack.enter_context(started(session.experiment.extension.platform, safeguards_off=off, folder=folder))
    session.pre_check("the target runs", "passed", ", ".join(served.target.processes))
    return served


def _guard(session: Session, stack: ExitStack) -> None:
    """The ledger is this run's, and the guardian lives."""
    target = session.served.target
    if target.owner is None:
        target = target.model_copy(update={"owner": stack.enter_context(offered(session.crew))})
    guarded = stack.enter_context(Guarded(target, reports=session.options.reports))
    session.guarded = guarded
    for line in guarded.recovery.text.splitlines():
        session.event("note", line)
    guarded.guardian.told()
    process = guarded.guardian.identity
    session.pre_check("the guardian is alive", "passed" if process.alive else "failed", f"process {process.pid}")
    if not process.alive:
        raise NotStartedError("the guardian has ended already; nothing is injected without one")
