"""Defects of days: an evening in New York filed under the date that London already had."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from harness.season.defects.corruptible import Corrupted, Corruptible
from harness.season.defects.defect import defect
from harness.season.defects.selection import SCHEDULE
from harness.warehouse.schema import declared

TIME = "consistency.time_agreement/"
CASCADE = "recovery.cascade_contamination/"
REPROCESSED = "recovery.idempotent_reprocessing/"
_ONE_DAY = timedelta(days=1)

ROW_LOST: dict[str, set[str]] = {
    "nba_raw.bdl_player_boxscores": set(),
    "nba_raw.nbac_gamebook_player_stats": set(),
    "nba_raw.nbac_player_boxscores": set(),
    "nba_raw.nbac_team_boxscore": set(),
    "nba_analytics.player_game_summary": {
        "consistency.phase_retention/90 % of players in analytics have features",
        "precompute.daily_cache/the average of five is that of the last five games",
        "precompute.daily_cache/windows of 7 and 14 days hold the games of those days",
        "precompute.feature_store/the games behind it are the last ones played",
    },
    "nba_analytics.team_offense_game_summary": set(),
    "nba_analytics.team_defense_game_summary": set(),
    "nba_predictions.prediction_accuracy": {
        "grading.system_daily_performance/win rates of over, under and high confidence are those of the grades",
        "grading.performance_summary/a system's totals are those of its grades",
        "grading.system_daily_performance/counts are those of the grades",
        "grading.system_daily_performance/error, bias and confidence are those of the grades",
    },
    "nba_analytics.upcoming_player_game_context": set(),
    "nba_predictions.ml_feature_store_v2": {
        "consistency.phase_retention/no prediction without features",
        "precompute.feature_store/the games behind it are the last ones played",
        *(
            f"{CASCADE}features are not older than their {source}"
            for source in ("daily cache", "factors", "shot zones")
        ),
        REPROCESSED + "the daily cache is still the one the features were made of",
        REPROCESSED + "the factors are still those the features were made of",
        REPROCESSED + "the shot zones are still those the features were made of",
    },
    "nba_predictions.player_prop_predictions": {
        "consistency.phase_retention/no prediction without features",
        "consistency.state_agreement/a player told complete has his predictions",
        CASCADE + "a prediction is not older than its features",
    },
}
"""Each table with the checks that miss a row of a day once it is filed under the next."""


def _under_the_utc_date(table: str, check: str) -> Callable[[Corruptible, int], Corrupted]:
    key = declared(table).key

    def corrupt(season: Corruptible, size: int) -> Corrupted:
        # Not where the next day has a row of the same key: then there would be two.
        same = " AND ".join(f"other.{name} = {table}.{name}" for name in key if name != "game_date")
        free = f"NOT EXISTS (SELECT 1 FROM {table} other WHERE {same} AND other.game_date = {table}.game_date + 1)"
        played = f"game_date + 1 IN (SELECT game_date FROM {SCHEDULE})"
        rows = season.pick(table, f"game_date < '{season.window.end}' AND {played} AND {free}", size)
        season.update(rows, game_date="game_date + 1")
        moved = frozenset(
            tuple(row[name] + _ONE_DAY if name == "game_date" else row[name] for name in key) for row in rows.values
        )
        return Corrupted(rows, {check: moved})

    short = table.partition(".")[2]
    corrupt.__name__ = f"utc_date_in_{short}"
    corrupt.__doc__ = f"A row of {short} about an evening in New York has the UTC date of its end."
    return corrupt


for _table, _companions in ROW_LOST.items():
    _check = f"{TIME}{_table.partition('.')[2]}: game_date is the day in game_id"
    defect(kills={_check}, companions=_companions, incident=52, sizes=(1, 5))(_under_the_utc_date(_table, _check))
