"""Who is let in, and what comes in: keys, bodies, envelopes."""

from __future__ import annotations

import base64
import json
from typing import Any

import pytest
from flask import Flask, Response
from flask.testing import FlaskClient
from pydantic import BaseModel, SecretStr

from harness.reference.services.answers import answer, body_of, refuse_in_json
from harness.reference.services.auth import key_required
from harness.reference.services.envelope import push_of_request

KEY = "schlüssel-of-the-tests"


class Seen(BaseModel):
    n: int
    message_id: str = ""
    attributes: dict[str, str] = {}
    attempt: int | None = None


def app(key: str | None = KEY) -> FlaskClient:
    made = Flask("doors", static_folder=None)
    refuse_in_json(made)

    def pushed() -> Response:
        push = push_of_request()
        seen = push.payload(Seen)
        told = {"message_id": push.message_id, "attributes": dict(push.attributes), "attempt": push.delivery_attempt}
        return answer(200, seen.model_copy(update=told))

    def breaks() -> Response:
        raise ZeroDivisionError("7-secret-7")

    guarded = key_required(None if key is None else SecretStr(key))
    made.add_url_rule("/guarded", "guarded", guarded(lambda: answer(200, Seen(n=1))), methods=["GET", "POST"])
    made.add_url_rule("/push", "push", pushed, methods=["POST"])
    made.add_url_rule("/body", "body", lambda: answer(200, body_of(Seen)), methods=["POST"])
    made.add_url_rule("/breaks", "breaks", breaks)
    return made.test_client()


@pytest.mark.parametrize(
    "shown",
    [
        {"headers": {"X-API-Key": KEY.encode()}},
        {"headers": {"Authorization": f"Bearer {KEY}".encode()}},
        {"query_string": {"key": KEY}},
    ],
)
def test_the_key_is_taken_in_three_places(shown: dict[str, Any]) -> None:
    if "headers" in shown:
        shown = {"headers": {name: value.decode() for name, value in shown["headers"].items()}}
    assert app().get("/guarded", **shown).status_code == 200


@pytest.mark.parametrize(
    "shown",
    [
        {},
        {"headers": {"X-API-Key": KEY[:-1]}},
        {"headers": {"X-API-Key": KEY + "x"}},
        {"headers": {"Authorization": f"Basic {KEY}"}},
        {"headers": {"Authorization": KEY}},
        {"query_string": {"key": "ключ"}},
        {"query_string": {"key": ""}},
    ],
)
def test_without_the_right_key_nobody_is_let_in(shown: dict[str, Any]) -> None:
    response = app().get("/guarded", **shown)
    assert response.status_code == 401
    assert response.json is not None
    assert response.json["status"] == "unauthorized"
    assert KEY not in response.text


def test_a_service_without_a_key_lets_nobody_in() -> None:
    response = app(key=None).get("/guarded", headers={"X-API-Key": ""})
    assert (response.status_code, "COORDINATOR_API_KEY" in response.text) == (503, True)


def envelope(payload: bytes = b'{"n": 7}', **changed: Any) -> dict[str, Any]:
    message = {"data": base64.b64encode(payload).decode(), "messageId": "1", "publishTime": "2026-02-03T16:40:12Z"}
    return {"message": message | changed, "subscription": "projects/p/subscriptions/s", "deliveryAttempt": 3}


@pytest.mark.parametrize("spelling", ["messageId", "message_id"])
def test_the_id_of_a_message_is_read_in_both_spellings(spelling: str) -> None:
    posted = envelope(attributes={"batch_id": "b"})
    posted["message"][spelling] = posted["message"].pop("messageId")
    response = app().post("/push", json=posted)
    assert response.json == {"n": 7, "message_id": "1", "attributes": {"batch_id": "b"}, "attempt": 3}


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"", "envelope: it: Invalid JSON"),
        (b"[]", "envelope: it: Input should be an object"),
        (b"{}", "envelope: message: Field required"),
        (json.dumps(envelope(messageId="")).encode(), "at least 1 character"),
        (json.dumps(envelope(data="%%%")).encode(), "message.data is no base64"),
        (json.dumps(envelope(b"not json")).encode(), "message.data: it: Invalid JSON"),
        (json.dumps(envelope(b"{}")).encode(), "message.data: n: Field required"),
        (json.dumps(envelope(b"\xff")).encode(), "message.data: it: Invalid JSON"),
    ],
)
def test_what_is_no_message_is_answered_400_with_the_reason(body: bytes, words: str) -> None:
    response = app().post("/push", data=body)
    assert response.status_code == 400
    assert response.json is not None
    assert words in response.json["reason"]


def test_the_value_that_was_wrong_is_not_repeated() -> None:
    response = app().post("/body", json={"n": "hunter2"})
    assert (response.status_code, "hunter2" in response.text) == (400, False)


def test_what_nobody_foresaw_is_500_in_json_and_says_little() -> None:
    response = app().get("/breaks")
    assert response.json == {"status": "error", "reason": "ZeroDivisionError; the log has the rest"}
    assert response.status_code == 500


def test_a_method_that_is_not_allowed_says_which_are() -> None:
    response = app().delete("/guarded")
    assert (response.status_code, response.json) == (
        405,
        {"status": "method_not_allowed", "reason": "Method Not Allowed"},
    )
    assert set(response.headers["Allow"].split(", ")) >= {"GET", "POST"}
