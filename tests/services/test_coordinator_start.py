"""Starting a day: once, for everybody who is to be predicted, or not at all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pyarrow.compute as pc
import pytest
from coordinator_stage import (
    CONTEXT,
    FEATURES,
    NOW,
    REQUESTS,
    Desk,
    asked_for,
    at_once,
    batches_of,
    desk,
    document,
)
from loopback_stage import KEY, Clouds, failing, push

from contracts.messages.catalog import violations
from harness.cloud.errors import Status
from harness.cloud.faults import Aim, Failure
from harness.season import Season

ANY_DAY = date(2024, 1, 1)


@pytest.fixture
def context(season: Season, clouds: Clouds, day: date) -> list[dict[str, Any]]:
    """The day's players, as the stores have them."""
    sql = f"SELECT player_lookup FROM nba_analytics.upcoming_player_game_context WHERE game_date = '{day}'"
    there = {row["player_lookup"] for row in clouds.bigquery.query(sql).result()}
    rows = season.tables[CONTEXT]
    of_day = rows.filter(pc.field("game_date") == day).to_pylist()
    return [row for row in of_day if row["player_lookup"] in there]


def fit(context: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [row for row in context if row["player_status"] not in ("out", "doubtful")]


def wanted(context: list[dict[str, Any]], minutes: float = 15) -> set[str]:
    found = [
        row for row in fit(context) if row["has_prop_line"] or (row["avg_minutes_per_game_last_7"] or 0) >= minutes
    ]
    return {row["player_lookup"] for row in found}


def test_each_player_of_the_day_is_asked_for_once(
    own_desk: Desk, clouds: Clouds, day: date, context: list[dict[str, Any]]
) -> None:
    response = own_desk.start(day, correlation_id="c0ffee01")
    assert response.status_code == 202, response.text
    started = response.json
    assert started is not None
    requests = asked_for(clouds, started["batch_id"])
    assert Counter(one["player_lookup"] for one in requests) == Counter(wanted(context))
    assert [violations("prediction_request", one) for one in requests] == [()] * len(requests)
    assert [violations("prediction_request", one, "worker") for one in requests] == [()] * len(requests)
    assert {one["correlation_id"] for one in requests} == {"c0ffee01"}
    assert (started["total_requests"], started["published"]) == (len(requests), len(requests))
    assert started["summary"]["games"] == 2
    progress = own_desk.status(started["batch_id"])["progress"]
    assert (progress["expected"], progress["completed"], progress["is_complete"]) == (len(requests), 0, False)


def test_a_request_carries_the_line_and_where_it_is_from(
    own_desk: Desk, clouds: Clouds, day: date, context: list[dict[str, Any]]
) -> None:
    started = own_desk.start(day, min_minutes=0, skip_completeness_check=True).json
    assert started is not None
    rows = {row["player_lookup"]: row for row in context}
    requests = asked_for(clouds, started["batch_id"])
    assert {one["has_prop_line"] for one in requests} == {True, False}
    for one in requests:
        row = rows[one["player_lookup"]]
        if not row["has_prop_line"]:
            assert one["line_values"] == [None]
            assert one["line_source_api"] == "ESTIMATED"
            assert ("estimated_line_value" in one) == (row["points_avg_last_10"] is not None) != one["needs_bootstrap"]
            continue
        assert one["line_values"][0] == one["actual_prop_line"] == float(row["current_points_line"])
        fallback = row["current_points_line_source"] == "bettingpros"
        assert (one["was_line_fallback"], one["line_source_api"]) == (
            fallback,
            "BETTINGPROS" if fallback else "ODDS_API",
        )
        moved = row["opening_points_line"] not in (row["current_points_line"], None)
        assert len(one["line_values"]) == 1 + moved


def test_one_line_a_player_where_several_are_not_wanted(own_desk: Desk, clouds: Clouds, day: date) -> None:
    started = own_desk.start(day, use_multiple_lines=False).json
    assert started is not None
    assert {len(one["line_values"]) for one in asked_for(clouds, started["batch_id"])} == {1}


def test_more_minutes_are_asked_of_who_has_no_line(
    own_desk: Desk, clouds: Clouds, day: date, context: list[dict[str, Any]]
) -> None:
    started = own_desk.start(day, min_minutes=48).json
    assert started is not None
    expected = {row["player_lookup"] for row in fit(context) if row["has_prop_line"]}
    assert {one["player_lookup"] for one in asked_for(clouds, started["batch_id"])} == expected


def test_a_day_that_runs_is_not_started_again(own_desk: Desk, clouds: Clouds, day: date) -> None:
    first = own_desk.start(day).json
    assert first is not None
    asked_for(clouds, first["batch_id"])
    again = own_desk.start(day)
    forced = own_desk.start(day, force=True)
    for refused in (again, forced):
        assert refused.status_code == 409
        assert refused.json is not None
        assert (refused.json["status"], refused.json["batch_id"]) == ("already_running", first["batch_id"])
    assert asked_for(clouds, first["batch_id"]) == []


def test_two_who_start_a_day_together_start_it_once(own_desk: Desk, clouds: Clouds, day: date) -> None:
    with desk(clouds) as other:
        calls = [lambda one=one: one.start(day) for one in (own_desk, other) * 3]
        responses = at_once(*calls)
    codes = Counter(one.status_code for one in responses)
    assert codes == {202: 1, 409: 5}, [one.text for one in responses]
    [started] = [one.json for one in responses if one.status_code == 202]
    batches = batches_of(clouds, day)
    assert [one.id for one in batches] == [started["batch_id"]]
    assert len(asked_for(clouds, started["batch_id"])) == started["total_requests"]


def test_a_day_that_is_complete_is_started_again_only_by_force(own_desk: Desk, clouds: Clouds, day: date) -> None:
    first = own_desk.start(day).json
    assert first is not None
    document(clouds, first["batch_id"]).update({"is_complete": True, "claim_expires_at": None})
    refused = own_desk.start(day)
    assert refused.json is not None
    assert (refused.status_code, refused.json["status"]) == (409, "already_exists")
    second = own_desk.start(day, force=True)
    assert second.json is not None
    assert second.status_code == 202
    assert second.json["batch_id"] != first["batch_id"]
    assert len(asked_for(clouds, second.json["batch_id"])) == second.json["total_requests"]


def test_a_batch_without_news_can_be_started_again_by_force(own_desk: Desk, day: date) -> None:
    assert own_desk.start(day).status_code == 202
    own_desk.clock.instant = datetime.now(UTC) + timedelta(minutes=11)
    assert own_desk.start(day).status_code == 409
    assert own_desk.start(day, force=True).status_code == 202


def test_a_prefix_keeps_a_test_apart(own_desk: Desk, clouds: Clouds, day: date) -> None:
    assert own_desk.start(day).status_code == 202
    tried = own_desk.start(day, dataset_prefix="test_")
    assert tried.json is not None
    assert tried.status_code == 202
    assert {one["dataset_prefix"] for one in asked_for(clouds, tried.json["batch_id"])} == {"test_"}


@pytest.mark.parametrize(
    ("literal", "eastern"), [("YESTERDAY", "2024-01-13"), ("TODAY", "2024-01-14"), ("TOMORROW", "2024-01-15")]
)
def test_a_literal_is_a_day_in_new_york(own_desk: Desk, literal: str, eastern: str) -> None:
    # It is the fifteenth in London already. No day is held then, so all are refused, each by its name.
    own_desk.clock.instant = datetime(2024, 1, 15, 3, 0, tzinfo=UTC)
    response = own_desk.start(literal, dataset_prefix="nobody_")
    assert response.json is not None
    assert response.json["game_date"] == eastern


def test_without_its_safeguard_today_is_the_day_in_london(clouds: Clouds) -> None:
    with desk(clouds, SAFEGUARDS_OFF="eastern_game_day") as other:
        other.clock.instant = datetime(2024, 1, 15, 3, 0, tzinfo=UTC)
        answer = other.start("TODAY", dataset_prefix="nobody_").json
    assert answer is not None
    assert answer["game_date"] == "2024-01-15"


@pytest.mark.parametrize("word", ["today", "YESTERDAY ", "NOW", "2024-13-01", "2024-1-1", "15-01-2024", ""])
def test_another_word_is_no_day(own_desk: Desk, word: str) -> None:
    assert own_desk.start(word).status_code == 400


@pytest.fixture
def untouched(clouds: Clouds) -> Iterator[None]:
    """No store is asked for anything."""
    refusing = Failure(Status.INTERNAL, Aim(times=None))
    with failing(clouds.documents, refusing), failing(clouds.messages, refusing):
        yield
    assert refusing.aim.hits == 0


@pytest.mark.usefixtures("untouched")
def test_a_storm_for_a_day_beyond_tomorrow_costs_nothing(clouds: Clouds) -> None:
    # Nobody listens for what the warehouse would be asked.
    with desk(clouds, BIGQUERY_EMULATOR_HOST="http://127.0.0.1:1") as cut_off:
        asked = [cut_off.start(NOW.date() + timedelta(days=2 + number)) for number in range(25)]
    assert {one.status_code for one in asked} == {404}


def test_a_storm_for_a_day_without_players_leaves_no_trace(own_desk: Desk, clouds: Clouds) -> None:
    tomorrow = NOW.date() + timedelta(days=1)
    publishing = Failure(Status.INTERNAL, Aim(methods=frozenset({"Publish"}), times=None))
    writing = Failure(Status.INTERNAL, Aim(methods=frozenset({"Commit", "BeginTransaction"}), times=None))
    with failing(clouds.messages, publishing), failing(clouds.documents, writing):
        asked = [own_desk.start("TOMORROW") for _ in range(10)]
    assert {(one.status_code, (one.json or {})["status"]) for one in asked} == {(404, "no_players")}
    assert (asked[0].json or {})["game_date"] == str(tomorrow)
    assert (publishing.aim.hits, writing.aim.hits) == (0, 0)


def test_a_day_without_features_is_incomplete(own_desk: Desk, clouds: Clouds, day: date) -> None:
    clouds.bigquery.query(f"DELETE FROM {FEATURES} WHERE game_date = '{day}'").result()
    refused = own_desk.start(day)
    assert refused.status_code == 503
    assert refused.json is not None
    assert refused.json["status"] == "DATA_INCOMPLETE"
    assert refused.json["details"][0].startswith("nba_predictions.ml_feature_store_v2 has 0 of ")
    assert batches_of(clouds, day) == []
    assert own_desk.start(day, skip_completeness_check=True).status_code == 202


@pytest.mark.parametrize("sign", ["game_status_text = 'PPD'", "home_team_score = NULL, away_team_score = NULL"])
def test_who_plays_in_a_postponed_game_is_not_asked_for(
    own_desk: Desk, clouds: Clouds, day: date, context: list[dict[str, Any]], sign: str
) -> None:
    first, second = sorted({row["game_id"] for row in context})
    home = first.split("_")[2]
    where = f"game_date = '{day}' AND home_team_tricode"
    clouds.bigquery.query(f"UPDATE nba_raw.nbac_schedule SET {sign} WHERE {where} = '{home}'").result()
    started = own_desk.start(day).json
    assert started is not None
    assert {one["game_id"] for one in asked_for(clouds, started["batch_id"])} == {second}
    assert started["summary"]["postponed"] == len([row for row in context if row["game_id"] == first])


def test_a_postponed_game_counts_where_nobody_looks(
    own_desk: Desk, clouds: Clouds, day: date, context: list[dict[str, Any]]
) -> None:
    sql = f"UPDATE nba_raw.nbac_schedule SET game_status_text = 'Postponed' WHERE game_date = '{day}'"
    clouds.bigquery.query(sql).result()
    refused = own_desk.start(day)
    assert refused.status_code == 404
    assert f"{len(context)} whose game is postponed" in refused.text
    assert own_desk.start(day, skip_postponement_check=True).status_code == 202


def test_a_start_that_could_not_publish_is_gone_on_with(own_desk: Desk, clouds: Clouds, day: date) -> None:
    # The first request of the broker is lost for good, as the second start finds it.
    with failing(clouds.messages, Failure(Status.UNAVAILABLE, Aim(methods=frozenset({"Publish"}), times=None))):
        failed = own_desk.start(day)
    assert failed.status_code == 500
    assert "were not confirmed" in failed.text
    [left] = batches_of(clouds, day)
    with desk(clouds) as other:
        resumed = other.start(day)
        assert resumed.json is not None
        assert (resumed.status_code, resumed.json["batch_id"], resumed.json["resumed"]) == (202, left.id, True)
        assert other.start(day).status_code == 409
    assert len(asked_for(clouds, left.id)) == resumed.json["total_requests"] == left.get("expected_players")


def test_a_resumed_start_asks_only_for_who_is_not_counted(own_desk: Desk, clouds: Clouds, day: date) -> None:
    started = own_desk.start(day).json
    assert started is not None
    batch_id, [counted, *others] = started["batch_id"], asked_for(clouds, started["batch_id"])
    assert own_desk.done(batch_id, counted["player_lookup"]).status_code == 204
    document(clouds, batch_id).update({"requests_published_at": None})
    assert own_desk.start(day).status_code == 202
    again = {one["player_lookup"] for one in asked_for(clouds, batch_id)}
    assert again == {one["player_lookup"] for one in others}


def test_a_lock_of_another_start_is_not_waited_for(own_desk: Desk, clouds: Clouds, day: date) -> None:
    lock = clouds.firestore.document(f"coordinator_batch_locks/coordinator_batch_{day}")
    held = {"holder_id": "other", "fencing_token": 1, "released": False, "expires_at": NOW + timedelta(days=9000)}
    lock.set(held)
    refused = own_desk.start(day)
    assert refused.json is not None
    assert (refused.status_code, refused.json["status"]) == (409, "already_running")


def test_a_trigger_that_is_pushed_is_acknowledged_where_repeating_it_is_no_use(
    own_desk: Desk, clouds: Clouds, day: date
) -> None:
    trigger = {
        "game_date": str(day), "correlation_id": "c0ffee01", "trigger_source": "orchestrator",
        "triggered_by": "phase4_to_phase5", "upstream_processors_count": 5, "timestamp": "2024-01-15T16:00:00Z",
    }  # fmt: skip
    first = own_desk.post("/start", push(trigger, message_id="1"))
    again = own_desk.post("/start", push(trigger, message_id="2"))
    beyond = own_desk.post("/start", push(trigger | {"game_date": "2031-01-01"}, message_id="3"))
    assert (first.status_code, again.status_code, beyond.status_code) == (202, 200, 200)
    assert (again.json or {})["status"] == "already_running"
    assert first.json is not None
    assert {one["correlation_id"] for one in asked_for(clouds, first.json["batch_id"])} == {"c0ffee01"}


@pytest.mark.parametrize(
    "ask",
    [
        lambda caller: caller.post("/start", json={"game_date": str(ANY_DAY)}),
        lambda caller: caller.post("/complete", json={}),
        lambda caller: caller.get("/status"),
        lambda caller: caller.post("/check-stalled", json={}),
        lambda caller: caller.get("/instances"),
        lambda caller: caller.post("/instances/cleanup"),
    ],
)
@pytest.mark.usefixtures("untouched")
def test_every_route_but_the_open_ones_wants_the_key(own_desk: Desk, ask: Callable[[Any], Any]) -> None:
    assert ask(own_desk.asked).status_code == 401
    assert KEY not in ask(own_desk.asked).text


@pytest.mark.usefixtures("untouched")
@pytest.mark.parametrize(
    "body",
    [{"gamedate": "TODAY"}, {"force": "yes"}, {"min_minutes": -1}, {"dataset_prefix": "a-b"}, [], {"game_date": None}],
)
def test_a_body_that_it_does_not_understand_starts_nothing(own_desk: Desk, body: object) -> None:
    response = own_desk.post("/start", body)
    assert response.status_code == 400
    assert (response.json or {})["reason"].startswith("body: ")


def test_the_front_page_asks_nobody(own_desk: Desk, day: date) -> None:
    before = own_desk.asked.get("/").json
    assert before is not None
    assert (before["current_batch"], before["batch_active"], before["multi_instance_enabled"]) == (None, False, True)
    started = own_desk.start(day).json
    assert started is not None
    after = own_desk.asked.get("/").json
    assert after is not None
    assert (after["current_batch"], after["batch_active"]) == (started["batch_id"], True)
    assert REQUESTS not in str(after)
