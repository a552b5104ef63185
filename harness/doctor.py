"""What is installed, reachable and allowed on this machine, before a run finds out the hard way."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version

from harness.settings import Settings
from harness.warehouse.connect import connect
from harness.warehouse.schema import declared_tables
from harness.warehouse.warehouse import WarehouseError

NEEDED = ("duckdb", "ibis-framework", "pandera", "pyarrow", "sqlglot", "pydantic-settings", "typer", "rich", "jinja2")
OPTIONAL = {
    "google-cloud-bigquery": "for bigquery:// warehouses: pip install 'nba-harness[bigquery]'",
    "pytest": "for the tests: pip install 'nba-harness[dev]'",
}


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that was looked at. `mark` is ✓ there, – not there and not needed, ✗ wrong."""

    mark: str
    name: str
    text: str

    @property
    def wrong(self) -> bool:
        return self.mark == "✗"


def examine(settings: Settings) -> Iterator[Item]:
    """Look at Python, packages, the browser, the recordings and the warehouse. Reads no rows."""
    fits = sys.version_info >= (3, 11)
    yield Item(
        "✓" if fits else "✗", "python", f"{sys.version.split()[0]}{'' if fits else ' is too old; 3.11 is needed'}"
    )
    for package in NEEDED:
        yield _package(package, "✗", "missing; install with: make nightly")
    for package, why in OPTIONAL.items():
        yield _package(package, "–", f"not installed; {why}")
    browser = shutil.which("chromium")
    yield Item("✓" if browser else "–", "chromium", "found" if browser else "not installed; browser tests are skipped")
    yield _recordings(settings)
    yield _warehouse(settings)
    allowed = "set" if os.environ.get("GOOGLE_APPLICATION_CREDENTIALS") else "not set; only needed for bigquery://"
    yield Item("✓" if allowed == "set" else "–", "google credentials", f"GOOGLE_APPLICATION_CREDENTIALS {allowed}")


def _package(name: str, missing_mark: str, missing_text: str) -> Item:
    try:
        return Item("✓", name, version(name))
    except PackageNotFoundError:
        return Item(missing_mark, name, missing_text)


def _recordings(settings: Settings) -> Item:
    folder = settings.recordings
    if folder is None:
        return Item("–", "recordings", "HARNESS_RECORDINGS is not set; runs use a synthetic season")
    if not folder.is_dir():
        return Item("✗", "recordings", f"{folder} is no folder; correct HARNESS_RECORDINGS or unset it")
    count = sum(1 for file in folder.rglob("*") if file.is_file())
    return Item("✓", "recordings", f"{folder}: {count} files")


def _warehouse(settings: Settings) -> Item:
    if settings.warehouse is None:
        return Item("–", "warehouse", "none is named; runs use recordings or a synthetic season")
    try:
        warehouse = connect(settings.warehouse, bytes_per_query=settings.bytes_per_query, timeout_s=settings.timeout_s)
    except (ValueError, WarehouseError) as error:
        return Item("✗", "warehouse", str(error))
    try:
        described = warehouse.describe(declared_tables())
    except WarehouseError as error:
        return Item("✗", "warehouse", str(error))
    finally:
        warehouse.close()
    refused = f", {len(described.unreachable)} refused" if described.unreachable else ""
    found = f"{len(described.columns)} of {len(declared_tables())} declared tables are there{refused}"
    return Item("✗" if described.unreachable else "✓", "warehouse", f"{warehouse.name}: {found}; runs only read it")
