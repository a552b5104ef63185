"""NBA.com's live feed of plays, of games that are over."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, timedelta

from harness.ingest.identities import TEAM_BY_CODE
from harness.reference.twin.exchange import Question, RefusedError
from harness.reference.twin.providers import Json
from harness.reference.twin.records import Game, Records, Row

# An evening has two and a half times as many seconds as its game.
_SECONDS_A_SECOND = 2.5
_SHOTS = {"2PT": "2pt", "3PT": "3pt"}
# Who else acts in a play, by its type: the field that names him.
_SECOND_PLAYERS = {
    "fieldgoal made": "assistPersonId",
    "fieldgoal missed": "blockPersonId",
    "turnover": "stealPersonId",
    "foul": "foulDrawnPersonId",
    "jumpball": "jumpBallLostPersonId",
}


def play_by_play(records: Records, question: Question) -> Json:
    """All actions of a game.

    Raises:
        RefusedError: there is no such file; the host says 403, not 404.
    """
    identifier = question.text("gameId")
    game = records.games_by_nba_id.get(identifier)
    if game is None or not game.is_over(question.now):
        raise RefusedError(403, "Access Denied")
    rows = records.rows("nbac_play_by_play", "nba_game_id", identifier)
    meta = {
        "version": 1,
        "code": 200,
        "request": f"http://nba.cloud/games/{identifier}/playbyplay?Format=json",
        "time": f"{question.now:%Y-%m-%d %H:%M:%S}.0",
    }
    return {"meta": meta, "game": {"gameId": identifier, "actions": [_action(row, game) for row in rows]}}


def _time(row: Row, game: Game) -> dict[str, Json]:
    happened = game.tip_off + timedelta(seconds=round(row["time_elapsed_seconds"] * _SECONDS_A_SECOND))
    return {
        "clock": row["game_clock"],
        "timeActual": f"{happened.astimezone(UTC):%Y-%m-%dT%H:%M:%S}.0Z",
        "edited": f"{happened.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}",
        "period": row["period"],
        "periodType": "REGULAR" if row["period"] <= 4 else "OVERTIME",
    }


def _action(row: Row, game: Game) -> Mapping[str, Json]:
    kind, shot = row["event_type"], row["shot_type"]
    is_field_goal = kind == "fieldgoal"
    team = TEAM_BY_CODE[row["player_1_team_abbr"]] if row["player_1_team_abbr"] else None
    action = _time(row, game) | {
        "actionNumber": int(row["event_id"]),
        **({"teamId": team.nba_id, "teamTricode": team.code} if team else {}),
        "actionType": _SHOTS[shot] if is_field_goal else kind,
        "subType": "Jump Shot" if is_field_goal else row["event_action_type"] or "",
        "qualifiers": [],
        "personId": row["player_1_id"] or 0,
        "x": row["shot_x"],
        "y": row["shot_y"],
        "possession": team.nba_id if team else 0,
        "scoreHome": str(row["score_home"]),
        "scoreAway": str(row["score_away"]),
        "orderNumber": row["event_sequence"],
        "isTargetScoreLastPeriod": False,
        "xLegacy": None,
        "yLegacy": None,
        "isFieldGoal": int(is_field_goal),
        "side": None if row["shot_x"] is None else "left",
        "description": row["event_description"],
        "personIdsFilter": [number for number in (row["player_1_id"], row["player_2_id"]) if number],
    }
    if row["shot_made"] is not None:
        action["shotResult"] = "Made" if row["shot_made"] else "Missed"
    if is_field_goal:
        action["shotDistance"] = row["shot_distance"]
    second = _SECOND_PLAYERS.get(f"{kind} {row['event_action_type']}" if is_field_goal else kind)
    if second and row["player_2_id"]:
        action[second] = row["player_2_id"]
    if kind == "jumpball":
        action["jumpBallWonPersonId"] = row["player_1_id"]
    return action
