"""Defects of the teams' defence zones: doubled, impossible, with a zone or a team missing, or no longer written."""

from __future__ import annotations

from harness.season.defects.composite_factors import UNWRITTEN, a_week_after_the_last_row
from harness.season.defects.corruptible import Corrupted, Corruptible, Rows
from harness.season.defects.defect import defect

ZONES = "nba_precompute.team_defense_zone_analysis"
CHECKS = "precompute.defense_zones/"
WHOLE = CHECKS + "30 teams a day"
FRESH = CHECKS + "at most 7 days old at tip-off"


@defect(kills={CHECKS + "one row for each analysis_date, team_abbr"}, sizes=(1, 20))
def defense_zones_written_twice(season: Corruptible, size: int) -> Rows:
    """A team's zones of a day are in the table twice."""
    rows = season.pick(ZONES, size=size)
    season.insert_copies(rows)
    return rows


@defect(kills={CHECKS + "paint_pct_allowed_last_15 from 0 to 1"}, sizes=(1, 20))
def paint_share_allowed_in_percent(season: Corruptible, size: int) -> Rows:
    """The share of makes in the paint is written in percent."""
    rows = season.pick(ZONES, size=size)
    season.update(rows, paint_pct_allowed_last_15="100 * paint_pct_allowed_last_15")
    return rows


@defect(kills={CHECKS + "mid_range_pct_allowed_last_15 from 0 to 1"}, sizes=(1, 20))
def mid_range_share_allowed_below_zero(season: Corruptible, size: int) -> Rows:
    """The mid-range is what the other zones leave over, and they left nothing."""
    rows = season.pick(ZONES, size=size)
    season.update(rows, mid_range_pct_allowed_last_15="-0.001")
    return rows


@defect(kills={CHECKS + "three_pt_pct_allowed_last_15 from 0 to 1"}, sizes=(1, 20))
def three_share_allowed_above_one(season: Corruptible, size: int) -> Rows:
    """More threes made than taken: the attempts of a game are missing from the window."""
    rows = season.pick(ZONES, size=size)
    season.update(rows, three_pt_pct_allowed_last_15="1.001")
    return rows


@defect(kills={CHECKS + "no zone is missing"}, sizes=(1, 20))
def defense_zones_without_mid_range(season: Corruptible, size: int) -> Rows:
    """A team's mid-range is NULL, since the play-by-play of its games had no distances."""
    rows = season.pick(ZONES, size=size)
    season.update(rows, mid_range_pct_allowed_last_15="NULL")
    return rows


@defect(kills={WHOLE}, sizes=(1, 3))
def defense_zones_of_29_teams(season: Corruptible, size: int) -> Corrupted:
    """One team is missing on a day."""
    rows = season.pick(ZONES, size=size, one_per=("analysis_date",))
    season.delete(rows)
    return Corrupted(rows, {WHOLE: rows.keys("analysis_date")})


@defect(kills={WHOLE, FRESH}, companions=UNWRITTEN, sizes=(9, 12))
def defense_zones_no_longer_written(season: Corruptible, size: int) -> Corrupted:
    """The zones of the last days were never written: of more days than a row is good for."""
    lost = season.rows(ZONES, f"analysis_date > DATE '{season.window.end}' - {size}")
    season.delete(lost)
    days = lost.keys("analysis_date")
    return Corrupted(lost, {WHOLE: days, FRESH: a_week_after_the_last_row(season, ZONES, "analysis_date", lost)})
