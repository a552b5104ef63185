"""What the coordinator and the workers read for a day, from the season, as one parquet file a table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from harness.season import Season
from harness.warehouse.schema import declared

CONTEXT = "nba_analytics.upcoming_player_game_context"
FEATURES = "nba_predictions.ml_feature_store_v2"
OF_PLAYERS = (
    CONTEXT,
    FEATURES,
    "nba_raw.odds_api_player_points_props",
    "nba_raw.bettingpros_player_points_props",
)
"""Rows of a player and a game day; with more or fewer players than the season has, these tables change."""
OF_DAYS = {
    "nba_raw.nbac_schedule": "game_date",
    "nba_raw.bdl_player_boxscores": "game_date",
    "nba_raw.odds_api_game_lines": "game_date",
    "nba_raw.nbac_gamebook_player_stats": "game_date",
    "nba_analytics.player_game_summary": "game_date",
    "nba_analytics.team_offense_game_summary": "game_date",
    "nba_analytics.team_defense_game_summary": "game_date",
    "nba_analytics.upcoming_team_game_context": "game_date",
    "nba_precompute.team_defense_zone_analysis": "analysis_date",
    "nba_precompute.player_shot_zone_analysis": "analysis_date",
    "nba_precompute.player_composite_factors": "game_date",
    "nba_precompute.player_daily_cache": "cache_date",
}
"""What the phase handlers look at besides, and the column of its day."""
WHOLE = ("nba_raw.br_rosters_current",)
PLAYS = "nba_raw.bigdataball_play_by_play"
"""Takes the season seconds to make, and only the watched trigger of phase 3 asks for it."""
WRITTEN = (
    "nba_predictions.player_prop_predictions",
    "nba_predictions.prediction_worker_runs",
    "nba_orchestration.phase_completions",
    "nba_orchestration.phase_completion_status",
)
"""What the services fill: empty at the start."""
LEAST_MINUTES = 15
_OUT = ("out", "doubtful")
_NAMES = ("player_lookup", "universal_player_id")


class DayError(ValueError):
    """The season has no such day; the text says which it has."""


def busiest_day(season: Season) -> date:
    """The day with the most players that are to be predicted; of several the first."""
    counted = Counter(_wanted(season.tables[CONTEXT])["game_date"].to_pylist())
    day: date = min(counted, key=lambda day: (-counted[day], day))
    return day


def check_days(season: Season, days: Collection[date]) -> None:
    """
    Raises:
        DayError: the season has no game on one of the days.
    """
    known = set(pc.unique(season.tables["nba_raw.nbac_schedule"]["game_date"]).to_pylist())
    for day in sorted(set(days) - known):
        near = min(known, key=lambda one: abs((one - day).days))
        raise DayError(f"season {season.start_year} has no games on {day}; the nearest day with games is {near}")


def write_days(
    season: Season, days: Collection[date], folder: Path, *, players: int | None = None, plays: bool = False
) -> None:
    """Write the tables of these game days to `<dataset>.<table>.parquet`.

    `players` is how many are to be predicted on each day: the first of the season's, or, where it has fewer, more of
    the same under other names. With `plays` the play-by-play is there too.

    Raises:
        DayError: the season has no game on one of the days.
    """
    check_days(season, days)
    folder.mkdir(parents=True, exist_ok=True)
    chosen = {day: _chosen(season, day, players) for day in days}
    for name in OF_PLAYERS:
        parts = [_of_players(_of_day(season.tables[name], day), wanted) for day, wanted in chosen.items()]
        pq.write_table(pa.concat_tables(parts), folder / f"{name}.parquet")
    for name, column in (OF_DAYS | ({PLAYS: "game_date"} if plays else {})).items():
        parts = [_of_day(season.tables[name], day, column) for day in days]
        pq.write_table(pa.concat_tables(parts), folder / f"{name}.parquet")
    for name in WHOLE:
        pq.write_table(season.tables[name], folder / f"{name}.parquet")
    for name in WRITTEN:
        pq.write_table(declared(name).arrow.empty_table(), folder / f"{name}.parquet")


def _of_day(rows: Any, day: date, column: str = "game_date") -> Any:
    return rows.filter(pc.field(column) == day)


def _wanted(context: Any) -> Any:
    """The players that the coordinator asks predictions for."""
    plays = pc.field("avg_minutes_per_game_last_7").cast("float64") >= LEAST_MINUTES
    return context.filter((plays | pc.field("current_points_line").is_valid()) & ~pc.field("player_status").isin(_OUT))


def _chosen(season: Season, day: date, players: int | None) -> list[tuple[str, int]] | None:
    """Player and number of the copy, 1 for himself; None for the day as it is."""
    if players is None:
        return None
    wanted = _wanted(_of_day(season.tables[CONTEXT], day))["player_lookup"]
    described = _of_day(season.tables[FEATURES], day)["player_lookup"]
    names = sorted(set(wanted.to_pylist()) & set(described.to_pylist()))
    return [(names[index % len(names)], index // len(names) + 1) for index in range(players)]


def _of_players(rows: Any, chosen: list[tuple[str, int]] | None) -> Any:
    if chosen is None:
        return rows
    parts = []
    for copy in range(1, max(number for _, number in chosen) + 1):
        names = pa.array([name for name, number in chosen if number == copy], pa.string())
        part = rows.filter(pc.is_in(rows["player_lookup"], names))
        parts.append(part if copy == 1 else _renamed(part, copy))
    return pa.concat_tables(parts)


def _renamed(rows: Any, copy: int) -> Any:
    """The same rows of other players: their names end in the number of the copy."""
    for column in _NAMES:
        if column in rows.column_names:
            index = rows.column_names.index(column)
            names = pc.binary_join_element_wise(rows[column], pa.scalar(str(copy)), "")
            rows = rows.set_column(index, rows.schema.field(index), names)
    return rows
