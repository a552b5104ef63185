"""precompute.feature_store on a clean season, and at the edges of what a vector may hold."""

from __future__ import annotations

import pytest
from precomputed_season import STORE, SUMMARY, WHOLE
from validator_days import Day

from harness.season.defects.features import with_feature
from validators.feature_vector import FEATURE_RANGES, FEATURES
from validators.precompute.feature_store import HASHES, validator

TWICE = "one row for each game_date, player_lookup"
COUNT = "33 features, and as many counted"
NUMBERS = "every feature is a number"
QUALITY_RANGE = "feature_quality_score from 0 to 100"
SOURCES = "the hashes of its sources and its own are there"
TOLD = "the window says truly how complete it is"
VERSIONS = "at most 2 versions in force, the current one among them"
QUALITY = "quality is 70 or better on average"
PLAYERS = "at least 50 players a day, or 12 a team"
LAST_GAMES = "the games behind it are the last ones played"
ALL = {check.name for check in validator.checks}
THE_ROW = "game_date = '{day}' AND player_lookup = '{player}'"
THE_DAY = "game_date = '{day}'"
ONE_GAME_DAY = "2024-01-22"


def _window(**changed: str) -> str:
    fields = ("games_found", "games_expected", "is_complete", "is_bootstrap", "contributing_game_dates")
    told = {field: f"historical_completeness.{field}" for field in fields} | changed
    return f"historical_completeness = struct_pack({', '.join(f'{name} := {sql}' for name, sql in told.items())})"


@pytest.mark.parametrize("window", ["2024-01-15", WHOLE])
def test_a_clean_season_passes(precomputed: Day, window: str) -> None:
    assert precomputed.answer(validator, window).passed == ALL


def test_without_the_table_everything_is_unknown(precomputed: Day) -> None:
    precomputed.connection.execute(f"DROP TABLE {STORE}")

    assert set(precomputed.answer(validator).unknown) == ALL


def test_without_rows_only_the_missing_players_are_known(precomputed: Day) -> None:
    precomputed.corrupt(f"DELETE FROM {STORE}")

    answer = precomputed.answer(validator)

    assert set(answer.failed) == {PLAYERS}
    assert set(answer.unknown) == ALL - {PLAYERS}


def test_without_the_games_nobody_knows_whether_they_were_the_last(precomputed: Day) -> None:
    precomputed.connection.execute(f"DROP TABLE {SUMMARY}")

    assert set(precomputed.answer(validator).unknown) == {LAST_GAMES}


def test_a_row_written_twice_is_found(precomputed: Day) -> None:
    precomputed.corrupt(f"INSERT INTO {STORE} SELECT * FROM {STORE} WHERE {THE_ROW}")

    assert set(precomputed.answer(validator).failed) == {TWICE}


@pytest.mark.parametrize(
    "change", ["feature_count = 32", "features = features[1:32]", "features = features || [0::DOUBLE]"]
)
def test_a_vector_has_33_features(precomputed: Day, change: str) -> None:
    precomputed.corrupt(f"UPDATE {STORE} SET {change} WHERE {THE_ROW}")

    failed = precomputed.answer(validator).failed

    assert {name: [key[1] for key in keys] for name, keys in failed.items()} == {COUNT: [precomputed.player]}


@pytest.mark.parametrize(
    ("limit", "beyond", "found"), [("low", 0, False), ("high", 0, False), ("low", -0.001, True), ("high", 0.001, True)]
)
def test_features_stay_in_their_ranges(precomputed: Day, limit: str, beyond: float, found: bool) -> None:
    """Each feature in the row of another player."""
    players = precomputed.rows(f"SELECT player_lookup FROM {STORE} WHERE {THE_DAY} ORDER BY 1 LIMIT {len(FEATURES)}")
    broken = {}
    for (player,), (feature, (low, high)) in zip(players, FEATURE_RANGES.items(), strict=True):
        vector = with_feature(FEATURES.index(feature), str((low if limit == "low" else high) + beyond))
        precomputed.corrupt(f"UPDATE {STORE} SET features = {vector} WHERE {THE_DAY} AND player_lookup = '{player}'")
        broken[f"{feature} from {low:g} to {high:g}"] = [player]

    failed = precomputed.answer(validator).failed

    assert {name: [key[1] for key in keys] for name, keys in failed.items()} == (broken if found else {})


@pytest.mark.parametrize("value", ["'NaN'", "'Infinity'", "'-Infinity'"])
@pytest.mark.parametrize("place", [0, 16, 32])
def test_a_feature_is_a_number(precomputed: Day, value: str, place: int) -> None:
    precomputed.corrupt(f"UPDATE {STORE} SET features = {with_feature(place, value)} WHERE {THE_ROW}")

    feature = FEATURES[place]
    low, high = FEATURE_RANGES[feature]
    assert set(precomputed.answer(validator).failed) == {NUMBERS, f"{feature} from {low:g} to {high:g}"}


@pytest.mark.parametrize(("quality", "found"), [(0, False), (100, False), (-0.01, True), (100.01, True)])
def test_quality_is_from_0_to_100(precomputed: Day, quality: float, found: bool) -> None:
    precomputed.corrupt(f"UPDATE {STORE} SET feature_quality_score = {quality} WHERE {THE_ROW}")

    assert set(precomputed.answer(validator).failed) == ({QUALITY_RANGE} if found else set())


@pytest.mark.parametrize("column", HASHES)
def test_every_hash_is_there(precomputed: Day, column: str) -> None:
    precomputed.corrupt(f"UPDATE {STORE} SET {column} = NULL WHERE {THE_ROW}")

    assert set(precomputed.answer(validator).failed) == {SOURCES}


@pytest.mark.parametrize(
    ("change", "found"),
    [
        (_window(games_found="6", is_complete="FALSE", contributing_game_dates="{dates}[1:6]"), False),
        (_window(games_found="6", contributing_game_dates="{dates}[1:6]"), True),
        (_window(is_complete="FALSE"), True),
        (_window(is_bootstrap="TRUE"), True),
        (_window(contributing_game_dates="{dates}[1:9]"), True),
        (_window(games_found="11", contributing_game_dates="{dates} || {dates}[1:1]"), True),
        ("historical_completeness = NULL", True),
    ],
)
def test_a_window_says_truly_how_complete_it_is(precomputed: Day, change: str, found: bool) -> None:
    change = change.replace("{dates}", "historical_completeness.contributing_game_dates")
    precomputed.corrupt(f"UPDATE {STORE} SET {change} WHERE {THE_ROW}")

    assert set(precomputed.answer(validator).failed) == ({TOLD} if found else set())


@pytest.mark.parametrize(
    ("versions", "found"),
    [(("a",), False), (("a", "b"), True)],
)
def test_a_day_has_at_most_two_versions(precomputed: Day, versions: tuple[str, ...], found: bool) -> None:
    for place, version in enumerate(versions):
        one = f"SELECT player_lookup FROM {STORE} WHERE {THE_DAY} ORDER BY 1 OFFSET {place} LIMIT 1"
        precomputed.corrupt(
            f"UPDATE {STORE} SET feature_version = '{version}' WHERE {THE_DAY} AND player_lookup IN ({one})"
        )

    assert set(precomputed.answer(validator).failed) == ({VERSIONS} if found else set())


def test_the_current_version_is_among_them(precomputed: Day) -> None:
    precomputed.corrupt(f"UPDATE {STORE} SET feature_version = 'v1_baseline_25' WHERE {THE_DAY}")

    assert set(precomputed.answer(validator).failed) == {VERSIONS}


@pytest.mark.parametrize(("quality", "found"), [(70, False), (69.99, True)])
def test_a_days_quality_is_70_on_average(precomputed: Day, quality: float, found: bool) -> None:
    precomputed.corrupt(f"UPDATE {STORE} SET feature_quality_score = {quality} WHERE {THE_DAY}")

    assert set(precomputed.answer(validator).failed) == ({QUALITY} if found else set())


@pytest.mark.parametrize(
    ("day", "left", "found"),
    [("2024-01-15", 50, False), ("2024-01-15", 49, True), (ONE_GAME_DAY, 24, False), (ONE_GAME_DAY, 23, True)],
)
def test_a_day_has_50_players_or_12_a_team(precomputed: Day, day: str, left: int, found: bool) -> None:
    kept = f"SELECT player_lookup FROM {STORE} WHERE game_date = '{day}' ORDER BY 1 LIMIT {left}"
    precomputed.corrupt(f"DELETE FROM {STORE} WHERE game_date = '{day}' AND player_lookup NOT IN ({kept})")

    assert set(precomputed.answer(validator, day).failed) == ({PLAYERS} if found else set())


@pytest.mark.parametrize(
    ("dates", "found"),
    [
        ("list_transform({dates}, lambda d: d - 14)", True),
        ("[{dates}[1] - 1] || {dates}[2:]", True),
        ("{dates}", False),
    ],
)
def test_the_games_behind_it_are_the_last_ones(precomputed: Day, dates: str, found: bool) -> None:
    dates = dates.replace("{dates}", "historical_completeness.contributing_game_dates")
    precomputed.corrupt(f"UPDATE {STORE} SET {_window(contributing_game_dates=dates)} WHERE {THE_ROW}")

    assert set(precomputed.answer(validator).failed) == ({LAST_GAMES} if found else set())
