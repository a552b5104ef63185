"""The folder of real recordings, where there is one."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="session")
def recordings_folder() -> Path:
    folder = Path(os.environ.get("HARNESS_RECORDINGS", REPOSITORY.parent / "shared" / "recordings"))
    if not (folder / "MANIFEST.json").is_file():
        pytest.skip(f"no recordings at {folder}; set HARNESS_RECORDINGS to the folder that holds MANIFEST.json")
    return folder
