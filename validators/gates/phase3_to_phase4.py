"""gates.phase3_to_phase4: enough of the five analytics processors are done, and their tables have the games.

On the day itself only the players' context is needed. The morning after, all five are; with three of them, the critical
two among them, the phase starts with a warning.
"""

from __future__ import annotations

import ibis.expr.types as ir

from harness.results import Severity
from harness.warehouse.checks import rows
from harness.warehouse.functions import eastern_date, run_time
from harness.warehouse.relations import relation, table
from validators.game_days import days_until_today
from validators.games import schedule
from validators.gates.tables_by_day import Upstream, tables_by_day
from validators.validator import Validator

CONTEXT = "upcoming_player_game_context"
CRITICAL_TWO = ("player_game_summary", CONTEXT)
PROCESSORS = (
    *CRITICAL_TWO,
    "team_offense_game_summary",
    "team_defense_game_summary",
    "upcoming_team_game_context",
)
ENOUGH = 3
"""60 % of five."""

completions = table("nba_orchestration.phase_completions")


def _completed(schedule: ir.Table, completions: ir.Table) -> ir.Table:
    days = days_until_today.build(schedule)
    wanted = (completions.phase == "phase3") & completions.processor_name.isin(PROCESSORS)
    done = completions.filter(wanted & completions.status.isin(("success", "partial")))
    counted = done.group_by("game_date").aggregate(
        completed=done.processor_name.nunique(),
        critical=done.processor_name.nunique(where=done.processor_name.isin(CRITICAL_TWO)),
        context=(done.processor_name == CONTEXT).any(),
    )
    both = days.left_join(counted, "game_date").drop("game_date_right")
    return both.mutate(
        completed=both.completed.fill_null(0),
        critical=both.critical.fill_null(0),
        context=both.context.fill_null(False),
        is_over=_is_over(both),
    )


def _is_over(day: ir.Table) -> ir.BooleanValue:
    """Today's games have a context already; what happens in them is summarized tomorrow."""
    return day.game_date < eastern_date(run_time())


completed = relation(schedule, completions, build=_completed, key=("game_date",), day="game_date", label="game day")
analytics_tables = tables_by_day(
    days_until_today,
    tuple(Upstream(table(f"nba_analytics.{name}"), required=name == CONTEXT) for name in PROCESSORS),
).derive(due=lambda t: t.required | _is_over(t))

validator = Validator(
    "gates.phase3_to_phase4",
    rows(
        completed,
        "same day: the players' context is complete",
        lambda day: day.context,
        show=("completed",),
        severity=Severity.CRITICAL,
        repair="run upcoming_player_game_context for {game_date}",
    ),
    rows(
        completed,
        "overnight: both critical processors are complete",
        lambda day: day.critical == len(CRITICAL_TWO),
        only=lambda day: day.is_over,
        show=("critical", "completed"),
        severity=Severity.CRITICAL,
        repair="run player_game_summary and upcoming_player_game_context for {game_date}",
    ),
    rows(
        completed,
        "overnight: 3 of 5 processors are complete",
        lambda day: day.completed >= ENOUGH,
        only=lambda day: day.is_over,
        show=("completed",),
        repair="run phase 3 for {game_date}",
    ),
    rows(
        completed,
        "overnight: all 5 processors are complete",
        lambda day: day.completed >= len(PROCESSORS),
        only=lambda day: day.is_over,
        show=("completed",),
        severity=Severity.WARNING,
        repair="run phase 3 for {game_date}",
    ),
    rows(
        analytics_tables,
        "R-008: every table has rows",
        lambda t: t.rows > 0,
        only=lambda t: t.due,
        severity=Severity.CRITICAL,
        repair="run the processor of {table} for {game_date}",
    ),
    rows(
        analytics_tables,
        "R-008: 80 % of the games are in every table",
        lambda t: t.games_found >= 0.8 * t.games,
        only=lambda t: t.due & (t.rows > 0),
        show=("games_found", "games"),
        repair="run the processor of {table} for {game_date}",
    ),
)
