"""What is written for DuckDB and for BigQuery where Ibis has no word, and whether DuckDB answers it rightly."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import duckdb
import ibis
import pytest

from harness.clock import eastern_date as eastern_date_of
from harness.warehouse.checks import rows
from harness.warehouse.functions import eastern_date, key_hash, platform_game_id, run_time
from harness.warehouse.relations import table
from harness.warehouse.sql import compile_sql

AS_OF = datetime(2024, 1, 16, 12, tzinfo=UTC)
ROWS = ibis.table({"instant": "timestamp('UTC')", "day": "date", "a": "string", "b": "string"}, name="t")
BOX = table("nba_raw.bdl_player_boxscores")


def text(expression, dialect: str, as_of: datetime = AS_OF) -> str:
    return " ".join(compile_sql(expression, dialect, as_of).split())


INSTANTS = [
    datetime(2024, 1, 16, 4, 59, tzinfo=UTC),  # 23:59 Eastern
    datetime(2024, 1, 16, 5, 0, tzinfo=UTC),
    datetime(2024, 3, 10, 6, 59, tzinfo=UTC),  # 01:59 before the clocks go forward
    datetime(2024, 3, 10, 7, 0, tzinfo=UTC),
    datetime(2024, 3, 11, 3, 59, tzinfo=UTC),  # 23:59 of the short day
    datetime(2024, 3, 11, 4, 0, tzinfo=UTC),
    datetime(2024, 11, 3, 3, 59, tzinfo=UTC),  # 23:59 before the long day
    datetime(2024, 11, 3, 4, 0, tzinfo=UTC),
    datetime(2024, 11, 3, 6, 0, tzinfo=UTC),  # 01:00 for the second time
    datetime(2024, 11, 4, 4, 59, tzinfo=UTC),  # 23:59 of the long day
    datetime(2024, 11, 4, 5, 0, tzinfo=UTC),
]


@pytest.mark.parametrize("server_zone", ["UTC", "Asia/Tokyo"])
def test_duckdb_files_each_instant_under_its_eastern_day(server_zone):
    connection = duckdb.connect()
    connection.execute(f"SET TimeZone = '{server_zone}'")
    connection.execute("CREATE TABLE t (instant TIMESTAMPTZ, day DATE, a VARCHAR, b VARCHAR)")
    connection.executemany("INSERT INTO t (instant) VALUES (?)", [(one,) for one in INSTANTS])
    sql = compile_sql(ROWS.select(d=eastern_date(ROWS.instant)), "duckdb", AS_OF)
    assert connection.execute(sql).to_arrow_table()["d"].to_pylist() == [eastern_date_of(one) for one in INSTANTS]


def test_bigquery_names_the_zone_in_date():
    sql = text(ROWS.select(d=eastern_date(ROWS.instant)), "bigquery")
    assert "DATE(`t0`.`instant`, 'America/New_York')" in sql


@pytest.mark.parametrize("dialect", ["duckdb", "bigquery"])
@pytest.mark.parametrize(
    "as_of",
    [AS_OF, datetime(2024, 1, 16, 7, tzinfo=timezone(timedelta(hours=-5)))],
    ids=["utc", "eastern"],
)
def test_the_run_time_is_written_as_a_utc_instant(dialect, as_of):
    assert "'2024-01-16 12:00:00+00:00' AS TIMESTAMP" in text(ROWS.filter(ROWS.instant < run_time()), dialect, as_of)


def test_ages_are_judged_by_the_clock_of_the_run(tables):
    columns = "game_id VARCHAR, player_lookup VARCHAR, game_date DATE, created_at TIMESTAMPTZ"
    made = datetime(2024, 1, 16, 4, 59, tzinfo=UTC)
    tables.make(BOX.name, columns, [("g1", "ann", date(2024, 1, 15), made)])
    fresh = rows(BOX, "not of the future", lambda r: r.created_at <= run_time())
    assert tables.ask(fresh, as_of=made).finding is None
    assert tables.ask(fresh, as_of=made - timedelta(seconds=1)).finding.count == 1


def test_counts_with_a_condition_become_count_if():
    assert "COUNT_IF(" in text(ROWS.aggregate(n=ROWS.count(where=ROWS.a.isnull())), "duckdb")
    assert "COUNTIF(" in text(ROWS.aggregate(n=ROWS.count(where=ROWS.a.isnull())), "bigquery")


def test_a_key_has_one_digest_with_nulls_and_order_in_it():
    connection = duckdb.connect()
    connection.execute("CREATE TABLE t (instant TIMESTAMPTZ, day DATE, a VARCHAR, b VARCHAR)")
    keys = [("x", None), (None, "x"), (None, None), ("x", ""), ("xy", "z"), ("x", "yz"), ("x", None)]
    connection.executemany("INSERT INTO t (a, b) VALUES (?, ?)", keys)
    sql = compile_sql(ROWS.select(h=key_hash(ROWS.a, ROWS.b)), "duckdb", AS_OF)
    digests = connection.execute(sql).to_arrow_table()["h"].to_pylist()
    assert None not in digests
    assert len(set(digests)) == 6
    assert digests[0] == digests[-1]


def test_bigquery_digests_a_key_as_one_json_text():
    assert "FARM_FINGERPRINT(TO_JSON_STRING(STRUCT(" in text(ROWS.select(h=key_hash(ROWS.a, ROWS.b)), "bigquery")


def test_the_platform_game_id_is_made_of_day_and_teams():
    connection = duckdb.connect()
    connection.execute("CREATE TABLE t (instant TIMESTAMPTZ, day DATE, a VARCHAR, b VARCHAR)")
    connection.execute("INSERT INTO t (day, a, b) VALUES (DATE '2024-01-05', 'SAS', 'BOS')")
    sql = compile_sql(ROWS.select(game=platform_game_id(ROWS.day, ROWS.a, ROWS.b)), "duckdb", AS_OF)
    assert connection.execute(sql).fetchall() == [("20240105_SAS_BOS",)]


def test_a_negated_condition_that_is_asked_for_null_keeps_its_parentheses() -> None:
    flags = ibis.table({"flag": "boolean"}, name="flags")
    sql = compile_sql(flags.select(there=(~flags.flag).notnull()), "duckdb", datetime(2024, 1, 15, tzinfo=UTC))
    with duckdb.connect() as connection:
        connection.execute("CREATE TABLE flags AS SELECT * FROM (VALUES (true), (false), (NULL)) AS given(flag)")
        assert sorted(row[0] for row in connection.execute(sql).fetchall()) == [False, True, True]


def test_the_run_time_may_stand_twice_in_one_expression() -> None:
    instants = ibis.table({"at": "timestamp('UTC')"}, name="instants")
    twice = (instants.at < run_time()) & (instants.at > run_time())
    for dialect in ("duckdb", "bigquery"):
        assert "RUN_TIME" not in compile_sql(
            instants.aggregate(n=twice.sum()), dialect, datetime(2024, 1, 15, tzinfo=UTC)
        )
