"""A run from end to end on a tiny target: its verdicts, its undo, and what ends it before its time."""

from __future__ import annotations

import json
import signal
from pathlib import Path
from typing import Any

import pytest
from chaoslib.experiment import run_experiment as run_by_toolkit
from extension_stage import CONTROL, Stage, action, pause, probe

from chaos.event_log import unfinished
from chaos.experiment import ExperimentError
from chaos.extension import controls
from chaos.extension.options import Options
from chaos.extension.session import is_running
from chaos.journal import ExperimentRecord, Phase, Radius, Verdict
from chaos.ledger import ROOM
from chaos.running import run_experiment


def undone(record: ExperimentRecord) -> list[str]:
    """What was taken back, in its order."""
    kinds = {event.injection: event.text for event in record.events if event.kind == "inject"}
    return [kinds[event.injection].split()[3] for event in record.events if event.kind == "undo"]


def checks(record: ExperimentRecord) -> dict[str, str]:
    return {check.name: check.outcome for check in record.pre_checks}


def test_a_run_holds_and_tells_its_four_phases(stage: Stage) -> None:
    result = stage.run(pause("one"), probe("stopped", process="one"))
    record = result.record
    assert (result.verdict, result.unmet) == (Verdict.HELD, "")
    assert [phase for phase in Phase if any(one.phase is phase for one in record.answers)] == list(Phase)
    assert [event.kind for event in record.events if event.kind in ("inject", "undo", "verify")] == [
        "inject", "undo", "verify",
    ]  # fmt: skip
    assert record.observed is not None
    assert record.observed.things == ("process one",)
    assert record.metric is not None
    assert record.metric.observed == 0
    assert ExperimentRecord.read(result.journal) == record
    toolkit = json.loads((result.journal.parent / str(record.toolkit_journal)).read_text(encoding="utf-8"))
    assert toolkit["run"][1]["output"] is True  # it stood still between the two
    assert unfinished(stage.reports) == ()


def test_what_keeps_a_run_safe_is_there_before_the_first_injection(stage: Stage) -> None:
    record = stage.run(pause("one")).record
    assert checks(record) == {
        "controls are loaded": "passed",
        "the guardian is alive": "passed",
        "halts fire": "passed",
    }


def test_a_probe_that_is_off_afterwards_deviates(stage: Stage) -> None:
    result = stage.run(pause("one"), probe("write", file=stage.number, text="3"))
    assert result.verdict is Verdict.DEVIATED
    assert result.record.reason == "after: number is 3, expected 0 (as number.txt says)"
    assert result.unmet
    assert [finding.text for finding in result.record.findings] == [result.record.reason]


def test_probes_behind_one_that_is_off_are_asked_too(stage: Stage) -> None:
    behind = probe("stopped", False, process="other")
    content = stage.content(probe("write", file=stage.number, text="3"))
    content["steady-state-hypothesis"]["probes"].append(behind)
    record = run_experiment(stage.write(content), platform=stage.served(), reports=stage.reports).record
    after = [(one.probe, one.outcome) for one in record.answers if one.phase is Phase.AFTER]
    assert after == [("number", "failed"), ("stopped", "passed")]


def test_a_deviation_for_another_reason_than_the_one_stated_is_not_as_expected(stage: Stage) -> None:
    stated = {"without": {"safeguard": "fencing", "reason": "rows are lost"}}
    file = stage.write(stage.content(pause("one"), probe("write", file=stage.number, text="3"), harness=stated))
    result = run_experiment(file, without="fencing", platform=stage.served(), reports=stage.reports)
    assert result.verdict is result.record.expected is Verdict.DEVIATED
    assert "another reason" in result.unmet


def test_a_probe_without_an_answer_is_not_held(stage: Stage) -> None:
    result = stage.run(pause("one"), probe("remove", file=stage.number))
    assert result.verdict is Verdict.INCONCLUSIVE
    assert result.record.reason == "not known after: number: there is no number.txt"


@pytest.mark.parametrize("text", ["1", None])
def test_nothing_is_injected_without_a_steady_state(stage: Stage, text: str | None) -> None:
    if text is None:
        Path(stage.number).unlink()
    else:
        Path(stage.number).write_text(text, encoding="utf-8")
    record = stage.run(pause("one")).record
    assert record.verdict is Verdict.INCONCLUSIVE
    assert record.reason.startswith("no steady state to begin with: before: number")
    assert record.observed is None


def test_what_is_waited_for_in_vain_deviates(stage: Stage) -> None:
    waiting = action("wait_for", probe="process_runs", timeout_s=0.1, process="one")
    result = stage.run(pause("one"), waiting)
    assert result.verdict is Verdict.DEVIATED
    assert result.record.reason == "not in time: process_runs is False after 0.1 s, expected true"


def test_what_is_not_known_at_the_bound_is_inconclusive(stage: Stage) -> None:
    result = stage.run(pause("one"), action("wait_for", probe="health", timeout_s=0.1, process="nobody"))
    assert result.verdict is Verdict.INCONCLUSIVE
    assert "no service 'nobody'" in result.record.reason


def test_faults_are_taken_back_last_first_after_a_failed_action(stage: Stage) -> None:
    record = stage.run(pause("one"), pause("other"), action("start_batch")).record
    assert record.verdict is Verdict.INCONCLUSIVE
    assert record.reason.startswith("an action failed: start_batch: the target has no coordinator")
    assert undone(record) == ["other", "one"]


def test_an_injection_that_is_refused_ends_the_run(stage: Stage) -> None:
    record = stage.run(pause("one"), pause("nobody"), probe("write", file=stage.number, text="3")).record
    assert record.verdict is Verdict.INCONCLUSIVE
    assert record.reason.startswith("not injected:")
    assert "no process 'nobody'" in record.reason
    assert undone(record) == ["one"]
    assert Path(stage.number).read_text(encoding="utf-8") == "0"  # what would have followed was not done


def test_what_is_beyond_the_blast_radius_is_not_touched(stage: Stage) -> None:
    record = stage.run(pause("bystander"), probe("stopped", process="bystander")).record
    assert record.verdict is Verdict.INCONCLUSIVE
    assert "would touch process bystander; the blast radius of this experiment is process one" in record.reason
    assert record.observed is None


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM"])
def test_an_interrupt_takes_everything_back(stage: Stage, name: str) -> None:
    before = signal.getsignal(signal.SIGINT), signal.getsignal(signal.SIGTERM)
    after = probe("write", file=stage.number, text="3")
    record = stage.run(pause("one"), pause("other"), probe("interrupt", by=name), after).record
    assert (record.verdict, record.reason) == (Verdict.INCONCLUSIVE, f"interrupted by {name}")
    assert record.ended == "interrupted"
    assert undone(record) == ["other", "one"]
    assert Path(stage.number).read_text(encoding="utf-8") == "0"
    assert (signal.getsignal(signal.SIGINT), signal.getsignal(signal.SIGTERM)) == before
    assert not is_running()


def test_an_interrupt_during_the_rollbacks_does_not_break_them_off(stage: Stage) -> None:
    rollbacks = [probe("interrupt", by="SIGINT"), action("undo_all")]
    record = stage.run(pause("one"), pause("other"), rollbacks=rollbacks).record
    assert undone(record) == ["other", "one"]
    assert record.reason == "interrupted by SIGINT"
    toolkit = json.loads((stage.reports / "chaos" / str(record.toolkit_journal)).read_text(encoding="utf-8"))
    assert [run["status"] for run in toolkit["rollbacks"]] == ["succeeded", "succeeded"]


def test_rollbacks_that_the_toolkit_skips_are_played_by_the_control(stage: Stage) -> None:
    content = stage.content(pause("one"), probe("interrupt", by="SIGTERM"), rollbacks=[action("undo_all")])
    with controls.asked(Options(served=stage.served(), reports=stage.reports, name="a_number")):
        journal = run_by_toolkit(content, settings={})
    assert journal["status"] == "interrupted"
    assert [run["status"] for run in journal["rollbacks"]] == ["succeeded"]


def test_a_run_with_the_toolkits_own_settings_has_a_verdict(stage: Stage) -> None:
    content = stage.content(pause("one"))
    with controls.asked(Options(served=stage.served(), reports=stage.reports, name="a_number")):
        run_by_toolkit(content, settings={})
    found = controls.result()
    assert found is not None
    assert found[0].verdict is Verdict.HELD


@pytest.mark.parametrize(
    ("module", "told"),
    [
        ("no_such_control", "No module named 'no_such_control'"),
        ("unconfigurable_control", "this control is not configured"),
        ("broken_control", "this control does not work"),
    ],
)
def test_a_control_that_fails_stops_the_run(stage: Stage, module: str, told: str) -> None:
    broken = {"name": "another", "provider": {"type": "python", "module": module}}
    content: dict[str, Any] = stage.content(pause("one"), controls=[CONTROL, broken])
    with controls.asked(Options(served=stage.served(), reports=stage.reports, name="a_number")):
        run_by_toolkit(content, settings={})
    found = controls.result()
    assert found is not None
    record, _ = found
    assert record.verdict is Verdict.INCONCLUSIVE
    assert told in record.reason
    assert record.observed is None


def test_a_control_whose_import_fails_is_refused_before_the_run(stage: Stage) -> None:
    broken = {"name": "another", "provider": {"type": "python", "module": "unimportable_control"}}
    with pytest.raises(ExperimentError, match="RuntimeError: this module does not load"):
        stage.run(pause("one"), controls=[CONTROL, broken])


def test_nothing_is_injected_without_the_control(stage: Stage) -> None:
    journal = run_by_toolkit(stage.content(pause("one"), controls=[]), settings={})
    [run] = journal["run"]
    assert run["status"] == "failed"
    assert "put the control chaos.extension.controls first" in run["exception"][-1]
    assert stage.stopped == []


def test_a_target_of_the_run_takes_its_ledger_with_it_and_another_ones_stays(stage: Stage) -> None:
    stage.run(pause("one"))
    [kept] = (stage.reports / ROOM).iterdir()
    harness = {
        "blast_radius": {"things": ["process pubsub"], "seconds": 60, "text": "all"},
        "platform": {"clouds": ["pubsub"]},
    }
    file = stage.write(stage.content(pause("pubsub"), harness=harness))
    result = run_experiment(file, reports=stage.reports)
    assert result.verdict is Verdict.HELD, result.record.reason
    assert ExperimentRecord.read(result.journal).observed == Radius(
        things=("process pubsub",), seconds=60, text="1 injected"
    )
    assert list((stage.reports / ROOM).iterdir()) == [kept]
