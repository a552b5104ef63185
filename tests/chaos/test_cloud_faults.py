"""Faults inside clouds and twin as an experiment has them: injected, seen, undone from the record alone, and over."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import requests

from chaos.faults import bigquery, catalog, firestore, provider, pubsub
from chaos.faults.doors import AtDoor, ProbeError
from chaos.faults.fault import FaultError, Injection
from chaos.faults.target import Target
from harness.reference.platform.processes import Child, Command, Spawner
from harness.reference.twin import Fault, Twin
from harness.reference.twin.server import KEY
from harness.season import build_season

LONG_S = 60.0
"""Longer than anything here takes; only a broken test gets there."""
ROOT = Path(__file__).resolve().parents[2]
BOX_SCORES = "/balldontlie/v1/box_scores?date=2024-01-16"
SCOREBOARD = "/espn/apis/site/v2/sports/basketball/nba/scoreboard?dates=20240116"


@pytest.fixture(scope="module")
def clouds(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Child]]:
    folder, spawner = tmp_path_factory.mktemp("clouds"), Spawner()
    made = {
        name: Child(
            Command(name, "harness.cloud.serving", (name,), dict(os.environ), control=True),
            spawner=spawner,
            folder=folder,
        )
        for name in ("firestore", "pubsub", "bigquery")
    }
    for child in made.values():
        child.launch()
    for child in made.values():
        child.await_ready()
    yield made
    assert [child.stop() for child in made.values()] == [0, 0, 0]
    spawner.close()


@pytest.fixture(scope="module")
def twin() -> Iterator[dict[str, str]]:
    """What the twin says of itself, by the first word of each line."""
    command = [sys.executable, "-m", "harness.reference.twin", "--control", "0"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        told: dict[str, str] = {}
        while "control" not in told:
            name, value = process.stdout.readline().split()
            told[name] = value
        yield told
        process.send_signal(signal.SIGTERM)
        assert process.wait(LONG_S) == 0


@pytest.fixture(scope="module")
def whole(clouds: dict[str, Child], twin: dict[str, str]) -> Target:
    controls = {name: child.control or "" for name, child in clouds.items()} | {"twin": twin["control"]}
    return Target(name="clouds", controls=controls)


@pytest.fixture
def target(whole: Target) -> Iterator[Target]:
    """The same for all tests; what one leaves on is ended behind it."""
    yield whole
    for url in whole.controls.values():
        requests.delete(f"{url}/faults", timeout=LONG_S)


def begun(fault: AtDoor, target: Target, seconds: float = LONG_S, **parameters: Any) -> Injection:
    return fault.inject(fault.prepare(target, seconds=seconds, parameters=parameters))


def listed(target: Target, fault: AtDoor) -> dict[str, Any]:
    answer: dict[str, Any] = requests.get(f"{target.controls[fault.control]}/faults", timeout=LONG_S).json()
    return answer


def address(target: Target, fault: AtDoor) -> str:
    return str(listed(target, fault)["serves"])


def hits(target: Target, fault: AtDoor) -> int:
    [state] = listed(target, fault)["faults"]
    return int(state["hits"])


Seen = Callable[[Target, AtDoor], str]


def by_probe(target: Target, fault: AtDoor) -> str:
    """What the fault's own probe says while it is on."""
    try:
        return fault.probe(address(target, fault))
    except ProbeError as error:
        return str(error)


def by_hits(target: Target, fault: AtDoor) -> str:
    fault.probe(address(target, fault))
    return "hit" if hits(target, fault) else "not hit"


def by_update(target: Target, fault: AtDoor) -> str:
    """The error of an UPDATE of rows that were streamed just now."""
    base = f"{address(target, fault)}/bigquery/v2/projects/p"
    name = f"t_{uuid.uuid4().hex[:8]}"
    requests.post(f"{base}/datasets", json={"datasetReference": {"projectId": "p", "datasetId": "ds"}}, timeout=LONG_S)
    reference = {"projectId": "p", "datasetId": "ds", "tableId": name}
    fields = {"fields": [{"name": "n", "type": "INTEGER"}]}
    made = requests.post(
        f"{base}/datasets/ds/tables", json={"tableReference": reference, "schema": fields}, timeout=LONG_S
    )
    assert made.ok, made.text
    rows = requests.post(
        f"{base}/datasets/ds/tables/{name}/insertAll", json={"rows": [{"json": {"n": 1}}]}, timeout=LONG_S
    )
    assert rows.ok, rows.text
    sql = f"UPDATE `p.ds.{name}` SET n = 2 WHERE n = 1"
    answer = requests.post(f"{base}/queries", json={"query": sql, "useLegacySql": False}, timeout=LONG_S)
    return "answered" if answer.ok else str(answer.json()["error"]["message"])


def by_box_scores(target: Target, fault: AtDoor) -> str:
    """What is wrong with the box scores of a day."""
    base = address(target, fault)
    response = requests.get(base + BOX_SCORES, headers={"Authorization": f"Bearer {KEY}"}, timeout=LONG_S)
    if response.status_code != 200:
        return f"{response.status_code} {response.headers.get('Retry-After', '')}".strip()
    try:
        games = response.json()["data"]
    except requests.JSONDecodeError:
        kind = response.headers["Content-Type"].partition(";")[0]
        return f"{kind} {response.text[:1]}".strip()
    if "home_team_score" not in games[0]:
        return "no home_team_score"
    # Another provider, which the fault is not aimed at, has all games of the day.
    whole = len(requests.get(base + SCOREBOARD, timeout=LONG_S).json()["events"])
    return f"{games[0]['date']} {'half' if len(games) == whole // 2 else 'all' if len(games) == whole else len(games)}"


AIMED = {"provider": "balldontlie"}
CASES: list[tuple[AtDoor, dict[str, Any], Seen, str]] = [
    (firestore.ABORTED, {}, by_probe, "Commit is answered with ABORTED"),
    (firestore.UNAVAILABLE, {}, by_probe, "Commit is answered with UNAVAILABLE"),
    (firestore.LOST_REPLY, {}, by_probe, "Commit is answered with UNAVAILABLE"),
    (firestore.PERMISSION_DENIED, {"collection": "probes"}, by_probe, "BatchGetDocuments is answered with PERMISSION"),
    (firestore.SLOW, {"delay_s": 0.01, "jitter_s": 0.005}, by_hits, "hit"),
    (pubsub.DUPLICATE, {"first": 1}, by_probe, "of two messages 3 came, as ['first', 'second', 'first']"),
    (pubsub.REORDER, {"first": 1}, by_probe, "of two messages 2 came, as ['second', 'first']"),
    (pubsub.DELAY, {"first": 1, "delay_s": 300}, by_probe, "of two messages 1 came, as ['second']"),
    (pubsub.DROP, {"first": 1}, by_probe, "of two messages 1 came, as ['second']"),
    (pubsub.DEAD_LETTER, {}, by_hits, "hit"),
    (pubsub.UNAVAILABLE, {"topic": "probe-"}, by_probe, "a message cannot be sent: 503"),
    (bigquery.QUOTA, {}, by_probe, "a query is answered with 403"),
    (bigquery.UNAVAILABLE, {}, by_probe, "a query is answered with 503"),
    (bigquery.ANSWER_WITHHELD, {"withheld_s": 0.01}, by_hits, "hit"),
    (bigquery.SLOW, {"delay_s": 0.01}, by_hits, "hit"),
    (
        bigquery.SERIALIZATION_CONFLICT,
        {"forced": True, "takes_s": 0},
        by_update,
        "Could not serialize access to table p:",
    ),
    (bigquery.STREAMING_BUFFER, {}, by_update, "UPDATE or DELETE statement over table p.ds.t_"),
    (provider.SCHEMA_DRIFT, {**AIMED, "change": "dropped"}, by_box_scores, "no home_team_score"),
    (provider.HTML_FOR_JSON, AIMED, by_box_scores, "text/html <"),
    (provider.EMPTY, AIMED, by_box_scores, "application/json"),
    (provider.STALE, {**AIMED, "operation": "box_scores"}, by_box_scores, "2024-01-15"),
    (provider.PARTIAL, AIMED, by_box_scores, "2024-01-16 half"),
    (provider.TRUNCATED, AIMED, by_box_scores, "application/json {"),
    (provider.SLOW, {"delay_s": 0.01}, by_hits, "hit"),
    (provider.REFUSED, {**AIMED, "status": 504}, by_box_scores, "504"),
    (provider.TOO_MANY_REQUESTS, {**AIMED, "retry_after": "seconds"}, by_box_scores, "429 7"),
]


@pytest.mark.parametrize(("fault", "parameters", "seen", "what"), CASES, ids=[case[0].kind for case in CASES])
def test_a_fault_is_seen_and_undone_from_its_record_alone(
    target: Target, fault: AtDoor, parameters: dict[str, Any], seen: Seen, what: str
) -> None:
    record = begun(fault, target, **parameters).model_dump_json()
    assert seen(target, fault).startswith(what), seen(target, fault)
    injection = Injection.model_validate_json(record)
    on = fault.undone(injection)
    assert not on.ok
    assert f"{fault.kind} is on at http://127.0.0.1:" in on.why
    fault.undo(injection)
    off = fault.undone(injection)
    assert off.ok, off.why
    assert "not probed" not in off.why
    assert not seen_again(target, fault, seen, what)
    fault.undo(injection)


def seen_again(target: Target, fault: AtDoor, seen: Seen, what: str) -> bool:
    """The effect is there without the fault; what only counts hits has nothing to count in."""
    return seen is not by_hits and seen(target, fault).startswith(what)


@pytest.mark.parametrize("fault", [case[0] for case in CASES], ids=[case[0].kind for case in CASES])
def test_the_catalog_has_it(fault: AtDoor) -> None:
    assert catalog.fault(fault.kind) is fault


def of(control: str) -> list[tuple[AtDoor, dict[str, Any]]]:
    return [(fault, parameters) for fault, parameters, _, _ in CASES if fault.control == control]


@pytest.mark.parametrize("control", ["firestore", "pubsub", "bigquery", "twin"])
def test_faults_end_at_their_bounds_with_nobody_there_to_undo_them(target: Target, control: str) -> None:
    injections = [(fault, begun(fault, target, seconds=2, **parameters)) for fault, parameters in of(control)]
    for _, injection in injections:
        url = f"{target.controls[control]}/faults/{injection.identity}"
        assert requests.get(url, params={"wait": LONG_S}, timeout=2 * LONG_S).json()["ended"] == "bound"
    for fault, injection in injections:
        off = fault.undone(injection)
        assert off.ok, off.why
        assert "not probed" not in off.why


def test_one_that_is_undone_before_it_came_does_not_come(target: Target) -> None:
    injection = firestore.ABORTED.prepare(target, seconds=LONG_S, parameters={})
    firestore.ABORTED.undo(injection)
    with pytest.raises(FaultError, match=r"firestore\.aborted: the door at .* says id .* taken back"):
        firestore.ABORTED.inject(injection)
    assert firestore.ABORTED.undone(injection).ok


def test_an_undo_leaves_the_others_on(target: Target) -> None:
    one, other = begun(firestore.ABORTED, target), begun(firestore.UNAVAILABLE, target)
    firestore.ABORTED.undo(one)
    off = firestore.ABORTED.undone(one)
    assert off.ok
    assert off.why.endswith("not probed, since others are on: unavailable")
    assert not firestore.UNAVAILABLE.undone(other).ok


def test_with_the_process_the_fault_is_gone(tmp_path: Path) -> None:
    spawner = Spawner()
    command = Command("firestore", "harness.cloud.serving", ("firestore",), dict(os.environ), control=True)
    child = Child(command, spawner=spawner, folder=tmp_path)
    child.launch()
    child.await_ready()
    injection = begun(firestore.ABORTED, Target(name="one", controls={"firestore": child.control or ""}))
    child.kill()
    spawner.close()
    firestore.ABORTED.undo(injection)
    off = firestore.ABORTED.undone(injection)
    assert off.ok
    assert "the process has ended" in off.why
    with pytest.raises(FaultError, match="nobody listens at http"):
        firestore.ABORTED.inject(injection)


def test_off_is_not_undone_while_the_probe_fails() -> None:
    with Twin(build_season(), control=0) as twin:
        target = Target(name="twin", controls={"twin": twin.control or ""})
        injection = begun(provider.EMPTY, target)
        provider.EMPTY.undo(injection)
        twin.fail("espn", fault=Fault.EMPTY)
        off = provider.EMPTY.undone(injection)
        assert not off.ok
        assert "but a scoreboard is not answered as JSON" in off.why
        assert provider.EMPTY.undone(injection).ok


@pytest.mark.parametrize(
    ("control", "parameters", "why"),
    [
        (
            "firestore",
            {"shares": 1},
            r"firestore\.aborted: shares: Extra inputs are not permitted; it takes share",
        ),
        ("firestore", {"first": 0}, r"firestore\.aborted: first: Input should be greater than or equal to 1"),
        ("other", {}, "target clouds has no control 'firestore', and nothing else may be touched; it has other"),
    ],
)
def test_what_cannot_be_is_refused_before_anything_is_touched(
    target: Target, control: str, parameters: dict[str, Any], why: str
) -> None:
    asked = Target(name="clouds", controls={control: target.controls["firestore"]})
    with pytest.raises(FaultError, match=why):
        firestore.ABORTED.prepare(asked, seconds=1, parameters=parameters)


def test_what_the_door_refuses_is_told(target: Target) -> None:
    injection = provider.STALE.prepare(target, seconds=LONG_S, parameters={"provider": "sportradar"})
    with pytest.raises(FaultError, match=r"provider\.stale: the door at .* there is no provider sportradar; there are"):
        provider.STALE.inject(injection)


def test_what_is_no_door_is_told(clouds: dict[str, Child]) -> None:
    elsewhere = Target(name="clouds", controls={"firestore": clouds["bigquery"].url})
    injection = firestore.ABORTED.prepare(elsewhere, seconds=LONG_S, parameters={})
    with pytest.raises(FaultError, match="answers 404 and is no door to faults"):
        firestore.ABORTED.inject(injection)
    assert not firestore.ABORTED.undone(injection).ok


def test_one_whose_time_has_passed_is_not_begun(target: Target) -> None:
    injection = firestore.ABORTED.prepare(target, seconds=LONG_S, parameters={})
    late = injection.model_copy(update={"ends_at": injection.injected_at})
    with pytest.raises(FaultError, match="its time has passed before it began"):
        firestore.ABORTED.inject(late)
