"""consistency.player_identity: one person has one lookup, which the registry knows, on the team he plays for."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir
from ibis import _

from harness.results import Severity
from harness.warehouse.checks import groups, metric, rows, unique
from harness.warehouse.functions import run_time, season_label
from harness.warehouse.relations import relation, table
from validators.games import schedule
from validators.minutes import minutes_played
from validators.player_lines import balldontlie, beside_nbacom, nbacom
from validators.validator import Validator

summary = table("nba_analytics.player_game_summary")
registry = table("nba_reference.nba_players_registry")
aliases = table("nba_reference.player_aliases")
unresolved = table("nba_reference.unresolved_player_names")

RESOLVE = "resolve the name of {player_lookup}"

SOURCES = (
    balldontlie,
    nbacom,
    table("nba_raw.nbac_gamebook_player_stats"),
    table("nba_raw.odds_api_player_points_props"),
)
"""The scraped tables whose names must lead to a registered player."""


def _named(*tables: ir.Table) -> ir.Table:
    """Every lookup that a source writes, once, and whether it leads to a registered player."""
    *sources, registered, other_names = tables
    lookups = [
        rows.select("game_date", "player_lookup", source=ibis.literal(read.name))
        for read, rows in zip(SOURCES, sources, strict=True)
    ]
    everything = ibis.union(*lookups)
    written = everything.group_by("source", "player_lookup").aggregate(game_date=everything.game_date.min())
    alias = other_names.filter(other_names.is_active).select(player_lookup=_.alias_lookup)
    known = registered.select("player_lookup").union(alias).distinct().mutate(known=True)
    return written.left_join(known, "player_lookup", rname="{name}_known")


names = relation(
    *SOURCES, registry, aliases, build=_named, key=("source", "player_lookup"), day="game_date", label="name"
)


def _beside_registry(summaries: ir.Table, registered: ir.Table, other_names: ir.Table) -> ir.Table:
    """Each player's game with what is registered of him: at all, for that team, under another name."""
    label = summaries.mutate(season=season_label(summaries.season_year))
    person = registered.select("player_lookup", "season").distinct().mutate(registered=True)
    place = registered.group_by("player_lookup", "season", "team_abbr").aggregate(
        first_game_date=registered.first_game_date.min(), last_game_date=registered.last_game_date.max()
    )
    active = other_names.filter(other_names.is_active)
    alias = active.group_by(player_lookup=active.alias_lookup).aggregate(canonical=active.nba_canonical_lookup.min())
    found = label.left_join(person, ["player_lookup", "season"], rname="{name}_person")
    found = found.left_join(place, ["player_lookup", "season", "team_abbr"], rname="{name}_place")
    return found.left_join(alias, "player_lookup", rname="{name}_alias")


beside_registry = relation(
    summary, registry, aliases, build=_beside_registry, key=("game_id", "player_lookup"), day="game_date", label="game"
)


def _pairs(rows: ir.Table, number: str) -> ir.Table:
    known = rows.filter(rows[number].notnull())
    return known.group_by(number, "player_lookup").aggregate()


nba_persons = relation(nbacom, build=lambda t: _pairs(t, "nba_player_id"), label="person")
registered_persons = relation(registry, build=lambda t: _pairs(t, "universal_player_id"), label="person")


def _team_rosters(registered: ir.Table, games: ir.Table) -> ir.Table:
    """When each team's players were last registered in the seasons that the window touches."""
    seasons = games.select(season=games.season_nba_format).distinct()
    return registered.semi_join(seasons, "season")


current_rosters = relation(registry, schedule.season(), build=_team_rosters, label="team")

validator = Validator(
    "consistency.player_identity",
    rows(
        names,
        "a scraped name leads to a registered player",
        lambda t: t.known.fill_null(False),
        severity=Severity.WARNING,
        repair=RESOLVE,
    ),
    rows(
        names,
        "a lookup has nothing but a-z and 0-9",
        lambda t: t.player_lookup.re_search(r"^[a-z0-9]+$"),
        repair="normalise {player_lookup} of {source} again",
    ),
    # Where the name is plain letters, the lookup follows from it; suffixes are kept.
    rows(
        summary,
        "a lookup is the full name's",
        lambda t: t.player_lookup == t.player_full_name.lower().re_replace("[^a-z0-9]", ""),
        only=lambda t: t.player_full_name.re_search("^[ -~]+$"),
        show=("player_full_name",),
        repair=RESOLVE,
    ),
    rows(
        beside_registry,
        "every player of the analytics is registered",
        lambda t: t.registered.fill_null(False),
        repair=RESOLVE,
    ),
    rows(
        beside_registry,
        "no player of the analytics goes by an alias",
        lambda t: t.canonical.isnull(),
        show=("canonical",),
        repair="replace {player_lookup} by the player it stands for",
    ),
    rows(
        beside_registry,
        "a player is registered for the team he played for",
        lambda t: t.first_game_date.notnull(),
        only=lambda t: t.registered.fill_null(False),
        show=("team_abbr",),
        repair="refresh the registry of {player_lookup}",
    ),
    rows(
        beside_registry,
        "a player plays for a team while he is with it",
        lambda t: t.game_date.between(t.first_game_date, t.last_game_date),
        show=("team_abbr", "game_date", "first_game_date", "last_game_date"),
        repair="refresh the registry of {player_lookup}",
    ),
    unique(
        summary,
        "game_date",
        "player_lookup",
        name="a player plays in one game a day",
        repair=RESOLVE,
    ),
    unique(
        nba_persons,
        "nba_player_id",
        name="one NBA id has one lookup",
        severity=Severity.ERROR,
        repair="make one lookup of {nba_player_id} an alias of the other",
    ),
    unique(
        nba_persons,
        "player_lookup",
        name="one lookup has one NBA id",
        repair="give each of the persons named {player_lookup} a lookup of his own, with the suffix",
    ),
    rows(
        beside_nbacom,
        "Ball Don't Lie names who NBA.com names",
        lambda t: t.nba_player_id.notnull(),
        only=lambda t: minutes_played(t.minutes) > 0,
        repair="add an alias for {player_lookup}",
    ),
    unique(
        registered_persons,
        "universal_player_id",
        name="one registered id has one lookup",
        severity=Severity.ERROR,
        repair="keep one lookup of {universal_player_id}, and make the other an alias",
    ),
    unique(
        registered_persons,
        "player_lookup",
        name="one registered lookup has one id",
        severity=Severity.ERROR,
        repair="merge the ids of {player_lookup}",
    ),
    # A roster nine days old once left a game with five players.
    groups(
        current_rosters,
        "a team's registry is at most 7 days old",
        by="team_abbr",
        holds=lambda g: g.processed_at.max() >= run_time() - ibis.interval(days=7),
        show={"newest": lambda g: g.processed_at.max()},
        severity=Severity.WARNING,
        repair="refresh the roster of {team_abbr}",
    ),
    # Up to five names may wait, as some always do in the season's first weeks.
    metric(
        unresolved.season(),
        "at most 5 names wait to be resolved",
        lambda t: t.count(where=t.status == "pending") <= 5,
        show={"pending": lambda t: t.count(where=t.status == "pending")},
        repair="resolve the pending names",
    ),
)
