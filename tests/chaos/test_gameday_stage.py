"""The reference platform as a stage: what a day's experiments ask of it together, and what it is heard to say."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from chaos.experiment import Experiment, Extension, PlatformWanted
from chaos.extension.serving import Served
from chaos.faults.target import Target
from chaos.gameday_file import GameDay, GameDayError, read_game_day
from chaos.gameday_stage import ReferenceStage, experiments_of, health, platform_of, readiness
from chaos.watching import State

DAY = """
title: A day
briefing: Everyone is here.
roles: [{name: commander, duty: ends the day}]
platform: {players: 12, workers: 2}
watch: {every_s: 0.25, validators: [raw.schedule, gates.phase3_to_phase4], validators_every_s: 30}
timeline: [{at_s: 0, experiment: first}, {at_s: 1, experiment: second}]
"""


PROXY = {"before": "bigquery", "process": "coordinator"}


@pytest.fixture
def day(tmp_path: Path) -> GameDay:
    file = tmp_path / "a_day.yaml"
    file.write_text(DAY)
    return read_game_day(file)


def wanting(**platform: object) -> Experiment:
    """An experiment of which only the wanted platform is read."""
    wanted = PlatformWanted(**platform)  # type: ignore[arg-type]
    return Experiment.model_construct(name="any", extension=Extension.model_construct(platform=wanted))


def test_a_platform_has_what_all_its_experiments_want(day: GameDay) -> None:
    wanted = platform_of(
        day,
        {
            "first": wanting(workers=3, environment={"": {"CLAIM_SECONDS": "60"}, "coordinator": {"A": "1"}}),
            "second": wanting(players=8, proxies=[PROXY], clocks=["worker-1"], twin=True,
                              environment={"": {"CLAIM_SECONDS": "60", "B": "2"}}),
            "third": wanting(proxies=[PROXY], clocks=["worker-1", "phases"], folders=["spool"], plays=True),
            "beside": wanting(clouds=("firestore",), environment={"": {"CLAIM_SECONDS": "5"}}, workers=9),
            "spoilt": wanting(faults={"duplicate": 0.2}, workers=9),
            "large": wanting(players=1001, workers=9),
        },
        10.0,
    )  # fmt: skip
    assert (wanted.players, wanted.workers, wanted.clouds, wanted.faults) == (12, 3, (), {})
    assert [proxy.name for proxy in wanted.proxies] == ["coordinator-bigquery"]
    assert (wanted.clocks, wanted.folders, wanted.twin, wanted.plays) == (
        ("worker-1", "phases"),
        ("spool",),
        True,
        True,
    )
    assert wanted.environment == {"": {"CLAIM_SECONDS": "6", "B": "2"}, "coordinator": {"A": "1"}}


def test_two_experiments_that_want_different_things_are_for_two_days(day: GameDay) -> None:
    experiments = {
        "first": wanting(environment={"": {"CLAIM_SECONDS": "60"}}),
        "second": wanting(environment={"": {"CLAIM_SECONDS": "90"}}),
    }
    with pytest.raises(GameDayError, match=r"second wants CLAIM_SECONDS=90 of all services.*two days"):
        platform_of(day, experiments, 1.0)


def test_an_experiment_that_is_not_there_is_said_before_anything_starts(day: GameDay) -> None:
    with pytest.raises(GameDayError, match="a_day: there is no experiment 'first'"):
        experiments_of(day)


@contextmanager
def answering(status: int, body: object) -> Iterator[str]:
    """A service that answers everything so."""

    class Answers(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            text = json.dumps(body).encode() if not isinstance(body, bytes) else body
            self.send_response(status)
            self.send_header("Content-Length", str(len(text)))
            self.end_headers()
            self.wfile.write(text)

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Answers) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join(20)


def test_a_service_says_that_it_is_well_or_why_not() -> None:
    with answering(200, {"status": "ready", "reasons": []}) as url:
        assert health(url) == readiness(url) == State(True)
    with answering(503, {"status": "not_ready", "reasons": ["firestore: no answer within 4 s", "model: gone"]}) as url:
        assert health(url) == State(False, "answers 503")
        assert readiness(url) == State(False, "firestore: no answer within 4 s; model: gone")
    with answering(502, b"<html>") as url:
        assert readiness(url) == State(False, "answers 502")
    assert health(url) == readiness(url) == State(False, "no answer: ConnectionError")


def test_each_service_is_heard_once_and_validators_less_often(day: GameDay) -> None:
    urls = dict.fromkeys(("coordinator", "phases", "worker", "worker-1", "worker-2"), "http://127.0.0.1:9")
    stage = ReferenceStage(day, Served(Target(name="any", urls=urls)), {}, reports=Path("unused"))
    told = {name: signal.every_s for name, signal in stage.signals.items()}
    services = ("coordinator", "phases", "worker-1", "worker-2")
    assert told == {f"{what} of {name}": 0.25 for name in services for what in ("health", "readiness")} | {
        "validator raw.schedule": 30,
        "gate gates.phase3_to_phase4": 30,
    }
    assert not stage.signals["validator raw.schedule"].ask().well, "what cannot be asked is not well"
