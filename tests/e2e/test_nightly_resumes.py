"""A night that is killed at any moment goes on where it was, and finds what an undisturbed one finds."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pytest

from harness.season import build_season

DAY, AS_OF = "2024-01-15", "2024-01-16T12:00:00+00:00"
BOX = "nba_raw.bdl_player_boxscores"
TABLES = ("nba_raw.nbac_schedule", BOX, "nba_raw.nbac_scoreboard_v2")

# The command itself, which writes down each query that reaches the engine, and kills itself at a moment.
COMMAND = """
import os, signal, sys
from pathlib import Path
from harness.cli import main
from harness.history import journal
from harness.warehouse.duckdb import DuckDBWarehouse

log, moment, number = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
sys.argv = ["harness", *sys.argv[4:]]
asked, put = DuckDBWarehouse.query, journal._put
puts = 0

def die():
    log.with_suffix(".killed").touch()
    os.kill(os.getpid(), signal.SIGKILL)

def query(self, sql, **more):
    # What the catalogue is asked costs nothing, and is asked anew each time.
    if "duckdb_" not in sql:
        with log.open("a") as file:
            file.write("query\\n")
    return asked(self, sql, **more)

def putting(path, content):
    global puts
    puts += 1
    if (moment, number) == ("before", puts):
        die()
    if (moment, number) == ("within", puts):
        path.with_suffix(".part").write_bytes(content[: len(content) // 2])
        die()
    put(path, content)
    if (moment, number) == ("after", puts):
        die()

DuckDBWarehouse.query, journal._put = query, putting
if moment == "told":
    journal.Journal.finish = lambda self: die()
main()
"""


@dataclass(frozen=True)
class Done:
    """One run of the command: its exit status, what reached the engine, and the report it left."""

    status: int
    queries: int
    killed: bool
    folder: Path

    @property
    def report(self) -> dict[str, object]:
        text = (self.folder / "reports" / f"nightly-{DAY}.json").read_text(encoding="utf-8")
        document: dict[str, object] = json.loads(text)
        return document

    @property
    def notes(self) -> str:
        return str(self.report["notes"])


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A season's box scores with one point too many."""
    path = tmp_path_factory.mktemp("warehouse") / "season.duckdb"
    with duckdb.connect(str(path)) as connection:
        build_season(seed=0).load(connection, tables=TABLES)
        first = f"(SELECT min(rowid) FROM {BOX} WHERE game_date = '{DAY}')"
        connection.execute(f"UPDATE {BOX} SET points = points + 1 WHERE rowid = {first}")
    return path


def night(
    folder: Path, warehouse: Path, moment: str = "never", number: int = 0, *more: str, as_of: str | None = AS_OF
) -> Done:
    log = folder / "queries.log"
    for left in (log, log.with_suffix(".killed")):
        left.unlink(missing_ok=True)
    options = ["--warehouse", f"duckdb://{warehouse}", "--window", DAY, *(["--as-of", as_of] if as_of else []), *more]
    clean = {name: value for name, value in os.environ.items() if not name.startswith("HARNESS_")}
    done = subprocess.run(
        [sys.executable, "-c", COMMAND, str(log), moment, str(number), "nightly", *options],
        cwd=folder,
        env=clean,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    queries = len(log.read_text().splitlines()) if log.exists() else 0
    return Done(done.returncode, queries, log.with_suffix(".killed").exists(), folder)


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory, warehouse: Path) -> Done:
    return night(tmp_path_factory.mktemp("undisturbed"), warehouse)


def found(done: Done) -> tuple[object, ...]:
    """What a night found, apart from how long it took."""
    document = done.report
    queries = [(one["sql"], one["rows"], one["checks"]) for one in document["queries"]]  # type: ignore[attr-defined]
    return document["results"], document["days"], document["as_of"], queries


# The first file is the plan; the answers follow it.
@pytest.mark.parametrize(
    ("moment", "number", "kept"),
    [("before", 1, 0), ("within", 2, 0), ("after", 2, 1), ("within", 5, 3), ("after", 6, 5)],
)
def test_a_killed_night_goes_on_and_finds_the_same(
    tmp_path: Path, warehouse: Path, undisturbed: Done, moment: str, number: int, kept: int
) -> None:
    killed = night(tmp_path, warehouse, moment, number)
    assert (killed.status, killed.killed) == (-signal.SIGKILL, True)
    again = night(tmp_path, warehouse)
    assert again.status == undisturbed.status == 1
    assert found(again) == found(undisturbed)
    assert again.queries == undisturbed.queries - kept
    assert (f"{kept} of {undisturbed.queries} queries had been answered" in again.notes) == (kept > 0)
    assert list((tmp_path / "reports" / "journal").iterdir()) == []


def test_a_night_killed_twice_keeps_what_both_were_told(tmp_path: Path, warehouse: Path, undisturbed: Done) -> None:
    assert night(tmp_path, warehouse, "after", 3).status == -signal.SIGKILL
    assert night(tmp_path, warehouse, "after", 2).status == -signal.SIGKILL
    again = night(tmp_path, warehouse)
    assert again.queries == undisturbed.queries - 4
    assert found(again) == found(undisturbed)


def test_a_night_killed_after_it_told_all_is_told_again_as_the_same_run(
    tmp_path: Path, warehouse: Path, undisturbed: Done
) -> None:
    assert night(tmp_path, warehouse, "told").status == -signal.SIGKILL
    again = night(tmp_path, warehouse)
    assert (again.queries, again.status) == (0, 1)
    assert found(again) == found(undisturbed)
    with duckdb.connect(str(tmp_path / "reports" / "history.duckdb"), read_only=True) as connection:
        assert connection.execute("SELECT count(*) FROM harness_runs").fetchall() == [(1,)]
    assert {case["standing"] for case in again.report["history"]["cases"]} == {"new"}  # type: ignore[index]


def test_without_an_instant_of_its_own_it_goes_on_at_the_one_it_judged_by(tmp_path: Path, warehouse: Path) -> None:
    assert night(tmp_path, warehouse, "after", 4, as_of=None).status == -signal.SIGKILL
    (plan,) = (tmp_path / "reports" / "journal").glob("*/plan.json")
    judged = json.loads(plan.read_text())["as_of"]
    again = night(tmp_path, warehouse, as_of=None)
    assert str(again.report["as_of"]).replace("+00:00", "Z") == judged
    assert "3 of " in again.notes


def test_fresh_asks_everything_anew_and_says_so(tmp_path: Path, warehouse: Path, undisturbed: Done) -> None:
    assert night(tmp_path, warehouse, "after", 6).status == -signal.SIGKILL
    again = night(tmp_path, warehouse, "never", 0, "--fresh")
    assert again.queries == undisturbed.queries
    assert found(again) == found(undisturbed)
    assert "was not resumed: --fresh was given" in again.notes


def test_changed_data_are_asked_anew(tmp_path: Path, warehouse: Path, undisturbed: Done) -> None:
    path = tmp_path / "season.duckdb"
    path.write_bytes(warehouse.read_bytes())
    assert night(tmp_path, path, "after", 6).status == -signal.SIGKILL
    with duckdb.connect(str(path)) as connection:
        connection.execute(f"UPDATE {BOX} SET points = points - 1 WHERE points > 40")
    again = night(tmp_path, path)
    assert again.queries >= undisturbed.queries
    assert "was not resumed: the data have changed" in again.notes
