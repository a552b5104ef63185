"""From the setting `history` to a place that keeps it."""

from __future__ import annotations

from pathlib import Path

from harness.history.duckdb import DuckDBHistory
from harness.history.store import HistoryStore
from harness.settings import Settings, SettingsError

NIGHTS = "history.duckdb"
"""The file among the reports in which nights are kept, where no place is named."""
NONE = "none"
"""Keeps nothing, where a command would keep a history by itself."""
PLACES = "a file, duckdb:///path/to/file, bigquery://project, or none"


def history_store(settings: Settings, *, default: str) -> HistoryStore | None:
    """The store that the setting `history` names, or `default`; None for `none`.

    Raises:
        SettingsError: it names no place, or one that nothing may be written to.
    """
    place = settings.history or default
    if place == NONE:
        return None
    scheme, separator, path = place.partition("://")
    if not separator:
        return DuckDBHistory(Path(place))
    if scheme == "duckdb" and path:
        return DuckDBHistory(Path(path))
    if scheme == "bigquery" and path and "/" not in path:
        return _bigquery(path, settings)
    raise SettingsError(f"history = {place!r} cannot be used: name {PLACES}")


def _bigquery(project: str, settings: Settings) -> HistoryStore:
    target = f"bigquery://{project}/validation"
    if target not in settings.writable:
        raise SettingsError(
            f"history = {settings.history!r} cannot be used: nothing may be written there until it is allowed by name; "
            f'set writable = ["{target}"] in harness.toml'
        )
    try:
        from harness.history.bigquery import BigQueryHistory, client_of
    except ImportError as missing:
        if not (missing.name or "").startswith("google"):
            raise
        raise SettingsError(
            f"history = {settings.history!r} needs Google's client, which is not installed; "
            "run: pip install 'nba-harness[bigquery]'"
        ) from missing
    return BigQueryHistory(
        project,
        client_of(project),
        bytes_per_query=settings.bytes_per_query,
        timeout_s=settings.timeout_s,
    )
