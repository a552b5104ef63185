"""The harness beside pandera and Great Expectations: 60 rules over box-score rows, all times taken in one run.

    python tests/benchmarks/contract_scan_peers.py [rows] [--great-expectations PYTHON]...

PYTHON is the interpreter of an environment with `peers/pandas-2.txt` or `peers/pandas-3.txt`: Great Expectations' pins
do not go together with ours. Its time is that of pandas, so each is shown with its pandas: text was in columns of
Python objects before version 3. Without an interpreter, it is left out. The rows and rules are those of
`contract_scan.py`: one file keeps all rules, in the other one row in a hundred is broken, and every broken row is asked
for. Each library has a process of its own, which loads it before the time is taken; they are asked in turn, so that a
busy machine slows all of them alike. What is compared are medians. Beside the time on the clock stands that of the
processor, all threads together, which a busy machine changes less; the harness and polars use every core, pandas one.
"""

from __future__ import annotations

import argparse
import gc
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from box_scores import (
    ENUMS,
    KEY,
    PATTERNS,
    RULES,
    Keys,
    Kind,
    clean_rows,
    contract,
    corrupted_rows,
    file_in,
    highest_of,
    truth,
)
from contract_peers import peers
from contract_scan import PLANNED, Told, asked_by, compared, planned, reported, written

GREAT_EXPECTATIONS = "Great Expectations"
LEFT_OUT = ("dataframely",)
SCRIPT = Path(__file__).parent / "peers" / "great_expectations_scan.py"
ROUNDS = 3
GOALS = {"pandera, Ibis": {"clean": 4.0, "defects": 10.0}, GREAT_EXPECTATIONS: {"clean": 20.0, "defects": 20.0}}
"""How many times as long as the harness each is to take, at least."""


@dataclass(frozen=True)
class DeclaredRule:
    """A rule as plain data, for an interpreter that knows nothing of the harness."""

    name: str
    kind: str
    columns: tuple[str, ...]
    highest: int | None
    allowed: tuple[str, ...]
    pattern: str | None


def declared_rules() -> list[DeclaredRule]:
    """The rules of `box_scores.py`."""
    return [
        DeclaredRule(
            rule.name,
            str(rule.kind),
            rule.columns,
            highest_of(rule.columns[0]) if rule.kind is Kind.RANGE else None,
            ENUMS.get(rule.columns[0], ()),
            PATTERNS.get(rule.columns[0]),
        )
        for rule in RULES
    ]


@dataclass(frozen=True)
class Taken:
    """Seconds on the clock, and those of the processor, all threads together."""

    clock: float
    processor: float


def taken_by(name: str, folder: Path) -> Taken:
    """How long one asks, in this process."""
    ask = asked_by()[name]
    gc.collect()
    started, worked = time.perf_counter(), time.process_time()
    ask(folder)
    return Taken(time.perf_counter() - started, time.process_time() - worked)


@dataclass
class GreatExpectations:
    """Its process: a file's name goes in, seconds and keys come out."""

    process: subprocess.Popen[str]

    def ask(self, folder: Path) -> dict[str, Any]:
        """The answer about the table of a folder.

        Raises:
            RuntimeError: the process ended.
        """
        if self.process.stdin is None or self.process.stdout is None:
            raise RuntimeError("the process was started without pipes")
        print(file_in(folder), file=self.process.stdin, flush=True)
        line = self.process.stdout.readline()
        if not line:
            raise RuntimeError(f"Great Expectations ended with {self.process.wait()}; its words are above")
        return dict(json.loads(line))

    def taken(self, folder: Path) -> Taken:
        """How long it asks."""
        answer = self.ask(folder)
        return Taken(answer["seconds"], answer["cpu_seconds"])


def name_of(python: str) -> str:
    """What Great Expectations is called that this interpreter has: its time is mostly that of its pandas.

    Raises:
        subprocess.CalledProcessError: it has no pandas.
    """
    code = "import pandas; print(pandas.__version__.rpartition('.')[0])"
    version = subprocess.run([python, "-c", code], check=True, capture_output=True, text=True).stdout.strip()
    return f"{GREAT_EXPECTATIONS}, pandas {version}"


@contextmanager
def great_expectations(python: str, folder: Path) -> Iterator[GreatExpectations]:
    """Great Expectations in the interpreter `python`, ended with the block."""
    rules = folder / "rules.json"
    rules.write_text(json.dumps([asdict(one) for one in declared_rules()]), encoding="utf-8")
    command = [python, str(SCRIPT), str(rules), *KEY]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield GreatExpectations(process)
        finally:
            process.kill()


def told_by(answer: Mapping[str, Any], expected: Mapping[str, Keys]) -> Told:
    """What Great Expectations told. It counts each row of a repeated key, and we the key."""
    keys = {name: Counter(tuple(one) for one in rows) for name, rows in answer["keys"].items()}
    [unique] = [rule.name for rule in RULES if rule.kind is Kind.UNIQUE]
    keys[unique] = Counter(set(keys[unique]))
    return compared(keys, answer["counted"], expected, "")


@dataclass(frozen=True)
class Measured:
    """Median seconds of each by file, and what each told of the broken rows."""

    seconds: Mapping[str, Mapping[str, Taken]]
    told: Mapping[str, Told]
    violations: int

    def times(self, name: str, kind: str) -> float:
        """How many times as long as the harness, on the clock."""
        return self.seconds[name][kind].clock / self.seconds[PLANNED][kind].clock

    def work(self, name: str, kind: str) -> float:
        """How many times as much of the processor as the harness."""
        return self.seconds[name][kind].processor / self.seconds[PLANNED][kind].processor


def measure(count: int, folder: Path, pythons: Sequence[str], rounds: int = ROUNDS) -> Measured:
    """Write both files below `folder` and ask all in turn; the first round, which loads libraries, is not timed."""
    columns = corrupted_rows(count)
    folders = {"clean": written(clean_rows(count), folder / "clean"), "defects": written(columns, folder / "defects")}
    expected = truth(columns)
    del columns
    own = reported(planned(folders["defects"]))
    told = {PLANNED: compared(own, sum(rows.total() for rows in own.values()), expected, "")}
    beside = [peer for peer in peers() if peer.name not in LEFT_OUT]
    for peer in beside:
        answer = peer.told(peer.ask(folders["defects"]), folders["defects"])
        told[peer.name] = compared(answer.keys, answer.counted, expected, peer.loses)
    with ExitStack() as stack:
        asking: dict[str, Callable[[Path], Taken]] = {}
        for name in (PLANNED, *(peer.name for peer in beside)):
            worker = stack.enter_context(ProcessPoolExecutor(1, mp_context=get_context("spawn")))
            asking[name] = lambda place, name=name, worker=worker: worker.submit(taken_by, name, place).result()  # type: ignore[misc]
        for python in pythons:
            other = stack.enter_context(great_expectations(python, folder))
            named = name_of(python)
            told[named] = told_by(other.ask(folders["defects"]), expected)
            asking[named] = other.taken
        seconds = _in_turn(asking, folders, rounds)
    return Measured(seconds, told, sum(rows.total() for rows in expected.values()))


def _in_turn(
    asking: Mapping[str, Callable[[Path], Taken]], folders: Mapping[str, Path], rounds: int
) -> dict[str, dict[str, Taken]]:
    taken: dict[str, dict[str, list[Taken]]] = {name: {kind: [] for kind in folders} for name in asking}
    for turn in range(rounds + 1):
        for name, ask in asking.items():
            for kind, folder in folders.items():
                one = ask(folder)
                if turn:
                    taken[name][kind].append(one)
    return {name: {kind: _median(times) for kind, times in of.items()} for name, of in taken.items()}


def _median(times: Sequence[Taken]) -> Taken:
    return Taken(statistics.median(one.clock for one in times), statistics.median(one.processor for one in times))


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("rows", type=int, nargs="?", default=1_000_000)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument(
        "--great-expectations",
        metavar="PYTHON",
        action="append",
        default=[],
        help="interpreter with peers/pandas-2.txt or peers/pandas-3.txt; may be given more than once",
    )
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        result = measure(arguments.rows, Path(name), arguments.great_expectations, arguments.rounds)
    print(f"{arguments.rows:,} rows × 40 columns, {len(contract().checks)} checks, {result.violations:,} violations")
    kinds = ("clean", "defects")
    print(f"{'':32}{'clock s':>16}{'clock':>19}{'processor':>19}{'named':>9}{'counted':>9}  what is lost")
    for name, taken in result.seconds.items():
        told = result.told[name]
        clock = "".join(f"{taken[kind].clock:8.2f}" for kind in kinds)
        times = "".join(f"{result.times(name, kind):7.1f} ×" for kind in kinds)
        work = "".join(f"{result.work(name, kind):7.1f} ×" for kind in kinds)
        lost = told.loses if told.named < result.violations else ""
        print(f"{name:32}{clock} {times} {work}{told.named:9,}{told.counted:9,}  {lost}")
    print(f"{'':32}{'clean, defects in each pair':>30}")
    for name in result.seconds:
        for kind, least in GOALS.get(name.partition(", pandas ")[0], {}).items():
            reached = result.times(name, kind)
            print(f"{name}, {kind}: {reached:.1f} × of at least {least:g} ×: {'yes' if reached >= least else 'NO'}")
    if not arguments.great_expectations:
        print(
            "Great Expectations was left out: name an interpreter that has it with --great-expectations",
            file=sys.stderr,
        )


if __name__ == "__main__":
    main()
