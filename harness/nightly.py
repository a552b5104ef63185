"""The main job: take the data at hand, ask every contract and validator, remember, report, tell.

The data are, in this order: the warehouse that the settings name, the recordings that they point to,
or a synthetic season.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from pathlib import Path

import contracts as contracts_package
import validators as validators_package
from contracts.apis.live import check_live
from contracts.apis.recordings import check_recordings
from contracts.catalog import contracts
from contracts.compatibility import Override
from contracts.drift import metadata_drift
from contracts.samples import document_kinds, message_kinds
from harness.clock import FrozenClock, RealClock
from harness.history.fingerprint import checks_digest, code_digest, data_digest
from harness.history.journal import Footing, Journal
from harness.history.keeping import kept
from harness.history.places import NIGHTS, history_store
from harness.history.recalling import RecallingWarehouse
from harness.history.store import HistoryError, HistoryStore
from harness.notify.telling import tell
from harness.report import write
from harness.results import CheckResult, RunReport
from harness.samples import SampledDocument, check_samples, judge_documents
from harness.season_samples import season_documents
from harness.settings import Settings, SettingsError
from harness.sources import Source, clock_of, open_source, series_of, window_before
from harness.warehouse.checks import CheckSet
from harness.warehouse.duckdb import DuckDBWarehouse
from harness.warehouse.run import Limits, Prepared, Step, prepare, run
from validators.catalog import OwnValidatorError, all_validators, own_validators

__all__ = [
    "BEFORE_PLAN",
    "BeforePlan",
    "Night",
    "Source",
    "UnknownNameError",
    "everything",
    "night",
    "open_source",
    "plan_of",
    "select",
    "store_of",
    "validate",
]

CONTRACTS = "contracts"
"""What selects every contract; `contract.<table>` selects one."""

BeforePlan = Callable[[Source, Settings, Step], tuple[CheckResult, ...]]
"""Looks at the data before the plan is made, and answers checks of its own."""

Say = Callable[[str], None]
"""Tells whoever runs the job what the report cannot, on stderr."""


class UnknownNameError(Exception):
    """A validator, category or contract was asked for that there is not."""


def everything(own: Path | None = None) -> tuple[CheckSet, ...]:
    """Every contract and validator, contracts first, then those of the user's folder `own`.

    Raises:
        SettingsError: the folder's validators cannot be used.
    """
    try:
        return (*contracts(), *all_validators(), *(own_validators(own) if own else ()))
    except OwnValidatorError as error:
        raise SettingsError(f"validators = {str(own)!r} cannot be used: {error}") from error


def select(names: Sequence[str], own: Path | None = None) -> tuple[CheckSet, ...]:
    """The validators and contracts that `names` name: ids, categories, or `contracts`; all for none.

    Raises:
        UnknownNameError: a name is none of these; the message lists the closest.
        SettingsError: the validators in the folder `own` cannot be used.
    """
    sets = everything(own)
    if not names:
        return sets
    categories = {one.id.partition(".")[0] for one in sets}
    chosen: dict[str, CheckSet] = {}
    for name in names:
        wanted = "contract" if name == CONTRACTS else name
        found = [one for one in sets if wanted in (one.id, one.id.partition(".")[0])]
        if not found:
            known = [one.id for one in sets] + sorted(categories) + [CONTRACTS]
            near = get_close_matches(name, known, n=3, cutoff=0.4)
            raise UnknownNameError(
                f"no validator, category or contract is named {name!r}; "
                + (f"did you mean {', '.join(near)}?" if near else f"there are {', '.join(sorted(categories))}")
            )
        chosen |= {one.id: one for one in found}
    return tuple(chosen.values())


def plan_of(settings: Settings, sets: Sequence[CheckSet], *, step: Step) -> tuple[Source, Prepared]:
    """The scan plan, without running it."""
    with open_source(settings, sets, step=step) as source:
        return source, prepare(sets, source.warehouse, source.window, source.as_of)


def validate(
    settings: Settings,
    sets: Sequence[CheckSet],
    *,
    title: str,
    step: Step,
    journal: Journal | None = None,
    before: Sequence[BeforePlan] = (),
) -> RunReport:
    """Ask `sets` of the data at hand, after what is to be done `before`. What a `journal` has is not asked again.

    Raises:
        BudgetExceededError, SettingsError, WarehouseError: the run could not start.
    """
    began, started = RealClock().now(), time.perf_counter()
    started_at = journal.started_at or began if journal else began
    # An interrupted run is gone on with at the instant that it judged by.
    again = journal.as_of if journal else None
    data = settings if again is None else settings.model_copy(update={"as_of": again})
    with open_source(data, sets, step=step) as source:
        warehouse = source.warehouse
        if journal is not None:
            journal.begin(started_at=started_at, as_of=source.as_of)
            warehouse = RecallingWarehouse(warehouse, journal)
        looked = [result for look in before for result in look(source, settings, step)]
        limits = Limits(rows=settings.rows, bytes_per_run=settings.bytes_per_run)
        done = run(sets, warehouse, window=source.window, as_of=source.as_of, limits=limits, step=step)
        return RunReport(
            title=f"{title} {source.window}",
            warehouse=source.warehouse.name,
            window=source.window,
            as_of=source.as_of,
            started_at=started_at,
            duration_s=time.perf_counter() - started,
            results=(*source.results, *looked, *done.results),
            queries=done.queries,
            days=done.days,
            files=source.files,
            notes=(*source.notes, *(journal.notes if journal else ())),
            options=settings.data_options,
        )


def look_at_samples(source: Source, settings: Settings, step: Step) -> tuple[CheckResult, ...]:
    """The sampled messages and documents that the settings point to; else the documents that a season has."""
    if settings.messages is not None:
        step(f"samples in {settings.messages.name}")
        return check_samples(settings.messages, message_kinds(), document_kinds(), rows=settings.rows)
    if not source.is_season or not isinstance(source.warehouse, DuckDBWarehouse):
        return ()
    step("documents of the season")
    samples = (
        SampledDocument(one.path, one.path, one.document) for one in season_documents(source.warehouse.connection)
    )
    return tuple(judge_documents(samples, document_kinds(), rows=settings.rows, asked_for=False))


def look_at_metadata(source: Source, settings: Settings, step: Step) -> tuple[CheckResult, ...]:
    """Whether the tables still are as their contracts say, from metadata alone, at no cost.

    A warehouse that was filled for this run holds some tables only; those that are missing are told by the plan.
    """
    step("comparing tables with their contracts")
    whole = source.is_season or source.warehouse.dialect == "bigquery"
    overrides = [Override(**dict(one)) for one in settings.compatibility_overrides]
    drift = metadata_drift(source.warehouse, today=source.as_of.date(), overrides=overrides, whole=whole)
    return tuple(result for one in drift.tables if whole or not one.is_missing for result in one.results)


def look_at_answers(source: Source, settings: Settings, step: Step) -> tuple[CheckResult, ...]:
    """Recorded answers of the providers, and those of the providers that the settings name, against their contracts.

    Raises:
        SettingsError: there is no such provider.
    """
    results: tuple[CheckResult, ...] = ()
    if settings.recordings is not None:
        step("comparing recordings with their contracts")
        results = check_recordings(settings.recordings, clock=FrozenClock(source.as_of))
    if not settings.live_providers:
        return results
    step("asking providers")
    try:
        return (*results, *check_live(providers=settings.live_providers))
    except ValueError as error:
        raise SettingsError(f"live_providers = {list(settings.live_providers)!r} cannot be used: {error}") from error


BEFORE_PLAN: tuple[BeforePlan, ...] = (look_at_metadata, look_at_samples, look_at_answers)
"""What a night does before it plans its queries, in this order; the answers stand before those of the plan."""


def store_of(settings: Settings, *, default: str) -> HistoryStore | None:
    """The history that the settings name, or `default`; seen to be usable.

    Raises:
        SettingsError: the place cannot be used.
        HistoryError: the history in it cannot.
    """
    store = history_store(settings, default=default)
    if store is not None:
        store.check()
    return store


def remembered(report: RunReport, settings: Settings, store: HistoryStore | None, say: Say) -> RunReport:
    """`report` beside the nights before, now one of them. Where that fails the answers stay, and it is said."""
    if store is None:
        return report
    try:
        return kept(report, store, series=series_of(settings))
    except HistoryError as error:
        say(str(error))
        return replace(report, notes=(*report.notes, f"not compared with earlier runs: {error}"))


@dataclass(frozen=True, slots=True)
class Night:
    """What a night found out, and the page that tells it."""

    report: RunReport
    page: Path


def night(settings: Settings, sets: Sequence[CheckSet], *, step: Step, say: Say, fresh: bool = False) -> Night:
    """The whole job: ask, compare with the nights before, write the reports, tell whom it concerns.

    A night that was killed goes on where it was, unless it is to be `fresh`.

    Raises:
        BudgetExceededError, HistoryError, SettingsError, WarehouseError: the run could not start.
        OSError: the reports cannot be written.
    """
    store = store_of(settings, default=str(settings.reports / NIGHTS))
    with _journal(settings, sets, fresh=fresh) as journal:
        report = validate(settings, sets, title="nightly", step=step, journal=journal, before=BEFORE_PLAN)
        report = remembered(report, settings, store, say)
        name = f"nightly-{report.window.start}" if report.window.days == 1 else f"nightly-{report.window}"
        page = write(report, settings.reports, name=name)["html"]
        if not journal.told:
            problems = tell(report, settings, page=page)
            for problem in problems:
                say(problem)
            if problems:
                report = replace(report, notes=(*report.notes, *problems))
                write(report, settings.reports, name=name)
            journal.mark_told()
        journal.finish()
    return Night(report, page)


def _journal(settings: Settings, sets: Sequence[CheckSet], *, fresh: bool) -> Journal:
    packages = (contracts_package.__file__, validators_package.__file__)
    rooms = [Path(__file__).parent, *(Path(file).parent for file in packages if file)]
    if settings.validators is not None:
        rooms.append(settings.validators)
    footing = Footing(
        series=series_of(settings),
        window=window_before(settings, clock_of(settings)),
        as_of=settings.as_of,
        code=code_digest(rooms),
        checks=checks_digest(sets),
        data=data_digest(settings),
    )
    now, folder = RealClock().now(), settings.reports / "journal"
    try:
        return Journal(folder, footing, now=now, hours=settings.resume_hours, fresh=fresh)
    except OSError as error:
        raise SettingsError(f"reports = {str(settings.reports)!r} cannot be written to: {error}") from error
