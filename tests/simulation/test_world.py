"""The scheduler: turns, virtual time, ends of runs, and what it does with code that will not go."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from harness.simulation import world as world_module
from harness.simulation.choices import Default, Kind, Point, Replay
from harness.simulation.patches import active
from harness.simulation.processes import Stopped, current
from harness.simulation.world import START, End, HangError, World


class Scripted:
    """Chooses by name, in order; the default where the script has run out. Keeps the points that it was asked at."""

    def __init__(self, *names: str) -> None:
        self._names = list(names)
        self.points: list[Point] = []

    def choose(self, point: Point) -> int:
        self.points.append(point)
        return point.options.index(self._names.pop(0)) if self._names else 0


def step(label: str = "step") -> None:
    process = current()
    assert process is not None
    process.world.step(process, label)


def sleep(seconds: float) -> None:
    process = current()
    assert process is not None
    process.world.sleep(process, seconds)


def world_of(chooser: object, *bodies: Callable[[], None], **options: object) -> World:
    made = World(chooser, **options)  # type: ignore[arg-type]
    for name, body in zip("abc", bodies, strict=False):
        made.spawn(name, body)
    return made


def test_by_default_processes_run_one_after_the_other() -> None:
    seen: list[str] = []

    def body() -> None:
        for _ in range(3):
            step()
            process = current()
            assert process is not None
            seen.append(process.name)

    assert world_of(Default(), body, body).run() is End.FINISHED
    assert "".join(seen) == "aaabbb"


def test_a_chooser_decides_who_takes_the_next_step() -> None:
    seen: list[str] = []

    def body() -> None:
        for _ in range(2):
            step()
            seen.append(current().name)  # type: ignore[union-attr]

    chooser = Scripted("b", "b", "a", "a", "a")
    world_of(chooser, body, body).run()
    assert "".join(seen) == "baab"
    assert chooser.points[0].options == ("a", "b")
    assert chooser.points[1].options == ("b", "a"), "the running one comes first"
    assert chooser.points[1].preempts == (False, True)


def test_the_same_deviations_make_the_same_run() -> None:
    def orders(chooser: object) -> tuple[list[str], World]:
        seen: list[str] = []

        def body() -> None:
            for _ in range(3):
                step()
                seen.append(current().name)  # type: ignore[union-attr]

        made = world_of(chooser, body, body, body)
        made.run()
        return seen, made

    first, made = orders(Scripted("b", "c", "a", "b", "a"))
    again, _ = orders(Replay({chosen.number: chosen.option for chosen in made.chosen}))
    assert again == first


def test_a_deviation_that_is_not_possible_any_more_is_passed_over() -> None:
    replay = Replay({0: "nobody"})
    assert world_of(replay, step, step).run() is End.FINISHED
    assert replay.passed_over == 1


def test_time_passes_only_when_a_sleeper_is_chosen() -> None:
    seen: list[tuple[str, float]] = []
    made: World

    def at() -> float:
        return (made.now_ns - made.start_ns) / 1e9

    def long() -> None:
        sleep(400)
        seen.append(("long", at()))

    def short() -> None:
        for _ in range(2):
            sleep(5)
            seen.append(("short", at()))

    made = world_of(Default(), long, short)
    made.run()
    assert seen == [("short", 5), ("short", 10), ("long", 400)]


def test_a_process_can_be_stalled_while_others_sleep() -> None:
    """`b` is ready all the time, but `a` wakes up twice before `b` is given a turn."""
    seen: list[str] = []

    def sleeper() -> None:
        for _ in range(2):
            sleep(300)
            seen.append("a")

    def ready() -> None:
        step()
        seen.append("b")

    chooser = Scripted("a", "a", "a")
    world_of(chooser, sleeper, ready).run()
    assert seen == ["a", "a", "b"]
    assert chooser.points[1].preempts == (False, True), "moving time over somebody who could go on holds him back"


def test_without_stalls_time_passes_only_when_nobody_can_go_on() -> None:
    chooser = Scripted()
    world_of(chooser, lambda: sleep(300), step, stalls=False).run()
    assert all("a" not in point.options or not any(point.asleep) for point in chooser.points)


def test_waiting_ends_when_it_is_woken_or_when_its_time_is_up() -> None:
    answers: list[bool] = []
    awaited = object()

    def waits(seconds: float) -> None:
        process = current()
        assert process is not None
        answers.append(process.world.block(process, awaited, seconds, "waits"))

    def wakes() -> None:
        sleep(10)
        process = current()
        assert process is not None
        process.world.wake(awaited)

    world_of(Default(), lambda: waits(5), wakes).run()
    world_of(Default(), lambda: waits(20), wakes).run()
    assert answers == [False, True]


def test_a_run_in_which_nobody_can_go_on_is_stuck_and_is_left() -> None:
    left: list[str] = []

    def waits() -> None:
        process = current()
        assert process is not None
        try:
            process.world.block(process, object(), None, "waits for ever")
        finally:
            left.append(process.name)

    assert world_of(Default(), waits, step).run() is End.STUCK
    assert left == ["a"]


def test_a_run_that_is_too_long_is_ended_and_its_code_is_left() -> None:
    left: list[str] = []

    def loops() -> None:
        try:
            while True:
                step()
        finally:
            left.append(current().name)  # type: ignore[union-attr]

    assert world_of(Default(), loops, loops, step_limit=50).run() is End.TOO_LONG
    assert left == ["a"], "the other one was never begun"


def test_a_crashed_process_takes_no_further_step() -> None:
    effects: list[str] = []

    def crashes() -> None:
        process = current()
        assert process is not None
        try:
            process.world.crash(process)
        except Exception:  # noqa: BLE001 - what code under test may do
            effects.append("swallowed")
        finally:
            step("clean up")
            effects.append("cleaned up")

    assert world_of(Default(), crashes, step).run() is End.FINISHED
    assert effects == []


def test_code_that_swallows_everything_and_tries_for_ever_is_left_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(world_module, "REFUSALS", 5)

    def stubborn() -> None:
        while True:
            try:
                step()
            except BaseException:  # noqa: BLE001, S112 - what code under test may do
                continue

    ended: list[str] = []

    def other() -> None:
        step()
        ended.append("b")

    assert world_of(Default(), stubborn, other, step_limit=20).run() is End.TOO_LONG
    assert world_of(Default(), other, other).run() is End.FINISHED, "later runs are not disturbed"


def test_an_error_of_a_process_is_kept_for_whoever_judges() -> None:
    def fails() -> None:
        raise ValueError("three")

    made = world_of(Default(), fails, step)
    assert made.run() is End.FINISHED
    assert str(made.processes[0].error) == "three"


def test_what_is_no_error_comes_out_of_the_run() -> None:
    def interrupts() -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        world_of(Default(), interrupts, step).run()


def test_a_process_that_blocks_outside_the_scheduler_is_named_with_its_stack(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(world_module, "HANG_S", 0.05)
    outside = threading.Event()

    def waits_outside() -> None:
        outside.wait()

    made = world_of(Default(), waits_outside, step)
    try:
        with pytest.raises(HangError, match="'a' has taken no step") as caught:
            made.run()
        assert "waits_outside" in str(caught.value)
    finally:
        outside.set()


def test_a_process_that_was_spawned_by_another_runs_too() -> None:
    seen: list[str] = []

    def parent() -> None:
        process = current()
        assert process is not None
        process.world.spawn("child", lambda: seen.append("child"))
        step()
        seen.append("parent")

    world_of(Scripted("child"), parent).run()
    assert seen == ["child", "parent"]


def test_an_option_is_asked_for_only_where_there_is_a_choice() -> None:
    chooser = Scripted()
    world_of(chooser, step).run()
    assert chooser.points == []


def test_victims_and_faults_are_choices_like_others() -> None:
    made: World
    taken: list[int] = []

    def asks() -> None:
        taken.append(made.choose(Kind.VICTIM, ["wait", "requester loses"], "a"))

    made = world_of(Scripted("requester loses"), asks)
    made.run()
    assert taken == [1]
    assert made.chosen[0].option == "requester loses"


def test_the_wall_clock_of_a_process_starts_where_the_run_starts() -> None:
    seen: list[datetime] = []
    with active():
        world_of(Default(), lambda: seen.append(datetime.now(UTC))).run()
    assert seen == [START]


def test_stopped_is_not_swallowed_by_code_that_catches_exceptions() -> None:
    assert not issubclass(Stopped, Exception)


def test_other_threads_keep_the_computers_time() -> None:
    before = time.time()
    with active():
        assert time.time() >= before
        assert time.monotonic() > 0
