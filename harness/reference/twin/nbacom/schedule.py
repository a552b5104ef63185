"""NBA.com's schedule, from the statistics host and as a static file."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from harness.clock import EASTERN
from harness.ingest.identities import Team, season_label
from harness.reference.twin.exchange import Question, RefusedError
from harness.reference.twin.nbacom.wording import meta, names, status, utc, wall
from harness.reference.twin.providers import Json
from harness.reference.twin.records import Game, Records, Row

LEAGUE = "00"
_KINDS = tuple(
    f"{side}{medium}Broadcasters" for side in ("national", "home", "away", "intl") for medium in ("Tv", "Radio", "Ott")
)
WinsAndLosses = Mapping[tuple[str, str], tuple[int, int]]
"""Wins and losses by platform game id and team code."""


def schedule(records: Records, question: Question) -> Json:
    """The stats host's, of the season that was asked for.

    Raises:
        RefusedError: it is another season than the twin's.
    """
    if question.text("Season") != season_label(records.start_year):
        raise RefusedError(404, "No schedule of this season")
    return static_schedule(records, question)


def static_schedule(records: Records, question: Question) -> Json:
    """The static file: the season that is on."""
    season = season_label(records.start_year)
    so_far = wins_and_losses(records, question.now)
    days: dict[date, list[Json]] = {}
    for game in records.games:
        listed = days.setdefault(game.day, [])
        listed.append(
            {
                **_when(game, question.now, records, sequence=len(listed) + 1),
                **_where(game),
                "homeTeam": _side(game, game.home, game.home_score, question.now, so_far),
                "awayTeam": _side(game, game.away, game.away_score, question.now, so_far),
                "pointsLeaders": [],
            }
        )
    return {
        "meta": meta(f"league/{LEAGUE}/{season}/scheduleleague", question.now),
        "leagueSchedule": {
            "seasonYear": season,
            "leagueId": LEAGUE,
            "gameDates": [
                {"gameDate": f"{day:%m/%d/%Y} 00:00:00", "games": games} for day, games in sorted(days.items())
            ],
            "weeks": _weeks(records),
            "broadcasterList": [],
        },
    }


def wins_and_losses(records: Records, now: datetime) -> WinsAndLosses:
    """Each side's record after each game that is over, and before it where it is not."""
    so_far: dict[str, tuple[int, int]] = {}
    found = {}
    for game in records.games:
        home_won = game.home_score > game.away_score
        for team, won in ((game.home.code, home_won), (game.away.code, not home_won)):
            wins, losses = so_far.get(team, (0, 0))
            if game.is_over(now):
                so_far[team] = (wins + 1, losses) if won else (wins, losses + 1)
            found[game.game_id, team] = so_far.get(team, (0, 0))
    return found


def _first_monday(records: Records) -> date:
    """The Monday of the first week."""
    first = records.games[0].day
    return first - timedelta(days=first.weekday())


def _weeks(records: Records) -> list[Json]:
    monday, last = _first_monday(records), records.games[-1].day
    weeks: list[Json] = []
    while monday <= last:
        number = len(weeks) + 1
        weeks.append(
            {
                "weekNumber": number,
                "weekName": f"Week {number}",
                "startDate": f"{monday}T00:00:00Z",
                "endDate": f"{monday + timedelta(days=6)}T00:00:00Z",
            }
        )
        monday += timedelta(days=7)
    return weeks


def _when(game: Game, now: datetime, records: Records, *, sequence: int) -> dict[str, Json]:
    week = (game.day - _first_monday(records)).days // 7 + 1
    midnight = datetime(game.day.year, game.day.month, game.day.day, tzinfo=EASTERN)
    return {
        "gameId": game.nba_id,
        "gameCode": game.row["game_code"],
        **status(game, now),
        "gameSequence": sequence,
        "gameDateEst": f"{game.day}T00:00:00Z",
        "gameTimeEst": f"1900-01-01T{wall(game.tip_off)[11:]}",
        "gameDateTimeEst": wall(game.tip_off),
        "gameDateUTC": utc(midnight),
        "gameTimeUTC": f"1900-01-01T{utc(game.tip_off)[11:]}",
        "gameDateTimeUTC": utc(game.tip_off),
        "awayTeamTime": wall(game.tip_off, game.away),
        "homeTeamTime": wall(game.tip_off, game.home),
        "day": f"{game.day:%a}",
        "monthNum": game.day.month,
        "weekNumber": week,
        "weekName": f"Week {week}",
    }


def _where(game: Game) -> dict[str, Json]:
    """The arena, the occasion and who shows it."""
    row, in_cup = game.row, game.row["is_emirates_cup"]
    return {
        "ifNecessary": False,
        "seriesGameNumber": "",
        "gameLabel": "Emirates NBA Cup" if in_cup else "",
        "gameSubLabel": "",
        "seriesText": "",
        "arenaName": row["arena_name"],
        "arenaState": row["arena_state"] or "",
        "arenaCity": row["arena_city"],
        "postponedStatus": "N",
        "branchLink": "",
        "gameSubtype": "in-season" if in_cup else "",
        "isNeutral": row["neutral_site_flag"],
        "broadcasters": _broadcasters(row),
    }


def _side(game: Game, team: Team, score: int, now: datetime, so_far: WinsAndLosses) -> Json:
    wins, losses = so_far[game.game_id, team.code]
    return names(team) | {"wins": wins, "losses": losses, "score": score if game.is_over(now) else 0, "seed": 0}


def _broadcasters(row: Row) -> dict[str, Json]:
    television = row["traditional_networks"].split(",") if row["traditional_networks"] else []
    streams = row["streaming_platforms"].split(",") if row["streaming_platforms"] else []
    found: dict[str, Json] = {kind: [] for kind in _KINDS}
    found["nationalTvBroadcasters"] = [_broadcaster("tv", number, name) for number, name in enumerate(television, 1)]
    found["nationalOttBroadcasters"] = [_broadcaster("ott", number, name) for number, name in enumerate(streams, 1)]
    return found


def _broadcaster(medium: str, number: int, name: str) -> Json:
    return {
        "broadcasterScope": "natl",
        "broadcasterMedia": medium,
        "broadcasterId": number,
        "broadcasterDisplay": name,
        "broadcasterAbbreviation": name,
        "broadcasterDescription": "",
        "tapeDelayComments": "",
        "broadcasterVideoLink": "",
        "regionId": 1,
        "broadcasterTeamId": -1,
        "broadcasterRanking": None,
        "localizationRegion": "",
    }
