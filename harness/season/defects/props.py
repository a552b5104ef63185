"""Defects of the players' points lines: missing books, players and games, lines and prices that no book would write."""

from __future__ import annotations

from harness.season.defects.corruptible import Corruptible, Rows
from harness.season.defects.defect import defect
from harness.season.defects.selection import last_but, sharing

PROPS = "nba_raw.odds_api_player_points_props"
BOOKS = "raw.player_props/at least 2 books a game"
TEN_PLAYERS = "raw.player_props/at least 10 players a game"
RANGE = "raw.player_props/line from 3.5 to 55.5"
STEP = "raw.player_props/line is a multiple of 0.5"
ODDS = "raw.player_props/American odds are never between -100 and +100"
LONG_ODDS = "raw.player_props/American odds from -500 to +500"
PLACEHOLDER = "raw.player_props/no placeholder line of 20.0 across players"
SIDES = "raw.player_props/both sides are quoted"
EIGHT_PLAYERS = "raw.props_availability/at least 8 players a game"
THREE_PLAYERS = "raw.props_availability/at least 3 players a game"
SNAPSHOT = ("game_id", "bookmaker", "snapshot_timestamp")


def _leave_players(season: Corruptible, games: int, players: int) -> Rows:
    picked = season.pick(PROPS, size=games, one_per=("game_id",))
    spare = last_but(players, of="player_lookup", within="game_id", table=PROPS)
    season.delete(sharing(season, picked, "game_id", where=spare))
    return picked


@defect(kills={BOOKS}, sizes=(1, 5))
def props_of_one_book_only(season: Corruptible, size: int) -> Rows:
    """A game has the lines of one book."""
    rows = sharing(season, season.pick(PROPS, size=size, one_per=("game_id",)), "game_id", "bookmaker")
    season.delete(rows)
    return rows


@defect(kills={TEN_PLAYERS}, sizes=(1, 5))
def props_of_nine_players(season: Corruptible, size: int) -> Rows:
    """A game has lines for nine players."""
    return _leave_players(season, size, 9)


@defect(kills={TEN_PLAYERS, EIGHT_PLAYERS}, sizes=(1, 5))
def props_of_seven_players(season: Corruptible, size: int) -> Rows:
    """A game has lines for seven players."""
    return _leave_players(season, size, 7)


@defect(kills={TEN_PLAYERS, EIGHT_PLAYERS, THREE_PLAYERS}, sizes=(1, 5))
def props_of_two_players(season: Corruptible, size: int) -> Rows:
    """A game has lines for its two stars and for nobody else."""
    return _leave_players(season, size, 2)


@defect(kills={RANGE}, sizes=(1, 20))
def prop_line_of_another_market(season: Corruptible, size: int) -> Rows:
    """A points line is 1.5: the player's line for three-pointers."""
    rows = season.pick(PROPS, size=size)
    season.update(rows, points_line="1.5")
    return rows


@defect(kills={RANGE}, sizes=(1, 20))
def prop_line_without_its_point(season: Corruptible, size: int) -> Rows:
    """A line has lost its decimal point: 24.5 has become 245."""
    rows = season.pick(PROPS, "points_line > 5.5", size)
    season.update(rows, points_line="points_line * 10")
    return rows


@defect(kills={STEP}, sizes=(1, 20))
def prop_line_between_the_steps(season: Corruptible, size: int) -> Rows:
    """A line is the mean of two books' lines, a quarter above the half point."""
    rows = season.pick(PROPS, "points_line < 50", size)
    season.update(rows, points_line="points_line + 0.25")
    return rows


@defect(kills={ODDS}, sizes=(1, 20))
def prop_price_in_decimal_odds(season: Corruptible, size: int) -> Rows:
    """The American price of the over is its decimal price, rounded."""
    rows = season.pick(PROPS, size=size)
    season.update(rows, over_price_american="round(over_price)")
    return rows


@defect(kills={ODDS}, sizes=(1, 20))
def prop_price_of_zero(season: Corruptible, size: int) -> Rows:
    """The price of the under is 0, written where the book had taken it down."""
    rows = season.pick(PROPS, size=size)
    season.update(rows, under_price_american="0")
    return rows


@defect(kills={LONG_ODDS}, sizes=(1, 20))
def prop_price_of_an_alternate_line(season: Corruptible, size: int) -> Rows:
    """An over pays +650: the price of another line of the player."""
    rows = season.pick(PROPS, size=size)
    season.update(rows, over_price_american="650")
    return rows


@defect(kills={PLACEHOLDER}, incident=47, sizes=(1, 10))
def prop_lines_of_20_for_unknown_players(season: Corruptible, size: int) -> Rows:
    """Three players of one look at a book stand at 20.0, the value that means that no line was known."""
    looks = season.pick(PROPS, size=size, one_per=SNAPSHOT)
    names = ", ".join(SNAPSHOT)
    first = f"SELECT rowid FROM {PROPS} QUALIFY row_number() OVER (PARTITION BY {names} ORDER BY player_lookup) <= 3"
    rows = sharing(season, looks, *SNAPSHOT, where=f"rowid IN ({first})")
    season.update(rows, points_line="20.0")
    return rows


@defect(kills={SIDES}, sizes=(1, 20))
def prop_quoted_on_one_side(season: Corruptible, size: int) -> Rows:
    """A line has a price for the over and none for the under."""
    rows = season.pick(PROPS, size=size)
    season.update(rows, under_price="NULL", under_price_american="NULL")
    return rows
