"""Ball Don't Lie: box scores, active players, injuries, standings; games and teams are only checked."""

from __future__ import annotations

from datetime import UTC, date, datetime

from harness.ingest.answers import Answer
from harness.ingest.fields import Record
from harness.ingest.identities import (
    TEAM_BY_BDL_ID,
    calendar_day,
    known_team,
    platform_game_id,
    player_key,
    season_label,
    season_year_of,
    utc_instant,
)
from harness.ingest.rows import Cell, Gathering

BOX_SCORES = "nba_raw.bdl_player_boxscores"
ACTIVE_PLAYERS = "nba_raw.bdl_active_players_current"
INJURIES = "nba_raw.bdl_injuries"
STANDINGS = "nba_raw.bdl_standings"

# Column → field of the stat line.
_COUNTS = {
    "points": "pts",
    "assists": "ast",
    "rebounds": "reb",
    "offensive_rebounds": "oreb",
    "defensive_rebounds": "dreb",
    "steals": "stl",
    "blocks": "blk",
    "turnovers": "turnover",
    "personal_fouls": "pf",
    "field_goals_made": "fgm",
    "field_goals_attempted": "fga",
    "three_pointers_made": "fg3m",
    "three_pointers_attempted": "fg3a",
    "free_throws_made": "ftm",
    "free_throws_attempted": "fta",
}
_SHARES = {"field_goal_pct": "fg_pct", "three_point_pct": "fg3_pct", "free_throw_pct": "ft_pct"}

_INJURY_STATUS = {
    "out": "out",
    "doubtful": "doubtful",
    "questionable": "questionable",
    "probable": "probable",
    "day-to-day": "questionable",
    "available": "available",
}
# First match counts; the word stands in the free text of the injury note.
_REASONS = (
    ("g league", "g_league"),
    ("g-league", "g_league"),
    ("suspen", "suspension"),
    ("personal", "personal"),
    ("(rest", "rest"),
    ("rest purposes", "rest"),
)


def box_scores(answer: Answer, gathering: Gathering) -> None:
    """`/v1/box_scores` and `/v1/box_scores/live`: one row a player line, also of those who did not play (`00`)."""
    expected = ("date", "home_team", "visitor_team")
    for game in gathering.records(answer.top("data"), "data", having=expected):
        with gathering.one_record():
            shared = _game(game)
            for side in ("home_team", "visitor_team"):
                team = game.part(side)
                code = team.parsed("abbreviation", known_team)
                if not team.has("players"):
                    continue
                for line in gathering.records(team, "players"):
                    with gathering.one_record():
                        gathering.add(BOX_SCORES, line.place, shared | {"team_abbr": code} | _player_line(line))


def _game(game: Record) -> dict[str, Cell]:
    # `date` is the Eastern game day, not the UTC date of `datetime`.
    day = game.parsed("date", calendar_day)
    home, away = (game.part(side).parsed("abbreviation", known_team) for side in ("home_team", "visitor_team"))
    return {
        "game_id": platform_game_id(day, away, home),
        "game_date": day,
        "season_year": game.integer("season"),
        "game_status": game.text_or_none("status"),
        "period": game.integer_or_none("period"),
        "is_postseason": game.flag("postseason"),
        "home_team_abbr": home,
        "away_team_abbr": away,
        "home_team_score": game.integer_or_none("home_team_score"),
        "away_team_score": game.integer_or_none("visitor_team_score"),
    }


def _player_line(line: Record) -> dict[str, Cell]:
    player = line.part("player")
    return {
        **_name(player),
        "bdl_player_id": player.integer_or_none("id"),
        "jersey_number": player.written("jersey_number"),
        "position": player.text_or_none("position"),
        "minutes": line.written("min"),
        **{column: line.integer_or_none(field) for column, field in _COUNTS.items()},
        **{column: line.number_or_none(field) for column, field in _SHARES.items()},
    }


def _name(player: Record) -> dict[str, Cell]:
    name = " ".join(filter(None, (player.text_or_none("first_name"), player.text_or_none("last_name"))))
    try:
        return {"player_full_name": name, "player_lookup": player_key(name)}
    except ValueError as error:
        raise player.bad("last_name", str(error)) from None


def active_players(answer: Answer, gathering: Gathering) -> None:
    """`/v1/players/active`: one row a player. Whether NBA.com agrees on his team is not looked into here."""
    day = answer.recording.day
    for player in gathering.records(answer.top("data"), "data", having=("id", "first_name", "last_name")):
        with gathering.one_record():
            texts = ("first_name", "last_name", "position", "height", "college", "country")
            gathering.add(
                ACTIVE_PLAYERS,
                player.place,
                {
                    **_name(player),
                    **_team_of(player),
                    "bdl_player_id": player.integer("id"),
                    **{column: player.text_or_none(column) for column in texts},
                    "weight": player.written("weight"),
                    "jersey_number": player.written("jersey_number"),
                    **{
                        f"draft_{what}": player.integer_or_none(f"draft_{what}") for what in ("year", "round", "number")
                    },
                    "has_validation_issues": False,
                    "validation_status": "not_validated",
                    "last_seen_date": day,
                },
            )


def _team_of(player: Record) -> dict[str, Cell]:
    team = player.part_or_none("team")
    if team is None:
        return {}
    return {
        "bdl_team_id": team.integer_or_none("id"),
        "team_abbr": team.parsed("abbreviation", known_team),
        "team_city": team.text_or_none("city"),
        "team_name": team.text_or_none("name"),
        "team_full_name": team.text_or_none("full_name"),
        "team_conference": team.text_or_none("conference"),
        "team_division": team.text_or_none("division"),
    }


def injuries(answer: Answer, gathering: Gathering) -> None:
    """`/v1/player_injuries`: one row an entry of the list, filed under the day it was recorded."""
    day = answer.snapshot_day(gathering)
    for entry in gathering.records(answer.top("data"), "data", having=("player", "status")):
        with gathering.one_record():
            player = entry.part("player")
            team_id, team_code = _injured_players_team(player)
            status = entry.text("status")
            known_status = _INJURY_STATUS.get(status.casefold())
            written = entry.written("return_date")
            back = _return_day(written, answer.recording.day)
            flags = [
                *([] if known_status else ["unknown_status"]),
                *([] if back or written is None else ["return_date_not_dated"]),
            ]
            gathering.add(
                INJURIES,
                entry.place,
                {
                    "scrape_date": day,
                    "season_year": season_year_of(day),
                    "bdl_player_id": player.integer("id"),
                    **_name(player),
                    "bdl_team_id": team_id,
                    "team_abbr": team_code,
                    "injury_status": status,
                    "injury_status_normalized": known_status or "unknown",
                    "return_date": back,
                    "return_date_original": written,
                    "injury_description": entry.text_or_none("description"),
                    "reason_category": _reason(entry.text_or_none("description") or ""),
                    "parsing_confidence": 1.0 - 0.2 * len(flags),
                    "data_quality_flags": ",".join(flags) or None,
                    "return_date_parsed": back is not None,
                },
            )


def _injured_players_team(player: Record) -> tuple[int, str]:
    """The list sends only `team_id`; other answers of the same provider send the team itself."""
    team = player.part_or_none("team")
    if team is not None:
        return team.integer("id"), team.parsed("abbreviation", known_team)
    number = player.integer("team_id")
    if number not in TEAM_BY_BDL_ID:
        raise player.bad("team_id", f"{number} is none of the teams 1..30")
    return number, TEAM_BY_BDL_ID[number].code


def _reason(note: str) -> str:
    lowered = note.casefold()
    return next((category for words, category in _REASONS if words in lowered), "injury")


def _return_day(text: str | None, recorded: date | None) -> date | None:
    """`Jul 17` has no year: the first such day from two months before the recording on, if that day is known."""
    if text is None or recorded is None:
        return None
    for year in (recorded.year - 1, recorded.year, recorded.year + 1):
        try:
            day = datetime.strptime(f"{text} {year}", "%b %d %Y").replace(tzinfo=UTC).date()
        except ValueError:
            continue
        if (day - recorded).days >= -60:
            return day
    return None


def standings(answer: Answer, gathering: Gathering) -> None:
    """`/v1/standings`: one row a team, filed under the day it was recorded."""
    day = answer.snapshot_day(gathering)
    for entry in gathering.records(answer.top("data"), "data", having=("team", "wins", "losses")):
        with gathering.one_record():
            team = entry.part("team")
            wins, losses, season = entry.integer("wins"), entry.integer("losses"), entry.integer("season")
            played = wins + losses
            gathering.add(
                STANDINGS,
                entry.place,
                {
                    "season_year": season,
                    "season_display": season_label(season),
                    "date_recorded": day,
                    "team_id": team.integer("id"),
                    "team_abbr": team.parsed("abbreviation", known_team),
                    "team_city": team.text_or_none("city"),
                    "team_name": team.text_or_none("name"),
                    "team_full_name": team.text_or_none("full_name"),
                    "conference": team.text("conference"),
                    "division": team.text("division"),
                    "conference_rank": entry.integer("conference_rank"),
                    "division_rank": entry.integer("division_rank"),
                    "wins": wins,
                    "losses": losses,
                    "win_percentage": wins / played if played else 0.0,
                    "games_played": played,
                    **_records(entry),
                },
            )


def _records(entry: Record) -> dict[str, Cell]:
    """`41-11` as sent, and its two numbers."""
    cells: dict[str, Cell] = {}
    for what in ("conference", "division", "home", "road"):
        name = f"{what}_record"
        numbers = entry.parsed_or_none(name, _won_and_lost)
        cells[name] = entry.text_or_none(name)
        cells[f"{what}_wins"], cells[f"{what}_losses"] = numbers or (None, None)
    return cells


def _won_and_lost(text: str) -> tuple[int, int]:
    won, _, lost = text.partition("-")
    if not (won.isascii() and won.isdigit() and lost.isascii() and lost.isdigit() and len(text) <= 9):
        raise ValueError(f"{text[:40]!r} is no record such as 41-11")
    return int(won), int(lost)


def games(answer: Answer, gathering: Gathering) -> None:
    """`/v1/games`: no raw table holds them; days, teams and instants are checked."""
    read = 0
    for game in gathering.records(answer.top("data"), "data", having=("date", "home_team", "visitor_team")):
        with gathering.one_record():
            _game(game)
            game.parsed_or_none("datetime", utc_instant)
            read += 1
    gathering.contents = f"{read} games"


def teams(answer: Answer, gathering: Gathering) -> None:
    """`/v1/teams`: no raw table holds them; the 30 must be who this harness takes them for."""
    read = 0
    for team in gathering.records(answer.top("data"), "data", having=("id", "abbreviation")):
        with gathering.one_record():
            number, code = team.integer("id"), team.text("abbreviation")
            known = TEAM_BY_BDL_ID.get(number)
            if known is not None and known.code != code:
                raise team.bad("abbreviation", f"team {number} is {code}, but was {known.code}")
            read += 1
    gathering.contents = f"{read} teams"
