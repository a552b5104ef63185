"""Page after page until there is none, and an error where they would never end."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from hashlib import sha256
from typing import TypeVar

from contracts.apis.clients.answers import Answer, Reply
from contracts.apis.clients.errors import EndlessPagesError
from harness.nouns import counted

Parsed = TypeVar("Parsed")


def pages(
    fetch: Callable[[int | None], Reply[Parsed]],
    *,
    records_of: Callable[[Parsed], tuple[object, ...]],
    next_of: Callable[[Parsed], int | None],
    most: int,
    first: int | None = None,
) -> Iterator[Reply[Parsed]]:
    """The pages, each asked for when it is wanted.

    Args:
        fetch: asks for one page, by cursor or number; every other parameter is the same each time.
        records_of: its records, by which the same page is known under another number.
        next_of: what to ask the page after with; None ends.
        most: pages at most.
        first: what to ask the first page with.

    Raises:
        EndlessPagesError: a cursor, a number or the same records come again, or there are more than `most`.
        ProviderError: a page cannot be had, or is not as documented. The first is given out before it is read.
    """
    asked = {first}
    seen: dict[bytes, int] = {}
    wanted = first
    for number in range(1, most + 1):
        reply = fetch(wanted)
        if number == 1:
            yield reply
        page = reply.read()
        records = records_of(page)
        if records:
            digest = sha256(repr(records).encode("utf-8", "surrogatepass")).digest()
            if digest in seen:
                raise _endless(reply.answer, f"page {number} holds the records of page {seen[digest]} again")
            seen[digest] = number
        if number > 1:
            yield reply
        wanted = next_of(page)
        if wanted is None:
            return
        if wanted in asked:
            raise _endless(reply.answer, f"page {number} names {wanted} as the next, which has been asked for")
        asked.add(wanted)
    raise _endless(reply.answer, f"{counted(most, 'page')}, and still more")


def _endless(answer: Answer, what: str) -> EndlessPagesError:
    return EndlessPagesError(
        provider=answer.provider,
        what=f"its pages do not end: {what}",
        where=answer.where,
        fix="look at the paging of these answers: the provider repeats itself, or ignores the cursor",
        status=answer.status,
        notes=answer.notes,
    )
