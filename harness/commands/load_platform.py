"""The reference platform for one load run: started with what the scenario needs, and its data judged afterwards."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any
from unittest import mock

from harness.nouns import counted
from load.payloads.players import game_days, players_of
from load.scenarios.catalog import BACKFILL_DAYS, Scenario
from load.scenarios.settings import ScenarioSettings

if TYPE_CHECKING:
    from google.cloud.firestore import Client

    from harness.reference.platform import Platform

BACKFILL = "backfill_storm"
BYTES_PER_QUERY, QUERY_S = 10**10, 120.0


@dataclass(frozen=True, slots=True)
class Wanted:
    """The platform that a run is to have.

    Attributes:
        game_date: the day that is predicted; the scenarios' own for None.
        players: how many, the season's for None.
        duplicates: share of messages that Pub/Sub delivers twice.
    """

    game_date: date | None = None
    players: int | None = None
    workers: int = 1
    duplicates: float = 0.0
    season_seed: int = 0
    season_start: int = 2023

    @property
    def day(self) -> date:
        # An instance would read LOAD_ variables of this shell, which a run does not see.
        default: date = ScenarioSettings.model_fields["game_date"].default
        return self.game_date or default


@dataclass(frozen=True, slots=True)
class Served:
    """Where load goes, what else Locust must know, and the platform behind it where it was started here."""

    host: str
    environment: Mapping[str, str]
    platform: Platform | None = None


def told(wanted: Wanted) -> dict[str, str]:
    """What scenarios are told of the platform, by variables."""
    variables = {
        "LOAD_GAME_DATE": wanted.day.isoformat(),
        "LOAD_SEASON_SEED": str(wanted.season_seed),
        "LOAD_SEASON_START": str(wanted.season_start),
        "LOAD_DUPLICATES": str(wanted.duplicates),
    }
    return variables | ({"LOAD_PLAYERS": str(wanted.players)} if wanted.players is not None else {})


@contextmanager
def started(scenario: Scenario, wanted: Wanted) -> Iterator[Served]:
    """The platform's processes, which end with this.

    Raises:
        StartError: a process did not get ready.
        DayError: the season has no game on the day.
    """
    from harness.reference.platform import Platform
    from harness.season import build_season

    season = build_season(seed=wanted.season_seed, start_year=wanted.season_start)
    faults = {"duplicate": wanted.duplicates} if wanted.duplicates else None
    with Platform(
        season,
        game_date=wanted.day,
        days_before=days_of(scenario, wanted)[:-1],
        players=wanted.players,
        workers=wanted.workers,
        faults=faults,
    ) as platform:
        urls = platform.urls
        variables = {"LOAD_WORKERS": ",".join(urls.workers), "COORDINATOR_API_KEY": platform.api_key}
        yield Served(urls.coordinator, told(wanted) | variables, platform)


def days_of(scenario: Scenario, wanted: Wanted) -> tuple[date, ...]:
    """The days that a scenario asks predictions for, the last one last."""
    if scenario.name != BACKFILL:
        return (wanted.day,)
    before = [day for day in game_days(seed=wanted.season_seed, start_year=wanted.season_start) if day <= wanted.day]
    return tuple(before[-BACKFILL_DAYS:])


def asks_predictions(scenario: Scenario) -> bool:
    """Whether there are predictions to look for afterwards."""
    return "worker" in scenario.drives


def judged(scenario: Scenario, wanted: Wanted, platform: Platform) -> dict[str, str]:
    """What the data of the platform says, as `RunRecord.checks`."""
    from harness.commands.load_data import Asked, BatchDocuments, judge
    from harness.warehouse.bigquery import BigQueryWarehouse
    from load.judging import expected_keys

    client = platform.bigquery_client()
    try:
        warehouse = BigQueryWarehouse(client, bytes_per_query=BYTES_PER_QUERY, timeout_s=QUERY_S, labels={})
        batches, completions = _documents(platform)
        told: dict[date, dict[str, str]] = {}
        for day in days_of(scenario, wanted):
            players = players_of(day, seed=wanted.season_seed, start_year=wanted.season_start, count=wanted.players)
            asked = Asked(
                game_date=day,
                keys=expected_keys(players, several_lines=True),
                season_seed=wanted.season_seed,
                season_start=wanted.season_start,
            )
            of_day = BatchDocuments(
                tuple(row for row in batches if row["game_date"] == day),
                tuple(row for row in completions if row["game_date"] == day),
            )
            told[day] = judge(asked, warehouse, documents=of_day)
        return of_all_days(told)
    finally:
        client.close()  # type: ignore[no-untyped-call]


def of_all_days(told: Mapping[date, Mapping[str, str]]) -> dict[str, str]:
    """One answer for each check: failed where it failed on a day, with the sum of the numbers in front."""
    if len(told) == 1:
        return {name: text for checks in told.values() for name, text in checks.items()}
    names = dict.fromkeys(name for checks in told.values() for name in checks)
    return {name: _of_all_days({day: checks[name] for day, checks in told.items() if name in checks}) for name in names}


def _of_all_days(texts: Mapping[date, str]) -> str:
    for word in ("failed", "unknown"):
        days = {day: text.partition(": ")[2] for day, text in texts.items() if text.partition(":")[0] == word}
        if days:
            numbers = [re.match(r"[\d,]+", text) for text in days.values()]
            total = sum(int(number[0].replace(",", "")) for number in numbers if number)
            said = "; ".join(f"{day}: {text}" for day, text in days.items())
            return f"{word}: {f'{total:,} ' if total else ''}on {counted(len(days), 'day')}: {said}"
    return "passed"


@contextmanager
def firestore_client(platform: Platform) -> Iterator[Client]:
    """A client of the platform's documents."""
    from google.cloud import firestore

    # Google's client looks for its emulator in the environment, once, when it is made.
    with mock.patch.dict(os.environ, {"FIRESTORE_EMULATOR_HOST": platform.environment["FIRESTORE_EMULATOR_HOST"]}):
        client = firestore.Client(project=platform.project)
    try:
        yield client
    finally:
        # Its own `close` leaves the channel open.
        client._firestore_api.transport.close()


def _documents(platform: Platform) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Rows of `firestore.prediction_batches` and `firestore.batch_completions`."""
    with firestore_client(platform) as client:
        batches = [document.to_dict() | {"batch_id": document.id} for document in _all(client, "prediction_batches")]
        for batch in batches:
            batch["game_date"] = date.fromisoformat(str(batch["game_date"])[:10])
        days = {batch["batch_id"]: batch["game_date"] for batch in batches}
        completions = [
            document.to_dict() | {"batch_id": batch_id, "game_date": day}
            for batch_id, day in days.items()
            for document in _all(client, f"prediction_batches/{batch_id}/completions")
        ]
        return batches, completions


def _all(client: Any, collection: str) -> list[Any]:
    return list(client.collection(collection).stream())
