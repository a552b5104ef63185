"""How NBA.com writes instants, states and names of a game."""

from __future__ import annotations

from datetime import UTC, datetime

from harness.clock import EASTERN
from harness.ingest.identities import Team
from harness.reference.twin.providers import Json
from harness.reference.twin.records import Game

SCHEDULED, FINAL = 1, 3


def utc(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def wall(at: datetime, team: Team | None = None) -> str:
    """Wall time of the East, or of a team's home, labelled Z as the feeds do."""
    return f"{at.astimezone(team.zone if team else EASTERN):%Y-%m-%dT%H:%M:%SZ}"


def status(game: Game, now: datetime) -> dict[str, Json]:
    """`Final`, or when it starts: `7:30 pm ET`."""
    if game.is_over(now):
        return {"gameStatus": FINAL, "gameStatusText": "Final"}
    starts = game.tip_off.astimezone(EASTERN)
    text = f"{starts.hour % 12 or 12}:{starts:%M} {'am' if starts.hour < 12 else 'pm'} ET"
    return {"gameStatus": SCHEDULED, "gameStatusText": text}


def names(team: Team) -> dict[str, Json]:
    return {
        "teamId": team.nba_id,
        "teamName": team.nickname,
        "teamCity": team.city,
        "teamTricode": team.code,
        "teamSlug": team.nickname.lower().replace(" ", ""),
    }


def meta(resource: str, now: datetime) -> Json:
    """When an answer was made, and from what."""
    moment = f"{now.astimezone(UTC):%Y-%m-%dT%H:%M:%S}.0Z"
    return {"version": 1, "request": f"http://nba.cloud/{resource}?Format=json", "time": moment}
