"""raw.scoreboard: ESPN's scoreboard has every finished game, with a score that can be and a winner that fits it."""

from __future__ import annotations

from harness.results import Severity
from harness.warehouse.checks import covered, rows
from harness.warehouse.relations import table
from validators.games import final_games
from validators.validator import Validator

scoreboard = table("nba_raw.espn_scoreboard")
# The rows are judged one by one, so that a report names them, yet only where there are too many of them.
doubted = scoreboard.derive(share_doubted=lambda t: (t.processing_confidence < 0.8).cast("int64").mean().over())

validator = Validator(
    "raw.scoreboard",
    # The widest range that was ever real; the platform's own checks say 70 to 160, and 0 to 200.
    rows(
        scoreboard,
        "each team scored 60 to 190 in a final game",
        lambda t: (t.home_team_score.between(60, 190) & t.away_team_score.between(60, 190)).fill_null(False),
        only=lambda t: t.is_completed,
        severity=Severity.WARNING,
        repair="re-scrape {game_id}",
    ),
    covered(
        "every final game is on the scoreboard", final_games, by=scoreboard, on="game_id", repair="re-scrape {game_id}"
    ),
    rows(
        doubted,
        "fewer than 5 % of games were read with confidence under 0.8",
        lambda t: (t.processing_confidence >= 0.8) | (t.share_doubted < 0.05),
        severity=Severity.WARNING,
        show="data_quality_flags",
        repair="re-scrape {game_id}",
    ),
    rows(
        scoreboard,
        "no final game is a tie",
        lambda t: t.home_team_score != t.away_team_score,
        only=lambda t: t.is_completed,
        repair="re-scrape {game_id}",
    ),
    rows(
        scoreboard,
        "the winner has more points",
        lambda t: (
            (t.home_team_winner == (t.home_team_score > t.away_team_score))
            & (t.away_team_winner == (t.away_team_score > t.home_team_score))
        ),
        only=lambda t: t.is_completed & (t.home_team_score != t.away_team_score),
        repair="re-scrape {game_id}",
    ),
)
