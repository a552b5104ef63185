"""BettingPros: points offers; event lists are only checked, and tell the day of the offers."""

from __future__ import annotations

from harness.clock import eastern_date
from harness.ingest.answers import Answer
from harness.ingest.fields import Record
from harness.ingest.identities import known_team, naive_utc_instant, player_key, team_code
from harness.ingest.known_games import Game
from harness.ingest.rows import Cell, Gathering

POINTS_OFFERS = "nba_raw.bettingpros_player_points_props"

_POINTS_MARKET = 156
_MARKETS = {156: "points", 157: "rebounds", 151: "assists", 162: "threes", 160: "steals", 152: "blocks"}
_BOOKS = {
    0: "BettingPros Consensus",
    10: "FanDuel",
    12: "DraftKings",
    13: "Caesars",
    14: "PointsBet",
    15: "SugarHouse",
    18: "BetRivers",
    19: "BetMGM",
    20: "FOX Bet",
    21: "BetAmerica",
    22: "Oregon Lottery",
    24: "bet365",
    25: "WynnBET",
    26: "Tipico",
    27: "PartyCasino",
    28: "Unibet",
    29: "TwinSpires",
    30: "Betway",
    31: "Fubo",
}


def events(answer: Answer, gathering: Gathering) -> None:
    """`/v3/events`: no raw table holds them; ids, teams and start are checked and remembered for the offers."""
    learned: list[tuple[int, Game]] = []
    for event in gathering.records(answer.top("events"), "events", having=("id", "scheduled")):
        with gathering.one_record():
            started = event.parsed("scheduled", naive_utc_instant)
            away, home = (event.parsed(side, known_team) for side in ("visitor", "home"))
            learned.append((event.integer("id"), Game(eastern_date(started), away, home)))
    answer.known_games.learn_bettingpros(learned)
    gathering.contents = f"{len(learned)} events"


def offers(answer: Answer, gathering: Gathering) -> None:
    """`/v3/offers`: one row an offer, side, book and line of the points market."""
    for offer in gathering.records(answer.top("offers"), "offers", having=("id", "event_id", "market_id")):
        with gathering.one_record():
            market = offer.integer("market_id")
            if market != _POINTS_MARKET:
                gathering.left_out[f"offers of market {_MARKETS.get(market, market)}"] += 1
                continue
            shared = _offer(answer, offer)
            for selection in gathering.records(offer, "selections"):
                with gathering.one_record():
                    _selection(selection, shared, gathering)


def _offer(answer: Answer, offer: Record) -> dict[str, Cell]:
    event_id = offer.integer("event_id")
    game = answer.known_games.by_bettingpros_id(event_id)
    day = game.day if game else answer.recording.day
    if day is None:
        raise offer.bad("event_id", f"the day of event {event_id} is unknown; record /v3/events of that day beside it")
    participants = offer.fields.get("participants")
    if not isinstance(participants, list) or not participants or not isinstance(participants[0], dict):
        raise offer.bad("participants", "names no player")
    participant = Record(participants[0], f"{offer.at('participants')}[0]")
    return {
        "game_date": day,
        "market_type": _MARKETS[_POINTS_MARKET],
        "market_id": _POINTS_MARKET,
        "bp_event_id": event_id,
        "offer_id": str(offer.integer("id")),
        "bp_player_id": _player_id(offer, participant),
        "player_name": participant.text("name"),
        "player_lookup": participant.parsed("name", player_key),
        **_team(participant, game),
    }


def _player_id(offer: Record, participant: Record) -> int:
    # Event lists send participant ids as text.
    holder, name = (offer, "player_id") if offer.has("player_id") else (participant, "id")
    number = holder.counted(name)
    if number is None:
        raise holder.bad(name, "is missing")
    return number


def _team(participant: Record, game: Game | None) -> dict[str, Cell]:
    """The team as sent (stale for traded players), and whether it plays in the event."""
    player = participant.part("player")
    sent = player.text("team")
    code = team_code(sent)
    plays = game is not None and code in (game.away, game.home)
    return {
        "player_team": code or sent,
        "player_position": player.text_or_none("position"),
        "team_source": "bettingpros",
        "has_team_issues": code is None or (game is not None and not plays),
        "validated_team": code if plays else None,
        "validation_confidence": 1.0 if plays else 0.0,
        "validation_method": "event_teams" if game else "none",
        "validation_notes": None if plays or game is None else f"{sent} does not play in event {game.game_id}",
    }


def _selection(selection: Record, offer: dict[str, Cell], gathering: Gathering) -> None:
    side = selection.text("selection").lower()
    if side not in ("over", "under"):
        raise selection.bad("selection", f"{side[:40]!r} is neither over nor under")
    opening = selection.part_or_none("opening_line")
    shared = offer | {"bet_side": side} | (_opening(opening) if opening else {})
    for book in gathering.records(selection, "books"):
        with gathering.one_record():
            number = book.integer("id")
            for line in gathering.records(book, "lines"):
                with gathering.one_record():
                    own: dict[str, Cell] = {
                        "book_id": number,
                        "bookmaker": _BOOKS.get(number, f"book {number}"),
                        "line_id": line.written("id"),
                        "points_line": line.number("line"),
                        "odds_american": line.integer("cost"),
                        "is_active": line.flag("active"),
                        "is_best_line": line.flag("best"),
                        "bookmaker_last_update": line.parsed("updated", naive_utc_instant),
                    }
                    gathering.add(POINTS_OFFERS, line.place, shared | own)


def _opening(opening: Record) -> dict[str, Cell]:
    return {
        "opening_line": opening.number_or_none("line"),
        "opening_odds": opening.integer_or_none("cost"),
        "opening_book_id": opening.integer_or_none("book_id"),
        "opening_timestamp": opening.parsed_or_none("created", naive_utc_instant),
    }
