"""nba_reference.unresolved_player_names: names that no player could be found for at once; a few still wait."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa

from harness.ingest.identities import player_lookup
from harness.season.columns import Ints, build_table, instants, masked, text
from harness.season.league import League
from harness.season.names import draw_names
from harness.season.randomness import Part
from harness.season.reference.player_aliases import aliases

_SOURCES = ("espn", "br", "nba_com")
_STATUSES = ("resolved", "pending")
_PENDING = 2
_LISTED_AFTER_DAYS = 12
# Names are looked through at half past four Eastern, and by hand some days later.
_SEEN_MINUTE, _REVIEW_MINUTE = 9 * 60 + 30, 18 * 60


def unresolved_names_table(league: League) -> Any:
    """Every alias was once such a name; two whom a roster page listed in autumn, and no game saw, are pending."""
    random, known = league.stream(Part.NAMES), aliases(league)
    strangers = [name for name in draw_names(3 * _PENDING, random) if player_lookup(name) not in league.rosters.lookups]
    names = [*known.written, *strangers[:_PENDING]]
    rows = np.arange(len(names))
    pending = rows >= len(known.written)
    player = np.where(pending, -1, np.r_[known.player, np.full(_PENDING, -1)])
    opening = league.schedule.day.min()
    first = np.where(pending, opening + _LISTED_AFTER_DAYS, opening - random.integers(3, 20, len(rows)))
    reviewed = first + random.integers(1, 3, len(rows))
    team = np.where(pending, random.integers(0, 30, len(rows)), league.rosters.team_in(0)[player])
    at = instants(np.where(pending, first, reviewed), _REVIEW_MINUTE)
    columns = {
        "source": text(_SOURCES, rows % len(_SOURCES)),
        "original_name": text(names, rows),
        "normalized_lookup": text([player_lookup(name) for name in names], rows),
        "first_seen_date": first,
        "last_seen_date": np.where(pending, first, reviewed),
        "team_abbr": league.schedule.team_codes(team),
        "season": league.schedule.season,
        "occurrences": random.integers(1, 9, len(rows)),
        "example_games": _no_games(rows),
        "status": text(_STATUSES, pending.astype(np.int64)),
        "resolution_type": text(("create_alias",), np.where(pending, -1, 0)),
        "resolved_to_name": league.rosters.name(player),
        "reviewed_by": text(("name_resolution",), np.where(pending, -1, 0)),
        "reviewed_at": masked(at, pending),
        "created_at": instants(first, _SEEN_MINUTE),
        "processed_at": at,
    }
    return build_table("nba_reference.unresolved_player_names", len(rows), columns)


def _no_games(rows: Ints) -> Any:
    return pa.array([[]], pa.list_(pa.string())).take(pa.array(np.zeros(len(rows), np.int64)))
