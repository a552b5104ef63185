"""What is installed, reachable and allowed on this machine, before a run finds out the hard way."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version

from harness.history.places import NIGHTS, history_store
from harness.history.store import HistoryError
from harness.nouns import counted
from harness.settings import Settings, SettingsError
from harness.warehouse.connect import connect
from harness.warehouse.schema import declared_tables
from harness.warehouse.warehouse import WarehouseError

NEEDED = ("duckdb", "ibis-framework", "pandera", "pyarrow", "sqlglot", "pydantic-settings", "typer", "rich", "jinja2")
OPTIONAL = {
    "google-cloud-bigquery": "for bigquery:// warehouses: pip install 'nba-harness[bigquery]'",
    "pytest": "for the tests: pip install 'nba-harness[dev]'",
}
RACES = ("google-cloud-firestore", "time-machine")


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
    """Look at Python, packages, the browser, recordings, warehouse, history, messages and races. Reads no rows."""
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
    yield _history(settings)
    yield _notify(settings)
    yield of_extra("races", RACES, "emulators")


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


def of_extra(name: str, packages: Sequence[str], extra: str) -> Item:
    """Whether a command has the packages of its extra, with their versions."""
    missing = [package for package in packages if _package(package, "–", "").mark == "–"]
    if missing:
        return Item("–", name, f"{', '.join(missing)} not installed: pip install 'nba-harness[{extra}]'")
    return Item("✓", name, ", ".join(f"{package} {version(package)}" for package in packages))


def _history(settings: Settings) -> Item:
    """Where nights are kept, as a night looks at it before it begins."""
    try:
        store = history_store(settings, default=str(settings.reports / NIGHTS))
        if store is None:
            return Item("–", "history", "history is none; nights are not compared with those before")
        store.check()
    except (SettingsError, HistoryError) as error:
        return Item("✗", "history", str(error))
    return Item("✓", "history", f"{store.place} can be used")


def _notify(settings: Settings) -> Item:
    """Who is told of a night. Nothing is sent."""
    told = ["Slack"] if settings.slack_webhook is not None else []
    told += [f"mail to {counted(len(settings.mail_to), 'address')}"] if settings.mail_to else []
    if not told:
        return Item("–", "notify", "nobody is told of a night; set HARNESS_SLACK_WEBHOOK, or mail_to and smtp_host")
    return Item("✓", "notify", f"{' and '.join(told)}; not tried now")
