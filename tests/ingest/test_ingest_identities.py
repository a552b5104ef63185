"""One name for one thing, whoever writes it."""

from __future__ import annotations

import doctest
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.ingest import identities
from harness.ingest.identities import (
    TEAM_BY_BDL_ID,
    TEAM_BY_CODE,
    TEAM_BY_NBA_ID,
    TEAMS,
    GameType,
    calendar_day,
    clock_seconds,
    known_team,
    minutes_played,
    naive_utc_instant,
    nba_game_id,
    platform_game_id,
    player_key,
    player_lookup,
    season_label,
    season_start_year,
    season_year_of,
    team_code,
    utc_instant,
)


def test_the_examples_in_the_documentation_hold() -> None:
    assert doctest.testmod(identities).failed == 0


def test_there_are_thirty_teams_with_ids_of_their_own() -> None:
    assert len(TEAM_BY_CODE) == len(TEAM_BY_NBA_ID) == len(TEAM_BY_BDL_ID) == len({t.espn_id for t in TEAMS}) == 30
    assert {team.conference for team in TEAMS} == {"East", "West"}
    assert len({(team.conference, team.division) for team in TEAMS}) == 6


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("GS", "GSW"),
        ("NO", "NOP"),
        ("NY", "NYK"),
        ("SA", "SAS"),
        ("UTAH", "UTA"),
        ("WSH", "WAS"),
        ("BRK", "BKN"),
        ("CHO", "CHA"),
        ("PHO", "PHX"),
        ("NOR", "NOP"),
        ("PHX", "PHX"),
        (" bos ", "BOS"),
        ("LA Clippers", "LAC"),
        ("Los Angeles Clippers", "LAC"),
        ("Los Angeles Lakers", "LAL"),
        ("Portland Trail  Blazers", "POR"),
        ("philadelphia 76ERS", "PHI"),
    ],
)
def test_a_team_has_one_code_however_it_is_written(text: str, code: str) -> None:
    assert team_code(text) == known_team(text) == code


@pytest.mark.parametrize("text", ["", "TBD", "NZB", "EAST", "Seattle SuperSonics", "B O S"])
def test_a_side_outside_the_league_has_no_code(text: str) -> None:
    assert team_code(text) is None
    with pytest.raises(ValueError, match="none of the 30 teams"):
        known_team(text)


@pytest.mark.parametrize(
    ("number", "code"), [(1, "ATL"), (3, "BKN"), (10, "GSW"), (14, "LAL"), (23, "PHI"), (24, "PHX"), (30, "WAS")]
)
def test_ball_dont_lie_numbers_the_teams_from_1_to_30(number: int, code: str) -> None:
    assert TEAM_BY_BDL_ID[number].code == code


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Nikola Jokić", "nikolajokic"),
        ("Nikola Đurišić", "nikoladurisic"),
        ("Kristaps Porziņģis", "kristapsporzingis"),
        ("Jaren Jackson Jr.", "jarenjacksonjr"),
        ("Igor Miličić, Jr.", "igormilicicjr"),
        ("Gary Payton II", "garypaytonii"),
        ("De'Aaron Fox", "deaaronfox"),
        ("De’Aaron Fox", "deaaronfox"),
        ("Karl-Anthony Towns", "karlanthonytowns"),
        ("T.J. McConnell", "tjmcconnell"),
        ("  OG   Anunoby ", "oganunoby"),
        ("Jonas Valančiūnas", "jonasvalanciunas"),
        ("Robert'); DROP TABLE players;--", "robertdroptableplayers"),
        ("<b>Åse Groß</b>", "basegrossb"),
    ],
)
def test_a_player_has_one_key_however_he_is_written(name: str, key: str) -> None:
    assert player_lookup(name) == key


def test_a_suffix_stays_in_the_key() -> None:
    assert player_lookup("Jaren Jackson Jr.") != player_lookup("Jaren Jackson")


def test_a_name_that_leaves_no_key_is_refused() -> None:
    with pytest.raises(ValueError, match="no player key"):
        player_key("姚明")


@given(st.text())
def test_a_key_is_made_of_small_letters_and_digits_only(name: str) -> None:
    key = player_lookup(name)
    assert all(character in "abcdefghijklmnopqrstuvwxyz0123456789" for character in key)
    assert player_lookup(key) == key


def test_a_game_is_named_by_its_eastern_day_and_its_sides() -> None:
    assert platform_game_id(date(2024, 1, 15), "HOU", "PHI") == "20240115_HOU_PHI"


@pytest.mark.parametrize(
    ("sent", "minutes"),
    [
        ("34:12", 34.2),
        ("34.000000:12", 34.2),
        ("PT34M12.00S", 34.2),
        ("PT12M", 12),
        ("PT30S", 0.5),
        ("34", 34),
        ("34.5", 34.5),
        (34, 34),
        (34.5, 34.5),
        ("00", 0),
        ("265:00", 265),
        ("", None),
        ("  ", None),
        (None, None),
    ],
)
def test_minutes_are_read_in_every_format(sent: str | float | None, minutes: float | None) -> None:
    assert minutes_played(sent) == (None if minutes is None else pytest.approx(minutes))


@pytest.mark.parametrize("sent", ["34:60", "PT", "-3", "thirty", "1:2:3", float("nan"), -1, "34:12:00", "٣٤"])
def test_what_is_no_number_of_minutes_is_refused(sent: str | float) -> None:
    with pytest.raises(ValueError, match="minutes"):
        minutes_played(sent)


@pytest.mark.parametrize(
    ("text", "seconds"), [("PT11M43.50S", 703), ("PT00M00.00S", 0), ("0:11:44", 704), ("1:00:05", 3605), ("11:44", 704)]
)
def test_a_game_clock_is_read_in_every_format(text: str, seconds: int) -> None:
    assert clock_seconds(text) == seconds


@pytest.mark.parametrize("text", ["", "PT", "11.44", "0:61:00"])
def test_what_is_no_clock_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="clock format"):
        clock_seconds(text)


@pytest.mark.parametrize(
    "text",
    ["2024-01-15", "2024-01-15T00:00:00", "2024-01-15T23:59:00Z", "01/15/2024", "01/15/2024 00:00:00", "20240115"],
)
def test_a_day_is_read_in_every_format(text: str) -> None:
    assert calendar_day(text) == date(2024, 1, 15)


@pytest.mark.parametrize("text", ["", "15/01/24", "2024-13-01", "13/40/2024", "2024-1-5", "Jan 15", "2024-01-15-2"])
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"day format|time data|unconverted|does not match|out of range"):
        calendar_day(text)


@pytest.mark.parametrize(
    ("text", "instant"),
    [
        ("2024-01-16T00:30Z", datetime(2024, 1, 16, 0, 30, tzinfo=UTC)),
        ("2024-01-15T19:30:00-05:00", datetime(2024, 1, 16, 0, 30, tzinfo=UTC)),
        ("2025-08-27T13:13:27.1327Z", datetime(2025, 8, 27, 13, 13, 27, 132700, tzinfo=UTC)),
    ],
)
def test_an_instant_is_read_as_utc(text: str, instant: datetime) -> None:
    assert utc_instant(text) == instant


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("2024-01-16T00:30", "no offset"),
        ("soon", "no ISO instant"),
        ("0001-01-01T00:00+05:00", "outside the calendar"),
    ],
)
def test_what_names_no_instant_is_refused(text: str, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        utc_instant(text)


def test_bettingpros_means_utc_without_saying_so() -> None:
    assert naive_utc_instant("2021-10-22 02:00:00") == datetime(2021, 10, 22, 2, tzinfo=UTC)


@pytest.mark.parametrize("sent", ["0042400407", 42400407, "42400407", " 0042400407 "])
def test_lost_leading_zeros_of_a_game_id_come_back(sent: str | int) -> None:
    assert nba_game_id(sent) == "0042400407"


@pytest.mark.parametrize("sent", ["", "2022400077", "0092400407", "20240115_HOU_PHI", -5, "004240040７"])
def test_what_is_no_nba_game_id_is_refused(sent: str | int) -> None:
    with pytest.raises(ValueError, match="no NBA game id"):
        nba_game_id(sent)


def test_the_third_digit_of_a_game_id_is_its_type() -> None:
    assert GameType.of("0062400001") is GameType.CUP_FINAL
    assert [kind.name for kind in GameType if kind.is_exhibition] == ["PRESEASON", "ALL_STAR"]


def test_a_season_is_named_by_the_year_it_starts_in() -> None:
    assert [season_year_of(day) for day in (date(2024, 7, 1), date(2025, 6, 30))] == [2024, 2024]
    assert (season_label(2024), season_label(1999)) == ("2024-25", "1999-00")
    assert [season_start_year(text) for text in ("2024-25", "22024", "2024")] == [2024, 2024, 2024]


@pytest.mark.parametrize("text", ["", "24-25", "92024", "2024-2025"])
def test_what_is_no_season_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="no season"):
        season_start_year(text)
