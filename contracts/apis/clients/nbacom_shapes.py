"""What NBA.com answers: the fields that the platform reads, as they are sent."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated, Self

from pydantic import ConfigDict, Field, model_validator
from pydantic.alias_generators import to_camel

from contracts.apis.clients.answers import Part

GAME_ID = re.compile(r"[0-9]{10}")
GameId = Annotated[str, Field(pattern=f"^{GAME_ID.pattern}$")]
"""Ten digits, the first two of them zeros, so never a number."""

Cell = str | int | float | bool | None


class _Part(Part):
    model_config = ConfigDict(alias_generator=to_camel)


class ResultSet(_Part):
    """A table by position: `headers` names the cells of each row."""

    name: str
    headers: tuple[str, ...]
    row_set: tuple[tuple[Cell, ...], ...]

    @model_validator(mode="after")
    def _rows_fit(self) -> Self:
        for index, row in enumerate(self.row_set):
            if len(row) != len(self.headers):
                raise ValueError(f"row {index} of {self.name} has {len(row)} cells for {len(self.headers)} headers")
        return self

    def records(self) -> tuple[Mapping[str, Cell], ...]:
        """The rows by header."""
        return tuple(dict(zip(self.headers, row, strict=True)) for row in self.row_set)


class ResultSets(_Part):
    """Tables, as the older endpoints answer."""

    resource: str
    result_sets: tuple[ResultSet, ...]

    def named(self, name: str) -> ResultSet:
        """One table.

        Raises:
            KeyError: there is none of that name; the message lists those there are.
        """
        for one in self.result_sets:
            if one.name == name:
                return one
        raise KeyError(
            f"{self.resource} has no table {name!r}; it has {', '.join(one.name for one in self.result_sets)}"
        )


class ScheduledTeam(_Part):
    team_id: int
    team_tricode: str | None
    team_name: str | None = None
    wins: int | None = None
    losses: int | None = None
    score: int | None = None


class ScheduledGame(_Part):
    """`game_id` has leading zeros; `game_status` is 1 before, 2 during, 3 after."""

    game_id: GameId
    game_code: str
    game_status: int
    game_status_text: str
    home_team: ScheduledTeam
    away_team: ScheduledTeam
    game_date_est: str | None = None
    game_date_time_utc: str | None = Field(None, alias="gameDateTimeUTC")
    game_label: str | None = None
    postponed_status: str | None = None
    arena_name: str | None = None


class GameDate(_Part):
    """`game_date` is `MM/DD/YYYY 00:00:00`."""

    game_date: str
    games: tuple[ScheduledGame, ...]


class LeagueSchedule(_Part):
    season_year: str
    game_dates: tuple[GameDate, ...]


class Schedule(_Part):
    league_schedule: LeagueSchedule


class ScoredTeam(_Part):
    team_id: int
    team_tricode: str | None
    score: int | None = None


class ScoredGame(_Part):
    """`game_clock` is `PT04M12.00S`, or empty."""

    game_id: GameId
    game_status: int
    game_status_text: str | None = None
    period: int | None = None
    game_clock: str | None = None
    home_team: ScoredTeam
    away_team: ScoredTeam


class ScoreboardOfDay(_Part):
    game_date: str
    games: tuple[ScoredGame, ...]


class Scoreboard(_Part):
    scoreboard: ScoreboardOfDay


class Statistics(_Part):
    """Minutes are text: `34:12` or empty for players, `240:00` for teams."""

    minutes: str
    points: int
    field_goals_made: int
    field_goals_attempted: int
    three_pointers_made: int
    three_pointers_attempted: int
    free_throws_made: int
    free_throws_attempted: int
    rebounds_offensive: int
    rebounds_defensive: int
    rebounds_total: int
    assists: int
    steals: int
    blocks: int
    turnovers: int
    fouls_personal: int
    plus_minus_points: float | None = None


class BoxPlayer(_Part):
    """`comment` says why someone did not play."""

    person_id: int
    first_name: str
    family_name: str
    statistics: Statistics
    position: str | None = None
    comment: str | None = None
    jersey_num: str | None = None


class BoxTeam(_Part):
    team_id: int
    team_tricode: str
    players: tuple[BoxPlayer, ...]
    statistics: Statistics


class TraditionalBoxScore(_Part):
    game_id: GameId
    home_team_id: int
    away_team_id: int
    home_team: BoxTeam
    away_team: BoxTeam


class BoxScore(_Part):
    box_score_traditional: TraditionalBoxScore


class Action(_Part):
    """One event of a game; scores are text, `clock` is `PT11M43.00S`."""

    action_number: int
    action_type: str
    period: int
    clock: str
    score_home: str
    score_away: str
    order_number: int | None = None
    sub_type: str | None = None
    person_id: int | None = None
    team_id: int | None = None
    team_tricode: str | None = None


class PlayedGame(_Part):
    game_id: GameId
    actions: tuple[Action, ...]


class PlayByPlay(_Part):
    game: PlayedGame


class Officials(Part):
    """The referees of a game, by name; `official4` is the alternate."""

    game_id: GameId
    game_code: str
    home_team: str
    away_team: str
    official1: str | None = None
    official2: str | None = None
    official3: str | None = None
    official4: str | None = None


class OfficialsTable(Part):
    rows: tuple[Officials, ...]


class LeagueOfficials(_Part):
    table: OfficialsTable = Field(alias="Table")


class Referees(_Part):
    """`nba`; the other leagues of the answer are left alone."""

    nba: LeagueOfficials
