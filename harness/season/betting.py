"""What bookmakers thought before each game: who had a points line, where it stood, at what prices.

Lines stand near what the player truly scores and near the game's true margin and total; they end in a
half nearly always, move little, and differ between books by nothing or a point.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

import numpy as np

from harness.season.columns import Floats, Instants, Ints
from harness.season.league import League
from harness.season.randomness import Part

# How many players of a team have a line, and how often.
_OFFERED, _OFFERED_SHARES = (7, 8, 9, 10, 11), (0.12, 0.28, 0.34, 0.18, 0.08)
_LOWEST_LINE, _HIGHEST_LINE = 3.5, 38.5
_WHOLE_LINE_SHARE = 0.03
_OPINION = 0.9
# Points are skewed, so a line with even chances stands a little below the mean.
_TYPICAL_SHARE, _TYPICAL_SHIFT = 0.97, 0.2
# The platform once stored 20.0 where a line was unknown, so a true 20.0 would look like that.
_PLACEHOLDER = 20.0
_SHORTEST_ODDS, _LONGEST_ODDS = -150, 120
# Minutes before tip-off: the evening or morning before, early afternoon, and shortly before.
_SNAPSHOT_WINDOWS = ((1_080, 1_320), (290, 350), (45, 110))
_WITHOUT_OPENING = 0.3
_SNAPSHOT_STEP_MINUTES = 5
_SNAPSHOT_SECOND = 38


@dataclass(frozen=True, slots=True, eq=False)
class Offers:
    """Players with a points line, one entry each a game; `late` ones are ruled out before the last snapshot."""

    row: Ints
    place: Ints
    game: Ints
    team: Ints
    player: Ints
    opinion: Floats
    late: Ints

    def __len__(self) -> int:
        return len(self.row)


@dataclass(frozen=True, slots=True, eq=False)
class Snapshots:
    """When the lines of a game were looked at, one entry a look; `number` 2 is the last before tip-off."""

    game: Ints
    number: Ints
    instant: Instants


def draw_offers(league: League) -> Offers:
    """Seven to eleven players a team, the best scorers among those expected to play."""
    random = league.stream(Part.PLAYER_PROPS)
    part = league.participation
    expected = np.where(part.active | part.late, _season_means(league)[part.player], -1.0)
    centre = _TYPICAL_SHARE * expected - _TYPICAL_SHIFT
    opinion = np.where(expected > 0, centre + random.normal(0.0, _OPINION, expected.shape), -1.0)
    wanted = random.choice(_OFFERED, size=len(part.team), p=_OFFERED_SHARES)
    position = np.argsort(np.argsort(-expected, axis=1, kind="stable"), axis=1, kind="stable")
    offered = league.appearances((position < wanted[:, None]) & (expected > 0))
    cells = offered.row, offered.place
    return Offers(*cells, offered.game, offered.team, offered.player, opinion[cells], part.late[cells].astype(np.int64))


def _season_means(league: League) -> Floats:
    """Points a game of each player over the season; 1 for those who never played."""
    part, active = league.participation, league.participation.active
    players = len(league.rosters)
    games = np.bincount(part.player[active], minlength=players)
    points = np.bincount(part.player[active], league.box_scores.players.points[active], minlength=players)
    return np.where(games > 0, points / np.maximum(games, 1), 1.0)


def draw_snapshots(league: League, part: Part) -> Snapshots:
    """Two or three looks at every game, the last within two hours of tip-off; on the five-minute grid of the feed."""
    random = league.stream(part)
    games = len(league.schedule)
    before = np.stack([random.integers(low, high, games) for low, high in _SNAPSHOT_WINDOWS], axis=1)
    taken = np.ones((games, len(_SNAPSHOT_WINDOWS)), np.bool_)
    taken[:, 0] = random.random(games) >= _WITHOUT_OPENING
    game, number = np.nonzero(taken)
    step = np.timedelta64(timedelta(minutes=_SNAPSHOT_STEP_MINUTES)).astype("timedelta64[us]")
    wanted = league.schedule.tip_off[game] - before[game, number].astype("timedelta64[m]")
    on_grid = wanted - (wanted - wanted.astype("datetime64[D]")) % step
    return Snapshots(game, number, np.asarray(on_grid + np.timedelta64(_SNAPSHOT_SECOND, "s")))


def points_lines(opinions: Floats, random: np.random.Generator) -> Floats:
    """Lines a bookmaker would write for these opinions: halves, now and then a whole number."""
    halves = np.floor(opinions) + 0.5
    whole = np.rint(opinions)
    lines = np.where(random.random(len(opinions)) < _WHOLE_LINE_SHARE, whole, halves)
    lines = np.where(lines == _PLACEHOLDER, _PLACEHOLDER + 0.5, lines)
    return np.clip(lines, _LOWEST_LINE, _HIGHEST_LINE)


def two_sided_prices(count: int, random: np.random.Generator) -> tuple[Ints, Ints]:
    """American odds of both sides of so many even bets, the book keeping 4 to 8 percent."""
    lean = np.clip(random.normal(0.5, 0.014, count), 0.46, 0.54)
    margin = random.uniform(1.04, 1.08, count)
    return american_odds(lean * margin), american_odds((1 - lean) * margin)


def american_odds(probability: Floats) -> Ints:
    """Odds that imply the probability; never between -100 and +100."""
    odds = np.where(probability >= 0.5, -100 * probability / (1 - probability), 100 * (1 - probability) / probability)
    return np.clip(np.rint(odds), _SHORTEST_ODDS, _LONGEST_ODDS).astype(np.int64)


def decimal_odds(american: Ints) -> Floats:
    """The same price as a multiple of the stake, two decimals."""
    return np.round(1 + np.where(american > 0, american / 100, 100 / np.abs(american)), 2)
