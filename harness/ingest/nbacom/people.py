"""The player index, and the officials assigned to games."""

from __future__ import annotations

from harness.ingest.answers import Answer
from harness.ingest.fields import Record
from harness.ingest.identities import (
    calendar_day,
    known_team,
    nba_game_id,
    platform_game_id,
    player_key,
    season_start_year,
    season_year_of,
)
from harness.ingest.nbacom.result_sets import result_set
from harness.ingest.rows import Cell, Gathering

PLAYER_LIST = "nba_raw.nbac_player_list_current"
REFEREES = "nba_raw.nbac_referee_game_assignments"

_OFFICIALS_A_GAME = 4


def player_index(answer: Answer, gathering: Gathering) -> None:
    """playerindex: one row a player of the season that was asked for."""
    required = ("PERSON_ID", "PLAYER_LAST_NAME", "PLAYER_FIRST_NAME", "TEAM_ID", "TEAM_ABBREVIATION", "ROSTER_STATUS")
    asked = answer.top("parameters", "resultSets", "resultSet").part_or_none("parameters")
    season = asked.parsed_or_none("Season", season_start_year) if asked else None
    for player in result_set(answer, gathering, "PlayerIndex", having=required):
        with gathering.one_record():
            name = " ".join(
                filter(None, (player.text_or_none("PLAYER_FIRST_NAME"), player.text_or_none("PLAYER_LAST_NAME")))
            )
            active = player.integer_or_none("ROSTER_STATUS")
            gathering.add(
                PLAYER_LIST,
                player.place,
                {
                    "player_lookup": _lookup(player, name),
                    "player_id": player.integer("PERSON_ID"),
                    "player_full_name": name,
                    # 0 and no code: without a team.
                    "team_id": player.integer_or_none("TEAM_ID") or None,
                    "team_abbr": player.parsed_or_none("TEAM_ABBREVIATION", known_team),
                    "jersey_number": player.written("JERSEY_NUMBER"),
                    "position": player.text_or_none("POSITION"),
                    "height": player.text_or_none("HEIGHT"),
                    "weight": player.written("WEIGHT"),
                    "draft_year": player.counted("DRAFT_YEAR"),
                    "draft_round": player.counted("DRAFT_ROUND"),
                    "draft_pick": player.counted("DRAFT_NUMBER"),
                    "college": player.text_or_none("COLLEGE"),
                    "country": player.text_or_none("COUNTRY"),
                    "is_active": None if active is None else active == 1,
                    "roster_status": None if active is None else "active" if active == 1 else "inactive",
                    "season_year": season,
                    "source_file_date": answer.recording.day,
                },
            )


def _lookup(player: Record, name: str) -> str:
    try:
        return player_key(name)
    except ValueError as error:
        raise player.bad("PLAYER_LAST_NAME", str(error)) from None


def referee_assignments(answer: Answer, gathering: Gathering) -> None:
    """get-game-officials: one row an official and NBA game; the G League and WNBA tables are not the platform's."""
    table = answer.top("nba").part("nba").part("Table")
    for game in gathering.records(table, "rows", having=("game_id", "game_code", "official1")):
        with gathering.one_record():
            shared = _game(game)
            for position in range(1, _OFFICIALS_A_GAME + 1):
                name = game.text_or_none(f"official{position}")
                if name is not None:
                    own: dict[str, Cell] = {
                        "official_position": position,
                        "official_name": name,
                        "official_code": game.integer(f"official{position}_code"),
                        "official_jersey_number": game.written(f"official{position}_JNum"),
                    }
                    gathering.add(REFEREES, game.place, shared | own)


def _game(game: Record) -> dict[str, Cell]:
    game.parsed("game_id", nba_game_id)
    day = game.parsed("game_date", calendar_day)
    home, away = (game.parsed(f"{side}_team_abbr", known_team) for side in ("home", "away"))
    season = game.parsed_or_none("season", season_start_year)
    return {
        "game_id": platform_game_id(day, away, home),
        "game_date": day,
        "season": str(season_year_of(day) if season is None else season),
        "game_code": game.text("game_code"),
        "home_team_id": game.integer("home_team_id"),
        "home_team": game.text("home_team"),
        "home_team_abbr": home,
        "away_team_id": game.integer("away_team_id"),
        "away_team": game.text("away_team"),
        "away_team_abbr": away,
    }
