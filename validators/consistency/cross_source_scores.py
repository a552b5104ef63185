"""consistency.cross_source_scores: the sources tell the same game: every player's line, every score, the winner."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from harness.results import Severity
from harness.warehouse.checks import agree, per, rows
from harness.warehouse.functions import platform_game_id
from harness.warehouse.relations import relation, table
from validators.games import FINAL, counted_game, postponed, schedule
from validators.player_lines import balldontlie, beside_nbacom, nbacom
from validators.validator import Validator

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


def _beside_espn(espn_games: ir.Table, lines: ir.Table, nbacom_games: ir.Table, games: ir.Table) -> ir.Table:
    """ESPN's finished games with what the others have of them. A game that is still on has another score everywhere."""
    ended = nbacom_games.filter(nbacom_games.game_state == "final")
    finished = games.filter((games.game_status == FINAL) & counted_game(games) & ~postponed(games))
    beside = espn_games.filter(espn_games.is_completed)
    for others in (
        balldontlie_sums.build(lines).drop("game_date"),
        ended.select(
            "game_id",
            nbacom_home=ended.home_score,
            nbacom_away=ended.away_score,
            nbacom_winner=ended.winning_team_abbr,
        ),
        finished.select(
            game_id=platform_game_id(finished.game_date, finished.away_team_tricode, finished.home_team_tricode),
            schedule_home=finished.home_team_score,
            schedule_away=finished.away_team_score,
            schedule_winner=finished.winning_team_tricode,
        ),
    ):
        beside = beside.left_join(others, "game_id", rname="{name}_of_others").drop("game_id_of_others")
    return beside.mutate(winner=ibis.ifelse(beside.home_team_winner, beside.home_team_abbr, beside.away_team_abbr))


beside_espn = relation(
    espn_scoreboard,
    balldontlie,
    nbacom_scoreboard,
    schedule,
    build=_beside_espn,
    key=("game_id",),
    day="game_date",
    label="game",
)


def _same_line(pair: ir.Table) -> ir.BooleanValue:
    return (
        (pair.points == pair.points_right)
        & (pair.rebounds == pair.rebounds_right)
        & (pair.assists == pair.assists_right)
    )


def _same_scores(game: ir.Table, home: str, away: str) -> ir.BooleanValue:
    return (game.home_team_score == game[home]) & (game.away_team_score == game[away])


# One source allows a team's points to differ by two from the scoreboard's; real nights differ by none.
validator = Validator(
    "consistency.cross_source_scores",
    rows(
        beside_nbacom,
        "Ball Don't Lie has NBA.com's player lines",
        lambda t: (t.points == t.nbacom_points) & (t.rebounds == t.nbacom_rebounds) & (t.assists == t.nbacom_assists),
        show=("points", "nbacom_points", "rebounds", "nbacom_rebounds", "assists", "nbacom_assists"),
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
    rows(
        beside_espn,
        "Ball Don't Lie's points sum to ESPN's scores",
        lambda t: _same_scores(t, "home_sum", "away_sum"),
        show=(*SCORES, "home_sum", "away_sum"),
        repair=RESCRAPE,
    ),
    rows(
        beside_espn,
        "ESPN and NBA.com have one score",
        lambda t: _same_scores(t, "nbacom_home", "nbacom_away"),
        show=(*SCORES, "nbacom_home", "nbacom_away"),
        repair=RESCRAPE,
    ),
    rows(
        beside_espn,
        "ESPN and NBA.com have one winner",
        lambda t: t.winner == t.nbacom_winner,
        show=("winner", "nbacom_winner"),
        severity=Severity.CRITICAL,
        repair=RESCRAPE,
    ),
    rows(
        beside_espn,
        "ESPN and the schedule have one score",
        lambda t: _same_scores(t, "schedule_home", "schedule_away"),
        show=(*SCORES, "schedule_home", "schedule_away"),
        repair=RESCRAPE,
    ),
    rows(
        beside_espn,
        "ESPN and the schedule have one winner",
        lambda t: t.winner == t.schedule_winner,
        show=("winner", "schedule_winner"),
        severity=Severity.CRITICAL,
        repair=RESCRAPE,
    ),
)
