"""ESPN: scoreboard and team rosters."""

from __future__ import annotations

from datetime import date

from harness.clock import EASTERN, eastern_date
from harness.ingest.answers import Answer
from harness.ingest.fields import Record
from harness.ingest.identities import (
    known_team,
    platform_game_id,
    player_key,
    season_year_of,
    team_code,
    utc_instant,
)
from harness.ingest.rows import Cell, Gathering

SCOREBOARD = "nba_raw.espn_scoreboard"
ROSTERS = "nba_raw.espn_team_rosters"

_STATUS_BY_STATE = {"pre": "scheduled", "in": "in_progress", "post": "final"}
_CALLED_OFF = {"STATUS_POSTPONED": "postponed", "STATUS_CANCELED": "canceled", "STATUS_SUSPENDED": "suspended"}
_PRESEASON = 1


def scoreboard(answer: Answer, gathering: Gathering) -> None:
    """One row a game. All-Star sides and clubs outside the league are left out."""
    for event in gathering.records(answer.top("events"), "events", having=("id", "competitions")):
        with gathering.one_record():
            for competition in gathering.records(event, "competitions"):
                reason = _outside_the_league(event, competition)
                if reason:
                    gathering.left_out[reason] += 1
                else:
                    gathering.add(SCOREBOARD, competition.place, _game(event, competition))


def _outside_the_league(event: Record, competition: Record) -> str | None:
    kind = competition.part_or_none("type")
    if kind is not None and kind.fields.get("abbreviation") == "ALLSTAR":
        return "All-Star games"
    season = event.part_or_none("season")
    if season is None or season.fields.get("type") != _PRESEASON:
        return None
    codes = [_side(competition, side).part("team").text("abbreviation") for side in ("home", "away")]
    return None if all(team_code(code) for code in codes) else "preseason games against clubs outside the league"


def _side(competition: Record, side: str) -> Record:
    competitors = competition.fields.get("competitors")
    if isinstance(competitors, list):
        for index, competitor in enumerate(competitors):
            if isinstance(competitor, dict) and competitor.get("homeAway") == side:
                return Record(competitor, f"{competition.at('competitors')}[{index}]")
    raise competition.bad("competitors", f"no side is {side}")


def _game(event: Record, competition: Record) -> dict[str, Cell]:
    # UTC: a late game carries the date of the next day.
    started = competition.parsed("date", utc_instant) if competition.has("date") else event.parsed("date", utc_instant)
    day = eastern_date(started)
    kind = competition.part("status").part("type")
    season = event.part_or_none("season")
    home, away = _side(competition, "home"), _side(competition, "away")
    home_code, away_code = (side.part("team").parsed("abbreviation", known_team) for side in (home, away))
    flags = _doubts(kind, home, away)
    return {
        "game_id": platform_game_id(day, away_code, home_code),
        "espn_game_id": event.text("id"),
        "game_date": day,
        # ESPN names a season by the year it ends in.
        "season_year": season.integer("year") - 1 if season and season.has("year") else season_year_of(day),
        **_side_cells(home, "home", home_code),
        **_side_cells(away, "away", away_code),
        "game_status": _CALLED_OFF.get(kind.text_or_none("name") or "") or _status(kind),
        "game_status_detail": kind.text_or_none("detail") or kind.text("description"),
        "espn_status_id": kind.text("id"),
        "espn_state": kind.text("state"),
        "is_completed": kind.flag("completed"),
        "scheduled_start_time": started,
        "processing_confidence": round(1.0 - 0.3 * len(flags), 1),
        "data_quality_flags": ",".join(flags),
    }


def _status(kind: Record) -> str:
    state = kind.text("state")
    if state not in _STATUS_BY_STATE:
        raise kind.bad("state", f"{state[:40]!r} is none of pre, in, post")
    return _STATUS_BY_STATE[state]


def _side_cells(side: Record, name: str, code: str) -> dict[str, Cell]:
    team = side.part("team")
    score = side.counted("score")
    if score is None:
        raise side.bad("score", "is missing; a game that has not begun is sent with 0")
    return {
        f"{name}_team_abbr": code,
        f"{name}_team_name": team.text("displayName"),
        f"{name}_team_espn_id": team.text("id"),
        f"{name}_team_espn_abbr": team.text("abbreviation"),
        f"{name}_team_score": score,
        f"{name}_team_winner": bool(side.flag_or_none("winner")),
    }


def _doubts(kind: Record, home: Record, away: Record) -> list[str]:
    """What makes a finished game's line doubtful: no winner named, or the winner not ahead."""
    if not kind.flag("completed") or kind.text_or_none("name") in _CALLED_OFF:
        return []
    winners = [side for side in (home, away) if side.flag_or_none("winner")]
    if len(winners) != 1:
        return ["no_single_winner"]
    scores = home.counted("score") or 0, away.counted("score") or 0
    ahead = home if scores[0] > scores[1] else away
    return ["winner_not_ahead"] if scores[0] == scores[1] or winners[0] is not ahead else []


def roster(answer: Answer, gathering: Gathering) -> None:
    """`/teams/{id}?enable=roster` (athletes within the team) and `/teams/{id}/roster` (athletes beside it)."""
    top = answer.top("team", "athletes")
    team = top.part("team")
    owner = team if team.has("athletes") else top
    taken = top.parsed_or_none("timestamp", utc_instant) or answer.recording.recorded_at
    day = eastern_date(taken) if taken else answer.snapshot_day(gathering)
    code = team.parsed("abbreviation", known_team)
    shared: dict[str, Cell] = {
        "roster_date": day,
        "scrape_hour": (taken or answer.loaded_at).astimezone(EASTERN).hour,
        "season_year": _season(top, team) or season_year_of(day),
        "team_abbr": code,
        "team_display_name": team.text_or_none("displayName"),
        "espn_roster_url": _roster_page(team),
        "source_file_date": answer.recording.day,
    }
    for athlete in gathering.records(owner, "athletes", having=("id", "fullName")):
        with gathering.one_record():
            gathering.add(ROSTERS, athlete.place, shared | _athlete(athlete))


def _season(top: Record, team: Record) -> int | None:
    """Start year, where the answer names its season (by the year it ends in)."""
    holders = [top, *(Record(item, "team.nextEvent[0]") for item in _dicts(team.fields.get("nextEvent"))[:1])]
    for holder in holders:
        season = holder.part_or_none("season")
        if season is not None and season.has("year"):
            return season.integer("year") - 1
    return None


def _dicts(value: object) -> list[dict[str, object]]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def _roster_page(team: Record) -> str | None:
    for index, link in enumerate(_dicts(team.fields.get("links"))):
        relations = link.get("rel")
        if isinstance(relations, list) and "roster" in relations:
            return Record(link, f"{team.at('links')}[{index}]").text_or_none("href")
    return None


def _athlete(athlete: Record) -> dict[str, Cell]:
    name = athlete.text("fullName")
    identifier = athlete.counted("id")
    position, status = athlete.part_or_none("position"), athlete.part_or_none("status")
    contract, experience = athlete.part_or_none("contract"), athlete.part_or_none("experience")
    college = athlete.part_or_none("college")
    return {
        "espn_player_id": identifier,
        "player_full_name": name,
        "player_lookup": athlete.parsed("fullName", player_key),
        "jersey_number": athlete.written("jersey"),
        "position": position.text_or_none("displayName") if position else None,
        "position_abbr": position.text_or_none("abbreviation") if position else None,
        "height": athlete.text_or_none("displayHeight") or _height(athlete),
        "weight": athlete.text_or_none("displayWeight") or athlete.written("weight"),
        "age": athlete.integer_or_none("age"),
        "experience_years": experience.integer_or_none("years") if experience else None,
        "college": college.text_or_none("name") if college else None,
        "birth_place": _birth_place(athlete.part_or_none("birthPlace")),
        "birth_date": athlete.parsed_or_none("dateOfBirth", _birth_day),
        "status": status.text_or_none("name") if status else None,
        "salary": contract.written("salary") if contract else None,
    }


def _birth_day(text: str) -> date:
    # Midnight in California, written in UTC: the UTC date is the birthday.
    return utc_instant(text).date()


def _height(athlete: Record) -> str | None:
    if isinstance(athlete.fields.get("height"), dict):
        height = athlete.part("height")
        return f"{height.integer('feet')}' {height.integer_or_none('inches') or 0}\""
    return athlete.written("height")


def _birth_place(place: Record | None) -> str | None:
    if place is None:
        return None
    return ", ".join(filter(None, (place.text_or_none(part) for part in ("city", "state", "country")))) or None
