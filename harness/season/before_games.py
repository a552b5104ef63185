"""Who the platform looks at before each game: listed players, those with features, those predicted.

One population for the tables of phases 3 to 6, so that they agree: context ⊇ features ⊇ predictions. All arrays have
the shape of participation: a row for each team-game, a column for each roster place.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from harness.season.betting import Offers, draw_offers
from harness.season.columns import Days, Flags, Floats, Ints
from harness.season.history import BOOTSTRAP_DAYS, history_of
from harness.season.league import League
from harness.season.once import once_a_league

LEAST_GAMES = 3
LEAST_MINUTES = 15.0
"""A player without a line is predicted from so many minutes a game on; see `facts` of prediction systems."""


@dataclass(frozen=True, slots=True, eq=False)
class BeforeGames:
    """`listed` are all on a roster; `featured` those not ruled out by the afternoon's injury report; `ready` those of
    them with a line, or enough games and minutes; `predicted` the ready ones after the season's first fourteen days.

    `games` and `minutes` are the games before and the minutes a game in the last ten; `offer` is the entry in
    `offers`, -1 without a line. `day` is the Eastern day of each team-game row.
    """

    listed: Flags
    featured: Flags
    ready: Flags
    predicted: Flags
    games: Ints
    minutes: Floats
    offer: Ints
    offers: Offers
    day: Days


@once_a_league
def before_games(league: League) -> BeforeGames:
    """The populations of a league, made once."""
    part = league.participation
    listed = part.player >= 0
    history = history_of(league)
    row = np.broadcast_to(np.arange(len(part.team))[:, None], listed.shape)
    player = np.where(listed, part.player, 0)
    games = np.where(listed, history.games(player.ravel(), row.ravel()).reshape(listed.shape), 0)
    minutes = np.where(games > 0, history.mean("minutes", player.ravel(), row.ravel(), 10).reshape(listed.shape), 0.0)
    offers = draw_offers(league)
    offer = np.full(listed.shape, -1, np.int64)
    offer[offers.row, offers.place] = np.arange(len(offers))
    featured = listed & (~part.inactive | part.late)
    ready = featured & (games >= LEAST_GAMES) & ((offer >= 0) | (minutes >= LEAST_MINUTES))
    day = league.schedule.day[part.game]
    opened = day >= league.schedule.day.min() + np.timedelta64(BOOTSTRAP_DAYS, "D")
    return BeforeGames(
        listed=listed,
        featured=featured,
        ready=ready,
        predicted=ready & opened[:, None],
        games=games,
        minutes=minutes,
        offer=offer,
        offers=offers,
        day=day,
    )
