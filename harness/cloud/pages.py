"""Answers in pages: the token is the position at which the next page starts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from harness.cloud.errors import invalid

Item = TypeVar("Item")

DEFAULT_SIZE = 300


def page(items: Sequence[Item], size: int, token: str) -> tuple[Sequence[Item], str]:
    """The items of one page and the token of the next, empty after the last.

    Raises:
        StatusError: INVALID_ARGUMENT, the token or size is none.
    """
    if size < 0:
        raise invalid("page_size is negative.")
    if token and not token.isdigit():
        raise invalid("Invalid page token.")
    start = int(token or 0)
    end = start + (size or DEFAULT_SIZE)
    return items[start:end], str(end) if end < len(items) else ""
