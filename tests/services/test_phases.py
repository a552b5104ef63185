"""The phase handlers through HTTP: completions in, one trigger out, whatever the order and however often."""

from __future__ import annotations

import json
import random
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
import time_machine
from embedded_stage import DAY, Embedded, embedded, environment, fill, push, row
from flask.testing import FlaskClient

from contracts.messages.catalog import kind, violations
from harness.cloud.bigquery.emulator import BigQueryEmulator
from harness.reference.phases import PUBLISH_GRACE
from harness.reference.phases_rules import ANALYTICS, TIERS, Edge
from harness.reference.services.phases import handling
from harness.reference.services.phases.evidence import table_of
from harness.reference.services.phases.service import build
from harness.reference.services.phases.triggers import TOPICS
from harness.warehouse.schema import declared

PRECOMPUTE = (
    "team_defense_zone_analysis",
    "player_shot_zone_analysis",
    "player_composite_factors",
    "player_daily_cache",
    "ml_feature_store",
)
CLASSES = {
    "player_game_summary": "PlayerGameSummaryProcessor",
    "team_offense_game_summary": "TeamOffenseGameSummaryProcessor",
    "team_defense_game_summary": "TeamDefenseGameSummaryProcessor",
    "upcoming_player_game_context": "UpcomingPlayerGameContextProcessor",
    "upcoming_team_game_context": "UpcomingTeamGameContextProcessor",
    "team_defense_zone_analysis": "TeamDefenseZoneAnalysisProcessor",
    "player_shot_zone_analysis": "PlayerShotZoneAnalysisProcessor",
    "player_composite_factors": "PlayerCompositeFactorsProcessor",
    "player_daily_cache": "PlayerDailyCacheProcessor",
    "ml_feature_store": "MLFeatureStoreProcessor",
}
SCHEDULE = "nba_raw.nbac_schedule"
COMPLETIONS = "nba_orchestration.phase_completions"
PHASE_4, PHASE_5, PHASE_6 = list(TOPICS.values())[1:]
RAW = (
    "p2_bdl_box_scores",
    "p2_bigdataball_pbp",
    "p2_odds_game_lines",
    "p2_nbacom_schedule",
    "p2_nbacom_gamebook_pdf",
    "p2_br_season_roster",
)
TABLES = [COMPLETIONS, *map(table_of, (*RAW, *ANALYTICS, *PRECOMPUTE))]


@pytest.fixture(scope="module")
def emulator() -> Iterator[BigQueryEmulator]:
    with BigQueryEmulator() as running:
        client = running.client()
        for name in TABLES:
            running.create(client, name)
        client.close()
        yield running


@pytest.fixture
def clients(emulator: BigQueryEmulator) -> Iterator[Embedded]:
    """A day with two games and rows in all tables, of which nobody has reported anything."""
    for name in ANALYTICS:
        put(emulator, table_of(name), games=("G1", "G2"))
    for name in PRECOMPUTE:
        put(emulator, table_of(name))
    put(emulator, SCHEDULE, games=("0022300001", "0022300002"))
    fill(emulator, COMPLETIONS, [])
    with embedded(emulator) as made:
        for topic in TOPICS.values():
            made.listen(topic)
        yield made


@pytest.fixture
def phases(clients: Embedded, emulator: BigQueryEmulator) -> FlaskClient:
    return build(environment(emulator), clients).app.test_client()


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    """The afternoon of the day; it goes on by itself."""
    with time_machine.travel(datetime(2024, 1, 15, 17, tzinfo=UTC)) as traveller:
        yield traveller


def put(emulator: BigQueryEmulator, table: str, *, games: tuple[str, ...] = ("G1",)) -> None:
    """Rows of the day: one a game; none without games."""
    dated = next(column.name for column in declared(table).columns if column.name in _DATED)
    of_day = {dated: date.fromisoformat(DAY)}
    with_game = any(column.name == "game_id" for column in declared(table).columns)
    fill(emulator, table, [row(table, **of_day, **({"game_id": game} if with_game else {})) for game in games])


_DATED = ("cache_date", "analysis_date", "game_date")


def completion(name: str, *, minute: int = 0, **fields: Any) -> dict[str, Any]:
    """What a processor sends when it is done with the day, at noon UTC and some minutes."""
    of_phase_3 = name in ANALYTICS
    sent = {
        "processor_name": CLASSES[name],
        "phase": "phase3" if of_phase_3 else "phase4",
        "execution_id": f"run-{name}",
        "correlation_id": "c0ffee01",
        "game_date": DAY,
        "status": "success",
        "timestamp": f"2024-01-15T12:{minute:02}:00Z",
        "output_table": table_of(name).partition(".")[2],
        "record_count": 12,
        "trigger_source": "pubsub",
    }
    return sent | fields


def batch(**fields: Any) -> dict[str, Any]:
    """What the coordinator sends when a batch is complete."""
    example = dict(kind("predictions_completion").examples[0])
    metadata = dict(example["metadata"]) | fields.pop("metadata", {})
    return example | {"game_date": DAY, "metadata": metadata} | fields


def send(phases: FlaskClient, edge: str, *messages: dict[str, Any]) -> list[dict[str, Any]]:
    """What each came to."""
    answers = [push(phases, f"/{edge}", one, message_id=str(number)) for number, one in enumerate(messages)]
    assert {one.status_code for one in answers} <= {200}, [one.json for one in answers]
    return [one.json for one in answers if one.json is not None]


def test_the_last_of_phase_4_starts_the_predictions_once(phases: FlaskClient, clients: Embedded) -> None:
    messages = [completion(name) for name in PRECOMPUTE]
    answers = send(phases, "phase4-to-phase5", *messages)
    assert [one["triggered"] for one in answers] == [None] * 4 + [f"phase4-to-phase5_{DAY}_0"]
    [(data, attributes)] = clients.heard_whole(PHASE_5)
    assert attributes["trigger_id"] == f"phase4-to-phase5_{DAY}_0"
    told = json.loads(data)
    assert (told["game_date"], told["trigger_reason"], told["correlation_id"]) == (DAY, "all_complete", "c0ffee01")
    assert told["upstream_processors_count"] == 5
    assert told["missing_tables"] == []
    assert told["table_row_counts"]["nba_predictions.ml_feature_store_v2"] == 1
    send(phases, "phase4-to-phase5", *messages, completion("ml_feature_store", minute=5))
    assert clients.heard(PHASE_5) == []


@pytest.mark.parametrize("seed", range(4))
def test_the_order_of_the_messages_and_repetitions_make_no_difference(
    phases: FlaskClient, clients: Embedded, seed: int
) -> None:
    older = [completion(name, status="failed") for name in PRECOMPUTE]
    newer = [completion(name, minute=7) for name in PRECOMPUTE]
    messages = (older + newer) * 2
    random.Random(seed).shuffle(messages)  # noqa: S311 - an order, no secret
    send(phases, "phase4-to-phase5", *messages)
    assert len(clients.heard(PHASE_5)) == 1
    state = clients.document(f"phase4_completion/{DAY}")
    assert {state[name]["status"] for name in PRECOMPUTE} == {"success"}


def test_who_failed_is_still_waited_for(phases: FlaskClient, clients: Embedded) -> None:
    messages = [completion(name, status="failed" if name == "player_daily_cache" else "success") for name in PRECOMPUTE]
    assert {one["why"] for one in send(phases, "phase4-to-phase5", *messages)} == {"waiting for processors"}
    found = phases.get(f"/status?edge=phase4-to-phase5&date={DAY}").json
    assert (found["missing"], found["failed"], found["triggered"]) == (
        ["player_daily_cache"], ["player_daily_cache"], False,
    )  # fmt: skip


@pytest.mark.parametrize("tier", TIERS[1:], ids=lambda tier: tier.reason)
def test_a_tier_is_reached_by_the_clock_alone(
    tier: Any, phases: FlaskClient, clients: Embedded, clock: time_machine.Traveller
) -> None:
    send(phases, "phase4-to-phase5", *(completion(name) for name in PRECOMPUTE[-tier.processors :]))
    clock.shift(tier.minutes * 60 - 30)
    before = phases.post("/sweep", json={"edge": "phase4-to-phase5", "date": DAY}).json["results"]
    clock.shift(60)
    [after] = phases.post("/sweep", json={"edge": "phase4-to-phase5", "date": DAY}).json["results"]
    assert ([one["triggered"] for one in before], after["triggered"]) == ([None], f"phase4-to-phase5_{DAY}_0")
    assert len(clients.heard(PHASE_5)) == 1


def test_the_breaker_holds_a_trigger_until_the_data_are_there(
    phases: FlaskClient, clients: Embedded, emulator: BigQueryEmulator
) -> None:
    put(emulator, table_of("ml_feature_store"), games=())
    *_, last = send(phases, "phase4-to-phase5", *(completion(name) for name in PRECOMPUTE))
    assert (last["why"], last["problems"]) == ("the data are not ready", ["ml_feature_store is empty"])
    assert not clients.document(f"phase4_completion/{DAY}").get("_triggered")
    put(emulator, table_of("ml_feature_store"))
    phases.post("/sweep", json={"edge": "phase4-to-phase5", "date": DAY})
    assert len(clients.heard(PHASE_5)) == 1


def test_a_table_that_does_not_exist_is_named_as_missing(
    phases: FlaskClient, clients: Embedded, emulator: BigQueryEmulator
) -> None:
    clients.bigquery.delete_table(table_of("player_shot_zone_analysis"))
    try:
        send(phases, "phase4-to-phase5", *(completion(name) for name in PRECOMPUTE))
    finally:
        emulator.create(clients.bigquery, table_of("player_shot_zone_analysis"))
    [told] = clients.heard(PHASE_5)
    assert told["missing_tables"] == ["nba_precompute.player_shot_zone_analysis"]


def test_a_message_that_did_not_go_out_is_published_by_the_sweep(
    phases: FlaskClient, clients: Embedded, clock: time_machine.Traveller, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken:
        broken.setitem(handling.TOPICS, Edge.PHASE_4_TO_5, "nobody-made-this-topic")
        statuses = [push(phases, "/phase4-to-phase5", completion(name)).status_code for name in PRECOMPUTE]
    assert statuses == [200] * 4 + [500]
    assert push(phases, "/phase4-to-phase5", completion(PRECOMPUTE[-1])).json["triggered"] is None
    clock.shift(PUBLISH_GRACE)
    [swept] = phases.post("/sweep", json={"edge": "phase4-to-phase5", "date": DAY}).json["results"]
    assert (swept["triggered"], swept["again"]) == (f"phase4-to-phase5_{DAY}_0", True)
    assert [told["trigger_reason"] for told in clients.heard(PHASE_5)] == ["all_complete"]


def test_overnight_phase_4_starts_with_who_changed(phases: FlaskClient, clients: Embedded) -> None:
    changed = {"is_incremental": True, "entities_changed": ["samplejones", "BOS"]}
    send(phases, "phase3-to-phase4", *(completion(name, metadata=changed) for name in ANALYTICS))
    [told] = clients.heard(PHASE_4)
    assert (told["mode"], told["is_incremental"]) == ("overnight", True)
    assert told["entities_changed"] == {"players": ["samplejones"], "teams": ["BOS"]}


def test_one_that_computed_everything_makes_phase_4_do_so_too(phases: FlaskClient, clients: Embedded) -> None:
    changed = {"is_incremental": True, "entities_changed": ["samplejones"]}
    send(phases, "phase3-to-phase4", *(completion(name, metadata=changed) for name in ANALYTICS[1:]))
    assert clients.heard(PHASE_4) == []
    send(phases, "phase3-to-phase4", completion(ANALYTICS[0]))
    [told] = clients.heard(PHASE_4)
    assert (told["is_incremental"], "entities_changed" in told) == (False, False)


def test_what_a_run_said_does_not_hold_for_the_next_one(phases: FlaskClient, clients: Embedded) -> None:
    changed = {"is_incremental": True, "entities_changed": ["samplejones"]}
    again = completion(ANALYTICS[0], minute=5)
    first = [completion(name, metadata=changed) for name in ANALYTICS]
    send(phases, "phase3-to-phase4", first[0], again, *first)
    assert [told["is_incremental"] for told in clients.heard(PHASE_4)] == [False]


def test_on_the_day_itself_the_players_context_is_enough(
    phases: FlaskClient, clients: Embedded, clock: time_machine.Traveller
) -> None:
    send(phases, "phase3-to-phase4", completion("upcoming_player_game_context"))
    [told] = clients.heard(PHASE_4)
    assert (told["mode"], told["expected_processors"]) == ("same_day", ["upcoming_player_game_context"])


def test_games_that_no_table_has_hold_phase_4(
    phases: FlaskClient, clients: Embedded, emulator: BigQueryEmulator
) -> None:
    put(emulator, table_of("team_offense_game_summary"), games=("G1",))
    *_, last = send(phases, "phase3-to-phase4", *(completion(name) for name in ANALYTICS))
    assert last["problems"] == ["1 of 2 games are covered"]
    assert clients.heard(PHASE_4) == []


@pytest.mark.parametrize(
    ("fields", "exported"),
    [
        ({}, True),
        ({"status": "partial"}, True),
        ({"status": "failed"}, False),
        ({"metadata": {"completion_percentage": 80.0, "total_predictions": 10}}, True),
        ({"metadata": {"completion_percentage": 79.9}}, False),
        ({"metadata": {"total_predictions": 9}}, False),
    ],
)
def test_a_batch_that_is_good_enough_is_exported(
    phases: FlaskClient, clients: Embedded, fields: dict[str, Any], exported: bool
) -> None:
    send(phases, "phase5-to-phase6", *[batch(**fields)] * 2)
    told = clients.heard(PHASE_6)
    assert len(told) == exported
    if exported:
        predictions = batch(**fields)["metadata"]["total_predictions"]
        assert (told[0]["target_date"], told[0]["upstream_predictions"]) == (DAY, predictions)
        assert told[0]["upstream_batch_id"] == "batch_2026-02-03_1770130000"


def test_the_names_that_readers_were_written_for_are_taken_too(phases: FlaskClient, clients: Embedded) -> None:
    metadata = {"batch_id": "batch_2024-01-15_1705336200", "completion_pct": 95.0, "completed_predictions": 40}
    send(phases, "phase5-to-phase6", batch() | {"metadata": metadata})
    assert [told["upstream_predictions"] for told in clients.heard(PHASE_6)] == [40]


def test_a_better_batch_of_the_day_is_exported_after_a_poor_one(phases: FlaskClient, clients: Embedded) -> None:
    poor = batch(timestamp="2024-01-15T16:40:00Z", metadata={"completion_percentage": 60.0})
    better = batch(timestamp="2024-01-15T16:50:00Z")
    send(phases, "phase5-to-phase6", poor)
    assert clients.heard(PHASE_6) == []
    send(phases, "phase5-to-phase6", better, poor)
    assert len(clients.heard(PHASE_6)) == 1


def test_an_older_batch_that_comes_late_does_not_speak_for_the_day(phases: FlaskClient, clients: Embedded) -> None:
    poor = batch(timestamp="2024-01-15T16:50:00Z", metadata={"completion_percentage": 60.0})
    older = batch(timestamp="2024-01-15T16:40:00Z")
    send(phases, "phase5-to-phase6", poor, older)
    assert clients.heard(PHASE_6) == []


def test_a_grader_of_phase_5_is_no_batch(phases: FlaskClient, clients: Embedded) -> None:
    grader = batch(processor_name="PredictionAccuracyProcessor", execution_id="g", timestamp="2026-02-03T17:00:00Z")
    del grader["metadata"]
    send(phases, "phase5-to-phase6", grader)
    assert clients.heard(PHASE_6) == []
    send(phases, "phase5-to-phase6", batch(execution_id="b"))
    assert [told["upstream_batch_id"] for told in clients.heard(PHASE_6)] == [batch()["metadata"]["batch_id"]]


def test_phase_2_is_only_watched(phases: FlaskClient, clients: Embedded) -> None:
    for example in kind("raw_completion").examples:
        send(phases, "phase2-to-phase3", dict(example) | {"game_date": DAY})
    found = phases.get(f"/status?edge=phase2-to-phase3&date={DAY}").json
    assert found["completed"] == ["p2_bdl_box_scores"]
    assert found["failed"] == ["bdl_injuries"]
    assert clients.heard(TOPICS[Edge.PHASE_2_TO_3]) == []


def raw(name: str) -> dict[str, Any]:
    """What a raw processor sends; its class is not that of its gate, its table is."""
    sent = dict(kind("raw_completion").examples[0])
    return sent | {"game_date": DAY, "processor_name": "Loader", "output_table": table_of(name).partition(".")[2]}


@pytest.mark.parametrize(("status", "problems"), [("active", []), ("inactive", ["1 gamebooks name no active player"])])
def test_phase_2_is_judged_by_its_tables_and_starts_nothing(
    phases: FlaskClient, clients: Embedded, emulator: BigQueryEmulator, status: str, problems: list[str]
) -> None:
    for name in RAW[:4]:
        put(emulator, table_of(name))
    dated = {"game_date": date.fromisoformat(DAY), "game_id": "G1"}
    fill(emulator, table_of(RAW[4]), [row(table_of(RAW[4]), **dated, player_status=status)])
    fill(emulator, table_of(RAW[5]), [row(table_of(RAW[5]), season_year=2023)])
    *before, last = send(phases, "phase2-to-phase3", *map(raw, RAW))
    assert {one["why"] for one in before} == {"waiting for processors"}
    assert last["problems"] == problems
    found = phases.get(f"/status?edge=phase2-to-phase3&date={DAY}").json
    assert (found["mode"], found["missing"], found["triggered"]) == ("monitoring_only", [], not problems)
    assert clients.heard(TOPICS[Edge.PHASE_2_TO_3]) == []


def test_what_is_published_satisfies_the_sender_and_every_reader(phases: FlaskClient, clients: Embedded) -> None:
    changed = {"is_incremental": True, "entities_changed": ["samplejones", "BOS"]}
    send(phases, "phase3-to-phase4", *(completion(name, metadata=changed) for name in ANALYTICS))
    send(phases, "phase4-to-phase5", *(completion(name, correlation_id=None) for name in PRECOMPUTE))
    send(phases, "phase5-to-phase6", batch())
    for name in ("phase4_trigger", "phase5_trigger", "export_trigger"):
        declared_kind = kind(name)
        [told] = clients.heard(declared_kind.topic)
        for reader in (None, *(one.reader for one in declared_kind.needed)):
            assert not violations(name, told, reader), (name, reader)


@pytest.mark.parametrize(
    ("edge", "name"),
    [("phase3-to-phase4", "analytics_completion"), ("phase4-to-phase5", "precompute_completion")],
)
def test_the_completions_of_the_contract_are_understood(phases: FlaskClient, edge: str, name: str) -> None:
    for example in kind(name).examples:
        [answer] = send(phases, edge, dict(example))
        found = phases.get(f"/status?edge={edge}&date={example['game_date']}").json
        assert set(found["completed"]) & set(found["expected"]), answer


def test_both_stores_have_a_completion(phases: FlaskClient, clients: Embedded) -> None:
    send(phases, "phase4-to-phase5", *[completion("player_daily_cache")] * 2)
    rows = list(clients.bigquery.query(f"SELECT * FROM {COMPLETIONS}").result())
    assert [(one["phase"], one["processor_name"], one["status"]) for one in rows] == [
        ("phase4", "player_daily_cache", "success")
    ]


@pytest.mark.parametrize("lost", ["Firestore", "BigQuery"])
def test_what_one_store_has_lost_the_sweep_carries_over(
    phases: FlaskClient, clients: Embedded, emulator: BigQueryEmulator, lost: str
) -> None:
    send(phases, "phase4-to-phase5", completion("player_daily_cache"))
    if lost == "BigQuery":
        fill(emulator, COMPLETIONS, [])
    else:
        clients.firestore.document(f"phase4_completion/{DAY}").delete()
    [swept] = phases.post("/sweep", json={"edge": "phase4-to-phase5", "date": DAY}).json["results"]
    assert swept["carried"] == 1
    assert len(list(clients.bigquery.query(f"SELECT * FROM {COMPLETIONS}").result())) == 1
    assert "player_daily_cache" in clients.document(f"phase4_completion/{DAY}")


def test_a_day_that_firestore_has_lost_still_reaches_its_tiers(
    phases: FlaskClient, clients: Embedded, clock: time_machine.Traveller
) -> None:
    send(phases, "phase4-to-phase5", *(completion(name) for name in PRECOMPUTE[1:]))
    clients.firestore.document(f"phase4_completion/{DAY}").delete()
    phases.post("/sweep", json={"edge": "phase4-to-phase5", "date": DAY})
    clock.shift(3601)
    [swept] = phases.post("/sweep", json={"edge": "phase4-to-phase5", "date": DAY}).json["results"]
    assert (swept["triggered"], swept["why"]) == (f"phase4-to-phase5_{DAY}_0", "tier2_timeout")


def test_a_store_that_does_not_answer_makes_the_message_come_again(
    phases: FlaskClient, clients: Embedded, monkeypatch: pytest.MonkeyPatch
) -> None:
    def down(*_: object, **__: object) -> None:
        raise ConnectionError("no BigQuery")

    with monkeypatch.context() as broken:
        broken.setattr(clients.bigquery, "query", down)
        broken.setattr(time, "sleep", lambda seconds: None)
        statuses = [push(phases, "/phase4-to-phase5", completion(name)).status_code for name in PRECOMPUTE]
    # One store is enough for a completion; the data cannot be looked at without BigQuery.
    assert statuses == [200] * 4 + [500]
    send(phases, "phase4-to-phase5", completion(PRECOMPUTE[-1]))
    assert len(clients.heard(PHASE_5)) == 1


@pytest.mark.parametrize(
    ("changed", "word"),
    [
        ({"game_date": "2024-02-30"}, "game_date"),
        ({"status": "done"}, "status"),
        ({"processor_name": ""}, "processor_name"),
        ({"record_count": -1}, "record_count"),
        ({"phase": "phase3"}, "takes completions of phase4 only"),
        ({"timestamp": "0001-01-01T00:00:00+14:00"}, "timestamp"),
    ],
)
def test_a_message_that_is_wrong_is_refused_by_name(
    phases: FlaskClient, clients: Embedded, changed: dict[str, Any], word: str
) -> None:
    refused = push(phases, "/phase4-to-phase5", completion("player_daily_cache") | changed)
    assert refused.status_code == 400
    assert word in refused.json["reason"]
    assert clients.document(f"phase4_completion/{DAY}") == {}


@pytest.mark.parametrize(
    "query", ["", "edge=phase4-to-phase5", "edge=phase9&date=2024-01-15", "edge=phase4-to-phase5&date=today"]
)
def test_a_question_that_is_wrong_is_refused(phases: FlaskClient, query: str) -> None:
    assert phases.get(f"/status?{query}").status_code == 400


def test_a_sweep_without_a_day_looks_at_the_days_around_today(
    phases: FlaskClient, clients: Embedded, clock: time_machine.Traveller
) -> None:
    found = phases.post("/sweep").json["results"]
    assert {one["game_date"] for one in found} == {"2024-01-13", "2024-01-14", "2024-01-15", "2024-01-16"}
    assert {one["edge"] for one in found} == {edge.value for edge in Edge}
    assert {one["why"] for one in found} == {"waiting for processors"}


@pytest.mark.parametrize(("off", "last"), [((), "2024-01-16"), (("eastern_game_day",), "2024-01-17")])
def test_in_the_evening_today_is_the_day_in_new_york(
    clients: Embedded, emulator: BigQueryEmulator, clock: time_machine.Traveller, off: tuple[str, ...], last: str
) -> None:
    clock.move_to(datetime(2024, 1, 16, 3, tzinfo=UTC))
    phases = build(environment(emulator, safeguards_off=off), clients).app.test_client()
    found = phases.post("/sweep", json={"edge": "phase4-to-phase5"}).json["results"]
    assert max(one["game_date"] for one in found) == last


def test_the_handlers_are_ready_and_say_why_they_are_not(phases: FlaskClient, emulator: BigQueryEmulator) -> None:
    assert phases.get("/health").status_code == 200
    ready = phases.get("/ready")
    assert (ready.status_code, ready.json["reasons"]) == (200, [])
    with embedded(None) as nowhere:
        lost = build(environment(None), nowhere).app.test_client().get("/ready")
    assert lost.status_code == 503
    assert [reason.partition(":")[0] for reason in lost.json["reasons"]] == ["bigquery"]
