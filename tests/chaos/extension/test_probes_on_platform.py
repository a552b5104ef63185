"""Probes and actions that need a platform, end to end: tables asked, messages pushed and delivered, load judged."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
import yaml
from extension_stage import CONTROL, action

from chaos.experiment import PlatformWanted
from chaos.extension.asking import asked, told
from chaos.extension.documents import BATCHES, documents
from chaos.extension.predictions import PREDICTIONS, platform_of
from chaos.extension.serving import Served, started
from chaos.journal import ExperimentRecord, Phase, Verdict
from chaos.running import run_experiment
from harness.results import Outcome

PLAYERS = 4
FEATURES = "nba_predictions.ml_feature_store_v2"
OF_TABLES = ("contract of the features", "validator of the game lines")
UNIQUE = "consistency.prediction_uniqueness"

pytestmark = pytest.mark.nightly


def probe(name: str, func: str, tolerance: Any, **arguments: Any) -> dict[str, Any]:
    provider = {"type": "python", "module": "chaos.extension.probes", "func": func, "arguments": arguments}
    return {"name": name, "type": "probe", "provider": provider, "tolerance": tolerance}


def wait_for(probe: str, expected: Any, **arguments: Any) -> dict[str, Any]:
    """The arguments of some probes have names of our own helper's."""
    asked = action("wait_for", probe=probe, timeout_s=90, expected=expected)
    asked["provider"]["arguments"] |= arguments
    return {**asked, "name": f"{probe} is {expected}"}


READY = {
    "player_lookup": "${player}",
    "game_date": "${game_date}",
    "predictions_generated": 1,
    "batch_id": "${batch_id}",
    "correlation_id": "once more",
}
STEADY = (
    probe(OF_TABLES[0], "contract", "passed", table=FEATURES),
    probe(OF_TABLES[1], "validator", "passed", id="raw.game_lines"),
    probe("lost", "lost_rows", 0),
    probe("doubled", "duplicated_rows", 0),
    probe("overcounted", "overcounted_players", 0),
)
METHOD = (
    action("push", topic="nba-predictions-trigger", message={"game_date": "${game_date}"}, times=2),
    wait_for("document_count", 1, collection=BATCHES),
    wait_for("batch_complete", True),
    wait_for("contract", "passed", table=FEATURES),
    wait_for("validator", "passed", id=UNIQUE),
    action("start_batch", force=True),
    wait_for("batch_complete", True),
    action("deliver", service="coordinator", path="/complete", message=READY, times=2),
    action("load", scenario="retry_storm", seconds=30, rate=5, alias="storm"),
    wait_for("workload_ended", True, name="storm"),
    wait_for("slo", "passed", name="error_share", load="storm"),
)
EXPERIMENT: dict[str, Any] = {
    "title": "Tables, messages and load of a platform",
    "description": "Everything that needs a platform.",
    "controls": [CONTROL],
    "steady-state-hypothesis": {"title": "tables are whole", "probes": list(STEADY)},
    "method": list(METHOD),
    "rollbacks": [],
    "extensions": [
        {
            "name": "harness",
            "area": "messaging",
            "hypothesis": "Messages that come twice lose and double nothing.",
            "metric": {"name": "lost", "bound": "none", "probe": "lost"},
            "blast_radius": {"things": ["process worker-1"], "seconds": 60, "text": "nothing"},
            "without": {"safeguard": "fencing", "reason": "lost"},
            "signals": [],
        }
    ],
}


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    wanted = PlatformWanted(players=PLAYERS)
    with started(wanted, safeguards_off=(), folder=tmp_path_factory.mktemp("platform")) as found:
        yield found


@pytest.fixture(scope="module")
def record(served: Served, tmp_path_factory: pytest.TempPathFactory) -> ExperimentRecord:
    folder = tmp_path_factory.mktemp("experiment")
    file = folder / "of_a_platform.yaml"
    file.write_text(yaml.safe_dump(EXPERIMENT), encoding="utf-8")
    return run_experiment(file, platform=served, reports=folder / "reports").record


def test_each_action_does_and_each_probe_tells_what_it_is_to(record: ExperimentRecord) -> None:
    assert record.verdict is Verdict.HELD, record.reason
    notes = [event.text for event in record.events if event.kind == "note"]
    for told_of in (
        "published to nba-predictions-trigger 2 times",
        "contract is passed",
        "validator is passed",
        "POST /complete of coordinator: 204",
        "load storm goes to",
        "slo is passed",
    ):
        assert any(note.startswith(told_of) for note in notes), (told_of, notes)
    assert sum(note.startswith("POST /complete") for note in notes) == 2


@pytest.mark.parametrize("name", OF_TABLES)
def test_a_validator_and_a_contract_are_a_steady_state_in_all_four_phases(record: ExperimentRecord, name: str) -> None:
    answers = {answer.phase: answer for answer in record.answers if answer.probe == name}
    assert set(answers) == set(Phase)
    assert {answer.outcome for answer in answers.values()} == {"passed"}, answers


def test_a_completion_that_was_delivered_again_was_counted_once(record: ExperimentRecord, served: Served) -> None:
    assert record.integrity[0].expected == record.integrity[0].found > 0
    with documents(served.environment["FIRESTORE_EMULATOR_HOST"], platform_of(served).project) as reading:
        counts = [len(reading.of(f"{BATCHES}/{batch}/completions")) for batch in reading.of(BATCHES)]
    assert counts == [PLAYERS, PLAYERS], "one batch by the trigger that came twice, one that was started with force"


@contextmanager
def changed(served: Served, table: str, statement: str, back: str) -> Iterator[None]:
    """A table changed by what is set on its rows, until that is set back."""
    platform = platform_of(served)
    client = platform.bigquery_client()
    of_day = f"WHERE game_date = DATE '{platform.game_date}'"
    try:
        client.query_and_wait(f"UPDATE `{platform.project}.{table}` SET {statement} {of_day}")
        try:
            yield
        finally:
            client.query_and_wait(f"UPDATE `{platform.project}.{table}` SET {back} {of_day}")
    finally:
        client.close()  # type: ignore[no-untyped-call]


def test_a_prediction_that_is_there_twice_fails_its_validator(record: ExperimentRecord, served: Served) -> None:
    assert told(asked(served, UNIQUE))[0] is Outcome.PASSED
    own = "CONCAT(system_id, '-', player_lookup, '-', IFNULL(CAST(current_points_line AS STRING), ''))"
    with changed(served, PREDICTIONS, "prediction_id = 'kept'", f"prediction_id = {own}"):
        outcome, text = told(asked(served, UNIQUE))
    assert (outcome, "there more than once" in text) == (Outcome.FAILED, True), text


def test_a_feature_out_of_its_bounds_fails_its_contract(record: ExperimentRecord, served: Served) -> None:
    name = f"contract.{FEATURES.partition('.')[2]}"
    assert told(asked(served, name))[0] is Outcome.PASSED
    with changed(served, FEATURES, "feature_quality_score = 101", "feature_quality_score = 90"):
        outcome, text = told(asked(served, name))
    assert (outcome, text) == (
        Outcome.FAILED,
        f"feature_quality_score is at most 100: {PLAYERS} of {PLAYERS} rows break it",
    )
