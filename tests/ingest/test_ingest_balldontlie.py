"""Ball Don't Lie answers become rows."""

from __future__ import annotations

from datetime import date

from ingest_made_answers import (
    bdl_active_players,
    bdl_box_scores,
    bdl_injuries,
    bdl_line,
    bdl_player,
    bdl_standings,
    bdl_team,
)
from ingest_shelf import Shelf

BOX = "balldontlie/box_scores/2024-01-15.json"


def test_a_box_score_becomes_one_row_a_player(shelf: Shelf) -> None:
    outcomes = shelf.put(BOX, bdl_box_scores(), endpoint="/v1/box_scores").load()
    assert outcomes.reason(BOX) == "3 rows into nba_raw.bdl_player_boxscores"
    row = outcomes.row("bdl_player_boxscores", where="player_lookup = 'joelembiid'")
    assert (row["game_id"], row["game_date"], row["team_abbr"]) == ("20240115_HOU_PHI", date(2024, 1, 15), "PHI")
    assert (row["minutes"], row["points"], row["turnovers"], row["personal_fouls"]) == ("31", 41, 2, 5)
    assert (row["is_postseason"], row["game_status"], row["period"]) == (False, "Final", 4)


def test_a_player_who_did_not_appear_keeps_his_row(shelf: Shelf) -> None:
    idle = bdl_line(min="00", pts=0, fgm=0)
    outcomes = shelf.put(BOX, bdl_box_scores([idle], [])).load()
    assert outcomes.row("bdl_player_boxscores", "minutes, points") == {"minutes": "00", "points": 0}


def test_minutes_stay_as_sent_in_every_format(shelf: Shelf) -> None:
    lines = [bdl_line(number, "A", f"B{number}", min=sent) for number, sent in enumerate(["34", "34:12", 34, "", None])]
    outcomes = shelf.put(BOX, bdl_box_scores(lines, [])).load()
    assert [row["minutes"] for row in outcomes.rows("bdl_player_boxscores")] == ["34", "34:12", "34", None, None]


def test_a_statistic_that_is_not_sent_is_null(shelf: Shelf) -> None:
    line = bdl_line(pts=None)
    del line["oreb"]
    outcomes = shelf.put(BOX, bdl_box_scores([line], [])).load()
    row = outcomes.row("bdl_player_boxscores", "points, offensive_rebounds, defensive_rebounds")
    assert row == {"points": None, "offensive_rebounds": None, "defensive_rebounds": 8}


def test_a_game_that_has_not_begun_has_no_players_and_passes(shelf: Shelf) -> None:
    game = bdl_box_scores(status="7:30 pm ET", home_team=bdl_team("PHI"), visitor_team=bdl_team("HOU", players=[]))
    assert "0 rows" in shelf.put(BOX, game).load().reason(BOX)


def test_fields_of_a_newer_version_do_no_harm(shelf: Shelf) -> None:
    newer = bdl_box_scores([bdl_line(plus_minus=7, tier={"a": [1]})], [], id=1, ist_stage="Group", datetime=None)
    assert "1 rows" in shelf.put(BOX, newer | {"meta": {"next_cursor": None}}).load().reason(BOX)


def test_active_players_carry_their_team(shelf: Shelf) -> None:
    file = "balldontlie/active_players/page.json"
    outcomes = shelf.put(file, bdl_active_players(), endpoint="/v1/players/active").load()
    row = outcomes.row("bdl_active_players_current")
    assert (row["player_lookup"], row["team_abbr"], row["draft_year"], row["weight"]) == (
        "stevenadams",
        "HOU",
        2008,
        "230",
    )
    assert row["last_seen_date"] is None


def test_a_player_without_team_is_kept(shelf: Shelf) -> None:
    file = "balldontlie/active_players/page.json"
    outcomes = shelf.put(file, {"data": [bdl_player(3, "Steven", "Adams", team=None)]}).load()
    assert outcomes.row("bdl_active_players_current", "team_abbr, bdl_team_id") == {
        "team_abbr": None,
        "bdl_team_id": None,
    }


def test_an_injury_list_without_a_day_is_filed_under_the_runs_day_and_says_so(shelf: Shelf) -> None:
    file = "balldontlie/injuries/league.json"
    outcomes = shelf.put(file, bdl_injuries()).load()
    row = outcomes.row("bdl_injuries")
    assert (row["scrape_date"], row["team_abbr"]) == (date(2025, 1, 16), "ATL")
    assert "filed under the run's day, 2025-01-16" in outcomes.reason(file)
    # Without the day of the recording, `Jul 17` has no year.
    assert (row["return_date"], row["return_date_original"], row["return_date_parsed"]) == (None, "Jul 17", False)


def test_a_return_day_gets_its_year_from_the_day_of_the_recording(shelf: Shelf) -> None:
    outcomes = (
        shelf.put("balldontlie/injuries/2024-12-20/1.json", bdl_injuries(return_date="Jan 3"))
        .put("balldontlie/injuries/2024-12-21/1.json", bdl_injuries(return_date="Nov 30"))
        .load()
    )
    rows = outcomes.rows("bdl_injuries", "scrape_date, return_date, season_year")
    assert [(row["scrape_date"], row["return_date"]) for row in rows] == [
        (date(2024, 12, 20), date(2025, 1, 3)),
        (date(2024, 12, 21), date(2024, 11, 30)),
    ]


def test_the_manifest_may_say_when_an_answer_was_recorded(shelf: Shelf) -> None:
    file = "balldontlie/injuries/league.json"
    # 02:00 UTC is still the evening before in New York.
    outcomes = shelf.put(file, bdl_injuries(), recorded_at="2024-12-21T02:00:00Z").load()
    row = outcomes.row("bdl_injuries", "scrape_date, strftime(scrape_timestamp, '%H:%M') AS at")
    assert row == {"scrape_date": date(2024, 12, 20), "at": "02:00"}


def test_an_injury_may_carry_the_whole_team_and_another_reason(shelf: Shelf) -> None:
    player = bdl_player(1, "Jalen", "Johnson", team=bdl_team("NYK"))
    entry = bdl_injuries(player=player, status="Out", description="Jan 3: on assignment in the G League.")
    outcomes = shelf.put("balldontlie/injuries/league.json", entry).load()
    row = outcomes.row("bdl_injuries", "team_abbr, injury_status_normalized, reason_category")
    assert row == {"team_abbr": "NYK", "injury_status_normalized": "out", "reason_category": "g_league"}


def test_standings_split_their_records(shelf: Shelf) -> None:
    outcomes = shelf.put("balldontlie/standings/2025-04-14.json", bdl_standings()).load()
    row = outcomes.row("bdl_standings")
    assert (row["date_recorded"], row["season_year"], row["season_display"]) == (date(2025, 4, 14), 2024, "2024-25")
    assert (row["conference_wins"], row["conference_losses"], row["road_record"]) == (34, 18, "24-17")
    assert (row["games_played"], round(row["win_percentage"], 3)) == (82, 0.622)


def test_games_are_checked_though_no_table_holds_them(shelf: Shelf) -> None:
    file = "balldontlie/games/2024-01-15.json"
    assert "1 games" in shelf.put(file, bdl_box_scores()).load().reason(file)
    renamed = bdl_box_scores(home_team=bdl_team("PHI", abbreviation="XXX"))
    finding = shelf.put(file, renamed).load().finding(file)
    assert finding.place == f"{file}: data[0].home_team.abbreviation"


def test_a_team_that_changed_its_number_is_found(shelf: Shelf) -> None:
    file = "balldontlie/teams/all.json"
    assert "2 teams" in shelf.put(file, {"data": [bdl_team("PHI"), bdl_team("NYK", id=37)]}).load().reason(file)
    assert "was ATL" in shelf.put(file, {"data": [bdl_team("PHI", id=1)]}).load().finding(file).message
