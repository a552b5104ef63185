"""Drift: where what is there differs from what the contracts say, the cheapest questions first.

Tier 1 compares metadata and reads no row, tier 2 asks how old the newest rows are, tier 3 asks the contracts' own
checks of the rows in the window.
"""

from contracts.drift.freshness import Freshness, freshness
from contracts.drift.metadata import MetadataDrift, TableDrift, metadata_drift
from contracts.drift.rows import RowsDrift, rows_drift

__all__ = [
    "Freshness",
    "MetadataDrift",
    "RowsDrift",
    "TableDrift",
    "freshness",
    "metadata_drift",
    "rows_drift",
]
