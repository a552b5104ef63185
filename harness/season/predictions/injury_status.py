"""What the official injury report said of a player at any moment."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from harness.season.columns import Instants, Ints
from harness.season.league import League
from harness.season.once import once_a_league
from harness.season.sources.injury_reports import STATUSES, injury_report_table

NOT_LISTED = -1
OUT, DOUBTFUL, QUESTIONABLE, PROBABLE = (
    STATUSES.index(status) for status in ("out", "doubtful", "questionable", "probable")
)
RESTRICTED = ("OUT", "DOUBTFUL", "QUESTIONABLE", "PROBABLE")
"""The statuses that predictions and grades carry, by the same numbers; an available player has none."""
_YEARS = 2**27
"""Seconds, more than a season has."""


@once_a_league
def _reports(league: League) -> tuple[Ints, Instants, Ints]:
    """Every line of the reports in the order of (player in game, time): that key, when it came out, the status."""
    table = injury_report_table(league)
    game = pc.index_in(table["game_id"], pa.array(league.platform_ids)).to_numpy().astype(np.int64)
    player = pc.index_in(table["player_lookup"], pa.array(league.rosters.lookups)).to_numpy().astype(np.int64)
    status = pc.index_in(table["injury_status"], pa.array(STATUSES)).to_numpy().astype(np.int64)
    moment = table["processed_at"].to_numpy().astype("datetime64[us]")
    key = game * len(league.rosters) + player
    order = np.lexsort((moment, key))
    return key[order], moment[order], status[order]


def status_at(league: League, game: Ints, player: Ints, moment: Instants) -> Ints:
    """The status of each player for a game in the last report read before `moment`; -1 where he was not listed."""
    keys, moments, statuses = _reports(league)
    wanted = game * len(league.rosters) + player
    known = keys * _YEARS + _seconds(moments, moments.min())
    asked = wanted * _YEARS + np.clip(_seconds(moment, moments.min()), 0, _YEARS - 1)
    last = np.searchsorted(known, asked, side="right") - 1
    found = (last >= 0) & (keys[np.maximum(last, 0)] == wanted)
    return np.where(found, statuses[np.maximum(last, 0)], NOT_LISTED)


def _seconds(moments: Instants, origin: np.datetime64) -> Ints:
    return np.asarray((moments - origin) // np.timedelta64(1, "s"), np.int64)
