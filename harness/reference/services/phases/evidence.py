"""What the data of a game day show, for the checks before a phase is started."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime

from google.api_core.exceptions import NotFound
from google.cloud import bigquery

from harness.reference.phases_rules import Edge, Evidence, expected, mode_of

QUERY_SECONDS = 60.0
_FIRST_MONTH = 7
"""A season is called by the year in which it starts; from July on that is the present one."""


@dataclass(frozen=True, slots=True)
class _Source:
    """Where a processor's rows of a day are: the table, and the column of the day or of the season."""

    table: str
    day: str = "game_date"
    of_season: bool = False


_SOURCES: Mapping[str, _Source] = {
    "p2_bdl_box_scores": _Source("nba_raw.bdl_player_boxscores"),
    "p2_bigdataball_pbp": _Source("nba_raw.bigdataball_play_by_play"),
    "p2_odds_game_lines": _Source("nba_raw.odds_api_game_lines"),
    "p2_nbacom_schedule": _Source("nba_raw.nbac_schedule"),
    "p2_nbacom_gamebook_pdf": _Source("nba_raw.nbac_gamebook_player_stats"),
    "p2_br_season_roster": _Source("nba_raw.br_rosters_current", "season_year", of_season=True),
    "player_game_summary": _Source("nba_analytics.player_game_summary"),
    "team_offense_game_summary": _Source("nba_analytics.team_offense_game_summary"),
    "team_defense_game_summary": _Source("nba_analytics.team_defense_game_summary"),
    "upcoming_player_game_context": _Source("nba_analytics.upcoming_player_game_context"),
    "upcoming_team_game_context": _Source("nba_analytics.upcoming_team_game_context"),
    "team_defense_zone_analysis": _Source("nba_precompute.team_defense_zone_analysis", "analysis_date"),
    "player_shot_zone_analysis": _Source("nba_precompute.player_shot_zone_analysis", "analysis_date"),
    "player_composite_factors": _Source("nba_precompute.player_composite_factors"),
    "player_daily_cache": _Source("nba_precompute.player_daily_cache", "cache_date"),
    "ml_feature_store": _Source("nba_predictions.ml_feature_store_v2"),
}
_SCHEDULED = (
    "SELECT COUNT(DISTINCT game_id) AS found FROM `{project}.nba_raw.nbac_schedule` WHERE game_date = @day "
    "AND NOT REGEXP_CONTAINS(UPPER(IFNULL(game_status_text, '')), r'^(PPD|POSTPONED|CANCELED|CANCELLED)')"
)
_WITHOUT_ACTIVE = (
    "SELECT COUNT(*) AS found FROM (SELECT game_id FROM `{project}.nba_raw.nbac_gamebook_player_stats` "
    "WHERE game_date = @day GROUP BY game_id HAVING COUNTIF(player_status = 'active') = 0)"
)


def table_of(processor: str) -> str:
    """`dataset.table` that a processor writes."""
    return _SOURCES[processor].table


class DayEvidence:
    """Counts rows in BigQuery. A table that is not there has no rows; one that cannot be read is an error."""

    def __init__(self, client: Callable[[], bigquery.Client]) -> None:
        self._client = client

    def of(self, edge: Edge, game_date: str) -> Evidence:
        """What the tables of the phase before the edge show; of phase 5 they show nothing here.

        Raises:
            GoogleAPIError: BigQuery cannot say; ask again later.
        """
        if edge is Edge.PHASE_5_TO_6:
            return Evidence()
        names = expected(edge, mode_of(edge, game_date, datetime.now(UTC)))
        rows = {name: self._rows(_SOURCES[name], game_date) for name in names}
        if edge is Edge.PHASE_2_TO_3:
            return Evidence(rows, games_without_active_players=self._count(_WITHOUT_ACTIVE, game_date))
        if edge is Edge.PHASE_4_TO_5:
            return Evidence(rows)
        return Evidence(
            rows, games_scheduled=self._count(_SCHEDULED, game_date), games_covered=self._covered(names, game_date)
        )

    def _covered(self, names: Iterable[str], game_date: str) -> int:
        """Games that are in every table. The schedule spells its ids otherwise, so games are counted and not joined."""
        return min(
            self._count(
                f"SELECT COUNT(DISTINCT game_id) AS found FROM `{{project}}.{table_of(name)}` WHERE game_date = @day",  # noqa: S608
                game_date,
            )
            for name in names
        )

    def _rows(self, source: _Source, game_date: str) -> int:
        where = f"{source.day} = {'@season' if source.of_season else '@day'}"
        return self._count(f"SELECT COUNT(*) AS found FROM `{{project}}.{source.table}` WHERE {where}", game_date)  # noqa: S608

    def _count(self, sql: str, game_date: str) -> int:
        day, client = date.fromisoformat(game_date), self._client()
        parameters = [
            bigquery.ScalarQueryParameter("day", "DATE", day),
            bigquery.ScalarQueryParameter("season", "INT64", day.year - (day.month < _FIRST_MONTH)),
        ]
        used = [one for one in parameters if f"@{one.name}" in sql]
        config = bigquery.QueryJobConfig(query_parameters=used)
        try:
            job = client.query(sql.format(project=client.project), job_config=config, timeout=QUERY_SECONDS)
            [row] = job.result(timeout=QUERY_SECONDS)
        except NotFound:
            return 0
        return int(row["found"])
