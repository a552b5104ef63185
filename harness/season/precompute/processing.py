"""When phase 4 writes a day's tables, what it says it read, and what it says of its own completeness."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from harness.season.analytics.processing import foreseen_at
from harness.season.columns import Column, Days, Flags, Instants, Ints, Text, masked, text

EARLY_SEASON_GAMES = 10
"""Fewer games than this behind a row, and it is flagged as early season."""

# SHA-256 of nothing: what is noted of an upstream row that is not there yet.
_DIGEST_OF_NOTHING = "e3b0c44298fc1c14"


class Step(IntEnum):
    """The processors of phase 4 in the order in which they depend on each other; minutes after the contexts."""

    TEAM_DEFENSE = 12
    SHOT_ZONES = 16
    COMPOSITE_FACTORS = 24
    DAILY_CACHE = 26
    FEATURE_STORE = 38


def computed_at(days: Days, step: Step) -> Instants:
    """When a processor wrote a day's rows: shortly before eleven Eastern, before the first tip-off."""
    return np.asarray(foreseen_at(days) + np.timedelta64(int(step), "m"))


def read_columns(
    source: str,
    updated: Instants,
    found: Ints,
    *,
    digest: Column = None,
    completeness: npt.NDArray[Any] | float = 100.0,
    missing: Flags | None = None,
) -> dict[str, Column]:
    """What was read of one upstream, whose newest row was written at `updated`.

    Where a row's own entry is `missing` there, nothing was found, and the digest is that of nothing.
    """
    absent = np.zeros(len(found), np.bool_) if missing is None else missing
    share = np.where(absent, 0.0, completeness)
    if isinstance(digest, Text):
        words = pa.concat_arrays([digest.words, pa.array([_DIGEST_OF_NOTHING])])
        digest = Text(words, np.where(absent | (digest.codes < 0), len(words) - 1, digest.codes))
    return {
        f"source_{source}_last_updated": updated,
        f"source_{source}_rows_found": np.where(absent, 0, found),
        f"source_{source}_completeness_pct": np.round(share, 2),
        f"source_{source}_hash": digest,
    }


def completeness_columns(games: Ints, wanted: int, ready: Flags, at: Instants) -> dict[str, Column]:
    """The window's count: as many of the last `wanted` games as there were, none missing."""
    early = games < EARLY_SEASON_GAMES
    found = np.minimum(games, wanted)
    return {
        "early_season_flag": early,
        "insufficient_data_reason": text((f"fewer than {EARLY_SEASON_GAMES} games",), np.where(early, 0, -1)),
        "expected_games_count": found,
        "actual_games_count": found,
        "completeness_percentage": 100.0,
        "missing_games_count": 0,
        "is_production_ready": ready,
        "data_quality_issues": repeated((), len(games)),
        "reprocess_attempt_count": 0,
        "circuit_breaker_active": False,
        "manual_override_required": False,
        "season_boundary_detected": False,
        "backfill_bootstrap_mode": False,
        "processing_decision_reason": "processed_successfully",
        "created_at": at,
    }


def repeated(values: Sequence[str], rows: int) -> Any:
    """The same list of texts on every row."""
    return pa.array([list(values)], pa.list_(pa.string())).take(pa.array(np.zeros(rows, np.int64)))


def zone_words(zone: Ints, words: Sequence[str] = ("paint", "mid_range", "perimeter", "balanced")) -> Text:
    return text(words, zone)


def optional(values: npt.NDArray[Any], decimals: int) -> Any:
    """Rounded numbers, NULL where NaN."""
    return masked(np.round(np.nan_to_num(values), decimals), np.isnan(values))
