"""Seasons without defects: every check must pass on each of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from harness.results import Outcome, Window
from harness.season import build_season
from harness.season.calendar import CALENDARS
from harness.warehouse.duckdb import DuckDBWarehouse
from harness.warehouse.run import run
from validators.kill_matrix.record import CleanSeason, season_name
from validators.kill_matrix.season import load_season
from validators.validator import Validator


def clean_seasons(
    validators: Sequence[Validator], count: int, *, step: Callable[[str], None] = lambda _: None
) -> Iterator[CleanSeason]:
    """Ask every check about so many whole seasons: the seeds from 0 on, each with the next of the start years."""
    years = sorted(CALENDARS)
    for seed in range(count):
        year = years[seed % len(years)]
        step(season_name(seed, year))
        season = build_season(seed=seed, start_year=year)
        connection = load_season(season, validators)
        try:
            answers = run(
                validators,
                DuckDBWarehouse(connection),
                window=Window(season.first_day, season.last_day),
                as_of=season.as_of,
            )
        finally:
            connection.close()
        yield CleanSeason(seed, year, tuple(one for one in answers.results if one.outcome is not Outcome.PASSED))
