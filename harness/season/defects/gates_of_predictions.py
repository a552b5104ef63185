"""Defects that keep predictions from being made or published: phase 4 thin, old or poor, batches incomplete."""

from __future__ import annotations

from harness.season.defects.corruptible import Corrupted, Corruptible, Key, Rows
from harness.season.defects.defect import defect
from harness.season.defects.selection import sharing

CACHE = "nba_precompute.player_daily_cache"
DEFENSE = "nba_precompute.team_defense_zone_analysis"
ZONES = "nba_precompute.player_shot_zone_analysis"
FACTORS = "nba_precompute.player_composite_factors"
FEATURES = "nba_predictions.ml_feature_store_v2"
PREDICTIONS = "nba_predictions.player_prop_predictions"
BATCHES = "firestore.prediction_batches"

PHASE4 = "gates.phase4_to_phase5/"
THREE_OF_FIVE = PHASE4 + "R-006: 3 of 5 tables have rows"
REQUIRED = PHASE4 + "R-006: daily cache and feature store have rows"
OTHERS = PHASE4 + "the other tables have rows"
RECENT = PHASE4 + "at most 48 h old, or were when the first game began"
PLAYERS = PHASE4 + "80 % of the players have features"
QUALITY = PHASE4 + "quality is 70 or better on average"
ABSENT = PHASE4 + "no critical feature is absent in more than 5 %"

REPAIRED_FILLED = "recovery.backfill_completeness/no table is empty on a repaired day"
REPAIRED_QUALITY = "recovery.backfill_completeness/features are of quality 70 or better"
THIRTY_TEAMS = "precompute.defense_zones/30 teams a day"
RETENTION = "consistency.phase_retention/"
PREDICTED = "trends.prediction_coverage/"
STATES = "consistency.state_agreement/"
UNIQUENESS = "consistency.prediction_uniqueness/"

PHASE5 = "gates.phase5_to_phase6/"
COMPLETE = PHASE5 + "80 % of the expected players are complete"
FIFTY = PHASE5 + "at least 50 active predictions"
ONCE = PHASE5 + "no game, player, system and line is predicted twice"


def _day_of(season: Corruptible, table: str, column: str, size: int) -> Rows:
    """All rows of so many days with games."""
    day = f"{column} IN (SELECT game_date FROM nba_raw.nbac_schedule)"
    return sharing(season, season.pick(table, day, size, one_per=(column,)), column)


def _keys(rows: Rows, column: str) -> frozenset[Key]:
    return frozenset((row[column], rows.table) for row in rows.values)


@defect(
    kills={THREE_OF_FIVE, OTHERS},
    companions={REPAIRED_FILLED, THIRTY_TEAMS, "precompute.composite_factors/at least 200 players a day"},
    incident=22,
    sizes=(1,),
)
def phase_4_wrote_two_of_five_tables(season: Corruptible, size: int) -> Corrupted:
    """Three of phase 4's five tables have no row for a game day."""
    defense = _day_of(season, DEFENSE, "analysis_date", size)
    day = defense.one("analysis_date")
    zones = season.rows(ZONES, f"analysis_date = '{day}'")
    factors = season.rows(FACTORS, f"game_date = '{day}'")
    for rows in (defense, zones, factors):
        season.delete(rows)
    others = _keys(defense, "analysis_date") | _keys(zones, "analysis_date") | _keys(factors, "game_date")
    return Corrupted(defense, {THREE_OF_FIVE: frozenset({(day,)}), OTHERS: others})


@defect(
    kills={REQUIRED},
    companions={REPAIRED_FILLED},
    sizes=(1, 3),
)
def daily_cache_of_a_day_never_written(season: Corruptible, size: int) -> Corrupted:
    """Four of phase 4's five tables are there; the daily cache is not."""
    rows = _day_of(season, CACHE, "cache_date", size)
    season.delete(rows)
    return Corrupted(rows, {REQUIRED: _keys(rows, "cache_date")})


@defect(
    kills={OTHERS},
    companions={REPAIRED_FILLED, THIRTY_TEAMS},
    sizes=(1, 3),
)
def defense_zones_of_a_day_never_written(season: Corruptible, size: int) -> Corrupted:
    """A day has no defence by zones."""
    rows = _day_of(season, DEFENSE, "analysis_date", size)
    season.delete(rows)
    return Corrupted(rows, {OTHERS: _keys(rows, "analysis_date")})


@defect(kills={RECENT}, sizes=(1, 3))
def shot_zones_three_days_old(season: Corruptible, size: int) -> Corrupted:
    """A day's shot zones were written three days before it, and not again."""
    rows = _day_of(season, ZONES, "analysis_date", size)
    season.update(rows, processed_at="processed_at - INTERVAL 3 DAY", created_at="created_at - INTERVAL 3 DAY")
    return Corrupted(rows, {RECENT: _keys(rows, "analysis_date")})


@defect(
    kills={PLAYERS},
    companions={
        RETENTION + "90 % of players in analytics have features",
        RETENTION + "no prediction without features",
        PREDICTED + "a game has as many predicted players as usual",
        "trends.row_volume/as many rows of features, predictions and grades a game as on this weekday before",
    },
    incident=35,
    sizes=(1, 3),
)
def features_of_a_third_of_the_players_lost(season: Corruptible, size: int) -> Rows:
    """A third of a day's players have no features."""
    first = season.pick(FEATURES, size=size, one_per=("game_date",))
    rows = sharing(season, first, "game_date", where="hash(player_lookup) % 3 = 0")
    season.delete(rows)
    return first


@defect(
    kills={QUALITY},
    companions={REPAIRED_QUALITY, "precompute.feature_store/quality is 70 or better on average"},
    incident=37,
    sizes=(1, 3),
)
def feature_quality_of_a_day_dropped(season: Corruptible, size: int) -> Rows:
    """A day's features are a seventh worse than others, since their upstreams were late."""
    rows = _day_of(season, FEATURES, "game_date", size)
    season.update(rows, feature_quality_score="feature_quality_score * 6 / 7")
    return rows


@defect(
    kills={ABSENT},
    companions={"precompute.feature_store/every feature is a number"},
    sizes=(1, 3),
)
def points_average_absent_for_a_tenth(season: Corruptible, size: int) -> Rows:
    """A tenth of a day's feature vectors lack the average of the last five games."""
    first = season.pick(FEATURES, size=size, one_per=("game_date",))
    rows = sharing(season, first, "game_date", where="hash(player_lookup) % 10 = 0")
    season.update(rows, features="list_concat([NULL::DOUBLE], features[2:])")
    return rows


@defect(
    kills={COMPLETE},
    companions={
        STATES + "array, counter and completion documents have the same players",
        STATES + "a batch is complete when all its players are",
    },
    incident=18,
    sizes=(1, 3),
)
def batch_lost_a_third_of_its_players(season: Corruptible, size: int) -> Rows:
    """A batch completed with two thirds of its players."""
    rows = season.pick(BATCHES, "completed_count > 30", size, one_per=("game_date",))
    season.update(
        rows,
        completed_count="completed_count * 2 // 3",
        completed_players="completed_players[:completed_count * 2 // 3]",
    )
    return rows


@defect(
    kills={FIFTY},
    companions={
        RETENTION + "85 % of ready players are predicted",
        PREDICTED + "a system predicts 95 % of the eligible players",
        PREDICTED + "a system predicts 85 % of the eligible players",
        PREDICTED + "a game has as many predicted players as usual",
    },
    sizes=(1, 3),
)
def predictions_of_a_day_all_inactive(season: Corruptible, size: int) -> Rows:
    """A later batch took a day's predictions back and made none of its own."""
    rows = _day_of(season, PREDICTIONS, "game_date", size)
    season.update(rows, is_active="false")
    return rows


@defect(
    kills={ONCE},
    companions={
        UNIQUENESS + "one prediction for each game, player, system and line",
        UNIQUENESS + "active predictions of a system differ by their line",
    },
    incident=14,
    sizes=(1, 5),
)
def prediction_consolidated_twice(season: Corruptible, size: int) -> Rows:
    """Two consolidations interleaved and wrote a prediction twice, 0.4 s apart."""
    rows = season.pick(PREDICTIONS, "is_active", size, one_per=("game_date",))
    season.insert_copies(
        rows, prediction_id="prediction_id || '-2'", created_at="created_at + INTERVAL 400 MILLISECOND"
    )
    return rows
