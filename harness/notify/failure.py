"""A message that did not arrive."""

from __future__ import annotations

from collections.abc import Iterable

from harness.report.wording import one_line

_LONGEST_ANSWER = 160


class NotificationError(Exception):
    """A message could not be sent; the text says why and what to do, and holds no secret."""


def answer_text(text: str, *, secrets: Iterable[str]) -> str:
    """What a server said, on one short line, without the secrets that it may have said back."""
    for secret in filter(None, secrets):
        text = text.replace(secret, "…")
    line = one_line(text)
    return line if len(line) <= _LONGEST_ANSWER else f"{line[: _LONGEST_ANSWER - 1]}…"
