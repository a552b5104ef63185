"""raw.schedule: NBA.com's schedule is the whole season, each game once, on one day, with its result when it is over."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from harness.results import Severity
from harness.warehouse.checks import groups, rows, unique
from harness.warehouse.functions import eastern_date, run_time
from harness.warehouse.relations import relation
from validators.games import FINAL, schedule
from validators.validator import Validator

season = schedule.season()
regular_season = season.where(lambda t: t.game_id.substr(2, 1) == "2")
"""The third digit of the NBA game id is the game type; 2 is the regular season."""


def _sides(games: ir.Table) -> ir.Table:
    """One row a regular-season game and side; sides that the league has not settled yet (TBD) are left out."""
    regular = games.filter(games.game_id.substr(2, 1) == "2")
    home, away = (
        regular.select("season_year", "game_id", team=regular[f"{at}_team_tricode"]) for at in ("home", "away")
    )
    both = home.union(away)
    return both.filter(both.team != "TBD")


sides = relation(season, build=_sides, key=("season_year", "team", "game_id"), label="side")


def _cup_games_are_placed(games: ir.Table) -> ir.BooleanValue:
    """The league publishes 1,200 games in August and the last 30 when the Cup's group stage ends in December."""
    return eastern_date(run_time()) >= ibis.date(games.season_year.max() + 1, 1, 1)


def _all_there(games: ir.Table) -> ir.BooleanValue:
    found = games.game_id.nunique()
    too_early_to_say = (found < 1230) & ~_cup_games_are_placed(games)
    return ibis.ifelse(too_early_to_say, ibis.null("boolean"), found == 1230)


RESCRAPE = "re-scrape the schedule of season {season_year}"

validator = Validator(
    "raw.schedule",
    groups(
        sides,
        "30 teams a season",
        by="season_year",
        holds=lambda g: g.team.nunique() == 30,
        show={"teams": lambda g: g.team.nunique()},
        repair=RESCRAPE,
    ),
    groups(
        sides,
        "80 to 84 games a team and season",
        by=("season_year", "team"),
        holds=lambda g: g.game_id.nunique().between(80, 84),
        show={"games": lambda g: g.game_id.nunique()},
        severity=Severity.WARNING,
        repair=RESCRAPE,
    ),
    # Exactly: the platform's own tolerance of 10 games would hide a lost day.
    groups(
        regular_season,
        "the regular season has 1230 games",
        by="season_year",
        holds=_all_there,
        show={"games": lambda g: g.game_id.nunique()},
        repair=RESCRAPE,
    ),
    unique(season, "game_id", severity=Severity.ERROR, repair="re-scrape {game_id}"),
    groups(
        season,
        "a game has one date",
        by="game_id",
        holds=lambda g: g.game_date.nunique() == 1,
        show={"first_date": lambda g: g.game_date.min(), "last_date": lambda g: g.game_date.max()},
        repair="remove {game_id} from {first_date}, the day it was postponed from",
    ),
    rows(
        schedule,
        "status is scheduled, in progress or final",
        lambda t: t.game_status.isin((1, 2, 3)),
        severity=Severity.WARNING,
        repair="re-scrape {game_id}",
    ),
    # NBA.com sends 0 to 0 for a game that has not begun.
    rows(
        schedule,
        "a final game has its score",
        lambda t: ((t.home_team_score > 0) & (t.away_team_score > 0)).fill_null(False),
        only=lambda t: t.game_status == FINAL,
        repair="re-scrape {game_id}",
    ),
)
