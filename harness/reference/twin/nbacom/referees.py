"""The officials of a day's games, from the officials' site."""

from __future__ import annotations

from collections.abc import Sequence

from harness.reference.twin.exchange import Question
from harness.reference.twin.providers import Json
from harness.reference.twin.records import Game, Records, Row

_OFFICIALS = tuple(f"official{number}{part}" for number in range(1, 5) for part in ("", "_code", "_JNum"))
_OF_SIDE = ("team_id", "team", "team_abbr")
_COLUMNS = (
    *("game_id", "game_date", "season", "game_code", "home_team_id", "home_team", "home_team_abbr"),
    *("away_team_id", "away_team", "away_team_abbr", *_OFFICIALS),
)


def referees(records: Records, question: Question) -> Json:
    """get-game-officials: the day's crews; the G League and the WNBA have none here, nor has the replay center."""
    day = question.day("date")
    crews: dict[str, list[Row]] = {}
    for row in records.rows("nbac_referee_game_assignments", "game_date", day):
        crews.setdefault(row["game_id"], []).append(row)
    rows = [_crew(records.games_by_id[game_id], crew, records) for game_id, crew in crews.items()]
    return {"nba": _officials(rows), "gl": _officials([]), "wnba": _officials([])}


def _officials(rows: list[Json]) -> Json:
    replay = ("game_date", "official_code", "replaycenter_official")
    return {
        "Table": {"rows": rows, "columns": [_described(name) for name in _COLUMNS]},
        "Table1": {"rows": [], "columns": [_described(name) for name in replay]},
    }


def _described(name: str) -> Json:
    return {"Name": name, "DataType": "Int64" if name.endswith(("_code", "_team_id")) else "String"}


def _crew(game: Game, crew: Sequence[Row], records: Records) -> Json:
    first = crew[0]
    told: dict[str, Json] = {
        "game_id": game.nba_id,
        "game_date": f"{game.day:%m/%d/%Y}",
        "season": f"2{records.start_year}",
        "game_code": first["game_code"],
        **{f"{side}_{what}": first[f"{side}_{what}"] for side in ("home", "away") for what in _OF_SIDE},
        **dict.fromkeys(_OFFICIALS),
    }
    for row in crew:
        place = f"official{row['official_position']}"
        told |= {
            place: row["official_name"],
            f"{place}_code": row["official_code"],
            f"{place}_JNum": row["official_jersey_number"],
        }
    return told
