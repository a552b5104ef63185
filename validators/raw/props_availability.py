"""raw.props_availability: every game has points lines, for enough players, fresh at tip-off."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from harness.results import Severity
from harness.warehouse.checks import covered, groups, joined, per, rows
from harness.warehouse.functions import run_time
from harness.warehouse.relations import relation, table
from validators.games import FINAL, schedule, scheduled_games
from validators.validator import Validator

props = table("nba_raw.odds_api_player_points_props")

OLDEST = ibis.interval(hours=6)

DUE = ibis.interval(hours=4)
"""Before tip-off. Lines are scraped every 2 h from 6 h before the first game: now every game must have new ones."""

OPEN = ibis.interval(hours=18)
"""Before the first tip-off of a day. Books open lines 18 to 24 h ahead: now the day must have some, however old."""

games_with_props = per(
    joined(props, scheduled_games, on="game_id").where(lambda t: t.snapshot_timestamp <= run_time()),
    "game_id",
    day="game_date",
    game_date=lambda t: t.game_date.min(),
    tip_off=lambda t: t.game_date_est.min(),
    newest_snapshot=lambda t: t.snapshot_timestamp.max(where=t.snapshot_timestamp <= t.game_date_est),
)


def _coming_days(games: ir.Table) -> ir.Table:
    games = scheduled_games.build(games)
    coming = games.filter(games.game_date_est > run_time())
    days = coming.group_by("game_date").aggregate(first_tip_off=coming.game_date_est.min())
    return days.filter(days.first_tip_off <= run_time() + OPEN)


coming_days = relation(
    schedule.around(after_days=1), build=_coming_days, key=("game_date",), day="game_date", label="game day"
)

validator = Validator(
    "raw.props_availability",
    covered(
        "every game has props",
        scheduled_games.where(lambda t: (t.game_status == FINAL) | (t.game_date_est <= run_time() + DUE)),
        by=props,
        on="game_id",
        severity=Severity.CRITICAL,
        repair="scrape the props of {game_id} again",
    ),
    groups(
        props,
        "at least 3 players a game",
        by="game_id",
        holds=lambda g: g.player_lookup.nunique() >= 3,
        show={"players": lambda g: g.player_lookup.nunique()},
        severity=Severity.CRITICAL,
    ),
    groups(
        props,
        "at least 8 players a game",
        by="game_id",
        holds=lambda g: g.player_lookup.nunique() >= 8,
        show={"players": lambda g: g.player_lookup.nunique()},
        severity=Severity.WARNING,
    ),
    # One source says warning or critical: what a game that began has missed is past repair, what is coming is not.
    rows(
        games_with_props,
        "newest snapshot at most 6 h before tip-off",
        lambda t: (t.newest_snapshot >= t.tip_off - OLDEST).fill_null(False),
        only=lambda t: t.tip_off <= run_time(),
        show=("tip_off", "newest_snapshot"),
        severity=Severity.WARNING,
    ),
    rows(
        games_with_props,
        "newest snapshot of a coming game at most 6 h old",
        lambda t: t.newest_snapshot >= run_time() - OLDEST,
        only=lambda t: (t.tip_off > run_time()) & (t.tip_off <= run_time() + DUE),
        show=("tip_off", "newest_snapshot"),
        severity=Severity.CRITICAL,
        repair="scrape the props of {game_id} again",
    ),
    covered(
        "every coming game day has props",
        coming_days,
        by=props.around(after_days=1),
        on="game_date",
        severity=Severity.WARNING,
        repair="scrape the props of {game_date} again",
    ),
)
