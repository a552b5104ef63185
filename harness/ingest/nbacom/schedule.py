"""scheduleleaguev2: the season's games, preseason, All-Star, play-in, playoffs and Cup final included.

Sides that are not settled yet (`TBD`) and clubs outside the league keep their rows: the schedule is the reference
for what is expected, and only it can say so.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from harness.clock import eastern_date
from harness.ingest.answers import Answer
from harness.ingest.fields import Record
from harness.ingest.identities import GameType, calendar_day, nba_game_id, season_start_year, utc_instant
from harness.ingest.rows import Cell, Gathering

SCHEDULE = "nba_raw.nbac_schedule"

UNSETTLED = "TBD"
_SCHEDULED, _FINAL = 1, 3
# The eighth digit of a playoff game id is the round: 004YY00RSG.
_PLAYOFF_ROUNDS = {"1": "first_round", "2": "conference_semifinals", "3": "conference_finals", "4": "nba_finals"}


def schedule(answer: Answer, gathering: Gathering) -> None:
    """One row a game."""
    top = answer.top("leagueSchedule")
    league = top.part("leagueSchedule")
    shared = _feed(answer, top, league)
    for day in gathering.records(league, "gameDates", having=("gameDate", "games")):
        with gathering.one_record():
            listed = day.parsed("gameDate", calendar_day)
            for game in gathering.records(day, "games"):
                with gathering.one_record():
                    gathering.add(SCHEDULE, game.place, shared | _game(game, listed))


def _feed(answer: Answer, top: Record, league: Record) -> dict[str, Cell]:
    meta = top.part_or_none("meta")
    start_year = league.parsed("seasonYear", season_start_year)
    static = "cdn" in answer.recording.provider or "static" in answer.recording.endpoint.casefold()
    return {
        "season": str(start_year),
        "season_nba_format": league.text("seasonYear"),
        "season_year": start_year,
        "data_source": "cdn_static" if static else "api_stats",
        "source_updated_at": meta.parsed_or_none("time", utc_instant) if meta else None,
    }


def _game(game: Record, listed: date) -> dict[str, Cell]:
    identifier = game.parsed("gameId", nba_game_id)
    tip_off = _tip_off(game)
    day = eastern_date(tip_off) if tip_off else listed
    status = game.integer_or_none("gameStatus")
    home, away = game.part("homeTeam"), game.part("awayTeam")
    return {
        "game_id": identifier,
        "game_code": game.text("gameCode"),
        "game_date": day,
        "game_date_est": tip_off,
        "game_status": status,
        "game_status_text": game.text_or_none("gameStatusText"),
        **_side(home, "home"),
        **_side(away, "away"),
        **_result(status, home, away),
        **_place_and_television(game),
        **_occasion(game, GameType.of(identifier), identifier, day),
    }


def _tip_off(game: Record) -> datetime | None:
    """The true instant. `gameDateTimeEst` is Eastern wall time labelled Z, so only the UTC field is read.

    A game without a time is sent with midnight Eastern and the status `TBD`; that is no tip-off.
    """
    if (game.text_or_none("gameStatusText") or "").upper() == UNSETTLED:
        return None
    return game.parsed_or_none("gameDateTimeUTC", utc_instant)


def _side(team: Record, name: str) -> dict[str, Cell]:
    return {
        f"{name}_team_id": team.integer_or_none("teamId") or 0,
        f"{name}_team_tricode": team.text_or_none("teamTricode") or UNSETTLED,
        f"{name}_team_name": team.text_or_none("teamName") or UNSETTLED,
    }


def _result(status: int | None, home: Record, away: Record) -> dict[str, Cell]:
    """The score once the game has begun (before it, the feed sends 0), the winner once it is over."""
    if status is None or status == _SCHEDULED:
        return {}
    scores = home.integer_or_none("score"), away.integer_or_none("score")
    winner = None
    if status == _FINAL and scores[0] is not None and scores[1] is not None and scores[0] != scores[1]:
        winner = (home if scores[0] > scores[1] else away).text_or_none("teamTricode")
    return {"home_team_score": scores[0], "away_team_score": scores[1], "winning_team_tricode": winner}


def _place_and_television(game: Record) -> dict[str, Cell]:
    broadcasters = game.part_or_none("broadcasters")
    national = _names(broadcasters, "nationalTvBroadcasters") if broadcasters else None
    streams = _names(broadcasters, "nationalOttBroadcasters") if broadcasters else None
    subtype = game.text_or_none("gameSubtype")
    return {
        "arena_name": game.text_or_none("arenaName"),
        "arena_city": game.text_or_none("arenaCity"),
        "arena_state": game.text_or_none("arenaState"),
        "has_national_tv": bool(national) if national is not None else None,
        "primary_network": national[0] if national else None,
        "traditional_networks": ",".join(national) if national else None,
        "streaming_platforms": ",".join(streams) if streams else None,
        "neutral_site_flag": game.flag_or_none("isNeutral"),
        "international_game": subtype == "Global Games" if "gameSubtype" in game.fields else None,
    }


def _names(broadcasters: Record, kind: str) -> list[str]:
    """Display names; older feeds name the field otherwise."""
    items = broadcasters.fields.get(kind)
    names = []
    for index, item in enumerate(items if isinstance(items, list) else []):
        if isinstance(item, dict):
            record = Record(item, f"{broadcasters.at(kind)}[{index}]")
            name = record.text_or_none("broadcasterDisplay") or record.text_or_none("broadcasterAbbreviation")
            names += [name] if name else []
    return names


def _occasion(game: Record, kind: GameType, identifier: str, day: date) -> Mapping[str, Cell]:
    label = (game.text_or_none("gameLabel") or "").casefold()
    subtype = (game.text_or_none("gameSubtype") or "").casefold()
    playoff_round = _PLAYOFF_ROUNDS.get(identifier[7]) if kind is GameType.PLAYOFFS else None
    # The third Monday of January.
    holiday = day.month == 1 and day.weekday() == 0 and 15 <= day.day <= 21
    return {
        "is_regular_season": kind is GameType.REGULAR,
        "is_playoffs": kind is GameType.PLAYOFFS,
        "is_all_star": kind is GameType.ALL_STAR,
        "is_emirates_cup": "nba cup" in label or subtype.startswith("in-season") or kind is GameType.CUP_FINAL,
        "playoff_round": "play_in" if kind is GameType.PLAY_IN else playoff_round,
        "is_christmas": (day.month, day.day) == (12, 25),
        "is_mlk_day": holiday,
        "day_of_week": f"{day:%a}",
        "is_weekend": day.weekday() >= 5,
    }
