"""The wall clock of one process is moved while it runs; its monotonic clock and those of others are not."""

from __future__ import annotations

import re
import time
from datetime import UTC, datetime

import pytest
from tiny_platform import LONG_S, Stage

from chaos.faults.catalog import fault
from chaos.faults.clock import Moved
from chaos.faults.fault import FaultError, Injection
from chaos.faults.processes import until
from harness.reference.services.clock_file import ClockFile, seen_path

ONE = {"process": "one"}


def injected(stage: Stage, kind: str, seconds: float = 60, **parameters: object) -> Injection:
    asked = ONE | parameters
    return fault(kind).inject(fault(kind).prepare(stage.target, seconds=seconds, parameters=asked))  # type: ignore[arg-type]


def undone(stage: Stage, injection: Injection) -> None:
    clock = fault(injection.kind)
    clock.undo(injection)
    found = clock.undone(injection)
    assert found.ok, found.why
    assert abs(stage.platform.clock_off("one")) < 1
    assert list(stage.platform.clocks.iterdir()) == []


@pytest.mark.parametrize("offset_s", [-90.0, 7200.0])
def test_a_skewed_clock_is_ahead_or_behind_until_it_is_undone(stage: Stage, offset_s: float) -> None:
    before = stage.platform.ask("one", "clock")["monotonic"]
    injection = injected(stage, "clock skew", offset_s=offset_s)
    assert abs(stage.platform.clock_off("one") - offset_s) < 1
    assert before < stage.platform.ask("one", "clock")["monotonic"] < time.monotonic()
    assert abs(stage.platform.clock_off("bystander")) < 1
    said = re.search(r"is off by ([-+.\d]+) s", fault("clock.skew").undone(injection).why)
    assert said is not None
    assert abs(float(said[1]) - offset_s) < 1
    assert abs(stage.platform.clock_off("one") - offset_s) < 1, "to look changes nothing"
    undone(stage, injection)


def test_whether_a_clock_is_right_is_asked_of_the_process(stage: Stage) -> None:
    injection = injected(stage, "clock.skew", offset_s=3.0)
    file = Moved.model_validate(injection.saved).file
    # The process that moves its clock all the same, whatever the file says: it has stopped looking.
    seen = seen_path(file).read_bytes()
    stage.platform.children["one"].pause()
    assert seen_path(file).read_bytes() == seen
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("chaos.faults.clock.SEEN_S", 0.0)
        with pytest.raises(FaultError, match="does not say what its clock is"):
            fault("clock.skew").undone(injection)
    stage.platform.children["one"].resume()
    undone(stage, injection)


def test_a_clock_that_gains_is_further_ahead_the_longer_it_runs(stage: Stage) -> None:
    injection = injected(stage, "clock.skew", rate=1000.0)
    first = stage.platform.clock_off("one")
    assert first >= 0
    assert until(lambda: stage.platform.clock_off("one") > first + 100, seconds=LONG_S)
    says = ClockFile.model_validate_json(Moved.model_validate(injection.saved).file.read_bytes())
    assert says.offset_at(says.since_s + 2) - says.offset_at(says.since_s + 1) == pytest.approx(1000)
    undone(stage, injection)


def test_a_clock_is_set_to_an_instant(stage: Stage) -> None:
    to = datetime(2024, 3, 10, 6, 59, 58, tzinfo=UTC)  # two seconds before New York's summer time begins
    injection = injected(stage, "clock step", to=to.isoformat())
    assert 0 <= stage.platform.ask("one", "clock")["date"] - to.timestamp() < 60
    undone(stage, injection)


def test_a_step_that_is_due_later_has_not_been_taken(stage: Stage) -> None:
    injection = injected(stage, "clock.step", by_s=3600.0, after_s=50.0)
    assert abs(stage.platform.clock_off("one")) < 1
    undone(stage, injection)


def test_a_process_that_has_ended_leaves_no_clock_to_its_next_start(stage: Stage) -> None:
    injection = injected(stage, "clock.skew", offset_s=100.0)
    stage.platform.children["one"].kill()
    fault("clock.skew").undo(injection)
    assert fault("clock.skew").undone(injection).ok
    stage.platform.restart("one")
    assert abs(stage.platform.clock_off("one")) < 1


def test_what_a_writer_that_was_killed_has_left_goes_too(stage: Stage) -> None:
    injection = injected(stage, "clock.skew", offset_s=100.0)
    for name in (".one.new", ".one.seen"):
        (stage.platform.clocks / name).write_text("{", encoding="utf-8")
    undone(stage, injection)


def test_a_process_that_was_restarted_meanwhile_is_asked_in_place_of_the_first(stage: Stage) -> None:
    injection = injected(stage, "clock.skew", offset_s=100.0)
    stage.platform.restart("one")
    assert abs(stage.platform.clock_off("one") - 100) < 1
    undone(stage, injection)


def test_a_clock_file_outside_the_folders_of_the_target_is_not_written(stage: Stage) -> None:
    target = stage.target.model_copy(update={"folders": {}})
    with pytest.raises(FaultError, match="is in no folder of target tiny; nothing else is written to"):
        fault("clock.skew").prepare(target, seconds=5, parameters=ONE | {"offset_s": 1.0})


@pytest.mark.parametrize(
    ("kind", "parameters", "said"),
    [
        ("clock.skew", {}, "neither moves the clock"),
        ("clock.step", {}, "either by_s or to"),
        ("clock.step", {"by_s": 1.0, "to": "2024-03-10T07:00:00+00:00"}, "either by_s or to"),
        ("clock.step", {"to": "2024-03-10T07:00:00"}, "an offset"),
    ],
)
def test_a_clock_that_would_not_move_is_refused(
    stage: Stage, kind: str, parameters: dict[str, float | str], said: str
) -> None:
    with pytest.raises(FaultError, match=said):
        fault(kind).prepare(stage.target, seconds=5, parameters=ONE | parameters)
