"""The data of a run: the warehouse that the settings name, the recordings that they point to, or a synthetic season."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from harness.clock import Clock, FrozenClock, RealClock, eastern_date
from harness.ingest.load import LoadReport, load_recordings
from harness.results import CheckResult, FileReceipt, Window
from harness.season import build_season
from harness.settings import Settings, SettingsError
from harness.warehouse.calendar import SCHEDULE
from harness.warehouse.checks import CheckSet
from harness.warehouse.connect import connect
from harness.warehouse.duckdb import DuckDBWarehouse
from harness.warehouse.plan import questions
from harness.warehouse.run import Step
from harness.warehouse.schema import declared_tables
from harness.warehouse.warehouse import Warehouse


@dataclass(frozen=True, slots=True)
class Source:
    """The data of a run, the days it looks at, and what loading them found."""

    warehouse: Warehouse
    window: Window
    as_of: datetime
    results: tuple[CheckResult, ...] = ()
    files: tuple[FileReceipt, ...] = ()
    notes: tuple[str, ...] = field(default=())
    is_season: bool = False


def series_of(settings: Settings) -> str:
    """The name of the data, the same every night: runs of one series are compared with each other.

    Recordings are one series whatever their folder is called, since every night has its own.
    """
    if settings.warehouse is not None:
        return settings.warehouse
    if settings.recordings is not None:
        return "recordings"
    return f"season {settings.start_year}, seed {settings.seed}"


def clock_of(settings: Settings) -> Clock:
    """The clock that a run goes by."""
    return FrozenClock(settings.as_of) if settings.as_of else RealClock()


def window_before(settings: Settings, clock: Clock) -> Window | None:
    """The window as far as it is known before the data are looked at; None where they decide it."""
    if settings.window is not None or settings.warehouse is None:
        return settings.window
    return _yesterday(clock)


@contextmanager
def open_source(settings: Settings, sets: Sequence[CheckSet], *, step: Step) -> Iterator[Source]:
    """The data that the settings name, ready to be asked; closed at the end.

    Raises:
        SettingsError: the warehouse address or the recordings folder cannot be used.
        WarehouseError: the warehouse cannot be opened.
    """
    clock = clock_of(settings)
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
    return Source(warehouse, window, settings.as_of or season.as_of, is_season=True)


def tables_of(sets: Sequence[CheckSet]) -> set[str]:
    """Every table that the checks read."""
    return {read.name for question in questions(sets) for read in question.reads}
