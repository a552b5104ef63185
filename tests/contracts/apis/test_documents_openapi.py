"""The documents are OpenAPI 3.1, say what the checker asks, and are found by the names that recordings have."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from openapi_spec_validator import OpenAPIV31SpecValidator

from contracts.apis.documents import (
    PROVIDERS,
    Operation,
    UnknownOperationError,
    document,
    operation_of,
    operations,
)

ASKED = {
    *("type", "properties", "patternProperties", "items", "required", "additionalProperties", "enum", "anyOf"),
    *("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "format", "pattern", "minLength", "maxLength"),
    *("minItems", "maxItems", "description", "x-sometimes", "x-known-values", "x-ordered-by", "x-columns"),
}
"""The keywords of which the checker knows the rule."""


def schemas(schema: Any, path: str = "$") -> Iterator[tuple[str, dict[str, Any]]]:
    """A schema and all within it."""
    yield path, schema
    for keyword in ("properties", "patternProperties"):
        for name, inner in schema.get(keyword, {}).items():
            yield from schemas(inner, f"{path}.{name}")
    for keyword in ("items", "additionalProperties", "x-columns"):
        if isinstance(schema.get(keyword), dict):
            yield from schemas(schema[keyword], f"{path}.{keyword}")


EVERY = [(f"{one.name} {path}", schema) for one in operations() for path, schema in schemas(one.schema)]


@pytest.mark.parametrize("provider", PROVIDERS)
def test_a_document_is_openapi_3_1(provider: str) -> None:
    assert document(provider)["openapi"].startswith("3.1")
    assert [error.message for error in OpenAPIV31SpecValidator(document(provider)).iter_errors()] == []


@pytest.mark.parametrize("provider", PROVIDERS)
def test_schemathesis_makes_requests_of_every_operation(provider: str) -> None:
    made = set()

    def kept(case: schemathesis.Case) -> None:
        made.add(case.operation.path)

    # One request, and no search for a smaller one.
    one = settings(
        deadline=None, max_examples=1, phases=[Phase.generate], database=None, suppress_health_check=list(HealthCheck)
    )
    for result in schemathesis.openapi.from_dict(document(provider)).get_all_operations():
        one(given(result.ok().as_strategy())(kept))()
    assert made == set(document(provider)["paths"])


@pytest.mark.parametrize("provider", PROVIDERS)
def test_every_schema_says_what_it_is_and_where_it_is_from(provider: str) -> None:
    silent = [
        name
        for name, schema in document(provider)["components"]["schemas"].items()
        if "Source:" not in schema.get("description", "")
    ]
    assert silent == []


def test_the_checker_has_a_rule_for_every_keyword() -> None:
    assert {keyword for _, schema in EVERY for keyword in schema} <= ASKED


def test_what_is_sometimes_or_needed_is_declared_and_never_both() -> None:
    for path, schema in EVERY:
        declared, sometimes = set(schema.get("properties", {})), set(schema.get("x-sometimes", ()))
        needed = set(schema.get("required", ()))
        assert sometimes <= declared, path
        assert needed <= declared, path
        assert not sometimes & needed, path


def test_no_object_is_closed_to_new_fields() -> None:
    assert [path for path, schema in EVERY if schema.get("additionalProperties") is False] == []


def test_every_object_has_fields_in_the_order_of_the_file() -> None:
    columns = list(operation_of("scoreboardV2").schema["properties"]["resultSets"]["x-columns"]["properties"])
    assert columns[:3] == ["GameHeader", "LineScore", "SeriesStandings"]


@pytest.mark.parametrize("one", operations(), ids=lambda one: one.name)
def test_an_operation_documents_how_it_refuses(one: Operation) -> None:
    responses = document(one.provider)["paths"][one.path][one.method.lower()]["responses"]
    keyed = "security" in document(one.provider)
    assert {"429", "5XX"} <= set(responses)
    assert ("401" in responses) == keyed
    shared = document(one.provider)["components"]["responses"]
    assert "Retry-After" in shared[responses["429"]["$ref"].rsplit("/", 1)[1]]["headers"]


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("/v4/historical/sports/basketball_nba/events", "oddsapi.listHistoricalEvents"),
        ("/v4/sports/{sport}/events/{eventId}/odds", "oddsapi.getEventOdds"),
        ("oddsapi/event_odds", "oddsapi.getEventOdds"),
        ("oddsapi/historical_event_odds", "oddsapi.getHistoricalEventOdds"),
        ("/v1/box_scores", "balldontlie.listBoxScores"),
        ("/v1/box_scores/live", "balldontlie.listLiveBoxScores"),
        ("balldontlie/box_scores", "balldontlie.listBoxScores"),
        ("/v1/games?dates[]=2025-02-20", "balldontlie.listGames"),
        ("scoreboardV2", "nbacom.getScoreboardV2"),
        ("nbacom/scoreboardv3", "nbacom.getScoreboardV3"),
        ("https://stats.nba.com/stats/scoreboardv3?GameDate=2024-01-15&LeagueID=00", "nbacom.getScoreboardV3"),
        ("stats/scoreboardv3", "nbacom.getScoreboardV3"),
        ("boxscoretraditional", "nbacom.getBoxScoreV2"),
        ("/stats/boxscoretraditionalv3", "nbacom.getBoxScoreV3"),
        ("/static/json/liveData/playbyplay/playbyplay_0022400500.json", "nbacom.getPlayByPlay"),
        ("/apis/site/v2/sports/basketball/nba/teams/2", "espn.getTeam"),
        ("/v3/offers", "bettingpros.listOffers"),
        ("bettingpros.listOffers", "bettingpros.listOffers"),
    ],
)
def test_an_operation_is_found_by_what_recordings_call_it(name: str, found: str) -> None:
    assert operation_of(name).name == found


def test_an_operation_that_no_document_has_is_refused_with_the_closest() -> None:
    with pytest.raises(UnknownOperationError, match=r"no document describes '/v1/game'.*/v1/games"):
        operation_of("/v1/game")
    with pytest.raises(UnknownOperationError, match=r"no document of 'nba'; there are: oddsapi"):
        document("nba")
