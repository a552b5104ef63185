"""What each look at a game found: nothing while it is played, its box score once it is over."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from harness.season.arenas import ARENAS
from harness.season.columns import Column, Flags, Instants, Ints, Text, build_table, text
from harness.season.league import League
from harness.season.orchestration.scrapes import GAME_LASTS, SCRAPERS, Scrapes, scraper_ids, scrapes
from harness.season.orchestration.timetable import day_numbers, game_days, seconds
from harness.season.orchestration.workflows import BOX_SCORES, GAMEBOOK, WORKFLOWS

_LATE_TIP_MINUTE = np.timedelta64(26, "h")
_BDL_FIRST_GAME = 15_900_000
_PLAYERS = 26
_ROWS = {BOX_SCORES: 26, GAMEBOOK: 34}


@dataclass(frozen=True, slots=True, eq=False)
class Looks:
    """One entry a scrape and game of its day: the scrape, the game, the moment, whether the game was there."""

    scrape: Ints
    game: Ints
    at: Instants
    there: Flags


def _looks(league: League, made: Scrapes, chosen: Flags) -> Looks:
    scrape = np.flatnonzero(chosen & ~made.failed)
    day = day_numbers(league)
    first = np.searchsorted(day, made.day[scrape])
    count = np.searchsorted(day, made.day[scrape], side="right") - first
    place = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count)
    game = np.repeat(first, count) + place
    scrape = np.repeat(scrape, count)
    # Each game is looked at a moment after the one before.
    at = made.started[scrape] + (place * 40).astype("timedelta64[ms]")
    return Looks(scrape, game, at, league.schedule.tip_off[game] + GAME_LASTS <= made.started[scrape])


def _game_columns(league: League, looks: Looks) -> dict[str, Column]:
    schedule = league.schedule
    zones = np.array([arena.zone == "America/Los_Angeles" for arena in ARENAS])
    return {
        "game_date": schedule.day[looks.game],
        "home_team": schedule.team_codes(schedule.home[looks.game]),
        "away_team": schedule.team_codes(schedule.away[looks.game]),
        "was_available": looks.there,
        "is_west_coast": zones[schedule.arena[looks.game]],
        "created_at": looks.at + seconds(25),
    }


def arrivals_table(league: League) -> Any:
    """nba_orchestration.scraper_data_arrival: box scores and gamebooks, attempt by attempt and game by game."""
    made = scrapes(league)
    chosen = np.isin(made.scraper, [SCRAPERS.index(BOX_SCORES), SCRAPERS.index(GAMEBOOK)])
    looks = _looks(league, made, chosen)
    tip_off = league.schedule.tip_off[looks.game]
    over = tip_off + GAME_LASTS
    rows = np.array([_ROWS.get(name, 0) for name in SCRAPERS])[made.scraper[looks.scrape]]
    earlier = _attempts(looks, made)
    columns: dict[str, Column] = _game_columns(league, looks) | {
        "attempt_timestamp": looks.at,
        "scraper_name": text(SCRAPERS, made.scraper[looks.scrape]),
        "workflow": text([one.name for one in WORKFLOWS], made.workflow[looks.scrape]),
        "execution_id": Text(scraper_ids(made), looks.scrape),
        "attempt_number": earlier,
        "game_id": Text(league.platform_ids, looks.game),
        "record_count": np.where(looks.there, rows, 0),
        "data_status": text(("missing", "complete"), looks.there),
        "data_quality_score": np.where(looks.there, 1.0, np.nan),
        "game_start_time": tip_off,
        "estimated_game_end": over,
        "latency_minutes": np.maximum((looks.at - over) // np.timedelta64(1, "m"), 0),
        "is_late_game": tip_off - league.schedule.day[looks.game].astype("datetime64[us]") >= _LATE_TIP_MINUTE,
    }
    return build_table("nba_orchestration.scraper_data_arrival", len(looks.game), columns)


def _attempts(looks: Looks, made: Scrapes) -> Ints:
    """Which attempt at its game each look is, for its scraper."""
    key = made.scraper[looks.scrape] * (looks.game.max() + 1) + looks.game
    order = np.lexsort((looks.at, key))
    _, start, sizes = np.unique(key[order], return_index=True, return_counts=True)
    number = np.empty(len(key), np.int64)
    number[order] = np.arange(len(key)) - np.repeat(start, sizes) + 1
    return number


def box_score_attempts_table(league: League) -> Any:
    """nba_orchestration.bdl_game_scrape_attempts: each attempt at Ball Don't Lie's box score of a game."""
    made = scrapes(league)
    looks = _looks(league, made, made.scraper == SCRAPERS.index(BOX_SCORES))
    tip_off = league.schedule.tip_off[looks.game]
    columns: dict[str, Column] = _game_columns(league, looks) | {
        "scrape_timestamp": looks.at,
        "execution_id": Text(scraper_ids(made), looks.scrape),
        "workflow": text([one.name for one in WORKFLOWS], made.workflow[looks.scrape]),
        "player_count": np.where(looks.there, _PLAYERS, 0),
        "game_status": text(("In Progress", "Final"), looks.there),
        "bdl_game_id": _BDL_FIRST_GAME + looks.game,
        "was_expected": looks.there,
        "expected_start_time": tip_off,
        "estimated_end_time": tip_off + GAME_LASTS,
    }
    return build_table("nba_orchestration.bdl_game_scrape_attempts", len(looks.game), columns)


def scraper_failures_table(league: League) -> Any:
    """nba_orchestration.scraper_failures: the scrapes that failed at night; the morning's run made each good."""
    made = scrapes(league)
    broken = np.flatnonzero(made.failed)
    day, scraper = made.day[broken], made.scraper[broken]
    mended = np.array(
        [
            made.ended[(made.day == d) & (made.scraper == s) & ~made.failed].max()
            for d, s in zip(day.tolist(), scraper.tolist(), strict=True)
        ]
    )
    columns: dict[str, Column] = {
        "game_date": game_days(league)[day],
        "scraper_name": text(SCRAPERS, scraper),
        "error_type": "http_503",
        "error_message": "503 Service Unavailable",
        "first_failed_at": made.started[broken],
        "last_failed_at": made.ended[broken],
        "retry_count": 2,
        "backfilled": True,
        "backfilled_at": mended,
    }
    return build_table("nba_orchestration.scraper_failures", len(broken), columns)
