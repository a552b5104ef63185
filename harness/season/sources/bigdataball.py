"""BigDataBall's play-by-play, with the five on the floor; here they are the starters throughout."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa

from harness.season.columns import Column, Ints, Text, build_table, day_text, joined, masked, number_text
from harness.season.events import THROWS, Event, Events, draw_events
from harness.season.league import League
from harness.season.participation import STARTERS
from harness.season.randomness import Part
from harness.season.sources.game_columns import dated_folder, game_columns, loaded_at
from harness.season.sources.play_by_play_columns import (
    ShotPlaces,
    draw_shot_places,
    flags_of_tries,
    made_flags,
    of_side,
    second_side,
    seconds_left,
    shot_types,
    told,
    worded,
)

# The feed writes blocks and steals into the shot and the turnover; substitutions would contradict fixed line-ups.
_NOT_TOLD = (Event.SUBSTITUTION_OUT, Event.SUBSTITUTION_IN, Event.BLOCK, Event.STEAL, Event.GAME_END)
_SPELLED = tuple(f"{number}/{total}" for number, total in THROWS)
_TYPES = {
    Event.PERIOD_START: ("start of period",),
    Event.JUMP_BALL: ("jump ball",),
    Event.TIMEOUT: ("timeout",),
    Event.SHOT_MADE: ("shot",),
    Event.SHOT_MISSED: ("shot",),
    Event.SHOOTING_FOUL: ("foul",),
    Event.PERSONAL_FOUL: ("foul",),
    Event.FREE_THROW_MADE: ("free throw",),
    Event.FREE_THROW_MISSED: ("free throw",),
    Event.OFFENSIVE_REBOUND: ("rebound",),
    Event.DEFENSIVE_REBOUND: ("rebound",),
    Event.TEAM_REBOUND: ("rebound",),
    Event.TURNOVER: ("turnover",),
    Event.PERIOD_END: ("end of period",),
}
_SUBTYPES = _TYPES | {
    Event.TIMEOUT: ("timeout: regular",),
    Event.SHOT_MADE: ("jump shot", "3pt jump shot"),
    Event.SHOT_MISSED: ("jump shot", "3pt jump shot"),
    Event.SHOOTING_FOUL: ("shooting",),
    Event.PERSONAL_FOUL: ("personal",),
    Event.FREE_THROW_MADE: tuple(f"free throw {throw}" for throw in _SPELLED),
    Event.FREE_THROW_MISSED: tuple(f"free throw {throw}" for throw in _SPELLED),
    Event.OFFENSIVE_REBOUND: ("rebound offensive",),
    Event.DEFENSIVE_REBOUND: ("rebound defensive",),
    Event.TEAM_REBOUND: ("team rebound",),
    Event.TURNOVER: ("bad pass",),
}
_SENTENCES = {event: (event.name,) for event in Event} | {
    Event.PERIOD_START: ("start of period",),
    Event.JUMP_BALL: ("Jump Ball: Tip to {}",),
    Event.TIMEOUT: ("{} Timeout: Regular",),
    Event.SHOT_MADE: ("{} Jump Shot", "{} 3PT Jump Shot"),
    Event.SHOT_MISSED: ("MISS {} Jump Shot", "MISS {} 3PT Jump Shot"),
    Event.SHOOTING_FOUL: ("{} S.FOUL",),
    Event.PERSONAL_FOUL: ("{} P.FOUL",),
    Event.FREE_THROW_MADE: tuple(f"{{}} Free Throw {a} of {b}" for a, b in THROWS),
    Event.FREE_THROW_MISSED: tuple(f"MISS {{}} Free Throw {a} of {b}" for a, b in THROWS),
    Event.OFFENSIVE_REBOUND: ("{} REBOUND (Off)",),
    Event.DEFENSIVE_REBOUND: ("{} REBOUND (Def)",),
    Event.TEAM_REBOUND: ("{} Rebound",),
    Event.TURNOVER: ("{} Bad Pass Turnover",),
    Event.PERIOD_END: ("end of period",),
}
_ROLES = {
    Event.JUMP_BALL: ("jump_ball_away",),
    Event.SHOT_MADE: ("assist",),
    Event.SHOT_MISSED: ("block",),
    Event.SHOOTING_FOUL: ("opponent",),
    Event.TURNOVER: ("steal",),
}
_REASONS = {
    Event.SHOOTING_FOUL: ("s.foul",),
    Event.PERSONAL_FOUL: ("p.foul",),
    Event.TURNOVER: ("bad pass",),
}
_NUMBERS = {event: tuple(str(n) for n, _ in THROWS) for event in (Event.FREE_THROW_MADE, Event.FREE_THROW_MISSED)}
_TOTALS = {event: tuple(str(n) for _, n in THROWS) for event in (Event.FREE_THROW_MADE, Event.FREE_THROW_MISSED)}


def play_by_play_table(league: League) -> Any:
    """nba_raw.bigdataball_play_by_play: 200 to 600 plays a game that come to the box score."""
    everything = draw_events(league)
    events = everything.only(~np.isin(everything.event, _NOT_TOLD))
    number = events.number
    stamp = loaded_at(league.schedule.day)[events.game]
    columns = (
        game_columns(league, events.game)
        | _clock_columns(events)
        | _player_columns(league, events)
        | _shot_columns(events, draw_shot_places(events, league.stream(Part.SOURCES)))
        | _lineup_columns(league, events)
        | {
            "bdb_game_id": (20_000_000 + league.start_year % 100 * 100_000 + league.schedule.number)[events.game],
            "data_set": f"NBA {league.schedule.season} Regular Season",
            "event_id": Text(number_text(np.arange(1, number.max() + 1)), number - 1),
            "event_sequence": number,
            "event_type": worded(events, _TYPES),
            "event_subtype": worded(events, _SUBTYPES),
            "event_description": told(events, league.rosters.names, _SENTENCES),
            "score_home": events.score_home,
            "score_away": events.score_away,
            "reason": worded(events, _REASONS),
            "num": worded(events, _NUMBERS),
            "outof": worded(events, _TOTALS),
            "source_file_path": Text(_files(league, folder=True), events.game),
            "csv_filename": Text(_files(league, folder=False), events.game),
            "csv_row_number": number,
            "processed_at": stamp,
            "created_at": stamp,
        }
    )
    return build_table("nba_raw.bigdataball_play_by_play", len(events), columns)


def _clock_columns(events: Events) -> dict[str, Column]:
    clock = events.game * 10 + events.period
    new_period = np.r_[True, clock[1:] != clock[:-1]]
    length = np.where(new_period, 0, np.diff(events.elapsed, prepend=0))
    left = seconds_left(events)
    return {
        "period": events.period + 1,
        "game_clock": _clock_text(left),
        "game_clock_seconds": left,
        "elapsed_time": _clock_text(events.elapsed),
        "elapsed_seconds": events.elapsed,
        "play_length": _clock_text(length),
        "play_length_seconds": length,
    }


def _clock_text(seconds: Ints) -> Text:
    return Text(pa.array([f"0:{second // 60:02d}:{second % 60:02d}" for second in range(721)]), seconds)


def _player_columns(league: League, events: Events) -> dict[str, Column]:
    rosters = league.rosters
    roles = worded(events, _ROLES)
    opponent = np.where(events.event == Event.SHOOTING_FOUL, events.second, -1)
    return {
        "player_1_name": rosters.name(events.player),
        "player_1_lookup": rosters.lookup(events.player),
        "player_1_team_abbr": of_side(league, events),
        "player_2_name": rosters.name(events.second),
        "player_2_lookup": rosters.lookup(events.second),
        "player_2_team_abbr": second_side(league, events),
        "player_2_role": Text(roles.words, np.where(events.second >= 0, roles.codes, -1)),
        "opponent": rosters.name(opponent),
    }


def _shot_columns(events: Events, shots: ShotPlaces) -> dict[str, Column]:
    is_try, made = made_flags(events)
    return {
        "shot_made": flags_of_tries(events),
        "shot_type": shot_types(events),
        "shot_distance": shots.distance,
        "points_scored": masked(np.where(made, events.worth, 0), ~is_try),
        "original_x": np.round((shots.across - 50) * 5),
        "original_y": np.round(shots.along * 9.4 - 50),
        "converted_x": shots.across / 2,
        "converted_y": shots.along * 0.94,
    }


def _lineup_columns(league: League, events: Events) -> dict[str, Column]:
    part = league.participation
    by_rank = np.argsort(part.rank, axis=1, kind="stable")[:, :STARTERS]
    starters = np.take_along_axis(part.player, by_rank, axis=1)
    columns: dict[str, Column] = {}
    for side, offset in (("away", 1), ("home", 0)):
        for number in range(STARTERS):
            players = starters[offset::2, number]
            columns[f"{side}_player_{number + 1}_lookup"] = league.rosters.lookup(players[events.game])
    return columns


def _files(league: League, *, folder: bool) -> Any:
    """`[2025-06-22]-0042400407-IND@OKC.csv`, one a game."""
    schedule = league.schedule
    teams = joined(schedule.team_codes(schedule.away), "@", schedule.team_codes(schedule.home))
    name = joined("[", day_text(schedule.day, "%Y-%m-%d"), "]-", league.nba_ids, "-", teams, ".csv")
    return joined(dated_folder("big-data-ball", schedule.day), name) if folder else name
