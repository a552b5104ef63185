"""scoreboardV2 (result sets) and scoreboardv3 (objects): state and score of one day's games."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

from harness.clock import EASTERN, eastern_date
from harness.ingest.answers import Answer
from harness.ingest.fields import Record
from harness.ingest.identities import (
    GameType,
    calendar_day,
    nba_game_id,
    platform_game_id,
    season_year_of,
    team_code,
    utc_instant,
)
from harness.ingest.nbacom.result_sets import result_set
from harness.ingest.problems import BadRecordError
from harness.ingest.rows import Cell, Gathering

SCOREBOARD = "nba_raw.nbac_scoreboard_v2"

_STATES = {1: "scheduled", 2: "in_progress", 3: "final"}
# Before the game, the status text is its start: "7:30 pm ET".
_START = re.compile(r"^([0-9]{1,2}):([0-5][0-9]) ([ap]m) ET$", re.IGNORECASE)
OUTSIDE = "exhibition games against sides outside the league"


def scoreboard(answer: Answer, gathering: Gathering) -> None:
    """One row a game, from either version of the answer."""
    top = answer.top("resultSets", "scoreboard")
    if top.has("scoreboard"):
        _version_3(top.part("scoreboard"), gathering)
    else:
        _version_2(answer, gathering)


def _version_2(answer: Answer, gathering: Gathering) -> None:
    lines: dict[tuple[str, int], Record] = {}
    for line in result_set(answer, gathering, "LineScore", having=("GAME_ID", "TEAM_ID", "TEAM_ABBREVIATION", "PTS")):
        with gathering.one_record():
            lines[line.parsed("GAME_ID", nba_game_id), line.integer("TEAM_ID")] = line
    required = ("GAME_DATE_EST", "GAME_ID", "GAME_STATUS_ID", "GAME_STATUS_TEXT", "HOME_TEAM_ID", "VISITOR_TEAM_ID")
    for header in result_set(answer, gathering, "GameHeader", having=required):
        with gathering.one_record():
            identifier = header.parsed("GAME_ID", nba_game_id)
            sides: list[Record] = []
            for name in ("HOME_TEAM_ID", "VISITOR_TEAM_ID"):
                line_score = lines.get((identifier, header.integer(name)))
                if line_score is None:
                    raise header.bad(name, f"team {header.integer(name)} has no row in LineScore")
                sides.append(line_score)
            day = header.parsed("GAME_DATE_EST", calendar_day)
            text = header.text("GAME_STATUS_TEXT")
            _add(
                gathering,
                header,
                GameType.of(identifier),
                {
                    "game_date": day,
                    "start_time": _start(day, text),
                    **_state(header, "GAME_STATUS_ID"),
                    "game_status_text": text,
                    **_side(sides[0], "home", "TEAM_ID", "TEAM_ABBREVIATION", "PTS"),
                    **_side(sides[1], "away", "TEAM_ID", "TEAM_ABBREVIATION", "PTS"),
                },
            )


def _version_3(board: Record, gathering: Gathering) -> None:
    listed = board.parsed_or_none("gameDate", calendar_day)
    for game in gathering.records(board, "games", having=("gameId", "homeTeam", "awayTeam")):
        with gathering.one_record():
            identifier = game.parsed("gameId", nba_game_id)
            start = game.parsed_or_none("gameTimeUTC", utc_instant)
            day = eastern_date(start) if start else listed
            if day is None:
                raise game.bad("gameTimeUTC", "neither the game nor the scoreboard says its day")
            _add(
                gathering,
                game,
                GameType.of(identifier),
                {
                    "game_date": day,
                    "start_time": start,
                    **_state(game, "gameStatus"),
                    "game_status_text": game.text("gameStatusText"),
                    **_side(game.part("homeTeam"), "home", "teamId", "teamTricode", "score"),
                    **_side(game.part("awayTeam"), "away", "teamId", "teamTricode", "score"),
                },
            )


def _add(gathering: Gathering, record: Record, kind: GameType, cells: dict[str, Cell]) -> None:
    codes = {side: team_code(str(cells[f"{side}_team_abbr_raw"])) for side in ("home", "away")}
    if None in codes.values():
        if kind.is_exhibition:
            gathering.left_out[OUTSIDE] += 1
            return
        side = "home" if codes["home"] is None else "away"
        raw = str(cells[f"{side}_team_abbr_raw"])
        raise BadRecordError(record.place, f"{side} team {raw[:40]!r} is none of the 30 teams")
    day = cells["game_date"]
    if not isinstance(day, date):
        raise TypeError("game_date is filled by both versions")
    # Before the tip-off the feed sends NULL (v2) or 0 (v3).
    begun = cells["game_status_id"] != "1"
    scores = (cells["home_score"], cells["away_score"]) if begun else (None, None)
    winner = None
    if cells["game_state"] == "final" and isinstance(scores[0], int) and isinstance(scores[1], int):
        winner = {True: "home", False: "away"}[scores[0] > scores[1]] if scores[0] != scores[1] else None
    gathering.add(
        SCOREBOARD,
        record.place,
        cells
        | {
            "game_id": platform_game_id(day, str(codes["away"]), str(codes["home"])),
            "season_year": season_year_of(day),
            "home_team_abbr": codes["home"],
            "away_team_abbr": codes["away"],
            "home_score": scores[0],
            "away_score": scores[1],
            "winning_team_side": winner,
            "winning_team_abbr": codes[winner] if winner else None,
        },
    )


def _side(side: Record, name: str, identifier: str, code: str, score: str) -> dict[str, Cell]:
    return {
        f"{name}_team_id": str(side.integer(identifier)),
        f"{name}_team_abbr_raw": side.text(code),
        f"{name}_score": side.integer_or_none(score),
    }


def _state(game: Record, name: str) -> dict[str, Cell]:
    status = game.integer(name)
    if status not in _STATES:
        raise game.bad(name, f"{status} is no game status (1 scheduled, 2 in progress, 3 final)")
    return {"game_status_id": str(status), "game_state": _STATES[status]}


def _start(day: date, status_text: str) -> datetime | None:
    match = _START.match(status_text)
    if not match or not 1 <= int(match[1]) <= 12:
        return None
    hour = int(match[1]) % 12 + (12 if match[3].lower() == "pm" else 0)
    return datetime(day.year, day.month, day.day, hour, int(match[2]), tzinfo=EASTERN).astimezone(UTC)
