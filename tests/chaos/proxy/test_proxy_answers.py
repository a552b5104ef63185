"""Answers that a server did not give."""

from __future__ import annotations

import gzip
import json
import zlib
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from chaos.proxy.answers import corrupted, is_json, status_answer
from chaos.proxy.framing import Head, Messages, Response
from chaos.proxy.parameters import CorruptedJson, Corruption, RetryAfterForm, Status

NOW = datetime(2024, 1, 16, 23, 59, 58, 250_000, tzinfo=UTC)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**6), 10**6) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from("abcd"), inner, max_size=4),
)


def response(body: bytes, *fields: str, method: str = "GET", type_: str = "application/json") -> Response:
    messages = Messages(requests=False)
    lines = ["HTTP/1.1 200 OK", f"Content-Type: {type_}", f"Content-Length: {len(body)}", *fields]
    messages.give("\r\n".join([*lines, "\r\n"]).encode() + body)
    head = messages.take()
    assert isinstance(head, Head)
    return messages.response(head, method=method)


def altered(told: CorruptedJson, body: bytes, *fields: str) -> bytes | None:
    """The altered body; checks that Content-Length is its own, once, and that it is not coded."""
    answer = corrupted(told, response(body, *fields).head, body)
    if answer is None:
        return None
    messages = Messages(requests=False)
    messages.give(answer)
    head = messages.take()
    assert isinstance(head, Head)
    content = answer.removeprefix(head.raw)
    assert head.values(b"content-length") == [str(len(content)).encode()]
    assert head.values(b"content-encoding") == head.values(b"transfer-encoding") == []
    return content


def fields_of(answer: bytes) -> dict[str, str]:
    lines = answer.partition(b"\r\n\r\n")[0].decode().split("\r\n")[1:]
    return {name: value.strip() for name, _, value in (line.partition(":") for line in lines)}


def test_retry_after_in_seconds() -> None:
    answer = status_answer(Status(status=429, retry_after_s=7), method="GET", keeps_alive=True, now=NOW)
    assert answer.startswith(b"HTTP/1.1 429 Too Many Requests\r\n")
    assert fields_of(answer)["Retry-After"] == "7"
    assert "Connection" not in fields_of(answer)
    body = answer.partition(b"\r\n\r\n")[2]
    assert fields_of(answer)["Content-Length"] == str(len(body))
    assert json.loads(body)["error"]["code"] == 429


def test_retry_after_as_a_date_is_never_too_early() -> None:
    told = Status(status=429, retry_after_s=7, retry_after_form=RetryAfterForm.DATE)
    text = fields_of(status_answer(told, method="GET", keeps_alive=True, now=NOW))["Retry-After"]
    assert text == "Wed, 17 Jan 2024 00:00:06 GMT"
    assert timedelta(seconds=7) <= parsedate_to_datetime(text) - NOW < timedelta(seconds=8)


def test_a_status_that_nobody_knows_is_sent_as_well() -> None:
    answer = status_answer(Status(status=599), method="GET", keeps_alive=False, now=NOW)
    assert answer.startswith(b"HTTP/1.1 599 Unknown\r\n")
    assert fields_of(answer)["Connection"] == "close"
    assert "Retry-After" not in fields_of(answer)


def test_an_answer_to_head_has_no_body() -> None:
    answer = status_answer(Status(status=503), method="HEAD", keeps_alive=True, now=NOW)
    assert answer.endswith(b"\r\n\r\n")
    assert int(fields_of(answer)["Content-Length"]) > 0


@given(JSON)
def test_broken_json_is_none(value: Any) -> None:
    body = altered(CorruptedJson(), json.dumps(value).encode())
    assert body is not None
    with pytest.raises(ValueError, match=r"."):
        json.loads(body)


def types(value: Any) -> Any:
    """The value with each scalar replaced by the name of its type."""
    if isinstance(value, dict):
        return {key: types(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [types(inner) for inner in value]
    return type(value).__name__


@given(JSON)
def test_a_retyped_value_is_json_of_another_shape(value: Any) -> None:
    body = altered(CorruptedJson(mode=Corruption.RETYPED), json.dumps(value).encode())
    empty = not any(kind in json.dumps(types(value)) for kind in ("int", "str", "bool", "NoneType"))
    assert (body is None) is empty
    if body is not None:
        assert types(json.loads(body)) != types(value)


@given(JSON, JSON)
def test_only_the_named_field_is_retyped(value: Any, other: Any) -> None:
    assume("points" not in json.dumps(other))
    body = altered(
        CorruptedJson(mode=Corruption.RETYPED, field="points"),
        json.dumps({"players": [{"points": value, "other": other}], "other": other}).encode(),
    )
    assert body is not None
    found = json.loads(body)
    assert found["other"] == found["players"][0]["other"] == other
    assert type(found["players"][0]["points"]) is not type(value)


@pytest.mark.parametrize(
    ("told", "body"),
    [
        (CorruptedJson(mode=Corruption.RETYPED, field="points"), b'{"assists": 3}'),
        (CorruptedJson(mode=Corruption.RETYPED), b"no JSON"),
        (CorruptedJson(), b""),
    ],
)
def test_what_cannot_be_altered_is_left_alone(told: CorruptedJson, body: bytes) -> None:
    assert altered(told, body) is None


@pytest.mark.parametrize("coding", ["gzip", "deflate", "identity"])
def test_a_packed_body_is_unpacked_first(coding: str) -> None:
    plain = b'{"points": 27}'
    body = {"gzip": gzip.compress(plain), "deflate": zlib.compress(plain), "identity": plain}[coding]
    told = CorruptedJson(mode=Corruption.RETYPED, field="points")
    assert altered(told, body, f"Content-Encoding: {coding}") == b'{"points":"27"}'


def test_a_body_that_unpacks_to_too_much_is_left_alone() -> None:
    body = gzip.compress(b'"' + bytes(17 << 20) + b'"')
    assert altered(CorruptedJson(), body, "Content-Encoding: gzip") is None


@pytest.mark.parametrize(
    ("type_", "fields", "method", "expected"),
    [
        ("application/json", (), "GET", True),
        ("application/json; charset=utf-8", (), "GET", True),
        ("application/problem+json", (), "GET", True),
        ("text/html", (), "GET", False),
        ("application/json", ("Content-Encoding: br",), "GET", False),
        ("application/json", (), "HEAD", False),
    ],
)
def test_which_answers_can_be_altered(type_: str, fields: tuple[str, ...], method: str, expected: bool) -> None:
    assert is_json(response(b"{}", *fields, method=method, type_=type_)) is expected
