"""Actions of an experiment. Whatever they break goes through the ledger, within the declared blast radius.

None of them waits in a thread: load and workloads are processes of their own, so that an interrupt finds the run awake.
"""

from __future__ import annotations

import base64
import json
import time
import uuid
from datetime import UTC, datetime
from typing import Any

import requests
from pydantic import JsonValue

from chaos.experiment import Activity
from chaos.extension import probes
from chaos.extension.readings import Reading, UnknownError
from chaos.extension.serving import CLOCK_FILE, CLOCKS
from chaos.extension.session import Session, current
from chaos.faults.catalog import fault as fault_named
from load.payloads.players import players_of

LOOK_EVERY_S = 0.25
START_S = 120.0
PUBLISH_S = 30.0
WORKLOADS = "chaos.workloads"
LOADER = "harness"
_PROBES = "chaos.extension.probes"


class WaitedInVainError(Exception):
    """What was waited for did not come within its bound."""


class RefusedError(Exception):
    """The platform, or the experiment's own file, does not let an action do what it was to do."""


def inject(fault: str, seconds: float, **parameters: JsonValue) -> str:
    """A fault of the catalog, for so long at most; the parameters are the fault's own.

    Gives the identity of the injection. A fault that is refused ends the run: it could not say anything any more.
    """
    return current().inject(fault_named(fault).kind, seconds=seconds, parameters=parameters).identity


def undo(fault: str) -> int:
    """Takes the faults of one kind back, the last first, and looks whether they are gone. Gives how many."""
    session = current()
    kind = fault_named(fault).kind
    found = [one for one in session.injections.values() if one.kind == kind and one.identity not in session.ended]
    for injection in reversed(found):
        session.undo(injection)
    return len(found)


def undo_all() -> int:
    """Takes all faults back, the last first. The control does so too at the end of every run."""
    session = current()
    with session.interruption.shielded():
        before = len(session.ended)
        session.undo_all()
    return len(session.ended) - before


def wait(seconds: float) -> None:
    """Lets time pass; shorter in rehearsal."""
    time.sleep(seconds)


def wait_for(probe: str, timeout_s: float, expected: Any = True, **arguments: Any) -> float:
    """Asks a probe of ours until its value is the expected one, or within a pair; the seconds that it took.

    In vain, the hypothesis has deviated: the bound is part of it. Where the value is not known then, nothing is.
    """
    session = current()
    provider = {"type": "python", "module": _PROBES, "func": probe, "arguments": arguments}
    asked = Activity(name=probe, type="probe", provider=provider, tolerance=expected)
    began = time.monotonic()
    while True:
        reading = session.read(asked)
        took = time.monotonic() - began
        if reading.outcome == "passed":
            session.event("note", f"{probe} is {reading.value} after {took:.1f} s")
            return round(took, 3)
        if took >= timeout_s and reading.outcome == "unknown":
            raise UnknownError(_in_vain(probe, timeout_s, reading))
        if took >= timeout_s:
            raise WaitedInVainError(_in_vain(probe, timeout_s, reading))
        time.sleep(LOOK_EVERY_S)


def _in_vain(probe: str, timeout_s: float, reading: Reading) -> str:
    told = f" ({reading.text})" if reading.text else ""
    state = "unknown" if reading.outcome == "unknown" else f"{reading.value}"
    return f"{probe} is {state} after {timeout_s:g} s, expected {reading.expected}{told}"


def start_batch(game_date: str | None = None, force: bool = False, expected_status: int = 202) -> str:
    """POST /start of the coordinator, for the platform's own day unless another is named. Gives the batch's id."""
    session = current()
    platform = session.served.platform
    day = game_date or (str(platform.game_date) if platform is not None else "TODAY")
    url = session.served.target.urls.get("coordinator")
    if url is None:
        raise RefusedError("the target has no coordinator; an experiment of clouds alone starts no batch")
    headers = {"X-API-Key": session.served.environment.get(probes.KEY, "")}
    answer = requests.post(f"{url}/start", json={"game_date": day, "force": force}, headers=headers, timeout=START_S)
    if answer.status_code != expected_status:
        raise RefusedError(f"POST /start for {day} was answered {answer.status_code}: {answer.text[:300]}")
    batch_id = str(answer.json().get("batch_id") or "")
    if batch_id:
        session.batches.append(batch_id)
    session.event("note", f"POST /start for {day}: {answer.status_code} {batch_id}".strip())
    return batch_id


def post(service: str, path: str, body: JsonValue = None, expected_status: int | None = None) -> int:
    """A POST to a service of the target, with the coordinator's key. Gives the status."""
    session = current()
    url = session.served.target.urls.get(service)
    if url is None:
        raise RefusedError(f"the target has no service {service!r}; it has {', '.join(session.served.target.urls)}")
    headers = {"X-API-Key": session.served.environment.get(probes.KEY, "")}
    answer = requests.post(f"{url}/{path.lstrip('/')}", json=body, headers=headers, timeout=START_S)
    session.event("note", f"POST /{path.lstrip('/')} of {service}: {answer.status_code}")
    if expected_status is not None and answer.status_code != expected_status:
        raise RefusedError(f"POST {path} of {service} was answered {answer.status_code}: {answer.text[:300]}")
    return answer.status_code


def push(topic: str, message: dict[str, JsonValue], times: int = 1, attributes: dict[str, str] | None = None) -> int:
    """Publishes a message so many times; whoever subscribes is pushed each.

    In its texts `${batch_id}` stands for the last batch, `${game_date}` for the platform's day and `${player}` for the
    first of its players.
    """
    import grpc
    from google.pubsub_v1 import PublisherClient, PubsubMessage
    from google.pubsub_v1.services.publisher.transports import PublisherGrpcTransport

    session = current()
    environment = session.served.environment
    one = PubsubMessage(data=_filled(message).encode(), attributes=attributes or {})
    with grpc.insecure_channel(environment["PUBSUB_EMULATOR_HOST"]) as channel:
        client = PublisherClient(transport=PublisherGrpcTransport(channel=channel))
        name = f"projects/{environment['GCP_PROJECT_ID']}/topics/{topic}"
        client.publish(topic=name, messages=[one] * times, timeout=PUBLISH_S)
    session.event("note", f"published to {topic} {times} times")
    return times


def deliver(
    service: str, path: str, message: dict[str, JsonValue], times: int = 1, expected_status: int | None = 204
) -> int:
    """POSTs a message to a service as Pub/Sub pushes it, so many times, each under an id of its own.

    Unlike `push` it has been dealt with when this returns. Texts as there. Gives the last status.
    """
    session = current()
    data = base64.b64encode(_filled(message).encode()).decode()
    status = 0
    for _ in range(times):
        published = datetime.now(UTC).isoformat()
        one: JsonValue = {"data": data, "attributes": {}, "messageId": uuid.uuid4().hex, "publishTime": published}
        subscription = f"projects/{session.served.environment['GCP_PROJECT_ID']}/subscriptions/experiment"
        status = post(service, path, {"message": one, "subscription": subscription}, expected_status)
    return status


def _filled(message: dict[str, JsonValue]) -> str:
    text = json.dumps(message)
    for name, value in _known(text).items():
        text = text.replace(f"${{{name}}}", value)
    return text


def _known(text: str) -> dict[str, str]:
    """What a message may name, as far as it is named."""
    session = current()
    platform = session.served.platform
    known = {"batch_id": session.batches[-1] if session.batches else ""}
    if platform is not None:
        known["game_date"] = str(platform.game_date)
    if platform is not None and "${player}" in text:
        seed, start_year = session.served.season_seed, session.served.season_start
        players = players_of(platform.game_date, seed=seed, start_year=start_year, count=session.served.players)
        known["player"] = players[0].lookup
    return known


def workload(name: str, alias: str | None = None, **arguments: JsonValue) -> str:
    """Starts `chaos.workloads.<name>` as a process of its own and waits until it has begun.

    It is told its arguments as one line of JSON, knows the target by its environment, and can be paused and killed as
    `process <alias or name>`. What it found out is asked by `workload_value`.
    """
    session = current()
    called = alias or name
    told = json.dumps(arguments)
    module = f"{WORKLOADS}.{name}"
    session.crew.start(called, module, [told], _variables(session, called)).await_ready()
    _listed(called)
    session.event("note", f"workload {called} runs: {told}")
    return called


def _variables(session: Session, called: str) -> dict[str, str]:
    """What a workload is told by its environment, its clock file among it where its clock may be moved."""
    variables = dict(session.served.environment)
    if called in session.experiment.extension.platform.clocks:
        variables[CLOCK_FILE] = str(session.served.target.folders[CLOCKS] / f"{called}.json")
    return variables


def load(scenario: str, seconds: float | None = None, rate: float | None = None, alias: str | None = None) -> str:
    """Starts load of the load suite against the coordinator, in the background; `workload_ended` tells its end."""
    session = current()
    called = alias or scenario
    served = session.served
    url = served.target.urls.get("coordinator")
    if url is None:
        raise RefusedError("the target has no coordinator that load could be sent to")
    words = [
        "load",
        "run",
        scenario,
        "--host",
        url,
        "--record",
        str(session.folder / f"{called}.json"),
        "--without-data",
    ]
    words += ["--duration", f"{seconds:g}s"] if seconds is not None else []
    words += ["--rate", f"{rate:g}"] if rate is not None else []
    words += ["--players", str(served.players)] if served.players is not None else []
    if served.platform is not None:
        words += ["--game-date", str(served.platform.game_date)]
        words += [word for worker in served.platform.urls.workers for word in ("--worker-url", worker)]
    session.crew.start(called, LOADER, words, served.environment)
    _listed(called)
    session.event("note", f"load {called} goes to {url}")
    return called


def _listed(name: str) -> None:
    """The target knows a process that was started just now, so that a fault may be aimed at it."""
    from chaos.faults.identity import identity_of

    session = current()
    pid = session.crew.processes.get(name)
    if pid is None:
        return  # it has come to its end already
    target = session.guarded.target
    session.guarded.target = target.model_copy(update={"processes": {**target.processes, name: identity_of(pid)}})
