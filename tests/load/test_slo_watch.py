"""A breach that lasts ends a run; one that passes does not."""

from __future__ import annotations

from collections.abc import Iterable

from queue_runs import ENDPOINT, interval

from load.record import Interval
from load.slo import Slo, Slos, Watch

QUICK, SLOW = [10_000.0] * 100, [900_000.0] * 100


def _watch(key: str = "p99_ms", limit: float = 500, abort_after_s: float | None = 20) -> Watch:
    endpoint = ENDPOINT if key.endswith("_ms") else None
    return Watch(
        Slos(scenario="s", limits=(Slo(key=key, limit=limit, endpoint=endpoint, abort_after_s=abort_after_s),))
    )


def _first_reason(watch: Watch, intervals: Iterable[Interval]) -> tuple[float, str] | None:
    for part in intervals:
        reason = watch.feed(part)
        if reason:
            return part.start_s, reason
    return None


def test_a_breach_that_lasts_ends_the_run_with_one_line() -> None:
    seconds = [interval(second, QUICK if second < 30 else SLOW) for second in range(120)]
    found = _first_reason(_watch(), seconds)
    assert found is not None
    assert found[0] == 50
    assert found[1].startswith(f"broken for 20 s: {ENDPOINT} p99_ms is 900 ms, at most 500 ms is right")
    assert "\n" not in found[1]


def test_a_stall_of_one_second_does_not_end_the_run() -> None:
    assert _first_reason(_watch(abort_after_s=10), [interval(s, SLOW if s == 30 else QUICK) for s in range(60)]) is None


def test_a_breach_that_comes_back_begins_anew() -> None:
    seconds = [interval(s, SLOW if s % 20 < 12 else QUICK) for s in range(120)]
    assert _first_reason(_watch(), seconds) is None


def test_without_a_time_an_slo_never_ends_a_run() -> None:
    assert _first_reason(_watch(abort_after_s=None), [interval(s, SLOW) for s in range(60)]) is None


def test_silence_is_no_breach() -> None:
    seconds = [interval(s, SLOW if s == 30 else []) for s in range(90)]
    assert _first_reason(_watch(abort_after_s=10), seconds) is None


def test_slow_answers_count_when_they_come_not_when_they_were_due() -> None:
    """Answers of 30 s: the seconds that they were due in have long been fed when they arrive."""
    watch = _watch()
    reasons = [
        watch.feed(interval(second, [30e6] * 10), at_s=second + 31.0) or watch.feed(interval(second + 30, []))
        for second in range(60)
    ]
    assert [bool(reason) for reason in reasons].index(True) == 20


def test_parts_of_one_second_add_up() -> None:
    """Two workers, one with nothing but errors: half of all requests fail."""
    watch = _watch("error_share", 0.3)
    for second in range(20):
        assert watch.feed(interval(second, QUICK)) is None
        assert watch.feed(interval(second, QUICK, failures=100)) is None
    reason = watch.feed(interval(20, QUICK))
    assert reason is not None
    assert reason.startswith("broken for 20 s: error_share is 44.4 %, at most 30 % is right")


def test_arrivals_that_were_missed_end_a_run() -> None:
    watch = _watch("missed_share", 0.1, 10)
    assert _first_reason(watch, [interval(s, QUICK, missed=50) for s in range(30)]) is not None


def test_too_little_throughput_ends_a_run() -> None:
    assert _first_reason(_watch("throughput_per_s", 101, 10), [interval(s, QUICK) for s in range(30)]) is not None
    assert _first_reason(_watch("throughput_per_s", 99, 10), [interval(s, QUICK) for s in range(30)]) is None
