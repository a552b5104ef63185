"""The Odds API: event odds, historical (wrapped in a snapshot) or current; event lists are only checked.

What a file holds is told by the keys of its markets, not by its name.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from harness.clock import eastern_date
from harness.ingest.answers import Answer
from harness.ingest.fields import Record
from harness.ingest.identities import known_team, player_key, utc_instant
from harness.ingest.known_games import Game
from harness.ingest.problems import WrongShapeError, shown
from harness.ingest.rows import Cell, Gathering

GAME_LINES = "nba_raw.odds_api_game_lines"
PLAYER_POINTS = "nba_raw.odds_api_player_points_props"

_GAME_MARKETS = ("spreads", "totals", "h2h")
_POINTS_MARKET = "player_points"
_EVENT = ("id", "commence_time", "home_team", "away_team")


@dataclass(frozen=True, slots=True)
class Snapshot:
    """When the odds stood so, and the snapshots beside it (historical answers)."""

    at: datetime
    before: datetime | None
    after: datetime | None
    source: str


def american_price(price: float) -> int | None:
    """American odds for a decimal price, rounded: 1.91 → -110, 2.5 → 150; an American price stays.

    Decimal prices lie above 1; nobody quotes 100 or more, and American odds begin there. None for neither.
    """
    if abs(price) >= 100:
        return round(price)
    if price <= 1:
        return None
    return round((price - 1) * 100) if price >= 2 else round(-100 / (price - 1))


def decimal_price(price: float) -> float | None:
    """The decimal price of either format."""
    if abs(price) < 100:
        return price if price > 1 else None
    return round(1 + price / 100 if price > 0 else 1 - 100 / price, 4)


def events(answer: Answer, gathering: Gathering) -> None:
    """Event lists: no raw table holds them; ids, instants and team names are checked."""
    read = 0
    for event in _events(answer, gathering):
        with gathering.one_record():
            _game(event)
            read += 1
    gathering.contents = f"{read} events"


def event_odds(answer: Answer, gathering: Gathering) -> None:
    """Odds of one event (or a list of them): one row an outcome of a game market, one a player, book and line."""
    for event in _events(answer, gathering):
        with gathering.one_record():
            game, commence = _game(event)
            snapshot = _snapshot(answer, event)
            if not event.has("bookmakers"):
                continue
            for book in gathering.records(event, "bookmakers"):
                with gathering.one_record():
                    for market in gathering.records(book, "markets"):
                        with gathering.one_record():
                            key = market.text("key")
                            if key in _GAME_MARKETS:
                                _game_lines(event, game, commence, snapshot, book, market, gathering)
                            elif key == _POINTS_MARKET:
                                _player_points(event, game, commence, snapshot, book, market, gathering)
                            else:
                                gathering.left_out[f"markets {shown(key, 40)}"] += 1


def _events(answer: Answer, gathering: Gathering) -> Iterator[Record]:
    """The events of an answer: wrapped in a snapshot or bare, a list or a single one."""
    if isinstance(answer.value, list):
        yield from gathering.records(Record({"": answer.value}, ""), "", having=_EVENT)
        return
    top = answer.top("data", "id")
    if isinstance(top.fields.get("data"), list):
        yield from gathering.records(top, "data", having=_EVENT)
        return
    event = top.part("data") if "data" in top.fields else top
    if not set(_EVENT) <= event.fields.keys():
        raise WrongShapeError(f"no event with the fields {', '.join(_EVENT)}", event.place)
    yield event


def _snapshot(answer: Answer, event: Record) -> Snapshot:
    """The wrapper's timestamp; a current answer is dated by its recording, else by the newest update in it."""
    top = Record(answer.value, "") if isinstance(answer.value, dict) else Record({}, "")
    at = top.parsed_or_none("timestamp", utc_instant)
    if at is not None:
        before, after = (top.parsed_or_none(f"{which}_timestamp", utc_instant) for which in ("previous", "next"))
        return Snapshot(at, before, after, "historical")
    taken = answer.recording.recorded_at or max(_updates(event), default=None)
    if taken is None:
        raise event.bad(
            "bookmakers", "no timestamp around the odds and no last_update in them: their moment is unknown"
        )
    return Snapshot(taken, None, None, "current")


def _updates(event: Record) -> Iterator[datetime]:
    books = event.fields.get("bookmakers")
    for index, book in enumerate(books if isinstance(books, list) else []):
        if isinstance(book, dict):
            updated = Record(book, f"{event.at('bookmakers')}[{index}]")
            instants = [updated.parsed_or_none("last_update", utc_instant)]
            markets = book.get("markets")
            for market in markets if isinstance(markets, list) else []:
                if isinstance(market, dict):
                    instants.append(Record(market, updated.at("markets")).parsed_or_none("last_update", utc_instant))
            yield from (instant for instant in instants if instant is not None)


def _game(event: Record) -> tuple[Game, datetime]:
    event.text("id")
    commence = event.parsed("commence_time", utc_instant)
    # Evening games begin on the next UTC day.
    away, home = (event.parsed(f"{side}_team", known_team) for side in ("away", "home"))
    return Game(eastern_date(commence), away, home), commence


def _game_lines(
    event: Record,
    game: Game,
    commence: datetime,
    snapshot: Snapshot,
    book: Record,
    market: Record,
    gathering: Gathering,
) -> None:
    book_updated = book.parsed_or_none("last_update", utc_instant)
    market_updated = market.parsed_or_none("last_update", utc_instant)
    shared: dict[str, Cell] = {
        "snapshot_timestamp": snapshot.at,
        "previous_snapshot_timestamp": snapshot.before,
        "next_snapshot_timestamp": snapshot.after,
        "game_id": game.game_id,
        "sport_key": event.text("sport_key"),
        "sport_title": event.text("sport_title"),
        "commence_time": commence,
        "game_date": game.day,
        "home_team": event.text("home_team"),
        "away_team": event.text("away_team"),
        "home_team_abbr": game.home,
        "away_team_abbr": game.away,
        "bookmaker_key": book.text("key"),
        "bookmaker_title": book.text_or_none("title") or book.text("key"),
        "bookmaker_last_update": book_updated or market_updated,
        "market_key": market.text("key"),
        "market_last_update": market_updated or book_updated,
        "data_source": snapshot.source,
    }
    for outcome in gathering.records(market, "outcomes"):
        with gathering.one_record():
            own: dict[str, Cell] = {
                "outcome_name": outcome.text("name"),
                "outcome_price": outcome.number("price"),
                "outcome_point": outcome.number_or_none("point"),
            }
            gathering.add(GAME_LINES, outcome.place, shared | own)


def _player_points(
    event: Record,
    game: Game,
    commence: datetime,
    snapshot: Snapshot,
    book: Record,
    market: Record,
    gathering: Gathering,
) -> None:
    updated = market.parsed_or_none("last_update", utc_instant) or book.parsed_or_none("last_update", utc_instant)
    shared: dict[str, Cell] = {
        "game_id": game.game_id,
        "odds_api_event_id": event.text("id"),
        "game_date": game.day,
        "game_start_time": commence,
        "home_team_abbr": game.home,
        "away_team_abbr": game.away,
        "snapshot_timestamp": snapshot.at,
        "minutes_before_tipoff": int((commence - snapshot.at).total_seconds() // 60),
        "bookmaker": book.text("key").lower(),
        "bookmaker_last_update": updated,
        "data_source": snapshot.source,
    }
    lines: list[tuple[Record, dict[str, Cell]]] = []
    for outcome in gathering.records(market, "outcomes"):
        with gathering.one_record():
            _put_beside_its_other_side(lines, outcome)
    for outcome, own in lines:
        with gathering.one_record():
            gathering.add(PLAYER_POINTS, outcome.place, shared | own)


def _put_beside_its_other_side(lines: list[tuple[Record, dict[str, Cell]]], outcome: Record) -> None:
    """Over and under of one player and line make one row; a side that is quoted twice makes another."""
    side = outcome.text("name").lower()
    if side not in ("over", "under"):
        raise outcome.bad("name", f"{side[:40]!r} is neither Over nor Under")
    price = outcome.number("price")
    american = american_price(price)
    if american is None:
        raise outcome.bad("price", f"{price} is neither a decimal price (above 1) nor American odds (100 or beyond)")
    name, line = outcome.text("description"), outcome.number("point")
    lookup = outcome.parsed("description", player_key)
    prices: dict[str, Cell] = {f"{side}_price": decimal_price(price), f"{side}_price_american": american}
    for _, row in lines:
        if (row["player_lookup"], row["points_line"]) == (lookup, line) and f"{side}_price" not in row:
            row.update(prices)
            return
    lines.append((outcome, {"player_name": name, "player_lookup": lookup, "points_line": line, **prices}))
