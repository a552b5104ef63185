"""Counting and adding up: a run is the same however it is split among processes, flushes and messages."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from load.histograms import decode, percentile_ms
from load.locust.ledger import Ledger
from load.locust.recorder import Delta, Recorder
from load.record import Interval


@dataclass(frozen=True)
class Told:
    """One call of a recorder."""

    kind: str
    intended_s: float
    after_s: float
    took_s: float
    name: str
    error: str | None

    def tell(self, recorder: Recorder) -> None:
        started_s = self.intended_s + self.after_s
        if self.kind == "missed":
            recorder.missed(self.intended_s)
        elif self.kind == "arrival":
            recorder.arrival(self.intended_s, started_s, self.after_s)
        else:
            recorder.request(self.name, self.intended_s, started_s, started_s + self.took_s, self.error)


CALLS = st.lists(
    st.builds(
        Told,
        kind=st.sampled_from(("arrival", "missed", "request", "request")),
        intended_s=st.floats(0, 6),
        after_s=st.sampled_from((0.0, 0.002, 0.5)),
        took_s=st.floats(0.0001, 9),
        name=st.sampled_from(("GET /status", "POST /start")),
        error=st.sampled_from((None, None, "HTTP 503", "timeout")),
    ),
    max_size=40,
)


def flush(recorder: Recorder, until_s: float = 10.0, *, last: bool = False) -> Delta:
    return recorder.flush(until_s=until_s, busiest_cpu=0.5, last=last)


def ledger_of(**deltas: list[Delta]) -> Ledger:
    ledger = Ledger()
    for index, (worker, told) in enumerate(deltas.items()):
        ledger.expect(worker, index=index, name=worker)
        for delta in told:
            ledger.add(worker, delta)
    return ledger


def seconds(ledger: Ledger) -> list[Interval]:
    """Without the most in flight, which is a maximum per process and no sum."""
    counted = [interval.model_copy(update={"in_flight": 0}) for interval in ledger.intervals()]
    return [interval for interval in counted if interval != Interval(start_s=interval.start_s)]


@settings(deadline=None)
@given(CALLS, st.randoms(use_true_random=False))
def test_any_split_delivered_in_any_order_and_twice_is_the_whole_run(calls: list[Told], chance: random.Random) -> None:
    whole, parts = Recorder(), [Recorder(), Recorder(), Recorder()]
    messages: list[tuple[int, Delta]] = []
    for call in calls:
        call.tell(whole)
        number = chance.randrange(3)
        call.tell(parts[number])
        if chance.random() < 0.3:
            messages.append((number, flush(parts[number])))
    messages += [(number, flush(part, last=True)) for number, part in enumerate(parts)]
    messages += chance.sample(messages, k=len(messages) // 2)
    chance.shuffle(messages)

    split = Ledger()
    for number in range(3):
        split.expect(str(number), index=number, name=f"worker-{number}")
    for number, delta in messages:
        split.add(str(number), delta)
        if chance.random() < 0.3:
            list(split.settle())  # which encodes what is there so far
    together = ledger_of(local=[flush(whole, last=True)])

    assert seconds(split) == seconds(together)
    assert split.endpoints() == together.endpoints()
    assert sum(worker.intended for worker in split.workers()) == together.workers()[0].intended
    assert split.unfinished() == frozenset()


def test_a_request_belongs_to_the_second_it_was_intended_in_and_is_completed_in_that_of_its_end() -> None:
    recorder = Recorder()
    recorder.arrival(0.9, 1.2, 0.0)
    recorder.request("GET /status", 0.9, 1.2, 3.4, None)
    first, second, third, fourth = ledger_of(local=[flush(recorder)]).intervals()[:4]
    assert (first.intended, first.started, first.late, first.completed) == (1, 1, 1, 0)
    assert [counts.requests for counts in first.endpoints] == [1]
    assert (second.endpoints, third.endpoints, fourth.endpoints) == ((), (), ())
    assert (fourth.start_s, fourth.completed) == (3.0, 1)


def test_response_time_counts_from_the_intended_start_and_service_time_from_the_real_one() -> None:
    recorder = Recorder()
    recorder.request("GET /status", 1.0, 3.0, 3.5, None)
    (endpoint,) = ledger_of(local=[flush(recorder)]).endpoints()
    assert percentile_ms(decode(endpoint.service), 50) == pytest.approx(500, rel=0.001)
    assert percentile_ms(decode(endpoint.response), 50) == pytest.approx(2500, rel=0.001)


@pytest.mark.parametrize(("late_s", "late"), [(0.009, 0), (0.011, 1)])
def test_a_start_is_late_after_ten_milliseconds(late_s: float, late: int) -> None:
    recorder = Recorder()
    recorder.arrival(5.0, 5.0 + late_s, 0.0)
    (told,) = (second for second in flush(recorder).seconds if second.intended)
    assert told.late == late


def test_missed_arrivals_were_intended_and_not_started() -> None:
    recorder = Recorder()
    recorder.missed(0.5)
    interval = ledger_of(local=[flush(recorder)]).intervals()[0]
    assert (interval.intended, interval.started, interval.missed) == (1, 0, 1)


def test_errors_are_counted_by_kind() -> None:
    recorder = Recorder()
    for error in ("HTTP 503", "timeout", "HTTP 503", None):
        recorder.request("GET /status", 0.0, 0.0, 0.1, error)
    ledger = ledger_of(local=[flush(recorder)])
    for counts in (*ledger.endpoints(), *ledger.intervals()[0].endpoints):
        assert (counts.requests, counts.failures) == (4, 3)
        assert counts.errors == {"HTTP 503": 2, "timeout": 1}


def test_lag_is_of_the_process_and_apart_from_waiting_for_a_user() -> None:
    recorder = Recorder()
    recorder.arrival(1.0, 1.5, 0.003)
    (worker,) = ledger_of(local=[flush(recorder)]).workers()
    assert percentile_ms(decode(worker.start_lag), 100) == pytest.approx(3, rel=0.001)


def most_in_flight(tell: Callable[[Recorder], None], *, flushes: tuple[float, ...] = ()) -> dict[int, int]:
    recorder = Recorder()
    deltas = []
    for until_s in (*flushes, 6.0):
        if until_s == 6.0:
            tell(recorder)
        deltas.append(flush(recorder, until_s))
    return {int(each.start_s): each.in_flight for each in ledger_of(local=deltas).intervals() if each.in_flight}


def test_in_flight_is_the_most_at_once_and_lasts_through_quiet_seconds() -> None:
    def tell(recorder: Recorder) -> None:
        recorder.arrival(1.0, 1.0, 0.0)
        recorder.arrival(1.1, 1.1, 0.0)
        recorder.departed(1.2)
        recorder.arrival(1.3, 1.3, 0.0)
        recorder.departed(4.5)
        recorder.departed(4.6)

    assert most_in_flight(tell) == {1: 2, 2: 2, 3: 2, 4: 2}


def test_what_is_in_flight_at_a_flush_is_so_after_it() -> None:
    recorder = Recorder()
    recorder.arrival(0.0, 0.0, 0.0)
    before = flush(recorder, 1.5)
    recorder.departed(3.5)
    after = flush(recorder, 5.0)
    counts = {int(each.start_s): each.in_flight for each in ledger_of(local=[before, after]).intervals()}
    assert counts == {0: 1, 1: 1, 2: 1, 3: 1}


def test_most_in_flight_of_a_run_is_the_sum_over_its_processes() -> None:
    deltas = {}
    for name in ("a", "b"):
        recorder = Recorder()
        recorder.arrival(0.0, 0.0, 0.0)
        first = flush(recorder, 0.5)
        recorder.departed(0.7)
        deltas[name] = [first, flush(recorder, 0.9)]
    assert [each.in_flight for each in ledger_of(**deltas).intervals()] == [2]


def test_a_worker_whose_last_flush_never_came_is_lost_at_its_latest_flush() -> None:
    recorder, other = Recorder(), Recorder()
    early, late = flush(recorder, 3.0), flush(recorder, 6.0)
    ledger = ledger_of(silent=[], killed=[late, early], whole=[flush(other, 9.0, last=True)])
    told = {worker.name: (worker.state, worker.last_flush_s) for worker in ledger.workers()}
    assert told == {"silent": ("lost", 0.0), "killed": ("lost", 6.0), "whole": ("finished", 9.0)}
    assert ledger.unfinished() == {"silent", "killed"}


def test_a_worker_that_took_no_part_is_forgotten_and_one_that_did_is_not() -> None:
    ledger = ledger_of(idle=[], busy=[flush(Recorder())])
    ledger.dismiss("idle")
    ledger.dismiss("busy")
    assert [worker.name for worker in ledger.workers()] == ["busy"]


def test_the_busiest_flush_of_a_worker_is_kept() -> None:
    recorder = Recorder()
    deltas = [recorder.flush(until_s=1.0, busiest_cpu=share) for share in (0.2, 0.95, 0.4)]
    assert ledger_of(local=deltas).workers()[0].busiest_cpu == 0.95


def test_a_delta_survives_the_way_to_the_master() -> None:
    recorder = Recorder()
    recorder.request("GET /status", 0.5, 0.5, 0.6, "timeout")
    delta = flush(recorder)
    assert Delta.model_validate(delta.model_dump()) == delta
