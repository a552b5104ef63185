"""Companions: what they are told by their environment, at their start and when a fault starts them anew with more."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from extension_stage import HERE

from chaos.extension.companions import Crew

NAME, VARIABLE = "one", "CHAOS_MISSING"


@pytest.fixture
def crew(tmp_path: Path) -> Iterator[Crew]:
    made = Crew(None, {}, tmp_path)
    yield made
    made.close()


def variables(crew: Crew) -> dict[str, str]:
    """Those of the companion as it runs now."""
    read = Path(f"/proc/{crew.processes[NAME]}/environ").read_bytes().decode()
    return dict(line.split("=", 1) for line in read.split("\0") if line)


def test_companion_that_is_started_anew_has_further_variables_from_then_on(crew: Crew) -> None:
    path = f"{HERE}:{os.environ.get('PYTHONPATH', '')}"
    crew.start(NAME, "saying_ready", [], {"PYTHONPATH": path}).await_ready()
    assert VARIABLE not in variables(crew)
    before = crew.processes[NAME]
    for environment in ({VARIABLE: "sqlite3"}, None):
        crew.restart(NAME, environment=environment)
        assert crew.processes[NAME] != before
        assert variables(crew)[VARIABLE] == "sqlite3"
