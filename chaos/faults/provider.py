"""Faults of the providers, through their twin. What each takes is in harness/reference/twin/switched_faults.py."""

from __future__ import annotations

import requests

from chaos.faults.doors import PATIENCE_S, ProbeError, at_doors
from harness.reference.twin.server import PROVIDERS
from harness.reference.twin.switched_faults import kinds

CONTROL = "twin"
"""The twin's name among the controls of a target."""
_OPEN = "/espn/apis/site/v2/sports/basketball/nba/scoreboard"
"""Of the provider without a key."""


def probed(address: str) -> str:
    """A scoreboard, which has to be JSON with its events."""
    with requests.Session() as session:
        session.trust_env = False
        try:
            response = session.get(address + _OPEN, timeout=PATIENCE_S)
            body = response.json()
        except requests.RequestException as error:  # no answer, or none that is JSON
            raise ProbeError(f"a scoreboard is not answered as JSON: {type(error).__name__}") from error
    if response.status_code != 200 or not isinstance(body, dict) or "events" not in body:
        raise ProbeError(f"a scoreboard is answered with {response.status_code} and other fields")
    return "a scoreboard is answered"


_FAULTS = at_doors(CONTROL, "provider", kinds(PROVIDERS), probed)

SCHEMA_DRIFT = _FAULTS["schema_drift"]
HTML_FOR_JSON = _FAULTS["html_for_json"]
EMPTY = _FAULTS["empty"]
STALE = _FAULTS["stale"]
PARTIAL = _FAULTS["partial"]
TRUNCATED = _FAULTS["truncated"]
SLOW = _FAULTS["slow"]
REFUSED = _FAULTS["refused"]
TOO_MANY_REQUESTS = _FAULTS["too_many_requests"]
