"""raw.injury_reports: the official injury report names every playing team, is fresh, and says each thing once."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from harness.results import Severity
from harness.warehouse.checks import covered, joined, per, rows, unique
from harness.warehouse.functions import eastern_date, run_time
from harness.warehouse.relations import relation, table
from validators.games import FINAL, schedule, scheduled_games
from validators.validator import Validator

report = table("nba_raw.nbac_injury_report")

STATUSES = ("out", "doubtful", "questionable", "probable", "available")
OLDEST = ibis.interval(hours=6)


def _published(report: ir.Table) -> ir.TimestampValue:
    """When a report came out: its hour is New York's, where midnight is 04:00 UTC in summer and 05:00 in winter."""
    summer_midnight = report.report_date.cast("timestamp('UTC')") + ibis.interval(hours=4)
    is_summer = eastern_date(summer_midnight) == report.report_date
    return summer_midnight + ibis.ifelse(is_summer, report.report_hour, report.report_hour + 1).as_interval("h")


def _teams(games: ir.Table) -> ir.Table:
    games = scheduled_games.build(games)
    # The league wants reports by the afternoon; a game further off than a report may be old is not expected in one yet.
    games = games.filter((games.game_status == FINAL) | (games.game_date_est <= run_time() + OLDEST))
    return games.select("game_date", team="home_team_tricode").union(
        games.select("game_date", team="away_team_tricode")
    )


playing_teams = relation(schedule, build=_teams, key=("game_date", "team"), day="game_date", label="team")

reported_games = per(
    joined(report, scheduled_games, on="game_id")
    .derive(published=_published)
    .where(lambda t: t.published <= run_time()),
    "game_id",
    day="game_date",
    game_date=lambda t: t.game_date.min(),
    tip_off=lambda t: t.game_date_est.min(),
    newest_report=lambda t: t.published.max(where=t.published <= t.game_date_est),
)

validator = Validator(
    "raw.injury_reports",
    rows(
        report,
        "status is one of the five",
        lambda t: t.injury_status.lower().isin(STATUSES).fill_null(False),
        severity=Severity.WARNING,
    ),
    # A report lists tomorrow's games too: who plays on both days is in it twice, once for each game date.
    unique(
        report,
        "report_date",
        "report_hour",
        "player_lookup",
        "game_date",
        name="one row for each player, date and hour",
        severity=Severity.WARNING,
    ),
    rows(
        reported_games,
        "newest report at most 6 h old",
        lambda t: (t.newest_report >= ibis.least(t.tip_off, run_time()) - OLDEST).fill_null(False),
        only=lambda t: t.tip_off <= run_time() + ibis.interval(hours=24),
        show=("tip_off", "newest_report"),
        severity=Severity.WARNING,
        repair="scrape the injury report of {day} again",
    ),
    # Information only in one source, a warning in another; the clean season passes it as a warning.
    covered(
        "every playing team has a report",
        playing_teams,
        by=report.where(lambda t: t.game_date == t.report_date),
        on=("game_date", "team"),
        severity=Severity.WARNING,
        repair="scrape the injury report of {game_date} again",
    ),
)
