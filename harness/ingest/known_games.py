"""Games by the ids of providers that send nothing but an id."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import duckdb

from harness.ingest.identities import platform_game_id

# Tables that hold the ten-digit id beside date and teams, the reference first.
_QUERIES = (
    (
        "nba_raw.nbac_schedule",
        "SELECT game_date, away_team_tricode, home_team_tricode FROM nba_raw.nbac_schedule WHERE game_id = ? "
        "ORDER BY created_at DESC, game_date DESC LIMIT 1",
    ),
    (
        "nba_raw.nbac_player_boxscores",
        "SELECT game_date, away_team_abbr, home_team_abbr FROM nba_raw.nbac_player_boxscores WHERE nba_game_id = ? "
        "ORDER BY created_at DESC, game_date DESC LIMIT 1",
    ),
)


@dataclass(frozen=True, slots=True)
class Game:
    """A game by its Eastern day and its two platform team codes."""

    day: date
    away: str
    home: str

    @property
    def game_id(self) -> str:
        return platform_game_id(self.day, self.away, self.home)

    @property
    def game_code(self) -> str:
        return f"{self.day:%Y%m%d}/{self.away}{self.home}"


class KnownGames:
    """What the warehouse's schedule and box scores, and this run's event lists, say of a game id."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection
        self._bettingpros: dict[int, Game] = {}

    def by_nba_id(self, nba_game_id: str) -> Game | None:
        """The game of a ten-digit id, where a schedule or a game log with it is loaded."""
        for table, query in _QUERIES:
            if self._exists(table):
                found = self._connection.execute(query, [nba_game_id]).fetchone()
                if found:
                    return Game(*found)
        return None

    def learn_bettingpros(self, events: Iterable[tuple[int, Game]]) -> None:
        self._bettingpros.update(events)

    def by_bettingpros_id(self, event_id: int) -> Game | None:
        """The game of a BettingPros event, where its event list was read in this run."""
        return self._bettingpros.get(event_id)

    def _exists(self, table: str) -> bool:
        dataset, name = table.split(".")
        listing = "SELECT 1 FROM duckdb_tables() WHERE schema_name = ? AND table_name = ?"
        return self._connection.execute(listing, [dataset, name]).fetchone() is not None
