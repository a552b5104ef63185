"""How the platform writes ids, codes and texts, and the few value sets that are closed.

Patterns are in RE2's syntax, which DuckDB, BigQuery and Python share.
"""

from __future__ import annotations

from typing import Final

from harness.ingest.identities import TEAMS

PLATFORM_GAME_ID: Final = r"^\d{8}_[A-Z]{3}_[A-Z]{3}$"
"""`YYYYMMDD_AWY_HOM`; the day is the Eastern game day."""

NBA_GAME_ID: Final = r"^00[1-6]\d{7}$"
"""00, type (1 preseason .. 6 Cup final), two-digit start year, five-digit sequence."""

GAME_ID: Final = r"^(\d{8}_[A-Z]{3}_[A-Z]{3}|00[1-6]\d{7})$"
"""Either of the two: tables of phases 3 to 6 take what the source had."""

GAME_CODE: Final = r"^\d{8}/[A-Z]{6}$"
"""`YYYYMMDD/AWYHOM`."""

TEAM_CODE: Final = r"^[A-Z]{3}$"
"""For places where a preseason guest or an All-Star side may stand; elsewhere TEAM_CODES."""

TEAM_CODES: Final = [team.code for team in TEAMS]
NBA_TEAM_IDS: Final = [team.nba_id for team in TEAMS]
NBA_TEAM_ID_TEXTS: Final = [str(team.nba_id) for team in TEAMS]
ESPN_TEAM_CODES: Final = [team.espn_code for team in TEAMS]
ESPN_TEAM_ID_TEXTS: Final = [str(team.espn_id) for team in TEAMS]
BASKETBALL_REFERENCE_CODES: Final = [team.reference_code for team in TEAMS]
CONFERENCES: Final = sorted({team.conference for team in TEAMS})
DIVISIONS: Final = sorted({team.division for team in TEAMS})

PLAYER_LOOKUP: Final = r"^[a-z0-9]+$"
UNIVERSAL_PLAYER_ID: Final = r"^[a-z0-9]+_\d{3}$"
DATA_HASH: Final = r"^[0-9a-f]{16}$"
"""The first 16 hex digits of a SHA-256 over the row's business columns."""

SEASON_LABEL: Final = r"^20\d{2}-\d{2}$"
START_YEAR: Final = r"^20\d{2}$"

JERSEY_NUMBER: Final = r"^\d{1,2}$"
POSITION: Final = r"^[GFC](-[GFC])?$"
HEIGHT: Final = r"^[4-8]-\d{1,2}$"
POUNDS: Final = r"^\d{3}$"

WINS_AND_LOSSES: Final = r"^\d{1,2}-\d{1,2}$"
DIGITS: Final = r"^\d+$"
LOWER_KEY: Final = r"^[a-z0-9]+(_[a-z0-9]+)*$"
"""Words the platform coins itself, where the list of them is open."""
UPPER_KEY: Final = r"^[A-Z0-9]+(_[A-Z0-9]+)*$"
IDENTIFIER: Final = r"^[A-Za-z][A-Za-z0-9_]*$"
"""One word, so that it can be counted by: `http_503`, `DependencyMissing`."""
VERSION: Final = r"^v?\d+(\.\d+)*$"

PROCESSOR: Final = r"^[A-Za-z][A-Za-z0-9]*([_-][A-Za-z0-9]+)*$"
"""A table (`player_daily_cache`), an export (`best-bets`) or a class (`PlayerDailyCacheProcessor`)."""
RUN_ID: Final = r"^.+_\d{8}_\d{6}$"
"""A validator run: the processor, then the day and the time it began."""
SERVICE: Final = r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$"
PLAYER_OR_TEAM: Final = r"^([a-z0-9]+|[A-Z]{3})$"

PHASES: Final = [f"phase{number}" for number in range(1, 7)]
PHASE_KEYS: Final = [f"phase_{number}" for number in range(1, 7)]
"""Completions and boundary checks write `phase2`, run history and the retry queue `phase_2`."""
SEVERITIES: Final = ["info", "warning", "error", "critical"]

PREDICTION_SYSTEMS: Final = [
    "moving_average",
    "zone_matchup_v1",
    "similarity_balanced_v1",
    "xgboost_v1",
    "catboost_v8",
    "ensemble_v1",
    "ensemble_v1_1",
]
BETS: Final = ["OVER", "UNDER"]
RECOMMENDATIONS: Final = [*BETS, "PASS", "NO_LINE", "HOLD"]
"""No system says HOLD today; graders take it for a PASS."""
INJURY_STATUSES: Final = ["OUT", "DOUBTFUL", "QUESTIONABLE", "PROBABLE"]
"""As predictions and grades write them; who is available has none."""
CONFIDENCE_TIERS: Final = ["high", "medium", "low"]
BATCH_ID: Final = r"^batch_\d{4}-\d{2}-\d{2}_\d{10}$"
"""The game day, and the second at which the batch began."""
DATA_QUALITY_TIERS: Final = ["high", "medium", "low"]
SHOT_ZONES: Final = ["paint", "mid_range", "perimeter"]

PLAYED_MINUTES: Final = r"^\d{1,2}(:[0-5]\d|\.\d+)?$"
"""`34:12`, `34` or `34.2`: every provider has its own."""
MINUTES_AND_SECONDS: Final = r"^\d{1,2}:[0-5]\d$"
TEAM_MINUTES: Final = r"^(2[4-9]\d|3[0-4]\d):[0-5]\d$"
"""Five players for 240 minutes, and 25 more each overtime; four overtimes are the most that is believed."""

LAST_PERIOD: Final = 14
"""NBA.com's scoreboard has columns for ten overtimes."""
PERIOD_SECONDS: Final = 720
LAST_SECOND: Final = 4 * PERIOD_SECONDS + 10 * 300

FIRST_SEASON: Final = 2021
"""The platform's history begins on 2021-10-19."""
