"""Who was thought able to play when the contexts of a game day were written."""

from __future__ import annotations

import numpy as np

from harness.season.analytics.processing import foreseen_at
from harness.season.columns import Ints
from harness.season.league import League
from harness.season.once import once_a_league
from harness.season.predictions.injury_status import NOT_LISTED, OUT, QUESTIONABLE, status_at


@once_a_league
def morning_status(league: League) -> Ints:
    """Each player's status in the morning's injury report, in the shape of participation; -1 where he is not listed.

    Who scratches in the last hours is questionable: he is looked at like everybody, until he is out.
    """
    part = league.participation
    row, place = np.nonzero(part.player >= 0)
    game = part.game[row]
    status = np.full(part.player.shape, NOT_LISTED)
    at = foreseen_at(league.schedule.day[game])
    status[row, place] = status_at(league, game, part.player[row, place], at)
    return np.where(part.late & (status == OUT), QUESTIONABLE, status)
