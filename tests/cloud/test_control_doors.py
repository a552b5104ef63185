"""The door to the faults of a cloud: what it takes, what it refuses and why, and when there is none."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
import requests
from control_stage import LONG_S, Door

from harness.reference.platform.processes import Child, Command, Spawner


@pytest.mark.parametrize(
    ("cloud", "body", "why"),
    [
        ("firestore", {"kind": "quota"}, "no fault 'quota' here; there are aborted, unavailable, lost_reply, slow"),
        ("firestore", {"kind": "aborted", "seconds": 0}, "seconds: Input should be greater than 0"),
        ("firestore", {"kind": "aborted", "seconds": 1e9}, "seconds: Input should be less than or equal to 3600"),
        ("firestore", {"kind": "aborted", "id": "../x"}, "id: String should match pattern"),
        ("firestore", {"kind": "aborted", "parameters": {"methods": ["Comit"]}}, "Firestore has no method Comit; it"),
        (
            "firestore",
            {"kind": "aborted", "parameters": {"share": 2}},
            "share: Input should be less than or equal",
        ),
        (
            "firestore",
            {"kind": "slow"},
            "methods, collection, delay_s, jitter_s: delay_s: Field required",
        ),
        (
            "pubsub",
            {"kind": "drop", "parameters": {"topic": "x"}},
            "drop takes share, seed, first, subscription: ",
        ),
        (
            "bigquery",
            {"kind": "quota", "parameters": {"methods": ["jobs.x"]}},
            "no method jobs.x; there are jobs",
        ),
        ("bigquery", {"kind": "quota", "parameters": {"reason": "none"}}, "reason: Input should be 'quotaExceeded' or"),
    ],
)
def test_what_cannot_be_done_is_refused_with_what_can(
    doors: Mapping[str, Door], cloud: str, body: dict[str, Any], why: str
) -> None:
    whole = {"id": "f1", "seconds": 1, "parameters": {}} | body
    response = requests.post(f"{doors[cloud].url}/faults", json=whole, timeout=LONG_S)
    assert response.status_code == 400
    assert why in response.json()["error"]
    assert requests.get(f"{doors[cloud].url}/faults", timeout=LONG_S).json()["faults"] == []


@pytest.mark.parametrize(
    ("verb", "path", "content", "type_", "status", "why"),
    [
        ("POST", "/faults", "{", "application/json", 400, 'send {"kind": "…", "id": "…", "seconds": 30'),
        ("POST", "/faults", "{}", "text/plain", 415, "Content-Type: application/json"),
        ("POST", "/faults", "x" * 70_000, "application/json", 413, "at most 65536 bytes"),
        ("POST", "/faults/f1", "{}", "application/json", 405, "with the id in the body"),
        ("GET", "/faults/unheard-of", "", "", 404, "there has been no fault unheard-of here"),
        ("GET", "/faults/f1?wait=long", "", "", 400, "wait: Input should be a valid number"),
        ("GET", "/", "", "", 404, "there are /faults and /faults/ID"),
    ],
)
def test_the_door_says_how_it_is_used(
    doors: Mapping[str, Door], verb: str, path: str, content: str, type_: str, status: int, why: str
) -> None:
    response = requests.request(
        verb, doors["firestore"].url + path, data=content, headers={"Content-Type": type_}, timeout=LONG_S
    )
    assert response.status_code == status
    assert why in response.json()["error"]


def test_the_door_lists_kinds_and_faults(doors: Mapping[str, Door]) -> None:
    fault = doors["bigquery"].on("quota", reason="rateLimitExceeded")
    listed = requests.get(f"{doors['bigquery'].url}/faults", timeout=LONG_S).json()
    assert list(listed["kinds"]) == [
        "serialization_conflict",
        "quota",
        "unavailable",
        "answer_withheld",
        "streaming_buffer",
        "slow",
    ]
    assert "reason" in listed["kinds"]["quota"]["parameters"]["properties"]
    [one] = listed["faults"]
    assert (one["id"], one["kind"], one["parameters"]["reason"]) == (fault, "quota", "rateLimitExceeded")


def test_a_restarted_cloud_keeps_its_door_and_has_no_fault(serve: Callable[..., Child]) -> None:
    child = serve("firestore")
    before = (child.url, child.control)
    Door(child.control or "").on("unavailable")
    child.kill()
    child.launch()
    child.await_ready()
    assert (child.url, child.control) == before
    assert requests.get(f"{child.control}/faults", timeout=LONG_S).json()["faults"] == []


def test_without_control_there_is_no_door(tmp_path: Path) -> None:
    spawner = Spawner()
    command = Command("firestore", "harness.cloud.serving", ("firestore",), dict(os.environ))
    child = Child(command, spawner=spawner, folder=tmp_path)
    child.launch()
    child.await_ready()
    assert child.control is None
    assert child.stop() == 0
    spawner.close()
