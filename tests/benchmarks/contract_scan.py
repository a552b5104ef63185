"""What 60 checks over a million box-score rows cost, against reading the columns once, and beside other libraries.

    python tests/benchmarks/contract_scan.py [rows]

The floor is DuckDB's `min` and `max` of all 40 columns of the same parquet file, computed from the rows (the
file's statistics would answer without reading). One row in a hundred of the second file is broken in one of
60 ways, and every violation of every check must be reported, as numpy and plain Python find them. Timings are
medians of five taken in turn, each in a process of its own, so that a busy machine slows all of them alike; so is
peak memory.
"""

from __future__ import annotations

import argparse
import gc
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, date, datetime
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import duckdb
from box_scores import Columns, Keys, clean_rows, contract, corrupted_rows, file_in, truth
from contract_peers import peers

from harness.results import Outcome, Window
from harness.warehouse.duckdb import DuckDBWarehouse
from harness.warehouse.run import Execution, Limits, run

ROUNDS = 5
WINDOW = Window(date(2023, 10, 24), date(2024, 6, 30))
AS_OF = datetime(2024, 7, 1, tzinfo=UTC)
FLOOR, PLANNED = "floor", "harness"


def floor(folder: Path) -> None:
    """Read all columns once."""
    connection = duckdb.connect()
    connection.execute("SET disabled_optimizers = 'statistics_propagation'")
    relation = connection.read_parquet(str(file_in(folder)))
    wanted = ", ".join(f"min({name}), max({name})" for name in relation.columns)
    relation.aggregate(wanted).fetchall()
    connection.close()


def planned(folder: Path) -> Execution:
    """All 60 checks, with every violation."""
    with DuckDBWarehouse.over_parquet(folder) as warehouse:
        return run([contract()], warehouse, window=WINDOW, as_of=AS_OF, limits=Limits(rows=None))


def reported(execution: Execution) -> dict[str, Keys]:
    """For each check the keys of the rows that the run reports."""
    found: dict[str, Keys] = {}
    for result in execution.results:
        violations = result.finding.violations if result.finding else ()
        found[result.check] = Keys(tuple(str(value) for _, value in one.key) for one in violations)
    return found


def seconds_of(name: str, folder: Path) -> float:
    """How long one asks, in this process."""
    ask = asked_by()[name]
    gc.collect()
    started = time.perf_counter()
    ask(folder)
    return time.perf_counter() - started


def in_turn(folders: Mapping[str, Path], rounds: int) -> dict[str, dict[str, float]]:
    """Median seconds of each over each folder.

    Each has a process of its own, so that no library pays for the threads and the memory of another; one asks at a
    time. The first round, in which libraries are loaded, does not count.
    """
    names = list(asked_by())
    taken: dict[str, dict[str, list[float]]] = {kind: {name: [] for name in names} for kind in folders}
    with ExitStack() as stack:
        own = get_context("spawn")
        workers = {name: stack.enter_context(ProcessPoolExecutor(1, mp_context=own)) for name in names}
        for turn in range(rounds + 1):
            for name in names:
                for kind, folder in folders.items():
                    seconds = workers[name].submit(seconds_of, name, folder).result()
                    if turn:
                        taken[kind][name].append(seconds)
    return {kind: {name: statistics.median(times) for name, times in of.items()} for kind, of in taken.items()}


def asked_by() -> dict[str, Callable[[Path], Any]]:
    """Everything that is measured, by name."""
    return {FLOOR: floor, PLANNED: planned, **{peer.name: peer.ask for peer in peers()}}


def peak_mb(name: str, folder: Path) -> float:
    """Peak memory of a process that asks once, with Python and all libraries in it."""
    command = [sys.executable, __file__, "--only", name, str(folder)]
    return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def own_peak_mb() -> float:
    """Peak memory of this process.

    Linux carries the peak of the parent into `ru_maxrss` of a child, so that the kernel's own figure is read first.
    """
    status = Path("/proc/self/status")
    if status.is_file():
        [peak] = [line.split()[1] for line in status.read_text().splitlines() if line.startswith("VmHWM")]
        return int(peak) / 1024
    peak_bytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak_bytes / (2**20 if sys.platform == "darwin" else 2**10)


@dataclass(frozen=True)
class Told:
    """Violations that a user learns of: `named` with the key of their row, of `counted` in all. `wrong` ones too."""

    named: int
    counted: int
    wrong: int
    loses: str


@dataclass(frozen=True)
class Measured:
    """Seconds of each on clean and on broken rows, and what each told. `clean`: all checks pass on clean rows."""

    seconds: dict[str, dict[str, float]]
    told: dict[str, Told]
    violations: int
    clean: bool
    proved: int

    def ratio(self, name: str, kind: str) -> float:
        """Times the floor."""
        return self.seconds[kind][name] / self.seconds["clean"][FLOOR]

    @property
    def exact(self) -> bool:
        """Whether the harness names every violation and no other."""
        own = self.told[PLANNED]
        return own.named == own.counted == self.violations and own.wrong == 0


def compared(keys: Mapping[str, Keys], counted: int, expected: Mapping[str, Keys], loses: str) -> Told:
    """What was told, against the truth."""
    named = sum((keys.get(name, Keys()) & rows).total() for name, rows in expected.items())
    wrong = sum((rows - expected.get(name, Keys())).total() for name, rows in keys.items())
    return Told(named, counted, wrong, loses)


def written(columns: Columns, folder: Path) -> Path:
    folder.mkdir()
    columns.write(file_in(folder))
    return folder


def measure(count: int, folder: Path, rounds: int = ROUNDS) -> Measured:
    """Build both files below `folder` and time all in turn."""
    clean = written(clean_rows(count), folder / "clean")
    columns = corrupted_rows(count)
    defects = written(columns, folder / "defects")
    expected = truth(columns)
    del columns
    own = reported(planned(defects))
    told = {PLANNED: compared(own, sum(rows.total() for rows in own.values()), expected, "")}
    for peer in peers():
        answer = peer.told(peer.ask(defects), defects)
        told[peer.name] = compared(answer.keys, answer.counted, expected, peer.loses)
    passed = planned(clean)
    seconds = in_turn({"clean": clean, "defects": defects}, rounds)
    return Measured(
        seconds,
        told,
        sum(rows.total() for rows in expected.values()),
        all(result.outcome is Outcome.PASSED for result in passed.results),
        sum(query.proved for query in passed.queries),
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("rows", type=int, nargs="?", default=1_000_000)
    parser.add_argument("--only", nargs=2, metavar=("NAME", "FOLDER"), help="ask once and print peak memory in MB")
    arguments = parser.parse_args()
    if arguments.only:
        name, folder = arguments.only
        asked_by()[name](Path(folder))
        print(own_peak_mb())
        return
    with tempfile.TemporaryDirectory() as name:
        result = measure(arguments.rows, Path(name))
        memory = {
            one: [peak_mb(one, Path(name) / kind) for kind in ("clean", "defects")] for one in result.seconds["clean"]
        }
    print(f"{arguments.rows:,} rows × 40 columns, {len(contract().checks)} checks, {result.violations:,} violations")
    print(f"floor: min and max of every column, {result.seconds['clean'][FLOOR]:.2f} s")
    print(f"{'':16}{'clean':>10}{'defects':>10}{'peak MB':>12}{'named':>9}{'counted':>9}  what is lost")
    for one, peaks in memory.items():
        times = "".join(f"{result.ratio(one, kind):8.2f} ×" for kind in ("clean", "defects"))
        told = result.told.get(one)
        shown = "" if told is None else f"{told.named:9,}{told.counted:9,}  {told.loses}"
        print(f"{one:16}{times}{peaks[0]:6.0f}{peaks[1]:6.0f}{shown}")
    print(f"clean rows pass: {'yes' if result.clean else 'NO'}, {result.proved} checks by the file's statistics alone")
    print(f"violations exact: {'yes' if result.exact else 'NO'}")


if __name__ == "__main__":
    main()
