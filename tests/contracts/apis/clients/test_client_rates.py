"""How fast hosts are asked, by a clock that only waiting moves."""

from __future__ import annotations

import threading
from datetime import date
from itertools import pairwise

import pytest
import responses
from client_time import OwnTime
from hypothesis import given
from hypothesis import strategies as st

from contracts.apis.clients.bettingpros import EVENTS_GAP_S, OFFERS_GAP_S, BettingPros
from contracts.apis.clients.http import Conduct, ProviderClient
from contracts.apis.clients.keys import Secret
from contracts.apis.clients.oddsapi import PROVIDER
from contracts.apis.clients.rates import DEFAULT, RATES, Rate, RateLimiter


def turns(limiter: RateLimiter, host: str, count: int, own_time: OwnTime) -> list[float]:
    """When each of `count` requests went, from the first on."""
    started = own_time.passed
    gone = []
    for _ in range(count):
        limiter.wait(host, timing=own_time.timing)
        gone.append(round(own_time.passed - started, 6))
    return gone


@pytest.mark.parametrize(
    ("host", "gone"),
    [
        # A gap of 1 s fills half a token: 1 and 5 at once last for nine turns.
        ("stats.nba.com", [0, 1, 2, 3, 4, 5, 6, 7, 8, 10, 12]),
        ("api.the-odds-api.com", [0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20]),
        ("api.balldontlie.io", [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]),
        ("cdn.nba.com", [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]),
        ("www.basketball-reference.com", [0, 5, 10, 15, 20, 25, 30, 36, 42, 48, 54]),
        ("a.host.nobody.knows", [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]),
    ],
)
def test_the_first_eleven_requests(host: str, gone: list[float], own_time: OwnTime) -> None:
    assert turns(RateLimiter(), host, 11, own_time) == gone


def test_a_bucket_fills_again_to_its_burst_and_no_further(own_time: OwnTime) -> None:
    limiter = RateLimiter()
    turns(limiter, "api.balldontlie.io", 10, own_time)
    own_time.passed += 3600
    assert turns(limiter, "api.balldontlie.io", 12, own_time) == [0] * 10 + [1, 2]


def test_hosts_do_not_wait_for_one_another(own_time: OwnTime) -> None:
    limiter = RateLimiter()
    turns(limiter, "api.the-odds-api.com", 1, own_time)
    assert turns(limiter, "stats.nba.com", 1, own_time) == [0]


@given(
    st.builds(Rate, st.integers(1, 600), st.integers(1, 20), st.floats(0, 10)),
    st.lists(st.floats(0, 30), min_size=1, max_size=60),
)
def test_no_minute_has_more_than_its_burst_and_its_refill(rate: Rate, pauses: list[float]) -> None:
    own_time = OwnTime()
    limiter = RateLimiter(rates={}, default=rate)
    gone: list[float] = []
    for pause in pauses:
        own_time.passed += pause
        limiter.wait("host", timing=own_time.timing)
        gone.append(own_time.passed)
    for first, start in enumerate(gone):
        within = [one for one in gone[first:] if one < start + 60 - 1e-6]
        assert len(within) <= rate.burst + rate.a_minute
    assert all(after - before >= rate.gap_s - 1e-6 for before, after in pairwise(gone))


def test_threads_get_turns_of_their_own() -> None:
    """Their pauses are told apart although none of them is slept."""
    pauses = list[float]()
    lock = threading.Lock()
    limiter = RateLimiter(rates={}, default=Rate(60, 1))

    class Still(OwnTime):
        def sleep(self, seconds: float) -> None:
            with lock:
                pauses.append(seconds)

    still = Still()
    threads = [threading.Thread(target=limiter.wait, args=("host",), kwargs={"timing": still.timing}) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(pauses) == [1, 2, 3, 4, 5, 6, 7]


def test_clients_of_one_conduct_share_a_limiter(web: responses.RequestsMock, own_time: OwnTime) -> None:
    web.get("https://api.the-odds-api.com/a", json=[])
    conduct = Conduct(timing=own_time.timing)
    for _ in range(3):
        with ProviderClient(PROVIDER, conduct=conduct) as client:
            client.get("/a")
    assert own_time.slept == [2.0, 2.0]


def test_a_repetition_waits_for_its_turn_too(web: responses.RequestsMock, own_time: OwnTime) -> None:
    web.get("https://api.the-odds-api.com/a", status=429, headers={"Retry-After": "0"})
    web.get("https://api.the-odds-api.com/a", json=[])
    with ProviderClient(PROVIDER, conduct=Conduct(timing=own_time.timing)) as client:
        client.get("/a")
    assert sum(own_time.slept) == 2.0


def test_bettingpros_waits_longer_before_offers(web: responses.RequestsMock, own_time: OwnTime) -> None:
    web.get("https://api.bettingpros.com/v3/events", json={"events": []})
    web.get("https://api.bettingpros.com/v3/offers", json={"offers": [], "_pagination": {"page": 1, "next": None}})
    with BettingPros(Secret("a-made-key"), conduct=Conduct(timing=own_time.timing)) as pros:
        pros.events(day=date(2026, 1, 25))
        pros.events(day=date(2026, 1, 25))
        next(pros.offers(event_ids=(1,)))
    assert own_time.slept == [EVENTS_GAP_S, OFFERS_GAP_S]


@pytest.mark.parametrize("numbers", [(0, 5, 0.0), (60, 0, 0.0), (60, 5, -1.0)])
def test_a_rate_that_lets_nothing_pass(numbers: tuple[int, int, float]) -> None:
    with pytest.raises(ValueError, match="lets nothing pass"):
        Rate(*numbers)


def test_the_rates_are_those_of_the_platform() -> None:
    assert {host: (rate.a_minute, rate.burst, rate.gap_s) for host, rate in RATES.items()} == {
        "stats.nba.com": (30, 5, 1.0),
        "cdn.nba.com": (60, 10, 0.0),
        "data.nba.com": (60, 10, 0.0),
        "api.espn.com": (60, 10, 0.0),
        "site.api.espn.com": (60, 10, 0.0),
        "api.the-odds-api.com": (30, 5, 2.0),
        "api.balldontlie.io": (60, 10, 0.0),
        "api.pbpstats.com": (30, 5, 1.0),
        "www.basketball-reference.com": (10, 2, 5.0),
    }
    assert Rate(60, 10) == DEFAULT
