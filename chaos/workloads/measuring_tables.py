"""Probes of experiments that run against clouds alone: what BigQuery holds, by its keys, beside what was reported."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import requests
from google.api_core.exceptions import GoogleAPIError, NotFound
from google.auth.credentials import AnonymousCredentials
from google.cloud import bigquery

from chaos.extension.documents import documents
from chaos.extension.readings import UnknownError, explain
from chaos.extension.session import current
from harness.reference.staging_prediction import PREFIX

PREDICTIONS = "nba_predictions.player_prop_predictions"
COMPLETIONS = "nba_orchestration.phase_completions"
ANSWER_S = 10.0
_KEY = ("game_id", "player_lookup", "system_id", "current_points_line")
_SHOWN = 3


def reported_and_lost() -> int:
    """How many players were reported as done whose predictions are not in the table."""
    environment = current().served.environment
    with documents(environment["FIRESTORE_EMULATOR_HOST"], environment["GCP_PROJECT_ID"]) as reading:
        reported = sorted(reading.of("reported"))
    there = {row["player_lookup"] for row in _rows(PREDICTIONS, ("player_lookup",))}
    return _counted([player for player in reported if player not in there], f"of {len(reported)} reported players")


def duplicated_keys() -> int:
    """How many predictions are in the table more than once; a missing line counts as a line of its own."""
    counts = Counter(tuple(row[name] for name in _KEY) for row in _rows(PREDICTIONS, _KEY))
    twice = [" ".join(map(str, key)) for key, times in counts.items() if times > 1]
    return _counted(twice, f"of {len(counts)} predictions")


def staged_twice() -> int:
    """How many predictions are staged more than once, in one table or in several."""
    counts = Counter(row["prediction_id"] for row in _staged(("prediction_id",)))
    twice = sorted(name for name, times in counts.items() if times > 1)
    return _counted(twice, f"of {len(counts)} staged predictions")


def reported_and_unstaged() -> int:
    """How many players were reported as done whose predictions are not staged."""
    environment = current().served.environment
    with documents(environment["FIRESTORE_EMULATOR_HOST"], environment["GCP_PROJECT_ID"]) as reading:
        reported = sorted(reading.of("reported"))
    there = {row["player_lookup"] for row in _staged(("player_lookup",))}
    return _counted([player for player in reported if player not in there], f"of {len(reported)} reported players")


def differing_completions(phase: str, day: str) -> int:
    """How many processors have a completion in one of the two stores only, or another one in each."""
    environment = current().served.environment
    with documents(environment["FIRESTORE_EMULATOR_HOST"], environment["GCP_PROJECT_ID"]) as reading:
        fields = reading.of(f"{phase}_completion").get(day, {})
    one = {name: entry["status"] for name, entry in fields.items() if not name.startswith("_")}
    other = {
        row["processor_name"]: row["status"]
        for row in _rows(COMPLETIONS, ("phase", "game_date", "processor_name", "status"))
        if row["phase"] == phase and str(row["game_date"]) == day
    }
    names = sorted(set(one) | set(other))
    return _counted([name for name in names if one.get(name) != other.get(name)], f"of {len(names)} processors")


def _counted(found: list[str], rest: str) -> int:
    more = ", …" if len(found) > _SHOWN else ""
    explain(f"{', '.join(found[:_SHOWN]) or 'none'}{more} {rest}")
    return len(found)


def _staged(columns: Sequence[str]) -> list[dict[str, Any]]:
    """The rows of all staging tables.

    Raises:
        UnknownError: they cannot be read. A dataset that is not there yet has none.
    """
    dataset = PREDICTIONS.partition(".")[0]
    with _client() as client:
        try:
            names = [one.table_id for one in client.list_tables(f"{client.project}.{dataset}", timeout=ANSWER_S)]
        except NotFound:
            return []
        except (GoogleAPIError, requests.RequestException) as error:
            raise UnknownError(f"the tables of {dataset} cannot be listed: {error}") from error
    return [row for name in names if name.startswith(PREFIX) for row in _rows(f"{dataset}.{name}", columns)]


def _rows(table: str, columns: Sequence[str]) -> list[dict[str, Any]]:
    """The rows as they lie in the table, which needs no job and so meets none of the faults of jobs.

    Raises:
        UnknownError: they cannot be read. A table that is not there yet has none.
    """
    with _client() as client:
        try:
            found = client.list_rows(client.get_table(f"{client.project}.{table}", timeout=ANSWER_S), timeout=ANSWER_S)
            return [{name: row[name] for name in columns} for row in found]
        except NotFound:
            return []
        except (GoogleAPIError, requests.RequestException) as error:
            raise UnknownError(f"{table} cannot be read: {error}") from error


@contextmanager
def _client() -> Iterator[bigquery.Client]:
    environment = current().served.environment
    endpoint = environment.get("BIGQUERY_EMULATOR_HOST")
    if endpoint is None:
        raise UnknownError("the target has no BigQuery")
    client = bigquery.Client(
        project=environment["GCP_PROJECT_ID"],
        credentials=AnonymousCredentials(),  # type: ignore[no-untyped-call]
        client_options={"api_endpoint": endpoint},
    )
    try:
        yield client
    finally:
        client.close()  # type: ignore[no-untyped-call]
