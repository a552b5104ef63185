"""Probes: what an experiment's steady state, signals and halts ask. Each gives a value for a tolerance.

A probe that cannot learn its answer raises `UnknownError`, which the toolkit takes for a failed probe and the journal
for an unknown one: neither is a steady state.
"""

from __future__ import annotations

from typing import Any

import requests

from chaos.extension import predictions
from chaos.extension.companions import Companion, CompanionError
from chaos.extension.documents import documents
from chaos.extension.readings import UnknownError, explain
from chaos.extension.session import current
from harness.results import Outcome

ANSWER_S = 8.0
"""Readiness takes up to 5 s, which is what its own probes are given (harness/reference/services/health.py)."""
KEY = "COORDINATOR_API_KEY"
DONE = "consolidated"
_SHOWN = 3


def validator(id: str) -> str:  # noqa: A002 - as the command line has it
    """`passed` or `failed`: what a validator says of the platform's tables on the day that it predicts."""
    return _asked(id)


def contract(table: str) -> str:
    """`passed` or `failed`: what the contract of a table says, as `nba_predictions.player_prop_predictions`."""
    return _asked(f"contract.{table.rpartition('.')[2]}")


def _asked(name: str) -> str:
    from chaos.extension.asking import asked, told

    outcome, text = told(asked(current().served, name))
    if outcome is Outcome.UNKNOWN:
        raise UnknownError(f"{name}: {text}")
    explain(text)
    return str(outcome)


def lost_rows() -> int:
    """How many predictions of the day are not there though a batch was to make them; 0 before one is started."""
    if not current().batches:
        explain("no batch was started")
        return 0
    found = predictions.compared(current().served)
    explain(_keys(found.lost, f"of {found.expected} predictions"))
    return len(found.lost)


def duplicated_rows() -> int:
    """How many predictions of the day are there more than once."""
    found = predictions.compared(current().served)
    explain(_keys(found.duplicated, f"of {found.expected} predictions"))
    return len(found.duplicated)


def unexpected_rows() -> int:
    """How many predictions of the day nobody asked for."""
    found = predictions.compared(current().served)
    explain(_keys(found.unexpected, f"beside {found.expected} predictions"))
    return len(found.unexpected)


def _keys(keys: tuple[Any, ...], rest: str) -> str:
    more = "; …" if len(keys) > _SHOWN else ""
    return f"{'; '.join(map(str, keys[:_SHOWN]))}{more} {rest}".strip()


def health(process: str) -> bool:
    """Whether a service is alive: GET /health answers 200."""
    return _answers(process, "/health")


def ready(process: str) -> bool:
    """Whether a service and what it needs are ready: GET /ready answers 200."""
    return _answers(process, "/ready")


def _answers(process: str, path: str) -> bool:
    urls = current().served.target.urls
    if process not in urls:
        raise UnknownError(f"the target has no service {process!r}; it has {', '.join(urls) or 'none'}")
    try:
        answer = requests.get(f"{urls[process]}{path}", timeout=ANSWER_S)
    except requests.RequestException as error:
        explain(f"no answer: {type(error).__name__}")
        return False
    explain(f"{answer.status_code} {_reasons(answer)}".strip())
    return answer.status_code == 200


def _reasons(answer: requests.Response) -> str:
    try:
        body = answer.json()
    except requests.JSONDecodeError:
        return ""
    return "; ".join(map(str, body.get("reasons") or ())) if isinstance(body, dict) else ""


def batch_complete(batch_id: str | None = None) -> bool:
    """Whether a batch's predictions are in place; the batch that was started last where none is named."""
    return batch_status(batch_id) == DONE


def overcounted_players() -> int:
    """How many players the last batch has counted beyond those that it has; 0 before one is started."""
    if not current().batches:
        explain("no batch was started")
        return 0
    progress = _status(None)["progress"]
    return max(0, int(progress["completed"]) + int(progress["failed"]) - int(progress["expected"]))


def batch_status(batch_id: str | None = None) -> str:
    """`in_progress`, `complete` or `consolidated`, as the coordinator tells it."""
    return str(_status(batch_id)["status"])


def _status(batch_id: str | None) -> dict[str, Any]:
    session = current()
    named = batch_id or (session.batches[-1] if session.batches else None)
    key = {"X-API-Key": session.served.environment.get(KEY, "")}
    url = session.served.target.urls.get("coordinator")
    if url is None:
        raise UnknownError("the target has no coordinator")
    query = {"batch_id": named} if named else {}
    try:
        answer = requests.get(f"{url}/status", params=query, headers=key, timeout=ANSWER_S)
        body: dict[str, Any] = answer.json()
    except requests.RequestException as error:
        raise UnknownError(f"the coordinator does not tell how far {named} is: {type(error).__name__}") from error
    if answer.status_code != 200:
        raise UnknownError(f"the coordinator answers {answer.status_code}: {body.get('reason') or body}")
    progress = body["progress"]
    explain(
        f"{body['batch_id']}: {progress['completed']} of {progress['expected']} players, {progress['failed']} failed"
    )
    return body


def document_count(collection: str, field: str | None = None, equals: Any = True) -> int:
    """How many documents a Firestore collection has; with `field`, those in which it has this value."""
    environment = current().served.environment
    host = environment.get("FIRESTORE_EMULATOR_HOST")
    if host is None:
        raise UnknownError("the target has no Firestore")
    with documents(host, environment["GCP_PROJECT_ID"]) as reading:
        found = reading.of(collection)
    chosen = {name: one for name, one in found.items() if field is None or one.get(field) == equals}
    explain(f"of {len(found)} in {collection}: {', '.join(list(chosen)[:_SHOWN]) or 'none'}")
    return len(chosen)


def workload_ended(name: str) -> bool:
    """Whether a workload has come to its end."""
    return _companion(name).ended


def workload_value(name: str, field: str) -> Any:
    """One field of what a workload found out, once it has ended."""
    try:
        result = _companion(name).result()
    except CompanionError as error:
        raise UnknownError(str(error)) from error
    if field not in result:
        raise UnknownError(f"the result of {name} has no {field!r}; it has {', '.join(result)}")
    explain(str(result.get("text") or ""))
    return result[field]


def _companion(name: str) -> Companion:
    try:
        return current().crew.companion(name)
    except CompanionError as error:
        raise UnknownError(str(error)) from error


def process_runs(process: str) -> bool:
    """Whether a process of the target, or a workload, runs and is not stopped."""
    from chaos.faults.fault import FaultError

    try:
        return not current().guarded.target.process(process).stopped
    except FaultError as error:
        explain(str(error))
        return False


def detected(signal: str) -> bool:
    """Whether a signal has told of a fault."""
    return any(event.kind == "detect" and event.signal == signal for event in current().record.events)


def slo(name: str, load: str) -> str:
    """`passed` or `failed`: an SLO of a load that was started with the action `load` and has ended."""
    from load.record import RecordError, RunRecord

    if not _companion(load).ended:
        raise UnknownError(f"{load} goes on still; wait for workload_ended before its SLOs are asked")
    try:
        record = RunRecord.read(current().folder / f"{load}.json")
    except RecordError as error:
        raise UnknownError(f"{load} left no record: {error}") from error
    verdicts = {one.name: one for one in record.slos}
    if name not in verdicts:
        raise UnknownError(f"{load} is held to no SLO {name!r}, only to {', '.join(verdicts) or 'none'}")
    if verdicts[name].outcome == "unknown":
        raise UnknownError(verdicts[name].sentence)
    explain(verdicts[name].sentence)
    return str(verdicts[name].outcome)
