"""Box scores from the final score down: team totals that make the points, then each player's share of them.

Everything adds up by construction: points from makes, players to teams, rebounds within misses, steals
within the opponent's turnovers, blocks within the opponent's misses, assists within teammates' makes.
Arrays have a row for each team-game, players' ones a column for each roster place.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

import numpy as np
import numpy.typing as npt

from harness.season.allocation import split_at_random, split_in_proportion
from harness.season.columns import Floats, Ints
from harness.season.outcomes import Outcomes
from harness.season.participation import Participation
from harness.season.rosters import Rosters

_FOULS_A_PLAYER = 6
# How much a player's share of the ball varies from night to night; kept from the far ends of the gamma.
# Points a possession are kept within these, so that no rating leaves what has been seen.
_RATINGS = (0.84, 1.42)
_OFFENSIVE_REBOUND_SHARE = 0.232
_FORM_SHAPE, _FORM_LIMITS = 16.0, (0.35, 1.75)


@dataclass(frozen=True, slots=True, eq=False)
class StatLines:
    """The counted statistics of a box score; shape (team-games,) for teams, (team-games, places) for players."""

    points: Ints
    field_goals_made: Ints
    field_goals_attempted: Ints
    threes_made: Ints
    threes_attempted: Ints
    free_throws_made: Ints
    free_throws_attempted: Ints
    offensive_rebounds: Ints
    defensive_rebounds: Ints
    assists: Ints
    steals: Ints
    blocks: Ints
    turnovers: Ints
    fouls: Ints

    @property
    def rebounds(self) -> Ints:
        return self.offensive_rebounds + self.defensive_rebounds

    @property
    def twos_made(self) -> Ints:
        return self.field_goals_made - self.threes_made

    @property
    def twos_attempted(self) -> Ints:
        return self.field_goals_attempted - self.threes_attempted

    @property
    def possessions(self) -> Floats:
        return np.asarray(
            self.field_goals_attempted - self.offensive_rebounds + self.turnovers + 0.44 * self.free_throws_attempted
        )

    def named(self) -> Mapping[str, Ints]:
        return {field.name: getattr(self, field.name) for field in fields(self)}

    def at(self, *index: Ints) -> StatLines:
        """The lines at the given rows (and places)."""
        return StatLines(**{name: values[index] for name, values in self.named().items()})

    @property
    def opponents(self) -> StatLines:
        """The same lines in the order of the opponents: team-games come in pairs."""
        return StatLines(**{name: _swapped(values) for name, values in self.named().items()})


@dataclass(frozen=True, slots=True, eq=False)
class BoxScores:
    """All team totals and players' lines of a season; `plus_minus` is the players'."""

    teams: StatLines
    players: StatLines
    plus_minus: Ints


def draw_box_scores(
    rosters: Rosters, outcomes: Outcomes, participation: Participation, random: np.random.Generator
) -> BoxScores:
    """The box scores behind the final scores."""
    points = np.stack([outcomes.home_points, outcomes.away_points], axis=1).reshape(-1)
    teams = _team_totals(points, np.repeat(outcomes.overtimes, 2), random)
    return BoxScores(
        teams=teams,
        players=_players(teams, rosters, participation, random),
        plus_minus=_plus_minus(points - _swapped(points), participation, random),
    )


def _swapped(values: Ints) -> Ints:
    return values.reshape(-1, 2, *values.shape[1:])[:, ::-1].reshape(values.shape)


def _team_totals(points: Ints, overtimes: Ints, random: np.random.Generator) -> StatLines:
    """Makes that give the points, then attempts and turnovers that give the game's pace."""
    count = len(points)
    longer = 1 + overtimes * 5 / 48

    def around(mean: npt.NDArray[Any] | float, deviation: float, low: float, high: float) -> Ints:
        return np.clip(np.rint(random.normal(mean, deviation, count)), low, high).astype(np.int64)

    threes = around(12.8 + 0.1 * (points - 114), 3.2, 4, 25)
    free_throws = around(17.2 + 0.12 * (points - 114), 4.4, 6, 34)
    # Twos make up the rest of the points, so the odd point is a free throw.
    free_throws += (points - threes - free_throws) % 2
    made = (points - threes - free_throws) // 2
    free_throws_attempted = free_throws + random.binomial(np.maximum(free_throws, 8), 0.27)
    pace = np.repeat(np.clip(random.normal(101.3, 3.0, count // 2), 93, 110), 2)
    possessions = np.clip(pace * longer, points / _RATINGS[1], points / _RATINGS[0])
    used = possessions - 0.44 * free_throws_attempted
    expected = (used - around(13.4 * longer, 2.2, 6, 30) - _OFFENSIVE_REBOUND_SHARE * made) / (
        1 - _OFFENSIVE_REBOUND_SHARE
    )
    attempted = np.maximum(np.rint(expected), np.ceil(made / 0.6)).astype(np.int64)
    offensive = random.binomial(attempted - made, _OFFENSIVE_REBOUND_SHARE)
    turnovers = np.clip(np.rint(used - attempted + offensive), 4, 27).astype(np.int64)
    threes_missed = np.clip(around(23.8 * longer, 4.3, 9, 60), 0, attempted - made - 8)
    return StatLines(
        points=points,
        field_goals_made=made,
        field_goals_attempted=attempted,
        threes_made=threes,
        threes_attempted=threes + threes_missed,
        free_throws_made=free_throws,
        free_throws_attempted=free_throws_attempted,
        offensive_rebounds=offensive,
        defensive_rebounds=random.binomial(_swapped(attempted - made - offensive), 0.935),
        assists=np.minimum(around(0.63 * made, 3.4, 9, 48), made - 3),
        steals=random.binomial(_swapped(turnovers), 0.56),
        blocks=np.minimum(random.binomial(_swapped(attempted - made - threes_missed), 0.2), 15),
        turnovers=turnovers,
        fouls=around(9.5 + 0.45 * _swapped(free_throws_attempted), 2.6, 9, 34),
    )


def _players(
    teams: StatLines, rosters: Rosters, participation: Participation, random: np.random.Generator
) -> StatLines:
    """Each statistic of the team split over those who played, by minutes, skill and the form of the night."""
    player, seconds, skills = participation.player, participation.seconds.astype(np.float64), rosters.skills
    unlimited = np.full(player.shape, 1_000)
    form = np.clip(random.gamma(_FORM_SHAPE, 1 / _FORM_SHAPE, player.shape), *_FORM_LIMITS)

    def split(total: Ints, weights: npt.NDArray[Any], caps: Ints = unlimited) -> Ints:
        return split_at_random(total, weights.astype(np.float64), caps, random)

    def by_minutes(skill: Floats) -> Floats:
        return np.asarray(seconds * skill[player] * form)

    shots = split(teams.field_goals_attempted, by_minutes(skills.usage), np.full(player.shape, 36))
    threes = split(teams.threes_attempted, shots * skills.three_share[player], np.minimum(shots, 22))
    threes_made = split(teams.threes_made, threes * np.sqrt(skills.shooting[player]), threes)
    twos_made = split(teams.twos_made, (shots - threes) * skills.shooting[player], shots - threes)
    free_throws = split(
        teams.free_throws_attempted, by_minutes(skills.usage * skills.foul_drawing), np.full(player.shape, 20)
    )
    # A little is added so that nobody is sure to make all of them.
    missing = free_throws * (1.02 - skills.free_throw_share[player])
    free_throws_missed = split(teams.free_throws_attempted - teams.free_throws_made, missing, free_throws)
    made = threes_made + twos_made
    return StatLines(
        points=2 * twos_made + 3 * threes_made + free_throws - free_throws_missed,
        field_goals_made=made,
        field_goals_attempted=shots,
        threes_made=threes_made,
        threes_attempted=threes,
        free_throws_made=free_throws - free_throws_missed,
        free_throws_attempted=free_throws,
        offensive_rebounds=split(
            teams.offensive_rebounds, by_minutes(skills.offensive_rebounding), np.full(player.shape, 11)
        ),
        defensive_rebounds=split(
            teams.defensive_rebounds, by_minutes(skills.defensive_rebounding), np.full(player.shape, 24)
        ),
        assists=split(
            teams.assists, by_minutes(skills.passing), np.minimum(teams.field_goals_made[:, None] - made, 24)
        ),
        steals=split(teams.steals, seconds * skills.stealing[player], np.full(player.shape, 9)),
        blocks=split(teams.blocks, seconds * skills.blocking[player], np.full(player.shape, 10)),
        turnovers=split(teams.turnovers, by_minutes(skills.losing), np.full(player.shape, 12)),
        fouls=split(teams.fouls, seconds**0.8 * skills.fouling[player], np.full(player.shape, _FOULS_A_PLAYER)),
    )


def _plus_minus(margin: Ints, participation: Participation, random: np.random.Generator) -> Ints:
    """Each player's margin while he played: the five on the floor share every point, so they sum to five margins."""
    share = participation.seconds / participation.seconds.sum(axis=1, keepdims=True)
    swing = random.normal(0.0, 1.0, share.shape) * np.sqrt(share) * 17
    swing -= share * swing.sum(axis=1, keepdims=True)
    swing = np.where(participation.active, swing, 0.0)
    swing -= share * swing.sum(axis=1, keepdims=True)
    wanted = np.where(participation.active, 5 * margin[:, None] * share + swing, 0.0)
    return split_in_proportion(5 * margin, wanted)
