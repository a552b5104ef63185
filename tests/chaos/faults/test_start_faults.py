"""Processes that start without a module, or not at all; afterwards they run with the variables that they had."""

from __future__ import annotations

import socket
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from tiny_platform import LONG_S, Stage

from chaos.faults.catalog import fault
from chaos.faults.fault import FaultError, Injection
from chaos.faults.identity import Identity
from chaos.faults.port_holder import HOLDER
from chaos.faults.starting import Port

ONE = {"process": "one"}


@pytest.fixture(autouse=True)
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The temporary folder of this test."""
    found = tmp_path / "room"
    found.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(found))
    return found


def test_a_module_that_is_missing_cannot_be_imported_until_the_process_is_put_back(stage: Stage, room: Path) -> None:
    missing = fault("missing dependency at import")
    parameters = ONE | {"modules": ["colorsys", "xml.dom"]}
    injection = missing.inject(missing.prepare(stage.target, seconds=30, parameters=parameters))
    for name in ("colorsys", "xml.dom"):
        assert stage.platform.ask("one", "module", name=name)["error"] == "ModuleNotFoundError"
    assert stage.platform.ask("one", "module", name="xml.sax") == {"found": "xml.sax"}
    assert stage.platform.ask("bystander", "module", name="colorsys") == {"found": "colorsys"}
    assert not missing.undone(injection).ok
    missing.undo(injection)
    assert missing.undone(injection).ok
    assert stage.platform.ask("one", "module", name="colorsys") == {"found": "colorsys"}
    assert list(room.iterdir()) == []


def test_a_process_with_a_variable_that_it_cannot_use_does_not_start(stage: Stage) -> None:
    refused = fault("refused start")
    parameters = ONE | {"environment": {"TINY_MODE": "wrong"}}
    injection = refused.inject(refused.prepare(stage.target, seconds=30, parameters=parameters))
    assert "'wrong' cannot be used" in str(injection.saved["refused"])
    assert "one" not in stage.platform.processes
    assert not refused.undone(injection).ok
    refused.undo(injection)
    assert refused.undone(injection).ok
    assert stage.platform.identity("one").variable("TINY_MODE") == "right"


def test_a_variable_that_the_process_does_not_mind_is_no_fault(stage: Stage) -> None:
    refused = fault("process.refused_start")
    parameters = ONE | {"environment": {"TINY_MODE": "any"}}
    planned = refused.prepare(stage.target, seconds=30, parameters=parameters)
    with pytest.raises(FaultError, match=r"started all the same; it does not mind TINY_MODE"):
        refused.inject(planned)
    assert not refused.undone(planned).ok, "it has another variable still"
    refused.undo(planned)
    assert refused.undone(planned).ok
    assert stage.platform.identity("one").variable("TINY_MODE") == "right"


def test_values_of_variables_from_before_are_in_no_record(stage: Stage) -> None:
    refused = fault("process.refused_start")
    planned = refused.prepare(stage.target, seconds=30, parameters=ONE | {"environment": {"TINY_MODE": "wrong"}})
    injected = refused.inject(planned)
    refused.undo(injected)
    assert "right" not in planned.model_dump_json() + injected.model_dump_json()


def port_taken(stage: Stage) -> tuple[Injection, Identity]:
    taken = fault("process.port_taken")
    injection = taken.inject(taken.prepare(stage.target, seconds=LONG_S, parameters=ONE))
    text = (Port.model_validate(injection.saved).folder / HOLDER).read_text(encoding="utf-8")
    return injection, Identity.model_validate_json(text)


def test_a_port_that_is_taken_keeps_its_process_from_starting(stage: Stage, room: Path) -> None:
    taken = fault("process.port_taken")
    injection, holder = port_taken(stage)
    port = Port.model_validate(injection.saved).port
    assert "one" not in stage.platform.processes
    with socket.create_connection(("127.0.0.1", port), timeout=LONG_S):
        assert holder.alive, "it listens, and answers nobody"
    assert not taken.undone(injection).ok
    taken.undo(injection)
    assert taken.undone(injection).ok
    assert not holder.alive
    assert stage.platform.ask("one", "clock")
    assert list(room.iterdir()) == []


def test_the_holder_of_a_port_that_was_undone_before_it_began_ends_by_itself(tmp_path: Path) -> None:
    arguments = ["--port", "0", "--folder", str(tmp_path / "gone"), "--seconds", str(LONG_S)]
    done = subprocess.run([sys.executable, "-m", "chaos.faults.port_holder", *arguments], timeout=LONG_S, check=False)
    assert done.returncode == 2


def test_a_process_that_does_not_run_is_not_started_with_other_variables(stage: Stage) -> None:
    planned = fault("process.refused_start").prepare(
        stage.target, seconds=30, parameters=ONE | {"environment": {"TINY_MODE": "any"}}
    )
    stage.platform.children["one"].kill()
    refused = fault("process.refused_start").inject(planned)
    assert "its variables are not known" in str(refused.saved["refused"])
    fault("process.refused_start").undo(refused)
    assert stage.platform.identity("one").variable("TINY_MODE") == "right"
