"""What a push envelope must hold, each way in which it does not, and that what goes in comes out."""

from __future__ import annotations

import base64
import json
import math
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from contracts.messages.catalog import kinds
from contracts.messages.envelope import Decoded, EnvelopeError, Reason, decode, encode

PUBLISHED = datetime(2026, 2, 3, 16, 40, 11, 500_000, tzinfo=UTC)


def envelope(**message: Any) -> dict[str, Any]:
    return {"message": {"data": base64.b64encode(b'{"a": 1}').decode(), "messageId": "7"} | message}


def carrying(written: bytes) -> dict[str, Any]:
    return envelope(data=base64.b64encode(written).decode())


# what is posted → reason, where, and a piece of each of what and remedy
REFUSED: list[tuple[Any, Reason, str, str, str]] = [
    (b"\xff\xfe{}", Reason.BODY_NOT_UTF8, "body", "byte 0", "UTF-8"),
    (b"{'message': 1}", Reason.BODY_NOT_JSON, "body", "line 1, column 2", "one JSON object"),
    ("", Reason.BODY_NOT_JSON, "body", "line 1, column 1", "one JSON object"),
    ("[" * 200_000, Reason.BODY_NOT_JSON, "body", "no JSON", "one JSON object"),
    ('{"message": NaN}', Reason.BODY_NOT_JSON, "body", "NaN", "one JSON object"),
    (b"[]", Reason.BODY_NOT_AN_OBJECT, "body", "a list", "{message, subscription}"),
    ("null", Reason.BODY_NOT_AN_OBJECT, "body", "null", "{message, subscription}"),
    ({}, Reason.NO_MESSAGE, "message", "is not there", "messageId"),
    ({"message": None}, Reason.NO_MESSAGE, "message", "is not there", "messageId"),
    ({"message": {}}, Reason.NO_MESSAGE, "message", "is empty", "messageId"),
    ({"message": "text"}, Reason.NO_MESSAGE, "message", "a text", "messageId"),
    ({"message": ["text"]}, Reason.NO_MESSAGE, "message", "a list", "messageId"),
    ({"message": {"messageId": "7"}}, Reason.NO_DATA, "message.data", "is not there", "publish a JSON object"),
    (envelope(data=None), Reason.NO_DATA, "message.data", "is not there", "publish a JSON object"),
    (envelope(data=""), Reason.NO_DATA, "message.data", "is empty", "publish a JSON object"),
    (envelope(data={"a": 1}), Reason.NOT_BASE64, "message.data", "an object", "base64"),
    (envelope(data='{"a": 1}'), Reason.NOT_BASE64, "message.data", "no base64", "padded"),
    (envelope(data="eyJhIjogMX0"), Reason.NOT_BASE64, "message.data", "no base64", "padded"),
    (envelope(data="eyJhIjog\nMX0="), Reason.NOT_BASE64, "message.data", "no base64", "padded"),
    (envelope(data="eyJhIjog_-X0"), Reason.NOT_BASE64, "message.data", "no base64", "standard alphabet"),
    (envelope(data="é"), Reason.NOT_BASE64, "message.data", "no base64", "padded"),
    (carrying(b'{"a": "\xe9"}'), Reason.DATA_NOT_UTF8, "message.data", "byte 7", "UTF-8"),
    (carrying(b"a=1"), Reason.DATA_NOT_JSON, "message.data", "line 1, column 1", "one JSON object"),
    (carrying(b'{"a": Infinity}'), Reason.DATA_NOT_JSON, "message.data", "Infinity", "one JSON object"),
    (carrying(b"[" * 200_000), Reason.DATA_NOT_JSON, "message.data", "no JSON", "one JSON object"),
    (carrying(b"[1]"), Reason.DATA_NOT_AN_OBJECT, "message.data", "a list", "under a name"),
    (carrying(b'"text"'), Reason.DATA_NOT_AN_OBJECT, "message.data", "a text", "under a name"),
    (carrying(b"true"), Reason.DATA_NOT_AN_OBJECT, "message.data", "a boolean", "under a name"),
    (carrying(b"1.5"), Reason.DATA_NOT_AN_OBJECT, "message.data", "a number", "under a name"),
    (carrying(b"null"), Reason.DATA_NOT_AN_OBJECT, "message.data", "null", "under a name"),
    (envelope(attributes=["a"]), Reason.WRONG_TYPE, "message.attributes", "a list", "object of texts"),
    (envelope(attributes={"a": 1}), Reason.WRONG_TYPE, "message.attributes.a", "a number", "a text"),
    (envelope(messageId=7), Reason.WRONG_TYPE, "message.messageId", "a number", "a text"),
    (envelope(publishTime="yesterday"), Reason.WRONG_TYPE, "message.publishTime", "'yesterday'", "RFC 3339"),
    (envelope(publishTime="2026-02-03T16:40:11"), Reason.WRONG_TYPE, "message.publishTime", "no instant", "RFC 3339"),
    (envelope(publishTime="2026-02-30T16:40:11Z"), Reason.WRONG_TYPE, "message.publishTime", "no instant", "RFC 3339"),
    (envelope() | {"subscription": 3}, Reason.WRONG_TYPE, "subscription", "a number", "a text"),
    (envelope() | {"deliveryAttempt": "2"}, Reason.WRONG_TYPE, "deliveryAttempt", "'2'", "whole number"),
    (envelope() | {"deliveryAttempt": True}, Reason.WRONG_TYPE, "deliveryAttempt", "True", "whole number"),
    (envelope() | {"deliveryAttempt": 0}, Reason.WRONG_TYPE, "deliveryAttempt", "0", "whole number"),
]


@pytest.mark.parametrize(
    ("body", "reason", "where", "what", "remedy"),
    REFUSED,
    ids=[f"{place}-{one[1].name}" for place, one in enumerate(REFUSED)],
)
def test_what_is_no_message_is_refused_with_what_where_and_what_to_do(
    body: Any, reason: Reason, where: str, what: str, remedy: str
) -> None:
    with pytest.raises(EnvelopeError) as refused:
        decode(body)
    error = refused.value
    assert (error.reason, error.where) == (reason, where)
    assert what in error.what
    assert remedy in error.remedy
    assert str(error) == f"{where}: {error.what}; {error.remedy}"


def test_every_reason_is_met() -> None:
    assert {reason for _, reason, _, _, _ in REFUSED} == set(Reason)


def test_an_envelope_as_pubsub_writes_it() -> None:
    body = {
        "message": {
            "attributes": {"source": "test"},
            "data": "eyJhIjogMX0=",
            "messageId": "9183465027",
            "message_id": "9183465027",
            "orderingKey": "day",
            "publishTime": "2026-02-03T16:40:11.500Z",
            "publish_time": "2026-02-03T16:40:11.500Z",
        },
        "subscription": "projects/p/subscriptions/s",
        "deliveryAttempt": 3,
    }
    expected = Decoded({"a": 1}, {"source": "test"}, "9183465027", PUBLISHED, "projects/p/subscriptions/s", 3)
    assert decode(body) == expected
    assert decode(json.dumps(body)) == expected
    assert decode(json.dumps(body).encode()) == expected


@pytest.mark.parametrize("names", [("messageId", "publishTime"), ("message_id", "publish_time")])
def test_names_of_two_words_are_read_both_ways(names: tuple[str, str]) -> None:
    ident, published = names
    message = {"data": "eyJhIjogMX0=", ident: "8", published: "2026-02-03T11:40:11.5-05:00"}
    found = decode({"message": message})
    assert (found.message_id, found.publish_time) == ("8", PUBLISHED)


def test_what_is_left_out_is_none() -> None:
    assert decode({"message": {"data": "eyJhIjogMX0="}}) == Decoded({"a": 1}, {}, None, None, None, None)


def test_nanoseconds_are_cut() -> None:
    found = decode(envelope(publishTime="2026-02-03t16:40:11.500000999z"))
    assert found.publish_time == PUBLISHED


def test_encode_writes_what_pubsub_would() -> None:
    written = encode(
        {"name": "é"},
        message_id="5",
        publish_time=datetime(2026, 2, 3, 11, 40, 11, tzinfo=timezone(timedelta(hours=-5))),
        subscription="projects/p/subscriptions/s",
        attributes={"k": "v"},
        ordering_key="day",
        delivery_attempt=2,
    )
    message = written["message"]
    assert json.loads(base64.b64decode(message.pop("data"))) == {"name": "é"}
    assert written == {
        "message": {
            "messageId": "5",
            "publishTime": "2026-02-03T16:40:11Z",
            "attributes": {"k": "v"},
            "orderingKey": "day",
        },
        "subscription": "projects/p/subscriptions/s",
        "deliveryAttempt": 2,
    }


def test_what_is_not_given_is_not_written() -> None:
    written = encode({})
    assert set(written) == {"message", "subscription"}
    assert set(written["message"]) == {"data", "messageId", "publishTime"}
    found = decode(written)
    assert (found.message_id, found.publish_time) == ("1", datetime(2026, 1, 1, tzinfo=UTC))


def test_encode_refuses_what_no_reader_could_take() -> None:
    with pytest.raises(ValueError, match="has no zone"):
        encode({}, publish_time=datetime(2026, 2, 3))  # noqa: DTZ001
    with pytest.raises(ValueError, match="JSON"):
        encode({"a": math.nan})
    with pytest.raises(TypeError):
        encode({"a": PUBLISHED})


@pytest.mark.parametrize("name", [one.name for one in kinds()])
def test_examples_travel(name: str) -> None:
    for payload in next(one for one in kinds() if one.name == name).examples:
        assert decode(json.dumps(encode(payload))).data == payload


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@settings(max_examples=60, derandomize=True, deadline=None, database=None, suppress_health_check=list(HealthCheck))
@given(
    data=st.dictionaries(st.text(), JSON, max_size=4),
    message_id=st.text(),
    publish_time=st.datetimes(timezones=st.just(UTC)),
    subscription=st.text(),
    attributes=st.dictionaries(st.text(), st.text(), max_size=3),
    delivery_attempt=st.none() | st.integers(min_value=1),
)
def test_what_goes_in_comes_out(
    data: dict[str, Any],
    message_id: str,
    publish_time: datetime,
    subscription: str,
    attributes: dict[str, str],
    delivery_attempt: int | None,
) -> None:
    written = encode(
        data,
        message_id=message_id,
        publish_time=publish_time,
        subscription=subscription,
        attributes=attributes,
        delivery_attempt=delivery_attempt,
    )
    expected = Decoded(data, attributes, message_id, publish_time, subscription, delivery_attempt)
    text = json.dumps(written)
    assert decode(written) == expected
    assert decode(text) == expected
    assert decode(text.encode()) == expected


@settings(max_examples=100, derandomize=True, deadline=None, database=None, suppress_health_check=list(HealthCheck))
@given(st.binary(max_size=40) | st.text(max_size=40) | JSON.map(json.dumps) | JSON.map(lambda one: {"message": one}))
def test_junk_is_refused_and_raises_nothing_else(body: Any) -> None:
    with pytest.raises(EnvelopeError):
        decode(body)
