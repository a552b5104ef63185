"""Basketball-Reference's season rosters and what changed in them, with its own codes of three teams."""

from __future__ import annotations

from typing import Any

import numpy as np

from harness.ingest.identities import TEAMS
from harness.season.columns import Column, build_table, day_text, instants, joined, number_text, text, whole
from harness.season.league import League
from harness.season.names import SUFFIXES
from harness.season.rosters import COLLEGES
from harness.season.transactions import trade_moves, two_way_signings

_REFERENCE_CODES = tuple(team.reference_code for team in TEAMS)
_SCRAPED_MINUTE = 13 * 60


def rosters_table(league: League) -> Any:
    """nba_raw.br_rosters_current: every player once, with the team that has him at the end."""
    rosters, last = league.rosters, league.schedule.day.max()
    players = np.arange(len(rosters))
    teams = rosters.team_in(1)
    traded = rosters.team_in(0) != teams
    columns: dict[str, Column] = {
        "season_year": league.start_year,
        "season_display": league.schedule.season,
        "team_abbrev": text(_REFERENCE_CODES, teams),
        "player_full_name": rosters.name(players),
        "player_last_name": text([_last_name(name) for name in rosters.names], players),
        "player_normalized": rosters.lookup(players),
        "player_lookup": rosters.lookup(players),
        "position": rosters.position_letter(players),
        "jersey_number": rosters.jersey_number(players),
        "height": rosters.height(players),
        "weight": whole(number_text(rosters.pounds)),
        "birth_date": whole(day_text(rosters.birth_date, "%B %d, %Y")),
        "college": text(COLLEGES, rosters.college),
        "experience_years": rosters.years_pro,
        "first_seen_date": np.where(traded, rosters.deadline + 1, rosters.joined),
        "last_scraped_date": np.full(len(players), last),
        "source_file_path": whole(
            joined(
                "basketball-reference/season-rosters/",
                league.schedule.season,
                "/",
                text(_REFERENCE_CODES, teams),
                ".json",
            )
        ),
        "processed_at": instants(np.full(len(players), last), _SCRAPED_MINUTE),
    }
    return build_table("nba_raw.br_rosters_current", len(players), columns)


def _last_name(name: str) -> str:
    """The family name without its suffix."""
    words = name.split(" ")[1:]
    return " ".join(words[:-1] if words[-1] in SUFFIXES else words)


def roster_changes_table(league: League) -> Any:
    """nba_raw.br_roster_changes: traded players leave one roster for another, late signings appear."""
    rosters = league.rosters
    trades, signings = trade_moves(rosters), two_way_signings(league.schedule, rosters)
    late = signings.day > np.datetime64(league.schedule.calendar.first_day)
    # Seen the day after: the site is read in the early afternoon, before the deadline's deals are done.
    day = np.concatenate([trades.day, trades.day, signings.day[late]]) + 1
    player = np.concatenate([trades.player, trades.player, signings.player[late]])
    team = np.concatenate([trades.source, trades.target, signings.target[late]])
    removed = np.arange(len(day)) < len(trades)
    name = rosters.name(player)
    columns: dict[str, Column] = {
        "change_date": day,
        "season_year": league.start_year,
        "team_abbrev": text(_REFERENCE_CODES, team),
        "player_full_name": name,
        "change_type": text(("added", "removed"), removed),
        "change_details": whole(joined('{"player_lookup":"', rosters.lookup(player), '"}')),
        "processed_at": instants(day, _SCRAPED_MINUTE),
    }
    return build_table("nba_raw.br_roster_changes", len(day), columns)
