"""DuckDB and BigQuery's SQL give the same findings: every validator, clean and under defects, through the real client.

The BigQuery side is the wire emulator: its SQL is compiled for BigQuery, sent by google-cloud-bigquery, and translated
back. What differs for a reason that is the emulator's own is named in `DIVERGENCES`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import duckdb
import pytest

from harness.cloud.bigquery.emulator import BigQueryEmulator
from harness.results import CheckResult, Outcome, Window
from harness.season import Season, build_season
from harness.season.defects import Corruptible, all_defects, rolled_back
from harness.warehouse.bigquery import BigQueryWarehouse
from harness.warehouse.duckdb import DuckDBWarehouse
from harness.warehouse.run import Limits, Prepared, prepare, run_again
from validators.catalog import all_validators
from validators.kill_matrix.season import load_season, matrix_window, read_tables

DIVERGENCES: Mapping[str, str] = {}
"""`<validator>/<check>` → what the emulator gets wrong, and where docs/bigquery-emulator.md says so."""

SAMPLE = 25
NO_LIMIT = 10**12


@dataclass
class Engines:
    """One season behind two engines, with a plan for each."""

    season: Season
    connection: duckdb.DuckDBPyConnection
    emulator: BigQueryEmulator
    window: Window
    plans: dict[str, tuple[Any, Prepared]]

    def answers(self, engine: str, changed: set[str]) -> dict[str, tuple[Any, ...]]:
        warehouse, prepared = self.plans[engine]
        results = run_again(prepared, warehouse, as_of=self.season.as_of, changed=changed, limits=Limits(rows=None))
        return {f"{one.subject}/{one.check}": summary(one) for one in results}


def summary(result: CheckResult) -> tuple[Any, ...]:
    """Outcome, count and keys; what is unknown is unknown for the same reason where the data are the reason."""
    if result.outcome is not Outcome.FAILED or result.finding is None:
        return (result.outcome,)
    keys = sorted(tuple(str(cell) for _, cell in one.key) for one in result.finding.violations)
    return (result.outcome, result.finding.count, keys)


@pytest.fixture(scope="module")
def engines() -> Iterator[Engines]:
    season, validators = build_season(), all_validators()
    window = matrix_window(season)
    tables = sorted(read_tables(validators) & set(season.tables))
    connection = load_season(season, validators)
    with BigQueryEmulator() as emulator:
        client = emulator.client()
        for name in tables:
            emulator.create(client, name)
            emulator.replace_rows(name, season.tables[name])
        warehouses = {
            "duckdb": DuckDBWarehouse(connection),
            "bigquery": BigQueryWarehouse(client, bytes_per_query=NO_LIMIT, timeout_s=120, labels={}),
        }
        plans = {
            name: (warehouse, prepare(validators, warehouse, window, season.as_of))
            for name, warehouse in warehouses.items()
        }
        yield Engines(season, connection, emulator, window, plans)
    connection.close()


def differences(one: dict[str, tuple[Any, ...]], other: dict[str, tuple[Any, ...]]) -> dict[str, Any]:
    assert one.keys() == other.keys()
    return {check: (one[check], other[check]) for check in one if one[check] != other[check]}


@pytest.mark.nightly
def test_a_clean_season_has_the_same_answers(engines: Engines) -> None:
    everything = read_tables(all_validators())

    found = differences(engines.answers("duckdb", everything), engines.answers("bigquery", everything))

    assert found.keys() == DIVERGENCES.keys()


def sampled() -> list[str]:
    """So many defects, spread evenly over all of them."""
    names = [one.name for one in all_defects() if one.window is None]
    step = max(len(names) // SAMPLE, 1)
    return names[::step][:SAMPLE]


@pytest.mark.nightly
@pytest.mark.parametrize("name", sampled())
def test_a_defect_has_the_same_findings(engines: Engines, name: str) -> None:
    [defect] = [one for one in all_defects() if one.name == name]
    with rolled_back(engines.connection):
        season = Corruptible(engines.connection, engines.window, engines.season.as_of)
        defect.apply(season)
        expected = engines.answers("duckdb", season.touched)
        for table in season.touched:
            rows = engines.connection.execute(f"SELECT * FROM {table}").to_arrow_table()
            engines.emulator.replace_rows(table, rows)
    try:
        found = engines.answers("bigquery", season.touched)
    finally:
        for table in season.touched:
            engines.emulator.replace_rows(table, engines.season.tables[table])

    assert {outcome for outcome, *_ in expected.values()} >= {Outcome.FAILED}
    assert differences(expected, found).keys() <= DIVERGENCES.keys()
