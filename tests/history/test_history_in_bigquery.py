"""The history in a BigQuery dataset, through the real client and the emulator."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from google.api_core import exceptions
from google.cloud import bigquery
from history_nights import SERIES, after, day, failed, kept, night, passed, unknown

from harness.cloud.bigquery.emulator import BigQueryEmulator
from harness.history.bigquery import BigQueryHistory
from harness.history.duckdb import DuckDBHistory
from harness.history.facts import SCHEMAS, rows_of
from harness.history.places import history_store
from harness.history.store import HistoryError
from harness.results import Standing, Window
from harness.settings import SettingsError, load

ALL = Window(day(0), day(9))
PATIENCE_S = 60


@pytest.fixture(scope="module")
def emulator() -> Iterator[BigQueryEmulator]:
    with BigQueryEmulator() as running:
        yield running


@pytest.fixture
def client(emulator: BigQueryEmulator) -> Iterator[bigquery.Client]:
    """A client of a project with an empty dataset `validation`."""
    client = emulator.client()
    client.delete_dataset("validation", delete_contents=True, not_found_ok=True)
    client.create_dataset("validation")
    yield client
    client.close()


@pytest.fixture
def store(emulator: BigQueryEmulator, client: bigquery.Client) -> BigQueryHistory:
    return BigQueryHistory(emulator.project, emulator.client, bytes_per_query=10**9, timeout_s=PATIENCE_S)


def count(client: bigquery.Client, name: str) -> int:
    rows = client.query(f"SELECT count(*) AS n FROM validation.{name}", timeout=PATIENCE_S).result(timeout=PATIENCE_S)
    return int(next(iter(rows))["n"])


def test_a_series_reads_back_as_it_does_from_a_file(store: BigQueryHistory, tmp_path: Path) -> None:
    nights = [
        night(0, failed(day(0), day(1), extra=2), passed("raw.schedule"), window=ALL),
        night(1, unknown("quota is used up"), failed(subject="recording.a.json", table=None, extra=1), window=ALL),
        night(2, failed(day(1)), passed("raw.schedule"), window=ALL),
    ]
    file = DuckDBHistory(tmp_path / "history.duckdb")
    for one in nights:
        there, here = kept(one, store, series=SERIES).history, kept(one, file, series=SERIES).history
        assert there is not None
        assert here is not None
        assert (there.cases, there.trends, there.nights) == (here.cases, here.trends, here.nights)
    assert {case.standing for case in there.cases} == {Standing.OPEN, Standing.FIXED}


def test_a_run_written_twice_changes_nothing(store: BigQueryHistory, client: bigquery.Client) -> None:
    told = after(store, night(0, failed(day(0))))
    before = {name: count(client, name) for name in SCHEMAS}
    assert after(store, night(0, failed(day(0)))) == told
    assert {name: count(client, name) for name in SCHEMAS} == before


def test_a_run_that_was_killed_while_it_was_written_is_written_to_its_end(
    store: BigQueryHistory, client: bigquery.Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    after(store, night(0, passed()))
    second = night(1, failed(day(1)))

    def killed(_: object, client: bigquery.Client, name: str, rows: object) -> None:
        if name == "harness_tables":
            raise exceptions.ServiceUnavailable("gone")
        load(store, client, name, rows)

    load = BigQueryHistory._load
    monkeypatch.setattr(BigQueryHistory, "_load", killed)
    with pytest.raises(HistoryError, match="BigQuery answered 503"):
        after(store, second)
    assert len(store.read(SERIES).runs) == 1, "a run counts once it is whole"
    monkeypatch.undo()
    after(store, second)
    assert len(store.read(SERIES).runs) == 2
    whole = {name: rows.num_rows for name, rows in rows_of(second, SERIES).items()}
    first = {name: rows.num_rows for name, rows in rows_of(night(0, passed()), SERIES).items()}
    assert {name: count(client, name) for name in SCHEMAS} == {name: whole[name] + first[name] for name in SCHEMAS}


def test_a_dataset_that_is_not_there_is_not_made(store: BigQueryHistory, client: bigquery.Client) -> None:
    client.delete_dataset("validation", delete_contents=True)
    with pytest.raises(
        HistoryError, match=r"no such dataset; make it with: bq mk --dataset harness-emulated:validation"
    ):
        store.check()
    client.create_dataset("validation")


def test_a_later_schema_is_left_alone(store: BigQueryHistory, client: bigquery.Client) -> None:
    after(store, night(0, passed()))
    table = client.get_table("validation.harness_runs")
    table.labels = {"harness_history": "2"}
    client.update_table(table, ["labels"])
    with pytest.raises(HistoryError, match="harness_runs has schema 2, this harness knows 1"):
        after(store, night(1, passed()))
    assert count(client, "harness_results") == 1


def test_a_table_of_somebody_else_is_not_written_to(store: BigQueryHistory, client: bigquery.Client) -> None:
    place = f"{client.project}.validation.harness_results"
    client.create_table(bigquery.Table(place, schema=[bigquery.SchemaField("id", "INT64")]))
    with pytest.raises(HistoryError, match="harness_results is not as this harness makes it"):
        after(store, night(0, passed()))
    assert [table.table_id for table in client.list_tables("validation")] == ["harness_results"]


def test_looking_at_an_empty_dataset_makes_nothing(store: BigQueryHistory, client: bigquery.Client) -> None:
    store.check()
    assert store.read(SERIES).runs == ()
    assert list(client.list_tables("validation")) == []


def test_a_project_is_written_to_only_where_it_is_allowed_by_name(tmp_path: Path) -> None:
    def named(*writable: str) -> object:
        flags = {"history": "bigquery://project", "writable": writable}
        return history_store(load(flags, environment={}, folder=tmp_path), default="none")

    for allowed in ((), ("bigquery://project",), ("bigquery://other/validation",)):
        with pytest.raises(SettingsError, match=r'set writable = \["bigquery://project/validation"\]'):
            named(*allowed)
    assert isinstance(named("bigquery://project/validation"), BigQueryHistory)


@pytest.mark.parametrize("place", ["bigquery://", "bigquery://project/nba_raw", "s3://bucket", "duckdb://"])
def test_what_is_no_place_is_refused_with_those_there_are(tmp_path: Path, place: str) -> None:
    settings = load({"history": place}, environment={}, folder=tmp_path)
    with pytest.raises(SettingsError, match="name a file, duckdb:///path/to/file, bigquery://project, or none"):
        history_store(settings, default="none")
