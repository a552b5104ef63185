"""How old the newest rows of a table may be, by what its writers wait for: for drift and for the freshness gate."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from types import MappingProxyType


class Awaits(StrEnum):
    """What a table's writers wait for."""

    GAMES_OVER = "games over"
    GAMES_TO_COME = "games to come"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Limit:
    """Hours after the last game, before the day's first game, or of age, as `awaits` says.

    `written` is the column with the time of writing. A table that `looks_ahead` has rows of days to come, so that its
    newest day says nothing of its age.
    """

    hours: float
    awaits: Awaits
    written: str = "processed_at"
    looks_ahead: bool = False

    @property
    def time(self) -> timedelta:
        return timedelta(hours=self.hours)


def _limits(awaits: Awaits, hours: Mapping[str, float]) -> dict[str, Limit]:
    return {name: Limit(number, awaits) for name, number in hours.items()}


# Box scores 4 h and scoreboards 12 h are stricter; but what loads them runs once a day, so 24 h is the least.
LIMITS: Mapping[str, Limit] = MappingProxyType(
    {
        "nba_raw.nbac_schedule": Limit(24, Awaits.GAMES_OVER, looks_ahead=True),
        **_limits(
            Awaits.GAMES_OVER,
            {
                "nba_raw.bdl_player_boxscores": 24,
                "nba_raw.nbac_player_boxscores": 24,
                "nba_raw.nbac_team_boxscore": 24,
                "nba_raw.nbac_gamebook_player_stats": 48,
                "nba_raw.nbac_play_by_play": 48,
                "nba_raw.bigdataball_play_by_play": 48,
                "nba_raw.espn_scoreboard": 24,
                "nba_analytics.player_game_summary": 24,
                "nba_analytics.team_offense_game_summary": 24,
                "nba_analytics.team_defense_game_summary": 24,
            },
        ),
        **_limits(
            Awaits.GAMES_TO_COME,
            {
                "nba_raw.odds_api_player_points_props": 12,
                "nba_raw.odds_api_game_lines": 12,
                "nba_raw.nbac_injury_report": 6,
                "nba_analytics.upcoming_player_game_context": 24,
            },
        ),
        "nba_predictions.ml_feature_store_v2": Limit(24, Awaits.GAMES_TO_COME, "created_at"),
        **_limits(
            Awaits.NOTHING,
            {
                "nba_raw.bdl_active_players_current": 48,
                "nba_raw.br_rosters_current": 168,
                "nba_raw.nbac_player_list_current": 48,
            },
        ),
    }
)
"""Hours by table; one that is not here may be of any age. Those that await games are for the freshness gate too."""
