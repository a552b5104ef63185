"""Defects of the feature store: vectors that are short, impossible or old, and days that are too thin or too poor."""

from __future__ import annotations

from harness.season.defects.corruptible import Corrupted, Corruptible, Rows
from harness.season.defects.defect import defect
from harness.season.defects.selection import SCHEDULE, last_but, sharing
from harness.season.precompute.features import FEATURES

STORE = "nba_predictions.ml_feature_store_v2"
CHECKS = "precompute.feature_store/"
COUNT = CHECKS + "33 features, and as many counted"
NUMBERS = CHECKS + "every feature is a number"
HASHES = CHECKS + "the hashes of its sources and its own are there"
TOLD = CHECKS + "the window says truly how complete it is"
VERSIONS = CHECKS + "at most 2 versions in force, the current one among them"
QUALITY = CHECKS + "quality is 70 or better on average"
PLAYERS = CHECKS + "at least 50 players a day, or 12 a team"
LAST_GAMES = CHECKS + "the games behind it are the last ones played"
VOLUME = "as many rows of features, predictions and grades a game as on this weekday before"
GATE = "gates.phase4_to_phase5/"
DRIFT = "trends.feature_drift/each feature is spread as in the 14 days before"

RANGES = {name: f"{CHECKS}{name} from {low:g} to {high:g}" for name, (low, high) in FEATURES.items()}


def with_feature(place: int, value: str) -> str:
    """SQL for the vector with another value at one place, counted from 0."""
    return f"features[1:{place}] || [{value}::DOUBLE] || features[{place + 2}:]"


@defect(
    kills={CHECKS + "one row for each game_date, player_lookup"},
    companions={"recovery.idempotent_reprocessing/no features twice, word for word"},
    sizes=(1, 20),
)
def features_written_twice(season: Corruptible, size: int) -> Rows:
    """A player's features of a day are in the store twice."""
    rows = season.pick(STORE, size=size)
    season.insert_copies(rows)
    return rows


@defect(kills={COUNT}, sizes=(1, 20))
def vector_of_25_features(season: Corruptible, size: int) -> Rows:
    """A row was written by the version before, with 25 features."""
    rows = season.pick(STORE, size=size)
    season.update(rows, features="features[1:25]", feature_count="25", feature_version="'v1_baseline_25'")
    return rows


@defect(kills={COUNT}, sizes=(1, 20))
def vector_shorter_than_it_says(season: Corruptible, size: int) -> Rows:
    """The last feature is not in the vector, and is counted."""
    rows = season.pick(STORE, size=size)
    season.update(rows, features="features[1:32]")
    return rows


@defect(kills=set(RANGES.values()), sizes=(33, 99))
def features_beyond_their_ranges(season: Corruptible, size: int) -> Corrupted:
    """Features were not cut off at the end of their range, each feature in another row."""
    picked = season.pick(STORE, size=size)
    keys = {}
    for place, (name, (_, high)) in enumerate(FEATURES.items()):
        rows = Rows(STORE, picked.rowids[place :: len(FEATURES)], picked.values[place :: len(FEATURES)])
        season.update(rows, features=with_feature(place, f"{high} + 0.01"))
        keys[RANGES[name]] = rows.keys("game_date", "player_lookup")
    return Corrupted(picked, keys)


@defect(kills={NUMBERS, RANGES["avg_points_vs_opponent"]}, sizes=(1, 20))
def feature_that_is_no_number(season: Corruptible, size: int) -> Rows:
    """A mean of no games came out as NaN."""
    rows = season.pick(STORE, size=size)
    season.update(rows, features=with_feature(29, "'NaN'"))
    return rows


@defect(kills={NUMBERS, RANGES["ppm_avg_last_10"]}, sizes=(1, 20))
def feature_that_is_infinite(season: Corruptible, size: int) -> Rows:
    """Points were divided by no minutes."""
    rows = season.pick(STORE, size=size)
    season.update(rows, features=with_feature(32, "'Infinity'"))
    return rows


@defect(kills={CHECKS + "feature_quality_score from 0 to 100"}, sizes=(1, 20))
def quality_above_100(season: Corruptible, size: int) -> Rows:
    """Weights of the sources that sum to more than one gave a quality above 100."""
    rows = season.pick(STORE, size=size)
    season.update(rows, feature_quality_score="100.01")
    return rows


@defect(kills={HASHES}, sizes=(1, 20))
def source_hash_lost(season: Corruptible, size: int) -> Rows:
    """A row does not say from which factors it was made."""
    rows = season.pick(STORE, size=size)
    season.update(rows, source_composite_hash="NULL")
    return rows


@defect(kills={TOLD}, incident=32, sizes=(1, 20))
def incomplete_window_called_complete(season: Corruptible, size: int) -> Rows:
    """Four of ten games were found, and the window is called complete."""
    rows = season.pick(STORE, "historical_completeness.games_expected = 10", size)
    season.update(rows, historical_completeness=_window("games_found := 4"))
    return rows


def _window(changed: str) -> str:
    """SQL for the window with one field changed."""
    fields = ("games_found", "games_expected", "is_complete", "is_bootstrap", "contributing_game_dates")
    name = changed.partition(" ")[0]
    kept = [changed if field == name else f"{field} := historical_completeness.{field}" for field in fields]
    return f"struct_pack({', '.join(kept)})"


@defect(kills={LAST_GAMES}, incident=32, sizes=(1, 20))
def features_of_games_long_ago(season: Corruptible, size: int) -> Rows:
    """The ten games behind the features reach back 42 days, since newer ones were missing."""
    # Whose ten games lie in five weeks, so that all of them are known.
    near = "historical_completeness.contributing_game_dates[1] > game_date - 35"
    rows = season.pick(STORE, f"historical_completeness.games_found = 10 AND {near}", size)
    dates = "historical_completeness.contributing_game_dates"
    season.update(
        rows, historical_completeness=_window(f"contributing_game_dates := list_transform({dates}, lambda d: d - 14)")
    )
    return rows


@defect(kills={VERSIONS}, sizes=(1, 3))
def three_versions_on_one_day(season: Corruptible, size: int) -> Rows:
    """Workers of three releases wrote into one day."""
    days = season.pick(STORE, size=size, one_per=("game_date",))
    for version in ("v2_33features_rc1", "v3_40features"):
        rows = season.pick(
            STORE, f"game_date IN ({_days(days)}) AND feature_version = 'v2_33features'", size, one_per=("game_date",)
        )
        season.update(rows, feature_version=f"'{version}'")
    return days


@defect(kills={VERSIONS}, sizes=(1, 3))
def day_of_the_version_before(season: Corruptible, size: int) -> Rows:
    """A day was written by the version before, under its name."""
    days = season.pick(STORE, size=size, one_per=("game_date",))
    season.update(sharing(season, days, "game_date"), feature_version="'v1_baseline_25'")
    return days


@defect(
    kills={QUALITY, GATE + "quality is 70 or better on average"},
    companions={"recovery.backfill_completeness/features are of quality 70 or better"},
    incident=37,
    sizes=(1, 2),
)
def feature_quality_falls_to_64(season: Corruptible, size: int) -> Rows:
    """The features of a day are of quality 64, as after two days without an upstream."""
    days = season.pick(STORE, size=size, one_per=("game_date",))
    rows = sharing(season, days, "game_date")
    season.update(rows, feature_quality_score="feature_quality_score - 15")
    return days


@defect(
    kills={PLAYERS},
    companions={
        GATE + "80 % of the players have features",
        "consistency.phase_retention/90 % of players in analytics have features",
        "consistency.phase_retention/no prediction without features",
        "trends.prediction_coverage/a game has as many predicted players as usual",
        f"trends.row_volume/{VOLUME}",
    },
    incident=37,
    sizes=(1, 2),
)
def features_of_49_players(season: Corruptible, size: int) -> Rows:
    """A day of several games has the features of 49 players."""
    several = f"game_date IN (SELECT game_date FROM {SCHEDULE} GROUP BY game_date HAVING count(*) > 2)"
    days = season.pick(STORE, several, size, one_per=("game_date",))
    season.delete(
        sharing(season, days, "game_date", where=last_but(49, of="player_lookup", within="game_date", table=STORE))
    )
    return days


def _days(rows: Rows) -> str:
    return ", ".join(f"'{row['game_date']}'" for row in rows.values)
