"""The current players as NBA.com and Ball Don't Lie list them, and the season's transactions."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa

from harness.ingest.identities import TEAMS
from harness.season.columns import (
    Column,
    Ints,
    Text,
    build_table,
    day_text,
    instants,
    joined,
    masked,
    number_text,
    text,
    whole,
)
from harness.season.league import League
from harness.season.rosters import COLLEGES, COUNTRIES, Rosters
from harness.season.sources.balldontlie import CONFERENCES, DIVISIONS
from harness.season.sources.game_columns import dated_folder, nba_team_ids, team_cities, team_names, team_nicknames
from harness.season.transactions import Moves, trade_moves, two_way_signings

# The lists are refreshed on the morning after the last game day.
_LISTED_MINUTE = 11 * 60
_MOVEMENT_MINUTE = 18 * 60


def nba_player_list_table(league: League) -> Any:
    """nba_raw.nbac_player_list_current: all players with the teams they ended the season with."""
    rosters, last = league.rosters, league.schedule.day.max()
    players = np.arange(len(rosters))
    teams = rosters.team_in(1)
    listed_on = np.full(len(players), last + 1)
    columns = _person_columns(league, players, teams, draft_number="draft_pick") | {
        "player_id": rosters.nba_id,
        "team_id": nba_team_ids(teams),
        "birth_date": rosters.birth_date,
        "age": np.round((last - rosters.birth_date).astype(np.int64) / 365.25, 1),
        "years_pro": rosters.years_pro,
        "is_active": True,
        "roster_status": "active",
        "season_year": league.start_year,
        "source_file_date": listed_on,
        "first_seen_date": rosters.joined,
        "last_seen_date": listed_on,
        "source_file_path": _list_file("nba-com/player-list", last),
        "processed_at": instants(listed_on, _LISTED_MINUTE),
    }
    return build_table("nba_raw.nbac_player_list_current", len(players), columns)


def bdl_active_players_table(league: League) -> Any:
    """nba_raw.bdl_active_players_current: the same players as Ball Don't Lie knows them, all confirmed by NBA.com."""
    rosters, last = league.rosters, league.schedule.day.max()
    players = np.arange(len(rosters))
    teams = rosters.team_in(1)
    listed_on = np.full(len(players), last + 1)
    checked = instants(listed_on, _LISTED_MINUTE)
    first, rest = _first_and_rest(rosters)
    columns = _person_columns(league, players, teams, draft_number="draft_number") | {
        "bdl_player_id": rosters.bdl_id,
        "first_name": text(first, players),
        "last_name": text(rest, players),
        "bdl_team_id": teams + 1,
        "team_city": team_cities(teams),
        "team_name": team_nicknames(teams),
        "team_full_name": team_names(teams),
        "team_conference": text(CONFERENCES, teams),
        "team_division": text(DIVISIONS, teams),
        "has_validation_issues": False,
        "validation_status": "validated",
        "nba_com_team_abbr": league.schedule.team_codes(teams),
        "validation_last_check": checked,
        "last_seen_date": listed_on,
        "source_file_path": _list_file("ball-dont-lie/active-players", last),
        "processed_at": checked,
    }
    return build_table("nba_raw.bdl_active_players_current", len(players), columns)


def _person_columns(league: League, players: Ints, teams: Ints, *, draft_number: str) -> dict[str, Column]:
    rosters = league.rosters
    undrafted = rosters.draft_pick == 0
    return {
        "player_lookup": rosters.lookup(players),
        "player_full_name": rosters.name(players),
        "team_abbr": league.schedule.team_codes(teams),
        "jersey_number": rosters.jersey_number(players),
        "position": rosters.position_letter(players),
        "height": rosters.height(players),
        "weight": whole(number_text(rosters.pounds)),
        "college": text(COLLEGES, rosters.college),
        "country": text(COUNTRIES, rosters.country),
        "draft_year": masked(league.start_year - rosters.years_pro, undrafted),
        "draft_round": masked(1 + (rosters.draft_pick > 30), undrafted),
        draft_number: masked(rosters.draft_pick, undrafted),
    }


def _first_and_rest(rosters: Rosters) -> tuple[list[str], list[str]]:
    parts = [name.split(" ", 1) for name in rosters.names]
    return [part[0] for part in parts], [part[1] for part in parts]


def _list_file(source: str, last: np.datetime64) -> str:
    return f"{source}/{last + 1}/{str(last + 1).replace('-', '')}_110000.json"


def player_movement_table(league: League) -> Any:
    """nba_raw.nbac_player_movement: a row for the team that got the player, trades of one deal in one group."""
    trades = trade_moves(league.rosters)
    signings = two_way_signings(league.schedule, league.rosters)
    day = np.concatenate([trades.day, signings.day])
    player, target = (np.concatenate([getattr(m, n) for m in (trades, signings)]) for n in ("player", "target"))
    is_trade = np.arange(len(player)) < len(trades)
    seen = instants(day, _MOVEMENT_MINUTE)
    rosters = league.rosters
    columns: dict[str, Column] = {
        "transaction_type": text(("Signing", "Trade"), is_trade),
        "transaction_date": day,
        "season_year": league.start_year,
        "player_id": rosters.nba_id[player],
        "player_slug": text([name.lower().replace(" ", "-") for name in rosters.names], player),
        "player_full_name": rosters.name(player),
        "player_lookup": rosters.lookup(player),
        "is_player_transaction": True,
        "team_id": nba_team_ids(target),
        "team_slug": text([team.nickname.lower().replace(" ", "-") for team in TEAMS], target),
        "team_abbr": league.schedule.team_codes(target),
        "transaction_description": whole(_descriptions(rosters, trades, signings)),
        "additional_sort": 0,
        "group_sort": whole(_groups(day, trades, signings, is_trade)),
        "source_file_path": whole(
            joined(dated_folder("nba-com/player-movement", day), day_text(seen, "%Y%m%d_%H%M%S.json"))
        ),
        "scrape_timestamp": seen,
        "created_at": seen + np.timedelta64(3, "m"),
    }
    return build_table("nba_raw.nbac_player_movement", len(player), columns)


def _descriptions(rosters: Rosters, trades: Moves, signings: Moves) -> Any:
    def told(moves: Moves, verb: str, *ending: str | Text) -> Any:
        nickname, name = team_nicknames(moves.target), rosters.name(moves.player)
        return joined(nickname, f" {verb} ", name, *ending, ".")

    received = told(trades, "received", " from the ", team_nicknames(trades.source))
    return pa.concat_arrays([received, told(signings, "signed", " to a two-way contract")])


def _groups(day: Any, trades: Moves, signings: Moves, is_trade: Any) -> Any:
    group = np.concatenate([trades.group, signings.group])
    kinds = text(("Signing", "Trade"), is_trade)
    return joined(kinds, day_text(day), number_text(group, 5), separator=" ")
