"""What is asked of the systems: a player in a game, and the line he is measured by.

The line is DraftKings', as the game's context has it: from The Odds API, or passed on by BettingPros where that had
none yet.
A few players are asked about at two lines, half a point apart; a few were asked about at a line that then moved.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from harness.season.analytics.lines import player_lines
from harness.season.before_games import before_games
from harness.season.columns import Flags, Floats, Ints
from harness.season.league import League
from harness.season.once import once_a_league
from harness.season.randomness import Part

NO_LINE, ODDS_API, BETTINGPROS = -1, 0, 1
_SECOND_LINE_SHARE, _MOVED_SHARE = 0.012, 0.015
PLACEHOLDER = 20.0
"""The line that the platform once wrote where it knew none; no second or moved line may look like it."""


@dataclass(frozen=True, slots=True, eq=False)
class Requests:
    """One entry a player, game and line, in the order of games.

    `line` is NaN and `source` -1 for who has none. `second` marks the higher of two lines. `replaced_by` is the entry
    with the line it moved to, or -1: such an entry is no longer active. `player_day` numbers the player's days.
    """

    row: Ints
    place: Ints
    game: Ints
    player: Ints
    line: Floats
    source: Ints
    second: Flags
    replaced_by: Ints
    player_day: Ints

    def __len__(self) -> int:
        return len(self.row)

    @property
    def active(self) -> Flags:
        return self.replaced_by < 0

    @property
    def renewed(self) -> Flags:
        """Entries that replaced another."""
        flags = np.zeros(len(self), np.bool_)
        flags[self.replaced_by[self.replaced_by >= 0]] = True
        return flags


@once_a_league
def draw_requests(league: League) -> Requests:
    """The requests of a season."""
    random = league.stream(Part.PREDICTION_LINES)
    before = before_games(league)
    row, place = np.nonzero(before.predicted)
    offer = before.offer[row, place]
    line, source = _lines(league, offer)
    cells = np.arange(len(row))
    step = np.where(random.random(len(row)) < 0.5, -1.0, 1.0)
    has_line = ~np.isnan(line)
    chance = random.random(len(row))
    second = has_line & (chance < _SECOND_LINE_SHARE) & (line % 1 == 0.5) & (line + 0.5 != PLACEHOLDER)
    moved = has_line & (chance > 1 - _MOVED_SHARE) & (line + step != PLACEHOLDER) & (line + step > 0)
    cell = np.concatenate([cells, cells[second], cells[moved]])
    value = np.concatenate([line, line[second] + 0.5, line[moved] + step[moved]])
    part = np.repeat((0, 1, 2), (len(row), int(second.sum()), int(moved.sum())))
    order = np.lexsort((part, cell))
    cell, value, part = cell[order], value[order], part[order]
    main = np.flatnonzero(part == 0)
    return Requests(
        row=row[cell],
        place=place[cell],
        game=league.participation.game[row[cell]],
        player=league.participation.player[row[cell], place[cell]],
        line=value,
        source=source[cell],
        second=part == 1,
        replaced_by=np.where(part == 2, main[cell], -1),
        player_day=cell,
    )


def _lines(league: League, offer: Ints) -> tuple[Floats, Ints]:
    """The line of each player's offer, and who quoted it; NaN and -1 for who has none."""
    known = player_lines(league)
    source = np.where(np.isnat(known.current_at), BETTINGPROS, ODDS_API)
    return np.where(offer >= 0, known.current[offer], np.nan), np.where(offer >= 0, source[offer], NO_LINE)
