"""How long a whole season takes to build, beside writing the same tables to parquet: one run, interleaved, medians."""

from __future__ import annotations

import shutil
import statistics
import tempfile
import time
from pathlib import Path

import pyarrow.parquet as pq

from harness.season import build_season

RUNS = 3


def measure() -> tuple[float, float, int]:
    """Median seconds to build, median seconds to write, and rows."""
    built_s, written_s, rows = [], [], 0
    for seed in range(RUNS):
        started = time.perf_counter()
        season = build_season(seed=seed)
        tables = {name: season.tables[name] for name in season.tables}
        built_s.append(time.perf_counter() - started)
        folder = Path(tempfile.mkdtemp())
        started = time.perf_counter()
        for name, table in tables.items():
            pq.write_table(table, folder / f"{name}.parquet")
        written_s.append(time.perf_counter() - started)
        rows = sum(table.num_rows for table in tables.values())
        shutil.rmtree(folder)
    return statistics.median(built_s), statistics.median(written_s), rows


if __name__ == "__main__":
    built, written, total = measure()
    print(f"season of 1,230 games, {total:,} rows in 24 tables")
    print(f"build {built:.2f} s, write to parquet {written:.2f} s, ratio {built / written:.1f} (bound 10)")
