"""The Odds API v4: events and event odds, now and as they stood.

The season keeps two or three looks at a game; a snapshot in between shows what stood at the last of them. Snapshots
lie on the feed's grid, at second 38 of every fifth minute.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta

from harness.ingest.oddsapi import american_price
from harness.reference.twin.exchange import Question, RefusedError, Reply, json_bytes
from harness.reference.twin.parameters import Parameter, Parse, instant, one_of, shaped
from harness.reference.twin.providers import Json, KeyPlace, Operation, Provider
from harness.reference.twin.records import Game, Records, Row

SPORT = "basketball_nba"
_STEP, _SECOND = timedelta(minutes=5), timedelta(seconds=38)
# How long before its start an event is listed.
_LISTED_BEFORE = timedelta(days=14)
_TITLES = {"draftkings": "DraftKings", "fanduel": "FanDuel"}
_POINTS = "player_points"
_GAME_MARKETS = ("spreads", "totals")
# Markets that the guide names; the season has lines of some.
MARKETS = (
    *("h2h", *_GAME_MARKETS, "team_totals", "alternate_spreads", "alternate_totals", _POINTS),
    *("player_points_alternate", "player_rebounds", "player_assists", "player_threes", "player_steals"),
    "player_blocks",
)
_REGIONS = ("us", "us2", "uk", "au", "eu")
_HISTORICAL_FACTOR = 10

Written = Callable[[datetime], Json]


def _iso(at: datetime) -> str:
    # strftime writes years before 1000 with fewer digits.
    return f"{at.astimezone(UTC).replace(tzinfo=None).isoformat(timespec='seconds')}Z"


def _unix(at: datetime) -> int:
    return int(at.timestamp())


def _written(question: Question) -> Written:
    return _unix if question.text("dateFormat") == "unix" else _iso


def _words(question: Question, name: str) -> list[str]:
    return question.text(name).split(",")


def _snapshot(at: datetime) -> datetime:
    """The snapshot at or before an instant."""
    midnight = at.replace(hour=0, minute=0, second=0, microsecond=0)
    return _moved(at, -((at - midnight - _SECOND) % _STEP)) or at


def _moved(at: datetime, by: timedelta) -> datetime | None:
    """None beyond the ends of the calendar."""
    try:
        return at + by
    except OverflowError:
        return None


def _check_sport(question: Question) -> None:
    if question.text("sport") != SPORT:
        raise RefusedError(404, "Unknown sport", "UNKNOWN_SPORT")


def _listed(records: Records, question: Question, at: datetime) -> list[Json]:
    ids, written = _ids(records), _written(question)
    earliest, latest = question.instant_or_none("commenceTimeFrom"), question.instant_or_none("commenceTimeTo")
    games = sorted((game for game in records.games if _is_listed(game, at)), key=lambda game: game.tip_off)
    return [
        _event(game, ids[game.game_id], written)
        for game in games
        if (earliest is None or game.tip_off >= earliest) and (latest is None or game.tip_off <= latest)
    ]


def _is_listed(game: Game, at: datetime) -> bool:
    return at >= game.tip_off - _LISTED_BEFORE and not game.is_over(at)


def _ids(records: Records) -> Mapping[str, str]:
    return records.ids("odds_api_player_points_props", "odds_api_event_id")


def _event(game: Game, identifier: str, written: Written) -> dict[str, Json]:
    return {
        "id": identifier,
        "sport_key": SPORT,
        "sport_title": "NBA",
        "commence_time": written(game.tip_off),
        "home_team": game.home.name,
        "away_team": game.away.name,
    }


def _events(records: Records, question: Question) -> Json:
    _check_sport(question)
    return _listed(records, question, question.now)


def _historical_events(records: Records, question: Question) -> Json:
    _check_sport(question)
    at = _snapshot(question.instant("date"))
    return _wrapped(at, _listed(records, question, at), _written(question))


def _wrapped(at: datetime, data: Json, written: Written) -> Json:
    before, after = _moved(at, -_STEP), _moved(at, _STEP)
    return {
        "timestamp": written(at),
        "previous_timestamp": None if before is None else written(before),
        "next_timestamp": None if after is None else written(after),
        "data": data,
    }


def _event_odds(records: Records, question: Question) -> Json:
    return _odds_at(records, question, question.now)


def _historical_event_odds(records: Records, question: Question) -> Json:
    at = _snapshot(question.instant("date"))
    odds = _odds_at(records, question, at)
    return None if odds is None else _wrapped(at, odds, _written(question))


def _odds_at(records: Records, question: Question, at: datetime) -> Json:
    """The event with its bookmakers; None where nobody offers the markets."""
    _check_sport(question)
    wanted = _words(question, "markets")
    unknown = [market for market in wanted if market not in MARKETS]
    if unknown:
        raise RefusedError(422, f"Invalid markets: {', '.join(unknown)[:80]}", "INVALID_MARKET")
    identifier = question.text("eventId")
    games = {number: game_id for game_id, number in _ids(records).items()}
    game = records.games_by_id.get(games.get(identifier, ""))
    if game is None or not _is_listed(game, at):
        raise RefusedError(404, "Event not found", "EVENT_NOT_FOUND")
    written = _written(question)
    market_rows = {market: _look(records, game, market, at) for market in wanted}
    books = [_book(book, market_rows, question, written) for book in _asked_books(question)]
    offering = [book for book in books if book is not None]
    return _event(game, identifier, written) | {"bookmakers": offering} if offering else None


def _asked_books(question: Question) -> list[str]:
    """The season's two bookmakers, both of the region us; naming bookmakers goes before naming regions."""
    named = question.text_or_none("bookmakers")
    if named is not None:
        return [book for book in _TITLES if book in named.split(",")]
    return list(_TITLES) if "us" in _words(question, "regions") else []


def _look(records: Records, game: Game, market: str, at: datetime) -> list[Row]:
    """The rows of one market at the last look at or before an instant."""
    rows: Iterable[Row] = ()
    if market == _POINTS:
        rows = records.rows("odds_api_player_points_props", "game_id", game.game_id)
    elif market in _GAME_MARKETS:
        rows = [
            row for row in records.rows("odds_api_game_lines", "game_id", game.game_id) if row["market_key"] == market
        ]
    seen = [row for row in rows if row["snapshot_timestamp"] <= at]
    last = max((row["snapshot_timestamp"] for row in seen), default=None)
    return [row for row in seen if row["snapshot_timestamp"] == last]


def _book(book: str, rows: dict[str, list[Row]], question: Question, written: Written) -> dict[str, Json] | None:
    """A bookmaker's markets; None where it has none of them."""
    own = {market: [row for row in found if _bookmaker(row) == book] for market, found in rows.items()}
    offered = {market: found for market, found in own.items() if found}
    if not offered:
        return None
    # The book is as fresh as the freshest of its lines.
    updated = max(row["bookmaker_last_update"] for found in offered.values() for row in found)
    markets = [_market(market, found, question, written) for market, found in offered.items()]
    return {"key": book, "title": _TITLES[book], "last_update": written(updated), "markets": markets}


def _bookmaker(row: Row) -> str:
    return str(row["bookmaker"] if "bookmaker" in row else row["bookmaker_key"])


def _market(market: str, rows: Sequence[Row], question: Question, written: Written) -> Json:
    """One update for all its outcomes, though the season has one for each: the last."""
    of_players = market == _POINTS
    updated = max(row["bookmaker_last_update" if of_players else "market_last_update"] for row in rows)
    outcomes = _sides_of_players(rows, question) if of_players else _sides_of_teams(rows, question)
    return {"key": market, "last_update": written(updated), "outcomes": outcomes}


def _price(decimal: float, question: Question) -> Json:
    return american_price(decimal) if question.text("oddsFormat") == "american" else decimal


def _sides_of_teams(rows: Sequence[Row], question: Question) -> list[Json]:
    return [
        {
            "name": row["outcome_name"],
            "price": _price(row["outcome_price"], question),
            "point": row["outcome_point"],
        }
        for row in rows
    ]


def _sides_of_players(rows: Sequence[Row], question: Question) -> list[Json]:
    suffix = "_american" if question.text("oddsFormat") == "american" else ""
    return [
        {
            "name": side.capitalize(),
            "description": row["player_name"],
            "price": row[f"{side}_price{suffix}"],
            "point": row["points_line"],
        }
        for row in rows
        for side in ("over", "under")
    ]


def _told(refused: RefusedError) -> Reply:
    """Message, code and page; a code is given where the guide has one."""
    told: dict[str, Json] = {"message": refused.message}
    if refused.code:
        told |= {
            "error_code": refused.code,
            "details_url": f"https://the-odds-api.com/liveapi/guides/v4/api-error-codes.html#{refused.code.lower()}",
        }
    return Reply(refused.status, json_bytes(told))


def _odds_cost(question: Question) -> int:
    return len(set(_words(question, "markets"))) * len(set(_words(question, "regions")))


_list_of_keys: Parse = shaped(r"[a-z0-9_]+(,[a-z0-9_]+)*", "spreads,totals")
_FORMAT = Parameter("dateFormat", one_of("iso", "unix"), default="iso")
_WINDOW = (Parameter("commenceTimeFrom", instant), Parameter("commenceTimeTo", instant), _FORMAT)
_DATE = Parameter("date", instant, required=True)
_ODDS = (
    Parameter("regions", shaped(f"({'|'.join(_REGIONS)})(,({'|'.join(_REGIONS)}))*", "us,us2"), required=True),
    Parameter("markets", _list_of_keys, default="h2h"),
    Parameter("bookmakers", _list_of_keys),
    Parameter("oddsFormat", one_of("decimal", "american"), default="decimal"),
    _FORMAT,
)
PROVIDER = Provider(
    name="oddsapi",
    told=_told,
    bad_parameter=422,
    key=KeyPlace("apiKey", in_query=True),
    no_key=RefusedError(401, "API key is missing", "MISSING_KEY"),
    bad_key=RefusedError(401, "API key is not valid", "INVALID_KEY"),
    wrong="price",
    counts=True,
    operations=(
        Operation("events", "/v4/sports/<sport>/events", _events, (), ("*", "commence_time"), _WINDOW),
        Operation(
            "event_odds",
            "/v4/sports/<sport>/events/<eventId>/odds",
            _event_odds,
            ("bookmakers",),
            ("bookmakers", "*", "markets", "*", "outcomes", "*", "price"),
            _ODDS,
            _odds_cost,
        ),
        Operation(
            "historical_events",
            "/v4/historical/sports/<sport>/events",
            _historical_events,
            ("data",),
            ("data", "*", "commence_time"),
            (_DATE, *_WINDOW),
            lambda _: 1,
        ),
        Operation(
            "historical_event_odds",
            "/v4/historical/sports/<sport>/events/<eventId>/odds",
            _historical_event_odds,
            ("data", "bookmakers"),
            ("data", "bookmakers", "*", "markets", "*", "outcomes", "*", "price"),
            (_DATE, *_ODDS),
            lambda question: _HISTORICAL_FACTOR * _odds_cost(question),
        ),
    ),
)
