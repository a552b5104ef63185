"""Which revision gets the next request, and what became of those before."""

from __future__ import annotations

import threading
from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field

WHOLE = 100


class Revision(StrEnum):
    """The two revisions behind a splitter."""

    STABLE = "stable"
    CANARY = "canary"


class Tally(BaseModel):
    """Requests sent to a revision, and those that it answered with 5xx, not wholly, or not at all."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    requests: int = Field(default=0, ge=0)
    errors: int = Field(default=0, ge=0)


class Counts(BaseModel):
    """Since the splitter started. `share` is the canary's of new requests, in percent."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    share: int = Field(ge=0, le=WHOLE)
    stable: Tally
    canary: Tally


class Shares:
    """Shares requests out exactly: of any hundred that follow on each other, the canary gets as many as its percent.

    Chance would give it none in 20 requests at 5 % every third time.

    Raises:
        ValueError: a share is not from 0 to 100.
    """

    def __init__(self, share: int = 0) -> None:
        self._lock = threading.Lock()
        self._requests = dict.fromkeys(Revision, 0)
        self._errors = dict.fromkeys(Revision, 0)
        self._share, self._number = _checked(share), 0

    def next(self) -> Revision:
        """The revision of one more request."""
        with self._lock:
            before = self._number * self._share // WHOLE
            self._number += 1
            canary = self._number * self._share // WHOLE > before
            revision = Revision.CANARY if canary else Revision.STABLE
            self._requests[revision] += 1
            return revision

    def failed(self, revision: Revision) -> None:
        """A request of this revision is an error."""
        with self._lock:
            self._errors[revision] += 1

    def change(self, share: int) -> None:
        """From the next request on; those under way stay where they are."""
        with self._lock:
            self._share, self._number = _checked(share), 0

    def counts(self) -> Counts:
        """As they are now."""
        with self._lock:
            tallies = {one: Tally(requests=self._requests[one], errors=self._errors[one]) for one in Revision}
            return Counts(share=self._share, stable=tallies[Revision.STABLE], canary=tallies[Revision.CANARY])


def _checked(share: int) -> int:
    if not 0 <= share <= WHOLE:
        raise ValueError(f"a share is a whole number from 0 to {WHOLE}, not {share}")
    return share
