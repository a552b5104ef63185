"""The webhook as Slack speaks it: taken, to be waited for, refused, silent."""

from __future__ import annotations

import socket
import traceback
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from notify_reports import case, told, unknown
from notify_servers import SECRET_PATH, SlackServer
from pydantic import SecretStr

from harness.notify.failure import NotificationError
from harness.notify.message import Section, message_of
from harness.notify.slack import LONGEST_HEADER, LONGEST_SECTION, MOST_BLOCKS, payload, send

PAGE = Path("reports/nightly-2024-01-15.html")
MESSAGE = message_of(told(case(), results=(unknown("no permission"),)), page=PAGE)


def post(server: SlackServer, *, timeout_s: float = 20) -> list[float]:
    """Send the message; the waits that were asked for."""
    waits: list[float] = []
    send(MESSAGE, SecretStr(server.webhook), timeout_s=timeout_s, sleep=waits.append)
    return waits


def texts(body: dict[str, Any]) -> list[str]:
    return [block["text"]["text"] for block in body["blocks"]]


def test_a_message_arrives_whole(slack: SlackServer) -> None:
    assert post(slack) == []
    (body,) = slack.posts
    said = "\n".join(texts(body))
    for part in ("1 new", "1 unknown", "points add up on 2024-01-15", "no permission", str(PAGE), "harness validate"):
        assert part in said
    assert {block["text"]["type"] for block in body["blocks"]} == {"plain_text"}


def test_it_is_sent_again_after_as_long_as_slack_asks(slack: SlackServer) -> None:
    slack.answers += [(429, {"Retry-After": "30"}, "rate_limited"), (503, {}, "")]
    assert post(slack) == [30, 2]
    assert len(slack.posts) == 3


def test_a_slack_that_stays_busy_is_given_up(slack: SlackServer) -> None:
    slack.answers += [(429, {"Retry-After": "1"}, "rate_limited")] * 5
    with pytest.raises(NotificationError, match="did not take the message: 429 rate_limited"):
        post(slack)
    assert len(slack.posts) == 3


def test_a_wait_that_is_too_long_is_not_begun(slack: SlackServer) -> None:
    slack.answers.append((429, {"Retry-After": "3600"}, "rate_limited"))
    with pytest.raises(NotificationError, match="asks to wait 3600 s"):
        post(slack)
    assert len(slack.posts) == 1


@pytest.mark.parametrize(
    ("status", "body"), [(400, "invalid_payload"), (403, "action_prohibited"), (404, "no_service"), (200, "no_text")]
)
def test_a_message_that_is_refused_is_not_sent_again(slack: SlackServer, status: int, body: str) -> None:
    slack.answers.append((status, {}, body))
    with pytest.raises(NotificationError, match=f"refused the message \\({status} {body}\\)"):
        post(slack)
    assert len(slack.posts) == 1


def test_a_redirect_is_not_followed(slack: SlackServer) -> None:
    slack.answers.append((302, {"Location": f"http://127.0.0.1:{slack.port}/elsewhere"}, ""))
    with pytest.raises(NotificationError, match="refused the message"):
        post(slack)
    assert len(slack.posts) == 1


def test_a_silent_slack_is_not_waited_for_and_not_told_twice(slack: SlackServer) -> None:
    slack.answers_at_once.clear()
    waits: list[float] = []
    with pytest.raises(NotificationError, match=r"did not answer within 0\.2 s.*not known whether"):
        send(MESSAGE, SecretStr(slack.webhook), timeout_s=0.2, sleep=waits.append)
    assert waits == []
    assert slack.arrived.wait(30)
    assert len(slack.posts) == 1


def closed_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


@pytest.mark.parametrize("answer", [None, (400, {}, f"no route for {SECRET_PATH}"), (429, {}, SECRET_PATH)])
def test_the_address_is_in_no_text(slack: SlackServer, answer: tuple[int, dict[str, str], str] | None) -> None:
    if answer is None:
        slack.port = closed_port()
    else:
        slack.answers += [answer] * 3
    with pytest.raises(NotificationError) as refused:
        post(slack)
    assert "thesecretpart" not in "".join(traceback.format_exception(refused.value))


def test_slacks_limits_hold_on_the_worst_night() -> None:
    cases = [case(f"{c} " + "x" * 500, subject=f"raw.s{s:03} " + "y" * 500) for s in range(80) for c in range(20)]
    body = payload(message_of(told(*cases, results=(unknown("z" * 5_000),)), page=Path("r" * 5_000)))
    assert len(body["blocks"]) <= MOST_BLOCKS
    limits = {"header": LONGEST_HEADER, "section": LONGEST_SECTION}
    assert all(0 < len(block["text"]["text"]) <= limits[block["type"]] for block in body["blocks"])


def test_a_message_of_any_length_keeps_its_last_block() -> None:
    body = payload(replace(MESSAGE, sections=(Section("new", ("a line",)),) * 80))
    assert len(body["blocks"]) == MOST_BLOCKS
    assert str(PAGE) in body["blocks"][-1]["text"]["text"]


def test_nobody_can_be_called_by_what_the_data_say() -> None:
    report = replace(told(case("<!channel> & all"), results=(unknown("<!here>"),)), title="nightly <!everyone> & co")
    body = payload(message_of(report, page=PAGE))
    assert body["text"].startswith("nightly &lt;!everyone&gt; &amp; co 2024-01-15")
    assert any("<!channel> & all" in text for text in texts(dict(body)))
