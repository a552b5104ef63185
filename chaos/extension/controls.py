"""The control of every experiment of ours: nothing is injected without it, and nothing stays behind.

The toolkit swallows whatever a control raises, but for `InterruptExecution`; so everything that goes wrong in here is
raised as that. It also skips rollbacks where the run was interrupted or a probe failed; they are played here then.
"""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import wraps
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

import yaml
from chaoslib.exceptions import InterruptExecution

from chaos.experiment import Activity, experiment_of, files
from chaos.extension import session as sessions
from chaos.extension.actions import WaitedInVainError
from chaos.extension.control_failures import ControlFailures
from chaos.extension.finishing import finish, played
from chaos.extension.halting import Halts
from chaos.extension.options import Options
from chaos.extension.readings import Reading, expected_words, explained, judged, reason_of
from chaos.extension.rehearsal import quicken
from chaos.extension.session import Session
from chaos.extension.starting import opened, prepare
from chaos.extension.watching import Watcher
from chaos.journal import ExperimentRecord, Phase, Verdict

_LOGGER = logging.getLogger("chaostoolkit")
Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")


@dataclass
class _Run:
    """What the hooks of one run share beside its session."""

    failures: ControlFailures = field(default_factory=ControlFailures)
    stack: ExitStack = field(default_factory=ExitStack)
    session: Session | None = None
    watcher: Watcher | None = None
    halts: Halts | None = None
    in_hypothesis: bool = False
    options: Options | None = None
    result: tuple[ExperimentRecord, Path] | None = None


_run = _Run()
_asked: list[Options] = []


@contextmanager
def asked(options: Options) -> Iterator[None]:
    """How the run within this block is to be done. Without it, its `configuration` says so."""
    _asked.append(options)
    try:
        yield
    finally:
        _asked.clear()


def result() -> tuple[ExperimentRecord, Path] | None:
    """What the last run came to, and the file of its journal; None where none was begun."""
    return _run.result


def _or_stop(hook: Callable[Arguments, Result]) -> Callable[Arguments, Result]:
    """Whatever goes wrong in a hook ends the run and is its reason."""

    @wraps(hook)
    def guarded(*args: Arguments.args, **kwargs: Arguments.kwargs) -> Result:
        try:
            return hook(*args, **kwargs)
        except InterruptExecution as error:
            _break_off(str(error))
            raise
        except Exception as error:
            _break_off(str(error) or type(error).__name__)
            raise InterruptExecution(f"{type(error).__name__}: {error}") from error

    return guarded


def _break_off(reason: str) -> None:
    if _run.session is not None:
        _run.session.break_off(reason)


def configure_control(experiment: dict[str, Any]) -> None:
    """Called first: from here on it is heard when another control fails."""
    global _run
    _run = _Run(options=_asked[-1] if _asked else None)
    _run.failures.listen()


@_or_stop
def before_experiment_control(context: dict[str, Any], configuration: Mapping[str, Any]) -> None:
    """Starts the target and all that keeps it safe, and proves that it does."""
    if sessions.is_running():
        raise InterruptExecution("another experiment is running in this process; one at a time")
    options = _run.options or Options.of(configuration, os.environ)
    experiment = experiment_of(context, Path(f"{options.name or _name(context)}.yaml"))
    quicken(context, options.speed)
    experiment = experiment_of(context, experiment.file)
    session = opened(experiment, options, configuration, _run.stack)
    sessions.begin(session)
    _run.session = session
    session.interruption.listen()
    _run.halts = prepare(session, _run.stack, _run.failures, context)


def _name(context: Mapping[str, Any]) -> str:
    """That of our file with this title; the toolkit does not say which file it has read."""
    title = context.get("title")
    ours = (file.stem for file in files() if yaml.safe_load(file.read_text(encoding="utf-8")).get("title") == title)
    return next(ours, re.sub(r"[^a-z0-9]+", "_", str(title).lower()).strip("_"))


@_or_stop
def before_hypothesis_control(context: dict[str, Any]) -> None:
    """The probes that follow are of the steady state."""
    _no_failures()
    _run.in_hypothesis = True


@_or_stop
def after_hypothesis_control(context: dict[str, Any], state: dict[str, Any] | None) -> None:
    """The toolkit stops at the first probe that is off; the others are asked too."""
    _run.in_hypothesis = False
    session = _run.session
    if session is None or state is None:
        return
    for activity in session.experiment.steady_state.probes[len(state["probes"]) :]:
        session.answer(activity.name, session.read(activity))
    told = "is there" if state["steady_state_met"] else "is not there"
    session.event("steady_state", f"{session.phase}: the steady state {told}")


@_or_stop
def before_method_control(context: dict[str, Any]) -> None:
    """From here on faults are injected, and somebody looks."""
    _no_failures()
    session = _session()
    session.phase = Phase.DURING
    _run.watcher = Watcher(session, _run.halts or Halts(session))
    _run.watcher.start()


@_or_stop
def after_method_control(context: dict[str, Any]) -> None:
    """Nobody looks any more."""
    if _run.watcher is not None:
        _run.watcher.stop()
    if _run.session is not None:
        _run.session.phase = Phase.AFTER


@_or_stop
def before_activity_control(context: dict[str, Any]) -> None:
    """Nothing is done without all controls."""
    _no_failures()
    explained()


@_or_stop
def after_activity_control(context: dict[str, Any], state: dict[str, Any] | None) -> None:
    """What a probe of the steady state said is kept; an injection that failed ends the run."""
    session = _run.session
    if session is None or state is None or "status" not in state:
        return
    activity = Activity.model_validate(context)
    if _run.in_hypothesis:
        session.answer(activity.name, _reading(session, activity, state))
    elif state["status"] != "succeeded":
        _failed(session, activity, state)


def _reading(session: Session, activity: Activity, state: Mapping[str, Any]) -> Reading:
    if state["status"] != "succeeded":
        return Reading("unknown", None, expected_words(activity.tolerance), _why(state))
    return judged(activity, state["output"], session.configuration, explained())


def _failed(session: Session, activity: Activity, state: Mapping[str, Any]) -> None:
    why = _why(state)
    session.event("note", f"{activity.name} failed: {why}")
    function = activity.function.rpartition(".")[2]
    if function == "wait_for" and WaitedInVainError.__name__ in _last_line(state):
        session.waited_in_vain.append(why)
    elif function == "inject":
        raise InterruptExecution(f"not injected: {why}")
    else:
        session.failed_actions.append(f"{activity.name}: {why}")


def _why(state: Mapping[str, Any]) -> str:
    """What the toolkit has kept of an activity's exception, without the classes it went through."""
    return reason_of(_last_line(state)) or "it failed without a reason"


def _last_line(state: Mapping[str, Any]) -> str:
    lines = [line for part in state.get("exception") or () for line in str(part).splitlines() if line.strip()]
    return lines[-1] if lines else ""


@_or_stop
def before_rollback_control(context: dict[str, Any]) -> None:
    """What is taken back is taken back to the end, whatever signal comes."""
    if _run.session is not None:
        _run.session.interruption.shield()


def after_experiment_control(context: dict[str, Any], state: dict[str, Any]) -> None:
    """Takes everything back, looks whether the steady state is there, and concludes."""
    _finish(context, state)


def cleanup_control() -> None:
    """The last that the toolkit calls, also where it left out the others."""
    try:
        _finish({}, {})
    finally:
        _run.failures.leave()


def _finish(context: Mapping[str, Any], journal: dict[str, Any]) -> None:
    session = _run.session
    if session is None:
        _run.stack.close()
        return
    session.interruption.shield()
    try:
        if _run.watcher is not None:
            _run.watcher.stop()
        if journal and not journal.get("rollbacks"):
            journal["rollbacks"] = played(session, context)
        _run.result = finish(session, _run.stack, journal, _run.failures.found)
        record, file = _run.result
        _LOGGER.info("%s: %s (%s); journal: %s", record.experiment, record.verdict, record.reason, file)
    except Exception as error:  # the toolkit would only note it for debugging
        _run.stack.close()
        reason = f"the run could not be brought to its end: {type(error).__name__}: {error}"
        _run.result = session.log.conclude(Verdict.INCONCLUSIVE, reason, interrupted=True), session.log.file
        raise
    finally:
        _run.session = None
        session.interruption.leave()
        sessions.end()


def _session() -> Session:
    if _run.session is None:
        raise InterruptExecution("the run was not begun; see what was said before")
    return _run.session


def _no_failures() -> None:
    """
    Raises:
        InterruptExecution: another control failed, which the toolkit would pass over.
    """
    if _run.failures.found:
        raise InterruptExecution(f"a control failed: {'; '.join(_run.failures.found)}")
    _session()
