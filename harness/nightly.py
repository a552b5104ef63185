"""The main job: take the data at hand, ask every contract and validator, and report.

The data are, in this order: the warehouse that the settings name, the recordings that they point to,
or a synthetic season.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from difflib import get_close_matches
from pathlib import Path

from contracts.catalog import contracts
from harness.clock import Clock, FrozenClock, RealClock, eastern_date
from harness.ingest.load import LoadReport, load_recordings
from harness.results import CheckResult, FileReceipt, RunReport, Window
from harness.season import build_season
from harness.settings import Settings, SettingsError
from harness.warehouse.calendar import SCHEDULE
from harness.warehouse.checks import CheckSet
from harness.warehouse.connect import connect
from harness.warehouse.duckdb import DuckDBWarehouse
from harness.warehouse.plan import questions
from harness.warehouse.run import Limits, Prepared, Step, prepare, run
from harness.warehouse.schema import declared_tables
from harness.warehouse.warehouse import Warehouse
from validators.catalog import OwnValidatorError, all_validators, own_validators

CONTRACTS = "contracts"
"""What selects every contract; `contract.<table>` selects one."""


class UnknownNameError(Exception):
    """A validator, category or contract was asked for that there is not."""


@dataclass(frozen=True, slots=True)
class Source:
    """The data of a run, the days it looks at, and what loading them found."""

    warehouse: Warehouse
    window: Window
    as_of: datetime
    results: tuple[CheckResult, ...] = ()
    files: tuple[FileReceipt, ...] = ()
    notes: tuple[str, ...] = field(default=())


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


@contextmanager
def open_source(settings: Settings, sets: Sequence[CheckSet], *, step: Step) -> Iterator[Source]:
    """The data that the settings name, ready to be asked; closed at the end.

    Raises:
        SettingsError: the warehouse address or the recordings folder cannot be used.
        WarehouseError: the warehouse cannot be opened.
    """
    clock: Clock = FrozenClock(settings.as_of) if settings.as_of else RealClock()
    if settings.warehouse is not None:
        source = _named_warehouse(settings, clock)
    elif settings.recordings is not None:
        source = _recordings(settings, clock, step)
    else:
        source = _season(settings, sets, step)
    try:
        yield source
    finally:
        source.warehouse.close()


def _named_warehouse(settings: Settings, clock: Clock) -> Source:
    try:
        warehouse = connect(
            settings.warehouse or "", bytes_per_query=settings.bytes_per_query, timeout_s=settings.timeout_s
        )
    except ValueError as error:
        raise SettingsError(f"warehouse = {settings.warehouse!r} cannot be used: {error}") from error
    return Source(warehouse, settings.window or _yesterday(clock), clock.now())


def _yesterday(clock: Clock) -> Window:
    day = eastern_date(clock.now()) - timedelta(days=1)
    return Window(day, day)


def _recordings(settings: Settings, clock: Clock, step: Step) -> Source:
    folder = settings.recordings
    if folder is None or not folder.is_dir():
        raise SettingsError(f"recordings = {str(folder)!r} is no folder; point HARNESS_RECORDINGS to one")
    warehouse = DuckDBWarehouse.in_memory()
    step(f"loading {folder.name}")
    loaded: LoadReport = load_recordings(folder, warehouse.connection, clock=clock)
    if settings.window is not None:
        return Source(warehouse, settings.window, clock.now(), loaded.results, loaded.receipts)
    fullest = _fullest_day(warehouse)
    window = fullest or _yesterday(clock)
    chosen = "the day that the recordings hold most games of" if fullest else "yesterday: the recordings hold no game"
    note = f"no window was given; {window} is {chosen}"
    return Source(warehouse, window, clock.now(), loaded.results, loaded.receipts, (note,))


def _fullest_day(warehouse: DuckDBWarehouse) -> Window | None:
    """The day with the most games in the most tables, the schedule apart; the latest of several."""
    per_game = [t for t in declared_tables().values() if t.partition == "game_date" and t.columns[0].name == "game_id"]
    there = warehouse.describe(t.name for t in per_game if t.name != SCHEDULE).columns
    games = " UNION ALL ".join(f"SELECT DISTINCT game_date, game_id FROM {name}" for name in there)  # noqa: S608 - declared names
    if not games:
        return None
    best = f"SELECT game_date FROM ({games}) GROUP BY game_date ORDER BY count(*) DESC, game_date DESC LIMIT 1"  # noqa: S608
    found = warehouse.query(best).rows.to_pylist()
    return Window(found[0]["game_date"], found[0]["game_date"]) if found else None


def _season(settings: Settings, sets: Sequence[CheckSet], step: Step) -> Source:
    season = build_season(seed=settings.seed, start_year=settings.start_year)
    warehouse = DuckDBWarehouse.in_memory()
    wanted = tables_of(sets) | {SCHEDULE}
    for name in season.tables:
        if name in wanted:
            step(f"building {name}")
            season.load(warehouse.connection, tables=[name])
    warehouse.name = f"duckdb (season {season.start_year}, seed {season.seed})"
    window = settings.window or Window(season.first_day, season.last_day)
    return Source(warehouse, window, settings.as_of or season.as_of)


def tables_of(sets: Sequence[CheckSet]) -> set[str]:
    """Every table that the checks read."""
    return {read.name for question in questions(sets) for read in question.reads}


def plan_of(settings: Settings, sets: Sequence[CheckSet], *, step: Step) -> tuple[Source, Prepared]:
    """The scan plan, without running it."""
    with open_source(settings, sets, step=step) as source:
        return source, prepare(sets, source.warehouse, source.window, source.as_of)


def validate(settings: Settings, sets: Sequence[CheckSet], *, title: str, step: Step) -> RunReport:
    """Ask `sets` of the data at hand.

    Raises:
        BudgetExceededError, SettingsError, WarehouseError: the run could not start.
    """
    started_at, started = RealClock().now(), time.perf_counter()
    with open_source(settings, sets, step=step) as source:
        limits = Limits(rows=settings.rows, bytes_per_run=settings.bytes_per_run)
        done = run(sets, source.warehouse, window=source.window, as_of=source.as_of, limits=limits, step=step)
        return RunReport(
            title=f"{title} {source.window}",
            warehouse=source.warehouse.name,
            window=source.window,
            as_of=source.as_of,
            started_at=started_at,
            duration_s=time.perf_counter() - started,
            results=(*source.results, *done.results),
            queries=done.queries,
            days=done.days,
            files=source.files,
            notes=source.notes,
            options=settings.data_options,
        )
