"""POST /predict: from a push envelope to staged rows, and only then to the message that the player is done."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from embedded_stage import (
    BATCH,
    DAY,
    FEATURE_STORE,
    GAME,
    PREDICTIONS,
    Embedded,
    embedded,
    environment,
    features,
    fill,
    merged,
    push,
)
from flask.testing import FlaskClient
from google.api_core.exceptions import BadRequest
from google.cloud import bigquery

from contracts.frames import check_frame
from contracts.messages.catalog import kind, violations
from contracts.tables.nba_predictions.player_prop_predictions import PlayerPropPredictions
from harness.cloud.bigquery.emulator import BigQueryEmulator
from harness.reference.services.worker import predicting
from harness.reference.services.worker.model import SHIPPED
from harness.reference.services.worker.service import build
from harness.reference.staging_stores import BigQueryPredictions
from harness.results import Outcome
from harness.season.predictions.systems import SYSTEM_IDS

READY = "prediction-ready-prod"


@pytest.fixture(scope="module")
def emulator() -> Iterator[BigQueryEmulator]:
    with BigQueryEmulator() as running:
        client = running.client()
        running.create(client, FEATURE_STORE)
        running.create(client, PREDICTIONS)
        BigQueryPredictions(running.project, client=client).prepare()
        client.close()
        yield running


@pytest.fixture
def clients(emulator: BigQueryEmulator) -> Iterator[Embedded]:
    fill(emulator, FEATURE_STORE, [features("samplejones"), features("otherexample", quality=44.0)])
    fill(emulator, PREDICTIONS, [])
    with embedded(emulator) as made:
        made.listen(READY)
        yield made
        store = BigQueryPredictions(made.project, client=made.bigquery)
        for table in store.staging_tables():
            store.drop(table)


@pytest.fixture
def worker(clients: Embedded, emulator: BigQueryEmulator, monkeypatch: pytest.MonkeyPatch) -> FlaskClient:
    monkeypatch.setenv("MODEL_PATH", str(SHIPPED))
    return build(environment(emulator), clients).app.test_client()


def request(player: str = "samplejones", **fields: Any) -> dict[str, Any]:
    asked: dict[str, Any] = {
        "player_lookup": player,
        "game_date": DAY,
        "game_id": GAME,
        "line_values": [18.5, None],
        "batch_id": BATCH,
        "correlation_id": "c0ffee01",
        "timestamp": "2024-01-15T16:30:02Z",
    }
    return asked | fields


def staged(clients: Embedded, dataset: str = "nba_predictions") -> list[bigquery.Row]:
    store = BigQueryPredictions(clients.project, client=clients.bigquery, dataset=dataset)
    return [
        row
        for table in store.staging_tables()
        for row in clients.bigquery.query(f"SELECT * FROM {dataset}.{table} ORDER BY 1").result()
    ]


def test_a_request_is_staged_by_seven_systems_for_each_line_and_then_reported(
    worker: FlaskClient, clients: Embedded
) -> None:
    assert push(worker, "/predict", request()).status_code == 204
    rows = staged(clients)
    assert {(row["system_id"], row["current_points_line"]) for row in rows} == {
        (system, line) for system in SYSTEM_IDS for line in (Decimal("18.5"), None)
    }
    assert {(row["player_lookup"], str(row["game_date"]), row["game_id"]) for row in rows} == {
        ("samplejones", DAY, GAME)
    }
    assert {row["recommendation"] for row in rows if row["current_points_line"] is None} == {"NO_LINE"}
    [ready] = clients.heard(READY)
    assert ready["player_lookup"] == "samplejones"
    assert ready["predictions_generated"] == len(rows) == 14
    assert (ready["batch_id"], ready["correlation_id"]) == (BATCH, "c0ffee01")


@pytest.mark.parametrize("correlation_id", ["c0ffee01", None])
@pytest.mark.parametrize("player", ["samplejones", "nobody"])
def test_what_is_reported_satisfies_the_sender_and_every_reader(
    worker: FlaskClient, clients: Embedded, player: str, correlation_id: str | None
) -> None:
    push(worker, "/predict", request(player, correlation_id=correlation_id))
    [ready] = clients.heard(READY)
    declared = kind("prediction_ready")
    assert declared.topic == READY
    for reader in (None, *(one.reader for one in declared.needed)):
        assert not violations("prediction_ready", ready, reader), reader


@pytest.mark.parametrize("example", range(2))
def test_the_requests_of_the_contract_are_understood(worker: FlaskClient, clients: Embedded, example: int) -> None:
    asked = dict(kind("prediction_request").examples[example]) | {"batch_id": BATCH, "dataset_prefix": None}
    assert push(worker, "/predict", asked).status_code == 204
    assert [ready["player_lookup"] for ready in clients.heard(READY)] == [asked["player_lookup"]]


def test_the_games_that_a_request_brings_are_looked_at(worker: FlaskClient, clients: Embedded) -> None:
    games: list[dict[str, Any]] = [{"game_date": "2024-01-10", "points": 30, "minutes_played": 32.0}] * 5
    games += [{"points": 2, "minutes_played": "32:10"}, {"points": None, "minutes_played": 32}, {}]
    push(worker, "/predict", request(line_values=[None], historical_games_batch=games))
    assert {float(row["predicted_points"]) for row in staged(clients) if row["system_id"] == SYSTEM_IDS[2]} == {25.0}


def test_merged_rows_keep_the_contract_of_their_table(worker: FlaskClient, clients: Embedded) -> None:
    similar = [{"points": points, "minutes_played": 31.5} for points in (30, 22, 25, 18, 20)]
    push(worker, "/predict", request(historical_games_batch=similar), message_id="1")
    push(worker, "/predict", request(line_values=[12.5, 27.5]), message_id="2")
    rows = merged(clients)
    assert len({(row["system_id"], row["current_points_line"]) for row in rows}) == len(rows) == 28
    assert {row["similar_games_count"] for row in rows} == {None, 5}
    assert {row["contributing_systems"] for row in rows} == {None, 4, 5}
    table = clients.bigquery.list_rows(PREDICTIONS).to_arrow(create_bqstorage_client=False)
    answers = {one.check: one for one in check_frame(PlayerPropPredictions, table)}
    del answers["columns are as declared"]  # in Arrow's words
    assert {check: one for check, one in answers.items() if one.outcome is not Outcome.PASSED} == {}


def test_a_run_with_a_prefix_reads_and_writes_its_own_data_sets(worker: FlaskClient, clients: Embedded) -> None:
    store = clients.bigquery.get_table(FEATURE_STORE)
    clients.bigquery.create_dataset("test_nba_predictions", exists_ok=True)
    own = bigquery.Table(f"{clients.project}.test_{FEATURE_STORE}", schema=store.schema)
    clients.bigquery.create_table(own, exists_ok=True)
    clients.bigquery.query(
        f"INSERT INTO test_{FEATURE_STORE} SELECT * REPLACE ('onlythere' AS player_lookup) FROM {FEATURE_STORE} "
        "WHERE player_lookup = 'samplejones'"
    ).result()
    assert push(worker, "/predict", request("onlythere", dataset_prefix="test_")).status_code == 204
    assert {row["player_lookup"] for row in staged(clients, "test_nba_predictions")} == {"onlythere"}
    assert staged(clients) == []


def test_a_message_that_is_delivered_twice_takes_effect_once(worker: FlaskClient, clients: Embedded) -> None:
    statuses = [push(worker, "/predict", request(), message_id="7").status_code for _ in range(2)]
    assert statuses == [204, 204]
    assert len(clients.heard(READY)) == 1
    assert len(staged(clients)) == 14


def test_a_request_that_is_sent_twice_gives_no_second_row(worker: FlaskClient, clients: Embedded) -> None:
    for message_id in ("7", "8"):
        assert push(worker, "/predict", request(), message_id=message_id).status_code == 204
    assert len({row["prediction_id"] for row in staged(clients)}) == 14
    rows = merged(clients)
    assert len({(row["system_id"], row["current_points_line"]) for row in rows}) == len(rows) == 14


def test_who_is_delivered_while_another_delivery_is_worked_through_has_to_come_again(
    worker: FlaskClient, clients: Embedded
) -> None:
    answers = []
    listening = clients.publisher.publish

    def meanwhile(topic: str, data: bytes) -> str:
        answers.append(push(worker, "/predict", request()).status_code)
        return listening(topic, data)

    clients.publisher.publish = meanwhile  # type: ignore[method-assign, assignment]
    assert push(worker, "/predict", request()).status_code == 204
    assert answers == [500]


def test_rows_that_cannot_be_staged_are_not_reported_and_the_message_is_free_again(
    worker: FlaskClient, clients: Embedded, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise BadRequest("no room")

    with monkeypatch.context() as broken:
        broken.setattr(BigQueryPredictions, "stage", refuse)
        assert push(worker, "/predict", request()).status_code == 500
    assert clients.heard(READY) == []
    assert push(worker, "/predict", request()).status_code == 204
    assert [ready["predictions_generated"] for ready in clients.heard(READY)] == [14]


def test_without_the_safeguard_a_player_is_reported_whose_rows_are_lost(
    clients: Embedded, emulator: BigQueryEmulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise BadRequest("no room")

    monkeypatch.setenv("MODEL_PATH", str(SHIPPED))
    monkeypatch.setattr(BigQueryPredictions, "stage", refuse)
    unsafe = build(environment(emulator, safeguards_off=("staging_errors_surface",)), clients).app.test_client()
    assert push(unsafe, "/predict", request()).status_code == 204
    assert [ready["predictions_generated"] for ready in clients.heard(READY)] == [14]


def test_a_report_that_is_not_confirmed_is_made_again(
    worker: FlaskClient, clients: Embedded, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(predicting, "READY_TOPIC", "nobody-made-this-topic")
    refused = push(worker, "/predict", request())
    assert (refused.status_code, refused.json["status"]) == (500, "transient")
    monkeypatch.undo()
    assert push(worker, "/predict", request()).status_code == 204
    assert len(clients.heard(READY)) == 1
    assert len(merged(clients)) == 14


@pytest.mark.parametrize(
    "asked",
    [
        request("nobody"),
        request("otherexample"),
        request(needs_bootstrap=True),
        request(game_date="2024-01-16"),
    ],
    ids=["no features of his", "features too poor", "too few games", "a day without features"],
)
def test_who_can_never_be_predicted_is_reported_with_none(
    worker: FlaskClient, clients: Embedded, asked: dict[str, Any]
) -> None:
    assert push(worker, "/predict", asked).status_code == 204
    assert [(ready["player_lookup"], ready["predictions_generated"]) for ready in clients.heard(READY)] == [
        (asked["player_lookup"], 0)
    ]
    assert staged(clients) == []


@pytest.mark.parametrize(
    ("changed", "word"),
    [
        ({"player_lookup": "Sample Jones"}, "player_lookup"),
        ({"game_date": "2024-02-30"}, "game_date: is no day"),
        ({"game_id": "NYK@BOS"}, "game_id"),
        ({"line_values": [18.25]}, "line_values.0: is no whole or half point"),
        ({"line_values": [-1.5]}, "line_values.0"),
        ({"batch_id": None}, "batch_id"),
        ({"batch_id": "batch_1"}, "batch_id"),
        ({"dataset_prefix": "x`; DROP"}, "dataset_prefix"),
        ({"timestamp": "0001-01-01T00:00:00+14:00"}, "timestamp: is not between"),
    ],
)
def test_a_message_that_is_wrong_is_refused_by_name(
    worker: FlaskClient, clients: Embedded, changed: dict[str, Any], word: str
) -> None:
    refused = push(worker, "/predict", request(**changed))
    assert refused.status_code == 400
    assert word in refused.json["reason"]
    assert clients.heard(READY) == []


@pytest.mark.parametrize("data", [b"", b"\xff", b"no json", b"[1]", b"null"])
def test_data_that_is_no_request_is_refused(worker: FlaskClient, data: bytes) -> None:
    assert push(worker, "/predict", data).status_code == 400


def test_a_worker_without_its_model_says_so_and_predicts_nothing(
    clients: Embedded, emulator: BigQueryEmulator, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.ERROR, logger="harness")
    monkeypatch.delenv("MODEL_PATH", raising=False)
    worker = build(environment(emulator), clients).app.test_client()
    assert "MODEL_PATH is not set" in caplog.text
    ready = worker.get("/ready")
    assert ready.status_code == 503
    assert [reason for reason in ready.json["reasons"] if "MODEL_PATH" in reason] == ready.json["reasons"] != []
    assert push(worker, "/predict", request()).status_code == 500
    assert (staged(clients), clients.heard(READY)) == ([], [])


@pytest.mark.parametrize(
    ("written", "told"),
    [
        (None, "cannot be read"),
        ("{}", "holds no model"),
        ('{"model": "m", "intercept": 0, "weights": {"heart": 1}}', "heart"),
    ],
)
def test_a_file_that_holds_no_model_is_told(
    clients: Embedded,
    emulator: BigQueryEmulator,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    written: str | None,
    told: str,
) -> None:
    file = tmp_path / "model.json"
    if written is not None:
        file.write_text(written)
    monkeypatch.setenv("MODEL_PATH", str(file))
    ready = build(environment(emulator), clients).app.test_client().get("/ready")
    assert ready.status_code == 503
    assert told in ready.json["reasons"][0]


def test_a_module_that_is_absent_is_named_in_the_log_and_by_the_readiness(
    clients: Embedded, emulator: BigQueryEmulator, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.ERROR, logger="harness")
    monkeypatch.setenv("MODEL_PATH", str(SHIPPED))
    worker = build(environment(emulator, worker_imports=("json", "catboost_absent")), clients).app.test_client()
    assert [record.getMessage() for record in caplog.records if "catboost_absent" in record.getMessage()]
    ready = worker.get("/ready")
    assert ready.status_code == 503
    assert [reason for reason in ready.json["reasons"] if "catboost_absent" in reason and "json (" not in reason]
    assert push(worker, "/predict", request()).status_code == 500
    assert worker.get("/health").status_code == 200
    assert clients.heard(READY) == []


def test_without_the_check_of_imports_a_message_is_acknowledged_for_which_nothing_was_predicted(
    clients: Embedded, emulator: BigQueryEmulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MODEL_PATH", str(SHIPPED))
    lacking = environment(emulator, worker_imports=("catboost_absent",), safeguards_off=("imports_checked",))
    worker = build(lacking, clients).app.test_client()
    assert worker.get("/ready").status_code == 200
    assert push(worker, "/predict", request()).status_code == 204
    assert [ready["predictions_generated"] for ready in clients.heard(READY)] == [0]


def test_a_worker_with_all_it_needs_is_ready(worker: FlaskClient) -> None:
    ready = worker.get("/ready")
    assert (ready.status_code, ready.json["reasons"]) == (200, [])
    assert [check["name"] for check in ready.json["checks"]] == [
        "environment", "imports", "model", "firestore", "bigquery",
    ]  # fmt: skip


def test_variables_that_are_missing_are_named(
    clients: Embedded, emulator: BigQueryEmulator, worker: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert worker.post("/internal/check-env").json == {
        "status": "ok", "set": ["GCP_PROJECT_ID", "MODEL_PATH"], "missing": [],
    }  # fmt: skip
    monkeypatch.delenv("MODEL_PATH")
    missing = build(environment(emulator), clients).app.test_client().post("/internal/check-env")
    assert (missing.status_code, missing.json["missing"]) == (500, ["MODEL_PATH"])


def test_after_a_deployment_the_features_are_read_again(
    worker: FlaskClient, clients: Embedded, emulator: BigQueryEmulator
) -> None:
    def champion() -> float:
        push(worker, "/predict", request(line_values=[None]), message_id=str(next(ids)))
        rows = [row for row in staged(clients) if row["system_id"] == "catboost_v8"]
        return float(max(rows, key=lambda row: row["created_at"])["predicted_points"])

    ids = iter(range(10))
    before = champion()
    fill(emulator, FEATURE_STORE, [features("samplejones", points_avg_season=40.0)])
    assert champion() == before
    assert worker.post("/internal/deployment-started").status_code == 200
    assert champion() == before + 0.6 * 20


def test_who_asks_for_the_worker_is_told_its_revision(worker: FlaskClient) -> None:
    assert worker.get("/").json["revision"] == worker.get("/health").json["revision"] == "local"
