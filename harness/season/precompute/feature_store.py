"""nba_predictions.ml_feature_store_v2: what the models are given of each player before a game."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa

from harness.season.before_games import before_games
from harness.season.columns import Column, Floats, Instants, Ints, Text, build_table, text
from harness.season.history import history_of
from harness.season.league import League
from harness.season.once import once_a_league
from harness.season.precompute.composite_factors import composite_factors_table
from harness.season.precompute.daily_cache import daily_cache_table
from harness.season.precompute.days import daily_days, in_bootstrap, player_days
from harness.season.precompute.defense_zones import defense_zones_table
from harness.season.precompute.factors import days_of_rest
from harness.season.precompute.features import FEATURES, Subjects, feature_matrix, subjects
from harness.season.precompute.processing import (
    EARLY_SEASON_GAMES,
    Step,
    completeness_columns,
    computed_at,
    read_columns,
    repeated,
)
from harness.season.precompute.shot_zones import shot_zones_table
from harness.season.precompute.windows import TEAM_COUNT
from harness.season.randomness import Part
from harness.season.reference.identity import universal_ids

VERSION = "v2_33features"
WINDOW = 10
_SOURCES = ("phase4", "mixed", "early_season")
# Of a player with a full window phase 4 knows more: a healthy day's mean is between 75 and 80.
_QUALITY_OF_NEWCOMERS, _QUALITY_OF_WINDOW, _QUALITY_DEVIATION = 74.5, 4.0, 2.8


@once_a_league
def feature_store_table(league: League) -> Any:
    """One row a player who was not ruled out, and game."""
    who = subjects(league)
    games = history_of(league).games(who.listed.player, who.row)
    random = league.stream(Part.FEATURES)
    columns: dict[str, Column] = {
        "player_lookup": league.rosters.lookup(who.listed.player),
        "universal_player_id": universal_ids(league.rosters, who.listed.player),
        "game_date": who.day,
        "game_id": Text(league.platform_ids, who.listed.game),
        "features": _vectors(feature_matrix(league, who)),
        "feature_names": repeated(tuple(FEATURES), len(who)),
        "feature_count": len(FEATURES),
        "feature_version": VERSION,
        "feature_generation_time_ms": random.integers(18, 90, len(who)),
        "feature_quality_score": _quality(games, random),
        "opponent_team_abbr": league.schedule.team_codes(who.opponent),
        "is_home": who.listed.row % 2 == 0,
        "days_rest": days_of_rest(league, who.listed.team, who.row, who.day),
        "data_source": text(_SOURCES, _source(league, who, games)),
    }
    digest = ["player_lookup", "game_date", "game_id", "features", "feature_version"]
    at = computed_at(who.day, Step.FEATURE_STORE)
    ready = before_games(league).ready[who.listed.row, who.listed.place]
    columns |= completeness_columns(games, WINDOW, ready, at) | {"updated_at": at}
    columns |= {"historical_completeness": _history(league, who, games)} | _sources(league, who)
    return build_table("nba_predictions.ml_feature_store_v2", len(who), columns, digest=digest)


def _vectors(matrix: Floats) -> Any:
    return pa.ListArray.from_arrays(
        pa.array(np.arange(len(matrix) + 1) * matrix.shape[1], pa.int32()), pa.array(matrix.reshape(-1))
    )


def _quality(games: Ints, random: np.random.Generator) -> Floats:
    known = np.minimum(games, WINDOW) / WINDOW
    noise = random.normal(0.0, _QUALITY_DEVIATION, len(games))
    return np.asarray(np.round(np.clip(_QUALITY_OF_NEWCOMERS + _QUALITY_OF_WINDOW * known + noise, 55, 95), 2))


def _source(league: League, who: Subjects, games: Ints) -> Ints:
    return np.select([in_bootstrap(league, who.day), games < EARLY_SEASON_GAMES], [2, 1], 0)


def _history(league: League, who: Subjects, games: Ints) -> Any:
    """The last ten games, or as many as there were, with their days."""
    history = history_of(league)
    found = np.minimum(games, WINDOW)
    offsets = np.concatenate([[0], np.cumsum(found)])
    first = history.before(who.listed.player, who.row) - found
    position = np.repeat(first - offsets[:-1], found) + np.arange(offsets[-1])
    days = pa.ListArray.from_arrays(pa.array(offsets, pa.int32()), pa.array(history.days[position]))
    fields = {
        "games_found": pa.array(found),
        "games_expected": pa.array(found),
        "is_complete": pa.repeat(True, len(who)),
        "is_bootstrap": pa.array(games < WINDOW),
        "contributing_game_dates": days,
    }
    return pa.StructArray.from_arrays(list(fields.values()), names=list(fields))


def _sources(league: League, who: Subjects) -> dict[str, Column]:
    """The rows of phase 4 behind the features: the player's three, and the opponent's."""
    days = player_days(league)
    number = np.searchsorted(daily_days(league), days.day)
    row_of = np.full((len(daily_days(league)), len(league.rosters)), -1)
    row_of[number, days.player] = np.arange(len(days))
    today = np.minimum(np.searchsorted(daily_days(league), who.day), len(daily_days(league)) - 1)
    begun = daily_days(league)[today] == who.day
    row = np.where(begun, row_of[today, who.listed.player], -1)
    one = np.ones(len(who), np.int64)

    def written(step: Step) -> Instants:
        return np.where(begun, computed_at(who.day, step), np.datetime64("NaT"))

    upstream = {
        "daily_cache": (daily_cache_table, Step.DAILY_CACHE),
        "composite": (composite_factors_table, Step.COMPOSITE_FACTORS),
        "shot_zones": (shot_zones_table, Step.SHOT_ZONES),
    }
    columns: dict[str, Column] = {}
    for source, (table, step) in upstream.items():
        digest = Text(table(league)["data_hash"].combine_chunks(), row)
        columns |= read_columns(source, written(step), one, digest=digest, missing=row < 0)
    defense = Text(defense_zones_table(league)["data_hash"].combine_chunks(), today * TEAM_COUNT + who.opponent)
    return columns | read_columns("team_defense", written(Step.TEAM_DEFENSE), one, digest=defense, missing=~begun)
