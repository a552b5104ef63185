"""Named ways to corrupt a season, each with the truth about what it corrupted."""

from __future__ import annotations

from harness.season.defects.catalog import all_defects, defect_named
from harness.season.defects.corruptible import Corrupted, Corruptible, NothingToCorruptError, Rows, rolled_back
from harness.season.defects.defect import Defect, defect

__all__ = [
    "Corrupted",
    "Corruptible",
    "Defect",
    "NothingToCorruptError",
    "Rows",
    "all_defects",
    "defect",
    "defect_named",
    "rolled_back",
]
