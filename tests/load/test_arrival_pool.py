"""Slots and arrivals, on a clock that the tests set."""

from __future__ import annotations

import math

import pytest

from load.arrivals import Constant
from load.locust.pool import Pool
from load.shares import Part, Share


class Told:
    """Keeps what a pool tells."""

    def __init__(self):
        self.started, self.lags, self.missing, self.departures = [], [], [], []

    def arrival(self, intended_s, started_s, lag_s):
        self.started.append((intended_s, started_s))
        self.lags.append(lag_s)

    def missed(self, intended_s):
        self.missing.append(intended_s)

    def departed(self, ended_s):
        self.departures.append(ended_s)


class Slot:
    def __init__(self, name):
        self.name, self.idle_since_s, self.given = name, 0.0, []

    def give(self, arrival):
        self.given.append(arrival.number)


class World:
    """A pool with one arrival a second and a clock."""

    def __init__(self, *, longest_wait_s=math.inf, until_s=math.inf):
        self.now, self.rings, self.told = -1.0, [], Told()
        self.pool = Pool(self.told, clock=lambda: self.now, ring_at=self.rings.append, longest_wait_s=longest_wait_s)
        self._until_s = until_s

    def open(self):
        self.pool.open(Share(Constant(1).whole(0), Part(0, 0, 1), until_s=self._until_s))
        return self

    def at(self, now):
        self.now = now
        return self.pool

    def idle(self, *names):
        slots = [Slot(name) for name in names]
        for slot in slots:
            self.pool.wait(slot)
        return slots


def test_an_idle_slot_is_given_the_arrival_when_it_is_due():
    world = World()
    (slot,) = world.idle("a")
    assert world.rings == []
    world.open()
    assert world.rings == [0.0]
    world.at(0.002).serve()
    assert slot.given == [0]
    assert world.told.started == [(0.0, 0.002)]
    assert world.told.lags == [0.002]


def test_a_ring_before_the_time_gives_nothing_and_asks_again():
    world = World().open()
    (slot,) = world.idle("a")
    world.at(-0.5).serve()
    assert slot.given == []
    assert world.rings == [0.0, 0.0]


def test_the_slot_that_was_busy_last_goes_first():
    world = World().open()
    first, second, third = world.idle("a", "b", "c")
    world.at(1).serve()
    assert (first.given, second.given, third.given) == ([], [1], [0])
    assert world.pool.busy == 2


def test_nobody_is_woken_while_no_slot_is_idle():
    world = World().open()
    world.at(5).serve()
    assert world.rings == []
    assert world.told.started == []


def test_a_slot_that_is_done_takes_the_oldest_arrival_that_is_due():
    world = World().open()
    assert world.at(2.5).claim().number == 0
    assert world.at(2.6).claim().number == 1
    assert world.at(2.7).claim().number == 2
    assert world.at(2.8).claim() is None
    assert world.told.started == [(0.0, 2.5), (1.0, 2.6), (2.0, 2.7)]


def test_waiting_for_a_slot_is_no_lag_of_the_process():
    world = World().open()
    world.at(2.5).claim()
    assert world.told.lags == [0.0]


def test_lag_counts_from_when_both_the_arrival_and_a_slot_were_there():
    world = World().open()
    world.at(0.7)
    world.idle("a")
    world.at(0.75).serve()  # due at 0, a slot since 0.7
    world.at(0.9)
    world.idle("b")
    world.at(1.03).serve()  # a slot since 0.9, due at 1
    assert world.told.lags == pytest.approx([0.05, 0.03])


def test_an_arrival_that_a_busy_slot_takes_before_an_idle_one_was_woken_is_late_by_the_process():
    world = World().open()
    world.at(-0.5)
    world.idle("asleep")
    world.at(0.2).claim()
    assert world.told.lags == pytest.approx([0.2])


def test_an_arrival_that_waited_too_long_is_missed():
    world = World(longest_wait_s=1.5).open()
    assert world.at(3).claim().number == 2
    assert world.told.missing == [0.0, 1.0]
    world.at(6).expire()
    assert world.told.missing == [0.0, 1.0, 3.0, 4.0]


def test_without_a_limit_none_is_missed_before_the_end():
    world = World().open()
    world.at(100).expire()
    assert world.told.missing == []


def test_at_the_end_what_was_due_is_missed_and_nothing_more_is_started():
    world = World().open()
    (slot,) = world.idle("a")
    world.pool.leave(slot)
    world.at(2.5).close(2.5)
    assert world.told.missing == [0.0, 1.0, 2.0]
    assert world.pool.exhausted
    assert world.pool.claim() is None
    world.idle("b")
    world.pool.serve()
    assert world.told.started == []


def test_a_slot_that_left_is_given_nothing():
    world = World().open()
    gone, stays = world.idle("a", "b")
    world.pool.leave(stays)
    world.at(0).serve()
    assert (gone.given, stays.given) == ([0], [])


def test_a_finished_run_has_nobody_busy_and_every_departure_told():
    world = World(until_s=2).open()
    world.idle("a", "b", "c")
    world.at(1.5).serve()
    assert world.pool.busy == 2
    assert world.pool.exhausted
    world.at(1.6).finished()
    world.at(1.7).finished()
    assert world.pool.busy == 0
    assert world.told.departures == [1.6, 1.7]


def test_a_changed_share_rings_for_its_own_next_arrival():
    world = World()
    world.pool.open(Share(Constant(1).whole(0), Part(0, 1, 2)))
    (slot,) = world.idle("a")
    world.pool.change(Part(0, 0, 2))
    assert world.rings == [1.0, 0.0]
    world.at(0).serve()
    assert slot.given == [0]


def test_a_slot_that_is_done_at_once_is_given_the_next_that_is_due():
    world = World().open()

    class Quick(Slot):
        def give(self, arrival):
            super().give(arrival)
            world.pool.finished()
            world.pool.wait(self)

    slot = Quick("quick")
    world.pool.wait(slot)
    world.at(2.5).serve()
    assert slot.given == [0, 1, 2]
    assert world.rings[-1] == 3.0
