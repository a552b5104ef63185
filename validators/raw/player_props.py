"""raw.player_props: the players' points lines come from two books, for enough players, at prices a book would write."""

from __future__ import annotations

from harness.results import Severity
from harness.warehouse.checks import groups, rows
from harness.warehouse.relations import table
from validators.validator import Validator

props = table("nba_raw.odds_api_player_points_props")

PLACEHOLDER = 20.0
"""What the platform once stored where it knew no line."""

PLACEHOLDERS_TOLERATED = 2
"""True lines of exactly 20 in one book and snapshot. Some 3 % of lines are whole and 4 % of those are 20: over all
snapshots of 18 players, two at once come about once a season, three once in a hundred seasons."""

validator = Validator(
    "raw.player_props",
    groups(
        props,
        "at least 2 books a game",
        by="game_id",
        holds=lambda g: g.bookmaker.nunique() >= 2,
        show={"books": lambda g: g.bookmaker.nunique()},
        severity=Severity.WARNING,
    ),
    groups(
        props,
        "at least 10 players a game",
        by="game_id",
        holds=lambda g: g.player_lookup.nunique() >= 10,
        show={"players": lambda g: g.player_lookup.nunique()},
        severity=Severity.WARNING,
    ),
    # The stricter 5.5 to 50.5 refuses the lines of 3.5 and 4.5 that books write for bench players.
    rows(props, "line from 3.5 to 55.5", lambda t: t.points_line.between(3.5, 55.5), severity=Severity.WARNING),
    rows(props, "line is a multiple of 0.5", lambda t: t.points_line * 2 == (t.points_line * 2).round(0)),
    rows(
        props,
        "American odds are never between -100 and +100",
        lambda t: (t.over_price_american.abs() >= 100) & (t.under_price_american.abs() >= 100),
    ),
    rows(
        props,
        "American odds from -500 to +500",
        lambda t: (t.over_price_american.abs() <= 500) & (t.under_price_american.abs() <= 500),
        severity=Severity.WARNING,
    ),
    groups(
        props,
        "no placeholder line of 20.0 across players",
        by=("game_id", "bookmaker", "snapshot_timestamp"),
        holds=lambda g: g.player_lookup.nunique(where=g.points_line == PLACEHOLDER) <= PLACEHOLDERS_TOLERATED,
        show={"players_at_20": lambda g: g.player_lookup.nunique(where=g.points_line == PLACEHOLDER)},
    ),
    rows(
        props,
        "both sides are quoted",
        lambda t: t.over_price_american.notnull() & t.under_price_american.notnull(),
        severity=Severity.WARNING,
        show=("over_price_american", "under_price_american"),
    ),
)
