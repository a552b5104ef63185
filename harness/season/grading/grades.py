"""Each active prediction with a line, beside what the player did: errors, whether the bet was right, why it is void."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from harness.season.columns import Days, Flags, Floats, Instants, Ints, instants
from harness.season.league import League
from harness.season.once import once_a_league
from harness.season.predictions.forecasts import OVER, UNDER, draw_forecasts
from harness.season.predictions.injury_status import DOUBTFUL, OUT, PROBABLE, QUESTIONABLE, status_at
from harness.season.predictions.systems import SYSTEMS

# Graded 80 to 95 minutes after the day's box scores are loaded at 10:00 UTC, by noon Eastern at the latest.
_GRADED_MINUTE = 11 * 60 + 20
_GRADED_WITHIN_SECONDS = 900
VOID_REASONS = ("dnp_injury_confirmed", "dnp_late_scratch", "dnp_unknown")
HIGH_CONFIDENCE = 700
"""In thousandths."""
WRONG, RIGHT, NOT_JUDGED = 0, 1, -1


@dataclass(frozen=True, slots=True, eq=False)
class Grades:
    """One entry a graded prediction, in the order of games.

    `confidence` is in thousandths of 1, whatever the system's own scale. `points` and `minutes` are 0 for who did not
    play, and then `void` numbers the reason; it is -1 for who did. `verdict` is 1, 0, or -1 where there is nothing to
    judge: no bet, a push, or void. `status` is the player's before the game, -1 for none.
    """

    request: Ints
    system: Ints
    row: Ints
    place: Ints
    game: Ints
    player: Ints
    predicted: Floats
    confidence: Ints
    recommendation: Ints
    line: Floats
    points: Ints
    minutes: Floats
    void: Ints
    verdict: Ints
    status: Ints
    day: Days

    def __len__(self) -> int:
        return len(self.request)

    @property
    def counted(self) -> Flags:
        """Entries that figures are computed from: all that are not void."""
        return self.void < 0

    @property
    def error(self) -> Floats:
        """Predicted minus actual."""
        return np.round(self.predicted - self.points, 1)


def graded_at(days: Days, entry: Ints | int = 0) -> Instants:
    """When what was played on these days is graded."""
    seconds = (np.asarray(entry) * 53) % _GRADED_WITHIN_SECONDS
    return np.asarray(instants(days + np.timedelta64(1, "D"), _GRADED_MINUTE) + seconds.astype("timedelta64[s]"))


@once_a_league
def grades_of(league: League) -> Grades:
    """The grades of a season."""
    forecasts = draw_forecasts(league)
    requests, part = forecasts.requests, league.participation
    chosen = np.flatnonzero(requests.active & ~np.isnan(requests.line))
    request = np.repeat(chosen, len(SYSTEMS))
    system = np.tile(np.arange(len(SYSTEMS)), len(chosen))
    row, place, game = requests.row[request], requests.place[request], requests.game[request]
    played = part.active[row, place]
    points = np.where(played, league.box_scores.players.points[row, place], 0)
    status = status_at(league, game, requests.player[request], league.schedule.tip_off[game])
    line, recommendation = requests.line[request], forecasts.recommendation[request, system]
    bet = np.isin(recommendation, (OVER, UNDER)) & played & (points != line)
    right = (points > line) == (recommendation == OVER)
    per_thousand = np.array([1_000 // one.scale for one in SYSTEMS])[system]
    return Grades(
        request=request,
        system=system,
        row=row,
        place=place,
        game=game,
        player=requests.player[request],
        predicted=forecasts.points[request, system],
        confidence=np.rint(forecasts.confidence[request, system] * per_thousand).astype(np.int64),
        recommendation=recommendation,
        line=line,
        points=points,
        minutes=np.where(played, np.round(part.seconds[row, place] / 60, 1), 0.0),
        void=np.where(played, -1, _reasons(status)),
        verdict=np.where(bet, right.astype(np.int64), NOT_JUDGED),
        status=np.where(np.isin(status, (OUT, DOUBTFUL, QUESTIONABLE, PROBABLE)), status, -1),
        day=league.schedule.day[game],
    )


def _reasons(status: Ints) -> Ints:
    """Why a prediction is void, from what the last report before the game said."""
    known = np.isin(status, (OUT, DOUBTFUL))
    doubted = np.isin(status, (QUESTIONABLE, PROBABLE))
    return np.select([known, doubted], [0, 1], 2)
