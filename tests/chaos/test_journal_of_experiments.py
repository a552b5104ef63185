"""A journal: whole or absent, and told from its log where the run died."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from experiment_records import WORKER, made, whole

from chaos.event_log import EventLog, Line, close_unfinished, left_alone, log_of, rebuilt, unfinished
from chaos.gameday_record import GameDayRecord
from chaos.journal import (
    KEYS_KEPT,
    ExperimentRecord,
    Finding,
    Halt,
    Integrity,
    JournalError,
    Keys,
    Metric,
    Phase,
    PreCheck,
    Radius,
    Series,
    Verdict,
)

BEGUN = made(verdict=Verdict.INCONCLUSIVE, reason="", ended="running", ended_at=None)


class Clock:
    """Seconds that pass when they are told to."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "runs" / "one.json"


def test_what_was_written_is_read_again(file: Path) -> None:
    whole().write(file)
    assert ExperimentRecord.read(file) == whole()
    assert [one.name for one in file.parent.iterdir()] == ["one.json"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{}", "no journal of an experiment: experiment: Field required"),
        ('{"kind": "game_day"}', "is no journal of an experiment: kind"),
        ("{", "is no journal of an experiment: the file: Invalid JSON"),
    ],
)
def test_another_file_is_refused_with_its_place(file: Path, text: str, said: str) -> None:
    file.parent.mkdir()
    file.write_text(text)
    with pytest.raises(JournalError, match=r"one\.json") as refused:
        ExperimentRecord.read(file)
    assert said in str(refused.value)


def test_a_file_that_is_not_there_names_the_command(file: Path) -> None:
    with pytest.raises(JournalError, match="harness chaos gameday"):
        GameDayRecord.read(file)


def test_keys_are_counted_whole_and_kept_in_part() -> None:
    told = Keys.of(range(KEYS_KEPT + 7))
    assert (told.count, len(told.keys), told.keys[-1]) == (KEYS_KEPT + 7, KEYS_KEPT, str(KEYS_KEPT - 1))
    assert Keys.of([]) == Keys()


def test_what_is_touched_beyond_the_declared_radius_is_named() -> None:
    declared = Radius(things=(WORKER, "clock *"))
    seen = Radius(things=("process worker-2", WORKER, "clock coordinator", "clocks"))
    assert seen.beyond(declared) == ("process worker-2", "clocks")


def test_a_run_is_a_journal_and_no_log(file: Path) -> None:
    clock = Clock()
    with EventLog(BEGUN, file, clock=clock) as log:
        clock.now += 2.5
        log.event("inject", "worker-1 is paused", injection="one", until_s=30.0)
        log.answer(Phase.DURING, "lost", "failed", value=3, expected="0")
        log.halt("errors over half", "41 %", near=True)
        record = log.conclude(Verdict.DEVIATED, "3 rows are lost")
    assert record == ExperimentRecord.read(file)
    assert (record.verdict, record.ended, record.ended_at is not None) == (Verdict.DEVIATED, "in order", True)
    assert [(event.at_s, event.injection) for event in record.events] == [(2.5, "one")]
    assert record.answers[0].at_s == record.halts[0].at_s == 2.5
    assert unfinished(file.parent) == ()


def test_the_log_tells_everything_that_the_record_has(file: Path) -> None:
    with EventLog(BEGUN, file) as log:
        for line in (
            Line(pre_check=PreCheck(name="halt fires", outcome="passed")),
            Line(integrity=Integrity(what="predictions", expected=2, found=1, lost=Keys.of(["one"]))),
            Line(series=Series(name="response", unit="ms", experiment=(), control=())),
            Line(finding=Finding(text="nobody was told")),
            Line(observed=Radius(things=(WORKER,))),
            Line(metric=Metric(name="lost", bound="0", observed=1)),
            Line(halt=Halt(at_s=1, condition="errors", near=False, text="61 %")),
        ):
            log.add(line)
        log.add_target("reference platform 2")
        log.event("note", "all told")
        log.answer(Phase.BEFORE, "lost", "passed")
        told = rebuilt(log_of(file))
        changed = {"verdict", "reason", "ended"}
        assert told.model_dump(exclude=changed) == log.record.model_dump(exclude=changed)
        assert (told.ended, told.target) == ("vanished", "reference platform 2")
        log.conclude(Verdict.HELD, "")


def test_an_error_concludes_the_journal_as_interrupted(file: Path) -> None:
    with pytest.raises(KeyboardInterrupt), EventLog(BEGUN, file):
        raise KeyboardInterrupt
    record = ExperimentRecord.read(file)
    assert (record.verdict, record.ended) == (Verdict.INCONCLUSIVE, "interrupted")
    assert "KeyboardInterrupt" in record.reason


def test_leaving_without_a_verdict_is_no_pass(file: Path) -> None:
    with EventLog(BEGUN.model_copy(update={"verdict": Verdict.HELD}), file):
        pass
    assert ExperimentRecord.read(file).verdict is Verdict.INCONCLUSIVE


RUNNER = """
import sys
from pathlib import Path
from chaos.event_log import EventLog
from chaos.journal import ExperimentRecord
file = Path(sys.argv[1])
log = EventLog(ExperimentRecord.read(file.with_name("begun.json")), file)
log.event("inject", "worker-1 is paused", injection="one", at_s=3.0)
print("injected", flush=True)
sys.stdin.read()
"""


def test_the_run_of_a_killed_runner_is_told_from_its_log(file: Path) -> None:
    BEGUN.model_copy(update={"verdict": Verdict.HELD}).write(file.with_name("begun.json"))
    with subprocess.Popen(
        [sys.executable, "-c", RUNNER, str(file)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as runner:
        assert runner.stdout is not None
        assert runner.stdout.readline() == "injected\n"
        os.kill(runner.pid, signal.SIGKILL)
    [log] = unfinished(file.parent)
    record = close_unfinished(log)
    assert record == ExperimentRecord.read(file)
    assert (record.verdict, record.ended) == (Verdict.INCONCLUSIVE, "vanished")
    assert [event.text for event in record.events] == ["worker-1 is paused"]
    assert record.reason == "the runner vanished; the last that is known of it is from second 3.0"
    assert unfinished(file.parent) == ()


@pytest.mark.parametrize("kept", [0, 1, 17])
def test_a_last_line_that_was_cut_off_is_left_out(tmp_path: Path, kept: int) -> None:
    log = tmp_path / "one.json.events.jsonl"
    first, last = BEGUN.model_dump_json(), json.dumps({"event": {"at_s": 1, "kind": "note", "text": "é" * 9}})
    log.write_bytes(f"{first}\n".encode() + last.replace("\\u00e9", "é").encode()[:kept])
    assert rebuilt(log).events == ()


def test_a_log_that_was_cut_inside_a_character_is_read(tmp_path: Path) -> None:
    log = tmp_path / "one.json.events.jsonl"
    log.write_bytes(f"{BEGUN.model_dump_json()}\n".encode() + b'{"finding": {"text": "\xc3')
    assert rebuilt(log).findings == ()


def test_a_log_with_a_broken_line_in_it_is_refused_and_kept(tmp_path: Path) -> None:
    log = tmp_path / "one.json.events.jsonl"
    log.write_text(f"{BEGUN.model_dump_json()}\nno line\n")
    with pytest.raises(JournalError, match="is no log"):
        close_unfinished(log)
    assert log.exists()


def test_a_whole_journal_is_not_replaced_by_its_log(file: Path) -> None:
    """The runner died after it had written the journal, before it took the log away."""
    log = EventLog(BEGUN, file)
    text = log_of(file).read_bytes()
    done = log.conclude(Verdict.HELD, "nothing was lost")
    log_of(file).write_bytes(text)
    assert close_unfinished(log_of(file)) == done == ExperimentRecord.read(file)
    assert unfinished(file.parent) == ()


def test_the_journal_of_the_run_before_is_replaced(file: Path) -> None:
    made(run_id="earlier").write(file)
    log = EventLog(BEGUN, file)
    text = log_of(file).read_bytes()
    with log:
        pass
    made(run_id="earlier").write(file)
    log_of(file).write_bytes(text)
    assert close_unfinished(log_of(file)).run_id == BEGUN.run_id == ExperimentRecord.read(file).run_id


def test_the_log_of_a_run_that_goes_on_is_nobody_elses(file: Path) -> None:
    with EventLog(BEGUN, file) as log:
        with left_alone(log_of(file)) as is_left:
            assert not is_left
        with pytest.raises(JournalError, match="is the log of another run"):
            EventLog(BEGUN, file)
        log.event("note", "it goes on")
        assert rebuilt(log_of(file)).events[-1].text == "it goes on"
        log.conclude(Verdict.HELD, "")
    assert ExperimentRecord.read(file).verdict is Verdict.HELD


def test_a_run_that_ends_is_not_taken_for_one_that_died(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another one looks at its log after its last line was written, and once the log is gone."""
    seen: list[bool] = []
    real = Path.unlink

    def looked_at(path: Path, missing_ok: bool = False) -> None:
        for step in (lambda: None, lambda: real(path, missing_ok)):
            step()
            with left_alone(path) as is_left:
                seen.append(is_left)

    log = EventLog(BEGUN, file)
    monkeypatch.setattr(Path, "unlink", looked_at)
    log.conclude(Verdict.HELD, "")
    assert seen == [False, False]


def test_a_log_without_a_run_is_taken_once(file: Path) -> None:
    log = log_of(file)
    log.parent.mkdir()
    log.write_text(f"{BEGUN.model_dump_json()}\n")
    with left_alone(log) as is_left:
        assert is_left
        with left_alone(log) as is_left_for_another:
            assert not is_left_for_another
        close_unfinished(log)
    with left_alone(log) as is_left:
        assert not is_left


def test_folders_that_go_meanwhile_are_passed_over(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    log = log_of(file)
    (log.parent / "ledgers" / "tiny").mkdir(parents=True)
    log.write_text("")
    scandir = os.scandir

    def scanned(path: str | Path) -> object:
        if Path(path).name == "ledgers":
            raise FileNotFoundError(path)
        return scandir(path)

    monkeypatch.setattr(os, "scandir", scanned)
    assert unfinished(file.parent) == (log,)
