"""Every rule of every contract refuses a row that breaks it, and no rule refuses a row that does not."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime
from pathlib import Path

import pyarrow as pa
import pytest

from contracts.breaking import Breach, breaches
from contracts.catalog import contract, models
from contracts.coverage import Coverage, coverage, good_rows, page
from contracts.judging import Judge
from contracts.table import Date, Field, Table, row_rule
from harness.results import Outcome, Window
from harness.season import Season, build_season
from harness.warehouse.checks import UniqueCheck
from harness.warehouse.duckdb import DuckDBWarehouse
from harness.warehouse.run import Limits, run
from harness.warehouse.schema import declared

PAGE = Path(__file__).resolve().parents[2] / "docs" / "contract-coverage.md"
NAMES = [model.declaration().name for model in models()]
ALWAYS = Window(date(1900, 1, 1), date(2199, 12, 31))
NOW = datetime(2030, 1, 1, tzinfo=UTC)


@pytest.fixture(scope="module")
def season() -> Season:
    return build_season()


@pytest.fixture(scope="module")
def measured(season: Season) -> dict[str, Coverage]:
    return {one.table: one for one in coverage(season)}


def test_every_rule_was_broken_and_most_alone(measured: dict[str, Coverage]) -> None:
    assert [*measured] == NAMES
    assert {name: one.never for name, one in measured.items() if one.never} == {}
    rules = sum(len(one.rules) for one in measured.values())
    assert sum(len(one.alone) for one in measured.values()) > 0.93 * rules


def test_the_page_is_what_is_measured(measured: dict[str, Coverage]) -> None:
    assert PAGE.read_text(encoding="utf-8") == page(measured.values()), "run: python -m contracts.coverage"


def in_window(partition: object) -> bool:
    """A row without a day, or of a year that is none, is in no window."""
    return partition is not None and (not isinstance(partition, int) or ALWAYS.start.year <= partition)


@pytest.mark.parametrize("name", NAMES)
def test_the_scan_plan_counts_the_same_rows(name: str, season: Season, measured: dict[str, Coverage]) -> None:
    """The good rows and the broken ones in one table: each check finds its own rows, and nothing else fails."""
    table, found = declared(name), measured[name].found
    broken = [one for one in found.values() if table.partition is None or in_window(one.row[table.partition])]
    expected = Counter(rule for one in broken for rule in (one.rule, *one.others))
    rows = [*good_rows(season, name), *(one.row for one in broken)]
    with DuckDBWarehouse.in_memory() as warehouse:
        warehouse.connection.register("given", pa.Table.from_pylist(rows, schema=table.arrow))
        columns = ", ".join(f'"{one.name}"::{one.duckdb} AS "{one.name}"' for one in table.columns)
        warehouse.connection.execute(f"CREATE SCHEMA {table.name.split('.')[0]}")
        warehouse.connection.execute(f"CREATE TABLE {name} AS SELECT {columns} FROM given")
        results = run([contract(name)], warehouse, window=ALWAYS, as_of=NOW, limits=Limits(rows=0)).results
    unique = {check.name for check in contract(name).checks if isinstance(check, UniqueCheck)}
    single = [one for one in results if one.check not in unique]
    counts = {one.check: one.finding.count for one in single if one.outcome is Outcome.FAILED and one.finding}
    known = {rule: number for rule, number in expected.items() if rule in {one.check for one in single}}
    assert {rule: number for rule, number in counts.items() if rule in known} == known
    judged_alone = set(measured[name].rules)
    assert set(counts) - set(known) <= {one.check for one in single} - judged_alone


class Pair(Table, dataset="nba_raw", table="br_roster_changes", key=("season_year",)):
    """Two columns of a declared table, with rules of every kind."""

    season_year: int = Field(ge=2021)
    change_date: Date
    team_abbrev: str = Field(isin=["ATL", "BOS"])
    change_type: str = Field(nullable=True)

    @row_rule
    def boston_changes_later(t: object) -> object:
        return (t.team_abbrev != "BOS") | (t.season_year > 2022)  # type: ignore[attr-defined]

    @row_rule
    def always_true(t: object) -> object:
        return t.season_year == t.season_year  # type: ignore[attr-defined]


def a_row(**changes: object) -> dict[str, object]:
    row: dict[str, object] = dict.fromkeys(declared("nba_raw.br_roster_changes").arrow.names)
    return row | {"season_year": 2024, "change_date": date(2024, 1, 1), "team_abbrev": "BOS"} | changes


def test_a_breach_differs_in_what_it_says_and_breaks_its_rule_alone() -> None:
    found = breaches(Pair, [a_row()])
    boston = found["boston changes later"]
    assert boston.others == ()
    assert {name for name, value in boston.row.items() if value != a_row()[name]} == set(boston.changed)
    assert 2021 <= boston.row["season_year"] <= 2022
    # What can never be false is not found, and no row is made up for it.
    assert "always true" not in found
    assert found["team_abbrev is one of ATL, BOS"].row["team_abbrev"] not in ("ATL", "BOS")


def test_a_row_to_start_from_that_is_broken_is_refused() -> None:
    with pytest.raises(ValueError, match="a row to start from breaks: season_year is at least 2021"):
        breaches(Pair, [a_row(), a_row(season_year=2020, team_abbrev="ATL")])


def test_rows_are_judged_by_every_rule_and_null_holds() -> None:
    judge = Judge(Pair)
    names = [rule.name for rule in judge.rules]
    broken = judge.broken([a_row(), a_row(season_year=2020), a_row(team_abbrev=None)])
    told = [[name for name, flag in zip(names, row, strict=True) if flag] for row in broken]
    assert told == [[], ["season_year is at least 2021", "boston changes later"], ["team_abbrev is never NULL"]]
    judge.close()


def test_a_breach_names_the_rules_that_cannot_be_kept_beside_it() -> None:
    [one] = [
        breach
        for breach in breaches(Pair, [a_row()]).values()
        if breach == Breach("season_year is at least 2021", breach.row, breach.changed, breach.others)
    ]
    # Both change the year: for a row of Boston the other rule is about the same years.
    assert one.others in ((), ("boston changes later",))
