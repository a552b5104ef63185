"""Who is to be predicted on a day, read from the tables of phases 2 to 4."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from google.api_core.exceptions import NotFound
from google.cloud import bigquery

from harness.reference.services.coordinator.replies import StartSummary

QUERY_SECONDS = 60.0
"""BIGQUERY_QUERY of the platform's timeouts."""
LEAST_FEATURES = 0.8
"""The share of the day's players that need features, as the gate before phase 4 asks of games."""
RULED_OUT = frozenset({"out", "doubtful"})
PLACEHOLDER_LINE = 20.0
"""The line that the platform once wrote where it knew none; not to be asked for again."""
_FINAL = 3
_CONTEXT = """
SELECT player_lookup, game_id, team_abbr, opponent_team_abbr, home_game, player_status, has_prop_line,
  current_points_line, opening_points_line, current_points_line_source, avg_minutes_per_game_last_7, points_avg_last_10
FROM `{project}.nba_analytics.upcoming_player_game_context` WHERE game_date = @day ORDER BY player_lookup"""
_FEATURES = "SELECT DISTINCT player_lookup FROM `{project}.nba_predictions.ml_feature_store_v2` WHERE game_date = @day"
_GAMES = """
SELECT home_team_tricode, away_team_tricode, game_status, game_status_text, home_team_score, away_team_score
FROM `{project}.nba_raw.nbac_schedule` WHERE game_date = @day"""


class DataIncompleteError(Exception):
    """The tables before phase 5 do not hold the day; `details` says what is missing."""

    def __init__(self, details: Sequence[str]) -> None:
        super().__init__("; ".join(details))
        self.details = tuple(details)


@dataclass(frozen=True, slots=True)
class Player:
    """A player of the day, as his game's context has him. Lines have one decimal at most."""

    player_lookup: str
    game_id: str
    team: str
    opponent: str
    is_home: bool | None
    status: str
    line: float | None
    opening_line: float | None
    line_source: str | None
    minutes: float | None
    points_average: float | None

    def lines(self, *, several: bool) -> list[float | None]:
        """The line, and with `several` the one that his game opened with, where it has moved since."""
        asked = [self.line]
        moved = self.line is not None and self.opening_line not in (None, self.line, PLACEHOLDER_LINE)
        return [*asked, self.opening_line] if several and moved else asked


@dataclass(frozen=True, slots=True)
class Roster:
    """Those who are predicted, and what became of the others."""

    players: tuple[Player, ...]
    summary: StartSummary


class PlayersOfDay:
    """Reads a day from BigQuery; each method is one query."""

    def __init__(self, client: bigquery.Client) -> None:
        self._client = client

    def roster(self, day: date, *, min_minutes: float, several_lines: bool, postponed: frozenset[str]) -> Roster:
        """Who has a line, or plays enough; not who is ruled out or whose team's game is postponed.

        Raises:
            GoogleAPIError: the table cannot be read.
        """
        found = [_player(row) for row in self._rows(_CONTEXT, day)]
        on = [one for one in found if one.team not in postponed]
        fit = [one for one in on if one.status not in RULED_OUT]
        wanted = tuple(one for one in fit if one.line is not None or (one.minutes or 0.0) >= min_minutes)
        summary = StartSummary(
            games=len({one.game_id for one in wanted}),
            players=len(wanted),
            with_line=sum(one.line is not None for one in wanted),
            without_line=sum(one.line is None for one in wanted),
            lines=sum(len(one.lines(several=several_lines)) for one in wanted),
            ruled_out=len(on) - len(fit),
            too_few_minutes=len(fit) - len(wanted),
            postponed=len(found) - len(on),
        )
        return Roster(wanted, summary)

    def postponed_teams(self, day: date) -> frozenset[str]:
        """The teams whose game of the day is not played: called so, or over without a score.

        Raises:
            DataIncompleteError: there is no schedule.
        """
        rows = self._needed(_GAMES, day, "nba_raw.nbac_schedule")
        return frozenset(
            row[side]
            for row in rows
            for side in ("home_team_tricode", "away_team_tricode")
            if _is_postponed(row)
        )  # fmt: skip

    def check_complete(self, day: date, players: Sequence[Player]) -> None:
        """Four in five of the players need features.

        Raises:
            DataIncompleteError: they have none.
        """
        featured = {row["player_lookup"] for row in self._needed(_FEATURES, day, "nba_predictions.ml_feature_store_v2")}
        have = sum(one.player_lookup in featured for one in players)
        if have < LEAST_FEATURES * len(players):
            raise DataIncompleteError(
                [
                    f"nba_predictions.ml_feature_store_v2 has {have} of {len(players)} players of {day}; "
                    f"{LEAST_FEATURES:.0%} are needed: run phase 4, or set skip_completeness_check"
                ]
            )

    def _needed(self, sql: str, day: date, table: str) -> list[Any]:
        try:
            return self._rows(sql, day)
        except NotFound as error:
            raise DataIncompleteError([f"{table} is not there: {error.message}"]) from error

    def _rows(self, sql: str, day: date) -> list[Any]:
        config = bigquery.QueryJobConfig(query_parameters=[bigquery.ScalarQueryParameter("day", "DATE", day)])
        text = sql.format(project=self._client.project)
        job = self._client.query(text, job_config=config, timeout=QUERY_SECONDS)
        return list(job.result(timeout=QUERY_SECONDS))


def _player(row: Any) -> Player:
    has_line = bool(row["has_prop_line"]) and row["current_points_line"] is not None
    return Player(
        player_lookup=row["player_lookup"],
        game_id=row["game_id"],
        team=row["team_abbr"],
        opponent=row["opponent_team_abbr"],
        is_home=row["home_game"],
        status=(row["player_status"] or "available").lower(),
        line=float(row["current_points_line"]) if has_line else None,
        opening_line=_number(row["opening_points_line"]),
        line_source=row["current_points_line_source"],
        minutes=_number(row["avg_minutes_per_game_last_7"]),
        points_average=_number(row["points_avg_last_10"]),
    )


def _number(value: Any) -> float | None:
    return None if value is None else float(value)


def _is_postponed(row: Any) -> bool:
    text = (row["game_status_text"] or "").upper()
    scoreless = row["home_team_score"] is None or row["away_team_score"] is None
    return text.startswith(("PPD", "POSTPONED")) or (row["game_status"] == _FINAL and scoreless)
