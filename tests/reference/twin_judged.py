"""The twin's answers judged by schemathesis against a provider's OpenAPI document."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import schemathesis
from schemathesis.config import SchemathesisConfig
from schemathesis.engine import Status, events, from_schema

from harness.clock import eastern_date
from harness.ingest.identities import season_label
from harness.reference.twin.oddsapi import MARKETS
from harness.reference.twin.server import KEY
from harness.season import Season

DOCUMENTS = Path(__file__).resolve().parents[2] / "contracts" / "apis" / "openapi"
PROVIDERS = ("oddsapi", "balldontlie", "espn", "nbacom", "bettingpros")
KEY_SCHEMES = {"oddsapi": "apiKey", "balldontlie": "key", "bettingpros": "key"}
KNOWN_SHARE = 0.75


@dataclass(frozen=True)
class Judgement:
    """What came of a run: requests by phase, checks by name, answers by operation and status, failures in words."""

    cases: Counter[str]
    checks: Counter[str]
    answers: dict[str, Counter[int]]
    failures: tuple[str, ...]


def judge(
    provider: str, url: str, season: Season, *, examples: int, covering: bool = True, sequences: bool = False
) -> Judgement:
    """All operations of a document and all checks: `examples` random requests each.

    `covering` adds requests that go through every parameter's bounds, methods and headers; `sequences` adds requests
    that take ids from the answers before.
    """
    phases = {"coverage": {"enabled": covering}, "stateful": {"enabled": sequences}}
    config = SchemathesisConfig.from_dict(_config(provider, season, examples) | {"base-url": url, "phases": phases})
    schema = schemathesis.openapi.from_path(DOCUMENTS / f"{provider}.yaml", config=config)
    if provider == "oddsapi":
        schema.hook("filter_case")(_markets_of_the_guide)
    labels = (operation.ok().label for operation in schema.get_all_operations())
    judgement = Judgement(Counter(), Counter(), {label: Counter() for label in labels}, ())
    failures = [failure for event in from_schema(schema).execute() for failure in _taken_in(event, judgement)]
    return replace(judgement, failures=tuple(failures))


def _taken_in(event: events.EngineEvent, judgement: Judgement) -> Iterator[str]:
    """Count what an event tells; its failures."""
    if isinstance(event, events.NonFatalError):
        yield f"{event.label}: {event.value}"
    elif isinstance(event, events.FatalError):
        yield str(event.exception)
    elif isinstance(event, events.ScenarioFinished):
        recorder = event.recorder
        judgement.cases[event.phase.value] += len(recorder.interactions)
        for identifier, interaction in recorder.interactions.items():
            if interaction.response is not None:
                label = recorder.cases[identifier].value.operation.label
                judgement.answers[label][interaction.response.status_code] += 1
        for node in (node for nodes in recorder.checks.values() for node in nodes):
            judgement.checks[node.name] += 1
            if node.status is not Status.SUCCESS:
                told = node.failure_info.failure if node.failure_info else node.status
                yield f"{recorder.label}: {node.name}: {told}"


def _config(provider: str, season: Season, examples: int) -> dict[str, Any]:
    known = {name: values for name, values in _known_values(season).items() if name in _BOUND[provider]}
    parameters: dict[str, Any] = {
        _BOUND[provider][name]: {"dictionary": name, "probability": KNOWN_SHARE} for name in known
    }
    if provider == "oddsapi":
        # The document's schemas are those of ISO dates.
        parameters["query.dateFormat"] = "iso"
    config: dict[str, Any] = {
        "dictionaries": {name: {"values": values} for name, values in known.items()},
        "parameters": parameters,
        # The providers do not look at parameters that they do not know.
        "generation": {
            "max-examples": examples,
            "allow-extra-parameters": False,
            "deterministic": True,
            "no-shrink": True,
        },
        "suppress-health-check": ["all"],
        "continue-on-failure": True,
        "workers": 1,
    }
    if provider in KEY_SCHEMES:
        config["auth"] = {"openapi": {KEY_SCHEMES[provider]: {"api_key": KEY}}}
    return config


def _markets_of_the_guide(_: schemathesis.HookContext, case: schemathesis.Case) -> bool:
    """Keys that are none of the guide's markets are refused; the document names the shape of a key, not the markets."""
    markets = case.query.get("markets")
    if not isinstance(markets, str) or not re.fullmatch(r"[a-z0-9_]+(,[a-z0-9_]+)*", markets):
        return True
    return set(markets.split(",")) <= set(MARKETS)


# Parameters that a made-up value would nearly always miss, by the name of their dictionary.
_BOUND = {
    "oddsapi": {"events": "path.eventId", "instants": "query.date", "markets": "query.markets"},
    "balldontlie": {"days": "query.date", "years": "query.season"},
    "espn": {"compact_days": "query.dates"},
    "nbacom": {
        "games": "query.GameID",
        "games_of_path": "path.gameId",
        "seasons": "query.Season",
        "slashed_days": "query.GameDate",
        "from_days": "query.DateFrom",
        "days": "query.date",
    },
    "bettingpros": {"days": "query.date", "bettingpros_events": "query.event_id"},
}


def evening(season: Season) -> datetime:
    """A moment in the middle of a season, when some games are over and the day's have lines but have not begun."""
    games = season.tables["nba_raw.nbac_schedule"].select(["game_date_est"]).to_pylist()
    return sorted(game["game_date_est"] for game in games)[500] - timedelta(minutes=30)


def _known_values(season: Season) -> dict[str, list[str | int]]:
    """Values around that evening."""
    now = evening(season)
    games = season.tables["nba_raw.nbac_schedule"].to_pylist()
    before = sorted({game["game_date"] for game in games if game["game_date"] < eastern_date(now)})
    days = [*before[-2:], eastern_date(now)]
    of_days = [game for game in games if game["game_date"] in days]
    game_ids = [game["game_id"] for game in of_days]
    props = season.tables["nba_raw.odds_api_player_points_props"].select(["odds_api_event_id", "game_date"])
    offers = season.tables["nba_raw.bettingpros_player_points_props"].select(["bp_event_id", "game_date"])
    events_tonight = {row["odds_api_event_id"] for row in props.to_pylist() if row["game_date"] == days[-1]}
    numbers = sorted({row["bp_event_id"] for row in offers.to_pylist() if row["game_date"] in days})
    return {
        "events": sorted(events_tonight),
        "instants": [f"{now:%Y-%m-%dT%H:%M:%SZ}"],
        "markets": ["player_points", "spreads,totals", "player_points,spreads,totals", "h2h"],
        "days": [str(day) for day in days],
        "years": [season.start_year],
        "compact_days": [f"{day:%Y%m%d}" for day in days],
        "slashed_days": [f"{day:%m/%d/%Y}" for day in days],
        "from_days": [str(days[0])],
        "games": game_ids,
        "games_of_path": game_ids,
        "seasons": [season_label(season.start_year)],
        "bettingpros_events": [str(numbers[0]), ":".join(str(number) for number in numbers[:3])],
    }
