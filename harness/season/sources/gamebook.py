"""The official gamebook: everybody on both rosters, as active with his line, dnp or inactive with the reason."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa

from harness.ingest.identities import TEAMS
from harness.season.ailments import reason_of_absence, reason_text
from harness.season.columns import Column, Flags, Text, build_table, masked, text
from harness.season.league import Appearances, League
from harness.season.sources.game_columns import clock_minutes, game_columns, game_file, loaded_at
from harness.season.sources.stat_columns import NBACOM, percentage_columns, stat_columns

_STATUSES = ("active", "dnp", "inactive")
_COACHS_DECISION = "DNP - Coach's Decision"


def gamebook_table(league: League) -> Any:
    """nba_raw.nbac_gamebook_player_stats: active, then dnp, then inactive players of each team."""
    part = league.participation
    listed = _in_gamebook_order(league)
    cells = listed.row, listed.place
    active = part.active[cells]
    status = np.select([active, part.benched[cells]], [0, 1], 2)
    name = league.rosters.name(listed.player)
    columns = game_columns(league, listed.game) | {
        "game_code": Text(league.game_codes, listed.game),
        "player_name": name,
        "player_name_original": name,
        "player_lookup": league.rosters.lookup(listed.player),
        "team_abbr": league.schedule.team_codes(listed.team),
        "player_status": text(_STATUSES, status),
        "dnp_reason": _reasons(league, listed, status == 1, active),
        "name_resolution_status": "resolved",
        "name_resolution_confidence": 1.0,
        "name_resolution_method": "exact_match",
        "br_team_abbr_used": text([team.reference_code for team in TEAMS], listed.team),
        "processed_by_run_id": "gamebook-nightly",
        "source_file_path": game_file(league, "nba-com/gamebooks-data", listed.game),
        "processed_at": loaded_at(league.schedule.day[listed.game]),
        "data_quality_flags": pa.array([[]] * 1, pa.list_(pa.string())).take(pa.array(np.zeros(len(listed), np.int64))),
        "requires_manual_review": False,
    }
    return build_table("nba_raw.nbac_gamebook_player_stats", len(listed), columns | _lines(league, listed, active))


def _in_gamebook_order(league: League) -> Appearances:
    part = league.participation
    everybody = league.appearances(part.player >= 0)
    cells = everybody.row, everybody.place
    section = np.select([part.active[cells], part.benched[cells]], [0, 1], 2)
    order = np.lexsort((part.rank[cells], section, everybody.row))
    return Appearances(
        everybody.row[order],
        everybody.place[order],
        everybody.game[order],
        everybody.team[order],
        everybody.player[order],
    )


def _reasons(league: League, listed: Appearances, benched: Flags, active: Flags) -> Text:
    reasons = reason_text(reason_of_absence(league.participation, league.rosters, listed.row, listed.place))
    words = pa.concat_arrays([reasons.words, pa.array([_COACHS_DECISION])])
    codes = np.where(benched, len(reasons.words), reasons.codes)
    return Text(words, np.where(active, -1, codes))


def _lines(league: League, listed: Appearances, active: Flags) -> dict[str, Column]:
    """Statistics of the active; NULL for the others."""
    cells = listed.row, listed.place
    lines = league.box_scores.players.at(*cells)
    seconds = league.participation.seconds[cells]
    counted = stat_columns(lines, NBACOM) | {"plus_minus": league.box_scores.plus_minus[cells]}
    columns: dict[str, Column] = {name: masked(np.asarray(values), ~active) for name, values in counted.items()}
    minutes = clock_minutes(seconds)
    columns["minutes"] = Text(minutes.words, np.where(active, minutes.codes, -1))
    columns["minutes_decimal"] = masked(np.round(seconds / 60, 2), ~active)
    return columns | percentage_columns(
        lines, "field_goal_percentage", "three_point_percentage", "free_throw_percentage"
    )
