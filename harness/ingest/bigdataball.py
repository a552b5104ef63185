"""BigDataBall: the play-by-play CSV of one game, with both lineups on every row."""

from __future__ import annotations

from collections import Counter

from harness.ingest.answers import Answer
from harness.ingest.fields import Record
from harness.ingest.identities import (
    calendar_day,
    clock_seconds,
    known_team,
    nba_game_id,
    player_lookup,
    season_year_of,
    team_code,
)
from harness.ingest.known_games import Game
from harness.ingest.problems import BadRecordError, WrongShapeError
from harness.ingest.rows import Cell, Gathering

PLAYS = "nba_raw.bigdataball_play_by_play"

_AWAY, _HOME = ("a1", "a2", "a3", "a4", "a5"), ("h1", "h2", "h3", "h4", "h5")
_REQUIRED = ("game_id", "date", *_AWAY, *_HOME, "period", "away_score", "home_score", "play_id", "team", "player")
# The second and third player of a play: column → role.
_SECOND_ROLES = {"assist": "assist", "block": "block", "steal": "steal", "away": "jump_ball_away"}
_THIRD_ROLES = {"home": "jump_ball_home", "left": "substitution_out"}


def play_by_play(answer: Answer, gathering: Gathering) -> None:
    """One row a play."""
    missing = [name for name in _REQUIRED if answer.columns.count(name) != 1]
    if missing:
        raise WrongShapeError(f"the header has not exactly one {', '.join(missing)}", "line 1")
    whole = [line for line in answer.lines if line.fields]
    games: dict[tuple[str, str], Game | None] = {}
    for line in answer.lines:
        with gathering.one_record():
            if not line.fields:
                raise BadRecordError(line.place, "has not as many fields as the header")
            key = str(line.fields["game_id"]), str(line.fields["date"])
            if key not in games:
                games[key] = _game(answer, whole, line)
            game = games[key]
            if game is None:
                raise line.bad("team", "home and away side cannot be told from the lineups; load the schedule with it")
            gathering.add(PLAYS, line.place, _play(line, game, answer.recording.name))


def _game(answer: Answer, whole: list[Record], line: Record) -> Game | None:
    """The sides: by the schedule, else by whose lineup the players of each team's plays stand in."""
    known = answer.known_games.by_nba_id(line.parsed("game_id", nba_game_id))
    if known is not None:
        return known
    votes: dict[str, Counter[str]] = {"away": Counter(), "home": Counter()}
    for play in whole:
        code, player = team_code(str(play.fields["team"])), play.fields["player"]
        if code and player and play.fields["game_id"] == line.fields["game_id"]:
            for side, lineup in (("away", _AWAY), ("home", _HOME)):
                votes[side][code] += any(play.fields[place] == player for place in lineup)
    away, home = (votes[side].most_common(1)[0][0] if votes[side].total() else None for side in ("away", "home"))
    return None if away is None or home is None or away == home else Game(line.parsed("date", calendar_day), away, home)


def _play(line: Record, game: Game, csv_name: str) -> dict[str, Cell]:
    number, period = _number(line, "play_id"), _number(line, "period")
    kind = line.text_or_none("type") or ""
    event, result = line.text_or_none("event_type"), line.text_or_none("result")
    return {
        "game_id": game.game_id,
        "bdb_game_id": int(line.parsed("game_id", nba_game_id)),
        "game_date": game.day,
        "season_year": season_year_of(game.day),
        "data_set": line.text_or_none("data_set"),
        "home_team_abbr": game.home,
        "away_team_abbr": game.away,
        "event_id": str(number),
        "event_sequence": number,
        "period": period,
        **_clocks(line),
        "event_type": event,
        "event_subtype": kind or None,
        "event_description": line.text_or_none("description"),
        "score_home": line.counted("home_score"),
        "score_away": line.counted("away_score"),
        **_players(line, game),
        "shot_made": {"made": True, "missed": False}.get(result or ""),
        "shot_type": _shot_type(event, kind),
        "shot_distance": line.measured("shot_distance"),
        "points_scored": line.counted("points"),
        **{axis: line.measured(axis) for axis in ("original_x", "original_y", "converted_x", "converted_y")},
        **{name: line.text_or_none(name) for name in ("reason", "opponent", "num", "outof")},
        "csv_filename": csv_name,
        "csv_row_number": int(line.place.removeprefix("line ")),
    }


def _number(line: Record, name: str) -> int:
    number = line.counted(name)
    if number is None:
        raise line.bad(name, "is empty")
    return number


def _clocks(line: Record) -> dict[str, Cell]:
    cells: dict[str, Cell] = {}
    for column, name in (
        ("game_clock", "remaining_time"),
        ("elapsed_time", "elapsed"),
        ("play_length", "play_length"),
    ):
        cells[column] = line.text_or_none(name)
        cells[f"{column.removesuffix('_time')}_seconds"] = line.parsed_or_none(name, clock_seconds)
    return cells


def _shot_type(event: str | None, kind: str) -> str | None:
    if event == "free throw":
        return "FT"
    if event != "shot":
        return None
    return "3PT" if "3pt" in kind.casefold() else "2PT"


def _players(line: Record, game: Game) -> dict[str, Cell]:
    cells: dict[str, Cell] = {}
    for side, lineup in (("away", _AWAY), ("home", _HOME)):
        for number, place in enumerate(lineup, start=1):
            cells[f"{side}_player_{number}_lookup"] = _lookup(line.text_or_none(place))
    # In a substitution `player` repeats the one who left; the one who came in is the first player here.
    entered = line.text_or_none("entered")
    cells |= _named(1, entered or line.text_or_none("player"), line, game)
    for number, roles in ((2, _SECOND_ROLES), (3, _THIRD_ROLES)):
        for name, role in roles.items():
            player = line.text_or_none(name)
            if player:
                cells |= _named(number, player, line, game) | {f"player_{number}_role": role}
                break
    possession = line.text_or_none("possession")
    cells |= {"possession_player_name": possession, "possession_player_lookup": _lookup(possession)}
    return cells


def _named(number: int, name: str | None, line: Record, game: Game) -> dict[str, Cell]:
    if name is None:
        return {}
    return {
        f"player_{number}_name": name,
        f"player_{number}_lookup": _lookup(name),
        f"player_{number}_team_abbr": _team_of(name, line, game),
    }


def _team_of(player: str, line: Record, game: Game) -> str | None:
    """By the lineup he stands in; a player who is just leaving or was sent off is in none, then by the play's team."""
    for code, lineup in ((game.away, _AWAY), (game.home, _HOME)):
        if any(line.text_or_none(place) == player for place in lineup):
            return code
    return line.parsed_or_none("team", known_team)


def _lookup(name: str | None) -> str | None:
    return player_lookup(name) or None if name else None
