"""Defects of the official injury report: words of other lists, entries twice, reports that come late or not at all."""

from __future__ import annotations

from harness.season.defects.beyond_the_table import GAME_LOST
from harness.season.defects.corruptible import Corruptible, Rows
from harness.season.defects.defect import defect
from harness.season.defects.selection import sharing

REPORT = "nba_raw.nbac_injury_report"
STATUS = "raw.injury_reports/status is one of the five"
ONCE = "raw.injury_reports/one row for each player, date and hour"
FRESH = "raw.injury_reports/newest report at most 6 h old"
EVERY_TEAM = "raw.injury_reports/every playing team has a report"
GAME_DAY = "report_date = game_date"


@defect(kills={STATUS}, sizes=(1, 20))
def injury_status_of_another_list(season: Corruptible, size: int) -> Rows:
    """A player's status is day-to-day, a word that the official report does not have."""
    rows = season.pick(REPORT, size=size)
    season.update(rows, injury_status="'day-to-day'")
    return rows


@defect(kills={STATUS}, sizes=(1, 20))
def injury_status_read_into_the_reason(season: Corruptible, size: int) -> Rows:
    """The status column of the PDF was read as the beginning of the reason, and is empty."""
    rows = season.pick(REPORT, size=size)
    season.update(rows, reason="injury_status || ' ' || reason", injury_status="''")
    return rows


@defect(kills={ONCE}, sizes=(1, 20))
def injury_entry_written_twice(season: Corruptible, size: int) -> Rows:
    """An entry of a report is in the table twice."""
    rows = season.pick(REPORT, size=size)
    season.insert_copies(rows)
    return rows


@defect(kills={ONCE}, sizes=(1, 20))
def injury_entry_with_two_statuses(season: Corruptible, size: int) -> Rows:
    """A player is both out and probable in one report: a page was read over its end."""
    rows = season.pick(REPORT, "injury_status = 'out'", size)
    season.insert_copies(rows, injury_status="'probable'")
    return rows


@defect(kills={FRESH}, companions=GAME_LOST | {EVERY_TEAM}, incident=51, sizes=(1, 5))
def injury_reports_stop_before_the_game(season: Corruptible, size: int) -> Rows:
    """Of a game there is only the morning's report: later ones have another address, which nobody knew."""
    evening = "game_time NOT LIKE '12:%' AND game_time NOT LIKE '01:%' AND game_time NOT LIKE '03:%'"
    games = season.pick(REPORT, f"{GAME_DAY} AND report_hour <= 9 AND ({evening})", size, one_per=("game_id",))
    rows = sharing(season, games, "game_id", where=f"{GAME_DAY} AND report_hour > 9")
    season.delete(rows)
    return rows


@defect(kills={EVERY_TEAM}, companions=GAME_LOST, sizes=(1, 5))
def injury_report_of_a_team_not_submitted(season: Corruptible, size: int) -> Rows:
    """A team that plays has no entry in any report of the day."""
    rows = sharing(season, season.pick(REPORT, GAME_DAY, size, one_per=("game_id",)), "report_date", "game_id", "team")
    season.delete(rows)
    return rows
