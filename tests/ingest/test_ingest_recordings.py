"""The real recordings: everything loads, and the three sources of one evening agree."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from ibis.backends.sql.datatypes import DuckDBType
from ingest_shelf import Outcomes

from harness.results import Outcome
from harness.warehouse.schema import declared

EVENING = "game_date = DATE '2024-01-15'"


@pytest.mark.parametrize(
    ("file", "expected"),
    [
        ("balldontlie/box_scores/2024-01-15.json", {"bdl_player_boxscores": 384}),
        ("balldontlie/active_players/page.json", {"bdl_active_players_current": 100}),
        ("balldontlie/injuries/league.json", {"bdl_injuries": 100}),
        ("balldontlie/standings/season.json", {"bdl_standings": 30}),
        ("espn/scoreboard/2024-01-15.json", {"espn_scoreboard": 11}),
        ("espn/roster/bos.json", {"espn_team_rosters": 17}),
        ("nbacom/scoreboardv2/2024-01-15.json", {"nbac_scoreboard_v2": 11}),
        ("nbacom/schedule/2024-25.json.gz", {"nbac_schedule": 1400}),
        ("nbacom/leaguegamelog/2025-03-15.json", {"nbac_player_boxscores": 157}),
        ("nbacom/boxscoretraditional/0022400561.json", {"nbac_player_boxscores": 25, "nbac_team_boxscore": 2}),
        ("nbacom/playerindex/2025-26.json", {"nbac_player_list_current": 594}),
        ("nbacom/play_by_play/game.json.gz", {"nbac_play_by_play": 571}),
        ("nbacom/referee_assignments/2025-01-08.json", {"nbac_referee_game_assignments": 24}),
        ("oddsapi/historical_event_odds/player_props_2024-01-25.json", {"odds_api_game_lines": 8}),
        ("oddsapi/historical_event_odds/game_lines_2024-01-25.json", {"odds_api_game_lines": 4}),
        ("bigdataball/play_by_play/game.csv", {"bigdataball_play_by_play": 510}),
    ],
)
def test_every_row_of_a_recording_lands(recorded: Outcomes, file: str, expected: dict[str, int]) -> None:
    assert {receipt.table: receipt.rows for receipt in recorded.receipts(file)} == {
        f"nba_raw.{table}": rows for table, rows in expected.items()
    }
    assert ", ".join(f"{rows} rows into nba_raw.{table}" for table, rows in expected.items()) in recorded.reason(file)
    for table, rows in expected.items():
        assert len(recorded.rows(table, "1", f"source_file_path = '{file}'")) == rows


@pytest.mark.parametrize(
    ("file", "contents"),
    [
        ("balldontlie/games/2025-02-20.json", "9 games"),
        ("balldontlie/teams/all.json", "45 teams"),
        ("oddsapi/historical_events/2024-01-25.json", "10 events"),
        ("bettingpros/events/2021-10-21.json", "3 events"),
    ],
)
def test_answers_without_a_raw_table_are_read_and_checked(recorded: Outcomes, file: str, contents: str) -> None:
    assert recorded.reason(file) == f"read, no raw table holds it: {contents}"


@pytest.mark.parametrize("file", ["balldontlie/stats/empty.json", "espn/scoreboard/2025-02-14-no-games.json"])
def test_an_empty_answer_passes_and_says_so(recorded: Outcomes, file: str) -> None:
    assert "0 rows into" in recorded.reason(file)
    assert "empty" in recorded.reason(file)


@pytest.mark.parametrize("file", ["espn/boxscore_page/game.html.gz", "nbacom/injury_report/report.pdf"])
def test_a_page_or_pdf_is_listed_as_unknown(recorded: Outcomes, file: str) -> None:
    assert recorded.result(file).outcome is Outcome.UNKNOWN
    assert [receipt.note for receipt in recorded.receipts(file)] == ["no loader yet"]


def test_there_is_one_result_a_file_in_manifest_order_and_none_failed(
    recorded: Outcomes, recordings_folder: Path
) -> None:
    listed = [entry["file"] for entry in json.loads((recordings_folder / "MANIFEST.json").read_text())]
    assert [result.subject for result in recorded.report.results] == [f"recording.{file}" for file in listed]
    assert recorded.failed() == []


def test_the_eleven_games_of_one_evening_agree_across_three_sources(recorded: Outcomes) -> None:
    totals = recorded.connection.execute(
        f"""
        WITH bdl AS (SELECT game_id, team_abbr, sum(points) AS points,
                            any_value(if(team_abbr = home_team_abbr, home_team_score, away_team_score)) AS score
                     FROM nba_raw.bdl_player_boxscores WHERE {EVENING} GROUP BY ALL),
             espn AS (SELECT game_id, unnest([home_team_abbr, away_team_abbr]) AS team_abbr,
                             unnest([home_team_score, away_team_score]) AS score
                      FROM nba_raw.espn_scoreboard WHERE {EVENING}),
             nba AS (SELECT game_id, unnest([home_team_abbr, away_team_abbr]) AS team_abbr,
                            unnest([home_score, away_score]) AS score
                     FROM nba_raw.nbac_scoreboard_v2 WHERE {EVENING})
        SELECT count(*), count(DISTINCT game_id),
               count(*) FILTER (bdl.points = bdl.score AND bdl.score = espn.score AND espn.score = nba.score)
        FROM bdl FULL JOIN espn USING (game_id, team_abbr) FULL JOIN nba USING (game_id, team_abbr)
        """
    ).fetchone()
    assert totals == (22, 11, 22)


def test_the_players_of_a_box_score_add_up_to_the_team(recorded: Outcomes) -> None:
    sums = recorded.connection.execute(
        """
        SELECT team_abbr, sum(p.points) = any_value(t.points), sum(p.assists) = any_value(t.assists),
               sum(p.field_goals_made) = any_value(t.fg_made), count(*) FILTER (p.starter), any_value(t.is_home)
        FROM nba_raw.nbac_player_boxscores p JOIN nba_raw.nbac_team_boxscore t USING (game_id, team_abbr)
        GROUP BY team_abbr ORDER BY team_abbr
        """
    ).fetchall()
    assert sums == [("NYK", True, True, True, 5, False), ("PHI", True, True, True, 5, True)]


def test_embiids_line_is_as_ball_dont_lie_sent_it(recorded: Outcomes) -> None:
    row = recorded.row("bdl_player_boxscores", where="player_lookup = 'joelembiid'")
    assert (row["game_id"], row["team_abbr"], row["season_year"]) == ("20240115_HOU_PHI", "PHI", 2023)
    assert (row["minutes"], row["points"], row["rebounds"], row["assists"]) == ("31", 41, 10, 3)
    assert (row["field_goals_made"], row["three_pointers_made"], row["free_throws_made"]) == (12, 1, 16)
    assert row["field_goal_pct"] == pytest.approx(0.5714286)
    assert (row["home_team_score"], row["away_team_score"]) == (124, 115)


def test_a_late_espn_game_keeps_its_eastern_day_and_platform_codes(recorded: Outcomes) -> None:
    row = recorded.row("espn_scoreboard", where="home_team_espn_abbr = 'UTAH'")
    assert (row["game_id"], row["game_date"], row["away_team_abbr"]) == ("20240115_IND_UTA", date(2024, 1, 15), "IND")
    assert row["scheduled_start_time"] == datetime(2024, 1, 16, 2, tzinfo=UTC)
    assert (row["home_team_score"], row["home_team_winner"], row["game_status"]) == (132, True, "final")
    assert row["season_year"] == 2023


def test_the_schedule_keeps_every_kind_of_game(recorded: Outcomes) -> None:
    kinds = recorded.connection.execute(
        "SELECT game_id[3], count(*) FROM nba_raw.nbac_schedule GROUP BY ALL ORDER BY ALL"
    ).fetchall()
    assert kinds == [("1", 73), ("2", 1230), ("3", 6), ("4", 84), ("5", 6), ("6", 1)]
    final = recorded.row("nbac_schedule", where="game_id = '0062400001'")
    assert (final["is_emirates_cup"], final["is_regular_season"], final["neutral_site_flag"]) == (True, False, True)
    assert (final["game_date"], final["game_date_est"]) == (
        date(2024, 12, 17),
        datetime(2024, 12, 18, 1, 30, tzinfo=UTC),
    )
    assert final["winning_team_tricode"] == "MIL"


def test_every_required_column_of_the_schedule_is_filled_for_sides_outside_the_league(recorded: Outcomes) -> None:
    required = [column.name for column in declared("nba_raw.nbac_schedule").columns if column.mode == "REQUIRED"]
    empty = " OR ".join(f"{name} IS NULL" for name in required)
    assert recorded.rows("nbac_schedule", "game_id", empty) == []
    club = recorded.row("nbac_schedule", "away_team_id, away_team_tricode, away_team_name", "game_id = '0012400002'")
    assert club == {"away_team_id": 15020, "away_team_tricode": "NZB", "away_team_name": "Breakers"}


def test_a_box_score_without_day_takes_it_from_the_schedule(recorded: Outcomes) -> None:
    row = recorded.row("nbac_player_boxscores", where="player_lookup = 'joshhart' AND nba_game_id = '0022400561'")
    assert (row["game_id"], row["game_date"], row["game_code"]) == (
        "20250115_NYK_PHI",
        date(2025, 1, 15),
        "20250115/NYKPHI",
    )
    assert (row["minutes"], row["points"], row["starter"], row["position"]) == ("49:25", 10, True, "F")


def test_the_game_log_gives_home_and_away_from_the_matchup(recorded: Outcomes) -> None:
    row = recorded.row("nbac_player_boxscores", where="player_lookup = 'stephencurry'")
    assert (row["game_id"], row["home_team_abbr"], row["team_abbr"]) == ("20250315_NYK_GSW", "GSW", "GSW")
    assert (row["minutes"], row["points"], row["season_type"]) == ("35", 28, "Regular Season")


def test_play_by_play_is_filed_under_the_scheduled_game(recorded: Outcomes) -> None:
    rows = recorded.rows("nbac_play_by_play", "DISTINCT game_id, nba_game_id, home_team_abbr")
    assert rows == [{"game_id": "20250106_LAC_MIN", "nba_game_id": "0022400500", "home_team_abbr": "MIN"}]
    last = recorded.row("nbac_play_by_play", where="event_type = 'game'")
    assert (last["score_home"], last["score_away"], last["time_elapsed_seconds"]) == (108, 106, 2880)


def test_bigdataballs_lost_leading_zeros_do_not_hide_the_game(recorded: Outcomes) -> None:
    row = recorded.row("bigdataball_play_by_play", where="event_sequence = 4")
    assert (row["game_id"], row["bdb_game_id"], row["home_team_abbr"]) == ("20250622_IND_OKC", 42400407, "OKC")
    assert (row["player_1_lookup"], row["player_2_lookup"], row["player_2_role"]) == (
        "jalenwilliams",
        "aaronnesmith",
        "block",
    )
    assert (row["shot_made"], row["shot_type"], row["game_clock_seconds"]) == (False, "2PT", 689)


def test_diacritics_and_suffixes_leave_one_key(recorded: Outcomes) -> None:
    keys = {row["player_lookup"] for row in recorded.rows("nbac_player_list_current", "player_lookup")}
    assert {"nikolajokic", "lukadoncic", "kristapsporzingis", "nikoladurisic", "igormilicicjr", "egordemin"} <= keys
    assert all(key.isascii() and key.isalnum() for key in keys)


def test_the_props_file_that_holds_spreads_and_totals_becomes_game_lines(recorded: Outcomes) -> None:
    markets = recorded.connection.execute(
        "SELECT market_key, count(*) FROM nba_raw.odds_api_game_lines GROUP BY ALL ORDER BY ALL"
    ).fetchall()
    assert markets == [("h2h", 4), ("spreads", 4), ("totals", 4)]
    row = recorded.row("odds_api_game_lines", where="bookmaker_key = 'fanduel' AND outcome_point = -7.5")
    assert (row["game_id"], row["game_date"], row["outcome_name"]) == (
        "20240124_ATL_GSW",
        date(2024, 1, 24),
        "Golden State Warriors",
    )
    assert row["snapshot_timestamp"] == datetime(2024, 1, 25, 3, 55, 40, tzinfo=UTC)


def test_only_nba_officials_are_taken(recorded: Outcomes) -> None:
    rows = recorded.rows("nbac_referee_game_assignments", "game_id, official_position, official_name", "true")
    assert len({row["game_id"] for row in rows}) == 8
    assert {"game_id": "20250108_OKC_CLE", "official_position": 3, "official_name": "Robert Hussey"} in rows


def test_an_injured_player_finds_his_team_by_its_number(recorded: Outcomes) -> None:
    row = recorded.row("bdl_injuries", where="player_full_name = 'Jayson Tatum'")
    assert (row["team_abbr"], row["injury_status"], row["injury_status_normalized"]) == ("BOS", "Out", "out")


def test_columns_have_the_declared_names_types_and_order(recorded: Outcomes) -> None:
    for table in {receipt.table for receipt in recorded.report.receipts if receipt.table}:
        described = recorded.connection.execute(f"DESCRIBE {table}").fetchall()
        found = {name: DuckDBType.from_string(kind) for name, kind, *_ in described}
        assert list(found) == [column.name for column in declared(table).columns]
        # DuckDB's timestamps are of microseconds, which the declaration does not spell out.
        kinds = [str(kind).replace("'UTC', 6", "'UTC'") for kind in found.values()]
        assert kinds == [column.ibis for column in declared(table).columns]


def test_a_second_load_of_everything_changes_nothing(recordings_folder: Path, recorded: Outcomes) -> None:
    from ingest_shelf import Shelf

    again = Shelf(recordings_folder, recorded.connection)
    before = recorded.everything()
    outcomes = again.load(datetime(2025, 2, 1, tzinfo=UTC))
    assert outcomes.everything() == before
    assert outcomes.reason("nbacom/schedule/2024-25.json.gz") == "already loaded"
