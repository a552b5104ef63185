"""The days with games, and which of them are predicted."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from harness.warehouse.functions import eastern_date, run_time
from harness.warehouse.relations import relation
from validators.games import FINAL, counted_game, schedule, scheduled_games

BOOTSTRAP = ibis.interval(days=14)
"""From the season's first game on: nothing is predicted while there is too little to look back on."""


def _game_days(schedule: ir.Table) -> ir.Table:
    games = scheduled_games.build(schedule)
    return games.group_by("game_date").aggregate(
        games=games.game_id.nunique(),
        final_games=games.game_id.nunique(where=games.game_status == FINAL),
        first_tip_off=games.game_date_est.min(),
        last_tip_off=games.game_date_est.max(),
    )


def _days_with_bootstrap(schedule: ir.Table, season: ir.Table) -> ir.Table:
    counted = season.filter(counted_game(season))
    openings = counted.group_by("season_year").aggregate(opening=counted.game_date.min())
    dated = counted.select("season_year", "game_date").distinct().join(openings, "season_year")
    days = _game_days(schedule).join(dated.select("game_date", "opening"), "game_date")
    return days.mutate(predicted=days.game_date >= days.opening + BOOTSTRAP)


def _until_today(day: ir.Table) -> ir.BooleanValue:
    return day.game_date <= eastern_date(run_time())


game_days = relation(schedule, build=_game_days, key=("game_date",), day="game_date", label="game day")
"""Days with games that were not called off: games, final_games, first_tip_off, last_tip_off."""

played_days = game_days.where(lambda day: day.last_tip_off <= run_time())
"""Those whose last game has begun at the run's time."""

days_until_today = game_days.where(_until_today)
"""Those that are over or of today, by the run's time in New York."""

game_days_of_season = relation(
    schedule,
    schedule.season(),
    build=_days_with_bootstrap,
    key=("game_date",),
    day="game_date",
    label="game day",
)
"""As `game_days`; `predicted` says that a day lies after its season's first fourteen days."""

predicted_until_today = game_days_of_season.where(_until_today)
"""Those of them that are over or of today."""
