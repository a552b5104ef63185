"""BettingPros: one points offer a player and game, every book's price for each side of it."""

from __future__ import annotations

from typing import Any

import numpy as np

from harness.season.betting import draw_offers, points_lines, two_sided_prices
from harness.season.columns import (
    Column,
    Flags,
    Floats,
    Ints,
    Text,
    build_table,
    day_text,
    joined,
    number_text,
    text,
    whole,
)
from harness.season.league import League
from harness.season.randomness import Part
from harness.season.sources.game_columns import dated_folder

# Number and name of each book at BettingPros, with the share of offers it has a price for.
_BOOKS = (
    (0, "BettingPros Consensus", 1.0),
    (10, "FanDuel", 1.0),
    (12, "DraftKings", 1.0),
    (19, "BetMGM", 1.0),
    (13, "Caesars", 1.0),
    (18, "BetRivers", 0.3),
    (24, "bet365", 0.3),
    (28, "Unibet", 0.15),
    (20, "FOX Bet", 0.12),
    (25, "WynnBET", 0.12),
    (26, "Tipico", 0.12),
    (27, "partycasino", 0.12),
    (31, "Fubo", 0.12),
)
_POINTS_MARKET = 156
_LOOK_BEFORE = np.timedelta64(150, "m")
_OPENED_BEFORE = np.timedelta64(20, "h")
_FIRST_EVENT, _FIRST_OFFER = 20_000, 3_000_000


def player_props_table(league: League) -> Any:
    """nba_raw.bettingpros_player_points_props: one row an offer, book and side, two and a half hours before tip-off."""
    random = league.stream(Part.BETTINGPROS)
    offers, rosters, schedule = draw_offers(league), league.rosters, league.schedule
    priced = random.random((len(offers), len(_BOOKS))) < np.array([share for _, _, share in _BOOKS])
    offer, book = np.nonzero(priced)
    opinion = offers.opinion[offer] + random.choice((-0.5, 0.0, 0.5), size=len(offer), p=(0.15, 0.7, 0.15))
    line = np.repeat(points_lines(opinion, random), 2)
    odds = np.stack(two_sided_prices(len(offer), random), axis=1).reshape(-1)
    side = np.tile((0, 1), len(offer))
    offer, book = np.repeat(offer, 2), np.repeat(book, 2)
    game, player, team = offers.game[offer], offers.player[offer], offers.team[offer]
    seen = schedule.tip_off[game] - _LOOK_BEFORE
    opening = points_lines(offers.opinion + random.normal(0.0, 0.5, len(offers)), random)
    year = league.start_year - 2020
    columns: dict[str, Column] = {
        "game_date": schedule.day[game],
        "market_type": "points",
        "market_id": _POINTS_MARKET,
        "bp_event_id": _FIRST_EVENT + year * 2_000 + schedule.number[game],
        "offer_id": Text(number_text(_FIRST_OFFER + year * 100_000 + np.arange(len(offers))), offer),
        "bet_side": text(("over", "under"), side),
        "bp_player_id": rosters.bettingpros_id[player],
        "player_name": rosters.name(player),
        "player_lookup": rosters.lookup(player),
        "player_team": schedule.team_codes(team),
        "player_position": rosters.position_letter(player),
        "team_source": "bettingpros",
        "has_team_issues": False,
        "validated_team": schedule.team_codes(team),
        "validation_confidence": 1.0,
        "validation_method": "event_teams",
        "book_id": np.array([number for number, _, _ in _BOOKS])[book],
        "bookmaker": text([name for _, name, _ in _BOOKS], book),
        "line_id": whole(number_text(np.arange(len(offer)) + 50_000_000)),
        "points_line": line,
        "odds_american": odds,
        "is_active": True,
        "is_best_line": _best_lines(offer, side, book, line, odds),
        "bookmaker_last_update": seen - random.integers(30, 900, len(offer)).astype("timedelta64[s]"),
        "opening_line": opening[offer],
        "opening_odds": -110,
        "opening_book_id": 12,
        "opening_timestamp": schedule.tip_off[game] - _OPENED_BEFORE,
        "source_file_path": _files(league, game),
        "created_at": seen + np.timedelta64(5, "m"),
        "processed_at": seen + np.timedelta64(5, "m"),
    }
    return build_table("nba_raw.bettingpros_player_points_props", len(offer), columns)


def _best_lines(offer: Ints, side: Ints, book: Ints, line: Floats, odds: Ints) -> Flags:
    """One row of each offer and side: the lowest line to go over or the highest to stay under, then the best price."""
    group = offer * 2 + side
    order = np.lexsort((-odds, np.where(side == 0, line, -line), book == 0, group))
    first = np.r_[True, group[order][1:] != group[order][:-1]]
    best = np.zeros(len(offer), np.bool_)
    best[order[first]] = True
    return best


def _files(league: League, game: Ints) -> Text:
    schedule = league.schedule
    seen = day_text(schedule.tip_off - _LOOK_BEFORE, "%Y%m%d_%H%M%S.json")
    return Text(joined(dated_folder("bettingpros/player-props/points", schedule.day), seen), game)
