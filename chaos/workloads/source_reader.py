"""Asks a source about one team after the other, each behind a circuit breaker of its own.

A team that was not asked about, since its breaker was open, is a document in `locked_out`; one whose answer came after
that is in `served`. It ends when each team was locked out and served, or is ended.
"""

from __future__ import annotations

import os
import time

import requests

from chaos.workloads.program import STANDING_S, Found, StoodInVainError, Surroundings, Told, ready, run
from harness.reference.circuit_breaker import CircuitBreaker, CircuitOpenError

ANSWER_S = 10.0
BETWEEN_ROUNDS_S = 0.1
ROSTER = "/apis/site/v2/sports/basketball/nba/teams/{team}?enable=roster"


class Asking(Told):
    """`open_seconds`: so long a breaker stays open; not shorter in a rehearsal."""

    teams: int = 5
    threshold: int = 3
    open_seconds: float = 1.0


def ask(told: Asking, surroundings: Surroundings) -> Found:
    """How many rounds it took until all were served again."""
    base = os.environ["TWIN_ESPN_URL"]
    breakers = {
        team: CircuitBreaker(
            f"roster of team {team}",
            threshold=told.threshold,
            open_seconds=told.open_seconds,
            safeguards=surroundings.safeguards,
        )
        for team in range(1, told.teams + 1)
    }
    locked_out, served, rounds = set[int](), set[int](), 0
    deadline = time.monotonic() + STANDING_S
    ready()
    with requests.Session() as session:
        session.trust_env = False
        while len(served) < told.teams:
            if time.monotonic() > deadline:
                raise StoodInVainError(f"{len(served)} of {told.teams} teams were served after {STANDING_S:g} s")
            for team, breaker in breakers.items():
                outcome = _asked(session, base + ROSTER.format(team=team), breaker)
                if outcome == "locked_out" and team not in locked_out:
                    locked_out.add(team)
                    surroundings.note("locked_out", str(team), {"team": team})
                if outcome == "served" and team in locked_out - served:
                    served.add(team)
                    surroundings.note("served", str(team), {"team": team})
            rounds += 1
            time.sleep(BETWEEN_ROUNDS_S)
    return {"rounds": rounds, "text": f"{told.teams} teams served again after {rounds} rounds"}


def _asked(session: requests.Session, url: str, breaker: CircuitBreaker) -> str:
    def roster() -> None:
        session.get(url, timeout=ANSWER_S).raise_for_status()

    try:
        breaker.call(roster)
    except CircuitOpenError:
        return "locked_out"
    except requests.RequestException:
        return "failed"
    return "served"


if __name__ == "__main__":
    run(Asking, ask)
