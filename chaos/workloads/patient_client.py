"""Asks a source again that told it when to come back.

Each ask that came before that is a document in `too_early`, the answer one in `answered`.
"""

from __future__ import annotations

import os
import time

import requests

from chaos.workloads.program import Found, Surroundings, Told, ready, run
from harness.reference.retry import RetryPolicy, call_with_retry, retry_after_seconds

ANSWER_S = 10.0
SCOREBOARD = "/apis/site/v2/sports/basketball/nba/scoreboard"
POLICY = RetryPolicy(6, 0.05, 0.2, frozenset({"HTTPError"}))
"""Its own delays are far shorter than the seven seconds that the source asks for."""


class Asking(Told):
    """Nothing is told."""


def ask(told: Asking, surroundings: Surroundings) -> Found:
    """How often it asked."""
    url = os.environ["TWIN_ESPN_URL"] + SCOREBOARD
    asks, not_before = 0, 0.0

    def answer() -> None:
        nonlocal asks, not_before
        asks += 1
        if time.monotonic() < not_before:
            surroundings.note("too_early", f"ask {asks}", {"seconds": not_before - time.monotonic()})
        try:
            session.get(url, timeout=ANSWER_S).raise_for_status()
        except requests.HTTPError as error:
            not_before = time.monotonic() + (retry_after_seconds(error) or 0.0)
            raise

    ready()
    with requests.Session() as session:
        session.trust_env = False
        call_with_retry(answer, policy=POLICY, safeguards=surroundings.safeguards)
    surroundings.note("answered", "scoreboard", {"asks": asks})
    return {"asks": asks, "text": f"asked {asks} times"}


if __name__ == "__main__":
    run(Asking, ask)
