"""The season as it happened, before anybody reported it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np

from harness.season.box_scores import BoxScores, draw_box_scores
from harness.season.calendar import season_calendar
from harness.season.columns import Flags, Ints
from harness.season.outcomes import Outcomes, draw_outcomes
from harness.season.participation import Participation, draw_participation
from harness.season.randomness import Part, stream
from harness.season.rosters import Rosters, draw_rosters
from harness.season.schedule import Schedule, draw_schedule
from harness.season.scoring import Scoring, draw_scoring


@dataclass(frozen=True, slots=True, eq=False)
class Appearances:
    """Players in games, one entry each: team-game row, roster place, game, team, player."""

    row: Ints
    place: Ints
    game: Ints
    team: Ints
    player: Ints

    def __len__(self) -> int:
        return len(self.row)


@dataclass(frozen=True, slots=True, eq=False)
class League:
    """Everything that happened in one season; the sources report it."""

    seed: int
    start_year: int
    schedule: Schedule
    rosters: Rosters
    outcomes: Outcomes
    participation: Participation
    box_scores: BoxScores
    scoring: Scoring
    platform_ids: Any
    nba_ids: Any
    game_codes: Any
    made: dict[Any, Any] = field(default_factory=dict, repr=False)
    """What was worked out of it so far, by who made it (harness/season/once.py)."""

    def stream(self, part: Part) -> np.random.Generator:
        """The random stream of one part of this season."""
        return stream(seed=self.seed, start_year=self.start_year, part=part)

    def appearances(self, chosen: Flags) -> Appearances:
        """The chosen (team-game, place) cells, in the order of games, home side first."""
        row, place = np.nonzero(chosen)
        part = self.participation
        return Appearances(row, place, part.game[row], part.team[row], part.player[row, place])


def draw_league(*, seed: int, start_year: int) -> League:
    """Play a season.

    Raises:
        ValueError: there is no calendar for `start_year`.
    """
    calendar = season_calendar(start_year)
    random = {part: stream(seed=seed, start_year=start_year, part=part) for part in Part}
    schedule = draw_schedule(calendar, random[Part.PAIRINGS], random[Part.SCHEDULE])
    rosters = draw_rosters(calendar, random[Part.ROSTERS])
    outcomes = draw_outcomes(schedule, random[Part.OUTCOMES])
    participation = draw_participation(schedule, rosters, outcomes, random[Part.PARTICIPATION])
    box_scores = draw_box_scores(rosters, outcomes, participation, random[Part.BOX_SCORES])
    return League(
        seed=seed,
        start_year=start_year,
        schedule=schedule,
        rosters=rosters,
        outcomes=outcomes,
        participation=participation,
        box_scores=box_scores,
        scoring=draw_scoring(box_scores, outcomes, random[Part.PERIODS]),
        platform_ids=schedule.platform_ids,
        nba_ids=schedule.nba_ids,
        game_codes=schedule.game_codes,
    )
