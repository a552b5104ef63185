"""NBA.com's scoreboards of a day: scoreboardV2 in result sets, scoreboardv3 in objects."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from harness.ingest.identities import Team
from harness.reference.twin.exchange import Question
from harness.reference.twin.nbacom.result_sets import ResultSet, answer
from harness.reference.twin.nbacom.schedule import LEAGUE, WinsAndLosses, wins_and_losses
from harness.reference.twin.nbacom.wording import meta, names, status, utc, wall
from harness.reference.twin.providers import Json
from harness.reference.twin.records import Game, Records, Row

_OVERTIMES = 10
HEADER = (
    *("GAME_DATE_EST", "GAME_SEQUENCE", "GAME_ID", "GAME_STATUS_ID", "GAME_STATUS_TEXT", "GAMECODE", "HOME_TEAM_ID"),
    *("VISITOR_TEAM_ID", "SEASON", "LIVE_PERIOD", "LIVE_PC_TIME", "NATL_TV_BROADCASTER_ABBREVIATION"),
    *("HOME_TV_BROADCASTER_ABBREVIATION", "AWAY_TV_BROADCASTER_ABBREVIATION", "LIVE_PERIOD_TIME_BCAST", "ARENA_NAME"),
    *("WH_STATUS", "WNBA_COMMISSIONER_FLAG"),
)
LINE = (
    *("GAME_DATE_EST", "GAME_SEQUENCE", "GAME_ID", "TEAM_ID", "TEAM_ABBREVIATION", "TEAM_CITY_NAME", "TEAM_NAME"),
    *("TEAM_WINS_LOSSES", "PTS_QTR1", "PTS_QTR2", "PTS_QTR3", "PTS_QTR4"),
    *(f"PTS_OT{number}" for number in range(1, _OVERTIMES + 1)),
    *("PTS", "FG_PCT", "FT_PCT", "FG3_PCT", "AST", "REB", "TOV"),
)
_OTHER_SETS = {
    "SeriesStandings": (
        *("GAME_ID", "HOME_TEAM_ID", "VISITOR_TEAM_ID", "GAME_DATE_EST", "HOME_TEAM_WINS", "HOME_TEAM_LOSSES"),
        "SERIES_LEADER",
    ),
    "LastMeeting": (
        *("GAME_ID", "LAST_GAME_ID", "LAST_GAME_DATE_EST", "LAST_GAME_HOME_TEAM_ID", "LAST_GAME_HOME_TEAM_CITY"),
        *("LAST_GAME_HOME_TEAM_NAME", "LAST_GAME_HOME_TEAM_ABBREVIATION", "LAST_GAME_HOME_TEAM_POINTS"),
        *("LAST_GAME_VISITOR_TEAM_ID", "LAST_GAME_VISITOR_TEAM_CITY", "LAST_GAME_VISITOR_TEAM_NAME"),
        *("LAST_GAME_VISITOR_TEAM_CITY1", "LAST_GAME_VISITOR_TEAM_POINTS"),
    ),
    **dict.fromkeys(
        ("EastConfStandingsByDay", "WestConfStandingsByDay"),
        (
            *("TEAM_ID", "LEAGUE_ID", "SEASON_ID", "STANDINGSDATE", "CONFERENCE", "TEAM", "G", "W", "L", "W_PCT"),
            *("HOME_RECORD", "ROAD_RECORD"),
        ),
    ),
    "Available": ("GAME_ID", "PT_AVAILABLE"),
    "TeamLeaders": (
        *("GAME_ID", "TEAM_ID", "TEAM_CITY", "TEAM_NICKNAME", "TEAM_ABBREVIATION"),
        *(f"{stat}{what}" for stat in ("PTS", "REB", "AST") for what in ("_PLAYER_ID", "_PLAYER_NAME", "")),
    ),
    "TicketLinks": ("GAME_ID", "LEAG_TIX"),
}


def _quarters(game: Game, team: Team, lines: Sequence[Row]) -> list[int]:
    """Points by quarter, and all overtimes together, added up from the players'."""
    own = [line for line in lines if (line["game_id"], line["team_abbr"]) == (game.game_id, team.code)]
    return [sum(line[f"points_{part}"] or 0 for line in own) for part in ("q1", "q2", "q3", "q4", "ot")]


def scoreboard_2(records: Records, question: Question) -> Json:
    """scoreboardV2. The season does not part several overtimes: all their points stand in the first."""
    day = _offset(question.day("GameDate"), question.whole("DayOffset"))
    players = records.rows("nbac_player_boxscores", "game_date", day)
    teams = {(row["game_id"], row["team_abbr"]): row for row in records.rows("nbac_team_boxscore", "game_date", day)}
    so_far = wins_and_losses(records, question.now)
    headers, lines = [], []
    for sequence, game in enumerate(records.games_on(day), 1):
        headers.append(_header(game, sequence, records, question.now))
        for team in (game.away, game.home):
            wins, losses = so_far[game.game_id, team.code]
            shared = {
                "GAME_DATE_EST": f"{day}T00:00:00",
                "GAME_SEQUENCE": sequence,
                "GAME_ID": game.nba_id,
                "TEAM_ID": team.nba_id,
                "TEAM_ABBREVIATION": team.code,
                "TEAM_CITY_NAME": team.city,
                "TEAM_NAME": team.nickname,
                "TEAM_WINS_LOSSES": f"{wins}-{losses}",
            }
            if game.is_over(question.now):
                lines.append(shared | _line_score(game, team, players, teams[game.game_id, team.code]))
            else:
                # Before the start there is no score.
                lines.append(dict.fromkeys(LINE) | shared)
    asked = {
        "GameDate": question.day("GameDate").isoformat(),
        "LeagueID": question.text("LeagueID"),
        "DayOffset": str(question.whole("DayOffset")),
    }
    others = (ResultSet(name, names, ()) for name, names in _OTHER_SETS.items())
    return answer(
        "scoreboardV2",
        asked,
        ResultSet("GameHeader", HEADER, headers),
        ResultSet("LineScore", LINE, lines),
        *others,
    )


def _offset(day: date, days: int) -> date:
    """The day so many days on; none beyond the calendar."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return date.min


def _header(game: Game, sequence: int, records: Records, now: datetime) -> dict[str, Json]:
    over, state, network = game.is_over(now), status(game, now), game.row["primary_network"]
    return {
        "GAME_DATE_EST": f"{game.day}T00:00:00",
        "GAME_SEQUENCE": sequence,
        "GAME_ID": game.nba_id,
        "GAME_STATUS_ID": state["gameStatus"],
        "GAME_STATUS_TEXT": state["gameStatusText"],
        "GAMECODE": game.row["game_code"],
        "HOME_TEAM_ID": game.home.nba_id,
        "VISITOR_TEAM_ID": game.away.nba_id,
        "SEASON": str(records.start_year),
        "LIVE_PERIOD": game.periods if over else 0,
        "LIVE_PC_TIME": "     ",
        "NATL_TV_BROADCASTER_ABBREVIATION": network,
        "HOME_TV_BROADCASTER_ABBREVIATION": None,
        "AWAY_TV_BROADCASTER_ABBREVIATION": None,
        "LIVE_PERIOD_TIME_BCAST": f"Q{game.periods if over else 0}       - {network or ''}",
        "ARENA_NAME": game.row["arena_name"],
        "WH_STATUS": 1,
        "WNBA_COMMISSIONER_FLAG": 0,
    }


def _line_score(game: Game, team: Team, players: Sequence[Row], totals: Row) -> dict[str, Json]:
    *quarters, overtime = _quarters(game, team, players)
    return {
        **{f"PTS_QTR{number}": points for number, points in enumerate(quarters, 1)},
        **{f"PTS_OT{number}": overtime if number == 1 else 0 for number in range(1, _OVERTIMES + 1)},
        "PTS": game.home_score if team is game.home else game.away_score,
        "FG_PCT": totals["fg_percentage"],
        "FT_PCT": totals["ft_percentage"],
        "FG3_PCT": totals["three_pt_percentage"],
        "AST": totals["assists"],
        "REB": totals["total_rebounds"],
        "TOV": totals["turnovers"],
    }


def scoreboard_3(records: Records, question: Question) -> Json:
    """scoreboardv3. All overtimes together are one period, as in the other version."""
    day, now = question.day("GameDate"), question.now
    players = records.rows("nbac_player_boxscores", "game_date", day)
    so_far = wins_and_losses(records, now)
    games = [
        {
            "gameId": game.nba_id,
            "gameCode": game.row["game_code"],
            **status(game, now),
            "period": game.periods if game.is_over(now) else 0,
            "gameClock": "",
            "gameTimeUTC": utc(game.tip_off),
            "gameEt": wall(game.tip_off),
            "regulationPeriods": 4,
            "seriesGameNumber": "",
            "gameLabel": "",
            "gameSubLabel": "",
            "seriesText": "",
            "ifNecessary": False,
            "homeTeam": _side(game, game.home, players, now, so_far),
            "awayTeam": _side(game, game.away, players, now, so_far),
        }
        for game in records.games_on(day)
    ]
    return {
        "meta": meta("games/scoreboard", now),
        "scoreboard": {"gameDate": day.isoformat(), "leagueId": LEAGUE, "leagueName": "NBA", "games": games},
    }


def _side(game: Game, team: Team, players: Sequence[Row], now: datetime, so_far: WinsAndLosses) -> Json:
    over = game.is_over(now)
    score = game.home_score if team is game.home else game.away_score
    wins, losses = so_far[game.game_id, team.code]
    parts = _quarters(game, team, players)[: min(game.periods, 5)] if over else []
    periods = [
        {"period": number, "periodType": "REGULAR" if number <= 4 else "OVERTIME", "score": points}
        for number, points in enumerate(parts, 1)
    ]
    return names(team) | {
        "wins": wins,
        "losses": losses,
        "score": score if over else 0,
        "seed": None,
        "inBonus": None,
        "timeoutsRemaining": 0,
        "periods": periods,
    }
