"""The periods that performance is summarised over, and the days each covers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from harness.season.columns import Days, Ints


@dataclass(frozen=True, slots=True)
class Periods:
    """Periods of one type, one entry each.

    `first` and `after` are positions in the graded days; `start` and `end` the days that the period says it covers;
    `computed` the day on whose morning after it was computed last.
    """

    kind: str
    label: list[str]
    first: Ints
    after: Ints
    start: Days
    end: Days
    computed: Days

    def __len__(self) -> int:
        return len(self.label)


def rolling(days: Days, length: int) -> Periods:
    """The last so many days, up to every graded day."""
    start = days - np.timedelta64(length - 1, "D")
    return Periods(
        kind=f"rolling_{length}d",
        label=[str(day) for day in days],
        first=np.searchsorted(days, start),
        after=np.arange(1, len(days) + 1),
        start=start,
        end=days,
        computed=days,
    )


def months(days: Days) -> Periods:
    """Each calendar month, as it stood after its last graded day."""
    month = days.astype("datetime64[M]")
    names, first = np.unique(month, return_index=True)
    after = np.append(first[1:], len(days))
    last: Any = days[after - 1]
    return Periods("month", [str(name) for name in names], first, after, names.astype("datetime64[D]"), last, last)


def season(days: Days, start_year: int) -> Periods:
    """The season so far."""
    label = f"{start_year}-{(start_year + 1) % 100:02d}"
    ends = np.array([len(days)])
    return Periods("season", [label], ends * 0, ends, days[:1], days[-1:], days[-1:])
