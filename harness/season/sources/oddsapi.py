"""The Odds API: player points of DraftKings and FanDuel, spreads and totals, snapshot by snapshot."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa

from harness.season.betting import (
    Snapshots,
    decimal_odds,
    draw_offers,
    draw_snapshots,
    points_lines,
    two_sided_prices,
)
from harness.season.columns import Floats, Instants, Ints, Text, build_table, day_text, joined, text
from harness.season.league import League
from harness.season.randomness import Part
from harness.season.sources.game_columns import dated_folder, game_columns, team_names

_BOOK_KEYS = ("draftkings", "fanduel")
_BOOK_TITLES = ("DraftKings", "FanDuel")
_MARKETS = ("spreads", "totals")
_LAST = 2
_SPREAD_LIMIT, _TOTAL_LIMITS = 19.5, (205.5, 244.5)
_FEED_STEP = np.timedelta64(5, "m")


def event_ids(league: League) -> Any:
    """32 hex digits a game, as The Odds API names its events."""
    random = league.stream(Part.SOURCES)
    digits = random.bytes(16 * len(league.schedule)).hex()
    return pa.array([digits[32 * game : 32 * (game + 1)] for game in range(len(league.schedule))])


def player_props_table(league: League) -> Any:
    """nba_raw.odds_api_player_points_props: one row a player, book and snapshot, both sides in it."""
    random = league.stream(Part.PLAYER_PROPS).spawn(1)[0]
    offers, snapshots = draw_offers(league), draw_snapshots(league, Part.PLAYER_PROPS)
    # Every offer of a game in every snapshot of the game, but for players ruled out by the last one.
    looks = np.bincount(snapshots.game, minlength=len(league.schedule))
    first_look = np.cumsum(looks) - looks
    offer = np.repeat(np.arange(len(offers)), looks[offers.game])
    starts = np.cumsum(looks[offers.game]) - looks[offers.game]
    look = first_look[offers.game[offer]] + np.arange(len(offer)) - starts[offer]
    there = (offers.late[offer] == 0) | (snapshots.number[look] < _LAST)
    offer, look = np.repeat(offer[there], 2), np.repeat(look[there], 2)
    book = np.tile((0, 1), len(offer) // 2)
    lines = points_lines(_moved(offers.opinion, offer, snapshots.number[look], book, random), random)
    over, under = two_sided_prices(len(offer), random)
    game, player = offers.game[offer], offers.player[offer]
    snapshot = snapshots.instant[look]
    tip_off = league.schedule.tip_off[game]
    columns = game_columns(league, game)
    del columns["season_year"]
    columns |= {
        "odds_api_event_id": Text(event_ids(league), game),
        "game_start_time": tip_off,
        "snapshot_timestamp": snapshot,
        "snapshot_tag": Text(joined("snap-", day_text(snapshots.instant, "%H%M")), look),
        "capture_timestamp": snapshot + np.timedelta64(2, "m"),
        "minutes_before_tipoff": (tip_off - snapshot) // np.timedelta64(1, "m"),
        "bookmaker": text(_BOOK_KEYS, book),
        "player_name": league.rosters.name(player),
        "player_lookup": league.rosters.lookup(player),
        "points_line": lines,
        "over_price": decimal_odds(over),
        "over_price_american": over,
        "under_price": decimal_odds(under),
        "under_price_american": under,
        "bookmaker_last_update": _updated(snapshot, random),
        "source_file_path": _snapshot_files(league, "odds-api/player-props-history", snapshots, look),
        "data_source": "current",
        "processed_at": snapshot + np.timedelta64(4, "m"),
    }
    return build_table("nba_raw.odds_api_player_points_props", len(offer), columns)


def _moved(opinion: Floats, offer: Ints, look: Ints, book: Ints, random: np.random.Generator) -> Floats:
    """The opinion as it stood at each look in each book."""
    drift = np.clip(np.cumsum(random.normal(0.0, 0.35, (len(opinion), 3)), axis=1), -1.2, 1.2)
    difference = random.choice((-0.5, 0.0, 0.5), size=(len(opinion), 2), p=(0.15, 0.7, 0.15))
    return np.asarray(opinion[offer] + drift[offer, look] + difference[offer, book])


def _updated(snapshot: Instants, random: np.random.Generator) -> Instants:
    """Books refresh every minute or so; the snapshot shows the state of a little earlier."""
    return np.asarray(snapshot - random.integers(5, 60, len(snapshot)).astype("timedelta64[s]"))


def _snapshot_files(league: League, source: str, snapshots: Snapshots, look: Ints) -> Text:
    folder = dated_folder(source, league.schedule.day[snapshots.game])
    ids = league.platform_ids.take(pa.array(snapshots.game))
    return Text(joined(folder, ids, day_text(snapshots.instant, "-%Y%m%d_%H%M%S.json")), look)


def game_lines_table(league: League) -> Any:
    """nba_raw.odds_api_game_lines: two books, two markets, two outcomes: eight rows a game and snapshot."""
    random = league.stream(Part.GAME_LINES).spawn(1)[0]
    snapshots = draw_snapshots(league, Part.GAME_LINES)
    looks = len(snapshots.game)
    look = np.repeat(np.arange(looks), 8)
    book, market, outcome = (np.tile(np.arange(8) // step % 2, looks) for step in (4, 2, 1))
    game, snapshot = snapshots.game[look], snapshots.instant[look]
    point = _points(league, snapshots, random)[look, book, market]
    prices = np.stack(two_sided_prices(looks * 4, random), axis=1).reshape(-1)
    home = outcome == 0
    schedule = league.schedule
    outcome_team = np.where(home, schedule.home[game], schedule.away[game])
    names = team_names(outcome_team)
    words = pa.concat_arrays([names.words, pa.array(["Over", "Under"])])
    updated = _updated(snapshot, random)
    columns = game_columns(league, game)
    del columns["season_year"]
    columns |= {
        "snapshot_timestamp": snapshot,
        "previous_snapshot_timestamp": snapshot - _FEED_STEP,
        "next_snapshot_timestamp": snapshot + _FEED_STEP,
        "sport_key": "basketball_nba",
        "sport_title": "NBA",
        "commence_time": schedule.tip_off[game],
        "home_team": team_names(schedule.home[game]),
        "away_team": team_names(schedule.away[game]),
        "bookmaker_key": text(_BOOK_KEYS, book),
        "bookmaker_title": text(_BOOK_TITLES, book),
        "bookmaker_last_update": updated,
        "market_key": text(_MARKETS, market),
        "market_last_update": updated,
        "outcome_name": Text(words, np.where(market == 0, names.codes, len(names.words) + outcome)),
        "outcome_price": decimal_odds(prices),
        "outcome_point": np.where((market == 0) & ~home, -point, point),
        "source_file_path": _snapshot_files(league, "odds-api/game-lines-history", snapshots, look),
        "data_source": "current",
        "created_at": snapshot + np.timedelta64(4, "m"),
        "processed_at": snapshot + np.timedelta64(4, "m"),
    }
    return build_table("nba_raw.odds_api_game_lines", len(look), columns)


def _points(league: League, snapshots: Snapshots, random: np.random.Generator) -> Floats:
    """Home spread and total of each look in each book, in half points; shape (looks, books, markets)."""
    outcomes, shape = league.outcomes, (len(snapshots.game), 2)
    opinion = np.stack([-outcomes.expected_margin, outcomes.expected_total], axis=1)
    opinion = opinion + random.normal(0.0, (1.2, 2.5), opinion.shape)
    at_look = opinion[snapshots.game][:, None, :] + random.normal(0.0, 0.5, (*shape, 2))
    halves = np.floor(at_look) + 0.5
    spread = np.clip(halves[..., 0], -_SPREAD_LIMIT, _SPREAD_LIMIT)
    return np.stack([spread, np.clip(halves[..., 1], *_TOTAL_LIMITS)], axis=-1)
