"""A batch that is in place before a run begins, for scenarios that are about what comes after it."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from datetime import date

import requests

from load.payloads.messages import start_request
from load.scenarios.bodies import Status

HTTP_S = 120.0
"""What the platform's self-heal waits for POST /start."""
BATCH_S = 600.0
"""After ten minutes without news a batch counts as stalled."""
_BETWEEN_S = 0.5
_STARTED, _THERE = 202, 409


class PreparationError(Exception):
    """There is no batch to work with; the message says what the coordinator answered."""


def prepared_batch(
    host: str,
    game_date: date,
    *,
    headers: Mapping[str, str],
    clock: Callable[[], float] = time.monotonic,
    pause: Callable[[float], None] = time.sleep,
) -> str:
    """The day's batch once its predictions are in place: started here, or there already.

    Raises:
        PreparationError: it cannot be started, or is not complete within ten minutes.
    """
    with requests.Session() as session:
        session.headers.update(headers)
        body = start_request(game_date, correlation_id="load-preparation")
        answer = session.post(f"{host}/start", json=body, timeout=HTTP_S, allow_redirects=False)
        named = answer.json().get("batch_id") if answer.status_code in (_STARTED, _THERE) else None
        if not named:
            raise PreparationError(
                f"POST {host}/start for {game_date} was answered {answer.status_code}: {_line(answer)}; "
                "seed the platform with that day, or set LOAD_GAME_DATE"
            )
        until = clock() + BATCH_S
        while True:
            status = _status(session, host, named)
            if status.is_done:
                return str(named)
            if clock() > until:
                done = status.progress.completed
                raise PreparationError(
                    f"{named} is not in place after {BATCH_S:g} s: {done} of {status.progress.expected} players"
                )
            pause(_BETWEEN_S)


def _status(session: requests.Session, host: str, batch_id: str) -> Status:
    answer = session.get(f"{host}/status", params={"batch_id": batch_id}, timeout=HTTP_S, allow_redirects=False)
    if answer.status_code != 200:
        raise PreparationError(f"GET {host}/status was answered {answer.status_code}: {_line(answer)}")
    return Status.model_validate_json(answer.content)


def _line(answer: requests.Response) -> str:
    return " ".join(answer.text.split())[:200]
