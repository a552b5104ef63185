"""The days that break naive code are in every season, and are right."""

from __future__ import annotations

import re
from collections import Counter
from datetime import UTC, date, timedelta
from zoneinfo import ZoneInfo

import duckdb
import numpy as np
import pytest

from harness.clock import EASTERN
from harness.season import build_season
from harness.season.calendar import CALENDARS, SeasonCalendar
from harness.season.league import draw_league

SCHEDULE = "nba_raw.nbac_schedule"
BOX = "nba_raw.nbac_player_boxscores"
GAMEBOOK = "nba_raw.nbac_gamebook_player_stats"
PROPS = "nba_raw.odds_api_player_points_props"
REPORT = "nba_raw.nbac_injury_report"
MOVEMENT = "nba_raw.nbac_player_movement"
PLAYERS = "nba_raw.nbac_player_list_current"
BY_GAME_DAY = (SCHEDULE, BOX, GAMEBOOK, PROPS, "nba_raw.espn_scoreboard", "nba_raw.bdl_player_boxscores")
TABLES = (*BY_GAME_DAY, REPORT, MOVEMENT, PLAYERS, "nba_raw.nbac_team_boxscore")
PLATFORM_ID = "strftime(game_date, '%Y%m%d') || '_' || away_team_tricode || '_' || home_team_tricode"
DAY = timedelta(days=1)


class OddSeason:
    """A season's raw tables in DuckDB, with the calendar and the league that they were made from."""

    def __init__(self, seed: int, start_year: int) -> None:
        self.season = build_season(seed=seed, start_year=start_year)
        self.league = draw_league(seed=seed, start_year=start_year)
        self.connection = duckdb.connect()
        self.connection.execute("SET TimeZone = 'UTC'; CREATE SCHEMA nba_raw")
        for name in TABLES:
            registered = name.replace(".", "_")
            self.connection.register(registered, self.season.tables[name])
            self.connection.execute(f"CREATE VIEW {name} AS SELECT * FROM {registered}")

    @property
    def calendar(self) -> SeasonCalendar:
        return CALENDARS[self.season.start_year]

    def rows(self, sql: str) -> list[tuple]:
        return self.connection.execute(sql).fetchall()

    def value(self, sql: str):
        [(value,)] = self.rows(sql)
        return value


@pytest.fixture(
    scope="module", params=[(0, 2023), (1, 2024), (2, 2025), (7, 2023)], ids=lambda one: f"seed{one[0]}-{one[1]}"
)
def odd(request: pytest.FixtureRequest) -> OddSeason:
    return OddSeason(*request.param)


def test_no_table_has_a_row_of_a_day_without_games(odd):
    calendar = odd.calendar
    off = [calendar.thanksgiving, calendar.election_day, calendar.christmas - DAY, calendar.cup_final]
    listed = ", ".join(f"'{day}'" for day in off)
    eves = ", ".join(f"'{day - DAY}'" for day in off[:2])
    for table in BY_GAME_DAY:
        assert odd.value(f"SELECT count(*) FROM {table} WHERE game_date IN ({listed})") == 0, table
        assert odd.value(f"SELECT count(DISTINCT game_date) FROM {table} WHERE game_date IN ({eves})") == 2, table


def test_the_all_star_break_is_a_gap_between_two_game_days(odd):
    first, last = odd.calendar.all_star_break
    days = {day for (day,) in odd.rows(f"SELECT DISTINCT game_date FROM {SCHEDULE}")}
    assert (last - first).days >= 4
    assert {first - DAY, last + DAY} <= days
    for table in BY_GAME_DAY:
        assert odd.value(f"SELECT count(*) FROM {table} WHERE game_date BETWEEN '{first}' AND '{last}'") == 0, table


def test_overtime_games_have_their_minutes_their_periods_and_a_winner(odd):
    games = odd.rows(
        f"SELECT game_id, period, sum(split_part(minutes, ':', 1)::INT * 60 + split_part(minutes, ':', 2)::INT), "
        f"count(*), sum(points_ot), any_value(home_team_score - away_team_score) FROM {BOX} "
        "WHERE period > 4 GROUP BY ALL"
    )
    assert len(games) > 40
    assert {period for _, period, *_ in games} >= {5, 6}
    for game, period, seconds, players, points, margin in games:
        assert abs(seconds / 60 - 2 * (240 + 25 * (period - 4))) <= players / 60, game
        assert points > 0, game
        assert margin != 0, game
    assert odd.value(f"SELECT count(*) FROM {BOX} WHERE period = 4 AND points_ot IS NOT NULL") == 0


def test_a_postponed_game_was_played_once_on_its_later_day(odd):
    schedule = odd.league.schedule
    moved = np.flatnonzero(schedule.postponed)
    assert len(moved) == 2
    for game in moved.tolist():
        day, planned = schedule.day[game].item(), schedule.planned[game].item()
        platform_id = schedule.platform_ids[game].as_py()
        assert day > planned
        assert platform_id.startswith(f"{day:%Y%m%d}_")
        assert odd.rows(f"SELECT game_date, game_status FROM {SCHEDULE} WHERE {PLATFORM_ID} = '{platform_id}'") == [
            (day, 3)
        ]
        old_id = f"{planned:%Y%m%d}{platform_id[8:]}"
        for table in BY_GAME_DAY[1:]:
            assert odd.value(f"SELECT count(*) FROM {table} WHERE game_id = '{platform_id}'") > 0, table
            assert odd.value(f"SELECT count(*) FROM {table} WHERE game_id = '{old_id}'") == 0, table


def test_the_cup_is_decided_on_neutral_ground_in_the_zone_of_the_arena(odd):
    games = odd.rows(
        f"SELECT game_date, arena_city, arena_timezone, game_date_est, home_team_tricode FROM {SCHEDULE} "
        "WHERE neutral_site_flag"
    )
    assert len(games) == 2
    for day, city, zone, tip_off, home in games:
        assert (day, city, zone) == (odd.calendar.semi_finals, "Las Vegas", "America/Los_Angeles")
        assert tip_off.astimezone(EASTERN).date() == day
        assert home != "LAL"
        assert odd.value(f"SELECT count(*) FROM {PROPS} WHERE game_date = '{day}' AND home_team_abbr = '{home}'") > 0


def test_both_clock_changes_are_played_through(odd):
    year = odd.season.start_year
    autumn, spring = _sunday(date(year, 11, 1), 1), _sunday(date(year + 1, 3, 1), 2)
    games = odd.rows(f"SELECT game_date, game_date_est, arena_timezone FROM {SCHEDULE} ORDER BY game_date_est")
    for day, tip_off, _ in games:
        summer = day < autumn or day >= spring
        eastern = tip_off.astimezone(EASTERN)
        assert eastern.date() == day
        assert eastern.utcoffset() == timedelta(hours=-4 if summer else -5)
        assert 12 <= eastern.hour <= 22
    for zone in ("America/New_York", "America/Los_Angeles"):
        for is_summer in (True, False):
            tips = [tip for day, tip, where in games if where == zone and (day < autumn or day >= spring) == is_summer]
            local = Counter(f"{tip.astimezone(ZoneInfo(zone)):%H:%M}" for tip in tips)
            assert local["19:00"] > 0.25 * len(tips), zone
    counts = Counter(day for day, *_ in games)
    for change in (autumn, spring):
        assert min(counts[change - DAY], counts[change], counts[change + DAY]) > 0, change


def test_reports_keep_their_eastern_hour_through_both_clock_changes(odd):
    year = odd.season.start_year
    autumn, spring = _sunday(date(year, 11, 1), 1), _sunday(date(year + 1, 3, 1), 2)
    hours = {
        is_summer: {hour for *_, hour in group}
        for is_summer in (True, False)
        if (
            group := odd.rows(
                f"SELECT DISTINCT report_hour, hour(processed_at) - report_hour FROM {REPORT} WHERE report_hour < 17 "
                f"AND (report_date < '{autumn}' OR report_date >= '{spring}') = {is_summer}"
            )
        )
    }
    assert hours == {True: {4}, False: {5}}


def test_a_team_plays_on_two_eastern_days_that_are_one_day_in_utc(odd):
    pairs = odd.rows(
        f"WITH sides AS (SELECT game_id, game_date, game_date_est AS tip, home_team_tricode AS team FROM {SCHEDULE} "
        f"UNION ALL SELECT game_id, game_date, game_date_est, away_team_tricode FROM {SCHEDULE}) "
        "SELECT a.team, a.game_date, b.game_date, a.tip, b.tip FROM sides a JOIN sides b ON a.team = b.team "
        "AND b.game_date = a.game_date + 1 AND a.tip::DATE = b.tip::DATE"
    )
    assert len(pairs) > 20
    for team, first, second, tip, next_tip in pairs:
        assert tip.astimezone(UTC).date() == second, (team, first)
        assert next_tip - tip > timedelta(hours=14), (team, first)


def test_a_traded_player_has_two_teams_one_after_the_other(odd):
    deadline = odd.calendar.trade_deadline
    traded = [name for (name,) in odd.rows(f"SELECT player_lookup FROM {MOVEMENT} WHERE transaction_type = 'Trade'")]
    assert len(traded) == 8
    for lookup in traded:
        spells = odd.rows(
            f"SELECT team_abbr, min(game_date), max(game_date) FROM {GAMEBOOK} WHERE player_lookup = '{lookup}' "
            "GROUP BY team_abbr ORDER BY 2"
        )
        assert len(spells) == 2, lookup
        (_, _, last), (new, first, _) = spells
        assert last < deadline <= first
        assert odd.value(f"SELECT team_abbr FROM {PLAYERS} WHERE player_lookup = '{lookup}'") == new


def test_two_players_differ_by_their_suffix_alone_and_are_two_people(odd):
    players = odd.rows(f"SELECT player_full_name, player_lookup, player_id FROM {PLAYERS}")
    bare = Counter(re.sub(r" (Jr\.|II|III|IV)$", "", name) for name, _, _ in players)
    [name] = [name for name, count in bare.items() if count > 1]
    twins = [one for one in players if re.sub(r" (Jr\.|II|III|IV)$", "", one[0]) == name]
    assert len({lookup for _, lookup, _ in twins}) == len({number for *_, number in twins}) == 2
    (short, _), (long, suffix) = sorted(((one[1], one[0][len(name) :]) for one in twins), key=lambda one: len(one[0]))
    assert long == short + suffix.strip().strip(".").lower()
    for lookup in (short, long):
        assert odd.value(f"SELECT count(*) FROM {GAMEBOOK} WHERE player_lookup = '{lookup}'") > 40, lookup


def test_whole_lines_are_pushed_now_and_then(odd):
    whole, pushed, others = odd.rows(
        "WITH last AS (SELECT game_id, player_lookup, points_line FROM "
        f"{PROPS} WHERE bookmaker = 'draftkings' QUALIFY row_number() OVER "
        "(PARTITION BY game_id, player_lookup ORDER BY snapshot_timestamp DESC) = 1) "
        "SELECT count(*) FILTER (points_line = floor(points_line)), "
        "count(*) FILTER (points_line = floor(points_line) AND points = points_line), "
        "count(*) FILTER (points_line <> floor(points_line) AND points = points_line) "
        f"FROM last JOIN {BOX} USING (game_id, player_lookup)"
    )[0]
    assert whole > 300
    assert 0.01 * whole < pushed < 0.15 * whole
    assert others == 0


def test_players_are_ruled_out_after_their_line_came(odd):
    rows = odd.rows(
        f"SELECT p.game_id, p.player_lookup, max(p.snapshot_timestamp), any_value(p.game_start_time), "
        f"any_value(g.minutes) FROM {PROPS} p JOIN {GAMEBOOK} g USING (game_id, player_lookup) "
        "WHERE g.player_status = 'inactive' GROUP BY ALL"
    )
    assert len(rows) > 100
    for game, lookup, newest, tip_off, minutes in rows:
        assert newest < tip_off, (game, lookup)
        assert minutes is None, (game, lookup)
    ruled_out = odd.value(
        f"SELECT count(DISTINCT (r.game_id, r.player_lookup)) FROM {REPORT} r JOIN {PROPS} p "
        "USING (game_id, player_lookup) WHERE r.injury_status = 'out' AND r.processed_at > p.snapshot_timestamp"
    )
    assert ruled_out > 100


def _sunday(month: date, nth: int) -> date:
    """The n-th Sunday of a month."""
    return month + timedelta(days=(6 - month.weekday()) % 7 + 7 * (nth - 1))
