"""A run beside the nights before it, then one of them."""

from __future__ import annotations

from dataclasses import replace

from harness.history.following import compared
from harness.history.store import HistoryStore
from harness.results import RunReport


def kept(report: RunReport, store: HistoryStore, *, series: str) -> RunReport:
    """`report` with what is new, open and fixed since the runs of `series`; it is one of them from now on.

    `series` names the data: runs of the same are compared.

    Raises:
        HistoryError: the history cannot be read or written.
    """
    past = store.read(series)
    history = compared(report, past, series=series, place=store.place)
    store.write(report, series=series)
    return replace(report, history=history)
