"""The history file: written once, whole, and never at the cost of what it holds."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest
from history_nights import SERIES, after, day, failed, kept, night, passed

from harness.history.duckdb import DuckDBHistory
from harness.history.facts import SCHEMAS
from harness.history.store import HistoryError
from harness.results import Standing

ODD = "O'Neal \x00 \ud800 ✗"


def contents(path: Path) -> dict[str, list[tuple[object, ...]]]:
    with duckdb.connect(str(path), read_only=True) as connection:
        return {name: sorted(connection.execute(f"FROM {name}").fetchall(), key=repr) for name in SCHEMAS}


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "reports" / "history.duckdb"


def test_a_run_written_twice_changes_nothing(path: Path) -> None:
    store = DuckDBHistory(path)
    first, second = night(0, failed(day(0))), night(1, failed(day(1)), passed("raw.schedule"))
    told = [after(store, first), after(store, second)]
    before = contents(path)
    assert [after(store, first), after(store, second)] == told
    assert contents(path) == before


def test_a_run_that_is_started_again_is_another_one(path: Path) -> None:
    store = DuckDBHistory(path)
    after(store, night(0, passed()), night(1, passed()))
    assert len(contents(path)["harness_runs"]) == 2


def test_texts_that_no_database_takes_are_known_again(path: Path) -> None:
    store = DuckDBHistory(path)
    odd = {"subject": ODD, "check": ODD, "table": None}
    (case,) = after(store, night(0, failed(extra=1, **odd)), night(1, failed(extra=1, **odd))).cases
    assert case.standing is Standing.OPEN
    assert case.check.startswith("O'Neal")


def test_a_damaged_file_is_named_and_left_as_it_is(path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(b"not a database " * 1000)
    before = digest(path)
    for work in (DuckDBHistory(path).check, lambda: kept(night(0), DuckDBHistory(path), series=SERIES)):
        with pytest.raises(HistoryError, match=r"history\.duckdb cannot be opened and was left as it is.*move it away"):
            work()
    assert digest(path) == before


def test_a_later_schema_is_left_alone(path: Path) -> None:
    after(DuckDBHistory(path), night(0, passed()))
    with duckdb.connect(str(path)) as connection:
        connection.execute("UPDATE harness_history SET schema_version = 2")
    before = contents(path)
    with pytest.raises(HistoryError, match=r"has schema 2, this harness knows 1.*install the harness that wrote it"):
        after(DuckDBHistory(path), night(1, passed()))
    assert contents(path) == before


def test_a_file_of_something_else_is_not_written_to(path: Path) -> None:
    path.parent.mkdir()
    with duckdb.connect(str(path)) as connection:
        connection.execute("CREATE TABLE games (id INTEGER)")
    with pytest.raises(HistoryError, match=r"a DuckDB file of something else \(games"):
        DuckDBHistory(path).check()
    with duckdb.connect(str(path), read_only=True) as connection:
        assert connection.execute("SELECT table_name FROM duckdb_tables()").fetchall() == [("games",)]


@pytest.mark.parametrize("change", ["DROP TABLE harness_results", "ALTER TABLE harness_runs DROP COLUMN series"])
def test_a_file_that_lacks_a_part_is_not_written_to(path: Path, change: str) -> None:
    after(DuckDBHistory(path), night(0, passed()))
    with duckdb.connect(str(path)) as connection:
        connection.execute(change)
    with pytest.raises(HistoryError, match="lacks harness_r"):
        after(DuckDBHistory(path), night(1, passed()))


def test_a_run_is_kept_whole_or_not_at_all(path: Path) -> None:
    """The second table refuses its rows."""
    after(DuckDBHistory(path), night(0, passed()))
    with duckdb.connect(str(path)) as connection:
        connection.execute("CREATE UNIQUE INDEX one_row_a_table ON harness_tables (table_name)")
    before = contents(path)
    with pytest.raises(HistoryError, match="damaged or was changed by something else"):
        after(DuckDBHistory(path), night(1, passed()))
    assert contents(path) == before


def test_a_file_in_use_by_another_process_is_a_clear_error(path: Path) -> None:
    after(DuckDBHistory(path), night(0, failed(day(0))))
    holder = (
        "import duckdb, sys\n"
        "connection = duckdb.connect(sys.argv[1])\n"
        "print('held', flush=True)\n"
        "sys.stdin.read()\n"
        "connection.close()\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", holder, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        with pytest.raises(HistoryError, match=r"in use by another process.*wait for the other run"):
            DuckDBHistory(path).check()
        process.communicate(timeout=30)
    assert len(after(DuckDBHistory(path), night(1, failed(day(1)))).cases) == 2


def test_looking_at_a_history_makes_no_file(path: Path) -> None:
    DuckDBHistory(path).check()
    assert DuckDBHistory(path).read(SERIES).runs == ()
    assert not path.exists()
