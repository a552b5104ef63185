"""The schedule is a real season's: its recipe, its calendar, its hours."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, timedelta
from itertools import pairwise

import numpy as np
import pytest

from harness.clock import EASTERN
from harness.ingest.identities import TEAM_BY_CODE, TEAMS
from harness.season import build_season
from harness.season.calendar import CALENDARS
from harness.season.randomness import Part, stream
from harness.season.schedule import draw_schedule

DAY = timedelta(days=1)
BOTH_SIDES = """
    (SELECT game_date, home_team_tricode AS team, away_team_tricode AS opponent FROM nba_raw.nbac_schedule
     UNION ALL SELECT game_date, away_team_tricode, home_team_tricode FROM nba_raw.nbac_schedule)
"""


def days_of(warehouse):
    return [day for (day,) in warehouse.rows("SELECT game_date FROM nba_raw.nbac_schedule ORDER BY ALL")]


def test_there_are_1230_regular_season_games_with_ids_in_one_sequence(warehouse):
    ids = [game for (game,) in warehouse.rows("SELECT game_id FROM nba_raw.nbac_schedule ORDER BY game_id")]
    year = warehouse.season.start_year % 100
    assert ids == [f"002{year}{number:05d}" for number in range(1, 1231)]


def test_every_team_plays_41_games_at_home_and_41_away(warehouse):
    for side in ("home", "away"):
        counts = warehouse.rows(f"SELECT {side}_team_tricode, count(*) FROM nba_raw.nbac_schedule GROUP BY ALL")
        assert dict(counts) == {team.code: 41 for team in TEAMS}


def test_opponents_follow_the_league_recipe(warehouse):
    met = Counter((team, opponent) for _, team, opponent in warehouse.rows(f"SELECT * FROM {BOTH_SIDES}"))
    for team in TEAMS:
        in_division = [met[team.code, o.code] for o in TEAMS if o.division == team.division and o is not team]
        across = [met[team.code, o.code] for o in TEAMS if o.conference != team.conference]
        beside = [
            met[team.code, o.code] for o in TEAMS if o.conference == team.conference and o.division != team.division
        ]
        assert in_division == [4] * 4
        assert across == [2] * 15
        assert sorted(beside) == [3] * 4 + [4] * 6


def test_no_team_plays_twice_a_day_or_three_days_running(warehouse):
    for team in TEAMS:
        days = [
            day
            for (day,) in warehouse.rows(f"SELECT game_date FROM {BOTH_SIDES} WHERE team = '{team.code}' ORDER BY ALL")
        ]
        assert len(set(days)) == 82
        assert all(later - first > 2 * DAY for first, later in zip(days, days[2:], strict=False))


def test_back_to_backs_are_near_those_of_a_real_team(warehouse):
    counts = []
    for team in TEAMS:
        days = [
            day
            for (day,) in warehouse.rows(f"SELECT game_date FROM {BOTH_SIDES} WHERE team = '{team.code}' ORDER BY ALL")
        ]
        counts.append(sum(later - first == DAY for first, later in pairwise(days)))
    assert 11 <= min(counts) <= max(counts) <= 18
    assert 13 <= np.mean(counts) <= 16


def test_the_calendar_has_the_real_first_and_last_days_and_its_days_off(warehouse):
    season = warehouse.season
    days = days_of(warehouse)
    calendar = CALENDARS[season.start_year]
    assert (min(days), max(days)) == (season.first_day, season.last_day) == (calendar.first_day, calendar.last_day)
    off = {calendar.thanksgiving, calendar.election_day, date(season.start_year, 12, 24), calendar.cup_final}
    off |= {calendar.all_star_break[0] + n * DAY for n in range(5)}
    assert not off & set(days)
    assert 160 <= len(set(days)) <= 165


def test_days_have_one_to_fifteen_games_five_at_christmas_fifteen_on_the_last(warehouse):
    games = Counter(days_of(warehouse))
    assert set(games.values()) <= set(range(1, 16))
    assert games[date(warehouse.season.start_year, 12, 25)] == 5
    assert games[warehouse.season.last_day] == 15


def test_thanksgiving_and_election_day_are_the_real_ones():
    assert [CALENDARS[year].thanksgiving.day for year in (2023, 2024, 2025)] == [23, 28, 27]
    assert [CALENDARS[year].election_day.day for year in (2023, 2024, 2025)] == [7, 5, 4]
    assert CALENDARS[2024].martin_luther_king_day == date(2025, 1, 20)


def test_game_date_is_the_eastern_day_of_the_tip_off(warehouse):
    table = warehouse.season.tables["nba_raw.nbac_schedule"]
    tips = table.column("game_date_est").cast("timestamp[us]").to_numpy().tolist()
    days = table.column("game_date").to_pylist()
    assert [tip.replace(tzinfo=UTC).astimezone(EASTERN).date() for tip in tips] == days
    assert sum(tip.date() != day for tip, day in zip(tips, days, strict=True)) > 400


def test_tip_offs_are_at_plausible_hours_for_the_arena(warehouse):
    table = warehouse.season.tables["nba_raw.nbac_schedule"]
    tips = table.column("game_date_est").cast("timestamp[us]").to_numpy().tolist()
    homes = table.column("home_team_tricode").to_pylist()
    neutral = table.column("neutral_site_flag").to_pylist()
    for tip, home, away_from_home in zip(tips, homes, neutral, strict=True):
        eastern = tip.replace(tzinfo=UTC).astimezone(EASTERN)
        local = tip.replace(tzinfo=UTC).astimezone(TEAM_BY_CODE[home].zone)
        assert 12 <= eastern.hour <= 22
        assert away_from_home or 10 <= local.hour <= 20


def test_the_cup_has_its_67_games_and_its_semi_finals_in_las_vegas(warehouse):
    calendar = CALENDARS[warehouse.season.start_year]
    cup = warehouse.rows(
        "SELECT game_date, arena_city, neutral_site_flag FROM nba_raw.nbac_schedule WHERE is_emirates_cup"
    )
    assert len(cup) == 60 + 4 + 2
    neutral = [(day, city) for day, city, away_from_home in cup if away_from_home]
    assert neutral == [(calendar.semi_finals, "Las Vegas")] * 2
    nights = Counter(day for day, _, _ in cup)
    assert nights == {night: 12 for night, _ in calendar.cup_nights} | dict.fromkeys(calendar.quarter_finals, 2) | {
        calendar.semi_finals: 2
    }


def test_the_winners_of_the_quarter_finals_meet_in_the_semi_finals(warehouse):
    calendar = CALENDARS[warehouse.season.start_year]
    first, last = calendar.quarter_finals
    winners = {
        team
        for (team,) in warehouse.rows(
            "SELECT winning_team_tricode FROM nba_raw.nbac_schedule "
            f"WHERE is_emirates_cup AND game_date BETWEEN '{first}' AND '{last}'"
        )
    }
    semi = warehouse.rows(
        "SELECT home_team_tricode, away_team_tricode FROM nba_raw.nbac_schedule "
        f"WHERE is_emirates_cup AND game_date = '{calendar.semi_finals}'"
    )
    assert {team for pair in semi for team in pair} == winners


def test_postponed_games_stand_once_on_their_new_day(warehouse):
    year = warehouse.season.start_year
    streams = [
        stream(seed=warehouse.season.seed, start_year=year, part=part) for part in (Part.PAIRINGS, Part.SCHEDULE)
    ]
    schedule = draw_schedule(CALENDARS[year], *streams)
    moved = np.flatnonzero(schedule.postponed)
    assert len(moved) == 2
    for game in moved:
        found = warehouse.rows(
            f"SELECT game_date FROM nba_raw.nbac_schedule WHERE game_id = '002{year % 100}{schedule.number[game]:05d}'"
        )
        assert found == [(schedule.day[game].item(),)]
        assert schedule.day[game] > schedule.planned[game]


def test_home_sides_win_as_often_and_games_go_to_overtime_as_often_as_they_do(warehouse):
    assert (
        0.54
        <= warehouse.value("SELECT avg((home_team_score > away_team_score)::INT) FROM nba_raw.nbac_schedule")
        <= 0.56
    )
    overtime = warehouse.value(
        "SELECT avg((period > 4)::INT) FROM (SELECT DISTINCT game_id, period FROM nba_raw.nbac_player_boxscores)"
    )
    assert 0.05 <= overtime <= 0.06


@pytest.mark.parametrize("start_year", [2022, 2026])
def test_a_season_without_calendar_is_refused(start_year):
    with pytest.raises(ValueError, match=r"choose one of 2023, 2024, 2025"):
        build_season(start_year=start_year)


def test_a_negative_seed_is_refused():
    with pytest.raises(ValueError, match="0 or more"):
        build_season(seed=-1)
