"""raw.box_scores: what Ball Don't Lie sent is whole and adds up."""

from __future__ import annotations

from harness.results import Severity
from harness.warehouse.checks import covered, groups, rows, unique
from harness.warehouse.relations import table
from validators.games import final_games
from validators.minutes import minutes_between
from validators.validator import Validator

box = table("nba_raw.bdl_player_boxscores")

validator = Validator(
    "raw.box_scores",
    unique(box, "game_id", "player_lookup", repair="re-scrape {game_id}"),
    # Real answers list 33 to 40 a game: also who did not appear, with minutes "00".
    groups(
        box,
        "20 to 40 players a game",
        by="game_id",
        holds=lambda g: g.player_lookup.nunique().between(20, 40),
        show={"players": lambda g: g.player_lookup.nunique()},
        severity=Severity.WARNING,
        repair="re-scrape {game_id}",
    ),
    rows(
        box,
        "points add up",
        lambda t: t.points == 2 * t.field_goals_made + t.three_pointers_made + t.free_throws_made,
        repair="re-scrape {game_id}",
    ),
    rows(
        box,
        "made never exceeds attempted",
        lambda t: (
            (t.field_goals_made <= t.field_goals_attempted)
            & (t.three_pointers_made <= t.three_pointers_attempted)
            & (t.free_throws_made <= t.free_throws_attempted)
        ),
        repair="re-scrape {game_id}",
    ),
    rows(
        box,
        "rebounds add up",
        lambda t: t.rebounds == t.offensive_rebounds + t.defensive_rebounds,
        repair="re-scrape {game_id}",
    ),
    # The platform's own check says 60, which a player may honestly pass in a fourth overtime.
    rows(
        box,
        "minutes are 0 to 65, as 34:12, 34 or 34.2",
        lambda t: minutes_between(t.minutes, 0, 65),
        severity=Severity.WARNING,
        repair="re-scrape {game_id}",
    ),
    covered("every final game has box scores", final_games, by=box, on="game_id", repair="re-scrape {game_id}"),
    groups(
        box,
        "both teams are in a game",
        by="game_id",
        holds=lambda g: g.team_abbr.nunique() == 2,
        show={"teams": lambda g: g.team_abbr.nunique(), "team": lambda g: g.team_abbr.min()},
        repair="re-scrape {game_id}",
    ),
)
