"""How good the platform thinks an analytics row is; every table of phase 3 got these columns later."""

from __future__ import annotations

from typing import Any

from contracts.table import Field, Json, Strings, Table, Timestamp, row_rule
from contracts.tables.formats import LOWER_KEY


class Quality(Table):
    """The columns of the verdict."""

    quality_tier: str = Field(str_matches=LOWER_KEY, nullable=True)
    quality_score: float = Field(ge=0, le=100, nullable=True)
    quality_issues: Strings
    data_sources: Strings
    quality_sample_size: int = Field(ge=0, nullable=True)
    quality_used_fallback: bool = Field(nullable=True)
    quality_reconstructed: bool = Field(nullable=True)
    quality_calculated_at: Timestamp = Field(nullable=True)
    quality_metadata: Json = Field(nullable=True)

    @row_rule
    def a_score_says_when_it_was_given(t: Any) -> Any:
        return t.quality_score.isnull() | t.quality_calculated_at.notnull()
