"""The whole platform: its services answer, one batch goes through, and each process can be taken away and put back."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import grpc
import pytest
import requests
from google.cloud import bigquery
from google.cloud.pubsub_v1 import SubscriberClient
from google.pubsub_v1.services.subscriber.transports import SubscriberGrpcTransport
from platform_processes import LONG_S, PLAYERS

from harness.reference.platform import Platform

SYSTEMS = 7
PULLS = 24
"""Each waits for five seconds at most."""


def asked(url: str) -> dict[str, Any]:
    response = requests.get(url, timeout=LONG_S)
    body: dict[str, Any] = response.json()
    assert response.status_code == 200, body
    return body


@contextmanager
def subscriber(platform: Platform) -> Iterator[SubscriberClient]:
    with grpc.insecure_channel(platform.environment["PUBSUB_EMULATOR_HOST"]) as channel:
        yield SubscriberClient(transport=SubscriberGrpcTransport(channel=channel))


@contextmanager
def tables(platform: Platform) -> Iterator[bigquery.Client]:
    client = platform.bigquery_client()
    yield client
    client.close()


def endpoint(platform: Platform, subscription: str) -> str:
    with subscriber(platform) as client:
        name = f"projects/{platform.project}/subscriptions/{subscription}"
        found: str = client.get_subscription(subscription=name).push_config.push_endpoint
        return found


def test_every_service_is_ready(platform: Platform) -> None:
    urls = platform.urls
    assert len({urls.coordinator, urls.worker, urls.phases, *urls.workers}) == 5
    for url in (urls.coordinator, urls.worker, urls.phases, *urls.workers):
        assert asked(f"{url}/ready")["reasons"] == []


def test_messages_go_to_their_services_and_those_of_the_coordinator_carry_its_key(platform: Platform) -> None:
    urls = platform.urls
    assert endpoint(platform, "prediction-request-prod-sub") == f"{urls.worker}/predict"
    assert endpoint(platform, "prediction-ready-prod-sub") == f"{urls.coordinator}/complete?key={platform.api_key}"
    assert endpoint(platform, "nba-phase4-precompute-complete-sub") == f"{urls.phases}/phase4-to-phase5"


def test_the_day_has_as_many_players_as_were_asked_for(platform: Platform) -> None:
    text = f"SELECT player_lookup FROM `{platform.project}.nba_analytics.upcoming_player_game_context`"
    with tables(platform) as client:
        players = [row["player_lookup"] for row in client.query(text).result()]
    assert len(set(players)) == len(players) == PLAYERS


def batch_of(platform: Platform) -> dict[str, Any]:
    """Starts the day; what the coordinator publishes when it is done."""
    name = f"projects/{platform.project}/subscriptions/test"
    topic = f"projects/{platform.project}/topics/nba-phase5-predictions-complete"
    headers = {"X-API-Key": platform.api_key}
    with subscriber(platform) as client:
        client.create_subscription(name=name, topic=topic)
        body = {"game_date": str(platform.game_date)}
        started = requests.post(f"{platform.urls.coordinator}/start", json=body, headers=headers, timeout=LONG_S)
        assert started.status_code == 202, started.text
        for _ in range(PULLS):
            received = client.pull(subscription=name, max_messages=1).received_messages
            if received:
                done: dict[str, Any] = json.loads(received[0].message.data)
                return done
    pytest.fail(f"{started.json()['batch_id']} was not done within {5 * PULLS} s")


def test_a_batch_goes_through_once_though_messages_come_twice(platform: Platform) -> None:
    done = batch_of(platform)
    assert (done["status"], done["game_date"]) == ("success", str(platform.game_date))
    text = f"SELECT * FROM `{platform.project}.nba_predictions.player_prop_predictions`"
    with tables(platform) as client:
        rows = Counter((row["player_lookup"], row["system_id"]) for row in client.query(text).result())
        left = [one.table_id for one in client.list_tables("nba_predictions") if one.table_id.startswith("_staging_")]
    assert len(rows) == PLAYERS * SYSTEMS
    assert set(rows.values()) == {1}
    assert left == []
    for log in platform.logs.values():
        assert platform.api_key not in log.read_text(encoding="utf-8"), log


def test_a_restarted_process_has_its_port_and_its_new_variables(platform: Platform) -> None:
    before, pids = platform.urls, platform.processes
    platform.restart("worker-2", environment={"SERVICE_REVISION": "next"})
    assert platform.urls == before
    assert [name for name, pid in platform.processes.items() if pid != pids[name]] == ["worker-2"]
    assert asked(f"{before.workers[1]}/health")["revision"] == "next"


def test_the_other_worker_serves_while_one_is_dead(platform: Platform) -> None:
    url = platform.urls.workers[0]
    platform.kill("worker-1")
    assert "worker-1" not in platform.processes
    with pytest.raises(requests.ConnectionError):
        requests.get(f"{url}/health", timeout=LONG_S)
    for _ in range(3):
        assert asked(f"{platform.urls.worker}/health")["revision"] != "worker-1"
    platform.restart("worker-1")
    assert asked(f"{url}/health")["revision"] == "worker-1"


def test_a_paused_process_stands_still_until_it_is_resumed(platform: Platform) -> None:
    state = Path(f"/proc/{platform.processes['phases']}/stat")
    platform.pause("phases")
    assert state.read_text(encoding="utf-8").rpartition(")")[2].split()[0] == "T"
    platform.resume("phases")
    assert asked(f"{platform.urls.phases}/health")["status"] == "healthy"


def test_a_pubsub_that_forgot_everything_is_told_again(platform: Platform) -> None:
    before = endpoint(platform, "prediction-request-prod-sub")
    platform.restart("pubsub")
    assert endpoint(platform, "prediction-request-prod-sub") == before


def test_a_process_that_is_none_is_named(platform: Platform) -> None:
    with pytest.raises(KeyError, match="no process 'worker-9'; it has firestore, pubsub"):
        platform.kill("worker-9")
