"""Named ways to corrupt a season, each with the truth about what it corrupted."""

from __future__ import annotations

from harness.season.defects.applying import Applied, apply_defects, defect_window
from harness.season.defects.catalog import all_defects, defect_named, defects_for
from harness.season.defects.corruptible import Corrupted, Corruptible, NothingToCorruptError, Rows, rolled_back
from harness.season.defects.defect import Defect, defect

__all__ = [
    "Applied",
    "Corrupted",
    "Corruptible",
    "Defect",
    "NothingToCorruptError",
    "Rows",
    "all_defects",
    "apply_defects",
    "defect",
    "defect_named",
    "defect_window",
    "defects_for",
    "rolled_back",
]
