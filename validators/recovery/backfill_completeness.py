"""recovery.backfill_completeness: a repaired day has all its games in all tables, of good quality."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from harness.results import Severity
from harness.warehouse.checks import groups, rows
from harness.warehouse.functions import run_time
from harness.warehouse.relations import relation, table
from validators.game_days import game_days
from validators.games import schedule
from validators.gates.tables_by_day import Upstream, tables_by_day
from validators.recovery.open_cases import cases
from validators.validator import Validator

progress = table("nba_backfill.backfill_progress")
summaries = table("nba_analytics.player_game_summary")
features = table("nba_predictions.ml_feature_store_v2")

PHASE3 = ("pgs", "togs", "tdgs", "upgc", "utgc")
PHASE4 = ("tdza", "psza", "pdc", "pcf", "mlfs")
LEAST_QUALITY = 70

_DAY_TABLES = {
    "nba_precompute.team_defense_zone_analysis": "analysis_date",
    "nba_precompute.player_shot_zone_analysis": "analysis_date",
    "nba_precompute.player_daily_cache": "cache_date",
}


def _repaired(schedule: ir.Table, progress: ir.Table) -> ir.Table:
    """Game days that the backfill calls complete: in both phases, since each table belongs to one of them."""
    days = game_days.build(schedule)
    done = progress.filter(progress.phase3_complete & progress.phase4_complete).select("game_date")
    return days.semi_join(done, "game_date")


repaired_days = relation(schedule, progress, build=_repaired, key=("game_date",), day="game_date", label="day")

repaired_tables = tables_by_day(
    repaired_days,
    (
        Upstream(table("nba_raw.bdl_player_boxscores")),
        Upstream(table("nba_raw.nbac_gamebook_player_stats")),
        Upstream(summaries),
        Upstream(table("nba_analytics.team_offense_game_summary")),
        Upstream(table("nba_analytics.team_defense_game_summary")),
        Upstream(table("nba_analytics.upcoming_player_game_context")),
        Upstream(table("nba_analytics.upcoming_team_game_context")),
        *(Upstream(table(name), day=day, game=None) for name, day in _DAY_TABLES.items()),
        Upstream(table("nba_precompute.player_composite_factors"), game=None),
        Upstream(features, written="created_at"),
    ),
)


def _agrees(phase: str, parts: tuple[str, ...], row: ir.Table) -> ir.BooleanValue:
    every = ibis.and_(*(row[f"{phase}_{part}_complete"].fill_null(False) for part in parts))
    return row[f"{phase}_complete"].fill_null(False) == every


def _beside_the_day_before(progress: ir.Table, longer: ir.Table) -> ir.Table:
    """Each day with when phase 3 of the game day before it was done."""
    before = longer.select(
        "game_date", before_completed_at=longer.phase3_completed_at.lag().over(order_by=longer.game_date)
    )
    return progress.join(before, "game_date")


# The All-Star break is the longest time without a game.
checkpoints = relation(
    progress,
    progress.around(before_days=8),
    build=_beside_the_day_before,
    key=("game_date",),
    day="game_date",
    label="day",
)

validator = Validator(
    "recovery.backfill_completeness",
    rows(
        checkpoints,
        "phase 3 is complete when its five parts are",
        lambda t: _agrees("phase3", PHASE3, t),
        repair="run the missing parts of phase 3 for {game_date}",
    ),
    rows(
        checkpoints,
        "phase 4 is complete when its five parts are",
        lambda t: _agrees("phase4", PHASE4, t),
        repair="run the missing parts of phase 4 for {game_date}",
    ),
    rows(
        checkpoints,
        "what is complete has ended after it began",
        lambda t: (
            (~t.phase3_complete | (t.phase3_completed_at >= t.phase3_started_at).fill_null(False))
            & (~t.phase4_complete | (t.phase4_completed_at >= t.phase4_started_at).fill_null(False))
        ),
        show=("phase3_completed_at", "phase4_completed_at"),
    ),
    rows(
        repaired_tables,
        "no game is missing from a repaired day",
        lambda t: t.games_found >= t.final_games,
        only=lambda t: (t.games_found > 0).fill_null(False),
        show=("games_found", "final_games"),
        repair="backfill {table} for {game_date}",
    ),
    rows(
        repaired_tables,
        "no table is empty on a repaired day",
        lambda t: t.rows > 0,
        show=("rows",),
        severity=Severity.CRITICAL,
        repair="backfill {table} for {game_date}",
    ),
    groups(
        summaries,
        "summaries are of quality 70 or better",
        by="game_id",
        holds=lambda g: g.quality_score.mean() >= LEAST_QUALITY,
        show={"quality": lambda g: g.quality_score.mean()},
        repair="run player_game_summary for {game_id}",
    ),
    groups(
        features,
        "features are of quality 70 or better",
        by="game_date",
        holds=lambda g: g.feature_quality_score.mean() >= LEAST_QUALITY,
        show={"quality": lambda g: g.feature_quality_score.mean()},
        repair="run ml_feature_store for {game_date}",
    ),
    rows(
        checkpoints,
        "phase 4 was done after phase 3 of the game day before",
        lambda t: t.phase4_completed_at >= t.before_completed_at,
        show=("before_completed_at", "phase4_completed_at"),
        repair="run phase 4 for {game_date}, then predict and grade again",
    ),
    rows(
        cases,
        "a failed scrape is made good within a day",
        lambda t: t.due >= run_time(),
        only=lambda t: (t.kind == "scrape") & ~t.settled,
        show=("since", "due"),
        repair="run the scraper of {name}",
    ),
)
