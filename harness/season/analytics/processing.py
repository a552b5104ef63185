"""When the platform wrote a row of analytics, from what, and how good it thought the result."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from harness.clock import EASTERN
from harness.season.columns import Column, Days, Flags, Instants, Ints, Text, instants, masked
from harness.season.league import League
from harness.season.sources.game_columns import loaded_at
from harness.season.tip_offs import offset_minutes_by_day

# Half an hour after the night's raw tables are in, and at half past ten Eastern for the games of the same day.
_AFTER_LOADING = np.timedelta64(30, "m")
_SAME_DAY_MINUTE = 10 * 60 + 30


def summarized_at(days: Days) -> Instants:
    """When the games of these days were summarized: the morning after."""
    return np.asarray(loaded_at(days) + _AFTER_LOADING)


def foreseen_at(days: Days) -> Instants:
    """When the context of these days' games was written: that morning, before the first tip-off."""
    return instants(days, _SAME_DAY_MINUTE - offset_minutes_by_day(days, EASTERN))


def written_columns(at: Instants) -> dict[str, Column]:
    """Creation and processing at one instant, and a verdict without reservations."""
    return {
        "created_at": at,
        "processed_at": at,
        "data_quality_tier": "high",
        "processed_with_issues": False,
        "quality_tier": "gold",
        "quality_score": 100.0,
        "quality_issues": _repeated((), len(at)),
        "quality_used_fallback": False,
        "quality_reconstructed": False,
        "quality_calculated_at": at,
    }


def data_sources(names: Sequence[str], rows: int) -> dict[str, Column]:
    """The sources behind every row, the first of them named as the primary one."""
    return {"data_sources": _repeated(names, rows), "primary_source_used": names[0]}


def source_columns(
    source: str, updated: Instants, found: Ints, *, absent: Flags | None = None, digest: Text | None = None
) -> dict[str, Column]:
    """What was read of one upstream table: its newest write, rows, completeness in percent, and the row's digest.

    Rows that are `absent` there carry NULL.
    """
    unread = np.zeros(len(found), np.bool_) if absent is None else absent
    return {
        f"source_{source}_last_updated": np.where(unread, np.datetime64("NaT"), updated),
        f"source_{source}_rows_found": masked(found, unread),
        f"source_{source}_completeness_pct": masked(np.full(len(found), 100.0), unread),
        f"source_{source}_hash": digest,
    }


def player_digests(upstream: Any, league: League, game: Ints, player: Ints) -> Text:
    """The `data_hash` of each player's row in an upstream table, NULL where it has none."""
    players = len(league.rosters)
    found_game = pc.index_in(upstream["game_id"].combine_chunks(), pa.array(league.platform_ids)).to_numpy()
    found_player = pc.index_in(upstream["player_lookup"].combine_chunks(), pa.array(league.rosters.lookups)).to_numpy()
    return _digests(upstream, found_game * players + found_player, game * players + player)


def team_digests(upstream: Any, league: League, game: Ints, team: Ints) -> Text:
    """The `data_hash` of each team's row in an upstream table, NULL where it has none."""
    codes = league.schedule.team_codes(np.arange(0)).words
    found_game = pc.index_in(upstream["game_id"].combine_chunks(), pa.array(league.platform_ids)).to_numpy()
    found_team = pc.index_in(upstream["team_abbr"].combine_chunks(), codes).to_numpy()
    return _digests(upstream, found_game * len(codes) + found_team, game * len(codes) + team)


def _digests(upstream: Any, there: Ints, wanted: Ints) -> Text:
    position = np.full(max(there.max(), wanted.max()) + 1, -1)
    position[there] = np.arange(len(there))
    return Text(upstream["data_hash"].combine_chunks(), position[wanted])


def _repeated(values: Sequence[str], rows: int) -> Any:
    return pa.array([list(values)], pa.list_(pa.string())).take(pa.array(np.zeros(rows, np.int64)))
