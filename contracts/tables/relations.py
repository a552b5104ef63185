"""Relations between columns that several tables share. NULL in a column makes them NULL, which holds."""

from __future__ import annotations

from functools import reduce
from operator import and_
from typing import Any

import ibis

from harness.warehouse.functions import eastern_date, platform_game_id

SEASON_STARTS_IN_MONTH = 7
ROUNDING = 0.001
"""Providers round shares to three decimals."""
CLOCK_SLACK = 2
"""Seconds by which a duration may differ from two moments that were read apart."""


def game_id_of(t: Any) -> Any:
    """The platform id that the row's own day and teams make."""
    return platform_game_id(t.game_date, t.away_team_abbr, t.home_team_abbr)


def game_code_of(day: Any, away: Any, home: Any) -> Any:
    """`YYYYMMDD/AWYHOM`."""
    return day.strftime("%Y%m%d") + "/" + away + home


def season_of(day: Any) -> Any:
    """Start year of the season a day belongs to; a season runs from July to June."""
    return day.year() - (day.month() < SEASON_STARTS_IN_MONTH).cast("int64")


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


def lasted(seconds: Any, first: Any, last: Any) -> Any:
    """The duration is the time between the two moments."""
    return (last.epoch_seconds() - first.epoch_seconds() - seconds).abs() <= CLOCK_SLACK


def lasted_at_most(seconds: Any, first: Any, last: Any) -> Any:
    """The duration fits between the two moments."""
    return seconds <= last.epoch_seconds() - first.epoch_seconds() + CLOCK_SLACK


def at_most_a_day_ahead(day: Any, moment: Any) -> Any:
    """The game day is at the latest the one after the moment; predictions for tomorrow are the furthest ahead."""
    return day <= eastern_date(moment) + ibis.interval(days=1)


def id_names(game_id: Any, day: Any, away: Any, home: Any) -> Any:
    """A platform id names the day and the teams; an NBA id names neither."""
    return ~game_id.contains("_") | (game_id == platform_game_id(day, away, home))


def id_names_the_day(game_id: Any, day: Any) -> Any:
    """A platform id begins with the day; an NBA id does not name it."""
    return ~game_id.contains("_") | (game_id.substr(0, 8) == day.strftime("%Y%m%d"))


def revision_of(revision: Any, service: Any) -> Any:
    """Cloud Run names a revision after its service."""
    return revision.startswith(service + "-")


def id_names_home_and_away(t: Any, team: Any) -> Any:
    """`id_names` for a team's own row, where `home_game` says which of the two teams is at home."""
    at_home = id_names(t.game_id, t.game_date, t.opponent_team_abbr, team)
    on_the_road = id_names(t.game_id, t.game_date, team, t.opponent_team_abbr)
    return (t.home_game & at_home) | (~t.home_game & on_the_road)


def read_before_written(t: Any, *sources: str) -> Any:
    """The newest row of each source was there before the row that was made of it."""
    return reduce(and_, (t[f"source_{source}_last_updated"] <= t.processed_at for source in sources))


def dated_where_found(t: Any, *sources: str) -> Any:
    """A source with rows says when the newest of them was written."""
    return reduce(
        and_,
        ((t[f"source_{one}_rows_found"] == 0) | t[f"source_{one}_last_updated"].notnull() for one in sources),
    )
