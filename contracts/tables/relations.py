"""Relations between columns that several tables share. NULL in a column makes them NULL, which holds."""

from __future__ import annotations

from typing import Any

import ibis

from harness.warehouse.functions import platform_game_id

SEASON_STARTS_IN_MONTH = 7
ROUNDING = 0.001
"""Providers round shares to three decimals."""


def game_id_of(t: Any) -> Any:
    """The platform id that the row's own day and teams make."""
    return platform_game_id(t.game_date, t.away_team_abbr, t.home_team_abbr)


def game_code_of(day: Any, away: Any, home: Any) -> Any:
    """`YYYYMMDD/AWYHOM`."""
    return day.strftime("%Y%m%d") + "/" + away + home


def season_of(day: Any) -> Any:
    """Start year of the season a day belongs to; a season runs from July to June."""
    return day.year() - (day.month() < SEASON_STARTS_IN_MONTH).cast("int64")


def label_of(start_year: Any) -> Any:
    """`2024-25` for 2024."""
    return start_year.cast("string") + "-" + (start_year + 1).cast("string").substr(2, 2)


def either(value: Any, first: Any, second: Any) -> Any:
    """The value is one of two columns' values."""
    return (value == first) | (value == second)


def is_share(share: Any, made: Any, attempted: Any) -> Any:
    """The share is made by attempted. With no attempt it is NULL (NBA.com) or 0.0 (Ball Don't Lie)."""
    agrees = (share * attempted - made).abs() <= ROUNDING * attempted
    return agrees & ((attempted > 0) | (share == 0))


def is_american_price(price: Any) -> Any:
    """-100 and below or 100 and above: no American price lies between."""
    return price.abs() >= 100


def decimal_of(american: Any) -> Any:
    """The decimal price an American one stands for."""
    return ibis.ifelse(american > 0, 1 + american / 100, 1 - 100 / american.nullif(0))


def in_half_steps(line: Any) -> Any:
    """Whole or half points; no book deals in quarters."""
    return (line * 2) == (line * 2).floor()


def count_text(wins: Any, losses: Any) -> Any:
    """`41-12`."""
    return wins.cast("string") + "-" + losses.cast("string")
