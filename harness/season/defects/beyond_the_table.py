"""Checks that look beyond one scraped table, and so rightly fire too when it is corrupted."""

from __future__ import annotations

_COVERAGE = "consistency.schedule_coverage"
_SCORES = "consistency.cross_source_scores"
_RETENTION = "consistency.phase_retention"
_VOLUME = "trends.row_volume/as many rows of {} a game as on this weekday before"
_REPAIRED = "recovery.backfill_completeness/no game is missing from a repaired day"
_ROOMS = ("raw data", "analytics", "features, predictions and grades")

GAME_LOST = frozenset(
    {
        f"{_COVERAGE}/every final game is in every table of raw data",
        "gates.phase2_to_phase3/80 % of the games are in every table",
        _REPAIRED,
        _VOLUME.format("raw data"),
    }
)
"""A game is missing from a raw table; several of one day leave too few of it."""

DAY_LOST = GAME_LOST | {
    "gates.data_freshness/written within its limit, or since the last game",
    "gates.phase2_to_phase3/R-007: every required table has rows",
    "recovery.backfill_completeness/no table is empty on a repaired day",
}
"""A day is missing from a raw table."""

BOX_LOST = frozenset(
    {
        f"{_RETENTION}/98 % of final games have box scores",
        f"{_RETENTION}/no analytics without a box score",
    }
)
"""Lines of Ball Don't Lie are missing, from which analytics were made before."""

SUM_OF_BOX = frozenset({f"{_SCORES}/Ball Don't Lie's points sum to ESPN's scores"})
LINE_OF_BOX = frozenset({f"{_SCORES}/Ball Don't Lie has NBA.com's player lines"})
"""One line of Ball Don't Lie is not NBA.com's; its points are also part of a sum."""

LINE_OF_NBA = LINE_OF_BOX | {
    f"{_SCORES}/the gamebook has NBA.com's player lines",
    f"{_SCORES}/ESPN has NBA.com's player lines",
}
"""One line of NBA.com is not the others'."""

NAMES_OF_BOX = frozenset({"consistency.player_identity/Ball Don't Lie names who NBA.com names"})

SCORE_OF_ESPN = SUM_OF_BOX | {
    f"{_SCORES}/ESPN and NBA.com have one score",
    f"{_SCORES}/ESPN and the schedule have one score",
}
WINNER_OF_ESPN = frozenset(
    {f"{_SCORES}/ESPN and NBA.com have one winner", f"{_SCORES}/ESPN and the schedule have one winner"}
)

UNKNOWN_GAMES = frozenset(
    {
        *(f"{_COVERAGE}/the schedule knows every game of {room}" for room in _ROOMS),
        *(_VOLUME.format(room) for room in _ROOMS),
    }
)
"""The schedule lacks a game that was played: every table has it, and more rows than its games allow."""

GAMES_NOT_PLAYED = frozenset(
    {
        *(f"{_COVERAGE}/every final game is in every table of {room}" for room in _ROOMS),
        *(_VOLUME.format(room) for room in _ROOMS),
        f"{_RETENTION}/98 % of final games have box scores",
        "gates.phase2_to_phase3/80 % of the games are in every table",
        "gates.phase3_to_phase4/R-008: 80 % of the games are in every table",
        _REPAIRED,
    }
)
"""The schedule has a final game that nobody played: no table has it."""

OTHER_TIP_OFFS = frozenset(
    {
        "consistency.time_agreement/nbac_schedule: game_date is the Eastern day of the tip-off",
        "consistency.time_agreement/no table has a game before it began",
        "consistency.time_agreement/the scoreboard starts a game when the schedule does",
        "consistency.time_agreement/ESPN starts a game when the schedule does",
        "consistency.time_agreement/The Odds API starts a game when the schedule does",
    }
)
"""The schedule alone has heard that a game begins later."""

NOT_ANALYSED = frozenset({f"{_RETENTION}/95 % of players with minutes are in analytics"})
"""Ball Don't Lie has lines of players or games that analytics never had."""

TEAM_TOTALS = frozenset({"consistency.team_totals/a team's totals are NBA.com's"})

SCORE_OF_SCHEDULE = frozenset({f"{_SCORES}/ESPN and the schedule have one score"})

ENOUGH_GAMES = "gates.phase2_to_phase3/80 % of the games are in every table"
