"""Faults are written ahead, undone in reverse order however a block is left, and one experiment runs at a time."""

from __future__ import annotations

from pathlib import Path

import pytest
from watching_fault import PLACE

from chaos.faults.catalog import FAULTS
from chaos.faults.fault import FaultError
from chaos.faults.target import Target
from chaos.guarded import Guarded
from chaos.ledger import Ledger, LedgerBusyError, State

TARGET = Target(name="tiny")


class Watch:
    """What the tests' own fault noted: the step, its name, and the last state in the ledger at that time."""

    def __init__(self, folder: Path) -> None:
        self.reports = folder
        self.ledger = Ledger.of("tiny", reports=folder)
        self._notes = folder / "notes"

    def asked(self, name: str, fails: str = "") -> dict[str, str]:
        return {"ledger": str(self.ledger.path), "notes": str(self._notes), "name": name, "fails": fails}

    @property
    def notes(self) -> list[str]:
        return [line.strip() for line in self._notes.read_text(encoding="utf-8").splitlines()]

    @property
    def states(self) -> list[str]:
        return [entry.state.value for entry in self.ledger.read().entries]


@pytest.fixture
def watch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Watch:
    # The guardian is another process: it finds no such fault, and is not needed for one here.
    monkeypatch.setitem(FAULTS, "test.watching", PLACE)
    return Watch(tmp_path)


def test_the_intent_is_on_disk_before_the_fault_is_there(watch: Watch) -> None:
    with Guarded(TARGET, reports=watch.reports) as guarded:
        guarded.inject("test.watching", seconds=60, parameters=watch.asked("a"))
    assert watch.notes == ["inject a intended", "undo a injected"]
    assert watch.states == ["intended", "injected", "undone", "verified"]


def test_an_error_in_the_block_undoes_the_last_fault_first(watch: Watch) -> None:
    with (  # noqa: PT012 - the block is what is tested
        pytest.raises(ZeroDivisionError),
        Guarded(TARGET, reports=watch.reports) as guarded,
    ):
        for name in "abc":
            guarded.inject("test.watching", seconds=60, parameters=watch.asked(name))
        raise ZeroDivisionError
    assert [line.rsplit(" ", 1)[0] for line in watch.notes[3:]] == ["undo c", "undo b", "undo a"]
    assert [ending.undone.ok for ending in guarded.endings] == [True] * 3


def test_a_fault_that_did_not_come_about_is_undone_at_once(watch: Watch) -> None:
    with Guarded(TARGET, reports=watch.reports) as guarded:
        with pytest.raises(FaultError, match="inject was told to fail"):
            guarded.inject("test.watching", seconds=60, parameters=watch.asked("a", fails="inject"))
        assert watch.notes == ["inject a intended", "undo a intended"]
        assert watch.states == ["intended", "undone", "verified"]


def test_a_fault_that_was_undone_before_is_not_undone_at_the_end(watch: Watch) -> None:
    with Guarded(TARGET, reports=watch.reports) as guarded:
        first = guarded.inject("test.watching", seconds=60, parameters=watch.asked("a"))
        guarded.inject("test.watching", seconds=60, parameters=watch.asked("b"))
        assert guarded.undo(first).ok
        assert guarded.undo(first).ok
    assert [line.rsplit(" ", 1)[0] for line in watch.notes[2:]] == ["undo a", "undo b"]


@pytest.mark.parametrize("fails", ["undo", "undone"])
def test_a_fault_that_is_left_is_named_and_keeps_the_next_from_starting(watch: Watch, fails: str) -> None:
    with (
        pytest.raises(FaultError, match=r"test\.watching of nothing: NOT undone; .+\n`harness chaos recover`"),
        Guarded(TARGET, reports=watch.reports) as guarded,
    ):
        guarded.inject("test.watching", seconds=60, parameters=watch.asked("a", fails=fails))
    assert watch.ledger.read().left
    with pytest.raises(FaultError, match=r"NOT undone(.|\n)*undo it by hand"), Guarded(TARGET, reports=watch.reports):
        pass
    with watch.ledger.held():
        pass


def test_one_experiment_runs_at_a_time_against_a_target(watch: Watch) -> None:
    with Guarded(TARGET, reports=watch.reports):
        with (
            pytest.raises(LedgerBusyError, match="one at a time"),
            Guarded(TARGET, reports=watch.reports, wait_s=0),
        ):
            pass
        with Guarded(Target(name="other"), reports=watch.reports, wait_s=0):
            pass


def test_nothing_is_injected_outside_of_the_block(watch: Watch) -> None:
    guarded = Guarded(TARGET, reports=watch.reports)
    with pytest.raises(FaultError, match="enter the block first"):
        guarded.inject("test.watching", seconds=60, parameters=watch.asked("a"))
    with guarded:
        pass
    with pytest.raises(FaultError, match="without a guardian"):
        guarded.inject("test.watching", seconds=60, parameters=watch.asked("a"))
    assert State.INJECTED.value not in watch.states
