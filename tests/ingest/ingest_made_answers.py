"""Small answers made by hand, one a provider and feed, in the shapes the providers send."""

from __future__ import annotations

from typing import Any

Json = Any

BDL_TEAMS = {
    "PHI": {"id": 23, "conference": "East", "division": "Atlantic", "city": "Philadelphia", "name": "76ers"},
    "HOU": {"id": 11, "conference": "West", "division": "Southwest", "city": "Houston", "name": "Rockets"},
    "NYK": {"id": 20, "conference": "East", "division": "Atlantic", "city": "New York", "name": "Knicks"},
}


def bdl_team(code: str, **more: Json) -> Json:
    team = BDL_TEAMS[code]
    return team | {"full_name": f"{team['city']} {team['name']}", "abbreviation": code} | more


def bdl_player(identifier: int, first: str, last: str, **more: Json) -> Json:
    return {
        "id": identifier,
        "first_name": first,
        "last_name": last,
        "position": "F",
        "height": "6-8",
        "weight": "230",
        "jersey_number": "33",
        "college": "None",
        "country": "USA",
        "draft_year": 2008,
        "draft_round": 1,
        "draft_number": 25,
    } | more


def bdl_line(identifier: int = 145, first: str = "Joel", last: str = "Embiid", **more: Json) -> Json:
    """12 field goals with 1 three, 16 free throws: 41 points."""
    return {
        "min": "31",
        "fgm": 12,
        "fga": 21,
        "fg_pct": 0.5714286,
        "fg3m": 1,
        "fg3a": 5,
        "fg3_pct": 0.2,
        "ftm": 16,
        "fta": 17,
        "ft_pct": 0.9411765,
        "oreb": 2,
        "dreb": 8,
        "reb": 10,
        "ast": 3,
        "stl": 1,
        "blk": 1,
        "turnover": 2,
        "pf": 5,
        "pts": 41,
        "player": bdl_player(identifier, first, last),
    } | more


def bdl_box_scores(home_lines: list[Json] | None = None, away_lines: list[Json] | None = None, **game: Json) -> Json:
    home = [bdl_line(), bdl_line(33, "Nicolas", "Batum")] if home_lines is None else home_lines
    away = [bdl_line(188, "Jeff", "Green")] if away_lines is None else away_lines
    return {
        "data": [
            {
                "date": "2024-01-15",
                "season": 2023,
                "status": "Final",
                "period": 4,
                "time": "Final",
                "postseason": False,
                "home_team_score": 124,
                "visitor_team_score": 115,
                "home_team": bdl_team("PHI", players=home),
                "visitor_team": bdl_team("HOU", players=away),
            }
            | game
        ]
    }


def bdl_active_players() -> Json:
    return {"data": [bdl_player(3, "Steven", "Adams", team=bdl_team("HOU"))], "meta": {"per_page": 100}}


def bdl_injuries(**entry: Json) -> Json:
    player = bdl_player(1, "Jalen", "Johnson", team_id=1)
    listed = {"player": player, "return_date": "Jul 17", "description": "Jul 3: torn labrum.", "status": "Day-To-Day"}
    return {"data": [listed | entry], "meta": {"per_page": 100}}


def bdl_standings() -> Json:
    return {
        "data": [
            {
                "team": bdl_team("NYK"),
                "conference_record": "34-18",
                "conference_rank": 3,
                "division_record": "12-4",
                "division_rank": 2,
                "wins": 51,
                "losses": 31,
                "home_record": "27-14",
                "road_record": "24-17",
                "season": 2024,
            }
        ]
    }


def espn_scoreboard(date: str = "2024-01-16T03:30Z", home: str = "GS", away: str = "UTAH", **kind: Json) -> Json:
    status = {"id": "3", "name": "STATUS_FINAL", "state": "post", "completed": True, "description": "Final"}
    sides = [
        {"homeAway": "home", "winner": True, "score": "132", "team": espn_team(9, home)},
        {"homeAway": "away", "winner": False, "score": "105", "team": espn_team(26, away)},
    ]
    competition = {
        "id": "401585193",
        "date": date,
        "type": {"id": "1", "abbreviation": "STD"},
        "status": {"type": status | {"detail": "Final"} | kind},
        "competitors": sides,
    }
    event = {"id": "401585193", "date": date, "season": {"year": 2024, "type": 2}, "competitions": [competition]}
    return {"leagues": [], "events": [event]}


def espn_team(identifier: int, code: str) -> Json:
    return {"id": str(identifier), "abbreviation": code, "displayName": f"Team {code}"}


def espn_roster(**athlete: Json) -> Json:
    listed = {
        "id": "3917376",
        "fullName": "Jaylen Brown",
        "jersey": "7",
        "height": 78.0,
        "displayHeight": "6' 6\"",
        "displayWeight": "223 lbs",
        "age": 28,
        "dateOfBirth": "1996-10-24T07:00Z",
        "experience": {"years": 8},
        "position": {"displayName": "Shooting Guard", "abbreviation": "SG"},
        "birthPlace": {"city": "Marietta", "state": "GA", "country": "USA"},
        "status": {"name": "Active"},
        "contract": {"salary": 49205800},
    }
    return {"team": espn_team(2, "BOS") | {"athletes": [listed | athlete]}}


def result_sets(**sets: tuple[list[str], list[list[Json]]]) -> Json:
    """An answer of stats.nba.com, one `name=(headers, rows)` a result set."""
    return {
        "resource": "made",
        "parameters": {"Season": "2024-25"},
        "resultSets": [{"name": name, "headers": headers, "rowSet": rows} for name, (headers, rows) in sets.items()],
    }


def nba_scoreboard(status: int = 3, text: str = "Final", home_points: Json = 109, away_points: Json = 99) -> Json:
    day = "2024-01-15T00:00:00"
    return result_sets(
        GameHeader=(
            ["GAME_DATE_EST", "GAME_ID", "GAME_STATUS_ID", "GAME_STATUS_TEXT", "HOME_TEAM_ID", "VISITOR_TEAM_ID"],
            [[day, "0022300559", status, text, 1610612737, 1610612759]],
        ),
        LineScore=(
            ["GAME_ID", "TEAM_ID", "TEAM_ABBREVIATION", "PTS"],
            [
                ["0022300559", 1610612759, "SAS", away_points],
                ["0022300559", 1610612737, "ATL", home_points],
            ],
        ),
    )


def nba_schedule(*games: Json) -> Json:
    return {
        "meta": {"time": "2025-01-01T10:00:00.5Z"},
        "leagueSchedule": {
            "seasonYear": "2024-25",
            "gameDates": [{"gameDate": "01/15/2025 00:00:00", "games": list(games or (nba_schedule_game(),))}],
        },
    }


def nba_schedule_game(**more: Json) -> Json:
    return {
        "gameId": "0022400561",
        "gameCode": "20250115/NYKPHI",
        "gameStatus": 3,
        "gameStatusText": "Final/OT",
        "gameDateTimeEst": "2025-01-15T19:00:00Z",
        "gameDateTimeUTC": "2025-01-16T00:00:00Z",
        "gameLabel": "",
        "gameSubtype": "",
        "isNeutral": False,
        "arenaName": "Wells Fargo Center",
        "arenaCity": "Philadelphia",
        "arenaState": "PA",
        "broadcasters": {"nationalTvBroadcasters": [{"broadcasterDisplay": "ESPN"}], "nationalOttBroadcasters": []},
        "homeTeam": {"teamId": 1610612755, "teamTricode": "PHI", "teamName": "76ers", "score": 119},
        "awayTeam": {"teamId": 1610612752, "teamTricode": "NYK", "teamName": "Knicks", "score": 125},
    } | more


STATS = ["MIN", "FGM", "FGA", "FG_PCT", "FG3M", "FG3A", "FG3_PCT", "FTM", "FTA", "FT_PCT", "OREB", "DREB", "REB"]
STATS += ["AST", "STL", "BLK", "TO", "PF", "PTS", "PLUS_MINUS"]
HART = ["49:25", 4, 9, 0.444, 0, 3, 0.0, 2, 3, 0.667, 5, 12, 17, 12, 4, 0, 3, 3, 10, 10]
DID_NOT_PLAY = [None] * len(STATS)
TOTALS = ["265:00", 46, 86, 0.535, 16, 37, 0.432, 17, 24, 0.708, 15, 30, 45, 28, 10, 3, 13, 14, 125, 6]


def nba_box_score() -> Json:
    """Version 2: no day, no home side."""
    player = ["GAME_ID", "TEAM_ID", "TEAM_ABBREVIATION", "PLAYER_ID", "PLAYER_NAME", "START_POSITION", "COMMENT"]
    team = ["GAME_ID", "TEAM_ID", "TEAM_NAME", "TEAM_ABBREVIATION", "TEAM_CITY"]
    game, knicks, sixers = "0022400561", 1610612752, 1610612755
    return result_sets(
        PlayerStats=(
            player + STATS,
            [
                [game, knicks, "NYK", 1628404, "Josh Hart", "F", "", *HART],
                [game, sixers, "PHI", 203954, "Joel Embiid", "", "DND - Injury/Illness", *DID_NOT_PLAY],
            ],
        ),
        TeamStats=(
            team + STATS,
            [
                [game, sixers, "76ers", "PHI", "Philadelphia", *TOTALS],
                [game, knicks, "Knicks", "NYK", "New York", *TOTALS],
            ],
        ),
    )


def nba_box_score_v3() -> Json:
    numbers = {
        "minutes": "49:25",
        "fieldGoalsMade": 4,
        "fieldGoalsAttempted": 9,
        "fieldGoalsPercentage": 0.444,
        "threePointersMade": 0,
        "threePointersAttempted": 3,
        "threePointersPercentage": 0.0,
        "freeThrowsMade": 2,
        "freeThrowsAttempted": 3,
        "freeThrowsPercentage": 0.667,
        "reboundsOffensive": 5,
        "reboundsDefensive": 12,
        "reboundsTotal": 17,
        "assists": 12,
        "steals": 4,
        "blocks": 0,
        "turnovers": 3,
        "foulsPersonal": 3,
        "points": 10,
        "plusMinusPoints": 10.0,
    }
    hart = {"personId": 1628404, "firstName": "Josh", "familyName": "Hart", "position": "F", "jerseyNum": "3"}
    embiid = {"personId": 203954, "firstName": "Joel", "familyName": "Embiid", "position": "", "jerseyNum": "21"}

    def team(number: int, code: str, name: str, city: str, player: Json) -> Json:
        totals = numbers | {"minutes": "265:00", "points": 125}
        names = {"teamId": number, "teamTricode": code, "teamName": name, "teamCity": city}
        return names | {"players": [player], "statistics": totals}

    return {
        "meta": {"version": 1},
        "boxScoreTraditional": {
            "gameId": "0022400561",
            "awayTeam": team(1610612752, "NYK", "Knicks", "New York", hart | {"statistics": numbers}),
            "homeTeam": team(1610612755, "PHI", "76ers", "Philadelphia", embiid | {"statistics": {"minutes": ""}}),
        },
    }


LOG_HEADERS = ["PLAYER_ID", "PLAYER_NAME", "TEAM_ID", "TEAM_ABBREVIATION", "GAME_ID", "GAME_DATE", "MATCHUP"]
LOG_STATS = ["TOV" if name == "TO" else name for name in STATS]


def nba_game_log(matchup: str = "NYK @ PHI", team: str = "NYK", game: str = "0022400561", **more: Json) -> Json:
    values = dict(zip(LOG_STATS, HART, strict=True)) | {"MIN": 49}
    row = {"PLAYER_ID": 1628404, "PLAYER_NAME": "Josh Hart", "TEAM_ID": 1610612752, "TEAM_ABBREVIATION": team}
    row |= {"GAME_ID": game, "GAME_DATE": "2025-01-15", "MATCHUP": matchup} | values | more
    return result_sets(LeagueGameLog=(list(row), [list(row.values())]))


def nba_player_index(**more: Json) -> Json:
    row = {
        "PERSON_ID": 203999,
        "PLAYER_LAST_NAME": "Jokić",
        "PLAYER_FIRST_NAME": "Nikola",
        "TEAM_ID": 1610612743,
        "TEAM_ABBREVIATION": "DEN",
        "JERSEY_NUMBER": "15",
        "POSITION": "C",
        "HEIGHT": "6-11",
        "WEIGHT": "284",
        "COLLEGE": "Mega Basket",
        "COUNTRY": "Serbia",
        "DRAFT_YEAR": 2014,
        "DRAFT_ROUND": 2,
        "DRAFT_NUMBER": 41,
        "ROSTER_STATUS": 1.0,
    } | more
    return result_sets(PlayerIndex=(list(row), [list(row.values())]))


def nba_play_by_play() -> Json:
    def action(number: int, clock: str, kind: str, **more: Json) -> Json:
        when = f"2025-01-07T01:1{number}:00.2Z"
        start = {"actionNumber": number, "orderNumber": number * 10000, "clock": clock, "timeActual": when, "period": 1}
        score = {"scoreHome": "0", "scoreAway": "0", "personId": 0, "subType": "", "description": kind}
        return start | score | {"actionType": kind} | more

    minnesota, clippers = {"teamTricode": "MIN"}, {"teamTricode": "LAC"}
    made = {"shotResult": "Made", "isFieldGoal": 1, "x": 11.5, "y": 49.75, "shotDistance": 5.57}
    return {
        "meta": {"code": 200},
        "game": {
            "gameId": "0022400500",
            "actions": [
                action(1, "PT12M00.00S", "period", subType="start"),
                action(
                    2,
                    "PT11M42.50S",
                    "2pt",
                    personId=1627826,
                    assistPersonId=202695,
                    scoreAway="2",
                    **made,
                    **clippers,
                ),
                action(3, "PT11M31.00S", "foul", personId=1627739, foulDrawnPersonId=203497, scoreAway="2", **clippers),
                action(
                    4,
                    "PT11M31.00S",
                    "freethrow",
                    personId=203497,
                    subType="1 of 2",
                    shotResult="Missed",
                    scoreAway="2",
                    **minnesota,
                ),
            ],
        },
    }


def nba_referees() -> Json:
    def game(identifier: str, code: str, home: str, away: str) -> Json:
        officials = {"official1": "John Goble", "official1_code": 101284, "official1_JNum": "10"}
        officials |= {"official2": "Ray Acosta", "official2_code": 1626300, "official2_JNum": "54", "official3": None}
        sides = {"home_team_id": 1610612739, "home_team": "Cleveland", "home_team_abbr": home}
        sides |= {"away_team_id": 1610612760, "away_team": "Oklahoma City", "away_team_abbr": away}
        return (
            {"game_id": identifier, "game_date": "01/08/2025", "season": "22024", "game_code": code} | sides | officials
        )

    gleague = game("2022400077", "20250108/OSCIMA", "IMA", "OSC")
    return {
        "nba": {"Table": {"rows": [game("0022400509", "20250108/OKCCLE", "CLE", "OKC")]}},
        "gl": {"Table": {"rows": [gleague]}},
        "wnba": {"Table": {"rows": []}},
    }


def odds(*markets: Json, book: str = "draftkings", **event: Json) -> Json:
    """One event, not wrapped."""
    return {
        "id": "cd0bc7d0c238f4446ce1c03d0cea7ec4",
        "sport_key": "basketball_nba",
        "sport_title": "NBA",
        "commence_time": "2024-01-25T03:10:00Z",
        "home_team": "Golden State Warriors",
        "away_team": "Los Angeles Clippers",
        "bookmakers": [
            {"key": book, "title": "DraftKings", "last_update": "2024-01-25T01:55:22Z", "markets": list(markets)}
        ],
    } | event


def market(key: str, *outcomes: Json) -> Json:
    return {"key": key, "last_update": "2024-01-25T01:56:00Z", "outcomes": list(outcomes)}


SPREADS = market(
    "spreads",
    {"name": "Golden State Warriors", "price": 1.83, "point": -6.5},
    {"name": "Los Angeles Clippers", "price": 1.91, "point": 6.5},
)
MONEYLINE = market("h2h", {"name": "Golden State Warriors", "price": 1.32})
POINTS = market(
    "player_points",
    {"name": "Over", "description": "Stephen Curry", "price": 1.91, "point": 27.5},
    {"name": "Under", "description": "Stephen Curry", "price": 2.5, "point": 27.5},
    {"name": "Over", "description": "Klay Thompson", "price": -115, "point": 17.5},
)


def historical(data: Json) -> Json:
    return {
        "timestamp": "2024-01-25T01:55:40Z",
        "previous_timestamp": "2024-01-25T01:50:38Z",
        "next_timestamp": "2024-01-25T02:00:38Z",
        "data": data,
    }


def bettingpros_events() -> Json:
    return {
        "events": [
            {"id": 20879, "sport": "NBA", "scheduled": "2021-10-21 23:30:00", "home": "ATL", "visitor": "DAL"},
            {"id": 20881, "sport": "NBA", "scheduled": "2021-10-22 02:00:00", "home": "GSW", "visitor": "LAC"},
        ]
    }


def bettingpros_offers(event: int = 20881, team: str = "GSW", market_id: int = 156) -> Json:
    def line(identifier: int, number: float, cost: int) -> Json:
        return {
            "id": identifier,
            "line": number,
            "cost": cost,
            "best": True,
            "active": True,
            "updated": "2021-10-21 22:10:00",
        }

    opening = {"line": 26.5, "cost": -110, "book_id": 10, "created": "2021-10-21 14:00:00"}
    player = {"team": team, "position": "G", "first_name": "Stephen", "last_name": "Curry"}
    books = [{"id": 12, "lines": [line(1, 27.5, -115)]}, {"id": 0, "lines": [line(2, 27.5, -112)]}]
    return {
        "offers": [
            {
                "id": 778,
                "event_id": event,
                "market_id": market_id,
                "participants": [{"id": "3473", "name": "Stephen Curry", "player": player}],
                "selections": [
                    {"id": 1, "selection": "over", "opening_line": opening, "books": books},
                    {"id": 2, "selection": "under", "opening_line": None, "books": books[:1]},
                ],
            }
        ],
        "_pagination": {"page": 1, "next": None},
    }


CSV_HEADER = (
    "game_id,data_set,date,a1,a2,a3,a4,a5,h1,h2,h3,h4,h5,period,away_score,home_score,remaining_time,elapsed,"
    "play_length,play_id,team,event_type,assist,away,home,block,entered,left,num,opponent,outof,player,points,"
    "possession,reason,result,steal,type,shot_distance,original_x,original_y,converted_x,converted_y,description"
)
_AWAY = "Myles Turner,Tyrese Haliburton,Andrew Nembhard,Aaron Nesmith,Pascal Siakam"
_HOME = "Chet Holmgren,Jalen Williams,Luguentz Dort,Shai Gilgeous-Alexander,Isaiah Hartenstein"
_START = f"42400407,NBA 2025 Playoffs,2025-06-22,{_AWAY},{_HOME},1"


def bigdataball_csv(*more: str) -> str:
    rows = [
        f"{_START},0,0,0:12:00,0:00:00,0:00:00,1,,start of period,,,,,,,,,,,,,,,,start of period,,,,,,",
        f"{_START},2,0,0:11:44,0:00:16,0:00:16,2,IND,shot,,,,,,,,,,Andrew Nembhard,2,,,made,,3pt jump shot,"
        "14,91,106,15.9,15.6,Nembhard 14' Jump Shot",
        f"{_START},2,0,0:11:29,0:00:31,0:00:15,3,OKC,shot,,,,Aaron Nesmith,,,,,,Jalen Williams,0,,,missed,,jump shot,"
        '10,-96,22,15.4,86.8,"MISS Jal. Williams, blocked"',
        f"{_START},2,0,0:11:10,0:00:50,0:00:19,4,OKC,substitution,,,,,Alex Caruso,Chet Holmgren,,,,Chet Holmgren,"
        ",,,,,sub,,,,,,SUB: Caruso FOR Holmgren",
    ]
    return "\n".join([CSV_HEADER, *rows, *more]) + "\n"
