"""trends.feature_drift on a clean season, and on features that changed their spread for a day."""

from __future__ import annotations

import math
from datetime import date

import ibis
import pytest
from precomputed_season import STORE, WHOLE
from validator_days import Day

from harness.results import Scalar
from harness.season.defects.features import with_feature
from harness.warehouse.checks import rows
from validators.feature_vector import FEATURES
from validators.trends.feature_drift import BINS, BY_SCHEDULE, OF_TEAMS, USUAL, WATCHED, drift, validator
from validators.validator import Validator

SPREAD = "each feature is spread as in the 14 days before"
THE_DAY = "game_date = '{day}'"


def _set(feature: str, value: str) -> str:
    return f"UPDATE {STORE} SET features = {with_feature(FEATURES.index(feature), value)} WHERE {THE_DAY}"


def _drifted(day: Day) -> set[object]:
    return {key[1] for key in day.answer(validator).failed.get(SPREAD, [])}


@pytest.mark.parametrize("window", ["2024-01-15", WHOLE])
def test_a_clean_season_passes(precomputed: Day, window: str) -> None:
    assert precomputed.answer(validator, window).passed == {SPREAD}


def test_without_features_nothing_is_known(precomputed: Day) -> None:
    precomputed.corrupt(f"DELETE FROM {STORE}")
    assert set(precomputed.answer(validator).unknown) == {SPREAD}

    precomputed.connection.execute(f"DROP TABLE {STORE}")
    assert set(precomputed.answer(validator).unknown) == {SPREAD}


@pytest.mark.parametrize(
    ("feature", "value"),
    [
        ("points_avg_last_5", "12"),
        ("minutes_avg_last_10", "24"),
        ("pct_three", "0.1"),
        ("ppm_avg_last_10", "'NaN'"),
    ],
)
def test_a_feature_that_is_the_same_for_everybody_is_found(precomputed: Day, feature: str, value: str) -> None:
    precomputed.corrupt(_set(feature, value))

    assert precomputed.answer(validator).failed == {SPREAD: [(date.fromisoformat(precomputed.date), feature)]}


@pytest.mark.parametrize("feature", ["opponent_def_rating", "team_pace"])
def test_what_teammates_share_is_found_where_many_teams_play(precomputed: Day, feature: str) -> None:
    """So few teams are spread unevenly by chance; the limit follows their number."""
    teams = "SELECT game_date, count(DISTINCT opponent_team_abbr) AS teams"
    days = f"{teams} FROM {STORE} WHERE game_date > '2024-01-01' GROUP BY 1"
    for fewest, most, found in ((2, 8, False), (20, 30, True)):
        day = precomputed.value(f"SELECT min(game_date) FROM ({days}) WHERE teams BETWEEN {fewest} AND {most}")
        precomputed.corrupt(
            _set(feature, "112" if feature == "opponent_def_rating" else "101").replace("{day}", str(day))
        )

        assert (SPREAD in precomputed.answer(validator, str(day)).failed) is found


@pytest.mark.parametrize(
    ("feature", "factor", "found"),
    [("minutes_avg_last_10", 1.05, False), ("minutes_avg_last_10", 0.5, True), ("points_avg_season", 2, True)],
)
def test_a_small_shift_is_none(precomputed: Day, feature: str, factor: float, found: bool) -> None:
    precomputed.corrupt(_set(feature, f"features[{FEATURES.index(feature) + 1}] * {factor}"))

    assert _drifted(precomputed) == ({feature} if found else set())


def _figures(day: Day) -> dict[object, tuple[Scalar, ...]]:
    """Index, limit and sizes of the samples by feature; a check that never holds names each."""
    columns = ("index", "highest", "players", "before_players")
    never = Validator("shown.rows", rows(drift, "every row", lambda _: ibis.literal(False), show=columns))
    [result] = day.answer(never).results
    assert result.finding is not None
    return {
        dict(one.key)["feature"]: tuple(dict(one.evidence)[name] for name in columns)
        for one in result.finding.violations
    }


def test_the_index_and_its_limit_are_exact(precomputed: Day) -> None:
    """All had 24 minutes in the fourteen days before, and 40 on earlier days; now they have 12."""
    before = "game_date BETWEEN DATE '{day}' - 14 AND DATE '{day}' - 1"
    for minutes, days in (("40", "game_date < '{day}'"), ("24", before), ("12", THE_DAY)):
        precomputed.corrupt(_set("minutes_avg_last_10", minutes).replace(THE_DAY, days))
    full = f"FROM {STORE} WHERE NOT early_season_flag"
    [(now, teams)] = precomputed.rows(f"SELECT count(*), count(DISTINCT opponent_team_abbr) {full} AND {THE_DAY}")
    [(then,)] = precomputed.rows(f"SELECT count(*) {full} AND {before}")
    assert isinstance(now, int)
    assert isinstance(then, int)
    assert isinstance(teams, int)
    shares = [(now, 0), (0, then), *[(0, 0)] * 8]
    terms = [((today + 0.5) / (now + 5), (earlier + 0.5) / (then + 5)) for today, earlier in shares]

    figures = _figures(precomputed)

    assert figures["minutes_avg_last_10"] == (
        pytest.approx(sum((a - b) * math.log(a / b) for a, b in terms)),
        pytest.approx(0.25 + 9 * 3 * (1 / now + 1 / then)),
        now,
        then,
    )
    assert figures["team_pace"][1] == pytest.approx(0.25 + 9 * 4.5 * (1 / teams + 1 / 30))


def test_values_beyond_the_usual_are_in_the_outer_bins(precomputed: Day) -> None:
    place = FEATURES.index("points_avg_last_5") + 1
    precomputed.corrupt(
        _set("points_avg_last_5", f"CASE WHEN features[{place}] > 27 THEN 59.9 ELSE features[{place}] END")
    )

    assert _drifted(precomputed) == set()


def test_what_the_schedule_decides_is_not_watched(precomputed: Day) -> None:
    precomputed.corrupt(_set("back_to_back", "1"))

    assert _drifted(precomputed) == set()


def test_newcomers_are_left_out(precomputed: Day) -> None:
    precomputed.corrupt(f"UPDATE {STORE} SET early_season_flag = TRUE WHERE {THE_DAY}", _set("points_avg_last_5", "12"))

    assert _drifted(precomputed) == set()


def test_every_feature_is_watched_or_left_out_by_name() -> None:
    assert set(WATCHED) | set(BY_SCHEDULE) == set(FEATURES)
    assert set(WATCHED).isdisjoint(BY_SCHEDULE)
    assert set(OF_TEAMS) | set(USUAL) <= set(WATCHED)
    assert len(BINS) == 10
