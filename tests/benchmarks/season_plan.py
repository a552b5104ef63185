"""The scan plan of a whole season: queries by kind, and rows fetched on clean data."""

from __future__ import annotations

from collections import Counter

from harness.nightly import everything, validate
from harness.results import Outcome, RunReport
from harness.settings import Settings


def measure() -> RunReport:
    """Every contract and validator over the whole clean season of seed 0."""
    return validate(Settings(), everything(), title="plan", step=lambda _: None)


if __name__ == "__main__":
    report = measure()
    kinds = Counter(query.kind for query in report.queries)
    tables = {table for query in report.queries for table in query.tables}
    asking_s = sum(query.duration_ms or 0 for query in report.queries) / 1000
    outcomes = ", ".join(f"{outcome.value} {report.count(outcome)}" for outcome in Outcome)
    print(f"season {report.window}: {len(report.results)} checks of {len(tables)} tables: {outcomes}")
    print(f"queries: {', '.join(f'{n} {kind}' for kind, n in sorted(kinds.items()))}; {sum(kinds.values())} in all")
    fetched = sum(query.rows or 0 for query in report.queries if query.kind == "fetch")
    print(f"rows fetched: {fetched:,}")
    print(f"time in queries {asking_s:.2f} s of {report.duration_s:.1f} s with build and load")
