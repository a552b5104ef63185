"""Faults that are switched on from outside: for how long, for whom, and what becomes of one that is taken back."""

from __future__ import annotations

import threading

import pytest

from harness.control.board import Asked, Board, Ended, UnusableError
from harness.control.faults import Choice, Chosen, Kind, Parameters, Span

LONG_S = 60.0


class Tuned(Parameters):
    tone: int = 1


class Stopwatch:
    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def stopwatch() -> Stopwatch:
    return Stopwatch()


@pytest.fixture
def board(stopwatch: Stopwatch) -> Board[int]:
    return Board([Kind("hum", "it hums", Tuned, lambda tuned, span: int(tuned.tone))], clock=stopwatch)


def asked(id_: str = "f1", *, seconds: float = 10, **parameters: int) -> Asked:
    return Asked(kind="hum", id=id_, seconds=seconds, parameters=dict(parameters))


def test_a_fault_is_on_until_its_bound(board: Board[int], stopwatch: Stopwatch) -> None:
    board.turn_on(asked(tone=3))
    stopwatch.seconds = 9.9
    assert board.effects() == [3]
    stopwatch.seconds = 10
    assert board.effects() == []
    state = board.state("f1")
    assert state is not None
    assert state.ended is Ended.BOUND
    assert board.states() == []


def test_nobody_has_to_ask_for_the_bound_to_end_it() -> None:
    over = threading.Event()

    def begin(tuned: Tuned, span: Span) -> None:
        span.at_end(over.set)

    with Board([Kind("hum", "it hums", Tuned, begin)]) as board:
        board.turn_on(asked(seconds=0.01))
        assert over.wait(LONG_S)
        state = board.state("f1", wait_s=LONG_S)
    assert state is not None
    assert state.ended is Ended.BOUND


def test_the_oldest_comes_first_and_one_can_be_taken_out(board: Board[int]) -> None:
    for number in (1, 2, 3):
        board.turn_on(asked(f"f{number}", tone=number))
    ended = board.turn_off("f2")
    assert ended is not None
    assert ended.ended is Ended.UNDONE
    assert board.effects() == [1, 3]
    assert [state.id for state in board.clear()] == ["f1", "f3"]
    assert board.effects() == []


def test_asking_twice_is_asking_once(board: Board[int], stopwatch: Stopwatch) -> None:
    board.turn_on(asked())
    stopwatch.seconds = 5
    board.turn_on(asked())
    assert board.effects() == [1]
    stopwatch.seconds = 10
    assert board.effects() == []


def test_an_id_is_used_once(board: Board[int]) -> None:
    board.turn_on(asked())
    with pytest.raises(UnusableError, match="id f1 was used"):
        board.turn_on(asked(tone=2))
    board.turn_off("f1")
    with pytest.raises(UnusableError, match="id f1 was used"):
        board.turn_on(asked())
    assert board.effects() == []


def test_one_that_was_taken_back_before_it_came_is_not_switched_on(board: Board[int]) -> None:
    assert board.turn_off("late") is None
    with pytest.raises(UnusableError, match="taken back"):
        board.turn_on(asked("late"))
    assert board.effects() == []


def test_the_text_says_what_there_is(board: Board[int]) -> None:
    with pytest.raises(UnusableError, match="no fault 'him' here; there are hum"):
        board.turn_on(Asked(kind="him", id="f1", seconds=1))
    with pytest.raises(UnusableError, match="hum takes tone: loud: Extra inputs"):
        board.turn_on(asked(loud=1))


def test_closing_the_board_ends_what_is_on(board: Board[int]) -> None:
    with board:
        board.turn_on(asked())
    state = board.state("f1")
    assert state is not None
    assert state.ended is Ended.UNDONE


def fates(chosen: Chosen, *names: str | None) -> list[bool]:
    choice = Choice(chosen, Span())
    return [choice.hits(name) for name in names]


def test_a_share_is_drawn_by_the_seed() -> None:
    one = fates(Chosen(share=0.5, seed=1), *[None] * 200)
    assert one == fates(Chosen(share=0.5, seed=1), *[None] * 200)
    assert one != fates(Chosen(share=0.5, seed=2), *[None] * 200)
    assert 70 < sum(one) < 130


def test_the_fate_of_a_name_does_not_hang_on_the_order() -> None:
    names = [f"m{number}" for number in range(40)]
    there = dict(zip(names, fates(Chosen(share=0.5), *names), strict=True))
    back = dict(zip(reversed(names), fates(Chosen(share=0.5), *reversed(names)), strict=True))
    assert there == back
    assert set(there.values()) == {True, False}


def test_only_the_first_are_hit_and_counted() -> None:
    span = Span()
    choice = Choice(Chosen(first=2), span)
    assert [choice.hits() for _ in range(4)] == [True, True, False, False]
    assert span.hits == 2
