"""consistency.cross_source_scores: the sources tell the same game: every player's line, every score, the winner."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from harness.results import Severity
from harness.warehouse.checks import agree, joined, per, rows
from harness.warehouse.functions import platform_game_id
from harness.warehouse.relations import relation, table
from validators.games import FINAL, counted_game, postponed, schedule
from validators.validator import Validator

nbacom = table("nba_raw.nbac_player_boxscores")
balldontlie = table("nba_raw.bdl_player_boxscores")
gamebook = table("nba_raw.nbac_gamebook_player_stats")
espn = table("nba_raw.espn_boxscores")
espn_scoreboard = table("nba_raw.espn_scoreboard")
nbacom_scoreboard = table("nba_raw.nbac_scoreboard_v2")

RESCRAPE = "re-scrape {game_id}"
PLAYER = ("game_id", "player_lookup")
LINE = ("points", "points_right", "rebounds", "rebounds_right", "assists", "assists_right")
SCORES = ("home_team_score", "away_team_score")

balldontlie_sums = per(
    balldontlie,
    "game_id",
    day="game_date",
    game_date=lambda t: t.game_date.min(),
    home_sum=lambda t: t.points.sum(where=t.team_abbr == t.home_team_abbr),
    away_sum=lambda t: t.points.sum(where=t.team_abbr == t.away_team_abbr),
)


def _final_scores(games: ir.Table) -> ir.Table:
    finished = games.filter((games.game_status == FINAL) & counted_game(games) & ~postponed(games))
    return finished.select(
        "game_date",
        game_id=platform_game_id(finished.game_date, finished.away_team_tricode, finished.home_team_tricode),
        home_score=finished.home_team_score,
        away_score=finished.away_team_score,
        winning_team_abbr=finished.winning_team_tricode,
    )


final_scores = relation(schedule, build=_final_scores, key=("game_id",), day="game_date", label="game")
final_on_espn = espn_scoreboard.where(lambda t: t.is_completed)
# A game that is still on has another score in every source.
beside_nbacom = joined(final_on_espn, nbacom_scoreboard.where(lambda t: t.game_state == "final"), on="game_id")
beside_schedule = joined(final_on_espn, final_scores, on="game_id")


def _same_line(pair: ir.Table) -> ir.BooleanValue:
    return (
        (pair.points == pair.points_right)
        & (pair.rebounds == pair.rebounds_right)
        & (pair.assists == pair.assists_right)
    )


def _same_scores(pair: ir.Table) -> ir.BooleanValue:
    return (pair.home_team_score == pair.home_score) & (pair.away_team_score == pair.away_score)


def _same_winner(pair: ir.Table) -> ir.BooleanValue:
    winner = ibis.ifelse(pair.home_team_winner, pair.home_team_abbr, pair.away_team_abbr)
    return winner == pair.winning_team_abbr


# One source allows a team's points to differ by two from the scoreboard's; real nights differ by none.
validator = Validator(
    "consistency.cross_source_scores",
    agree(
        "Ball Don't Lie has NBA.com's player lines",
        balldontlie,
        nbacom.derive(rebounds=lambda t: t.total_rebounds),
        on=PLAYER,
        holds=_same_line,
        show=LINE,
        repair=RESCRAPE,
    ),
    agree(
        "the gamebook has NBA.com's player lines",
        gamebook.derive(rebounds=lambda t: t.total_rebounds),
        nbacom.derive(rebounds=lambda t: t.total_rebounds),
        on=PLAYER,
        holds=_same_line,
        show=LINE,
        repair=RESCRAPE,
    ),
    agree(
        "ESPN has NBA.com's player lines",
        espn,
        nbacom.derive(rebounds=lambda t: t.total_rebounds),
        on=PLAYER,
        holds=_same_line,
        show=LINE,
        severity=Severity.WARNING,
        repair=RESCRAPE,
    ),
    agree(
        "Ball Don't Lie's points sum to ESPN's scores",
        balldontlie_sums,
        final_on_espn,
        on="game_id",
        holds=lambda t: (t.home_sum == t.home_team_score) & (t.away_sum == t.away_team_score),
        show=("home_sum", "home_team_score", "away_sum", "away_team_score"),
        repair=RESCRAPE,
    ),
    rows(
        beside_nbacom,
        "ESPN and NBA.com have one score",
        _same_scores,
        show=(*SCORES, "home_score", "away_score"),
        repair=RESCRAPE,
    ),
    rows(
        beside_nbacom,
        "ESPN and NBA.com have one winner",
        _same_winner,
        show=("home_team_winner", "winning_team_abbr"),
        severity=Severity.CRITICAL,
        repair=RESCRAPE,
    ),
    rows(
        beside_schedule,
        "ESPN and the schedule have one score",
        _same_scores,
        show=(*SCORES, "home_score", "away_score"),
        repair=RESCRAPE,
    ),
    rows(
        beside_schedule,
        "ESPN and the schedule have one winner",
        _same_winner,
        show=("home_team_winner", "winning_team_abbr"),
        severity=Severity.CRITICAL,
        repair=RESCRAPE,
    ),
)
