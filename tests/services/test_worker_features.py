"""The features of a day are read once for all its players, and again for whoever was not there yet."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest

from harness.reference.services.worker.features import KEPT, Day, FeatureDays
from harness.reference.services.worker.forecasting import PlayerFeatures

NOON = datetime(2024, 1, 15, 17, tzinfo=UTC)
TODAY = Day("2024-01-15")


class Store:
    """A feature store that counts how often a day of it is read, at a time of its own."""

    def __init__(self, *players: str) -> None:
        self.players, self.read = list(players), list[Day]()
        self.time = NOON
        self.before: Callable[[], object] = lambda: None

    def load(self, day: Day) -> Mapping[str, PlayerFeatures]:
        self.read.append(day)
        self.before()
        return {player: PlayerFeatures(player, "", {}, None) for player in self.players}

    def days(self, most_days: int = 8) -> FeatureDays:
        return FeatureDays(self.load, most_days=most_days, now=lambda: self.time)


def test_a_day_is_read_once_for_450_players() -> None:
    players = [f"player{number}" for number in range(450)]
    store = Store(*players)
    days = store.days()
    found = [days.of(TODAY, player, asked_at=NOON) for player in players]
    assert [one.player_lookup if one else None for one in found] == players
    assert store.read == [TODAY]


def test_those_who_ask_while_a_day_is_read_wait_for_it() -> None:
    store, reading, go = Store("a", "b"), threading.Event(), threading.Event()
    store.before = lambda: (reading.set(), go.wait(10))
    days = store.days()
    with ThreadPoolExecutor(4) as pool:
        first = pool.submit(days.of, TODAY, "a", asked_at=NOON)
        assert reading.wait(10)
        others = [pool.submit(days.of, TODAY, "b", asked_at=NOON) for _ in range(3)]
        go.set()
        assert all(one.result(10) for one in (first, *others))
    assert store.read == [TODAY]


def test_who_is_not_there_is_looked_for_again_if_the_request_came_after_the_reading() -> None:
    store = Store("a")
    days = store.days()
    days.of(TODAY, "a", asked_at=NOON)
    store.players.append("late")
    store.time += timedelta(seconds=5)
    assert days.of(TODAY, "late", asked_at=NOON) is None
    assert days.of(TODAY, "late", asked_at=NOON + timedelta(seconds=1)) is not None
    assert len(store.read) == 2


def test_requests_for_a_day_without_features_do_not_read_it_each() -> None:
    store = Store()
    days = store.days()
    assert [days.of(TODAY, f"player{number}", asked_at=NOON) for number in range(50)] == [None] * 50
    assert len(store.read) == 1


def test_a_day_is_read_again_when_it_is_old() -> None:
    store = Store("a")
    days = store.days()
    for waited in (timedelta(0), KEPT, KEPT + timedelta(seconds=1)):
        store.time = NOON + waited
        days.of(TODAY, "a", asked_at=NOON)
    assert len(store.read) == 2


def test_a_reading_that_failed_is_told_and_not_kept() -> None:
    store = Store("a")
    days = store.days()

    def fail() -> None:
        raise ConnectionError("no BigQuery")

    store.before = fail
    with pytest.raises(ConnectionError):
        days.of(TODAY, "a", asked_at=NOON)
    store.before = lambda: None
    assert days.of(TODAY, "a", asked_at=NOON) is not None


def test_no_more_days_are_kept_than_said_and_the_least_used_goes() -> None:
    store = Store("a")
    days = store.days(most_days=2)
    one, two, three = (Day(f"2024-01-0{number}") for number in (1, 2, 3))
    for day in (one, two, one, three, one, two):
        days.of(day, "a", asked_at=NOON)
    assert store.read == [one, two, three, two]


def test_data_sets_with_a_prefix_are_another_place() -> None:
    store = Store("a")
    days = store.days()
    for day in (TODAY, Day("2024-01-15", "test_")):
        days.of(day, "a", asked_at=NOON)
    assert len(store.read) == 2
