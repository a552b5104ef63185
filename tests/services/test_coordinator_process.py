"""Coordinators as processes: what came in survives the end of one of them."""

from __future__ import annotations

import itertools
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
import requests
from coordinator_stage import asked_for, predicted, ready, stage, told
from loopback_stage import KEY, LONG_S, Clouds, running_service

SESSION_HEADERS = {"X-API-Key": KEY}


def test_a_day_goes_through_two_processes_of_which_one_is_ended(clouds: Clouds, day: date) -> None:
    """Half of the players are done when the first process gets its SIGTERM. Each push is repeated until its 204."""
    with (
        running_service("coordinator", clouds.variables) as first,
        running_service("coordinator", clouds.variables) as second,
    ):
        started = requests.post(
            f"{first.url}/start", json={"game_date": str(day)}, headers=SESSION_HEADERS, timeout=LONG_S
        )
        assert started.status_code == 202, started.text
        batch = started.json()["batch_id"]
        players = [one["player_lookup"] for one in asked_for(clouds, batch)]
        stage(clouds, batch, players)
        instances = requests.get(f"{second.url}/instances", headers=SESSION_HEADERS, timeout=LONG_S).json()
        assert instances["alive"] == 2
        half = len(players) // 2
        counted = itertools.count(1)
        ended: list[int] = []

        def deliver(number: int) -> None:
            push = ready(batch, players[number], message_id=f"{batch}-{number}")
            for attempt in range(200):
                if not acknowledged((first, second)[(number + attempt) % 2].url, push):
                    continue
                if next(counted) == half:
                    first.process.terminate()
                return
            raise AssertionError(f"{players[number]} was never counted")

        with ThreadPoolExecutor(6) as pool:
            list(pool.map(deliver, range(len(players))))
        ended.append(first.process.wait(LONG_S))
        assert ended == [0]
        status = requests.get(
            f"{second.url}/status", params={"batch_id": batch}, headers=SESSION_HEADERS, timeout=LONG_S
        )
        assert status.json()["progress"]["completed"] == len(players)
        assert status.json()["status"] == "consolidated"
        left = requests.get(f"{second.url}/instances", headers=SESSION_HEADERS, timeout=LONG_S).json()
        assert left["alive"] == 1
        assert second.terminate() == 0
    assert predicted(clouds, day) == sorted(players)
    assert len(told(clouds, batch)) == 1
    assert [one["message"] for one in first.logged][-1] == "ended"
    assert KEY not in str(first.logged) + str(second.logged)


def acknowledged(url: str, push: dict[str, object]) -> bool:
    try:
        answer = requests.post(f"{url}/complete", params={"key": KEY}, json=push, timeout=LONG_S)
    except requests.ConnectionError:
        return False
    return answer.status_code == 204


@pytest.fixture
def nobody() -> Iterator[str]:
    """An address where nobody listens, kept from others."""
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        yield f"127.0.0.1:{bound.getsockname()[1]}"


def test_it_is_alive_and_not_ready_while_its_stores_are_away(clouds: Clouds, nobody: str) -> None:
    away = {
        **clouds.variables,
        "FIRESTORE_EMULATOR_HOST": nobody,
        "BIGQUERY_EMULATOR_HOST": f"http://{nobody}",
        "COORDINATOR_API_KEY": "",
    }
    with running_service("coordinator", away) as service:
        assert requests.get(f"{service.url}/health", timeout=LONG_S).status_code == 200
        assert requests.get(service.url, timeout=LONG_S).status_code == 200
        ready_or_not = requests.get(f"{service.url}/ready", timeout=LONG_S)
        assert ready_or_not.status_code == 503
        reasons = ready_or_not.json()["reasons"]
        assert [reason.partition(":")[0] for reason in reasons] == ["environment", "firestore", "bigquery"]
        assert "COORDINATOR_API_KEY not set" in reasons[0]
        assert service.terminate() == 0


def test_a_port_that_is_taken_ends_it_at_once(clouds: Clouds, nobody: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        ended = subprocess.run(
            [sys.executable, "-m", "harness.reference.services", "coordinator", "--port", str(taken.getsockname()[1])],
            env={**os.environ, **clouds.variables},
            capture_output=True,
            text=True,
            timeout=LONG_S,
            check=False,
        )
    assert (ended.returncode, ended.stdout) == (2, "")
    assert "Address already in use" in ended.stderr
