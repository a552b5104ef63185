"""BettingPros v3: events, and points offers in pages.

The season has one look at each game's offers; the twin shows it at any moment.
"""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

from harness.ingest.identities import Team, season_year_of
from harness.reference.twin.exchange import Question, RefusedError, Reply, json_bytes
from harness.reference.twin.parameters import Parameter, iso_day, one_of, shaped, whole
from harness.reference.twin.providers import Json, KeyPlace, Operation, Provider
from harness.reference.twin.records import Game, Records, Row

_TABLE = "bettingpros_player_points_props"
_POINTS_MARKET = 156
_MARKETS = (156, 157, 151, 162, 160, 152)
_LONGEST_PAGE = 10
# Digits; more do not fit the column.
_LONGEST_ID = 18


def _naive(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y-%m-%d %H:%M:%S}"


def _events(records: Records, question: Question) -> Json:
    day, now = question.day("date"), question.now
    events = [_event(game, _first_offers(records, game), now) for game in records.games_on(day)]
    return {
        "_parameters": {"sport": question.text("sport"), "date": day.isoformat(), "direction": "asc"},
        "events": [event for event in events if event is not None],
        "ts": int(now.timestamp()),
        "utc": _naive(now),
    }


def _first_offers(records: Records, game: Game) -> int | None:
    teams = {game.home.code, game.away.code}
    rows = records.rows(_TABLE, "game_date", game.day)
    return next((row["bp_event_id"] for row in rows if row["validated_team"] in teams), None)


def _event(game: Game, identifier: int | None, now: datetime) -> Json:
    if identifier is None:
        return None
    sides = [
        {
            "id": team.code,
            "name": team.nickname,
            "link": f"/nba/teams/{_slug(team)}/",
            "team": {
                "city": team.city,
                "abbreviation": team.code,
                "conference": f"{team.conference}ern",
                "division": team.division,
                "slug": _slug(team),
            },
        }
        for team in (game.home, game.away)
    ]
    return {
        "id": identifier,
        "sr_id": str(UUID(int=identifier)),
        "sport": "NBA",
        "scheduled": _naive(game.tip_off),
        "season": season_year_of(game.day),
        "season_type": "REG",
        "event_name": None,
        "status": "closed" if game.is_over(now) else "scheduled",
        "home": game.home.code,
        "visitor": game.away.code,
        "link": f"/nba/matchups/{_slug(game.home)}-vs-{_slug(game.away)}/?date={game.day}",
        "venue": {
            "name": game.row["arena_name"],
            "id": None,
            "city": game.row["arena_city"],
            "state": game.row["arena_state"],
            "country": "USA",
            "zip": None,
        },
        "participants": sides,
    }


def _slug(team: Team) -> str:
    return team.name.lower().replace(" ", "-")


def _offers(records: Records, question: Question) -> Json:
    """A page of the offers of the asked events, by event and offer; only the points market has any."""
    rows: list[Row] = []
    if question.whole("market_id") == _POINTS_MARKET:
        for event in question.text("event_id").split(":"):
            rows += records.rows(_TABLE, "bp_event_id", int(event)) if len(event) <= _LONGEST_ID else ()
    book = question.whole_or_none("book_id")
    offers: dict[str, list[Row]] = {}
    for row in rows:
        if book in (None, row["book_id"]):
            offers.setdefault(row["offer_id"], []).append(row)
    page, limit = question.whole("page"), question.whole("limit")
    shown = list(offers.values())[(page - 1) * limit : page * limit]
    pages = -(-len(offers) // limit)
    return {
        "offers": [_offer(own) for own in shown],
        "_pagination": {
            "page": page,
            "limit": limit,
            "total_items": len(offers),
            "total_pages": pages,
            "next": _next_page(question, page + 1) if page < pages else None,
        },
    }


def _next_page(question: Question, page: int) -> str:
    asked = f"sport=NBA&market_id={question.whole('market_id')}&event_id={question.text('event_id')}"
    return f"/v3/offers?{asked}&limit={question.whole('limit')}&page={page}"


def _offer(rows: list[Row]) -> Json:
    first = rows[0]
    given, family = first["player_name"].split(" ", 1)
    player = {
        "team": first["player_team"],
        "position": first["player_position"],
        "first_name": given,
        "last_name": family,
    }
    return {
        "id": int(first["offer_id"]),
        "event_id": first["bp_event_id"],
        "market_id": first["market_id"],
        "player_id": first["bp_player_id"],
        "participants": [{"id": str(first["bp_player_id"]), "name": first["player_name"], "player": player}],
        "selections": [
            _selection(side, [row for row in rows if row["bet_side"] == side]) for side in ("over", "under")
        ],
        "link": f"/nba/props/{first['player_lookup']}/points/",
        "active": True,
    }


def _selection(side: str, rows: list[Row]) -> Json:
    first = rows[0]
    return {
        "id": int(first["offer_id"]) * 10 + (1 if side == "over" else 2),
        "selection": side,
        "label": side.capitalize(),
        "opening_line": {
            "line": first["opening_line"],
            "cost": first["opening_odds"],
            "book_id": first["opening_book_id"],
            "created": _naive(first["opening_timestamp"]),
        },
        "books": [{"id": row["book_id"], "lines": [_line(row)]} for row in rows],
    }


def _line(row: Row) -> Json:
    return {
        "id": int(row["line_id"]),
        "line": row["points_line"],
        "cost": row["odds_american"],
        "best": row["is_best_line"],
        "active": row["is_active"],
        "updated": _naive(row["bookmaker_last_update"]),
    }


_number = whole(0)
_market = one_of(*(str(market) for market in _MARKETS))
_SPORT = Parameter("sport", one_of("NBA"), required=True)
PROVIDER = Provider(
    name="bettingpros",
    told=lambda refused: Reply(refused.status, json_bytes({"message": refused.message})),
    bad_parameter=400,
    key=KeyPlace("x-api-key"),
    no_key=RefusedError(401, "Unauthorized"),
    wrong="cost",
    operations=(
        Operation(
            "events",
            "/v3/events",
            _events,
            ("events",),
            ("events", "*", "scheduled"),
            (_SPORT, Parameter("date", iso_day, required=True)),
        ),
        Operation(
            "offers",
            "/v3/offers",
            _offers,
            ("offers",),
            ("offers", "*", "selections", "*", "books", "*", "lines", "*", "line"),
            (
                _SPORT,
                Parameter("market_id", lambda text: int(str(_market(text))), required=True),
                Parameter("event_id", shaped(r"[0-9]+(:[0-9]+)*", "20879:20881"), required=True),
                Parameter("book_id", lambda text: None if text == "null" else _number(text)),
                Parameter("limit", whole(1, _LONGEST_PAGE), default=_LONGEST_PAGE),
                Parameter("page", whole(1), default=1),
            ),
        ),
    ),
)
