"""Defects of the composite factors: doubled, not cut off at their scale, too few, or no longer written."""

from __future__ import annotations

from datetime import timedelta

from harness.season.defects.corruptible import Corrupted, Corruptible, Key, Rows
from harness.season.defects.defect import defect
from harness.season.defects.selection import last_but, sharing

FACTORS = "nba_precompute.player_composite_factors"
CHECKS = "precompute.composite_factors/"
MANY = CHECKS + "at least 200 players a day"
FRESH = CHECKS + "at most 7 days old at tip-off"
UNWRITTEN = {
    "gates.phase4_to_phase5/the other tables have rows",
    "recovery.backfill_completeness/no table is empty on a repaired day",
}
"""Checks that also ask whether a table of phase 4 has rows on each day."""


@defect(kills={CHECKS + "one row for each game_date, player_lookup"}, sizes=(1, 20))
def composite_factors_written_twice(season: Corruptible, size: int) -> Rows:
    """A player's factors of a day are in the table twice, since the processor ran again."""
    rows = season.pick(FACTORS, size=size)
    season.insert_copies(rows)
    return rows


@defect(kills={CHECKS + "fatigue_score from 0 to 100"}, sizes=(1, 20))
def fatigue_below_zero(season: Corruptible, size: int) -> Rows:
    """A much used player's fatigue score was not cut off at 0."""
    rows = season.pick(FACTORS, size=size)
    season.update(rows, fatigue_score="-1")
    return rows


@defect(kills={CHECKS + "shot_zone_mismatch_score from -10 to 10"}, sizes=(1, 20))
def zone_mismatch_beyond_its_scale(season: Corruptible, size: int) -> Rows:
    """A mismatch was not cut off at 10."""
    rows = season.pick(FACTORS, size=size)
    season.update(rows, shot_zone_mismatch_score="10.1")
    return rows


@defect(kills={CHECKS + "pace_score from -3 to 3"}, sizes=(1, 20))
def pace_score_beyond_its_scale(season: Corruptible, size: int) -> Rows:
    """A pace score was not cut off at 3."""
    rows = season.pick(FACTORS, size=size)
    season.update(rows, pace_score="3.1")
    return rows


@defect(kills={CHECKS + "usage_spike_score from -3 to 3"}, sizes=(1, 20))
def usage_spike_beyond_its_scale(season: Corruptible, size: int) -> Rows:
    """A drop in usage was not cut off at -3."""
    rows = season.pick(FACTORS, size=size)
    season.update(rows, usage_spike_score="-3.1")
    return rows


@defect(kills={MANY}, sizes=(1, 3))
def composite_factors_of_too_few_players(season: Corruptible, size: int) -> Rows:
    """A day has the factors of 199 players, since the rest of the batch was lost."""
    days = season.pick(FACTORS, size=size, one_per=("game_date",))
    spare = last_but(199, of="player_lookup", within="game_date", table=FACTORS)
    season.delete(sharing(season, days, "game_date", where=spare))
    return days


@defect(kills={MANY, FRESH}, companions=UNWRITTEN, sizes=(9, 12))
def composite_factors_no_longer_written(season: Corruptible, size: int) -> Corrupted:
    """The factors of the last days were never written: of more days than a row is good for."""
    lost = season.rows(FACTORS, f"game_date > DATE '{season.window.end}' - {size}")
    season.delete(lost)
    return Corrupted(lost, {FRESH: a_week_after_the_last_row(season, FACTORS, "game_date", lost)})


def a_week_after_the_last_row(season: Corruptible, table: str, day: str, lost: Rows) -> frozenset[Key]:
    """The lost days on which the newest row that is left is seven days old, and so too old at tip-off."""
    [(newest,)] = season.connection.execute(f"SELECT max({day}) FROM {table}").fetchall()
    return frozenset(key for key in lost.keys(day) if key[0] - newest >= timedelta(days=7))
