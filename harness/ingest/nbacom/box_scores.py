"""leaguegamelog and boxscoretraditional (v2 result sets, v3 objects): player lines and team totals."""

from __future__ import annotations

import re
from collections.abc import Mapping

from harness.ingest.answers import Answer
from harness.ingest.fields import Record
from harness.ingest.identities import (
    TEAM_BY_CODE,
    GameType,
    calendar_day,
    known_team,
    nba_game_id,
    player_key,
    season_year_of,
    team_code,
)
from harness.ingest.known_games import Game
from harness.ingest.nbacom.result_sets import result_set
from harness.ingest.problems import WrongShapeError
from harness.ingest.rows import Cell, Gathering

PLAYERS = "nba_raw.nbac_player_boxscores"
TEAMS = "nba_raw.nbac_team_boxscore"

_LEFT_OUT = "lines of exhibition games against sides outside the league"
_SEASON_TYPES = {
    GameType.PRESEASON: "Pre Season",
    GameType.REGULAR: "Regular Season",
    GameType.ALL_STAR: "All Star",
    GameType.PLAYOFFS: "Playoffs",
    GameType.PLAY_IN: "PlayIn",
    GameType.CUP_FINAL: "IST Championship",
}
_MATCHUP = re.compile(r"^(\S+) (vs\.|@) (\S+)$")

# Column → header of the result sets, and → field of v3's `statistics`.
_PLAYER_COUNTS = {
    "points": ("PTS", "points"),
    "field_goals_made": ("FGM", "fieldGoalsMade"),
    "field_goals_attempted": ("FGA", "fieldGoalsAttempted"),
    "three_pointers_made": ("FG3M", "threePointersMade"),
    "three_pointers_attempted": ("FG3A", "threePointersAttempted"),
    "free_throws_made": ("FTM", "freeThrowsMade"),
    "free_throws_attempted": ("FTA", "freeThrowsAttempted"),
    "offensive_rebounds": ("OREB", "reboundsOffensive"),
    "defensive_rebounds": ("DREB", "reboundsDefensive"),
    "total_rebounds": ("REB", "reboundsTotal"),
    "assists": ("AST", "assists"),
    "steals": ("STL", "steals"),
    "blocks": ("BLK", "blocks"),
    "personal_fouls": ("PF", "foulsPersonal"),
    "plus_minus": ("PLUS_MINUS", "plusMinusPoints"),
}
_PLAYER_SHARES = {
    "field_goal_percentage": ("FG_PCT", "fieldGoalsPercentage"),
    "three_point_percentage": ("FG3_PCT", "threePointersPercentage"),
    "free_throw_percentage": ("FT_PCT", "freeThrowsPercentage"),
}
_TEAM_NAMES = {
    "field_goals_made": "fg_made",
    "field_goals_attempted": "fg_attempted",
    "field_goal_percentage": "fg_percentage",
    "three_pointers_made": "three_pt_made",
    "three_pointers_attempted": "three_pt_attempted",
    "three_point_percentage": "three_pt_percentage",
    "free_throws_made": "ft_made",
    "free_throws_attempted": "ft_attempted",
    "free_throw_percentage": "ft_percentage",
}
_STAT_HEADERS = ("MIN", "FGM", "FGA", "FG3M", "FG3A", "FTM", "FTA", "OREB", "DREB", "REB", "AST", "PTS")


def game_log(answer: Answer, gathering: Gathering) -> None:
    """leaguegamelog, one row a player and game."""
    required = ("PLAYER_ID", "PLAYER_NAME", "TEAM_ID", "TEAM_ABBREVIATION", "GAME_ID", "GAME_DATE", "MATCHUP")
    for line in result_set(answer, gathering, "LeagueGameLog", having=required + _STAT_HEADERS):
        with gathering.one_record():
            identifier = line.parsed("GAME_ID", nba_game_id)
            sides = line.parsed("MATCHUP", _away_and_home)
            if None in map(team_code, sides) and GameType.of(identifier).is_exhibition:
                gathering.left_out[_LEFT_OUT] += 1
                continue
            away, home = line.parsed("MATCHUP", _known_sides)
            game = Game(line.parsed("GAME_DATE", calendar_day), away, home)
            code = line.parsed("TEAM_ABBREVIATION", known_team)
            if code not in (away, home):
                raise line.bad("TEAM_ABBREVIATION", f"{code} does not play in {away} @ {home}")
            cells = _player(line, "PLAYER_ID", line.text("PLAYER_NAME"), "PLAYER_NAME")
            own = {"team_id": line.integer_or_none("TEAM_ID"), "team_abbr": code, **_stats(line, 0, "TOV")}
            gathering.add(PLAYERS, line.place, _of_game(game, identifier) | cells | own)


def _away_and_home(matchup: str) -> tuple[str, str]:
    """`BOS @ NYK` is played in New York, `BOS vs. NYK` in Boston."""
    match = _MATCHUP.match(matchup)
    if not match:
        raise ValueError(f"{matchup[:40]!r} is no matchup such as BOS @ NYK or BOS vs. NYK")
    return (match[1], match[3]) if match[2] == "@" else (match[3], match[1])


def _known_sides(matchup: str) -> tuple[str, str]:
    away, home = _away_and_home(matchup)
    return known_team(away), known_team(home)


def traditional(answer: Answer, gathering: Gathering) -> None:
    """boxscoretraditional: the players and the two teams of one game."""
    top = answer.top("resultSets", "resultSet", "boxScoreTraditional")
    if top.has("boxScoreTraditional"):
        _version_3(answer, top.part("boxScoreTraditional"), gathering)
    else:
        _version_2(answer, gathering)


def _version_2(answer: Answer, gathering: Gathering) -> None:
    having = ("GAME_ID", "TEAM_ID", "TEAM_ABBREVIATION", *_STAT_HEADERS)
    players = list(result_set(answer, gathering, "PlayerStats", having=(*having, "PLAYER_ID", "PLAYER_NAME")))
    teams = list(result_set(answer, gathering, "TeamStats", having=having))
    # Neither day nor home side is in this version, so the game must be known from elsewhere.
    games: dict[str, Game | None] = {}
    for line in players + teams:
        with gathering.one_record():
            identifier = line.parsed("GAME_ID", nba_game_id)
            if identifier not in games:
                games[identifier] = answer.known_games.by_nba_id(identifier)
            game = games[identifier]
            if game is None:
                raise line.bad("GAME_ID", f"game {identifier} has no day and no home side here; {_WANTED}")
            if "PLAYER_ID" in line.fields:
                _player_line_2(line, identifier, game, gathering)
            else:
                _team_line(line, identifier, game, gathering, 0, line.parsed("TEAM_ABBREVIATION", known_team))


_WANTED = "load the season's schedule (scheduleleaguev2) with it"


def _player_line_2(line: Record, identifier: str, game: Game, gathering: Gathering) -> None:
    position = line.text_or_none("START_POSITION")
    gathering.add(
        PLAYERS,
        line.place,
        _of_game(game, identifier)
        | _player(line, "PLAYER_ID", line.text("PLAYER_NAME"), "PLAYER_NAME")
        | {
            "team_id": line.integer_or_none("TEAM_ID"),
            "team_abbr": _side_of(line, "TEAM_ABBREVIATION", game),
            "position": position,
            "starter": position is not None,
            **_stats(line, 0, "TO"),
        },
    )


def _team_line(
    line: Record, identifier: str, game: Game, gathering: Gathering, version: int, code: str, team: Record | None = None
) -> None:
    """One row of team totals; `team` holds id and names where they are not beside the numbers (v3)."""
    names = ("TEAM_ID", "TEAM_NAME", "TEAM_CITY") if team is None else ("teamId", "teamName", "teamCity")
    holder = team or line
    if code not in (game.away, game.home):
        raise holder.bad("teamTricode" if team else "TEAM_ABBREVIATION", f"{code} does not play in {game.game_id}")
    stats = _stats(line, version, ("TO", "turnovers")[version])
    gathering.add(
        TEAMS,
        holder.place,
        {
            "game_id": game.game_id,
            "nba_game_id": identifier,
            "game_date": game.day,
            "season_year": season_year_of(game.day),
            "team_id": holder.integer(names[0]),
            "team_abbr": code,
            "team_name": holder.text_or_none(names[1]),
            "team_city": holder.text_or_none(names[2]),
            "is_home": code == game.home,
            **{_TEAM_NAMES.get(name, name): value for name, value in stats.items()},
        },
    )


def _version_3(answer: Answer, box: Record, gathering: Gathering) -> None:
    identifier = box.parsed("gameId", nba_game_id)
    home, away = box.part("homeTeam"), box.part("awayTeam")
    codes = [team.parsed("teamTricode", known_team) for team in (away, home)]
    game = answer.known_games.by_nba_id(identifier)
    if game is None and answer.recording.day is not None:
        game = Game(answer.recording.day, codes[0], codes[1])
    if game is None:
        raise WrongShapeError(f"game {identifier} has no day here; {_WANTED}", box.at("gameId"))
    for team, code in zip((away, home), codes, strict=True):
        with gathering.one_record():
            _team_line(team.part("statistics"), identifier, game, gathering, 1, code, team)
        for player in gathering.records(team, "players"):
            with gathering.one_record():
                _player_line_3(player, team, code, identifier, game, gathering)


def _player_line_3(player: Record, team: Record, code: str, identifier: str, game: Game, gathering: Gathering) -> None:
    names = (player.text_or_none("firstName"), player.text_or_none("familyName"))
    position = player.text_or_none("position")
    gathering.add(
        PLAYERS,
        player.place,
        _of_game(game, identifier)
        | _player(player, "personId", " ".join(filter(None, names)), "familyName")
        | {
            "team_id": team.integer_or_none("teamId"),
            "team_abbr": code,
            "jersey_number": player.written("jerseyNum"),
            "position": position,
            "starter": position is not None,
            **_stats(player.part("statistics"), 1, "turnovers"),
        },
    )


def _of_game(game: Game, identifier: str) -> dict[str, Cell]:
    kind = GameType.of(identifier)
    return {
        "game_id": game.game_id,
        "game_date": game.day,
        "season_year": season_year_of(game.day),
        "season_type": _SEASON_TYPES[kind],
        "nba_game_id": identifier,
        "game_code": game.game_code,
        "is_playoff_game": kind is GameType.PLAYOFFS,
        "home_team_id": TEAM_BY_CODE[game.home].nba_id if game.home in TEAM_BY_CODE else None,
        "home_team_abbr": game.home,
        "away_team_id": TEAM_BY_CODE[game.away].nba_id if game.away in TEAM_BY_CODE else None,
        "away_team_abbr": game.away,
    }


def _player(line: Record, identifier: str, name: str, name_field: str) -> dict[str, Cell]:
    try:
        lookup = player_key(name)
    except ValueError as error:
        raise line.bad(name_field, str(error)) from None
    return {"nba_player_id": line.integer(identifier), "player_full_name": name, "player_lookup": lookup}


def _side_of(line: Record, name: str, game: Game) -> str:
    code = line.parsed(name, known_team)
    if code not in (game.away, game.home):
        raise line.bad(name, f"{code} does not play in {game.game_id}")
    return code


def _stats(line: Record, version: int, turnovers: str) -> dict[str, Cell]:
    """The numbers of a player or team: by result-set header (0) or v3 field (1)."""
    counts: Mapping[str, Cell] = {
        column: line.integer_or_none(names[version]) for column, names in _PLAYER_COUNTS.items()
    }
    shares: Mapping[str, Cell] = {
        column: line.number_or_none(names[version]) for column, names in _PLAYER_SHARES.items()
    }
    minutes = line.written(("MIN", "minutes")[version])
    return {"minutes": minutes, **counts, **shares, "turnovers": line.integer_or_none(turnovers)}
