"""NBA.com about games: the schedule and its audit, the scoreboard, the officials."""

from __future__ import annotations

from typing import Any

import numpy as np

from harness.ingest.identities import TEAMS
from harness.season.arenas import ARENAS
from harness.season.columns import (
    Column,
    Days,
    Flags,
    Ints,
    Text,
    build_table,
    day_text,
    instants,
    joined,
    text,
    whole,
)
from harness.season.frames import CupStage
from harness.season.league import League
from harness.season.names import draw_names
from harness.season.randomness import Part
from harness.season.scoring import rank_within
from harness.season.sources.game_columns import (
    daily_file,
    dated_folder,
    game_columns,
    loaded_at,
    nba_team_ids,
    score_columns,
    scraped_at,
    team_cities,
    team_nicknames,
)

_NETWORKS = ("ESPN", "TNT", "ABC", "NBA TV")
_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_NATIONAL_SHARE = 0.24
_OFFICIALS = 74
_CREW = 3


def schedule_table(league: League) -> Any:
    """nba_raw.nbac_schedule: one row a game, final, with its score."""
    schedule, outcomes = league.schedule, league.outcomes
    games = np.arange(len(schedule))
    random = league.stream(Part.SOURCES)
    national = (random.random(len(games)) < _NATIONAL_SHARE) | _is_christmas(league)
    network = np.where(national, random.integers(0, len(_NETWORKS), len(games)), -1)
    columns: dict[str, Column] = {
        "game_id": whole(league.nba_ids),
        "game_code": whole(league.game_codes),
        "season": str(league.start_year),
        "season_nba_format": schedule.season,
        "season_year": league.start_year,
        "game_date": schedule.day,
        "game_date_est": schedule.tip_off,
        "game_status": 3,
        "game_status_text": "Final",
        "winning_team_tricode": schedule.team_codes(np.where(outcomes.margin > 0, schedule.home, schedule.away)),
        "has_national_tv": national,
        "primary_network": text(_NETWORKS, network),
        "traditional_networks": text(_NETWORKS, network),
        "streaming_platforms": "NBA League Pass",
        "is_regular_season": True,
        "is_playoffs": False,
        "is_all_star": False,
        "is_emirates_cup": schedule.stage != CupStage.NONE,
        "neutral_site_flag": schedule.stage == CupStage.SEMI_FINAL,
        "international_game": False,
        "data_source": "api_stats",
        "source_updated_at": scraped_at(schedule.day),
        "scrape_timestamp": scraped_at(schedule.day),
        "source_file_path": daily_file(league, "nba-com/schedule", games),
        "created_at": loaded_at(schedule.day),
        "processed_at": loaded_at(schedule.day),
    }
    columns |= score_columns(league, games) | _side_columns(league) | _day_columns(league) | _arena_columns(league)
    return build_table("nba_raw.nbac_schedule", len(games), columns)


def _side_columns(league: League) -> dict[str, Column]:
    sides = {"home": league.schedule.home, "away": league.schedule.away}
    columns: dict[str, Column] = {}
    for side, teams in sides.items():
        columns[f"{side}_team_id"] = nba_team_ids(teams)
        columns[f"{side}_team_tricode"] = league.schedule.team_codes(teams)
        columns[f"{side}_team_name"] = team_nicknames(teams)
    return columns


def _is_christmas(league: League) -> Flags:
    return np.asarray(league.schedule.day == np.datetime64(league.schedule.calendar.christmas))


def _day_columns(league: League) -> dict[str, Column]:
    schedule = league.schedule
    weekday = (schedule.day.astype(np.int64) + 3) % 7
    # Minutes after noon UTC tell afternoon from evening on the Eastern clock closely enough for a slot.
    utc_minute = (schedule.tip_off - schedule.day).astype("timedelta64[m]").astype(np.int64)
    slot = np.select([utc_minute < 22 * 60, utc_minute < 26 * 60], [0, 1], 2)
    return {
        "day_of_week": text(_WEEKDAYS, weekday),
        "is_weekend": weekday >= 5,
        "is_christmas": _is_christmas(league),
        "is_mlk_day": schedule.day == np.datetime64(schedule.calendar.martin_luther_king_day),
        "time_slot": text(("afternoon", "evening", "late"), slot),
        "is_primetime": slot == 1,
    }


def _arena_columns(league: League) -> dict[str, Column]:
    arena = league.schedule.arena
    return {
        "arena_name": text([place.name for place in ARENAS], arena),
        "arena_city": text([place.city for place in ARENAS], arena),
        "arena_state": text([place.state for place in ARENAS], arena),
        "arena_timezone": text([place.zone for place in ARENAS], arena),
    }


def schedule_source_history_table(league: League) -> Any:
    """nba_raw.nbac_schedule_source_history: one run a game day; now and then the static file had to do."""
    schedule = league.schedule
    days, games = np.unique(schedule.day, return_counts=True)
    random = league.stream(Part.SOURCES)
    fallback = random.random(len(days)) < 0.04
    seconds = random.integers(6, 40, len(days))
    _, moved_to = np.unique(np.r_[days, schedule.day[schedule.postponed]], return_counts=True)
    started = instants(days, 14 * 60)
    words = np.where(moved_to > 1, moved_to - 2, -1)
    return build_table(
        "nba_raw.nbac_schedule_source_history",
        len(days),
        {
            "processing_id": whole(joined("schedule_", day_text(days))),
            "season": str(league.start_year),
            "season_nba_format": schedule.season,
            "processing_date": days,
            "data_source": text(("api_stats", "cdn_static"), fallback.astype(np.int64)),
            "is_fallback": fallback,
            "primary_source_failed": fallback,
            "games_processed": len(schedule),
            "games_inserted": 0,
            "games_updated": games,
            "games_skipped": len(schedule) - games,
            "processing_duration_seconds": seconds,
            "started_at": started,
            "completed_at": started + seconds.astype("timedelta64[s]"),
            "source_file_path": whole(
                joined(dated_folder("nba-com/schedule", days), day_text(started, "%Y%m%d_%H%M%S.json"))
            ),
            "file_size_bytes": random.integers(5_200_000, 5_900_000, len(days)),
            "had_errors": False,
            "processor_version": "1.0",
            "notes": text(("a postponed game was moved to this day", "postponed games were moved to this day"), words),
        },
    )


def scoreboard_table(league: League) -> Any:
    """nba_raw.nbac_scoreboard_v2: one row a game, final."""
    schedule, outcomes = league.schedule, league.outcomes
    games = np.arange(len(schedule))
    home_won = outcomes.margin > 0
    columns = game_columns(league, games) | {
        "start_time": schedule.tip_off,
        "game_status_id": "3",
        "game_state": "final",
        "game_status_text": "Final",
        "home_team_id": _text_ids(schedule.home),
        "home_team_abbr_raw": schedule.team_codes(schedule.home),
        "home_score": outcomes.home_points,
        "away_team_id": _text_ids(schedule.away),
        "away_team_abbr_raw": schedule.team_codes(schedule.away),
        "away_score": outcomes.away_points,
        "winning_team_abbr": schedule.team_codes(np.where(home_won, schedule.home, schedule.away)),
        "winning_team_side": text(("away", "home"), home_won),
        "source_file_path": daily_file(league, "nba-com/scoreboard-v2", games),
        "scrape_timestamp": scraped_at(schedule.day),
        "created_at": loaded_at(schedule.day),
        "processed_at": loaded_at(schedule.day),
    }
    return build_table("nba_raw.nbac_scoreboard_v2", len(games), columns)


def _text_ids(teams: Ints) -> Text:
    return text([str(team.nba_id) for team in TEAMS], teams)


def referee_table(league: League) -> Any:
    """nba_raw.nbac_referee_game_assignments: three officials a game, published at nine Eastern, none twice a day."""
    schedule = league.schedule
    game = np.repeat(np.arange(len(schedule)), _CREW)
    position = np.tile(np.arange(1, _CREW + 1), len(schedule))
    official = _crews(schedule.day, league.stream(Part.REFEREES))
    names = draw_names(_OFFICIALS, league.stream(Part.REFEREES))
    day = schedule.day[game]
    published = instants(day, 14 * 60)
    columns = game_columns(league, game)
    del columns["season_year"]
    columns |= {
        "season": str(league.start_year),
        "game_code": Text(league.game_codes, game),
        "home_team_id": nba_team_ids(schedule.home[game]),
        "home_team": team_cities(schedule.home[game]),
        "away_team_id": nba_team_ids(schedule.away[game]),
        "away_team": team_cities(schedule.away[game]),
        "official_position": position,
        "official_name": text(names, official),
        "official_code": 1_626_000 + official * 37,
        "official_jersey_number": text([str(number) for number in range(_OFFICIALS)], official),
        "source_file_path": whole(
            joined(dated_folder("nba-com/referee-assignments", day), day_text(published, "%Y%m%d_%H%M%S.json"))
        ),
        "scrape_timestamp": published,
        "created_at": published + np.timedelta64(3, "m"),
        "processed_at": published + np.timedelta64(3, "m"),
    }
    return build_table("nba_raw.nbac_referee_game_assignments", len(game), columns)


def _crews(days: Days, random: np.random.Generator) -> Ints:
    """Officials of each game, three in a row, drawn without repetition within a day."""
    _, where = np.unique(days, return_inverse=True)
    shuffled = np.argsort(random.random((where.max() + 1, _OFFICIALS)), axis=1)
    of_day = rank_within(where, np.arange(len(days)).astype(np.float64))
    chosen = shuffled[where[:, None], of_day[:, None] * _CREW + np.arange(_CREW)]
    return np.asarray(chosen.reshape(-1))
