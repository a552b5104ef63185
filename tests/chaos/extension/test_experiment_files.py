"""What is read of an experiment's file, and what is said of one that cannot be run."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from chaoslib.experiment import ensure_experiment_is_valid
from extension_stage import Stage, action, pause, probe

from chaos.experiment import ExperimentError, experiment_of, files, find_experiment, read_experiment
from chaos.extension.rehearsal import quicken
from chaos.faults.catalog import fault
from chaos.journal import Verdict
from harness.reference.safeguards import Safeguards

FILE = Path("a_number.yaml")


@pytest.fixture
def bare(tmp_path: Path) -> Stage:
    return Stage(tmp_path, {})


@pytest.mark.parametrize("file", files(), ids=lambda file: file.stem)
def test_ours_can_be_run(file: Path) -> None:
    experiment = read_experiment(file)
    ensure_experiment_is_valid(experiment.toolkit())
    Safeguards().without(experiment.extension.without.safeguard)
    for activity in experiment.method:
        if activity.provider.get("func") == "inject":
            fault(activity.arguments["fault"])


def test_an_experiment_is_found_by_its_name_or_by_its_file(tmp_path: Path) -> None:
    own = tmp_path / "mine.yaml"
    own.touch()
    assert find_experiment(str(own)) == own
    assert find_experiment("lock_holder_paused").name == "lock_holder_paused.yaml"
    with pytest.raises(ExperimentError, match="did you mean lock_holder_paused"):
        find_experiment("lock_holder_pausd")


def test_the_verdict_that_is_expected_hangs_on_the_safeguard(bare: Stage) -> None:
    experiment = experiment_of(bare.content(pause("one")), FILE)
    assert experiment.expected(None) is experiment.expected("claim") is Verdict.HELD
    assert experiment.expected("FENCING") is Verdict.DEVIATED


def told(content: dict[str, Any]) -> str:
    with pytest.raises(ExperimentError) as refused:
        experiment_of(content, FILE)
    return str(refused.value)


def test_a_file_that_is_no_experiment_is_refused_with_its_place(bare: Stage) -> None:
    content = bare.content(pause("one"))
    del content["title"]
    content["extensions"][0]["blast_radius"]["seconds"] = 10_000
    content["extensions"][0]["without"]["safeguard"] = "fencng"
    text = told(content)
    assert "a_number.yaml: title: Field required" in text
    assert "a_number.yaml: extensions.harness.blast_radius.seconds: Input should be less than or equal to 900" in text
    assert "a_number.yaml: extensions.harness.without.safeguard: there is no safeguard 'fencng'; did you mean" in text


@pytest.mark.parametrize(
    ("method", "changes", "text"),
    [
        ([pause("one", 61)], {}, "method[0].seconds: 61 is longer than the 60 s of the blast radius"),
        ([pause("one") | {"background": True}], {}, "method[0]: background is for threads"),
        ([pause("one")], {"controls": []}, "controls[0]: has to be the module chaos.extension.controls"),
        ([pause("one")], {"extensions": []}, "extensions: needs an entry with `name: harness`"),
        ([pause("one")], {"rollbacks": [pause("one")]}, "rollbacks[0]: a rollback may be one of undo, undo_all"),
        (
            [{"name": "x", "type": "action", "provider": {"type": "process", "path": "rm"}}],
            {},
            "method[0]: an action has to be a function of chaos.extension.actions",
        ),
        (
            [{"name": "x", "type": "probe", "provider": {"type": "http", "url": "http://example.com"}}],
            {},
            "method[0]: a probe has to be a Python function",
        ),
    ],
)
def test_what_would_get_round_the_control_is_refused(
    bare: Stage, method: list[dict[str, Any]], changes: dict[str, Any], text: str
) -> None:
    assert text in told(bare.content(*method, **changes))


def test_a_metric_needs_its_probe(bare: Stage) -> None:
    content = bare.content(pause("one"))
    content["extensions"][0]["metric"]["probe"] = "something else"
    assert "there is no probe 'something else' in the steady state; it has ['number']" in told(content)


def test_a_rehearsal_takes_a_tenth_of_what_is_time_and_nothing_else(bare: Stage) -> None:
    skew = action("inject", fault="clock.skew", seconds=60, process="one", offset_s=3600)
    waiting = action("wait_for", probe="health", timeout_s=100, within_s=600, process="one")
    work = action("workload", lease_s=5, every_s=1, players=8)
    rest = probe("number", file=bare.number) | {"pauses": {"after": 20}}
    environment = {"": {"CLAIM_SECONDS": "30", "BATCH_MODE": "dual"}}
    content = bare.content(skew, waiting, work, rest, harness={"platform": {"environment": environment}})
    quicken(content, 10)
    arguments = [one["provider"]["arguments"] for one in content["method"]]
    assert arguments[0] == {"fault": "clock.skew", "seconds": 6, "process": "one", "offset_s": 3600}
    assert (arguments[1]["timeout_s"], arguments[1]["within_s"]) == (30, 60)
    assert arguments[2] == {"lease_s": 0.5, "every_s": 1, "players": 8}
    assert content["method"][3]["pauses"] == {"after": 2}
    assert content["extensions"][0]["platform"]["environment"][""] == {"CLAIM_SECONDS": "3", "BATCH_MODE": "dual"}
