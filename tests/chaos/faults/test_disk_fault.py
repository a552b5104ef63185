"""A folder on a full disk: nothing can be written, what was there can be read, and afterwards it is as it was."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from pathlib import Path

import pytest

from chaos.faults import disk
from chaos.faults.catalog import fault
from chaos.faults.disk import BALLAST, Filled
from chaos.faults.fault import FaultError, Injection
from chaos.faults.target import Target

needs_mount = pytest.mark.skipif(not disk.may_mount(), reason="this process may not mount: CAP_SYS_ADMIN is missing")
FULL = fault("disk full")


@pytest.fixture
def target(tmp_path: Path) -> Target:
    folder = tmp_path / "exports"
    (folder / "day").mkdir(parents=True)
    (folder / "day" / "kept.json").write_text("kept", encoding="utf-8")
    return Target(name="tiny", folders={"exports": folder})


@pytest.fixture
def injected(target: Target) -> Iterator[Injection]:
    injection = FULL.inject(FULL.prepare(target, seconds=30, parameters={"folder": "exports", "free_bytes": 8192}))
    yield injection
    FULL.undo(injection)


@needs_mount
def test_nothing_can_be_written_to_a_full_folder_and_all_can_be_read(
    target: Target, injected: Injection, tmp_path: Path
) -> None:
    folder = target.folders["exports"]
    assert (folder / "day" / "kept.json").read_text(encoding="utf-8") == "kept"
    (folder / "small").write_bytes(bytes(4096))
    with pytest.raises(OSError, match=r".") as full:
        (folder / "large").write_bytes(bytes(100_000))
    assert full.value.errno == errno.ENOSPC
    (tmp_path / "beside").write_bytes(bytes(100_000))
    assert not FULL.undone(injected).ok
    FULL.undo(injected)
    assert FULL.undone(injected).ok
    found = sorted(str(path.relative_to(folder)) for path in folder.rglob("*"))
    assert found == ["day", "day/kept.json"]
    (folder / "large").write_bytes(bytes(100_000))


@needs_mount
def test_a_second_undo_leaves_what_another_has_mounted(target: Target, injected: Injection) -> None:
    FULL.undo(injected)
    other = FULL.inject(FULL.prepare(target, seconds=30, parameters={"folder": "exports"}))
    FULL.undo(injected)
    assert not FULL.undone(other).ok
    FULL.undo(other)
    assert FULL.undone(other).ok


@needs_mount
def test_ballast_that_is_left_in_the_folder_itself_is_seen(target: Target) -> None:
    planned = FULL.prepare(target, seconds=30, parameters={"folder": "exports"})
    (Filled.model_validate(planned.saved).path / BALLAST).write_bytes(b"")
    assert not FULL.undone(planned).ok


@needs_mount
def test_a_folder_that_holds_too_much_is_refused(target: Target, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(disk, "MOST_MB", 0)
    with pytest.raises(FaultError, match="can be kept readable"):
        FULL.prepare(target, seconds=30, parameters={"folder": "exports"})


def test_without_the_right_to_mount_the_nearest_fault_is_named(
    target: Target, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    status = tmp_path / "status"
    status.write_text("Name:\tpython\nCapEff:\t00000000a80425fb\n", encoding="utf-8")  # a container's by default
    monkeypatch.setattr(disk, "_STATUS", status)
    with pytest.raises(FaultError, match=r"may not mount.*take limit\.file_size instead"):
        FULL.prepare(target, seconds=30, parameters={"folder": "exports"})


def test_a_folder_that_the_target_does_not_name_is_refused(target: Target) -> None:
    with pytest.raises(FaultError, match=r"has no folder 'tmp', and nothing else may be touched; it has exports"):
        FULL.prepare(target, seconds=30, parameters={"folder": "tmp"})
