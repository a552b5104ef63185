"""Defects of the players' shot zones: shares that do not add up, and words that contradict the numbers."""

from __future__ import annotations

from harness.season.defects.corruptible import Corrupted, Corruptible, Rows
from harness.season.defects.defect import defect

ZONES = "nba_precompute.player_shot_zone_analysis"
CHECKS = "precompute.shot_zones/"
MAKES = ("paint_pct_last_10", "mid_range_pct_last_10", "three_pt_pct_last_10", "paint_pct_last_20")
MAKE_CHECKS = {made: f"{CHECKS}{made} from 0 to 1" for made in MAKES}
LABEL = CHECKS + "the sample's label fits its games"
PRIMARY = CHECKS + "the primary zone is where most shots are"


@defect(kills={CHECKS + "one row for each analysis_date, player_lookup"}, sizes=(1, 20))
def shot_zones_written_twice(season: Corruptible, size: int) -> Rows:
    """A player's zones of a day are in the table twice."""
    rows = season.pick(ZONES, size=size)
    season.insert_copies(rows)
    return rows


@defect(kills={CHECKS + "zone rates sum to 100"}, sizes=(1, 20))
def zone_rates_sum_to_102_and_a_bit(season: Corruptible, size: int) -> Rows:
    """Shots counted as from the paint are counted in another zone too."""
    rows = season.pick(ZONES, "primary_scoring_zone = 'paint' AND paint_rate_last_10 < 90", size)
    season.update(rows, paint_rate_last_10="102.5 - mid_range_rate_last_10 - three_pt_rate_last_10")
    return rows


@defect(kills=set(MAKE_CHECKS.values()), sizes=(4, 20))
def shares_of_makes_in_percent(season: Corruptible, size: int) -> Corrupted:
    """Players' shares of makes are written in percent, each zone's in another row."""
    picked = season.pick(ZONES, " AND ".join(f"{made} BETWEEN 0.02 AND 0.99" for made in MAKES), size)
    keys = {}
    for number, made in enumerate(MAKES):
        chosen = Rows(ZONES, picked.rowids[number :: len(MAKES)], picked.values[number :: len(MAKES)])
        season.update(chosen, **{made: f"100 * {made}"})
        keys[MAKE_CHECKS[made]] = chosen.keys("analysis_date", "player_lookup")
    return Corrupted(picked, keys)


@defect(kills={LABEL}, sizes=(1, 5))
def short_sample_called_excellent(season: Corruptible, size: int) -> Rows:
    """A newcomer's sample is called excellent."""
    rows = season.pick(ZONES, "games_in_sample_10 < 10", size)
    season.update(rows, sample_quality_10="'excellent'")
    return rows


@defect(kills={LABEL}, sizes=(1, 20))
def full_sample_called_insufficient(season: Corruptible, size: int) -> Rows:
    """The label of the long window was not renewed when the window filled."""
    rows = season.pick(ZONES, "games_in_sample_20 = 20", size)
    season.update(rows, sample_quality_20="'insufficient'")
    return rows


@defect(kills={PRIMARY}, sizes=(1, 20))
def primary_zone_of_another_player(season: Corruptible, size: int) -> Rows:
    """A centre's primary zone is the perimeter."""
    rows = season.pick(ZONES, "primary_scoring_zone = 'paint' AND three_pt_rate_last_10 < paint_rate_last_10", size)
    season.update(rows, primary_scoring_zone="'perimeter'")
    return rows


@defect(kills={PRIMARY}, sizes=(1, 20))
def primary_zone_of_an_unknown_word(season: Corruptible, size: int) -> Rows:
    """The primary zone is called by the daily cache's word for it."""
    rows = season.pick(ZONES, "primary_scoring_zone = 'perimeter'", size)
    season.update(rows, primary_scoring_zone="'3pt'")
    return rows
