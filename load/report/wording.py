"""How the page says latencies, shares and what is drawn, for those who do not see the drawings too."""

from __future__ import annotations

import numpy

from harness.report.wording import duration_text
from load.report.figures import EndpointRow, HeatMap, Series


def latency_text(latency_ms: float | None) -> str:
    """`0.31 ms`, `8.3 ms`, `412 ms`, `1.52 s`, `2 min 5 s`; a dash for None."""
    if latency_ms is None:
        return "–"
    if latency_ms < 999.5:
        return f"{latency_ms:.3g} ms" if latency_ms < 99.95 else f"{latency_ms:.0f} ms"
    return f"{latency_ms / 1000:.3g} s" if latency_ms < 59_950 else duration_text(latency_ms / 1000)


def percent_text(percent: float) -> str:
    """`0 %`, `50 %`, `99.9 %`."""
    return f"{round(percent, 7):g} %"


def share_text(part: int, whole: int) -> str:
    """`0 %`, `0.04 %`, `12 %`; less than a hundredth of a percent is not told as none."""
    if not part or not whole:
        return "0 %"
    percent = 100 * part / whole
    return "< 0.01 %" if percent < 0.01 else f"{percent:.3g} %"


def rate_text(rate: float) -> str:
    """A number a second."""
    return f"{rate:,.0f}" if rate >= 99.5 else f"{rate:.3g}"


def rates_text(told: Series) -> str:
    """What the figure of rates shows."""
    text = (
        f"Over {duration_text(told.end_s)}: {rate_text(float(told.intended.mean()))} arrivals due a second on average, "
        f"at most {rate_text(float(told.started.max()))} started and "
        f"{rate_text(float(told.completed.max()))} completed in one second"
    )
    for what, columns in (
        ("arrivals were started and none completed", (told.started > 0) & (told.completed == 0)),
        ("arrivals were missed", told.missed > 0),
    ):
        found = numpy.flatnonzero(columns)
        if len(found) == 1:
            text += f"; {what} in second {told.start_s[found[0]]:g}"
        elif len(found):
            first, last = told.start_s[found[0]], told.start_s[found[-1]] + told.width_s
            text += f"; {what} in {len(found) * told.width_s:g} s between second {first:g} and {last:g}"
    return text + "."


def in_flight_text(told: Series) -> str:
    """What the figure of requests at once shows."""
    most = int(told.in_flight.argmax())
    return f"At most {told.in_flight[most]:,.0f} requests at once, in second {told.start_s[most]:g}."


def heat_text(told: HeatMap) -> str:
    """What the heat map shows."""
    slowest_row = int(numpy.flatnonzero(told.counts.sum(axis=1))[-1])
    column = int(told.counts[slowest_row].argmax())
    at_s = told.end_s * column / told.counts.shape[1]
    return (
        f"Response times between {latency_text(told.fastest_ms)} and {latency_text(told.slowest_ms)} over "
        f"{duration_text(told.end_s)}; the slowest are of arrivals due around second {at_s:.0f}."
    )


def percentiles_text(rows: tuple[EndpointRow, ...]) -> str:
    """What the curves show: the 99th percentile of both times."""
    told = [
        f"{row.name}: response {latency_text(row.response_ms[2])}, service {latency_text(row.service_ms[2])}"
        for row in rows
    ]
    return f"The 99th percentile of each endpoint. {'; '.join(told)}."


def errors_text(told: Series, requests: int, failures: int) -> str:
    """What the figure of errors shows."""
    kinds = ", ".join(kind for kind, _ in told.errors)
    return f"{failures:,} of {requests:,} requests failed, the most frequent kinds first: {kinds}."
