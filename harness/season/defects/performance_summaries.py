"""Defects of the performance summaries: periods that are misnamed, figures that do not add up, sums of what is gone."""

from __future__ import annotations

from harness.season.defects.corruptible import Corrupted, Corruptible, Rows
from harness.season.defects.defect import defect
from harness.season.defects.grades import SUMMARY, TOTALS

TABLE = "nba_predictions.prediction_performance_summary"
KEY = f"{SUMMARY}/one row for each summary_key"
SLICE = f"{SUMMARY}/one summary for each system, period and slice"
LABEL = f"{SUMMARY}/the period's label names its days"
ROLLING = f"{SUMMARY}/rolling periods have 7 or 30 days"
HIT_RATE = f"{SUMMARY}/hit rate is hits among hits and misses"
KNOWN = f"{SUMMARY}/archetype, confidence tier and situation are known ones"
NEWER = f"{SUMMARY}/newer than the grades it sums up"
EACH_DAY = f"{SUMMARY}/every graded day is summarized"
SYSTEM = "player_lookup IS NULL AND archetype IS NULL AND confidence_tier IS NULL AND situation IS NULL"


@defect(kills={KEY, SLICE}, sizes=(1, 10))
def summary_written_twice(season: Corruptible, size: int) -> Rows:
    """A summary was computed twice, and the second run appended."""
    rows = season.pick(TABLE, size=size)
    season.insert_copies(rows, computed_at="computed_at + INTERVAL 10 MINUTE")
    return rows


@defect(kills={SLICE}, sizes=(1, 10))
def summary_under_two_keys(season: Corruptible, size: int) -> Rows:
    """The same slice of the same period has two rows, whose keys are spelt differently."""
    rows = season.pick(TABLE, size=size)
    season.insert_copies(rows, summary_key="upper(summary_key)")
    return rows


@defect(kills={LABEL}, sizes=(1, 10))
def rolling_period_named_with_slashes(season: Corruptible, size: int) -> Rows:
    """A rolling period is called 2024/04/01."""
    rows = season.pick(TABLE, "period_type LIKE 'rolling%'", size)
    season.update(rows, period_value="replace(period_value, '-', '/')")
    return rows


@defect(kills={LABEL}, sizes=(1, 10))
def month_without_its_zero(season: Corruptible, size: int) -> Rows:
    """March is called 2024-3."""
    rows = season.pick(TABLE, "period_type = 'month'", size)
    season.update(rows, period_value="replace(period_value, '-0', '-')")
    return rows


@defect(kills={LABEL}, sizes=(1, 5))
def season_named_by_its_first_year(season: Corruptible, size: int) -> Rows:
    """The season is called 2023, without the year that closes it."""
    # Written on the morning after the last day, which no window has.
    some = f"SELECT summary_key FROM {TABLE} WHERE period_type = 'season' ORDER BY md5(summary_key) LIMIT {size}"
    rows = season.rows(TABLE, f"summary_key IN ({some})")
    season.update(rows, period_value="substr(period_value, 1, 4)")
    return rows


@defect(kills={LABEL}, companions={EACH_DAY}, sizes=(1, 10))
def period_of_an_unknown_type(season: Corruptible, size: int) -> Rows:
    """A period is a week, which nobody has heard of."""
    rows = season.pick(TABLE, "period_type = 'rolling_7d'", size)
    season.update(rows, period_type="'week'")
    return rows


@defect(kills={f"{SUMMARY}/a period starts before it ends"}, companions={ROLLING, LABEL, TOTALS}, sizes=(1, 10))
def period_ends_before_it_starts(season: Corruptible, size: int) -> Rows:
    """Start and end of a period are exchanged."""
    rows = season.pick(TABLE, "period_start_date < period_end_date", size)
    season.update(rows, period_start_date="period_end_date", period_end_date="period_start_date")
    return rows


@defect(kills={ROLLING}, companions={TOTALS}, sizes=(1, 10))
def rolling_period_of_eight_days(season: Corruptible, size: int) -> Rows:
    """The last seven days are eight: both ends were counted."""
    rows = season.pick(TABLE, "period_type = 'rolling_7d'", size)
    season.update(rows, period_start_date="period_start_date - 1")
    return rows


@defect(kills={f"{SUMMARY}/rates from 0 to 1"}, sizes=(1, 10))
def share_within_five_in_percent(season: Corruptible, size: int) -> Rows:
    """A share is written in percent."""
    rows = season.pick(TABLE, "within_5_pct > 0.02", size)
    season.update(rows, within_5_pct="within_5_pct * 100")
    return rows


@defect(kills={HIT_RATE}, sizes=(1, 10))
def hit_rate_of_all_predictions(season: Corruptible, size: int) -> Rows:
    """The hit rate is hits among all predictions, those that were passed on included."""
    rows = season.pick(TABLE, "hits > 0 AND hit_rate - hits / total_predictions > 0.02", size)
    season.update(rows, hit_rate="hits / total_predictions")
    return rows


@defect(kills={f"{SUMMARY}/over and under are no more than recommended"}, sizes=(1, 10))
def summary_counts_over_twice(season: Corruptible, size: int) -> Rows:
    """The OVERs of a slice were counted twice."""
    rows = season.pick(TABLE, "over_recommendations > 0", size)
    season.update(rows, over_recommendations="2 * over_recommendations")
    return rows


@defect(kills={f"{SUMMARY}/hits and misses are no more than recommended"}, companions={HIT_RATE, TOTALS}, sizes=(1, 10))
def summary_counts_passes_as_misses(season: Corruptible, size: int) -> Rows:
    """What was passed on counts as missed."""
    rows = season.pick(TABLE, "pass_recommendations > 5", size)
    season.update(rows, misses="misses + pass_recommendations")
    return rows


@defect(kills={KNOWN}, sizes=(1, 10))
def summary_of_an_unknown_archetype(season: Corruptible, size: int) -> Rows:
    """Players were sorted into an archetype of an older scheme."""
    rows = season.pick(TABLE, "archetype IS NOT NULL", size)
    season.update(rows, archetype="'two_way'")
    return rows


@defect(kills={KNOWN}, sizes=(1, 10))
def summary_of_a_confidence_decile(season: Corruptible, size: int) -> Rows:
    """A confidence tier is a range of numbers."""
    rows = season.pick(TABLE, "confidence_tier IS NOT NULL", size)
    season.update(rows, confidence_tier="'55..69'")
    return rows


@defect(kills={KNOWN}, sizes=(1, 10))
def summary_of_an_unknown_situation(season: Corruptible, size: int) -> Rows:
    """A situation is spelt out that is known under a short name."""
    rows = season.pick(TABLE, "situation = 'b2b'", size)
    season.update(rows, situation="'back_to_back'")
    return rows


@defect(kills={f"{SUMMARY}/there are players and games in it"}, sizes=(1, 10))
def summary_of_nobody(season: Corruptible, size: int) -> Rows:
    """A slice has predictions, and no player."""
    rows = season.pick(TABLE, size=size)
    season.update(rows, unique_players="0")
    return rows


@defect(kills={f"{SUMMARY}/every summary has its data hash"}, sizes=(1, 10))
def summary_without_hash(season: Corruptible, size: int) -> Rows:
    """A summary has no digest, so nobody can tell whether a new one is the same."""
    rows = season.pick(TABLE, size=size)
    season.update(rows, data_hash="NULL")
    return rows


@defect(kills={NEWER}, sizes=(1, 10))
def summary_older_than_its_grades(season: Corruptible, size: int) -> Rows:
    """A summary was computed before the last day's grades were written."""
    rows = season.pick(TABLE, size=size)
    season.update(rows, computed_at="computed_at - INTERVAL 3 HOUR")
    return rows


@defect(kills={TOTALS}, sizes=(1, 10))
def summary_counts_the_voids(season: Corruptible, size: int) -> Rows:
    """The predictions of a system were counted with those that are void."""
    rows = season.pick(TABLE, SYSTEM, size)
    more = {name: f"{name} + 5" for name in ("total_predictions", "pass_recommendations")}
    season.update(rows, **more)
    return rows


@defect(kills={EACH_DAY}, sizes=(1, 10))
def summaries_not_computed(season: Corruptible, size: int) -> Corrupted:
    """After a day was graded, nobody summarized it for a system."""
    rows = season.pick(TABLE, f"{SYSTEM} AND period_type = 'rolling_7d'", size)
    season.delete(rows)
    keys = rows.keys("period_end_date", "system_id")
    return Corrupted(rows, {EACH_DAY: keys})
