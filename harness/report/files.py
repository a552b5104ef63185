"""Writing the reports of a run into a folder, each whole or not at all."""

from __future__ import annotations

from pathlib import Path
from typing import Literal
from uuid import uuid4

from harness.report.html import to_html
from harness.report.json_report import to_json
from harness.report.junit import to_junit
from harness.results import RunReport

Format = Literal["html", "json", "junit"]


def write(report: RunReport, folder: Path, *, name: str) -> dict[Format, Path]:
    """Write `<name>.html`, `<name>.json` and `<name>.junit.xml` into `folder`, which is made if need be.

    All are rendered before the first is written, and each replaces an older one in one step: a reader
    never sees half a report.

    Raises:
        ValueError: `name` is no plain file name.
        OSError: the folder cannot be written.
    """
    if not name or name != Path(name).name or name.startswith(".") or "\\" in name:
        raise ValueError(f"{name!r} is no plain file name; name a report after its window, for example 2024-01-15")
    texts: dict[Format, tuple[str, str]] = {
        "html": (f"{name}.html", to_html(report)),
        "json": (f"{name}.json", to_json(report)),
        "junit": (f"{name}.junit.xml", to_junit(report)),
    }
    folder.mkdir(parents=True, exist_ok=True)
    paths: dict[Format, Path] = {}
    for kind, (file_name, text) in texts.items():
        paths[kind] = folder / file_name
        _replace(paths[kind], text)
    return paths


def _replace(path: Path, text: str) -> None:
    """The new text beside the old file, then in its place."""
    beside = path.with_name(f".{path.name}.{uuid4().hex}")
    try:
        beside.write_text(text, encoding="utf-8", newline="\n")
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
