"""One HTML page for a run: verdicts, arrivals, latencies, errors, workers; it needs no network and no script."""

from __future__ import annotations

from load.report.html import to_html

__all__ = ["to_html"]
