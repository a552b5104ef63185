"""The season that the matrix corrupts, in memory, and the days in which it does so."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import duckdb

from harness.results import Window
from harness.season import Season
from harness.season.defects import defect_window
from harness.warehouse.calendar import SCHEDULE
from harness.warehouse.plan import questions
from validators.validator import Validator


def matrix_window(season: Season) -> Window:
    """The days in which defects are judged, unless they name others."""
    return defect_window(season)


def read_tables(validators: Iterable[Validator]) -> set[str]:
    """Every table that the checks read."""
    return {read.name for question in questions(validators) for read in question.reads} | {SCHEDULE}


def load_season(
    season: Season, validators: Iterable[Validator], *, step: Callable[[str], None] = lambda _: None
) -> duckdb.DuckDBPyConnection:
    """The tables that the validators read, as far as the season has them."""
    connection = duckdb.connect(":memory:")
    connection.execute("SET TimeZone = 'UTC'")
    for name in sorted(read_tables(validators) & set(season.tables)):
        step(name)
        season.load(connection, tables=[name])
    return connection
