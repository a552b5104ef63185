"""What a provider has to be asked game by game: gamebooks, and lines. A game that it refuses is left out and told."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from harness.clock import eastern_date
from harness.ingest.identities import player_lookup, utc_instant
from harness.reference.scraping.asking import Ask
from harness.reference.scraping.reading import Fields, Reader
from harness.reference.scraping.record import Harvest, Record, SourceError
from harness.reference.scraping.results import game_id, nbacom_game_id, nbacom_games

_WHOLE_GAME = dict.fromkeys(("StartPeriod", "EndPeriod", "StartRange", "EndRange", "RangeType"), "0")
_EVENTS = "/v4/historical/sports/basketball_nba/events"
_POINTS = "player_points"


def gamebooks_of_nbacom(ask: Ask, reader: Reader, day: date) -> Harvest:
    """Who played in each game of a day. A game that is not over has no players yet."""

    def of_game(name: str, game: Fields) -> list[Record]:
        identifier = reader.text(game, "gameId") or ""
        body = ask("/stats/boxscoretraditionalv3", {"GameID": identifier, **_WHOLE_GAME})
        if body is None:
            return []
        sides = ("awayTeam", "homeTeam")
        lines = [line for side in sides for line in reader.items(body, "boxScoreTraditional", side, "players")]
        players = [reader.whole(line, "personId") for line in lines]
        return [Record(name, name, {"nba_game_id": identifier, "players": players}, final=bool(players))]

    games = nbacom_games(ask, reader, day)
    return _each([(nbacom_game_id(reader, game, day), game) for game in games], of_game)


def lines_of_oddsapi(ask: Ask, reader: Reader, day: date) -> Harvest:
    """The points lines of a day's players as they stood when their games began."""

    def of_game(name: str, event: Fields) -> list[Record]:
        query = {"date": reader.text(event, "commence_time") or "", "regions": "us", "markets": _POINTS}
        body = ask(f"{_EVENTS}/{reader.text(event, 'id')}/odds", query)
        # It has no content for a game on which nobody offers anything.
        return [] if body is None else _lines(name, reader, body)

    # Noon in New York in winter: the feed still lists every game of the day.
    body = ask(_EVENTS, {"date": f"{day}T17:00:00Z"})
    events = [] if body is None else reader.items(body, "data")
    return _each([(_event_id(reader, event, day), event) for event in events], of_game)


def _event_id(reader: Reader, event: Fields, day: date) -> str | None:
    starts = reader.text(event, "commence_time")
    if starts is None or eastern_date(utc_instant(starts)) != day:
        return None
    return game_id(day, reader.text(event, "away_team"), reader.text(event, "home_team"))


def _lines(name: str, reader: Reader, body: object) -> list[Record]:
    """One record for each player and bookmaker."""
    records = []
    for book in reader.items(body, "data", "bookmakers"):
        bookmaker = reader.text(book, "key")
        for market in reader.items(book, "markets"):
            for outcome in reader.items(market, "outcomes"):
                player = reader.text(outcome, "description")
                if reader.text(outcome, "name") != "Over" or player is None:
                    continue
                lookup = player_lookup(player)
                line, price = reader.number(outcome, "point"), reader.number(outcome, "price")
                fields = {"player_lookup": lookup, "bookmaker": bookmaker, "points_line": line, "over_price": price}
                records.append(Record(f"{name}_{lookup}_{bookmaker}", name, fields))
    return records


def _each(games: Iterable[tuple[str | None, Fields]], of_game: Callable[[str, Fields], list[Record]]) -> Harvest:
    """The records of all games that have an id.

    Raises:
        SourceError: no game has any, and some were refused.
    """
    records, problems = list[Record](), list[str]()
    for name, game in games:
        if name is None:
            continue
        try:
            records += of_game(name, game)
        except SourceError as error:
            problems.append(f"{name}: {error}")
    if problems and not records:
        raise SourceError("; ".join(problems))
    return Harvest(tuple(records), tuple(problems))
