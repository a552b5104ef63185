"""What a run stands on, in short: its code, its checks, its data. Two runs that differ in one of them differ."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterable, Sequence
from importlib.metadata import version
from pathlib import Path

from harness.settings import Settings
from harness.warehouse.checks import CheckSet

_ENGINES = ("duckdb", "ibis-framework", "pyarrow", "sqlglot")


def code_digest(folders: Sequence[Path]) -> str:
    """Every source file of the folders, and the versions of Python and of the engines."""
    digest = hashlib.sha256()
    for text in (sys.version, *(f"{name} {version(name)}" for name in _ENGINES)):
        digest.update(text.encode())
    for folder in folders:
        for file in sorted(folder.rglob("*.py")):
            digest.update(f"\n{file.relative_to(folder)}\n".encode())
            digest.update(file.read_bytes())
    return digest.hexdigest()


def checks_digest(sets: Iterable[CheckSet]) -> str:
    """The names of the checks, in their order."""
    names = "\n".join(f"{one.id}: {check.name}" for one in sets for check in one.checks)
    return hashlib.sha256(names.encode("utf-8", "backslashreplace")).hexdigest()


def data_digest(settings: Settings) -> str:
    """The data that the settings name: addresses, and of files their sizes and the instants of their last change.

    A live warehouse moves under every run; of it only the address is known here.
    """
    parts = [str(settings.warehouse), str(settings.seed), str(settings.start_year), str(settings.rows)]
    scheme, _, place = (settings.warehouse or "").partition("://")
    if scheme in ("duckdb", "parquet") and place:
        parts += _files(Path(place))
    elif settings.warehouse is None and settings.recordings is not None:
        parts += [str(settings.recordings), *_files(settings.recordings)]
    return hashlib.sha256("\n".join(parts).encode("utf-8", "backslashreplace")).hexdigest()


def _files(place: Path) -> list[str]:
    files = sorted(file for file in place.rglob("*") if file.is_file()) if place.is_dir() else [place]
    stats = [(file, file.stat()) for file in files if file.exists()]
    return [f"{file} {stat.st_size} {stat.st_mtime_ns}" for file, stat in stats]
