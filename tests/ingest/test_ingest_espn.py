"""ESPN answers become rows."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from ingest_made_answers import espn_roster, espn_scoreboard, espn_team
from ingest_shelf import NOW, Shelf

BOARD = "espn/scoreboard/2024-01-15.json"
ROSTER = "espn/roster/bos.json"


def with_side(side: int, **more: Any) -> Any:
    answer = espn_scoreboard()
    answer["events"][0]["competitions"][0]["competitors"][side] |= more
    return answer


def test_scores_are_numbers_codes_are_the_platforms_and_the_day_is_eastern(shelf: Shelf) -> None:
    row = shelf.put(BOARD, espn_scoreboard()).load().row("espn_scoreboard")
    # 03:30 UTC on the 16th is 22:30 on the 15th in New York.
    assert (row["game_id"], row["game_date"]) == ("20240115_UTA_GSW", date(2024, 1, 15))
    assert row["scheduled_start_time"] == datetime(2024, 1, 16, 3, 30, tzinfo=UTC)
    assert (row["home_team_score"], row["away_team_score"], row["home_team_winner"]) == (132, 105, True)
    assert (row["home_team_abbr"], row["home_team_espn_abbr"], row["home_team_espn_id"]) == ("GSW", "GS", "9")
    assert (row["season_year"], row["game_status"], row["processing_confidence"]) == (2023, "final", 1.0)


def test_the_scrape_time_that_the_table_requires_is_the_loads_where_nobody_recorded_it(shelf: Shelf) -> None:
    other = "espn/scoreboard/2024-01-16.json"
    shelf.put(BOARD, espn_scoreboard())
    shelf.put(other, espn_scoreboard("2024-01-17T03:30Z"), recorded_at="2024-01-17T08:00:00Z")
    rows = shelf.load().rows("espn_scoreboard", "scrape_timestamp")
    assert [row["scrape_timestamp"] for row in rows] == [NOW, datetime(2024, 1, 17, 8, tzinfo=UTC)]


@pytest.mark.parametrize(
    ("espn", "platform"), [("GS", "GSW"), ("NO", "NOP"), ("NY", "NYK"), ("SA", "SAS"), ("WSH", "WAS"), ("BOS", "BOS")]
)
def test_espns_own_codes_are_translated(shelf: Shelf, espn: str, platform: str) -> None:
    outcomes = shelf.put(BOARD, espn_scoreboard(home=espn)).load()
    assert outcomes.row("espn_scoreboard", "home_team_abbr") == {"home_team_abbr": platform}


@pytest.mark.parametrize(
    ("kind", "status"),
    [
        ({"state": "pre", "completed": False, "name": "STATUS_SCHEDULED", "id": "1"}, "scheduled"),
        ({"state": "in", "completed": False, "name": "STATUS_IN_PROGRESS", "id": "2"}, "in_progress"),
        ({"state": "post", "completed": False, "name": "STATUS_POSTPONED", "id": "6"}, "postponed"),
    ],
)
def test_a_game_that_is_not_over_says_so(shelf: Shelf, kind: dict[str, Any], status: str) -> None:
    row = shelf.put(BOARD, espn_scoreboard(**kind)).load().row("espn_scoreboard", "game_status, is_completed")
    assert row == {"game_status": status, "is_completed": False}


def test_a_winner_who_is_not_ahead_lowers_the_confidence(shelf: Shelf) -> None:
    outcomes = shelf.put(BOARD, with_side(0, score="100")).load()
    row = outcomes.row("espn_scoreboard", "processing_confidence, data_quality_flags")
    assert row == {"processing_confidence": 0.7, "data_quality_flags": "winner_not_ahead"}


def test_a_score_that_is_no_number_is_named_by_its_place(shelf: Shelf) -> None:
    finding = shelf.put(BOARD, with_side(1, score="1O5")).load().finding(BOARD)
    assert finding.place == f"{BOARD}: events[0].competitions[0].competitors[1].score"


def test_an_all_star_game_is_left_out_and_counted(shelf: Shelf) -> None:
    answer = espn_scoreboard(home="EAST", away="WEST")
    answer["events"][0]["competitions"][0]["type"]["abbreviation"] = "ALLSTAR"
    assert "1 All-Star games left out" in shelf.put(BOARD, answer).load().reason(BOARD)


def test_a_preseason_game_against_a_foreign_club_is_left_out_and_counted(shelf: Shelf) -> None:
    answer = espn_scoreboard(away="RMD")
    answer["events"][0]["season"]["type"] = 1
    assert "clubs outside the league left out" in shelf.put(BOARD, answer).load().reason(BOARD)


def test_an_unknown_side_in_the_regular_season_is_a_bad_record(shelf: Shelf) -> None:
    finding = shelf.put(BOARD, espn_scoreboard(away="RMD")).load().finding(BOARD)
    assert "'RMD' is none of the 30 teams" in finding.message


def test_a_day_without_games_passes(shelf: Shelf) -> None:
    assert "0 rows" in shelf.put(BOARD, {"leagues": [], "events": []}).load().reason(BOARD)


def test_a_roster_keeps_what_espn_shows(shelf: Shelf) -> None:
    outcomes = shelf.put("espn/roster/2024-12-20/bos.json", espn_roster()).load()
    row = outcomes.row("espn_team_rosters")
    assert (row["roster_date"], row["season_year"], row["team_abbr"]) == (date(2024, 12, 20), 2024, "BOS")
    assert (row["espn_player_id"], row["player_lookup"]) == (3917376, "jaylenbrown")
    assert (row["height"], row["weight"], row["birth_date"]) == ("6' 6\"", "223 lbs", date(1996, 10, 24))
    assert (row["birth_place"], row["position_abbr"], row["salary"]) == ("Marietta, GA, USA", "SG", "49205800")


@pytest.mark.parametrize(("height", "text"), [({"feet": 6, "inches": 6}, "6' 6\""), (78.0, "78"), (None, None)])
def test_height_is_read_in_both_shapes(shelf: Shelf, height: Any, text: str | None) -> None:
    outcomes = shelf.put(ROSTER, espn_roster(height=height, displayHeight=None)).load()
    assert outcomes.row("espn_team_rosters", "height") == {"height": text}


def test_athletes_beside_the_team_are_read_too_and_dated_by_the_answer(shelf: Shelf) -> None:
    athletes = espn_roster()["team"]["athletes"]
    answer = {"timestamp": "2024-12-21T02:10:00Z", "season": {"year": 2025}, "team": espn_team(2, "BOS")}
    outcomes = shelf.put(ROSTER, answer | {"athletes": athletes}).load()
    row = outcomes.row("espn_team_rosters", "roster_date, scrape_hour, season_year")
    assert row == {"roster_date": date(2024, 12, 20), "scrape_hour": 21, "season_year": 2024}
