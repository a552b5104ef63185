"""Shares are exact over every hundred requests, also when many ask at once."""

from __future__ import annotations

import threading

import pytest

from harness.canary.shares import Revision, Shares, Tally


def taken(shares: Shares, requests: int) -> list[int]:
    """1 for each request of the canary."""
    return [int(shares.next() is Revision.CANARY) for _ in range(requests)]


@pytest.mark.parametrize("share", [0, 1, 5, 7, 50, 99, 100])
def test_every_hundred_on_end_has_the_share(share: int) -> None:
    found = taken(Shares(share), 400)
    assert {sum(found[start : start + 100]) for start in range(301)} == {share}


def test_the_canarys_requests_are_spread() -> None:
    found = taken(Shares(5), 100)
    assert [number for number, one in enumerate(found) if one] == [19, 39, 59, 79, 99]


def test_a_new_share_begins_anew() -> None:
    shares = Shares(50)
    taken(shares, 3)
    shares.change(5)
    assert sum(taken(shares, 19)) == 0
    assert taken(shares, 1) == [1]
    counts = shares.counts()
    assert (counts.share, counts.stable, counts.canary) == (5, Tally(requests=21), Tally(requests=2))


def test_threads_share_one_count() -> None:
    shares = Shares(5)
    threads = [threading.Thread(target=taken, args=(shares, 500)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert shares.counts().canary.requests == 8 * 500 * 5 // 100


@pytest.mark.parametrize("share", [-1, 101])
def test_there_are_no_other_shares(share: int) -> None:
    with pytest.raises(ValueError, match="from 0 to 100"):
        Shares(share)
    with pytest.raises(ValueError, match="from 0 to 100"):
        Shares().change(share)
