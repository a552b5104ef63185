"""Defects of phase 1: plans that nobody locked, scrapers that failed, runs that found nothing and called it success."""

from __future__ import annotations

from harness.season.defects.corruptible import Corrupted, Corruptible, Rows
from harness.season.defects.defect import defect
from harness.season.defects.selection import sharing

PLAN = "nba_orchestration.daily_expected_schedule"
LOG = "nba_orchestration.scraper_execution_log"

PLANNED = "gates.phase1_to_phase2/every game day has a plan"
ENDED = "gates.phase1_to_phase2/every planned scraper has ended with success"
RECORDS = "gates.phase1_to_phase2/every planned scraper has brought records"
EMPTY = "gates.phase1_to_phase2/no success without records on a game day"


@defect(kills={PLANNED}, sizes=(1, 5))
def plan_of_a_day_never_locked(season: Corruptible, size: int) -> Corrupted:
    """A game day has no plan, so nobody misses what did not run."""
    days = season.pick(PLAN, size=size, one_per=("date",))
    season.delete(sharing(season, days, "date"))
    return Corrupted(days, {PLANNED: frozenset((row["date"], None) for row in days.values)})


@defect(kills={ENDED}, incident=9, sizes=(1, 5))
def scraper_refused_all_day(season: Corruptible, size: int) -> Rows:
    """Every run of a scraper for a game day was answered with 403."""
    first = season.pick(LOG, f"status = 'success' AND {_RECENT}", size, one_per=("game_date",))
    runs = sharing(season, first, "game_date", "scraper_name")
    season.update(runs, status="'failed'", data_summary="'{\"record_count\": 0}'", error_type="'http_403'")
    return first


_RECENT = "game_date = timezone('America/New_York', triggered_at)::DATE"
"""Runs of the day itself, so that the picked day lies in the window like the run."""


@defect(kills={RECORDS, EMPTY}, incident=1, sizes=(1, 5))
def scraper_found_nothing_all_day(season: Corruptible, size: int) -> Corrupted:
    """Every run of a scraper for a game day found nothing, and said success."""
    first = season.pick(LOG, f"status = 'success' AND {_RECENT}", size, one_per=("game_date",))
    runs = sharing(season, first, "game_date", "scraper_name", where="status = 'success'")
    season.update(runs, data_summary="'{\"record_count\": 0}'")
    return Corrupted(first, {EMPTY: runs.keys("execution_id")})


@defect(kills={EMPTY}, incident=15, sizes=(1, 10))
def scraper_run_without_records_said_success(season: Corruptible, size: int) -> Rows:
    """An early look at the box scores found nothing, and said success instead of no data."""
    days = f"game_date BETWEEN '{season.window.start}' AND '{season.window.end}'"
    early = f"scraper_name = 'bdl_box_scores' AND workflow <> 'morning_recovery' AND {days}"
    runs = season.pick(LOG, early, size, one_per=("game_date",))
    season.update(runs, status="'success'", data_summary="'{\"record_count\": 0}'")
    return runs
