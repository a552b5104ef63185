"""What is about to be done is on disk before; what is left is known from the disk alone, whatever was cut off."""

from __future__ import annotations

import os
import shutil
import threading
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest
from watching_fault import PLACE

from chaos.faults.catalog import FAULTS
from chaos.faults.fault import Injection
from chaos.ledger import KEPT, ROOM, Entry, Ledger, LedgerBusyError, State
from chaos.undoing import recover, recover_all, take_back_left

NOW = datetime(2024, 1, 15, 12, tzinfo=UTC)


def injection(identity: str, kind: str = "test.none") -> Injection:
    return Injection(
        identity=identity, kind=kind, target="tiny", touches=("nothing",), parameters={"é": "\n"}, saved={},
        injected_at=NOW, ends_at=NOW,
    )  # fmt: skip


def identities(ledger: Ledger) -> list[str]:
    return [one.identity for one in ledger.read().left]


@pytest.mark.parametrize(
    ("states", "is_left"),
    [
        ([State.INTENDED], True),
        ([State.INTENDED, State.INJECTED], True),
        ([State.INTENDED, State.INJECTED, State.UNDONE], True),
        ([State.INTENDED, State.INJECTED, State.UNDONE, State.FAILED], True),
        ([State.INTENDED, State.INJECTED, State.UNDONE, State.VERIFIED], False),
        ([State.INTENDED, State.FAILED, State.UNDONE, State.VERIFIED], False),
        # The guardian undid it while the runner stood still in the middle of it, and went on.
        ([State.INTENDED, State.UNDONE, State.VERIFIED, State.INJECTED], True),
    ],
)
def test_what_is_not_verified_is_left(tmp_path: Path, states: list[State], is_left: bool) -> None:
    ledger = Ledger(tmp_path)
    for state in states:
        ledger.write(state, injection("a"), by="runner")
    assert identities(ledger) == (["a"] if is_left else [])


def test_the_record_of_what_was_injected_goes_before_that_of_the_intent(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path)
    for identity in "ab":
        ledger.write(State.INTENDED, injection(identity), by="runner")
    injected = injection("a").model_copy(update={"saved": {"pid": 7}})
    ledger.write(State.INJECTED, injected, by="runner")
    ledger.write(State.UNDONE, injection("a"), by="runner")
    assert ledger.read().left == (injected, injection("b"))


@pytest.mark.parametrize("kept", [1, 20, 200])
def test_a_line_that_was_cut_off_is_told_and_hides_no_other(tmp_path: Path, kept: int) -> None:
    ledger = Ledger(tmp_path)
    ledger.write(State.INTENDED, injection("a"), by="runner")
    whole = ledger.path.read_bytes()
    ledger.path.write_bytes(whole + whole[:kept])
    assert (identities(ledger), ledger.read().unreadable) == (["a"], (2,))
    ledger.write(State.INTENDED, injection("b"), by="guardian")
    assert identities(ledger) == ["a", "b"]
    assert "line 2: its writer ended while it wrote" in ledger.read().warning


def test_bytes_that_are_no_text_are_told_as_well(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path)
    ledger.write(State.INTENDED, injection("a"), by="runner")
    with ledger.path.open("ab") as file:
        file.write(b"\xff\x00\xff")
    assert (identities(ledger), ledger.read().unreadable) == (["a"], (2,))


def test_each_line_is_synced_to_disk_before_the_next_step(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ledger = Ledger(tmp_path / "new")
    synced: list[bytes] = []
    real = os.fsync

    def noted(number: int) -> None:
        path = Path(f"/proc/self/fd/{number}").readlink()
        synced.append(path.read_bytes() if path.is_file() else str(path.name).encode())
        real(number)

    monkeypatch.setattr(os, "fsync", noted)
    ledger.write(State.INTENDED, injection("a"), by="runner")
    assert synced == [ledger.path.read_bytes(), b"new"], "the line, and the folder that names the file"


def test_a_ledger_that_nobody_wrote_is_empty(tmp_path: Path) -> None:
    read = Ledger(tmp_path / "none").read()
    assert (read.entries, read.left, read.warning) == ((), (), "")


def test_every_line_says_when_who_and_what(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path)
    ledger.write(State.INTENDED, injection("a"), by="runner")
    ledger.write(State.FAILED, injection("a"), by="guardian", why="it is stopped")
    lines = [Entry.model_validate_json(line) for line in ledger.path.read_text(encoding="utf-8").splitlines()]
    assert [(line.state, line.by, line.why) for line in lines] == [
        (State.INTENDED, "runner", ""),
        (State.FAILED, "guardian", "it is stopped"),
    ]


def test_a_target_is_held_by_one_at_a_time(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "tiny")
    with ledger.held():
        with (
            pytest.raises(LedgerBusyError, match=rf"process {os.getpid()} runs an experiment against tiny"),
            Ledger(tmp_path / "tiny").held(),
        ):
            pass
        with Ledger(tmp_path / "other").held():
            pass
    with ledger.held():
        pass


def test_targets_have_ledgers_of_their_own_below_the_reports(tmp_path: Path) -> None:
    one, other = Ledger.of("harness-1", reports=tmp_path), Ledger.of("../up", reports=tmp_path)
    assert one.folder != other.folder
    assert one.folder.parent == other.folder.parent == tmp_path / "chaos" / "ledgers"


def test_an_undo_that_fails_keeps_none_of_the_others_from_theirs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(FAULTS, "test.watching", PLACE)
    ledger, notes = Ledger(tmp_path / "ledger"), tmp_path / "notes"
    for name, fails in (("first", ""), ("second", "undo"), ("third", "undone"), ("last", "")):
        asked = {"ledger": str(ledger.path), "notes": str(notes), "name": name, "fails": fails}
        ledger.write(State.INTENDED, injection(name, "test.watching").model_copy(update={"parameters": asked}), by="a")
    ledger.write(State.INTENDED, injection("unknown", "test.unknown"), by="a")
    recovery = recover(ledger.folder)
    assert [ending.injection.identity for ending in recovery.endings] == ["unknown", "last", "third", "second", "first"]
    assert [line.split()[1] for line in notes.read_text(encoding="utf-8").splitlines()] == [
        "last", "third", "second", "first"
    ]  # fmt: skip
    assert identities(ledger) == ["second", "third", "unknown"]
    assert not recovery.ok
    assert "ZeroDivisionError: undo was told to fail" in recovery.text
    assert [one.injection.identity for one in take_back_left(ledger, by="b")] == ["unknown", "third", "second"]


def test_all_ledgers_are_recovered_and_one_in_use_is_left_alone(tmp_path: Path) -> None:
    for name in ("calm", "left", "used"):
        Ledger.of(name, reports=tmp_path).folder.mkdir(parents=True)
    left = Ledger.of("left", reports=tmp_path)
    left.write(State.INTENDED, injection("a", "test.unknown"), by="runner")
    with Ledger.of("used", reports=tmp_path).held():
        found = recover_all(reports=tmp_path, wait_s=0)
    assert [(one.folder.name, one.ok) for one in found] == [("left", False), ("used", True)]
    assert "left 1 of its faults" in found[0].text
    assert "runs an experiment against used" in found[1].text


def test_a_run_that_goes_on_is_not_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(time, "sleep", lambda _: pytest.fail("its end is waited for"))
    with Ledger.of("used", reports=tmp_path).held():
        [found] = recover_all(reports=tmp_path, wait_s=1)
    assert found.warning.startswith(f"process {os.getpid()} runs an experiment against used")


def test_a_ledger_is_taken_away_when_nothing_is_left_in_it(tmp_path: Path) -> None:
    ledger = Ledger.of("tiny", reports=tmp_path)
    ledger.write(State.INTENDED, injection("a"), by="runner")
    assert not ledger.remove()
    ledger.write(State.VERIFIED, injection("a"), by="runner")
    with ledger.held():
        assert not ledger.remove(), "whoever has it may write into it still"
    assert not ledger.remove(kept=KEPT)
    assert ledger.path.exists()
    assert ledger.remove()
    assert not ledger.folder.exists()
    assert (ledger.read().entries, ledger.read().left) == ((), ())


def test_old_ledgers_are_taken_away_by_a_next_start_but_not_what_they_have_left(tmp_path: Path) -> None:
    now = datetime.now(UTC)
    for name, at, last in (
        ("over", now - 2 * KEPT, State.VERIFIED),
        ("left", now - 2 * KEPT, State.FAILED),
        ("recent", now, State.VERIFIED),
    ):
        planned = Entry(at=at, state=State.INTENDED, identity="a", by="runner", injection=injection("a"))
        lines = (planned, planned.model_copy(update={"state": last, "injection": None}))
        ledger = Ledger.of(name, reports=tmp_path)
        ledger.folder.mkdir(parents=True)
        ledger.path.write_text("".join(f"{line.model_dump_json()}\n" for line in lines), encoding="utf-8")
    found = recover_all(reports=tmp_path, wait_s=0)
    assert [one.folder.name for one in found] == ["left"]
    assert sorted(one.name for one in (tmp_path / ROOM).iterdir()) == ["left", "recent"]


def test_who_waits_for_a_ledger_that_is_taken_away_gets_the_next_of_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ledger = Ledger.of("tiny", reports=tmp_path)
    waits, sleep = threading.Event(), time.sleep
    told: list[str] = []

    def waited(seconds: float) -> None:
        waits.set()
        sleep(seconds)

    def wait() -> None:
        with ledger.held(wait_s=60):
            told.append((ledger.folder / "lock").read_text(encoding="utf-8"))

    monkeypatch.setattr(time, "sleep", waited)
    thread = threading.Thread(target=wait)
    with ledger.held():
        thread.start()
        assert waits.wait(60)
        shutil.rmtree(ledger.folder)
    thread.join(60)
    assert told == [f"process {os.getpid()}\n"], "it holds what others find under this name"


def test_a_ledger_goes_though_others_open_it_all_the_time(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "ledgers" / "tiny")
    ended = threading.Event()

    def open_it() -> None:
        while not ended.is_set():
            with ledger.hand(wait_s=5):
                pass

    others = [threading.Thread(target=open_it) for _ in range(2)]
    for other in others:
        other.start()
    try:
        for _ in range(300):
            ledger.remove()
    finally:
        ended.set()
        for other in others:
            other.join()
    assert [path.name for path in tmp_path.iterdir()] == ["ledgers"]
