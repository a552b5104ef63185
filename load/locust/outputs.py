"""Locust's own outputs with the figures of the histograms: console, CSV, JSON, web page, report and their charts.

All of them ask `StatsEntry` of locust/stats.py (2.47), which rounds response times to two digits before it counts
them. Here it is given the recorder's histograms, which are within 0.1 %; an entry that the recorder knows nothing of
keeps Locust's figures. Mean, least and most are exact in Locust, and stay.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, cast

from locust import stats as locust_stats
from locust.stats import (
    CURRENT_RESPONSE_TIME_PERCENTILE_WINDOW,
    PERCENTILES_TO_REPORT,
    STATS_TYPE_WIDTH,
    StatsCSV,
    StatsEntry,
    StatsEntryDict,
)

from load import histograms
from load.histograms import Buckets, Histogram
from load.locust.client import named
from load.locust.recorder import Delta
from load.record import BATCH

_DIGITS = 2
"""After the point of a millisecond: as fine as the histogram is at 10 ms."""


@dataclass(slots=True)
class _Shown:
    """Response times of one entry: all, and those that came lately."""

    all: Histogram = field(default_factory=histograms.empty)
    lately: deque[tuple[float, Buckets]] = field(default_factory=deque)

    def add(self, at: float, buckets: Buckets) -> None:
        histograms.count(self.all, [buckets])
        self.lately.append((at, buckets))
        self.forget(at)

    def forget(self, at: float) -> None:
        while self.lately and self.lately[0][0] <= at - CURRENT_RESPONSE_TIME_PERCENTILE_WINDOW:
            self.lately.popleft()


class Figures:
    """What Locust's entries are to show, by endpoint as the recorder names it, as `POST /start`."""

    def __init__(self, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._shown: dict[str, _Shown] = {}
        self._together = _Shown()

    def add(self, delta: Delta) -> None:
        at = self._clock()
        for second in delta.seconds:
            for endpoint in second.endpoints:
                self._shown.setdefault(endpoint.name, _Shown()).add(at, endpoint.response)
                if endpoint.name != BATCH:
                    self._together.add(at, endpoint.response)

    def clear(self) -> None:
        self._shown.clear()
        self._together = _Shown()

    def histogram(self, entry: StatsEntry) -> Histogram | None:
        """All response times; None where there are none."""
        shown = self._of(entry)
        return shown.all if shown else None

    def percentile(self, entry: StatsEntry, share: float) -> float | None:
        """Milliseconds, of all response times."""
        shown = self._of(entry)
        return _within(entry, histograms.percentile_ms(shown.all, share * 100)) if shown else None

    def current_percentile(self, entry: StatsEntry, share: float) -> float | None:
        """Milliseconds, of those that became known in the last 10 s, Locust's own window."""
        shown = self._of(entry)
        if shown is None:
            return None
        shown.forget(self._clock())
        return _within(entry, histograms.percentile_of_ms((buckets for _, buckets in shown.lately), share * 100))

    def _of(self, entry: StatsEntry) -> _Shown | None:
        if entry is entry.stats.total:
            return self._together if self._shown else None
        return self._shown.get(named(entry.method or "", entry.name).strip())


_figures: Figures | None = None
_installed = False


def show(figures: Figures) -> None:
    """From now on Locust shows these; the first call changes Locust's classes, every other only the figures."""
    global _figures, _installed
    _figures = figures
    if not _installed:
        _install()
        _installed = True


def _install() -> None:
    _replace_percentiles()
    _replace_texts()


def _replace_percentiles() -> None:
    plain = StatsEntry.get_response_time_percentile
    plain_current = StatsEntry.get_current_response_time_percentile
    plain_median = _getter("median_response_time")

    def get_response_time_percentile(self: StatsEntry, percent: float) -> float:
        found = _figures.percentile(self, percent) if _figures else None
        return cast(float, plain(self, percent)) if found is None else found

    def get_current_response_time_percentile(self: StatsEntry, percent: float) -> float | None:
        if _figures is None or _figures.histogram(self) is None:
            return cast("float | None", plain_current(self, percent))
        return _figures.current_percentile(self, percent)

    def median_response_time(self: StatsEntry) -> float:
        found = _figures.percentile(self, 0.5) if _figures else None
        return cast(float, plain_median(self)) if found is None else found

    _set("get_response_time_percentile", get_response_time_percentile)
    _set("get_current_response_time_percentile", get_current_response_time_percentile)
    _set("median_response_time", property(median_response_time))


def _replace_texts() -> None:
    """Where Locust writes whole numbers, or the rounded response times themselves."""
    plain_serialize = StatsEntry.serialize
    plain_summary = locust_stats.get_percentile_stats_summary

    def serialize(self: StatsEntry) -> StatsEntryDict:
        entry = plain_serialize(self)
        histogram = _figures.histogram(self) if _figures else None
        if histogram is not None:
            cast("dict[str, Any]", entry)["response_times"] = histograms.distribution_ms(histogram)
        return entry

    def percentile(self: StatsEntry) -> str:
        figures = " ".join(_six(self.get_response_time_percentile(share)) for share in PERCENTILES_TO_REPORT)
        width = locust_stats.STATS_NAME_WIDTH
        return f"{self.method or '':<{STATS_TYPE_WIDTH}} {self.name:<{width}}   {figures} {self.num_requests:6d}"

    def percentile_fields(self: StatsCSV, stats_entry: StatsEntry, use_current: bool = False) -> list[Any]:
        if not stats_entry.num_requests:
            return list(self.percentiles_na)
        current = use_current and stats_entry.use_response_times_cache
        ask = stats_entry.get_current_response_time_percentile if current else stats_entry.get_response_time_percentile
        return [ask(share) or 0 for share in self.percentiles_to_report]

    def get_percentile_stats_summary(stats: Any) -> list[str]:
        return [line.replace(" (approximated)", " (ms, within 0.1 %)") for line in plain_summary(stats)]

    _set("serialize", serialize)
    _set("percentile", percentile)
    setattr(StatsCSV, "_percentile_fields", percentile_fields)  # noqa: B010 - mypy has no words for it
    setattr(locust_stats, "get_percentile_stats_summary", get_percentile_stats_summary)  # noqa: B010


def _six(value: float) -> str:
    """Six places, as Locust's table has."""
    return f"{value:6.0f}" if value >= 100 else f"{value:6.2f}"


def _within(entry: StatsEntry, value: float | None) -> float | None:
    """Locust keeps the maximum exactly; the upper edge of the bucket that it is in lies above."""
    return None if value is None else round(min(value, entry.max_response_time or value), _DIGITS)


def _getter(name: str) -> Callable[[StatsEntry], Any]:
    found = StatsEntry.__dict__[name]
    if not isinstance(found, property) or found.fget is None:
        raise TypeError(f"locust.stats.StatsEntry.{name} is no property any more: load/locust/outputs.py is for 2.47")
    return found.fget


def _set(name: str, value: object) -> None:
    setattr(StatsEntry, name, value)
