"""NBA.com's live play-by-play."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa

from harness.season.columns import Text, build_table, masked, number_text
from harness.season.events import THROWS, Event, draw_events
from harness.season.league import League
from harness.season.randomness import Part
from harness.season.sources.game_columns import game_columns, game_file, loaded_at
from harness.season.sources.play_by_play_columns import (
    draw_shot_places,
    flags_of_tries,
    of_side,
    second_side,
    seconds_left,
    seconds_played,
    short_names,
    shot_types,
    told,
    worded,
)

# The feed counts its orderNumber in steps of ten thousand.
_ORDER_STEP = 10_000
_THROWS = tuple(f"{number} of {total}" for number, total in THROWS)
_TYPES = {
    Event.PERIOD_START: ("period",),
    Event.JUMP_BALL: ("jumpball",),
    Event.TIMEOUT: ("timeout",),
    Event.SUBSTITUTION_OUT: ("substitution",),
    Event.SUBSTITUTION_IN: ("substitution",),
    Event.SHOT_MADE: ("fieldgoal",),
    Event.SHOT_MISSED: ("fieldgoal",),
    Event.BLOCK: ("block",),
    Event.SHOOTING_FOUL: ("foul",),
    Event.PERSONAL_FOUL: ("foul",),
    Event.FREE_THROW_MADE: ("freethrow",),
    Event.FREE_THROW_MISSED: ("freethrow",),
    Event.OFFENSIVE_REBOUND: ("rebound",),
    Event.DEFENSIVE_REBOUND: ("rebound",),
    Event.TEAM_REBOUND: ("rebound",),
    Event.TURNOVER: ("turnover",),
    Event.STEAL: ("steal",),
    Event.PERIOD_END: ("period",),
    Event.GAME_END: ("game",),
}
_ACTIONS = {
    Event.PERIOD_START: ("start",),
    Event.JUMP_BALL: ("recovered",),
    Event.TIMEOUT: ("full",),
    Event.SUBSTITUTION_OUT: ("out",),
    Event.SUBSTITUTION_IN: ("in",),
    Event.SHOT_MADE: ("made",),
    Event.SHOT_MISSED: ("missed",),
    Event.SHOOTING_FOUL: ("personal",),
    Event.PERSONAL_FOUL: ("personal",),
    Event.FREE_THROW_MADE: _THROWS,
    Event.FREE_THROW_MISSED: _THROWS,
    Event.OFFENSIVE_REBOUND: ("offensive",),
    Event.DEFENSIVE_REBOUND: ("defensive",),
    Event.TEAM_REBOUND: ("defensive",),
    Event.TURNOVER: ("bad pass",),
    Event.PERIOD_END: ("end",),
    Event.GAME_END: ("end",),
}
_SENTENCES = {
    Event.PERIOD_START: ("Period Start",),
    Event.JUMP_BALL: ("Jump Ball: Tip won by {}",),
    Event.TIMEOUT: ("{} Timeout: Regular",),
    Event.SUBSTITUTION_OUT: ("SUB out: {}",),
    Event.SUBSTITUTION_IN: ("SUB in: {}",),
    Event.SHOT_MADE: ("{} Shot", "{} 3PT"),
    Event.SHOT_MISSED: ("MISS {} Shot", "MISS {} 3PT"),
    Event.BLOCK: ("{} BLOCK",),
    Event.SHOOTING_FOUL: ("{} shooting personal FOUL",),
    Event.PERSONAL_FOUL: ("{} personal FOUL",),
    Event.FREE_THROW_MADE: tuple(f"{{}} Free Throw {throw}" for throw in _THROWS),
    Event.FREE_THROW_MISSED: tuple(f"MISS {{}} Free Throw {throw}" for throw in _THROWS),
    Event.OFFENSIVE_REBOUND: ("{} REBOUND offensive",),
    Event.DEFENSIVE_REBOUND: ("{} REBOUND defensive",),
    Event.TEAM_REBOUND: ("{} rebound",),
    Event.TURNOVER: ("{} bad pass TURNOVER",),
    Event.STEAL: ("{} STEAL",),
    Event.PERIOD_END: ("Period End",),
    Event.GAME_END: ("Game End",),
}


def play_by_play_table(league: League) -> Any:
    """nba_raw.nbac_play_by_play: 400 to 600 events a game that come to the box score."""
    events, rosters = draw_events(league), league.rosters
    left, number = seconds_left(events), events.number
    shots = draw_shot_places(events, league.stream(Part.SOURCES))
    ids = np.where(events.player >= 0, rosters.nba_id[events.player], 0)
    second_ids = np.where(events.second >= 0, rosters.nba_id[events.second], 0)
    columns = game_columns(league, events.game) | {
        "nba_game_id": Text(league.nba_ids, events.game),
        "event_id": Text(number_text(np.arange(1, number.max() + 1)), number - 1),
        "event_sequence": number * _ORDER_STEP,
        "period": events.period + 1,
        "game_clock": Text(_clocks(), left),
        "game_clock_seconds": left,
        "time_elapsed_seconds": seconds_played(events),
        "event_type": worded(events, _TYPES),
        "event_action_type": worded(events, _ACTIONS),
        "event_description": told(events, short_names(league), _SENTENCES),
        "score_home": events.score_home,
        "score_away": events.score_away,
        "player_1_id": masked(ids, events.player < 0),
        "player_1_lookup": rosters.lookup(events.player),
        "player_1_team_abbr": of_side(league, events),
        "player_2_id": masked(second_ids, events.second < 0),
        "player_2_lookup": rosters.lookup(events.second),
        "player_2_team_abbr": second_side(league, events),
        "shot_made": flags_of_tries(events),
        "shot_type": shot_types(events),
        "shot_x": shots.along,
        "shot_y": shots.across,
        "shot_distance": shots.distance,
        "video_available": False,
        "source_file_path": game_file(league, "nba-com/play-by-play", events.game),
        "processed_at": loaded_at(league.schedule.day)[events.game],
    }
    return build_table("nba_raw.nbac_play_by_play", len(events), columns)


def _clocks() -> Any:
    return pa.array([f"PT{seconds // 60:02d}M{seconds % 60:02d}.00S" for seconds in range(721)])
