"""Who is hurt: the official injury report of the hours before the games, and Ball Don't Lie's list of each day."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa

from harness.clock import EASTERN
from harness.season.ailments import (
    listed_reason,
    reason_category,
    reason_of_absence,
    reason_of_ailment,
    reason_text,
)
from harness.season.columns import (
    Column,
    Days,
    Flags,
    Instants,
    Ints,
    Text,
    build_table,
    day_text,
    instants,
    joined,
    text,
    whole,
)
from harness.season.league import League
from harness.season.participation import season_length, spell_by_day
from harness.season.randomness import Part
from harness.season.rosters import Rosters
from harness.season.sources.game_columns import dated_folder
from harness.season.tip_offs import offset_minutes_by_day

# Eastern hours of the reports that are kept; each comes out at half past, and none is six hours from the next.
REPORT_HOURS = (9, 13, 17, 21)
_PUBLISHED_MINUTE, _READ_AFTER = 30, np.timedelta64(6, "m")
STATUSES = ("out", "doubtful", "questionable", "probable", "available")
_OUT, _DOUBTFUL, _QUESTIONABLE, _PROBABLE, _AVAILABLE = range(5)
_MOST_LISTED = 8
_PLAYING_SHARES = (0.3, 0.45, 0.25)
_FIRST_DOUBTFUL_SHARE = 0.08
_OUT_IN_TIME_SHARE = 0.5
_DAILY_LIST_MINUTE = 15 * 60
_DAY_TO_DAY_DAYS = 3


@dataclass(frozen=True, slots=True, eq=False)
class _Listed:
    """Players on the report of a game, one entry each: cell, reason, and whether he plays, was late, was doubtful."""

    row: Ints
    place: Ints
    reason: Ints
    plays: Flags
    late: Flags
    first_doubtful: Flags
    in_time: Flags
    mood: Ints


def injury_report_table(league: League) -> Any:
    """nba_raw.nbac_injury_report: three to eight players a team in each of the day's four reports."""
    listed = _draw_listed(league)
    hours = len(REPORT_HOURS)
    entry = np.repeat(np.arange(len(listed.row)), hours)
    hour_index = np.tile(np.arange(hours), len(listed.row))
    row, place = listed.row[entry], listed.place[entry]
    game, team = league.participation.game[row], league.participation.team[row]
    player = league.participation.player[row, place]
    schedule, rosters = league.schedule, league.rosters
    published = _published(schedule.day[game], hour_index)
    home, away = schedule.team_codes(schedule.home), schedule.team_codes(schedule.away)
    names = rosters.name(player)
    columns: dict[str, Column] = {
        "report_date": schedule.day[game],
        "report_hour": np.array(REPORT_HOURS)[hour_index],
        "season": schedule.season,
        "game_date": schedule.day[game],
        "game_time": Text(_eastern_times(league), game),
        "game_id": Text(league.platform_ids, game),
        "matchup": Text(joined(away, home, separator="@"), game),
        "away_team": away.at(game),
        "home_team": home.at(game),
        "team": schedule.team_codes(team),
        "player_name_original": text(_last_first(rosters), player),
        "player_full_name": names,
        "player_lookup": rosters.lookup(player),
        "injury_status": text(STATUSES, _statuses(listed, entry, schedule.tip_off[game] > published, hour_index)),
        "reason": reason_text(listed.reason[entry]),
        "reason_category": reason_category(listed.reason[entry]),
        "confidence_score": 1.0,
        "overall_report_confidence": 0.99,
        "scrape_time": text([f"{hour:02d}-{_PUBLISHED_MINUTE}" for hour in REPORT_HOURS], hour_index),
        "run_id": text([f"injury-report-{hour:02d}" for hour in REPORT_HOURS], hour_index),
        "source_file_path": _report_files(league, game, hour_index),
        "processed_at": published + _READ_AFTER,
    }
    return build_table("nba_raw.nbac_injury_report", len(entry), columns)


def _draw_listed(league: League) -> _Listed:
    """Everybody who is inactive, and some who are named but play."""
    random, part = league.stream(Part.INJURIES), league.participation
    room = np.maximum(_MOST_LISTED - part.inactive.sum(axis=1), 0)
    wanted = np.minimum(random.choice(len(_PLAYING_SHARES), size=len(part.team), p=_PLAYING_SHARES), room)
    dressed = part.active | part.benched
    key = np.where(dressed, random.random(dressed.shape), np.inf)
    position = np.argsort(np.argsort(key, axis=1, kind="stable"), axis=1, kind="stable")
    plays = dressed & (position < wanted[:, None])
    row, place = np.nonzero(part.inactive | plays)
    playing = plays[row, place]
    hurt = part.spell[row, place] >= 0
    return _Listed(
        row=row,
        place=place,
        reason=np.where(
            playing,
            listed_reason(part.player[row, place]),
            reason_of_absence(part, league.rosters, row, place),
        ),
        plays=playing,
        late=part.late[row, place],
        first_doubtful=hurt & (random.random(len(row)) < _FIRST_DOUBTFUL_SHARE),
        in_time=random.random(len(row)) < _OUT_IN_TIME_SHARE,
        mood=random.integers(0, 3, len(row)),
    )


def _statuses(listed: _Listed, entry: Ints, before_tip_off: Flags, hour_index: Ints) -> Ints:
    """Each player's status in each report: who is out is out, who scratches late is in doubt until then."""
    plays, late = listed.plays[entry], listed.late[entry]
    named = np.array([_QUESTIONABLE, _PROBABLE, _AVAILABLE])[listed.mood[entry]]
    # A questionable player who plays is upgraded once the game is near.
    playing = np.where((named == _QUESTIONABLE) & ((hour_index >= 2) | ~before_tip_off), _AVAILABLE, named)
    last_before = before_tip_off & np.r_[~before_tip_off[1:] | (hour_index[1:] == 0), True]
    known_out = ~before_tip_off | (last_before & listed.in_time[entry])
    scratched = np.where(known_out, _OUT, _QUESTIONABLE)
    doubtful = listed.first_doubtful[entry] & (hour_index == 0)
    return np.where(plays, playing, np.where(late, scratched, np.where(doubtful, _DOUBTFUL, _OUT)))


def _published(days: Days, hour_index: Ints) -> Instants:
    minutes = np.array(REPORT_HOURS)[hour_index] * 60 + _PUBLISHED_MINUTE
    return instants(days, minutes - offset_minutes_by_day(days, EASTERN))


def _eastern_times(league: League) -> Any:
    schedule = league.schedule
    offset = offset_minutes_by_day(schedule.day, EASTERN).astype("timedelta64[m]")
    return day_text(schedule.tip_off + offset, "%I:%M (ET)")


def _last_first(rosters: Rosters) -> list[str]:
    """`Fox, De'Aaron`, as the report writes names."""
    return [", ".join(reversed(name.split(" ", 1))) for name in rosters.names]


def _report_files(league: League, game: Ints, hour_index: Ints) -> Text:
    days = league.schedule.day
    folder = dated_folder("nba-com/injury-report-pdf", days)
    words = [joined(folder, f"{hour:02d}{_PUBLISHED_MINUTE}.pdf") for hour in REPORT_HOURS]
    return Text(pa.concat_arrays(words), hour_index * len(days) + game)


def daily_list_table(league: League) -> Any:
    """nba_raw.bdl_injuries: everybody who is out, every day of the season at three in the afternoon UTC."""
    part, rosters = league.participation, league.rosters
    first = league.schedule.day.min()
    by_day = spell_by_day(part.spells, players=len(rosters), days=season_length(league.schedule)).T
    on_roster = first + np.arange(by_day.shape[0])[:, None] >= rosters.joined
    day_index, player = np.nonzero((by_day >= 0) & on_roster)
    day = first + day_index
    spell = by_day[day_index, player]
    left = part.spells.last[spell] - day_index
    returns = day + left + 1
    day_to_day = left < _DAY_TO_DAY_DAYS
    teams = np.where(rosters.era(day) == 0, rosters.team_in(0)[player], rosters.team_in(1)[player])
    reason = reason_of_ailment(part.spells.ailment[spell])
    taken = instants(day, _DAILY_LIST_MINUTE)
    columns: dict[str, Column] = {
        "scrape_date": day,
        "season_year": league.start_year,
        "bdl_player_id": rosters.bdl_id[player],
        "player_full_name": rosters.name(player),
        "player_lookup": rosters.lookup(player),
        "bdl_team_id": teams + 1,
        "team_abbr": league.schedule.team_codes(teams),
        "injury_status": text(("Out", "Day-To-Day"), day_to_day),
        "injury_status_normalized": text(("out", "questionable"), day_to_day),
        "return_date": returns,
        "return_date_original": whole(day_text(returns, "%b %d")),
        "injury_description": reason_text(reason),
        "reason_category": reason_category(reason),
        "parsing_confidence": 1.0,
        "return_date_parsed": True,
        "scrape_timestamp": taken,
        "source_file_path": whole(
            joined(dated_folder("ball-dont-lie/injuries", day), day_text(taken, "%Y%m%d_%H%M%S.json"))
        ),
        "processed_at": taken + np.timedelta64(3, "m"),
    }
    return build_table("nba_raw.bdl_injuries", len(day), columns)
