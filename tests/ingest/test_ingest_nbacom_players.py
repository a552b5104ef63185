"""NBA.com's box scores, play-by-play, player index and officials become rows."""

from __future__ import annotations

from datetime import date

import pytest
from ingest_made_answers import (
    nba_box_score,
    nba_box_score_v3,
    nba_game_log,
    nba_play_by_play,
    nba_player_index,
    nba_referees,
    nba_schedule,
    nba_schedule_game,
)
from ingest_shelf import Shelf

BOX = "nbacom/boxscoretraditional/0022400561.json"
LOG = "nbacom/leaguegamelog/2025-01-15.json"
SCHEDULE = "nbacom/schedule/2024-25.json.gz"
PLAYS = "nbacom/play_by_play/game.json.gz"
GAME = "20250115_NYK_PHI"


def test_a_box_score_finds_its_day_in_the_schedule_whatever_the_order(shelf: Shelf) -> None:
    outcomes = shelf.put(BOX, nba_box_score()).put(SCHEDULE, nba_schedule()).load()
    assert outcomes.reason(BOX) == "2 rows into nba_raw.nbac_player_boxscores, 2 rows into nba_raw.nbac_team_boxscore"
    hart = outcomes.row("nbac_player_boxscores", where="player_lookup = 'joshhart'")
    assert (hart["game_id"], hart["game_date"], hart["nba_game_id"]) == (GAME, date(2025, 1, 15), "0022400561")
    assert (hart["minutes"], hart["points"], hart["starter"], hart["turnovers"]) == ("49:25", 10, True, 3)
    assert (hart["home_team_id"], hart["away_team_abbr"]) == (1610612755, "NYK")
    knicks = outcomes.row("nbac_team_boxscore", where="team_abbr = 'NYK'")
    assert (knicks["minutes"], knicks["fg_made"], knicks["points"], knicks["is_home"]) == ("265:00", 46, 125, False)


def test_a_player_who_did_not_play_keeps_his_row_without_numbers(shelf: Shelf) -> None:
    outcomes = shelf.put(SCHEDULE, nba_schedule()).put(BOX, nba_box_score()).load()
    row = outcomes.row("nbac_player_boxscores", "minutes, points, starter", "player_lookup = 'joelembiid'")
    assert row == {"minutes": None, "points": None, "starter": False}


def test_a_box_score_whose_day_nobody_knows_says_what_is_missing(shelf: Shelf) -> None:
    outcomes = shelf.put(BOX, nba_box_score()).load()
    finding = outcomes.finding(BOX)
    assert "game 0022400561 has no day and no home side here; load the season's schedule" in finding.message
    assert finding.count == 4
    # Once the schedule is there, the same file loads.
    assert "2 rows" in shelf.put(SCHEDULE, nba_schedule()).load().reason(BOX)


def test_the_schedule_of_an_earlier_run_is_enough(shelf: Shelf) -> None:
    shelf.put(SCHEDULE, nba_schedule()).load()
    (shelf.folder / SCHEDULE).unlink()
    shelf.entries.clear()
    assert "2 rows" in shelf.put(BOX, nba_box_score()).load().reason(BOX)


def test_the_third_version_of_the_box_score_is_read_too(shelf: Shelf) -> None:
    outcomes = shelf.put("nbacom/boxscoretraditional/2025-01-15/0022400561.json", nba_box_score_v3()).load()
    hart = outcomes.row("nbac_player_boxscores", where="player_lookup = 'joshhart'")
    assert (hart["game_id"], hart["points"], hart["jersey_number"], hart["starter"]) == (GAME, 10, "3", True)
    assert hart["plus_minus"] == 10
    idle = outcomes.row("nbac_player_boxscores", "minutes, points, starter", "player_lookup = 'joelembiid'")
    assert idle == {"minutes": None, "points": None, "starter": False}
    sixers = outcomes.row("nbac_team_boxscore", "team_id, team_city, is_home, points", "team_abbr = 'PHI'")
    assert sixers == {"team_id": 1610612755, "team_city": "Philadelphia", "is_home": True, "points": 125}


def test_the_third_version_needs_a_day_too(shelf: Shelf) -> None:
    finding = shelf.put(BOX, nba_box_score_v3()).load().finding(BOX)
    assert "game 0022400561 has no day here" in finding.message


@pytest.mark.parametrize("matchup", ["NYK @ PHI", "NYK vs. PHI"])
def test_the_matchup_tells_home_from_away(shelf: Shelf, matchup: str) -> None:
    row = shelf.put(LOG, nba_game_log(matchup)).load().row("nbac_player_boxscores")
    assert row["game_id"] == (GAME if "@" in matchup else "20250115_PHI_NYK")
    assert (row["minutes"], row["season_year"], row["season_type"]) == ("49", 2024, "Regular Season")


@pytest.mark.parametrize("matchup", ["NYK at PHI", "NYK", "", "XXX @ PHI"])
def test_a_matchup_that_names_no_sides_is_a_bad_record(shelf: Shelf, matchup: str) -> None:
    assert shelf.put(LOG, nba_game_log(matchup)).load().finding(LOG).place == (
        f"{LOG}: resultSets[0].rowSet[0].MATCHUP"
    )


def test_a_player_of_neither_side_is_a_bad_record(shelf: Shelf) -> None:
    finding = shelf.put(LOG, nba_game_log(team="BOS")).load().finding(LOG)
    assert "BOS does not play in NYK @ PHI" in finding.message


def test_preseason_lines_against_a_foreign_club_are_left_out(shelf: Shelf) -> None:
    outcomes = shelf.put(LOG, nba_game_log("NZB @ UTA", "UTA", "0012400002")).load()
    assert "1 lines of exhibition games against sides outside the league left out" in outcomes.reason(LOG)


def test_the_player_index_keeps_diacritics_in_the_name_and_not_in_the_key(shelf: Shelf) -> None:
    outcomes = shelf.put("nbacom/playerindex/2024-25.json", nba_player_index()).load()
    row = outcomes.row("nbac_player_list_current")
    assert (row["player_full_name"], row["player_lookup"], row["season_year"]) == ("Nikola Jokić", "nikolajokic", 2024)
    assert (row["is_active"], row["roster_status"], row["draft_pick"]) == (True, "active", 41)


def test_a_player_without_a_team_is_kept(shelf: Shelf) -> None:
    answer = nba_player_index(TEAM_ID=0, TEAM_ABBREVIATION=None, ROSTER_STATUS=0.0)
    outcomes = shelf.put("nbacom/playerindex/2024-25.json", answer).load()
    row = outcomes.row("nbac_player_list_current", "team_id, team_abbr, is_active")
    assert row == {"team_id": None, "team_abbr": None, "is_active": False}


def test_play_by_play_tells_its_own_day_and_sides(shelf: Shelf) -> None:
    rows = shelf.put(PLAYS, nba_play_by_play()).load().rows("nbac_play_by_play")
    # The first action happened at 01:11 UTC on the 7th: the evening of the 6th. The Clippers' basket moved `scoreAway`.
    assert {row["game_id"] for row in rows} == {"20250106_LAC_MIN"}
    basket = rows[1]
    assert (basket["event_type"], basket["event_action_type"], basket["shot_type"]) == ("fieldgoal", "made", "2PT")
    assert (basket["game_clock"], basket["game_clock_seconds"]) == ("PT11M42.50S", 702)
    assert (basket["time_elapsed_seconds"], basket["score_away"], basket["event_sequence"]) == (18, 2, 20000)
    assert (basket["player_1_id"], basket["player_2_id"], basket["player_2_team_abbr"]) == (1627826, 202695, "LAC")


def test_the_fouled_player_is_on_the_other_side(shelf: Shelf) -> None:
    rows = shelf.put(PLAYS, nba_play_by_play()).load().rows("nbac_play_by_play", where="event_type = 'foul'")
    assert [(row["player_2_id"], row["player_2_team_abbr"]) for row in rows] == [(203497, "MIN")]


def test_play_by_play_before_any_basket_needs_the_schedule(shelf: Shelf) -> None:
    answer = nba_play_by_play()
    del answer["game"]["actions"][1:]
    assert "load the season's schedule" in shelf.put(PLAYS, answer).load().finding(PLAYS).message
    game = nba_schedule_game(
        gameId="0022400500",
        gameDateTimeUTC="2025-01-07T01:00:00Z",
        homeTeam={"teamId": 1610612750, "teamTricode": "MIN", "teamName": "Timberwolves"},
        awayTeam={"teamId": 1610612746, "teamTricode": "LAC", "teamName": "Clippers"},
    )
    outcomes = shelf.put(SCHEDULE, nba_schedule(game)).load()
    assert outcomes.row("nbac_play_by_play", "game_id") == {"game_id": "20250106_LAC_MIN"}


@pytest.mark.parametrize(
    ("period", "clock", "elapsed"), [(1, "PT12M00.00S", 0), (4, "PT00M00.00S", 2880), (6, "PT04M00.00S", 3240)]
)
def test_time_runs_through_overtime(shelf: Shelf, period: int, clock: str, elapsed: int) -> None:
    answer = nba_play_by_play()
    answer["game"]["actions"][2] |= {"period": period, "clock": clock}
    outcomes = shelf.put(PLAYS, answer).load()
    row = outcomes.row("nbac_play_by_play", "time_elapsed_seconds", "event_sequence = 30000")
    assert row == {"time_elapsed_seconds": elapsed}


def test_officials_of_nba_games_only_one_row_each(shelf: Shelf) -> None:
    outcomes = shelf.put("nbacom/referee_assignments/2025-01-08.json", nba_referees()).load()
    rows = outcomes.rows("nbac_referee_game_assignments")
    assert [(row["official_position"], row["official_name"], row["official_jersey_number"]) for row in rows] == [
        (1, "John Goble", "10"),
        (2, "Ray Acosta", "54"),
    ]
    assert (rows[0]["game_id"], rows[0]["season"]) == ("20250108_OKC_CLE", "2024")
