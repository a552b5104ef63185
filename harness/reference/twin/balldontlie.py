"""Ball Don't Lie v1: games, box scores, players, injuries, standings, teams.

Shapes as recorded. Lists are pages by cursor, the id of the last record of the page; box scores, standings and
teams come whole and without `meta`, whatever `per_page` says.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date
from operator import itemgetter

from harness.ingest.identities import TEAM_BY_BDL_ID, Team
from harness.reference.twin.exchange import Question, RefusedError, Reply, json_bytes
from harness.reference.twin.parameters import Parameter, flag, iso_day, one_of, shaped, whole
from harness.reference.twin.providers import Json, KeyPlace, Operation, Provider
from harness.reference.twin.records import Game, Records, Row, today

_ID_BY_CODE = {team.code: number for number, team in TEAM_BY_BDL_ID.items()}
# Ids of this size were recorded (15908525); two thousand numbers a season leave room for all its games.
_FIRST_GAME, _FIRST_YEAR, _GAMES_A_SEASON = 15_900_000, 2020, 2_000

# Field of the stat line → column.
_COUNTS = {
    "fgm": "field_goals_made",
    "fga": "field_goals_attempted",
    "fg3m": "three_pointers_made",
    "fg3a": "three_pointers_attempted",
    "ftm": "free_throws_made",
    "fta": "free_throws_attempted",
    "oreb": "offensive_rebounds",
    "dreb": "defensive_rebounds",
    "reb": "rebounds",
    "ast": "assists",
    "stl": "steals",
    "blk": "blocks",
    "turnover": "turnovers",
    "pf": "personal_fouls",
    "pts": "points",
}
_SHARES = {"fg_pct": "field_goal_pct", "fg3_pct": "three_point_pct", "ft_pct": "free_throw_pct"}
_ABOUT_PLAYER = (
    "first_name",
    "last_name",
    "position",
    "height",
    "weight",
    "jersey_number",
    "college",
    "country",
    "draft_year",
    "draft_round",
    "draft_number",
)

_SEASON = whole(1946, 2100)
_PER_PAGE = Parameter("per_page", whole(1, 100), default=25)
_CURSOR = Parameter("cursor", whole(0))
_TEAM_IDS = Parameter("team_ids[]", whole(1), many=True)
_PLAYER_IDS = Parameter("player_ids[]", whole(1), many=True)


def _team(team: Team) -> dict[str, Json]:
    return {
        "id": _ID_BY_CODE[team.code],
        "conference": team.conference,
        "division": team.division,
        "city": team.city,
        "name": team.nickname,
        "full_name": team.name,
        "abbreviation": team.code,
    }


def _teams(_: Records, question: Question) -> Json:
    wanted = question.text_or_none("conference"), question.text_or_none("division")
    teams = [
        _team(team)
        for team in TEAM_BY_BDL_ID.values()
        if wanted[0] in (None, team.conference) and wanted[1] in (None, team.division)
    ]
    return {"data": teams}


def _page(records: Sequence[dict[str, Json]], question: Question, identifier: Callable[[dict[str, Json]], int]) -> Json:
    """The records after the cursor, in the order of their ids; the last page has no next cursor."""
    after, size = question.whole_or_none("cursor") or 0, question.whole("per_page")
    rest = sorted((record for record in records if identifier(record) > after), key=identifier)
    meta: dict[str, Json] = {"per_page": size}
    if len(rest) > size:
        meta = {"next_cursor": identifier(rest[size - 1]), "per_page": size}
    return {"data": rest[:size], "meta": meta}


def _state(game: Game, records: Records, question: Question) -> dict[str, Json]:
    over = game.is_over(question.now)
    return {
        "date": game.day.isoformat(),
        "season": records.start_year,
        # Before the start, the status is the start.
        "status": "Final" if over else f"{game.tip_off.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}",
        "period": game.periods if over else 0,
        "time": "Final" if over else None,
        "postseason": False,
        "home_team_score": game.home_score if over else 0,
        "visitor_team_score": game.away_score if over else 0,
    }


def _games(records: Records, question: Question) -> Json:
    days, seasons = question.several("dates[]"), question.several("seasons[]")
    teams, postseason = question.several("team_ids[]"), question.flag_or_none("postseason")
    first, last = question.day_or_none("start_date"), question.day_or_none("end_date")
    found: list[dict[str, Json]] = []
    if postseason is not True and (seasons is None or records.start_year in seasons):
        for game in records.games:
            sides = {_ID_BY_CODE[game.home.code], _ID_BY_CODE[game.away.code]}
            within = (first or date.min) <= game.day <= (last or date.max) and (days is None or game.day in days)
            if within and (teams is None or sides & teams):
                found.append(_game(game, records, question))
    return _page(found, question, _record_id)


def _game(game: Game, records: Records, question: Question) -> dict[str, Json]:
    return {
        "id": _FIRST_GAME + (records.start_year - _FIRST_YEAR) * _GAMES_A_SEASON + game.number,
        **_state(game, records, question),
        "datetime": f"{game.tip_off.astimezone(UTC):%Y-%m-%dT%H:%M:%S.000Z}",
        "home_team": _team(game.home),
        "visitor_team": _team(game.away),
    }


def _record_id(record: dict[str, Json]) -> int:
    number = record["id"]
    if not isinstance(number, int):
        raise TypeError(f"the id {number!r} is no number")
    return number


def _box_scores(records: Records, question: Question) -> Json:
    return _box_scores_of(records, question, question.day("date"))


def _live_box_scores(records: Records, question: Question) -> Json:
    return _box_scores_of(records, question, today(question.now))


def _box_scores_of(records: Records, question: Question, day: date) -> Json:
    lines = records.rows("bdl_player_boxscores", "game_date", day)
    people = _people(records)
    boxes = []
    for game in records.games_on(day):
        box: dict[str, Json] = dict(_state(game, records, question))
        for side, team in (("home_team", game.home), ("visitor_team", game.away)):
            played = [
                _stat_line(line, people)
                for line in lines
                if game.is_over(question.now) and (line["game_id"], line["team_abbr"]) == (game.game_id, team.code)
            ]
            box[side] = _team(team) | {"players": played}
        boxes.append(box)
    return {"data": boxes}


def _people(records: Records) -> Mapping[int, Row]:
    return {row["bdl_player_id"]: row for row in records.all_rows("bdl_active_players_current")}


def _stat_line(line: Row, people: Mapping[int, Row]) -> dict[str, Json]:
    # Without attempts the provider sends 0 where the platform keeps NULL.
    shares = {field: line[column] or 0 for field, column in _SHARES.items()}
    counts = {field: line[column] for field, column in _COUNTS.items()}
    player = _player(people[line["bdl_player_id"]]) | {"jersey_number": line["jersey_number"]}
    return {"min": line["minutes"], **counts, **shares, "player": player}


def _player(row: Row) -> dict[str, Json]:
    return {"id": row["bdl_player_id"], **{name: row[name] for name in _ABOUT_PLAYER}}


def _active_players(records: Records, question: Question) -> Json:
    wanted = (question.text_or_none("search") or "").casefold()
    teams, players = question.several("team_ids[]"), question.several("player_ids[]")
    found = [
        _player(row) | {"team": _team(TEAM_BY_BDL_ID[row["bdl_team_id"]])}
        for row in records.all_rows("bdl_active_players_current")
        if wanted in row["player_full_name"].casefold()
        and (teams is None or row["bdl_team_id"] in teams)
        and (players is None or row["bdl_player_id"] in players)
    ]
    return _page(found, question, _record_id)


def _injuries(records: Records, question: Question) -> Json:
    """Who is hurt today, or on the last day that is known."""
    day = records.latest_day("bdl_injuries", "scrape_date", today(question.now))
    teams, players = question.several("team_ids[]"), question.several("player_ids[]")
    people = _people(records)
    found = [
        {
            "player": _player(people[row["bdl_player_id"]]) | {"team_id": row["bdl_team_id"]},
            "return_date": row["return_date_original"],
            "description": row["injury_description"],
            "status": row["injury_status"],
        }
        for row in records.rows("bdl_injuries", "scrape_date", day)
        if (teams is None or row["bdl_team_id"] in teams) and (players is None or row["bdl_player_id"] in players)
    ]
    return _page(found, question, lambda entry: _record_id(_inside(entry, "player")))


def _inside(record: dict[str, Json], name: str) -> dict[str, Json]:
    inner = record[name]
    if not isinstance(inner, dict):
        raise TypeError(f"{name} is {inner!r}, no object")
    return inner


def _standings(records: Records, question: Question) -> Json:
    """This morning's standings, or the last that are known; nothing of another season."""
    day = records.latest_day("bdl_standings", "date_recorded", today(question.now))
    if question.whole("season") != records.start_year:
        return {"data": []}
    told = itemgetter("conference_record", "division_record", "home_record", "road_record")
    data = []
    for row in records.rows("bdl_standings", "date_recorded", day):
        conference, division, home, road = told(row)
        data.append(
            {
                "team": _team(TEAM_BY_BDL_ID[row["team_id"]]),
                "conference_record": conference,
                "conference_rank": row["conference_rank"],
                "division_record": division,
                "division_rank": row["division_rank"],
                "wins": row["wins"],
                "losses": row["losses"],
                "home_record": home,
                "road_record": road,
                "season": row["season_year"],
            }
        )
    return {"data": data}


_SCORE = ("data", "*", "home_team_score")
PROVIDER = Provider(
    name="balldontlie",
    told=lambda refused: Reply(refused.status, json_bytes({"error": refused.message})),
    bad_parameter=400,
    key=KeyPlace("Authorization", prefix="Bearer "),
    no_key=RefusedError(401, "Unauthorized"),
    wrong="home_team_score",
    operations=(
        Operation(
            "box_scores",
            "/v1/box_scores",
            _box_scores,
            ("data",),
            _SCORE,
            (Parameter("date", iso_day, required=True), _PER_PAGE, _CURSOR),
        ),
        Operation("live_box_scores", "/v1/box_scores/live", _live_box_scores, ("data",), _SCORE),
        Operation(
            "games",
            "/v1/games",
            _games,
            ("data",),
            _SCORE,
            (
                Parameter("dates[]", iso_day, many=True),
                Parameter("start_date", iso_day),
                Parameter("end_date", iso_day),
                Parameter("seasons[]", _SEASON, many=True),
                _TEAM_IDS,
                Parameter("postseason", flag),
                _PER_PAGE,
                _CURSOR,
            ),
        ),
        Operation(
            "active_players",
            "/v1/players/active",
            _active_players,
            ("data",),
            ("data", "*", "last_name"),
            (Parameter("search", shaped(r"(?s).+", "a part of a name")), _TEAM_IDS, _PLAYER_IDS, _PER_PAGE, _CURSOR),
        ),
        Operation(
            "injuries",
            "/v1/player_injuries",
            _injuries,
            ("data",),
            ("data", "*", "status"),
            (_TEAM_IDS, _PLAYER_IDS, _PER_PAGE, _CURSOR),
        ),
        Operation(
            "standings",
            "/v1/standings",
            _standings,
            ("data",),
            ("data", "*", "wins"),
            (Parameter("season", _SEASON, required=True),),
        ),
        Operation(
            "teams",
            "/v1/teams",
            _teams,
            ("data",),
            ("data", "*", "abbreviation"),
            (
                Parameter("conference", one_of("East", "West")),
                Parameter("division", one_of("Atlantic", "Central", "Southeast", "Northwest", "Pacific", "Southwest")),
            ),
        ),
    ),
)
