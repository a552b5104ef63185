"""NBA.com about players: the game log, the traditional box score, the index of players."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from harness.ingest.identities import TEAM_BY_CODE, season_label
from harness.reference.twin.exchange import Question, RefusedError
from harness.reference.twin.nbacom.result_sets import ResultSet, answer
from harness.reference.twin.nbacom.wording import meta, names
from harness.reference.twin.providers import Json
from harness.reference.twin.records import Game, Records, Row

# Header of the game log → column.
_LOG_COUNTS = {
    "FGM": "field_goals_made",
    "FGA": "field_goals_attempted",
    "FG_PCT": "field_goal_percentage",
    "FG3M": "three_pointers_made",
    "FG3A": "three_pointers_attempted",
    "FG3_PCT": "three_point_percentage",
    "FTM": "free_throws_made",
    "FTA": "free_throws_attempted",
    "FT_PCT": "free_throw_percentage",
    "OREB": "offensive_rebounds",
    "DREB": "defensive_rebounds",
    "REB": "total_rebounds",
    "AST": "assists",
    "STL": "steals",
    "BLK": "blocks",
    "TOV": "turnovers",
    "PF": "personal_fouls",
    "PTS": "points",
    "PLUS_MINUS": "plus_minus",
}
LOG = (
    *("SEASON_ID", "PLAYER_ID", "PLAYER_NAME", "TEAM_ID", "TEAM_ABBREVIATION", "TEAM_NAME", "GAME_ID", "GAME_DATE"),
    *("MATCHUP", "WL", "MIN", *_LOG_COUNTS, "FANTASY_PTS", "VIDEO_AVAILABLE"),
)
# Field of a v3 stat line → column of a player's row.
_STATISTICS = {
    "fieldGoalsMade": "field_goals_made",
    "fieldGoalsAttempted": "field_goals_attempted",
    "fieldGoalsPercentage": "field_goal_percentage",
    "threePointersMade": "three_pointers_made",
    "threePointersAttempted": "three_pointers_attempted",
    "threePointersPercentage": "three_point_percentage",
    "freeThrowsMade": "free_throws_made",
    "freeThrowsAttempted": "free_throws_attempted",
    "freeThrowsPercentage": "free_throw_percentage",
    "reboundsOffensive": "offensive_rebounds",
    "reboundsDefensive": "defensive_rebounds",
    "reboundsTotal": "total_rebounds",
    "assists": "assists",
    "steals": "steals",
    "blocks": "blocks",
    "turnovers": "turnovers",
    "foulsPersonal": "personal_fouls",
    "points": "points",
    "plusMinusPoints": "plus_minus",
}
# The same of a team's row, where it is called otherwise.
_TEAM_COLUMNS = {
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
_OLD_STATS = ("MIN", *("TO" if header == "TOV" else header for header in _LOG_COUNTS))
_RETIRED = {
    "PlayerStats": (
        *("GAME_ID", "TEAM_ID", "TEAM_ABBREVIATION", "TEAM_CITY", "PLAYER_ID", "PLAYER_NAME", "NICKNAME"),
        *("START_POSITION", "COMMENT", *_OLD_STATS),
    ),
    "TeamStats": ("GAME_ID", "TEAM_ID", "TEAM_NAME", "TEAM_ABBREVIATION", "TEAM_CITY", *_OLD_STATS),
    "TeamStarterBenchStats": (
        *("GAME_ID", "TEAM_ID", "TEAM_NAME", "TEAM_ABBREVIATION", "TEAM_CITY", "STARTERS_BENCH", *_OLD_STATS[:-1]),
    ),
}
INDEX = (
    *("PERSON_ID", "PLAYER_LAST_NAME", "PLAYER_FIRST_NAME", "PLAYER_SLUG", "TEAM_ID", "TEAM_SLUG", "IS_DEFUNCT"),
    *("TEAM_CITY", "TEAM_NAME", "TEAM_ABBREVIATION", "JERSEY_NUMBER", "POSITION", "HEIGHT", "WEIGHT", "COLLEGE"),
    *("COUNTRY", "DRAFT_YEAR", "DRAFT_ROUND", "DRAFT_NUMBER", "ROSTER_STATUS", "FROM_YEAR", "TO_YEAR", "PTS", "REB"),
    *("AST", "STATS_TIMEFRAME"),
)


def game_log(records: Records, question: Question) -> Json:
    """leaguegamelog of players: a row a player and game, whole minutes."""
    first, last = question.day_or_none("DateFrom"), question.day_or_none("DateTo")
    known = question.text("Season") == season_label(records.start_year)
    regular = question.text("SeasonType") == "Regular Season"
    of_players = question.text("PlayerOrTeam") == "P"
    rows = []
    if known and regular and of_players:
        for day, games in records.games_by_day.items():
            if (first or date.min) <= day <= (last or date.max):
                over = {game.game_id: game for game in games if game.is_over(question.now)}
                lines = records.rows("nbac_player_boxscores", "game_date", day)
                rows += [_log_row(line, over[line["game_id"]], records) for line in lines if line["game_id"] in over]
    if question.text("Direction") == "DESC":
        rows.reverse()
    asked = {
        "LeagueID": question.text("LeagueID"),
        "Season": question.text("Season"),
        "SeasonType": question.text("SeasonType"),
        "PlayerOrTeam": question.text("PlayerOrTeam"),
        "Counter": question.whole("Counter"),
        "Sorter": question.text("Sorter"),
        "Direction": question.text("Direction"),
        "DateFrom": None if first is None else first.isoformat(),
        "DateTo": None if last is None else last.isoformat(),
    }
    return answer("leaguegamelog", asked, ResultSet("LeagueGameLog", LOG, rows))


def _log_row(line: Row, game: Game, records: Records) -> Mapping[str, Json]:
    team = TEAM_BY_CODE[line["team_abbr"]]
    at_home = team is game.home
    other, margin = game.away if at_home else game.home, game.home_score - game.away_score
    counts = {header: line[column] for header, column in _LOG_COUNTS.items()}
    minutes, seconds = (int(part) for part in line["minutes"].split(":"))
    fantasy = line["points"] + 1.2 * line["total_rebounds"] + 1.5 * line["assists"]
    fantasy += 3 * (line["steals"] + line["blocks"]) - line["turnovers"]
    return {
        "SEASON_ID": f"2{records.start_year}",
        "PLAYER_ID": line["nba_player_id"],
        "PLAYER_NAME": line["player_full_name"],
        "TEAM_ID": team.nba_id,
        "TEAM_ABBREVIATION": team.code,
        "TEAM_NAME": team.name,
        "GAME_ID": game.nba_id,
        "GAME_DATE": game.day.isoformat(),
        "MATCHUP": f"{team.code} {'vs.' if at_home else '@'} {other.code}",
        "WL": "W" if (margin > 0) == at_home else "L",
        "MIN": minutes + (seconds >= 30),
        **counts,
        "FANTASY_PTS": round(fantasy, 1),
        "VIDEO_AVAILABLE": 1,
    }


def box_score(records: Records, question: Question) -> Json:
    """boxscoretraditionalv3: who played, and both teams. A game that is not over has neither.

    Raises:
        RefusedError: the season has no such game.
    """
    identifier = question.text("GameID")
    game = records.games_by_nba_id.get(identifier)
    if game is None:
        raise RefusedError(404, "No game has this id")
    over = game.is_over(question.now)
    players = records.rows("nbac_player_boxscores", "nba_game_id", identifier) if over else ()
    teams = records.rows("nbac_team_boxscore", "nba_game_id", identifier) if over else ()
    box: dict[str, Json] = {
        "gameId": identifier,
        "awayTeamId": game.away.nba_id,
        "homeTeamId": game.home.nba_id,
    }
    for side, team in (("homeTeam", game.home), ("awayTeam", game.away)):
        own = [player for player in players if player["team_abbr"] == team.code]
        totals = [_team_statistics(row) for row in teams if row["team_abbr"] == team.code]
        box[side] = names(team) | {
            "players": [_player(player) for player in own],
            "statistics": totals[0] if totals else _NOTHING_YET,
            **{name: _summed(own, starter=name == "starters") for name in ("starters", "bench") if over},
        }
    about = meta(f"games/{identifier}/boxscoretraditional", question.now)
    return {"meta": about, "boxScoreTraditional": box}


_NOTHING_YET: Mapping[str, Json] = {"minutes": "", **dict.fromkeys(_STATISTICS, 0)}


def retired_box_score(_: Records, question: Question) -> Json:
    """boxscoretraditionalv2, which NBA.com retired in December 2025: headers without rows."""
    asked = {name: question.whole(name) for name in ("StartPeriod", "EndPeriod", "StartRange", "EndRange", "RangeType")}
    sets = (ResultSet(name, headers, ()) for name, headers in _RETIRED.items())
    return answer("boxscore", {"GameID": question.text("GameID"), **asked}, *sets)


def _player(row: Row) -> Json:
    first, family = row["player_full_name"].split(" ", 1)
    return {
        "personId": row["nba_player_id"],
        "firstName": first,
        "familyName": family,
        "nameI": f"{first[0]}. {family}",
        "playerSlug": row["player_full_name"].lower().replace(" ", "-"),
        # Only starters have a position.
        "position": row["position"] if row["starter"] else "",
        "comment": "",
        "jerseyNum": row["jersey_number"],
        "statistics": {"minutes": row["minutes"], **_statistics(row, _STATISTICS)},
    }


def _statistics(row: Row, columns: Mapping[str, str]) -> dict[str, Json]:
    """Percentages without attempts are sent as 0; plus and minus as a decimal."""
    values = {field: row[column] for field, column in columns.items()}
    shares = {field: values[field] or 0.0 for field in values if field.endswith("Percentage")}
    return values | shares | {"plusMinusPoints": float(values["plusMinusPoints"])}


def _team_statistics(row: Row) -> dict[str, Json]:
    columns = {field: _TEAM_COLUMNS.get(column, column) for field, column in _STATISTICS.items()}
    return {"minutes": row["minutes"], **_statistics(row, columns)}


def _summed(rows: Sequence[Row], *, starter: bool) -> Json:
    """The starters' numbers, or the others', added up."""
    own = [row for row in rows if row["starter"] is starter]
    fields = {field: column for field, column in _STATISTICS.items() if not field.endswith("Percentage")}
    sums = {field: sum(row[column] for row in own) for field, column in fields.items() if field != "plusMinusPoints"}
    seconds = sum(60 * int(minutes) + int(rest) for minutes, rest in (row["minutes"].split(":") for row in own))
    shares = {
        f"{kind}Percentage": round(sums[f"{kind}Made"] / sums[f"{kind}Attempted"], 3)
        if sums[f"{kind}Attempted"]
        else 0.0
        for kind in ("fieldGoals", "threePointers", "freeThrows")
    }
    return {"minutes": f"{seconds // 60}:{seconds % 60:02d}", **sums, **shares}


def player_index(records: Records, question: Question) -> Json:
    """playerindex: the players of the season that was asked for; another season has none."""
    known = question.text("Season") == season_label(records.start_year)
    team = question.whole("TeamID")
    rows = [
        _index_row(row)
        for row in (records.all_rows("nbac_player_list_current") if known else ())
        if team in (0, row["team_id"])
    ]
    asked = {
        "LeagueID": question.text("LeagueID"),
        "Season": question.text("Season"),
        "Historical": question.whole("Historical"),
        "TeamID": team,
        **dict.fromkeys(("Country", "College", "DraftYear", "DraftPick", "PlayerPosition", "Height", "Weight")),
        "Active": None,
        "AllStar": None,
    }
    return answer("playerindex", asked, ResultSet("PlayerIndex", INDEX, rows))


def _index_row(row: Row) -> Mapping[str, Json]:
    team = TEAM_BY_CODE[row["team_abbr"]]
    first, last = row["player_full_name"].split(" ", 1)
    return {
        "PERSON_ID": row["player_id"],
        "PLAYER_LAST_NAME": last,
        "PLAYER_FIRST_NAME": first,
        "PLAYER_SLUG": row["player_full_name"].lower().replace(" ", "-"),
        "TEAM_ID": team.nba_id,
        "TEAM_SLUG": team.nickname.lower().replace(" ", ""),
        "IS_DEFUNCT": 0,
        "TEAM_CITY": team.city,
        "TEAM_NAME": team.nickname,
        "TEAM_ABBREVIATION": team.code,
        "JERSEY_NUMBER": row["jersey_number"],
        "POSITION": row["position"],
        "HEIGHT": row["height"],
        "WEIGHT": row["weight"],
        "COLLEGE": row["college"],
        "COUNTRY": row["country"],
        "DRAFT_YEAR": row["draft_year"],
        "DRAFT_ROUND": row["draft_round"],
        "DRAFT_NUMBER": row["draft_pick"],
        "ROSTER_STATUS": 1.0 if row["is_active"] else 0.0,
        "FROM_YEAR": str(row["season_year"] - row["years_pro"]),
        "TO_YEAR": str(row["season_year"]),
        "PTS": None,
        "REB": None,
        "AST": None,
        "STATS_TIMEFRAME": "Season",
    }
