"""gates.phase1_to_phase2: every scraper that a game day's plan names has come back with records."""

from __future__ import annotations

import ibis.expr.types as ir

from harness.results import Severity
from harness.warehouse.checks import rows
from harness.warehouse.functions import run_time
from harness.warehouse.relations import relation, table
from validators.game_days import days_until_today, game_days
from validators.games import schedule
from validators.validator import Validator

plan = table("nba_orchestration.daily_expected_schedule")
# The night's windows belong to the day whose games they fetch, and run on the next.
log = table("nba_orchestration.scraper_execution_log").around(after_days=1)


def _runs(log: ir.Table) -> ir.Table:
    return log.mutate(record_count=log.data_summary["record_count"].unwrap_as("int64"))


def _planned(schedule: ir.Table, plan: ir.Table, log: ir.Table) -> ir.Table:
    """Scrapers of each game day until today, and what came of them; a day without a plan is one row without scraper."""
    named = plan.select("expected_run_time", game_date="date", scraper_name=plan.scrapers.unnest())
    last = named.group_by("game_date", "scraper_name").aggregate(last_run=named.expected_run_time.max())
    days = days_until_today.build(schedule).select("game_date")
    planned = days.left_join(last, "game_date").drop("game_date_right")
    runs = _runs(log).filter(lambda run: run.status == "success")
    done = runs.group_by("game_date", "scraper_name").aggregate(
        successes=runs.count(), record_count=runs.record_count.max()
    )
    both = planned.left_join(done, ["game_date", "scraper_name"])
    return both.mutate(successes=both.successes.fill_null(0), record_count=both.record_count.fill_null(0))


def _game_day_runs(schedule: ir.Table, log: ir.Table) -> ir.Table:
    return _runs(log).semi_join(game_days.build(schedule), "game_date")


def _due(scraper: ir.Table) -> ir.BooleanValue:
    return scraper.last_run <= run_time()


planned = relation(
    schedule, plan, log, build=_planned, key=("game_date", "scraper_name"), day="game_date", label="planned scraper"
)
scraper_runs = relation(
    schedule, log, build=_game_day_runs, key=("execution_id",), day="game_date", label="scraper run"
)

validator = Validator(
    "gates.phase1_to_phase2",
    rows(
        planned,
        "every game day has a plan",
        lambda scraper: scraper.scraper_name.notnull(),
        severity=Severity.CRITICAL,
        repair="lock the schedule of {game_date}",
    ),
    rows(
        planned,
        "every planned scraper has ended with success",
        lambda scraper: scraper.successes > 0,
        only=_due,
        show=("last_run",),
        repair="run {scraper_name} for {game_date} again",
    ),
    rows(
        planned,
        "every planned scraper has brought records",
        lambda scraper: scraper.record_count > 0,
        only=lambda scraper: _due(scraper) & (scraper.successes > 0),
        show=("successes",),
        severity=Severity.CRITICAL,
        repair="run {scraper_name} for {game_date} again",
    ),
    # A run that found nothing and says success keeps every later run from looking again.
    rows(
        scraper_runs,
        "no success without records on a game day",
        lambda run: (run.record_count > 0).fill_null(False),
        only=lambda run: run.status == "success",
        show=("scraper_name", "record_count"),
        severity=Severity.CRITICAL,
        repair="run {scraper_name} for {day} again",
    ),
)
