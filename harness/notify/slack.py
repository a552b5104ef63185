"""The message to Slack, by an incoming webhook.

Limits and answers are those of Slack's reference: 50 blocks a message, 150 characters a header, 3,000 a section
(reference/block-kit/blocks); `ok` for a message that was taken, a word such as `invalid_payload` for one that was not,
429 with Retry-After for too many (messaging/sending-messages-using-incoming-webhooks, apis/web-api/rate-limits).
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypedDict
from urllib.parse import urlsplit

import requests
from pydantic import SecretStr
from tenacity import RetryCallState, Retrying, retry_if_exception_type, stop_after_attempt

from harness.notify.failure import NotificationError, answer_text
from harness.notify.message import Message, Section

MOST_BLOCKS, LONGEST_HEADER, LONGEST_SECTION = 50, 150, 3_000
LONGEST_WAIT_S = 60.0
"""A longer Retry-After is not waited for: the report is there, and the night has an end."""
_ATTEMPTS = 3
_FIRST_WAIT_S = 1.0


class _Text(TypedDict):
    type: str
    text: str


class _Block(TypedDict):
    type: str
    text: _Text


class _Payload(TypedDict):
    text: str
    blocks: list[_Block]


class _LaterError(Exception):
    """Slack asks to come again."""

    def __init__(self, said: str, after_s: float | None) -> None:
        super().__init__(said)
        self.said, self.after_s = said, after_s


def send(
    message: Message, webhook: SecretStr, *, timeout_s: float, sleep: Callable[[float], None] = time.sleep
) -> None:
    """Post `message`. Where Slack asks to wait, that is done with `sleep`, a minute at most, twice at most.

    Raises:
        NotificationError: it was not taken. The webhook's address is in no text.
    """
    retrying = Retrying(
        retry=retry_if_exception_type(_LaterError),
        stop=stop_after_attempt(_ATTEMPTS),
        wait=_wait,
        sleep=sleep,
        reraise=True,
    )
    try:
        retrying(_post, payload(message), webhook, timeout_s)
    except _LaterError as later:
        raise NotificationError(f"Slack did not take the message: {later.said}; it is in the report") from None


def payload(message: Message) -> _Payload:
    """The message as blocks of plain text, in which Slack reads no formatting and no mention."""
    sections = [*message.sections, *([message.unknown] if message.unknown else [])]
    blocks = [_block("header", message.title, LONGEST_HEADER), _block("section", message.verdict, LONGEST_SECTION)]
    blocks += [_block("section", _section_text(section), LONGEST_SECTION) for section in sections]
    last = _block("section", f"{message.report}\n{message.command}", LONGEST_SECTION)
    # The text beside the blocks is shown in notifications, and there Slack does read mentions.
    text = message.title.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return {"text": text, "blocks": [*blocks[: MOST_BLOCKS - 1], last]}


def _section_text(section: Section) -> str:
    return "\n".join([section.title, *(f"• {line}" for line in section.lines)])


def _block(kind: str, text: str, longest: int) -> _Block:
    bounded = text if len(text) <= longest else f"{text[: longest - 1]}…"
    return {"type": kind, "text": {"type": "plain_text", "text": bounded}}


def _post(body: _Payload, webhook: SecretStr, timeout_s: float) -> None:
    address = webhook.get_secret_value()
    try:
        answer = requests.post(address, json=body, timeout=timeout_s, allow_redirects=False)
    except requests.Timeout:
        raise NotificationError(
            f"Slack did not answer within {timeout_s:g} s, so that it is not known whether the message arrived; "
            "raise notify_timeout_s if this comes again"
        ) from None
    except (requests.RequestException, ValueError) as error:
        # The client's own text holds the address.
        raise NotificationError(
            f"Slack cannot be reached ({type(error).__name__}); check the network and HARNESS_SLACK_WEBHOOK"
        ) from None
    _judge(answer, (address, urlsplit(address).path))


def _judge(answer: requests.Response, secrets: tuple[str, ...]) -> None:
    said = answer_text(f"{answer.status_code} {answer.text}", secrets=secrets)
    if answer.status_code == requests.codes.too_many_requests or answer.status_code >= 500:
        after_s = _seconds(answer.headers.get("Retry-After"))
        if after_s is not None and after_s > LONGEST_WAIT_S:
            raise NotificationError(
                f"Slack asks to wait {after_s:g} s ({said}), which the night does not; see the report"
            )
        raise _LaterError(said, after_s)
    if answer.status_code != requests.codes.ok or answer.text.strip() != "ok":
        raise NotificationError(
            f"Slack refused the message ({said}); make the webhook anew in the Slack app if it was removed"
        )


def _seconds(header: str | None) -> float | None:
    return float(header) if header is not None and header.isdecimal() else None


def _wait(state: RetryCallState) -> float:
    """As long as Slack asks; else twice as long each time."""
    error = state.outcome.exception() if state.outcome is not None else None
    if isinstance(error, _LaterError) and error.after_s is not None:
        return error.after_s
    return float(_FIRST_WAIT_S * 2 ** (state.attempt_number - 1))
