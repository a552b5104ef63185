"""What the seven systems say: their scales, their rules, and how near they come in a season."""

from __future__ import annotations

import math
from collections import defaultdict
from typing import Any

import numpy as np
import pytest

from harness.reference.services.worker.forecasting import Forecast, PlayerFeatures, forecast
from harness.reference.services.worker.model import SHIPPED, ChampionModel
from harness.reference.services.worker.prediction_request import PastGame
from harness.season import build_season
from harness.season.precompute.features import FEATURES
from harness.season.predictions.systems import SYSTEM_IDS, SYSTEMS

MODEL = ChampionModel.load(str(SHIPPED))
STEADY = {
    "points_avg_last_5": 20.0,
    "points_avg_last_10": 20.0,
    "points_avg_season": 20.0,
    "points_std_last_10": 4.0,
    "fatigue_score": 100.0,
    "opponent_def_rating": 113.0,
    "minutes_avg_last_10": 32.0,
}


def said(
    *, line: float | None = 20.0, games: tuple[PastGame, ...] = (), quality: float | None = 80.0, **values: float
) -> dict[str, Forecast]:
    """What each system says of a steady scorer of 20, some of whose features are others."""
    features = PlayerFeatures("a", "", dict.fromkeys(FEATURES, 0.0) | STEADY | values, quality)
    return {one.system_id: one for one in forecast(features, games=games, lines=[line], model=MODEL)}


def test_all_systems_answer_and_say_twenty_of_who_always_scores_twenty() -> None:
    found = said()
    assert tuple(found) == SYSTEM_IDS
    assert {one.points for one in found.values()} == {20.0}


def test_each_is_confident_on_its_own_scale() -> None:
    for system in SYSTEMS:
        confidence = said()[system.system_id].confidence
        assert 0.2 <= confidence <= 1.0 if system.scale == 1 else 20.0 <= confidence <= 95.0


@pytest.mark.parametrize(
    ("system", "over", "none"),
    [
        ("moving_average", 17.9, 18.0),
        ("zone_matchup_v1", 17.9, 18.0),
        ("similarity_balanced_v1", 18.0, 18.1),
        ("xgboost_v1", 18.5, 18.6),
        ("catboost_v8", 19.0, 19.1),
        ("ensemble_v1", 18.5, 18.6),
        ("ensemble_v1_1", 18.5, 18.6),
    ],
)
def test_each_recommends_from_its_own_edge_on(system: str, over: float, none: float) -> None:
    assert said(line=over)[system].recommendation == "OVER"
    assert said(line=none)[system].recommendation == "PASS"
    assert said(line=round(40 - over, 1))[system].recommendation == "UNDER"


@pytest.mark.parametrize("system", ["similarity_balanced_v1", "catboost_v8", "ensemble_v1", "ensemble_v1_1"])
def test_who_is_not_sure_enough_does_not_recommend(system: str) -> None:
    assert said(line=10.5, points_std_last_10=14.0)[system].recommendation == "PASS"


def test_an_ensemble_whose_parts_are_divided_does_not_recommend() -> None:
    games = (PastGame(points=60.0, minutes_played=32.0),) * 5
    two = said(line=20.0, games=games, shot_zone_mismatch_score=4.0)
    assert [two[system].points > 20.0 for system in SYSTEM_IDS[:4]] == [False, True, True, False]
    assert (two["ensemble_v1"].points > 22.0, two["ensemble_v1"].recommendation) == (True, "PASS")
    three = said(line=20.0, games=games, shot_zone_mismatch_score=4.0, usage_spike_score=1.0)
    assert three["ensemble_v1"].recommendation == "OVER"


def test_without_a_line_there_is_no_recommendation() -> None:
    assert {one.recommendation for one in said(line=None).values()} == {"NO_LINE"}


def test_similar_games_speak_where_there_are_five() -> None:
    alike = PastGame(points=30.0, minutes_played=32.0)
    other = PastGame(points=2.0, minutes_played=12.0)
    few = said(games=(alike,) * 4 + (other,) * 20)["similarity_balanced_v1"]
    enough = said(games=(alike,) * 5 + (other,) * 20)["similarity_balanced_v1"]
    assert (few.points, enough.points) == (20.0, 25.0)


@pytest.mark.parametrize(
    ("system", "values", "points"),
    [
        ("moving_average", {"fatigue_score": 60.0}, 18.0),
        ("zone_matchup_v1", {"shot_zone_mismatch_score": 6.0}, 21.5),
        ("xgboost_v1", {"usage_spike_score": 4.0}, 21.0),
        ("catboost_v8", {"injury_risk": 2.0}, 19.3),
    ],
)
def test_circumstances_move_the_points(system: str, values: dict[str, float], points: float) -> None:
    assert said(**values)[system].points == points


@pytest.mark.parametrize(
    ("values", "quality", "reason"),
    [
        ({}, 80.0, None),
        ({}, None, None),
        ({}, 50.0, None),
        ({}, 49.9, "features of quality 49.9; 50 is the least"),
        ({"points_avg_season": math.nan}, 80.0, "features without points_avg_season"),
    ],
)
def test_features_that_do_not_do_say_why(values: dict[str, float], quality: float | None, reason: str | None) -> None:
    assert PlayerFeatures("a", "", STEADY | values, quality).lacking() == reason


def test_a_feature_that_is_not_known_has_no_effect() -> None:
    assert said(fatigue_score=math.nan, pace_score=math.nan, points_std_last_10=5.0) == said(
        points_std_last_10=math.nan
    )


def test_over_a_month_the_systems_come_as_near_as_the_platforms_do() -> None:
    season = build_season(seed=0, start_year=2023)
    errors = defaultdict[str, list[float]](list)
    for row, points in _january(season.tables):
        features = PlayerFeatures(row["player_lookup"], "", dict(zip(FEATURES, row["features"], strict=True)), None)
        for one in forecast(features, games=(), lines=[None], model=MODEL):
            errors[one.system_id].append(one.points - points)
    assert {len(found) for found in errors.values()} == {len(errors["catboost_v8"])}
    assert len(errors["catboost_v8"]) > 3_000
    for system, found in errors.items():
        assert 3.5 <= float(np.abs(found).mean()) <= 6.0, system
        assert -1.0 <= float(np.mean(found)) <= 1.0, system


def _january(tables: Any) -> list[tuple[dict[str, Any], float]]:
    """The features of each player who then played, and his points."""
    scored = {
        (row["player_lookup"], row["game_date"]): row["points"]
        for row in tables["nba_analytics.player_game_summary"]
        .select(["player_lookup", "game_date", "points", "is_active"])
        .to_pylist()
        if row["game_date"].isoformat()[:7] == "2024-01" and row["is_active"]
    }
    rows = tables["nba_predictions.ml_feature_store_v2"].select(["player_lookup", "game_date", "features"]).to_pylist()
    return [
        (row, scored[row["player_lookup"], row["game_date"]])
        for row in rows
        if (row["player_lookup"], row["game_date"]) in scored
    ]
