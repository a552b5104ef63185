"""`python -m validators.kill_matrix [DEFECT|VALIDATOR|CATEGORY …]`: the matrix, or a part of it, in words."""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

import duckdb

from harness.season import build_season
from harness.season.defects import all_defects
from validators.catalog import all_validators
from validators.kill_matrix.matrix import kill_matrix
from validators.kill_matrix.season import load_season, matrix_window


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", help="defects, or validators and categories that they must be killed by")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--season", type=Path, help="a season in a DuckDB file; it stays as it is")
    arguments = parser.parse_args()
    started = time.perf_counter()
    season = build_season(seed=arguments.seed)
    validators = all_validators()
    connection = duckdb.connect(str(arguments.season)) if arguments.season else load_season(season, validators)
    chosen = [
        one
        for one in all_defects()
        if not arguments.names
        or one.name in arguments.names
        or any(check.startswith((f"{name}/", f"{name}.")) for check in one.kills for name in arguments.names)
    ]
    loaded = time.perf_counter()
    matrix = kill_matrix(connection, validators, chosen, window=matrix_window(season), as_of=season.as_of)
    for result in matrix.clean:
        print(f"CLEAN  {result.subject}/{result.check}: {result.outcome}: {result.reason or result.finding}")
    for row in matrix.bad_rows:
        print(f"BAD    {row.defect.name} × {row.size}" + (f": {row.impossible}" if row.impossible else ""))
        for cell in row.cells:
            print(f"         {cell.state:<11} {cell.check}  {cell.note}")
    for check in matrix.idle_checks:
        if not arguments.names or any(check.startswith((f"{name}/", f"{name}.")) for name in arguments.names):
            print(f"IDLE   {check}")
    good = len(matrix.rows) - len(matrix.bad_rows)
    print(
        f"{good} of {len(matrix.rows)} defects killed as they should be; "
        f"{len(matrix.checks)} checks, {len(matrix.idle_checks)} idle; "
        f"loaded in {loaded - started:.1f} s, ran in {time.perf_counter() - loaded:.1f} s"
    )
    return 0 if not matrix.bad_rows else 1


if __name__ == "__main__":
    sys.exit(main())
