"""The sequence of a game day: when its steps come, who is asked, what is measured, how it ends."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from experiment_records import faced, made
from game_day_stage import Course, PassedHours, ToldStage

from chaos.gameday import JOURNAL, PAGE, run_gameday
from chaos.gameday_file import GameDayError
from chaos.gameday_outcome import concluded, observation
from chaos.gameday_record import GameDayRecord, Observation
from chaos.journal import Event, ExperimentRecord, Verdict
from chaos.staging import Company
from chaos.watching import Change, Seen, Signal, State, Watch, seen

DAY = """
title: Opening night
briefing: The first night of the season.
roles:
  - {name: commander, duty: ends the day if need be}
  - {name: scribe, duty: writes it down}
watch: {settle_s: 5}
timeline:
  - {at_s: 0, note: everybody is here}
  - {at_s: 20, load: game_night, for_s: 600}
  - {at_s: 60, pause: "Go on?", confirm: commander}
  - {at_s: 100, experiment: first}
  - {at_s: 200, experiment: second}
until_s: 900
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / "opening_night.yaml"
    file.write_text(DAY)
    return file


def quiet(_: ToldStage) -> ExperimentRecord:
    """An experiment that no signal notices, over in no time."""
    return faced("first", detected_s=None)


def seen_after(detected_s: float, recovered_s: float, *, name: str = "second", lasts_s: float = 60.0) -> Course:
    """One with its fault in second 10, of which a worker's readiness tells so long after."""

    def course(stage: ToldStage) -> ExperimentRecord:
        stage.hours.wait(10 + detected_s)
        stage.worker.becomes(State(False, "its model is not there"))
        stage.hours.wait(recovered_s - detected_s)
        stage.worker.becomes(State(True))
        stage.hours.wait(lasts_s - 10 - recovered_s)
        return made(name, events=faced().events[:3])

    return course


class People:
    """What they are asked and told; they say `answers` one after the other."""

    def __init__(self, hours: PassedHours, *answers: bool) -> None:
        self._hours, self._answers = hours, list(answers)
        self.asked: list[tuple[str, str]] = []
        self.told: list[str] = []

    def ask(self, text: str, role: str) -> bool:
        self.asked.append((text, role))
        self._hours.wait(7.0)
        return self._answers.pop(0)

    @property
    def company(self) -> Company:
        return Company(self.ask, self.told.append)


Hold = Callable[..., tuple[GameDayRecord, ToldStage]]


@pytest.fixture
def hold(file: Path, tmp_path: Path) -> Hold:
    def held(
        *answers: bool, first: Course = quiet, second: Course = quiet, **how: bool
    ) -> tuple[GameDayRecord, ToldStage]:
        hours = PassedHours()
        stage = ToldStage(hours, {"first": first, "second": second})
        people = People(hours, *answers)
        record = run_gameday(
            file, out=tmp_path / "out", stages=stage.begun, company=people.company, hours=hours, **how
        )  # fmt: skip
        assert not stage.is_up
        assert record == GameDayRecord.read(tmp_path / "out" / JOURNAL)
        return record, stage

    return held


def test_steps_come_in_order_when_they_are_due(hold: Hold) -> None:
    record, stage = hold(True)
    assert stage.log == [(20.0, "game_night"), (100.0, "first"), (200.0, "second")]
    assert stage.load_seconds == [600.0]
    assert stage.rehearsed == [False, False]
    assert record.duration_s == 900.0
    assert [one.at_s for one in record.experiments] == [100.0, 200.0]


def test_a_step_waits_for_the_one_before(hold: Hold) -> None:
    _, stage = hold(True, first=seen_after(1, 2, name="first", lasts_s=400))
    assert stage.log[-1] == (500.0, "second")


def test_a_rehearsal_takes_a_tenth(hold: Hold) -> None:
    record, stage = hold(auto=True, rehearsal=True)
    assert stage.log == [(2.0, "game_night"), (10.0, "first"), (20.0, "second")]
    assert stage.load_seconds == [60.0]
    assert stage.rehearsed == [True, True]
    assert (record.duration_s, record.speed) == (90.0, 10.0)
    assert record.command is not None
    assert record.command.endswith("opening_night.yaml --auto --rehearsal")


def test_a_pause_is_the_role_s_that_the_file_names(hold: Hold) -> None:
    record, _ = hold(True)
    [pause] = record.pauses
    assert (pause.at_s, pause.confirmed_by, pause.waited_s, pause.text) == (60.0, "commander", 7.0, "Go on?")


def test_nobody_is_asked_where_nobody_attends(hold: Hold) -> None:
    record, stage = hold(auto=True)
    [pause] = record.pauses
    assert (pause.confirmed_by, pause.waited_s) == (None, 0.0)
    assert len(stage.log) == 3


def test_who_is_asked_may_end_the_day(hold: Hold) -> None:
    record, stage = hold(False)
    assert stage.log == [(20.0, "game_night")]
    assert record.aborted == "commander ended the day at: Go on?"
    assert (record.verdict, record.reason) == (Verdict.INCONCLUSIVE, f"ended before its time: {record.aborted}")
    assert stage.loads[0].ended_early is True


def test_a_load_is_waited_for_at_the_end(hold: Hold) -> None:
    record, stage = hold(True)
    assert stage.loads[0].ended_early is False
    assert [(load.at_s, load.reason) for load in record.loads] == [(20.0, "load-1-game_night.json")]


def test_ctrl_c_while_a_load_is_waited_for_ends_it(file: Path, tmp_path: Path) -> None:
    hours = PassedHours()
    stage = ToldStage(hours, {"first": quiet, "second": quiet})
    stage.waiting = KeyboardInterrupt()
    record = run_gameday(file, auto=True, out=tmp_path, stages=stage.begun, company=People(hours).company, hours=hours)
    assert (record.aborted, len(record.loads)) == ("interrupted by hand", 1)
    assert stage.loads[0].ended_early is True


def test_times_are_measured_by_the_platform_s_signals(hold: Hold) -> None:
    record, _ = hold(True, second=seen_after(3.0, 25.0))
    assert record.observations[0].signal is None
    assert record.observations[1] == Observation(
        experiment="second",
        injected_at_s=210.0,
        detected_after_s=3.0,
        signal="readiness of worker-1",
        recovered_after_s=25.0,
    )
    assert ("detect", 213.0) in [(event.kind, event.at_s) for event in record.events]
    assert {score.name: score.observed for score in record.scorecard}["recovery"] == "at most 25.0 s"
    assert "no signal told of first" in [finding.text for finding in record.findings]


def test_what_the_platform_says_is_not_about_an_experiment_beside_it(file: Path, tmp_path: Path) -> None:
    hours = PassedHours()
    stage = ToldStage(hours, {"first": quiet, "second": seen_after(3.0, 25.0)})
    stage.beside = ("second",)
    record = run_gameday(file, auto=True, out=tmp_path, stages=stage.begun, company=People(hours).company, hours=hours)
    assert record.observations[1].signal is None


def stays_ill(stage: ToldStage) -> ExperimentRecord:
    stage.hours.wait(15)
    stage.coordinator.becomes(State(False, "answers 500"))
    return faced("first", detected_s=None)


def test_a_day_ends_where_the_platform_does_not_recover(hold: Hold, file: Path) -> None:
    file.write_text(DAY.replace("settle_s: 5", "settle_s: 0.2"))
    record, stage = hold(True, first=stays_ill)
    assert record.aborted == "not as before 0.2 s after first: health of coordinator: answers 500"
    assert stage.log[-1] == (100.0, "first")
    assert record.observations[0].recovered_after_s is None
    assert record.verdict is Verdict.INCONCLUSIVE


def test_a_day_does_not_begin_on_a_platform_that_is_not_well(file: Path, tmp_path: Path) -> None:
    file.write_text(DAY.replace("settle_s: 5", "settle_s: 0.2"))
    hours = PassedHours()
    stage = ToldStage(hours, {})
    stage.worker.signal = Signal(lambda: State(False, "no answer: ConnectionError"), 0.001)
    record = run_gameday(
        file, auto=True, out=tmp_path, stages=stage.begun, company=People(hours).company, hours=hours
    )  # fmt: skip
    assert record.aborted == "no steady state to begin with: readiness of worker-1: no answer: ConnectionError"
    assert stage.log == []


def test_an_interrupted_experiment_ends_the_day(hold: Hold) -> None:
    broken: dict[str, object] = {"ended": "interrupted", "verdict": Verdict.INCONCLUSIVE}
    record, stage = hold(True, first=lambda _: faced("first", reason="interrupted by SIGINT", **broken))
    assert record.aborted == "first: interrupted by SIGINT"
    assert len(record.experiments) == 1
    assert stage.loads[0].ended_early is True


def test_a_fault_that_is_still_there_ends_the_day_and_a_halt_does_not(hold: Hold) -> None:
    broken: dict[str, object] = {"ended": "interrupted", "verdict": Verdict.INCONCLUSIVE}
    left, _ = hold(True, first=lambda _: faced("first", reason="a fault is still there: process.pause", **broken))
    assert left.aborted == "first: a fault is still there: process.pause"
    halted, stage = hold(True, first=lambda _: faced("first", reason="halted: errors over half", **broken))
    assert halted.aborted is None
    assert stage.log[-1] == (200.0, "second")


def interrupting(_: ToldStage) -> ExperimentRecord:
    raise KeyboardInterrupt


def test_ctrl_c_ends_the_day_and_leaves_its_journal_and_page(hold: Hold, tmp_path: Path) -> None:
    record, stage = hold(True, second=interrupting)
    assert record.aborted == "interrupted by hand"
    assert stage.loads[0].ended_early is True
    assert "interrupted by hand" in (tmp_path / "out" / PAGE).read_text(encoding="utf-8")


def failing(_: ToldStage) -> ExperimentRecord:
    raise OSError("no space left")


def test_what_fails_is_raised_and_load_is_ended(file: Path, tmp_path: Path) -> None:
    hours = PassedHours()
    stage = ToldStage(hours, {"first": quiet, "second": failing})
    with pytest.raises(OSError, match="no space left"):
        run_gameday(file, auto=True, out=tmp_path, stages=stage.begun, company=People(hours).company, hours=hours)
    assert stage.loads[0].ended_early is True
    assert not stage.is_up
    kept = GameDayRecord.read(tmp_path / JOURNAL)
    assert (kept.verdict, kept.reason, len(kept.experiments)) == (
        Verdict.INCONCLUSIVE, "the day had not come to its end", 1,
    )  # fmt: skip


def test_people_need_a_terminal(file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("\n"))
    stage = ToldStage(PassedHours(), {})
    with pytest.raises(GameDayError, match="--auto"):
        run_gameday(file, out=tmp_path, stages=stage.begun)


@pytest.mark.parametrize(("typed", "goes_on"), [("", True), ("yes", True), ("stop", False), (" Stop ", False)])
def test_at_a_terminal_enter_goes_on(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, typed: str, goes_on: bool
) -> None:
    terminal = io.StringIO(f"{typed}\n")
    monkeypatch.setattr(terminal, "isatty", lambda: True)
    monkeypatch.setattr(sys, "stdin", terminal)
    hours = PassedHours()
    stage = ToldStage(hours, {"first": quiet, "second": quiet})
    record = run_gameday(file, out=tmp_path, stages=stage.begun, hours=hours)
    assert (len(record.experiments) == 2) is goes_on
    assert record.pauses[0].confirmed_by == "commander"


def test_the_verdict_of_a_day(hold: Hold) -> None:
    held, _ = hold(True)
    assert (held.verdict, held.reason) == (Verdict.HELD, "2 of 2 experiments as expected, all targets met")
    deviated, _ = hold(True, second=lambda _: faced("second", verdict=Verdict.DEVIATED, reason="3 rows are lost"))
    assert (deviated.verdict, deviated.reason) == (Verdict.DEVIATED, "second deviated: 3 rows are lost")
    assert deviated.findings[0].text == "second deviated, expected held: 3 rows are lost"
    unknown, _ = hold(True, second=lambda _: faced("second", verdict=Verdict.INCONCLUSIVE, reason="no reply"))
    assert (unknown.verdict, unknown.reason) == (Verdict.INCONCLUSIVE, "second: no reply")
    helped, _ = hold(True, second=lambda _: faced("second", by="commander"))
    assert helped.verdict is Verdict.DEVIATED
    assert "recovered without a person: 50 % (1 of 2)" in helped.reason
    slow, _ = hold(True, second=lambda _: faced("second", recovered_s=1000.0))
    assert slow.reason.startswith("recovery: at most 16 min 40 s, wanted under 15 min")
    nothing, _ = hold(True, first=lambda _: made("first"), second=lambda _: made("second"))
    assert nothing.verdict is Verdict.INCONCLUSIVE


def test_experiments_that_were_not_run_are_no_pass(hold: Hold) -> None:
    held, _ = hold(True)
    assert concluded(held, planned=3) == (Verdict.INCONCLUSIVE, "2 of 3 experiments were run")


ILL, WELL = State(False, "no answer"), State(True)


def changes(*told: tuple[float, str, State]) -> tuple[Change, ...]:
    return tuple(Change(*one) for one in told)


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ((), Seen(None, None, "", None)),
        (((0, "a", WELL), (12, "a", ILL), (15, "a", WELL)), Seen(2, "a", "no answer", 5)),
        # A second signal keeps it from having recovered.
        (((12, "a", ILL), (13, "b", ILL), (15, "a", WELL)), Seen(2, "a", "no answer", None)),
        (((12, "a", ILL), (15, "a", WELL), (18, "a", ILL), (21, "a", WELL)), Seen(2, "a", "no answer", 11)),
        (((12, "a", ILL), (15, "a", WELL), (18, "a", ILL)), Seen(2, "a", "no answer", None)),
        # What was before the injection, or after the look, is not about it.
        (((9, "a", ILL), (11, "a", WELL)), Seen(None, None, "", None)),
        (((12, "a", ILL), (31, "a", WELL)), Seen(2, "a", "no answer", None)),
        # What was ill before has to be well too.
        (((9, "b", ILL), (12, "a", ILL), (14, "a", WELL)), Seen(2, "a", "no answer", None)),
        (((9, "b", ILL), (12, "a", ILL), (14, "a", WELL), (16, "b", WELL)), Seen(2, "a", "no answer", 6)),
    ],
)
def test_what_is_seen_of_a_fault_in_second_ten(told: tuple[tuple[float, str, State], ...], expected: Seen) -> None:
    assert seen(changes(*told), injected_s=10, until_s=30) == expected


def test_the_first_signal_detects_and_the_last_says_that_it_is_over() -> None:
    told = changes((112, "readiness", ILL), (125, "readiness", WELL))
    slower = faced(detected_s=4.0, recovered_s=21.0, signal="lost rows")
    found = observation(slower, told, offset_s=100, until_s=200)
    assert (found.detected_after_s, found.signal, found.recovered_after_s) == (2.0, "readiness", 21.0)
    faster = faced(detected_s=1.0, recovered_s=3.0, signal="lost rows")
    found = observation(faster, told, offset_s=100, until_s=200)
    assert (found.detected_after_s, found.signal, found.recovered_after_s) == (1.0, "lost rows", 15.0)
    found = observation(faster, told[:1], offset_s=100, until_s=200)
    assert found.recovered_after_s is None
    nothing = made(events=(Event(at_s=1, kind="note", text="x"),))
    assert observation(nothing, told, offset_s=100, until_s=200).injected_at_s is None


def test_an_error_of_a_signal_is_not_lost() -> None:
    def broken() -> State:
        raise RuntimeError("a signal's own mistake")

    with (
        pytest.raises(RuntimeError, match="a signal's own mistake"),
        Watch({"a": Signal(broken, 1)}, clock=lambda: 0.0) as watch,
    ):
        watch.await_well(20)


def test_an_answer_from_before_does_not_count_as_well() -> None:
    """A question that was put before the wait may be about what was before."""
    import threading

    asked, answers, times = threading.Event(), threading.Event(), []

    def slow() -> State:
        times.append(len(times))
        asked.set()
        if len(times) == 1:
            answers.wait(20)
            return WELL
        return ILL

    with Watch({"a": Signal(slow, 0.001)}, clock=lambda: 0.0) as watch:
        assert asked.wait(20)
        threading.Timer(0, answers.set).start()
        assert not watch.await_well(0.3)
        assert watch.ill == {"a": "no answer"}


def test_two_days_are_not_held_into_one_folder_at_once(hold: Hold, file: Path, tmp_path: Path) -> None:
    def another(_: ToldStage) -> ExperimentRecord:
        with pytest.raises(GameDayError, match="another game day is being held into"):
            run_gameday(file, auto=True, out=tmp_path / "out", stages=lambda *_: pytest.fail("it was begun"))
        return faced("first", detected_s=None)

    record, _ = hold(True, first=another)
    assert record.aborted is None
    assert hold(True)[0].aborted is None, "one after the other they may be"
