"""Which lines the platform knew: each player's points line and each game's spread and total, at DraftKings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from harness.season.analytics.processing import foreseen_at
from harness.season.before_games import before_games
from harness.season.columns import Floats, Instants, Ints
from harness.season.league import League
from harness.season.once import once_a_league
from harness.season.sources.oddsapi import game_lines_table, player_props_table

BOOK = "draftkings"
"""The book whose lines come first."""


@dataclass(frozen=True, slots=True, eq=False)
class Lines:
    """One entry an offer, or a game. `current` is the newest quoted when the context is written, `closing` the last.

    Where nothing was quoted by then, `current` is the opening, and the instant it was read is NaT.
    """

    opening: Floats
    current: Floats
    closing: Floats
    current_at: Instants
    closing_at: Instants


@once_a_league
def player_lines(league: League) -> Lines:
    """The points lines, in the order of the league's offers."""
    quoted = player_props_table(league)
    quoted = quoted.filter(pc.equal(quoted["bookmaker"], BOOK))
    game = _positions(quoted["game_id"], league.platform_ids)
    player = _positions(quoted["player_lookup"], pa.array(league.rosters.lookups))
    offers, players = before_games(league).offers, len(league.rosters)
    number = np.full(len(league.schedule) * players, -1)
    number[offers.game * players + offers.player] = np.arange(len(offers))
    offer = number[game * players + player]
    return _reduced(league, quoted, "points_line", offer, league.schedule.day[game])


@once_a_league
def game_lines(league: League) -> tuple[Lines, Lines]:
    """The home side's spread, and the total, of every game."""
    quoted = game_lines_table(league)
    quoted = quoted.filter(pc.equal(quoted["bookmaker_key"], BOOK))
    home_spread = pc.equal(quoted["outcome_name"], quoted["home_team"])
    over = pc.equal(quoted["outcome_name"], "Over")
    return _of_outcome(league, quoted.filter(home_spread)), _of_outcome(league, quoted.filter(over))


def _of_outcome(league: League, quoted: Any) -> Lines:
    game = _positions(quoted["game_id"], league.platform_ids)
    return _reduced(league, quoted, "outcome_point", game, league.schedule.day[game])


def _positions(values: Any, words: Any) -> Ints:
    return np.asarray(pc.index_in(values.combine_chunks(), pa.array(words)).to_numpy(zero_copy_only=False), np.int64)


def _reduced(league: League, quoted: Any, column: str, number: Ints, day: Any) -> Lines:
    """First, newest known and last quotation of each number."""
    points = quoted[column].cast(pa.float64()).to_numpy()
    taken = quoted["snapshot_timestamp"].to_numpy().astype("datetime64[us]")
    written = quoted["processed_at"].to_numpy().astype("datetime64[us]")
    count = int(number.max()) + 1
    known = written <= foreseen_at(day)
    opening, closing = np.full(count, np.nan), np.full(count, np.nan)
    current_at, closing_at = (np.full(count, np.datetime64("NaT"), "datetime64[us]") for _ in range(2))
    order = np.argsort(taken, kind="stable")
    # Of repeated positions the last assignment stays: so the newest is written last, for the opening the oldest.
    opening[number[order[::-1]]] = points[order[::-1]]
    current = opening.copy()
    closing[number[order]], closing_at[number[order]] = points[order], written[order]
    seen = order[known[order]]
    current[number[seen]], current_at[number[seen]] = points[seen], written[seen]
    return Lines(opening, current, closing, current_at, closing_at)
