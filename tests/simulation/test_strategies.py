"""What strategies find, how the exhaustive one counts, and that it does not explore commuting orders twice."""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Callable

import pytest
from google.cloud import firestore

from harness.simulation.explore import PROJECT, Explorer, Program, explore
from harness.simulation.faults import Fault, aborted, clock_jump, contended, crash, lost_reply, pause, permission_denied
from harness.simulation.faults import unavailable as nobody_answers
from harness.simulation.history import History
from harness.simulation.shrink import shrink
from harness.simulation.strategies import Exhaustive, Pct, Portfolio, Strategy, Walk
from harness.simulation.verdicts import Invariant
from harness.simulation.world import End


def writes(*paths: str) -> Callable[[], None]:
    def body() -> None:
        client = firestore.Client(project=PROJECT)
        for path in paths:
            client.document(path).set({"by": path})

    return body


def lost_update(names: str = "ab") -> Program:
    """Everybody reads a counter, adds one, and writes it."""
    found: list[int] = []

    def adds() -> None:
        document = firestore.Client(project=PROJECT).document("counters/one")
        document.set({"n": document.get().get("n") + 1})

    seen: list[object] = []

    def prepare(client: object) -> None:
        seen[:] = [client]
        client.document("counters/one").set({"n": 0})  # type: ignore[attr-defined]

    def lost() -> str | None:
        found[:] = [seen[0].document("counters/one").get().get("n")]  # type: ignore[attr-defined]
        return None if found[0] == len(names) else f"{found[0]} of {len(names)} are counted"

    return Program(dict.fromkeys(names, adds), [Invariant("no update is lost", lost)], setup=prepare)


STRATEGIES: list[Callable[[], Strategy]] = [
    lambda: Walk(1),
    lambda: Pct(1, depth=2),
    lambda: Pct(1, depth=3),
    lambda: Exhaustive(preemptions=1),
    lambda: Portfolio(1),
]


@pytest.mark.parametrize("strategy", STRATEGIES, ids=lambda make: make().name)
def test_every_strategy_finds_a_lost_update(strategy: Callable[[], Strategy]) -> None:
    found = explore(lost_update(), schedules=200, seed=1, strategy=strategy()).found
    assert found is not None
    assert found.broken is not None
    assert found.broken.why == "1 of 2 are counted"


def test_without_preemptions_nothing_is_lost_and_the_search_says_that_it_is_complete() -> None:
    explored = explore(lost_update(), schedules=100, strategy=Exhaustive(preemptions=0))
    assert explored.found is None
    assert explored.exhausted


def test_orders_of_independent_steps_are_all_made_without_reduction_and_few_with_it() -> None:
    """Two processes of three steps each: their first turns and three requests can be merged in many ways."""
    program = Program({"a": writes("x/1", "x/2", "x/3"), "b": writes("y/1", "y/2", "y/3")})
    whole = explore(program, schedules=1000, strategy=Exhaustive(preemptions=99, reduced=False))
    reduced = explore(program, schedules=1000, strategy=Exhaustive(preemptions=99))
    assert whole.exhausted
    assert whole.runs == math.comb(8, 4), "a start and three requests each"
    assert reduced.exhausted
    # Each process is before its start, before one of its steps, or at its end; and either has taken the last step.
    assert reduced.runs <= 2 * 5 * 5
    assert reduced.runs < whole.runs / 2


def test_steps_that_touch_the_same_document_are_not_reduced() -> None:
    orders: set[tuple[str, ...]] = set()
    by = Invariant("all orders are made", lambda: orders.add(tuple(order)))
    order: list[str] = []

    def writes_as(name: str) -> Callable[[], None]:
        def body() -> None:
            writes("x/1")()
            order.append(name)

        return body

    program = Program({"a": writes_as("a"), "b": writes_as("b")}, [by], setup=lambda client: order.clear())
    assert explore(program, schedules=1000, strategy=Exhaustive(preemptions=99)).exhausted
    assert orders == {("a", "b"), ("b", "a")}


def test_the_reduced_search_finds_what_the_whole_one_finds() -> None:
    for preemptions in (0, 1, 2):
        whole = explore(lost_update(), schedules=3000, strategy=Exhaustive(preemptions=preemptions, reduced=False))
        reduced = explore(lost_update(), schedules=3000, strategy=Exhaustive(preemptions=preemptions))
        assert (whole.found is None) == (reduced.found is None)


def test_a_walk_without_stalls_never_moves_time_over_somebody_who_could_go_on() -> None:
    """The bug needs a process to stand still while another one sleeps for long."""
    history = History()

    def late() -> None:
        began = time.time()
        firestore.Client(project=PROJECT).document("x/1").get()
        if time.time() - began > 60:
            history.record("late")

    program = Program(
        {"a": late, "b": lambda: time.sleep(300)},
        [Invariant("nobody is late", lambda: "somebody is late" if history.events else None)],
        history=history,
    )
    assert explore(program, schedules=300, strategy=Walk(1, stall_share=0.0)).found is None
    assert explore(program, schedules=300, strategy=Walk(1)).found is not None
    assert explore(program, schedules=300, strategy=Exhaustive(preemptions=1)).found is not None


@pytest.mark.parametrize(
    ("fault", "shows"),
    [
        (pause(400), "ended after 400 s"),
        (crash(), "never ended"),
        (clock_jump(30), "clock 30 s"),
        (aborted(), "error Aborted"),
        (contended(burst=2), "error Aborted"),
        (permission_denied(), "error PermissionDenied"),
        (lost_reply(), "error AlreadyExists"),
        (nobody_answers(), "fine, though asked twice"),
    ],
    ids=lambda value: getattr(value, "name", ""),
)
def test_each_fault_is_a_choice_and_does_what_it_says(fault: Fault, shows: str) -> None:
    history = History()

    def body() -> None:
        client, steady, wall = firestore.Client(project=PROJECT), time.monotonic(), time.time()
        try:
            client.document("x/1").create({"n": 1})
        except Exception as error:  # noqa: BLE001 - told to the history
            history.record("error", kind=type(error).__name__)
        history.record("ended", steady=time.monotonic() - steady, wall=time.time() - wall)

    def told() -> str | None:
        errors = [event.details["kind"] for event in history.events if event.name == "error"]
        ends = [event.details for event in history.events if event.name == "ended"]
        if errors:
            return f"error {errors[0]}"
        if not ends:
            return "never ended"
        steady, wall = ends[0]["steady"], ends[0]["wall"]
        if wall - steady > 1:
            return f"clock {wall - steady:.0f} s"
        if steady >= 300:
            return f"ended after {steady:.0f} s"
        return "fine, though asked twice" if steady > 0 else None

    program = Program({"a": body}, [Invariant("nothing happens", told)], history=history, faults=[fault])
    with Explorer(program) as explorer:
        found = explorer.explore(Exhaustive(preemptions=0, faults=1), schedules=50).found
    assert found is not None
    assert found.broken is not None
    assert found.broken.why == shows
    assert list(found.deviations.values()) == [f"a: {fault.name}"]


def test_shrinking_leaves_the_fewest_deviations() -> None:
    program = lost_update("abc")
    with Explorer(program) as explorer:
        found = explorer.explore(Walk(5), schedules=200).found
        assert found is not None
        small = shrink(explorer, found, seed=5)
    assert len(small.deviations) <= len(found.deviations)
    assert len(small.deviations) == 1, "one switch between reading and writing is enough"
    assert small.taken


def test_a_run_that_polls_for_ever_says_nothing() -> None:
    def polls() -> None:
        while True:
            time.sleep(5)

    explored = explore(Program({"a": polls}, step_limit=50), schedules=3, strategy=Walk(1))
    assert (explored.runs, explored.too_long, explored.found) == (3, 3, None)


def test_two_who_wait_for_each_other_are_found() -> None:
    def body() -> None:
        threading.Event().wait()

    found = explore(Program({"a": body}), schedules=3).found
    assert found is not None
    assert found.end is End.STUCK
