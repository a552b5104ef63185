"""A shelf to put made answers on, and the folder of real recordings where there is one."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from ingest_shelf import Outcomes, Shelf

REPOSITORY = Path(__file__).resolve().parents[2]


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    folder = tmp_path / "recordings"
    folder.mkdir()
    return Shelf(folder)


@pytest.fixture(scope="session")
def recordings_folder() -> Path:
    folder = Path(os.environ.get("HARNESS_RECORDINGS", REPOSITORY.parent / "shared" / "recordings"))
    if not (folder / "MANIFEST.json").is_file():
        pytest.skip(f"no recordings at {folder}; set HARNESS_RECORDINGS to the folder that holds MANIFEST.json")
    return folder


@pytest.fixture(scope="session")
def recorded(recordings_folder: Path) -> Outcomes:
    """The real recordings, loaded once."""
    return Shelf(recordings_folder).load()
