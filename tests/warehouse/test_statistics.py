"""What a parquet file says of its columns proves the checks that follow from it, and no other."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import duckdb
import ibis
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from harness.results import Outcome, Severity, Window
from harness.warehouse.checks import RowCheck, rows, unique
from harness.warehouse.duckdb import DuckDBWarehouse
from harness.warehouse.relations import table
from harness.warehouse.run import prepare, run
from harness.warehouse.statistics import ColumnStatistics, TableStatistics, proved
from harness.warehouse.verdict import PROVED

BOX = table("nba_raw.bdl_player_boxscores")
DAY = date(2024, 1, 15)
AS_OF = datetime(2024, 1, 17, tzinfo=UTC)

SEEN = ibis.table(
    {"n": "int64", "few": "int64", "d": "date", "x": "float64", "s": "string", "all_null": "int64"}, name="t"
)
KNOWN = TableStatistics(
    10,
    {
        "n": ColumnStatistics(0, 3, 7),
        "few": ColumnStatistics(2, 3, 7),
        "d": ColumnStatistics(0, date(2024, 1, 1), date(2024, 1, 31)),
        "x": ColumnStatistics(0),
        "s": ColumnStatistics(0),
        "all_null": ColumnStatistics(10),
    },
)

HOLD = {
    "there": SEEN.n.notnull(),
    "text there": SEEN.s.notnull(),
    "between": SEEN.n.between(3, 7),
    "between wider": SEEN.n.between(-1, 7.5),
    "at least": SEEN.n >= 3,
    "more": SEEN.n > 2,
    "at most": SEEN.n <= 7,
    "less": SEEN.n < 8,
    "turned round": ibis.literal(2) < SEEN.n,
    "both": (SEEN.n >= 3) & (SEEN.n <= 7),
    "either": (SEEN.n > 9) | (SEEN.n < 8),
    "days": SEEN.d.between(date(2024, 1, 1), date(2024, 1, 31)),
}
DO_NOT = {
    "above": SEEN.n.between(3, 6),
    "below": SEEN.n.between(4, 7),
    "more": SEEN.n > 3,
    "less": SEEN.n < 7,
    "turned round": ibis.literal(3) < SEEN.n,
    "equal": SEEN.n == 3,
    "one of both": (SEEN.n >= 3) & (SEEN.n <= 6),
    "negated": ~(SEEN.n > 7),
    "two columns": SEEN.few <= SEEN.n,
    "computed": (SEEN.n + 0) >= 3,
    "floats may be not-a-number": SEEN.x.between(-9, 9),
    "texts may be cut": SEEN.s >= "",
    "with NULL": SEEN.few.notnull(),
    "nothing but NULL": SEEN.all_null >= 0,
    "a NULL limit": SEEN.n >= ibis.null("int64"),
    "a not-a-number limit": SEEN.n >= float("nan"),
    "days against texts": SEEN.d >= "2024-01-01",
    "another table's column": ibis.table({"n": "int64"}, name="u").n >= 3,
}


@pytest.mark.parametrize("holds", HOLD.values(), ids=HOLD)
def test_a_condition_that_follows_is_proved(holds):
    assert proved(holds, SEEN, KNOWN, null_passes=True)
    assert not proved(holds, SEEN, TableStatistics(10), null_passes=True)


@pytest.mark.parametrize("holds", DO_NOT.values(), ids=DO_NOT)
def test_a_condition_that_does_not_follow_is_not_proved(holds):
    assert not proved(holds, SEEN, KNOWN, null_passes=True)


def test_where_null_has_no_answer_only_a_column_without_it_is_proved():
    assert proved(SEEN.few >= 3, SEEN, KNOWN, null_passes=True)
    assert not proved(SEEN.few >= 3, SEEN, KNOWN, null_passes=False)
    assert proved(SEEN.n >= 3, SEEN, KNOWN, null_passes=False)


def test_a_single_value_is_equal():
    one = TableStatistics(10, {"n": ColumnStatistics(0, 3, 3)})
    assert proved(SEEN.n == 3, SEEN, one, null_passes=True)
    assert not proved(SEEN.n == 4, SEEN, one, null_passes=True)


@dataclass(frozen=True)
class Suite:
    id: str
    checks: tuple


@dataclass(frozen=True)
class Files:
    """A folder with one table of (game_id, player_lookup, game_date, points, share)."""

    folder: Path

    def write(self, *rows: tuple, groups: int = 100, **how) -> None:
        names = ("game_id", "player_lookup", "game_date", "points", "share")
        types = (pa.string(), pa.string(), pa.date32(), pa.int64(), pa.float64())
        columns = [pa.array(values, kind) for values, kind in zip(zip(*rows, strict=True), types, strict=True)]
        pq.write_table(
            pa.table(dict(zip(names, columns, strict=True))),
            self.folder / f"{BOX.name}.parquet",
            row_group_size=groups,
            **how,
        )

    def execute(self, *checks, window: Window | None = None):
        with DuckDBWarehouse.over_parquet(self.folder) as warehouse:
            return run([Suite("contract.box", checks)], warehouse, window=window or Window(DAY, DAY), as_of=AS_OF)

    def proved(self, *checks) -> int:
        """How many checks are proved, by the plan."""
        with DuckDBWarehouse.over_parquet(self.folder) as warehouse:
            return sum(
                one.proved
                for one in prepare([Suite("contract.box", checks)], warehouse, Window(DAY, DAY), AS_OF).queries
            )


@pytest.fixture
def files(tmp_path):
    return Files(tmp_path)


def in_range(name: str, highest: float, **how) -> RowCheck:
    how = {"null_passes": True, **how}
    return RowCheck(f"{name} in range", BOX, Severity.ERROR, holds=lambda r: r[name].between(0, highest), **how)


POINTS = in_range("points", 100)
THERE = RowCheck("points are there", BOX, Severity.ERROR, holds=lambda r: r.points.notnull(), null_passes=True)
SHARE = in_range("share", 1)


def test_a_proved_check_passes_says_why_and_is_in_the_receipt(files):
    files.write(("g1", "ann", DAY, 10, 0.5), ("g1", "bob", DAY, 20, 0.5))
    execution = files.execute(POINTS, THERE, SHARE)
    assert [(one.outcome, one.reason) for one in execution.results] == [
        (Outcome.PASSED, PROVED),
        (Outcome.PASSED, PROVED),
        (Outcome.PASSED, None),
    ]
    [receipt] = [one for one in execution.queries if one.kind == "rows"]
    assert (receipt.checks, receipt.proved) == (3, 2)
    assert "points" not in receipt.sql


def test_a_value_in_any_group_of_rows_keeps_a_check_from_being_proved(files):
    files.write(*[("g1", f"p{i}", DAY, 101 if i == 250 else i % 50, 0.5) for i in range(300)], groups=100)
    assert files.proved(POINTS) == 0
    assert files.execute(POINTS).results[0].finding.count == 1


def test_not_a_number_is_not_hidden_by_least_and_greatest(files):
    files.write(("g1", "ann", DAY, 10, 0.5), ("g1", "bob", DAY, 20, float("nan")))
    assert files.proved(SHARE) == 0
    assert files.execute(SHARE).results[0].finding.count == 1


def test_a_file_without_statistics_proves_nothing(files):
    files.write(("g1", "ann", DAY, 10, 0.5), write_statistics=False)
    assert files.proved(POINTS, THERE) == 0
    assert files.execute(POINTS).results[0].outcome is Outcome.PASSED


def test_statistics_of_some_columns_prove_nothing_of_the_others(files):
    files.write(("g1", "ann", DAY, 10, 0.5), write_statistics=["share"])
    assert files.proved(POINTS, THERE) == 0


def test_a_group_of_nothing_but_null_has_no_bounds_and_needs_none(files):
    files.write(*[("g1", f"p{i}", DAY, None if i < 10 else 5, 0.5) for i in range(20)], groups=10)
    assert files.proved(POINTS) == 1
    assert files.proved(THERE) == 0


def test_rows_outside_the_window_count_for_the_proof_and_not_for_the_answer(files):
    files.write(("g1", "ann", DAY, 10, 0.5), ("g0", "bob", date(2024, 1, 1), -1, 0.5))
    assert files.proved(POINTS) == 0
    assert files.execute(POINTS).results[0].outcome is Outcome.PASSED


def test_an_empty_window_is_unknown_though_the_file_would_prove_the_check(files):
    files.write(("g1", "ann", DAY, 10, 0.5))
    [result] = files.execute(POINTS, window=Window(date(2024, 2, 1), date(2024, 2, 1))).results
    assert result.outcome is Outcome.UNKNOWN


def test_nothing_but_null_is_unknown_for_a_validator_and_passes_a_contract(files):
    files.write(("g1", "ann", DAY, None, 0.5))
    validator = rows(BOX, "points", lambda r: r.points >= 0)
    assert [one.outcome for one in files.execute(validator, POINTS).results] == [Outcome.UNKNOWN, Outcome.PASSED]


def test_a_check_about_some_rows_is_not_proved(files):
    files.write(("g1", "ann", DAY, 10, 0.5))
    some = rows(BOX, "bob", lambda r: r.points >= 0, only=lambda r: r.player_lookup == "bob")
    assert files.proved(some) == 0


def test_tables_of_a_database_have_no_statistics_of_columns(tables):
    tables.box_scores(("g1", "ann", DAY, 1))
    known = tables.warehouse.describe([BOX.name]).statistics[BOX.name]
    assert (known.rows, dict(known.columns)) == (1, {})


def test_types_whose_bounds_are_not_exact_have_none(tmp_path):
    file = tmp_path / "a.b.parquet"
    values = (
        "3 AS i, 2::UTINYINT AS u, 1.5::DECIMAL(5, 2) AS c, 'a' AS s, 1.0::DOUBLE AS x, TIMESTAMP '2024-01-01' AS t"
    )
    with duckdb.connect() as made:
        made.execute(f"COPY (SELECT {values}, [1] AS l, {{'i': 5}} AS n) TO '{file}'")
    with DuckDBWarehouse.over_parquet(tmp_path) as warehouse:
        columns = warehouse.describe(["a.b"]).statistics["a.b"].columns
    assert {name for name, one in columns.items() if one.least is not None} == {"i"}
    assert not {"l", "n"} & set(columns)


def test_uniqueness_is_never_proved(files):
    files.write(("g1", "ann", DAY, 1, 0.5), ("g1", "ann", DAY, 2, 0.5))
    one_row = unique(BOX, "game_id", "player_lookup")
    assert files.proved(one_row) == 0
    assert files.execute(one_row).results[0].finding.count == 1
