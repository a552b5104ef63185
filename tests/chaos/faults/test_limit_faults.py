"""A process runs out of descriptors, memory or file size; afterwards its limits are what they were."""

from __future__ import annotations

import errno
import resource
from pathlib import Path

import pytest
from tiny_platform import Stage

from chaos.faults.catalog import fault
from chaos.faults.fault import FaultError

ONE = {"process": "one"}
NUMBERS = {
    "limit.descriptors": resource.RLIMIT_NOFILE,
    "limit.memory": resource.RLIMIT_AS,
    "limit.file_size": resource.RLIMIT_FSIZE,
}


def limits(stage: Stage, name: str) -> list[tuple[int, int]]:
    return [resource.prlimit(stage.platform.identity(name).pid, number) for number in NUMBERS.values()]


@pytest.mark.parametrize("kind", NUMBERS)
def test_limits_are_lowered_for_one_process_and_set_again(stage: Stage, kind: str) -> None:
    before, others = limits(stage, "one"), limits(stage, "bystander")
    limit = fault(kind)
    planned = limit.prepare(stage.target, seconds=30, parameters=ONE | {"headroom": 64})
    assert limits(stage, "one") == before, "preparing touches nothing"
    injection = limit.inject(planned)
    after = limits(stage, "one")
    changed = [number for number, was, now in zip(NUMBERS.values(), before, after, strict=True) if was != now]
    assert changed == [NUMBERS[kind]]
    assert [hard for _, hard in after] == [hard for _, hard in before]
    assert not limit.undone(injection).ok
    limit.undo(planned)
    assert limit.undone(injection).ok
    assert limits(stage, "one") == before
    assert limits(stage, "bystander") == others


def test_a_process_gets_no_more_descriptors_than_its_headroom(stage: Stage) -> None:
    limit = fault("descriptor limit")
    injection = limit.inject(limit.prepare(stage.target, seconds=30, parameters=ONE | {"headroom": 8}))
    got = stage.platform.ask("one", "descriptors", count=50)
    assert got["number"] == errno.EMFILE
    assert got["got"] < 8, "the connection that asked has one of the eight"
    assert stage.platform.ask("bystander", "descriptors", count=50) == {"got": 50, "number": 0}
    limit.undo(injection)
    assert stage.platform.ask("one", "descriptors", count=50) == {"got": 50, "number": 0}


def test_a_process_gets_no_more_memory_than_its_headroom(stage: Stage) -> None:
    limit = fault("memory limit")
    injection = limit.inject(limit.prepare(stage.target, seconds=30, parameters=ONE | {"headroom": 100}))
    assert stage.platform.ask("one", "memory", mb=200)["error"] == "MemoryError"
    limit.undo(injection)
    assert stage.platform.ask("one", "memory", mb=200) == {"got": 200}


def test_a_process_cannot_write_past_the_size_of_a_file(stage: Stage, tmp_path: Path) -> None:
    limit = fault("limit.file_size")
    injection = limit.inject(limit.prepare(stage.target, seconds=30, parameters=ONE | {"headroom": 1}))
    asked = {"path": tmp_path / "file", "size": 3 << 20}
    assert stage.platform.ask("one", "write", **asked)["number"] == errno.EFBIG
    assert stage.platform.ask("bystander", "write", **asked) == {"wrote": 3 << 20}
    limit.undo(injection)
    assert stage.platform.ask("one", "write", **asked) == {"wrote": 3 << 20}


def test_a_limit_goes_with_its_process(stage: Stage) -> None:
    limit = fault("limit.memory")
    injection = limit.inject(limit.prepare(stage.target, seconds=30, parameters=ONE | {"headroom": 100}))
    stage.platform.restart("one")
    limit.undo(injection)
    assert limit.undone(injection).ok
    assert stage.platform.ask("one", "memory", mb=200) == {"got": 200}


def test_a_limit_above_the_one_that_is_there_is_refused(stage: Stage) -> None:
    limit = fault("limit.descriptors")
    first = limit.inject(limit.prepare(stage.target, seconds=30, parameters=ONE | {"headroom": 8}))
    second = limit.prepare(stage.target, seconds=30, parameters=ONE | {"headroom": 60})
    with pytest.raises(FaultError, match="is no fault"):
        limit.inject(second)
    limit.undo(first)
    assert limit.undone(first).ok
