"""Halts: measured and rehearsed before anything is injected, and what they break off is taken back."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from extension_stage import Stage, action, pause, probe

from chaos.journal import ExperimentRecord, Verdict


def halting(stage: Stage, **more: Any) -> dict[str, Any]:
    """A halt over 10, of a number in a file of its own."""
    file = str(stage.folder / "harm.txt")
    return {"halts": [{"name": "harm", "over": 10, "probe": probe("number", name="harm", file=file), **more}]}


def harm(stage: Stage, text: str) -> None:
    (stage.folder / "harm.txt").write_text(text, encoding="utf-8")


@contextmanager
def deaf() -> Iterator[None]:
    """The signal by which halts break a run off does not come through."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGUSR1})
    try:
        yield
    finally:
        signal.sigtimedwait({signal.SIGUSR1}, 0)  # what is pending would end the tests
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def checks(record: ExperimentRecord) -> dict[str, str]:
    return {check.name: check.outcome for check in record.pre_checks}


def test_a_halt_that_does_not_fire_stops_the_run_before_anything_is_injected(stage: Stage) -> None:
    with deaf():
        record = stage.run(pause("one")).record
    assert record.verdict is Verdict.INCONCLUSIVE
    assert "did not break the run off" in record.reason
    assert checks(record)["halts fire"] == "failed"
    assert record.observed is None


def test_a_halt_that_cannot_be_measured_stops_the_run(stage: Stage) -> None:
    record = stage.run(pause("one"), harness=halting(stage)).record
    assert record.reason == "halt 'harm' cannot be measured: there is no harm.txt"
    assert checks(record)["halt harm"] == "unknown"
    assert record.observed is None


def test_a_halt_that_is_met_already_stops_the_run(stage: Stage) -> None:
    harm(stage, "11")
    record = stage.run(pause("one"), harness=halting(stage)).record
    assert "11 is over 10" in record.reason
    assert record.observed is None


def test_a_breach_breaks_the_run_off_and_everything_is_taken_back(stage: Stage) -> None:
    harm(stage, "0")
    breach = probe("write", file=str(stage.folder / "harm.txt"), text="12")
    after = probe("write", file=stage.number, text="3")
    record = stage.run(pause("one"), breach, action("wait", seconds=60), after, harness=halting(stage)).record
    assert (record.verdict, record.reason) == (Verdict.INCONCLUSIVE, "halted: harm is 12, over 10")
    assert [(halt.condition, halt.near) for halt in record.halts] == [("harm", False)]
    assert [event.kind for event in record.events if event.kind in ("inject", "halt", "verify")] == [
        "inject", "halt", "verify",
    ]  # fmt: skip
    assert Path(stage.number).read_text(encoding="utf-8") == "0"


def test_a_halt_that_cannot_be_measured_any_more_breaks_the_run_off(stage: Stage) -> None:
    harm(stage, "0")
    gone = probe("remove", file=str(stage.folder / "harm.txt"))
    record = stage.run(pause("one"), gone, action("wait", seconds=60), harness=halting(stage, patience=2)).record
    assert record.reason == "halted: harm could not be measured 2 times: there is no harm.txt"


def test_what_comes_near_is_told(stage: Stage) -> None:
    harm(stage, "0")
    near = probe("write", file=str(stage.folder / "harm.txt"), text="9")
    record = stage.run(near, probe("halts_told"), harness=halting(stage)).record
    assert [(halt.text, halt.near) for halt in record.halts] == [("harm came to 9, 90% of 10", True)]
