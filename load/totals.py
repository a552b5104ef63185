"""What SLOs are asked of: counts and response times of a whole run or of its last seconds."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from load.histograms import Histogram, decode, empty, percentile_ms
from load.record import EndpointCounts, Interval, RunRecord
from load.slo_limits import Slo


@dataclass(slots=True)
class EndpointTotals:
    """Requests of one endpoint, with their response and service times in microseconds."""

    requests: int = 0
    failures: int = 0
    response: Histogram = field(default_factory=empty)
    service: Histogram = field(default_factory=empty)

    def add(self, counts: EndpointCounts) -> None:
        self.requests += counts.requests
        self.failures += counts.failures
        self.response.add(decode(counts.response))
        self.service.add(decode(counts.service))


@dataclass(slots=True)
class Totals:
    """Sums over `seconds` of a run, by endpoint and of arrivals."""

    seconds: float
    endpoints: dict[str, EndpointTotals] = field(default_factory=dict)
    intended: int = 0
    missed: int = 0
    late: int = 0

    @classmethod
    def of_record(cls, record: RunRecord) -> Totals:
        totals = cls(record.duration_s)
        totals.add_endpoints(record.endpoints)
        for interval in record.intervals:
            totals.add_arrivals(interval)
        return totals

    @classmethod
    def of_intervals(cls, intervals: Iterable[Interval], *, seconds: float) -> Totals:
        totals = cls(seconds)
        for interval in intervals:
            totals.add_endpoints(interval.endpoints)
            totals.add_arrivals(interval)
        return totals

    def add_endpoints(self, endpoints: Iterable[EndpointCounts]) -> None:
        for counts in endpoints:
            self.endpoints.setdefault(counts.name, EndpointTotals()).add(counts)

    def add_arrivals(self, interval: Interval) -> None:
        self.intended += interval.intended
        self.missed += interval.missed
        self.late += interval.late

    def observed(self, slo: Slo) -> float | None:
        """What the traffic shows for an SLO; None where nothing was measured, or where it is about the data."""
        if slo.key == "missed_share":
            return self.missed / self.intended if self.intended else None
        chosen = [totals for name, totals in self.endpoints.items() if slo.endpoint in (None, name)]
        requests = sum(totals.requests for totals in chosen)
        if not requests:
            return None
        if slo.key == "error_share":
            return sum(totals.failures for totals in chosen) / requests
        if slo.key == "throughput_per_s":
            return requests / self.seconds if self.seconds else None
        return self._latency(slo, chosen[0].response)

    def observed_service(self, slo: Slo) -> float | None:
        """For a limit on response times: what the service itself took, waiting for a free user left out."""
        totals = self.endpoints.get(slo.endpoint or "")
        return self._latency(slo, totals.service) if totals else None

    def _latency(self, slo: Slo, histogram: Histogram) -> float | None:
        if slo.key == "completion_s":
            longest_ms = percentile_ms(histogram, 100)
            return None if longest_ms is None else longest_ms / 1000
        return None if slo.percent is None else percentile_ms(histogram, slo.percent)


def observed_in_data(slo: Slo, record: RunRecord) -> tuple[float | None, str]:
    """Rows lost or duplicated by the record's check of that name (`data.lost`, `data.duplicated`), with its words.

    A check that failed without a number counts as one row.
    """
    check = f"data.{slo.key}"
    said = record.checks.get(check, f"unknown: the data was not asked ({check})")
    outcome, _, words = said.partition(":")
    if outcome == "failed":
        return float(_count(words)), words.strip()
    return (0.0, "") if outcome == "passed" else (None, words.strip() or said)


def _count(text: str) -> int:
    found = re.search(r"\d[\d,]*", text)
    return int(found[0].replace(",", "")) if found else 1
