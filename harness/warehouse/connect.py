"""From a warehouse URL to a warehouse."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from harness.warehouse.duckdb import DuckDBWarehouse
from harness.warehouse.warehouse import Warehouse, WarehouseError

ALLOWED = "duckdb:// (in memory), duckdb:///path/to/file.duckdb, parquet:///path/to/folder, bigquery://project"

BYTES_PER_QUERY = 10 * 10**9
"""Default of `maximum_bytes_billed`: a month of every raw table is far below it, a whole history is above."""

TIMEOUT_S = 300.0


def connect(
    url: str,
    *,
    bytes_per_query: int = BYTES_PER_QUERY,
    timeout_s: float = TIMEOUT_S,
    labels: Mapping[str, str] | None = None,
) -> Warehouse:
    """The warehouse a URL names: `duckdb://`, `duckdb:///file`, `parquet:///folder` or `bigquery://project`.

    Files and folders may also be relative: `duckdb://season.duckdb`. The last three arguments are for
    BigQuery: the bytes one query may bill, the seconds it may take, the labels of its jobs.

    Raises:
        ValueError: the URL names no warehouse; the message lists those that there are.
        WarehouseError: it names one that cannot be opened.
    """
    scheme, separator, place = url.partition("://")
    if not separator:
        # The text is not repeated when it has a scheme: other URLs carry passwords.
        raise ValueError(f"{url!r} is no warehouse URL; write one of: {ALLOWED}")
    if scheme == "duckdb":
        return DuckDBWarehouse.open_file(Path(place)) if place else DuckDBWarehouse.in_memory()
    if scheme == "parquet":
        if not place:
            raise ValueError("parquet:// names no folder; write parquet:///path/to/folder")
        return DuckDBWarehouse.over_parquet(Path(place))
    if scheme == "bigquery":
        if not place or "/" in place:
            raise ValueError("a BigQuery warehouse is one project: write bigquery://project")
        return _bigquery(place, bytes_per_query, timeout_s, labels or {})
    raise ValueError(f"there is no {scheme}:// warehouse; write one of: {ALLOWED}")


def _bigquery(project: str, bytes_per_query: int, timeout_s: float, labels: Mapping[str, str]) -> Warehouse:
    try:
        from harness.warehouse.bigquery import BigQueryWarehouse
    except ImportError as missing:
        if not (missing.name or "").startswith("google"):
            raise
        raise WarehouseError(
            "bigquery:// needs Google's client, which is not installed; run: pip install 'nba-harness[bigquery]'"
        ) from missing
    return BigQueryWarehouse.connect(project, bytes_per_query=bytes_per_query, timeout_s=timeout_s, labels=labels)
