"""What 60 checks over a million box-score rows cost, against reading the columns once.

    python tests/benchmarks/contract_scan.py [rows]

The floor is DuckDB's `min` and `max` of all 40 columns of the same parquet file, computed from the rows (the
file's statistics would answer without reading). One row in a hundred of the second file is broken in one of
60 ways, and every violation of every check must be reported, as numpy and plain Python find them. Timings are
medians of five taken in turn, so that a busy machine slows all of them alike; peak memory is that of a process
of its own.
"""

from __future__ import annotations

import argparse
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from harness.results import Outcome, Severity, Window
from harness.warehouse.checks import AnyCheck, ColumnsCheck, RowCheck, unique
from harness.warehouse.duckdb import DuckDBWarehouse
from harness.warehouse.relations import table
from harness.warehouse.run import Execution, Limits, run

ROUNDS = 5
NAME = "nba_raw.bdl_player_boxscores"
BOX = table(NAME)
FIRST_DAY = np.datetime64("2023-10-24")
DAYS = 170
WINDOW = Window(date(2023, 10, 24), date(2024, 6, 30))
AS_OF = datetime(2024, 7, 1, tzinfo=UTC)
CODES = ("ATL", "BKN", "BOS", "CHA", "CHI", "CLE", "DAL", "DEN", "DET", "GSW", "HOU", "IND", "LAC", "LAL", "MEM", "MIA")
COUNTS = (
    "points", "assists", "offensive_rebounds", "defensive_rebounds", "steals", "blocks", "turnovers", "personal_fouls",
    "field_goals_made", "three_pointers_made", "free_throws_made", "home_team_score", "away_team_score", "period",
    "bdl_player_id", "season_year", "seconds", "starts", "bench",
    "rebounds", "field_goals_attempted", "three_pointers_attempted", "free_throws_attempted",
)  # fmt: skip
SHARES = ("field_goal_pct", "three_point_pct", "free_throw_pct", "usage_pct", "true_shooting_pct")
ENUMS = {
    "home_team_abbr": CODES,
    "away_team_abbr": CODES,
    "team_abbr": CODES,
    "position": ("G", "F", "C"),
    "game_status": ("Final", "Final/OT"),
}
PATTERNS = {
    "minutes": r"^\d{1,2}:\d{2}$",
    "data_hash": r"^[0-9a-f]{16}$",
    "game_id": r"^g\d+$",
    "player_lookup": r"^player\d+$",
}
PARTS = {
    "field_goals_attempted": "field_goals_made",
    "three_pointers_attempted": "three_pointers_made",
    "free_throws_attempted": "free_throws_made",
    "rebounds": "offensive_rebounds",
}
HIGHEST = 9_999
KEY = ("game_id", "player_lookup")


@dataclass
class Columns:
    """Values of each column, and where they are NULL."""

    values: dict[str, np.ndarray]
    nulls: dict[str, np.ndarray]

    def null(self, name: str) -> np.ndarray:
        return self.nulls.get(name, np.zeros(len(self.values[name]), bool))

    def write(self, file: Path) -> None:
        arrays = {name: pa.array(values, mask=self.nulls.get(name)) for name, values in self.values.items()}
        pq.write_table(pa.table(arrays), file)


@dataclass(frozen=True)
class Rule:
    """One check, how to break it on some rows, and which rows break it by numpy's account."""

    check: AnyCheck
    corrupt: Callable[[Columns, np.ndarray], None]
    broken: Callable[[Columns], np.ndarray]


def clean_rows(count: int) -> Columns:
    """Forty columns; 22 players a game, their games spread over a season."""
    draw = np.random.default_rng(7)
    number = np.arange(count)
    game = number // 22
    values: dict[str, np.ndarray] = {
        "game_id": np.array([f"g{one}" for one in range(game[-1] + 1)], object)[game],
        "player_lookup": np.array([f"player{one}" for one in range(22)], object)[number % 22],
        "game_date": FIRST_DAY + (game % DAYS).astype("timedelta64[D]"),
    }
    for name in COUNTS:
        values[name] = draw.integers(0, 40, count)
    for whole, part in PARTS.items():
        values[whole] += values[part]
    values["rebounds"] = values["offensive_rebounds"] + values["defensive_rebounds"]
    for name in SHARES:
        values[name] = draw.random(count)
    for name, allowed in ENUMS.items():
        values[name] = np.array(allowed, object)[draw.integers(0, len(allowed), count)]
    clocks = np.array([f"{minute}:{second:02d}" for minute in range(48) for second in range(60)], object)
    values["minutes"] = clocks[draw.integers(0, len(clocks), count)]
    digests = np.array([f"{one:016x}" for one in draw.integers(1 << 40, 1 << 62, 1 << 16)], object)
    values["data_hash"] = digests[draw.integers(0, len(digests), count)]
    for name in ("is_postseason", "is_starter"):
        values[name] = draw.integers(0, 2, count).astype(bool)
    return Columns(values, {name: np.zeros(count, bool) for name in (*COUNTS[:10], *SHARES)})


def _set(name: str, value: object) -> Callable[[Columns, np.ndarray], None]:
    def corrupt(columns: Columns, where: np.ndarray) -> None:
        columns.values[name][where] = value

    return corrupt


def rule_of(name: str, holds: Callable[[Any], Any]) -> RowCheck:
    """A row check as contracts compile it: NULL is the business of the nullability rule alone."""
    return RowCheck(name, BOX, Severity.ERROR, holds=holds, null_passes=True)


def null_rule(name: str) -> Rule:
    def corrupt(columns: Columns, where: np.ndarray) -> None:
        columns.nulls[name][where] = True

    return Rule(rule_of(f"{name} is there", lambda r: r[name].notnull()), corrupt, lambda c: c.nulls[name])


def range_rule(name: str, highest: float) -> Rule:
    def broken(columns: Columns) -> np.ndarray:
        values = columns.values[name]
        return ((values < 0) | (values > highest)) & ~columns.null(name)

    return Rule(rule_of(f"{name} is in range", lambda r: r[name].between(0, highest)), _set(name, -1), broken)


def enum_rule(name: str, allowed: tuple[str, ...]) -> Rule:
    check = rule_of(f"{name} is known", lambda r: r[name].isin(allowed))
    return Rule(check, _set(name, "XXX"), lambda c: ~np.isin(c.values[name].astype(str), allowed))


def pattern_rule(name: str, pattern: str) -> Rule:
    def corrupt(columns: Columns, where: np.ndarray) -> None:
        columns.values[name][where] = "?" + columns.values[name][where]

    def broken(columns: Columns) -> np.ndarray:
        return np.array([re.search(pattern, one) is None for one in columns.values[name]])

    return Rule(rule_of(f"{name} is well formed", lambda r: r[name].re_search(pattern)), corrupt, broken)


def part_rule(whole: str, part: str) -> Rule:
    def broken(columns: Columns) -> np.ndarray:
        unknown = columns.null(part) | columns.null(whole)
        return (columns.values[part] > columns.values[whole]) & ~unknown

    check = rule_of(f"{part} is within {whole}", lambda r: r[part] <= r[whole])
    return Rule(check, _set(part, HIGHEST), broken)


def sum_rule() -> Rule:
    parts = ("offensive_rebounds", "defensive_rebounds")
    check = rule_of("rebounds are a sum", lambda r: r.rebounds == r[parts[0]] + r[parts[1]])

    def broken(columns: Columns) -> np.ndarray:
        unknown = columns.nulls[parts[0]] | columns.nulls[parts[1]]
        return (columns.values["rebounds"] != sum(columns.values[part] for part in parts)) & ~unknown

    return Rule(check, _set("rebounds", 777), broken)


def repeated_rule() -> Rule:
    def corrupt(columns: Columns, where: np.ndarray) -> None:
        for name in KEY:
            columns.values[name][where] = columns.values[name][where - 1]

    def broken(columns: Columns) -> np.ndarray:
        keys = list(zip(*(columns.values[name] for name in KEY), strict=True))
        count = Counter(keys)
        first = dict(zip(reversed(keys), reversed(range(len(keys))), strict=True))
        return np.array([count[key] > 1 and first[key] == number for number, key in enumerate(keys)])

    return Rule(unique(BOX, *KEY), corrupt, broken)


def rules() -> list[Rule]:
    """58 rules over rows; two more are about the columns' types, which cost no rows."""
    return [
        *(null_rule(name) for name in (*COUNTS[:10], *SHARES)),
        *(range_rule(name, HIGHEST) for name in COUNTS),
        *(range_rule(name, 1) for name in SHARES),
        *(enum_rule(name, allowed) for name, allowed in ENUMS.items()),
        *(pattern_rule(name, pattern) for name, pattern in PATTERNS.items()),
        *(part_rule(whole, part) for whole, part in PARTS.items()),
        sum_rule(),
        repeated_rule(),
    ]


@dataclass(frozen=True)
class Suite:
    """The contract: 60 checks."""

    id: str
    checks: tuple[AnyCheck, ...]


def contract() -> Suite:
    def typed(names: tuple[str, ...], kind: str) -> ColumnsCheck:
        return ColumnsCheck(
            f"{kind} columns",
            BOX,
            Severity.ERROR,
            judge=lambda found: [name for name in names if found.get(name) != kind],
        )

    types = (typed(COUNTS, "int64"), typed(SHARES, "float64"))
    return Suite("contract.box_scores", (*(rule.check for rule in rules()), *types))


def corrupted_rows(count: int) -> Columns:
    """The clean rows with one in a hundred broken, each in one way."""
    columns = clean_rows(count)
    chosen = np.arange(50, count, 100)
    for number, rule in enumerate(rules()):
        rule.corrupt(columns, chosen[number :: len(rules())])
    return columns


def truth(columns: Columns) -> dict[str, Counter[tuple[str, str]]]:
    """For each check the keys of the rows that break it, by numpy."""
    keys = [columns.values[name] for name in KEY]
    return {
        rule.check.name: Counter(zip(*(key[rule.broken(columns)] for key in keys), strict=True)) for rule in rules()
    }


def reported(execution: Execution) -> dict[str, Counter[tuple[str, str]]]:
    """For each check the keys of the rows that the run reports."""
    found: dict[str, Counter[tuple[str, str]]] = {}
    for result in execution.results:
        violations = result.finding.violations if result.finding else ()
        found[result.check] = Counter(tuple(str(value) for _, value in one.key) for one in violations)
    return found


def folder_with(columns: Columns, folder: Path) -> Path:
    folder.mkdir()
    columns.write(folder / f"{NAME}.parquet")
    return folder


def floor(folder: Path) -> None:
    """Read all columns once."""
    connection = duckdb.connect()
    connection.execute("SET disabled_optimizers = 'statistics_propagation'")
    relation = connection.read_parquet(str(folder / f"{NAME}.parquet"))
    wanted = ", ".join(f"min({name}), max({name})" for name in relation.columns)
    relation.aggregate(wanted).fetchall()
    connection.close()


def planned(folder: Path) -> Execution:
    """All 60 checks, with every violation."""
    with DuckDBWarehouse.over_parquet(folder) as warehouse:
        return run([contract()], warehouse, window=WINDOW, as_of=AS_OF, limits=Limits(rows=None))


def in_turn(tasks: dict[str, Callable[[], object]], rounds: int = ROUNDS) -> dict[str, float]:
    """Median seconds of each task."""
    taken: dict[str, list[float]] = {name: [] for name in tasks}
    for _ in range(rounds):
        for name, task in tasks.items():
            started = time.perf_counter()
            task()
            taken[name].append(time.perf_counter() - started)
    return {name: statistics.median(seconds) for name, seconds in taken.items()}


def peak_mb(folder: Path) -> float:
    """Peak memory of a process that runs the contract once, with Python and all libraries in it."""
    command = [sys.executable, __file__, "--only", str(folder)]
    return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


@dataclass(frozen=True)
class Measured:
    """Seconds, and whether every violation was reported and no other."""

    seconds: dict[str, float]
    exact: bool
    violations: int
    clean: bool


def measure(count: int, folder: Path) -> Measured:
    """Build both files below `folder` and time floor, clean and defects in turn."""
    clean = folder_with(clean_rows(count), folder / "clean")
    columns = corrupted_rows(count)
    defects = folder_with(columns, folder / "defects")
    expected = truth(columns)
    del columns
    found = reported(planned(defects))
    exact = all(found[name] == keys for name, keys in expected.items())
    passed = all(result.outcome is Outcome.PASSED for result in planned(clean).results)
    seconds = in_turn(
        {"floor": lambda: floor(clean), "clean": lambda: planned(clean), "defects": lambda: planned(defects)}
    )
    return Measured(seconds, exact, sum(keys.total() for keys in expected.values()), passed)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("rows", type=int, nargs="?", default=1_000_000)
    parser.add_argument("--only", type=Path, metavar="FOLDER", help="run the contract once and print peak memory in MB")
    arguments = parser.parse_args()
    if arguments.only:
        planned(arguments.only)
        print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
        return
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        result = measure(arguments.rows, folder)
        memory = {kind: peak_mb(folder / kind) for kind in ("clean", "defects")}
    print(f"{arguments.rows:,} rows × 40 columns, {len(contract().checks)} checks, {result.violations:,} violations")
    print(f"{'':10}{'seconds':>9}{'× floor':>9}{'peak MB':>9}")
    for kind, seconds in result.seconds.items():
        shown = f"{memory[kind]:9.0f}" if kind in memory else ""
        print(f"{kind:10}{seconds:9.2f}{seconds / result.seconds['floor']:9.2f}{shown}")
    print(f"clean rows pass: {'yes' if result.clean else 'NO'}; violations exact: {'yes' if result.exact else 'NO'}")


if __name__ == "__main__":
    main()
