"""Errors of BigQuery by shape. What each takes is in harness/cloud/bigquery/switched_faults.py."""

from __future__ import annotations

import requests

from chaos.faults.doors import PATIENCE_S, ProbeError, at_doors
from harness.cloud.bigquery.jobs import Jobs
from harness.cloud.bigquery.switched_faults import kinds

_PROJECT = "chaos-probe"
"""No platform has a project of this name."""


def probed(address: str) -> str:
    """A query that reads no table."""
    url = f"{address}/bigquery/v2/projects/{_PROJECT}/queries"
    with requests.Session() as session:
        session.trust_env = False
        try:
            response = session.post(url, json={"query": "SELECT 1", "useLegacySql": False}, timeout=PATIENCE_S)
        except requests.RequestException as error:
            raise ProbeError(f"a query is not answered: {type(error).__name__}") from error
    if response.status_code != 200 or not response.json().get("jobComplete"):
        raise ProbeError(f"a query is answered with {response.status_code}")
    return "a query is answered"


_FAULTS = at_doors("bigquery", "bigquery", kinds(Jobs()), probed)

SERIALIZATION_CONFLICT = _FAULTS["serialization_conflict"]
QUOTA = _FAULTS["quota"]
UNAVAILABLE = _FAULTS["unavailable"]
ANSWER_WITHHELD = _FAULTS["answer_withheld"]
STREAMING_BUFFER = _FAULTS["streaming_buffer"]
SLOW = _FAULTS["slow"]
