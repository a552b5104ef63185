"""`python -m harness.canary.splitter --stable URL --canary URL`: one address on loopback for two revisions.

Each request goes to one of them, by the canary's share; what they answer is passed back as it comes, and counted.
Beside it is a small JSON API: GET / tells where it splits and the counts, PUT /share {"share": 5} changes the share.
"""

from __future__ import annotations

import argparse
import signal
import sys
from types import TracebackType
from typing import Protocol, Self

import requests
from flask import Flask, Response
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from harness.canary.passing import Passing
from harness.canary.shares import WHOLE, Counts, Revision, Shares
from harness.reference.services.answers import answer, body_of, refuse_in_json
from harness.reference.services.draining import DrainedTooLateError, DrainingServer
from harness.settings import SettingsError, load
from harness.targets import SMOKE, TargetError, allowed

THREADS = 64
"""Requests under way at once."""
DRAIN_SECONDS = 25.0
"""Of the thirty that a process has from SIGTERM to its end."""
_CONTROL_S = 10.0
_STOPPING = frozenset({signal.SIGTERM, signal.SIGINT})


class SplitterError(Exception):
    """A splitter cannot be reached or refuses; the message says where and why."""


class Splits(BaseModel):
    """Where a splitter is, what it splits between, and its counts."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    url: str
    stable: str
    canary: str
    counts: Counts


class ShareAsked(BaseModel):
    """The body of PUT /share."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)

    share: int = Field(ge=0, le=WHOLE)


class Splitting(Protocol):
    """What a rollout needs of a splitter, be it in this process or another."""

    def splits(self) -> Splits:
        """Where it is, and its counts."""
        ...

    def change(self, share: int) -> None:
        """The canary's share of requests from now on, in percent."""
        ...


class Splitter:
    """Serves between `with` and its end, which waits for the requests under way. `share` is the canary's in percent.

    Raises:
        OSError: a port cannot be had.
    """

    def __init__(self, *, stable: str, canary: str, share: int = 0, port: int = 0, control: int = 0) -> None:
        self._urls = {Revision.STABLE: stable, Revision.CANARY: canary}
        self._shares = Shares(share)
        self._passing = Passing(self._urls, self._shares, connections=THREADS)
        app = Flask("harness.canary.splitter", static_folder=None)
        app.wsgi_app = self._passing  # type: ignore[method-assign] # how Flask has it
        self._server = DrainingServer(app, name="splitter", port=port, threads=THREADS)
        self._door = DrainingServer(self._control_app(), name="splitter control", port=control, threads=2)

    @property
    def url(self) -> str:
        """Where the requests come in."""
        return f"http://127.0.0.1:{self._server.port}"

    @property
    def control_url(self) -> str:
        """Where its share is changed."""
        return f"http://127.0.0.1:{self._door.port}"

    def splits(self) -> Splits:
        """Where it is, and its counts."""
        urls = self._urls
        return Splits(
            url=self.url,
            stable=urls[Revision.STABLE],
            canary=urls[Revision.CANARY],
            counts=self._shares.counts(),
        )

    def change(self, share: int) -> None:
        """The canary's share of requests from now on, in percent."""
        self._shares.change(share)

    def _control_app(self) -> Flask:
        app = Flask("harness.canary.control", static_folder=None)
        refuse_in_json(app)

        def splits() -> Response:
            return answer(200, self.splits())

        def change() -> Response:
            self.change(body_of(ShareAsked).share)
            return answer(200, self.splits())

        app.add_url_rule("/", "splits", splits)
        app.add_url_rule("/share", "share", change, methods=["PUT"])
        return app

    def __enter__(self) -> Self:
        self._server.start()
        self._door.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """
        Raises:
            DrainedTooLateError: requests had to be cut off.
        """
        try:
            self._server.drain(DRAIN_SECONDS)
        finally:
            self._door.drain(1.0)
            self._passing.close()


class SplitterElsewhere:
    """The splitter whose control API is at `url`."""

    def __init__(self, url: str) -> None:
        self._url = url.rstrip("/")

    def splits(self) -> Splits:
        """
        Raises:
            SplitterError: it is not there, or is no splitter.
        """
        return self._asked("GET", "/")

    def change(self, share: int) -> None:
        """
        Raises:
            SplitterError: it is not there, or refuses.
        """
        self._asked("PUT", "/share", ShareAsked(share=share))

    def _asked(self, method: str, path: str, body: BaseModel | None = None) -> Splits:
        sent = None if body is None else body.model_dump()
        try:
            response = requests.request(method, f"{self._url}{path}", json=sent, timeout=_CONTROL_S)
        except requests.RequestException as error:
            raise SplitterError(f"no splitter answers at {self._url} ({type(error).__name__})") from None
        try:
            return Splits.model_validate_json(response.content)
        except ValidationError:
            said = " ".join(response.text.split())[:200]
            raise SplitterError(f"{self._url} is no splitter's control API; it answers {said!r}") from None


def main() -> int:
    """The exit status: 0 ended when told, 1 requests were cut off."""
    parser = argparse.ArgumentParser(prog="python -m harness.canary.splitter", description=__doc__)
    parser.add_argument("--stable", required=True, metavar="URL", help="the revision that has the traffic")
    parser.add_argument("--canary", required=True, metavar="URL", help="the new one")
    parser.add_argument("--share", type=int, default=0, metavar="P", help="of the canary, in percent")
    parser.add_argument("--port", type=int, default=0, help="0 takes a free one")
    parser.add_argument("--control", type=int, default=0, metavar="PORT", help="of the control API; 0 takes a free one")
    asked = parser.parse_args()
    try:
        targets = load().smoke_targets
        stable, canary = (allowed(url, SMOKE, targets=targets) for url in (asked.stable, asked.canary))
        Shares(asked.share)
    except (SettingsError, TargetError, ValueError) as error:
        parser.error(str(error))
    # Blocked before any thread starts, so that the signal waits for the line below.
    signal.pthread_sigmask(signal.SIG_BLOCK, _STOPPING)
    try:
        with Splitter(
            stable=stable, canary=canary, share=asked.share, port=asked.port, control=asked.control
        ) as splitter:
            print(f"ready splitter {splitter.url} control {splitter.control_url}", flush=True)
            signal.sigwait(_STOPPING)
    except OSError as error:
        parser.error(f"a port cannot be had: {error}; give another, or 0 for a free one")
    except DrainedTooLateError as late:
        print(late, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
