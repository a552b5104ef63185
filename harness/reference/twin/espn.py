"""ESPN: scoreboard and team rosters, with its own ids and codes. No key.

A roster is that of the last weekly look; a team is asked for by its number, 1 to 30.
"""

from __future__ import annotations

from datetime import UTC, datetime, time

from harness.clock import EASTERN
from harness.ingest.identities import TEAMS, Team, season_label
from harness.reference.twin.exchange import Question, RefusedError, Reply, json_bytes
from harness.reference.twin.parameters import NO_DAY, Parameter, compact_day, one_of, whole
from harness.reference.twin.providers import Json, Operation, Provider
from harness.reference.twin.records import Game, Records, Row, today

_BASE = "/apis/site/v2/sports/basketball/nba"
_TEAM_BY_ID = {str(team.espn_id): team for team in TEAMS}
_POSITION_IDS = {"G": "3", "F": "7", "C": "9"}
_REGULAR_SEASON = 2


def _scoreboard(records: Records, question: Question) -> Json:
    day = question.day_or_none("dates") or today(question.now)
    about_day: dict[str, Json] = {} if day == NO_DAY else {"day": {"date": day.isoformat()}}
    rows = {row["game_id"]: row for row in records.rows("espn_scoreboard", "game_date", day)}
    events = [_event(game, rows[game.game_id], records, question) for game in records.games_on(day)]
    return {
        "leagues": [_league(records)],
        "season": {"type": _REGULAR_SEASON, "year": records.start_year + 1},
        **about_day,
        "events": events[: question.whole("limit")],
    }


def _league(records: Records) -> Json:
    """A season is named by the year it ends in."""
    first, last = records.games[0].day, records.games[-1].day
    kind = {"id": "2", "type": _REGULAR_SEASON, "name": "Regular Season", "abbreviation": "reg"}
    return {
        "id": "46",
        "uid": "s:40~l:46",
        "name": "National Basketball Association",
        "abbreviation": "NBA",
        "slug": "nba",
        "season": {
            "year": records.start_year + 1,
            "startDate": f"{first}T07:00Z",
            "endDate": f"{last}T06:59Z",
            "displayName": season_label(records.start_year),
            "type": kind,
        },
        "logos": [],
        "calendarType": "day",
        "calendarIsWhitelist": True,
        "calendarStartDate": f"{first}T07:00Z",
        "calendarEndDate": f"{last}T06:59Z",
        "calendar": [f"{day}T07:00Z" for day in records.games_by_day],
    }


def _minute(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%MZ}"


def _event(game: Game, row: Row, records: Records, question: Question) -> Json:
    competition = _competition(game, row, over=game.is_over(question.now))
    identifier = row["espn_game_id"]
    return {
        "id": identifier,
        "uid": f"s:40~l:46~e:{identifier}",
        "date": _minute(game.tip_off),
        "name": f"{game.away.name} at {game.home.name}",
        "shortName": f"{game.away.espn_code} @ {game.home.espn_code}",
        "season": {"year": records.start_year + 1, "type": _REGULAR_SEASON, "slug": "regular-season"},
        "competitions": [competition],
        "links": [],
        "status": competition["status"],
    }


def _competition(game: Game, row: Row, *, over: bool) -> dict[str, Json]:
    identifier = row["espn_game_id"]
    return {
        "id": identifier,
        "uid": f"s:40~l:46~e:{identifier}~c:{identifier}",
        "date": _minute(game.tip_off),
        "attendance": 0,
        "type": {"id": "1", "abbreviation": "STD"},
        "timeValid": True,
        "neutralSite": bool(game.row["neutral_site_flag"]),
        "conferenceCompetition": game.home.conference == game.away.conference,
        "playByPlayAvailable": over,
        "recent": False,
        "venue": {
            "id": str(game.home.espn_id),
            "fullName": game.row["arena_name"],
            "address": {"city": game.row["arena_city"], "state": game.row["arena_state"]},
            "indoor": True,
        },
        "competitors": [_competitor(side, game, row, over=over) for side in ("home", "away")],
        "notes": [],
        "status": _status(game, row, over=over),
        "broadcasts": [],
        "format": {"regulation": {"periods": 4}},
        "geoBroadcasts": [],
        "highlights": [],
        "startDate": _minute(game.tip_off),
    }


def _competitor(side: str, game: Game, row: Row, *, over: bool) -> dict[str, Json]:
    team = game.home if side == "home" else game.away
    competitor: dict[str, Json] = {
        "id": str(team.espn_id),
        "uid": f"s:40~l:46~t:{team.espn_id}",
        "type": "team",
        "order": 0 if side == "home" else 1,
        "homeAway": side,
        "team": _team(team) | {"isActive": True},
        # A score is text, 0 before the start; then nobody has won.
        "score": str(row[f"{side}_team_score"] if over else 0),
        "statistics": [],
    }
    if over:
        competitor["winner"] = row[f"{side}_team_winner"]
    return competitor


def _team(team: Team) -> dict[str, Json]:
    return {
        "id": str(team.espn_id),
        "uid": f"s:40~l:46~t:{team.espn_id}",
        "location": team.city,
        "name": team.nickname,
        "abbreviation": team.espn_code,
        "displayName": team.name,
        "shortDisplayName": team.nickname,
    }


def _status(game: Game, row: Row, *, over: bool) -> Json:
    if over:
        kind: dict[str, Json] = {
            "id": row["espn_status_id"],
            "name": "STATUS_FINAL",
            "state": row["espn_state"],
            "completed": row["is_completed"],
            "description": "Final",
            "detail": row["game_status_detail"],
            "shortDetail": row["game_status_detail"],
        }
    else:
        starts = game.tip_off.astimezone(EASTERN)
        kind = {
            "id": "1",
            "name": "STATUS_SCHEDULED",
            "state": "pre",
            "completed": False,
            "description": "Scheduled",
            "detail": f"{starts:%a, %B} {starts.day} at {_clock(starts)}",
            "shortDetail": f"{starts.month}/{starts.day} - {_clock(starts)}",
        }
    return {"clock": 0.0, "displayClock": "0.0", "period": game.periods if over else 0, "type": kind}


def _clock(at: datetime) -> str:
    return f"{at.hour % 12 or 12}:{at:%M %p} {at:%Z}"


def _roster(records: Records, question: Question) -> Json:
    team = _TEAM_BY_ID.get(question.text("team"))
    if team is None:
        raise RefusedError(404, "No team found with this id")
    links = [
        {
            "language": "en-US",
            "rel": ["roster", "desktop", "team"],
            "href": f"https://www.espn.com/nba/team/roster/_/name/{team.espn_code.lower()}",
            "text": "Roster",
            "shortText": "Roster",
            "isExternal": False,
            "isPremium": False,
        }
    ]
    told = _team(team) | {"slug": team.name.lower().replace(" ", "-"), "isActive": True, "logos": [], "links": links}
    # Before the first look there is the first.
    first = records.season.first_day
    day = records.latest_day("espn_team_rosters", "roster_date", max(first, today(question.now)))
    listed = [row for row in records.rows("espn_team_rosters", "roster_date", day) if row["team_abbr"] == team.code]
    return {"team": told | {"athletes": [_athlete(row) for row in listed]}}


def _name_of_athlete(row: Row) -> dict[str, Json]:
    name, identifier = row["player_full_name"], str(row["espn_player_id"])
    first, last = name.split(" ", 1)
    return {
        "id": identifier,
        "uid": f"s:40~l:46~a:{identifier}",
        "type": "basketball",
        "firstName": first,
        "lastName": last,
        "fullName": name,
        "displayName": name,
        "shortName": f"{first[0]}. {last}",
        "slug": name.lower().replace(" ", "-"),
    }


def _athlete(row: Row) -> Json:
    feet, inches = row["height"].rstrip('"').split("' ")
    return _name_of_athlete(row) | {
        "weight": float(row["weight"].removesuffix(" lbs")),
        "displayWeight": row["weight"],
        "height": float(int(feet) * 12 + int(inches)),
        "displayHeight": row["height"],
        "age": row["age"],
        # Midnight in California, written in UTC.
        "dateOfBirth": _minute(datetime.combine(row["birth_date"], time(7), UTC)),
        "links": [],
        # The season knows no cities.
        "birthPlace": {"city": "", "country": row["birth_place"]},
        "college": {"name": row["college"]} if row["college"] else {},
        "jersey": row["jersey_number"],
        "position": {
            "id": _POSITION_IDS[row["position_abbr"]],
            "name": row["position"],
            "displayName": row["position"],
            "abbreviation": row["position_abbr"],
            "leaf": True,
        },
        "injuries": [],
        "linked": True,
        "teams": [{}],
        "eventLog": {},
        "experience": {"years": row["experience_years"]},
        "active": True,
        "status": {"id": "1", "name": row["status"], "type": "active", "abbreviation": row["status"]},
    }


PROVIDER = Provider(
    name="espn",
    told=lambda refused: Reply(refused.status, json_bytes({"code": refused.status, "message": refused.message})),
    bad_parameter=400,
    wrong="score",
    operations=(
        Operation(
            "scoreboard",
            f"{_BASE}/scoreboard",
            _scoreboard,
            ("events",),
            ("events", "*", "competitions", "*", "competitors", "*", "score"),
            (Parameter("dates", compact_day), Parameter("limit", whole(1, 1000), default=1000)),
        ),
        Operation(
            "roster",
            f"{_BASE}/teams/<team>",
            _roster,
            ("team", "athletes"),
            ("team", "athletes", "*", "fullName"),
            (Parameter("enable", one_of("roster"), required=True),),
        ),
    ),
)
