"""NBA.com's schedule and scoreboards become rows."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from ingest_made_answers import nba_schedule, nba_schedule_game, nba_scoreboard
from ingest_shelf import Shelf

SCHEDULE = "nbacom/schedule/2024-25.json.gz"
BOARD = "nbacom/scoreboardv2/2024-01-15.json"


def scheduled(shelf: Shelf, **game: Any) -> dict[str, Any]:
    return shelf.put(SCHEDULE, nba_schedule(nba_schedule_game(**game))).load().row("nbac_schedule")


def test_the_tip_off_comes_from_the_utc_field_and_the_day_is_eastern(shelf: Shelf) -> None:
    row = scheduled(shelf)
    assert (row["game_id"], row["game_code"], row["game_date"]) == (
        "0022400561",
        "20250115/NYKPHI",
        date(2025, 1, 15),
    )
    # `gameDateTimeEst` says 19:00Z and means 19:00 in New York.
    assert row["game_date_est"] == datetime(2025, 1, 16, 0, 0, tzinfo=UTC)
    assert (row["season"], row["season_nba_format"], row["season_year"]) == ("2024", "2024-25", 2024)
    assert (row["home_team_score"], row["away_team_score"], row["winning_team_tricode"]) == (119, 125, "NYK")
    assert (row["has_national_tv"], row["primary_network"], row["day_of_week"]) == (True, "ESPN", "Wed")
    assert row["source_updated_at"] == datetime(2025, 1, 1, 10, 0, 0, 500000, tzinfo=UTC)


def test_a_game_without_settled_sides_or_time_keeps_its_row(shelf: Shelf) -> None:
    nobody = {"teamId": 0, "teamTricode": None, "teamName": None, "score": 0}
    row = scheduled(
        shelf,
        gameId="0042400101",
        gameCode="20250115/TBDTBD",
        gameStatus=1,
        gameStatusText="TBD",
        gameDateTimeUTC="2025-01-15T05:00:00Z",
        homeTeam=nobody,
        awayTeam=nobody,
    )
    assert (row["home_team_tricode"], row["home_team_name"], row["home_team_id"]) == ("TBD", "TBD", 0)
    assert (row["game_date"], row["game_date_est"]) == (date(2025, 1, 15), None)


def test_a_game_to_come_has_no_score_though_the_feed_sends_zero(shelf: Shelf) -> None:
    sides = {side: nba_schedule_game()[side] | {"score": 0} for side in ("homeTeam", "awayTeam")}
    row = scheduled(shelf, gameStatus=1, gameStatusText="7:00 pm ET", **sides)
    assert (row["home_team_score"], row["away_team_score"], row["winning_team_tricode"]) == (None, None, None)


@pytest.mark.parametrize(
    ("game_id", "flag", "playoff_round"),
    [
        ("0022400561", "is_regular_season", None),
        ("0042400407", "is_playoffs", "nba_finals"),
        ("0042400101", "is_playoffs", "first_round"),
        ("0032400001", "is_all_star", None),
        ("0062400001", "is_emirates_cup", None),
        ("0052400101", None, "play_in"),
        ("0012400001", None, None),
    ],
)
def test_the_game_id_tells_what_kind_of_game_it_is(
    shelf: Shelf, game_id: str, flag: str | None, playoff_round: str | None
) -> None:
    row = scheduled(shelf, gameId=game_id)
    kinds = ("is_regular_season", "is_playoffs", "is_all_star", "is_emirates_cup")
    assert [kind for kind in kinds if row[kind]] == ([flag] if flag else [])
    assert row["playoff_round"] == playoff_round


def test_a_cup_game_of_the_group_stage_counts_as_regular_season_too(shelf: Shelf) -> None:
    row = scheduled(shelf, gameSubtype="in-season", gameLabel="Emirates NBA Cup")
    assert (row["is_emirates_cup"], row["is_regular_season"]) == (True, True)


@pytest.mark.parametrize(("day", "holiday"), [("2025-01-20", True), ("2025-01-13", False), ("2025-01-21", False)])
def test_martin_luther_king_day_is_the_third_monday_of_january(shelf: Shelf, day: str, holiday: bool) -> None:
    assert scheduled(shelf, gameDateTimeUTC=f"{day}T20:00:00Z")["is_mlk_day"] is holiday


def test_a_schedule_from_the_static_feed_is_marked(shelf: Shelf) -> None:
    outcomes = shelf.put(SCHEDULE, nba_schedule(), provider="nba.com cdn", endpoint="scheduleLeagueV2.json").load()
    assert outcomes.row("nbac_schedule", "data_source") == {"data_source": "cdn_static"}


def test_one_bad_game_does_not_take_the_schedule_with_it(shelf: Shelf) -> None:
    outcomes = shelf.put(SCHEDULE, nba_schedule(nba_schedule_game(), nba_schedule_game(gameId="abc"))).load()
    finding = outcomes.finding(SCHEDULE)
    assert finding.place == f"{SCHEDULE}: leagueSchedule.gameDates[0].games[1].gameId"
    assert outcomes.count("nbac_schedule") == 1


def test_home_and_away_of_the_scoreboard_come_from_the_header_not_the_order(shelf: Shelf) -> None:
    row = shelf.put(BOARD, nba_scoreboard(), endpoint="scoreboardV2").load().row("nbac_scoreboard_v2")
    assert (row["game_id"], row["home_team_abbr"], row["home_score"]) == ("20240115_SAS_ATL", "ATL", 109)
    assert (row["winning_team_side"], row["winning_team_abbr"], row["game_state"]) == ("home", "ATL", "final")
    assert (row["game_status_id"], row["home_team_id"], row["season_year"]) == ("3", "1610612737", 2023)


def test_a_game_to_come_has_a_start_and_no_score(shelf: Shelf) -> None:
    answer = nba_scoreboard(1, "7:30 pm ET", home_points=None, away_points=None)
    row = shelf.put(BOARD, answer).load().row("nbac_scoreboard_v2")
    assert row["start_time"] == datetime(2024, 1, 16, 0, 30, tzinfo=UTC)
    assert (row["home_score"], row["game_state"], row["winning_team_side"]) == (None, "scheduled", None)


def test_headers_in_another_order_give_the_same_row(shelf: Shelf) -> None:
    answer = nba_scoreboard()
    first = shelf.put(BOARD, answer).load().row("nbac_scoreboard_v2", "data_hash")
    for table in answer["resultSets"]:
        table["headers"] = [*reversed(table["headers"]), "NEW_COLUMN"]
        table["rowSet"] = [[*reversed(row), "new"] for row in table["rowSet"]]
    outcomes = shelf.put(BOARD, answer).load()
    assert outcomes.row("nbac_scoreboard_v2", "data_hash") == first


def test_a_lost_header_is_named(shelf: Shelf) -> None:
    answer = nba_scoreboard()
    answer["resultSets"][1]["headers"][3] = "POINTS"
    finding = shelf.put(BOARD, answer).load().finding(BOARD)
    assert finding.place == f"{BOARD}: resultSets[1].headers"
    assert "PTS" in finding.message


def test_a_row_with_too_few_values_is_a_bad_record(shelf: Shelf) -> None:
    answer = nba_scoreboard()
    answer["resultSets"][0]["rowSet"].append(["2024-01-15T00:00:00"])
    outcomes = shelf.put(BOARD, answer).load()
    assert outcomes.finding(BOARD).place == f"{BOARD}: resultSets[0].rowSet[1]"
    assert outcomes.count("nbac_scoreboard_v2") == 1


def test_a_side_without_line_score_is_a_bad_record(shelf: Shelf) -> None:
    answer = nba_scoreboard()
    del answer["resultSets"][1]["rowSet"][0]
    assert "has no row in LineScore" in shelf.put(BOARD, answer).load().finding(BOARD).message


def test_the_third_version_of_the_scoreboard_is_read_too(shelf: Shelf) -> None:
    sides = {
        "homeTeam": {"teamId": 1610612737, "teamTricode": "ATL", "score": 109},
        "awayTeam": {"teamId": 1610612759, "teamTricode": "SAS", "score": 99},
    }
    game = {"gameId": "0022300559", "gameStatus": 3, "gameStatusText": "Final", "gameTimeUTC": "2024-01-15T20:30:00Z"}
    board = {"gameDate": "2024-01-15", "games": [game | sides]}
    outcomes = shelf.put("nbacom/scoreboardv3/2024-01-15.json", {"scoreboard": board}).load()
    row = outcomes.row("nbac_scoreboard_v2")
    assert (row["game_id"], row["home_score"], row["away_score"]) == ("20240115_SAS_ATL", 109, 99)
    assert row["start_time"] == datetime(2024, 1, 15, 20, 30, tzinfo=UTC)


@pytest.mark.parametrize(("game_id", "left_out"), [("0032300001", True), ("0022300001", False)])
def test_sides_outside_the_league_are_left_out_of_exhibitions_only(shelf: Shelf, game_id: str, left_out: bool) -> None:
    answer = nba_scoreboard()
    for table in answer["resultSets"]:
        column = table["headers"].index("GAME_ID")
        for row in table["rowSet"]:
            row[column] = game_id
            row[:] = ["EST" if value == "SAS" else value for value in row]
    outcomes = shelf.put(BOARD, answer).load()
    if left_out:
        assert "1 exhibition games against sides outside the league left out" in outcomes.reason(BOARD)
    else:
        assert "'EST' is none of the 30 teams" in outcomes.finding(BOARD).message
