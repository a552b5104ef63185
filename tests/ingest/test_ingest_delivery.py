"""The same contents twice change nothing; a newer file's rows take the place of those with the same key."""

from __future__ import annotations

import copy
from datetime import UTC, datetime
from typing import Any

from ingest_made_answers import (
    SPREADS,
    bdl_box_scores,
    bdl_line,
    bettingpros_events,
    bettingpros_offers,
    espn_scoreboard,
    historical,
    nba_box_score,
    nba_game_log,
    nba_schedule,
    odds,
)
from ingest_shelf import NOW, Shelf

BOX = "balldontlie/box_scores/2024-01-15.json"
LATER = datetime(2025, 3, 1, tzinfo=UTC)


def ledger(shelf: Shelf) -> list[tuple[Any, ...]]:
    return shelf.connection.execute(
        'SELECT file, "table", "rows", bad_records FROM harness.loaded_files ORDER BY ALL'
    ).fetchall()


def test_the_same_file_in_a_later_run_is_skipped(shelf: Shelf) -> None:
    before = shelf.put(BOX, bdl_box_scores()).load().everything()
    outcomes = shelf.load(LATER)
    assert outcomes.reason(BOX) == "already loaded"
    assert [(receipt.rows, receipt.note) for receipt in outcomes.receipts(BOX)] == [(0, "already loaded")]
    assert outcomes.everything() == before


def test_the_same_contents_under_another_name_are_skipped_in_one_run(shelf: Shelf) -> None:
    copy_of_it = "balldontlie/box_scores/copy.json"
    outcomes = shelf.put(BOX, bdl_box_scores()).put(copy_of_it, bdl_box_scores()).load()
    assert outcomes.reason(copy_of_it) == f"already loaded, as {BOX}"
    assert outcomes.count("bdl_player_boxscores") == 3


def test_the_ledger_names_contents_file_table_and_rows(shelf: Shelf) -> None:
    shelf.put(BOX, bdl_box_scores()).load()
    assert ledger(shelf) == [(BOX, "nba_raw.bdl_player_boxscores", 3, 0)]
    row = shelf.connection.execute("SELECT sha256, loaded_at = ? FROM harness.loaded_files", [NOW]).fetchone()
    assert row == (shelf.entries[0]["sha256"], True)


def test_an_empty_answer_is_in_the_ledger_too_and_its_table_exists(shelf: Shelf) -> None:
    outcomes = shelf.put(BOX, {"data": []}).load()
    assert outcomes.count("bdl_player_boxscores") == 0
    assert shelf.load().reason(BOX) == "already loaded"


def test_the_same_empty_answer_of_two_endpoints_is_two_answers(shelf: Shelf) -> None:
    injuries = "balldontlie/injuries/2024-01-15.json"
    outcomes = shelf.put(BOX, {"data": []}).put(injuries, {"data": []}).load()
    assert "0 rows into nba_raw.bdl_injuries" in outcomes.reason(injuries)


def test_a_newer_file_replaces_rows_with_the_same_key_and_no_others(shelf: Shelf) -> None:
    live, final = "balldontlie/box_scores/1-live.json", "balldontlie/box_scores/2-final.json"
    outcomes = (
        shelf.put(live, bdl_box_scores([bdl_line(pts=20), bdl_line(9, "Paul", "Reed", pts=8)], []))
        .put(final, bdl_box_scores([bdl_line(pts=41)], []))
        .load()
    )
    rows = outcomes.rows("bdl_player_boxscores", "player_lookup, points, source_file_path")
    assert [tuple(row.values()) for row in rows] == [("paulreed", 8, live), ("joelembiid", 41, final)]
    assert "took the place of 1 rows of earlier files" in outcomes.reason(final)


def test_the_order_of_the_manifest_decides_which_file_is_newer(shelf: Shelf) -> None:
    outcomes = (
        shelf.put("balldontlie/box_scores/b.json", bdl_box_scores([bdl_line(pts=20)], []))
        .put("balldontlie/box_scores/a.json", bdl_box_scores([bdl_line(pts=41)], []))
        .load()
    )
    assert outcomes.row("bdl_player_boxscores", "points") == {"points": 41}


def test_files_that_the_manifest_does_not_list_are_newer_than_those_it_lists(shelf: Shelf) -> None:
    outcomes = (
        shelf.put("balldontlie/box_scores/a.json", bdl_box_scores([bdl_line(pts=20)], []), listed=False)
        .put("balldontlie/box_scores/z.json", bdl_box_scores([bdl_line(pts=41)], []))
        .load()
    )
    assert outcomes.row("bdl_player_boxscores", "points") == {"points": 20}


def test_a_replaced_file_that_comes_again_does_not_come_back(shelf: Shelf) -> None:
    shelf.put("balldontlie/box_scores/1.json", bdl_box_scores([bdl_line(pts=20)], []))
    shelf.put("balldontlie/box_scores/2.json", bdl_box_scores([bdl_line(pts=41)], [])).load()
    assert shelf.load().row("bdl_player_boxscores", "points") == {"points": 41}


def test_duplicates_within_one_file_stay_for_the_validators(shelf: Shelf) -> None:
    outcomes = shelf.put(BOX, bdl_box_scores([bdl_line(), bdl_line(pts=7)], [])).load()
    assert [row["points"] for row in outcomes.rows("bdl_player_boxscores")] == [41, 7]


def test_an_empty_part_of_a_key_equals_itself(shelf: Shelf) -> None:
    event = odds(SPREADS)
    shelf.put("oddsapi/event_odds/1.json", historical(event)).load()
    shelf.connection.execute("UPDATE nba_raw.odds_api_game_lines SET market_key = NULL")
    table = "nba_raw.odds_api_game_lines"
    shelf.connection.execute(f"CREATE TABLE kept AS FROM {table}")

    from harness.ingest.load import _replace
    from harness.warehouse.schema import declared

    again = shelf.connection.execute("FROM kept").to_arrow_table()
    assert _replace(shelf.connection, declared(table), again) == 2
    assert shelf.connection.execute(f"SELECT count(*) FROM {table}").fetchone() == (2,)


def test_two_snapshots_of_the_odds_stand_side_by_side(shelf: Shelf) -> None:
    later = historical(odds(SPREADS)) | {"timestamp": "2024-01-25T02:55:40Z"}
    outcomes = shelf.put("oddsapi/event_odds/1.json", historical(odds(SPREADS))).put("oddsapi/event_odds/2.json", later)
    assert outcomes.load().count("odds_api_game_lines") == 4


def test_the_fuller_box_score_replaces_the_line_of_the_game_log(shelf: Shelf) -> None:
    outcomes = (
        shelf.put("nbacom/schedule/2024-25.json.gz", nba_schedule())
        .put("nbacom/leaguegamelog/2025-01-15.json", nba_game_log())
        .put("nbacom/boxscoretraditional/0022400561.json", nba_box_score())
        .load()
    )
    row = outcomes.row("nbac_player_boxscores", "minutes, starter", "player_lookup = 'joshhart'")
    assert row == {"minutes": "49:25", "starter": True}


def test_a_file_with_bad_records_is_found_again_and_changes_nothing(shelf: Shelf) -> None:
    first = shelf.put(BOX, bdl_box_scores([bdl_line(), bdl_line(pts="x")], [])).load()
    before = first.everything()
    second = shelf.load(LATER)
    assert second.finding(BOX).place == first.finding(BOX).place
    assert "already loaded: 1 rows" in second.finding(BOX).message
    assert second.everything() == before
    assert ledger(shelf) == [(BOX, "nba_raw.bdl_player_boxscores", 1, 1)]


def test_a_file_that_waited_for_another_loads_the_rest_when_that_comes(shelf: Shelf) -> None:
    offers = bettingpros_offers()
    unknown = copy.deepcopy(offers["offers"][0]) | {"id": 779, "event_id": 99999}
    offers["offers"].append(unknown)
    file = "bettingpros/offers/1.json"
    shelf.put("bettingpros/events/a.json", bettingpros_events()).put(file, offers)
    assert shelf.load().count("bettingpros_player_points_props") == 3
    more = {"events": [bettingpros_events()["events"][0] | {"id": 99999}]}
    outcomes = shelf.put("bettingpros/events/b.json", more).load()
    assert outcomes.failed() == []
    assert outcomes.count("bettingpros_player_points_props") == 6


def test_a_file_that_could_not_be_loaded_is_not_in_the_ledger(shelf: Shelf) -> None:
    shelf.put(BOX, b"{").put("espn/scoreboard/1.json", espn_scoreboard(home="XXX")).load()
    assert ledger(shelf) == []


def test_the_hash_of_a_row_depends_on_what_it_says_and_not_on_when_or_whence_it_came(shelf: Shelf) -> None:
    first = shelf.put(BOX, bdl_box_scores([bdl_line()], [])).load().row("bdl_player_boxscores")
    other = "balldontlie/box_scores/other.json"
    again = shelf.put(other, bdl_box_scores([bdl_line()], []) | {"meta": {}}).load(LATER).row("bdl_player_boxscores")
    assert (first["source_file_path"], again["source_file_path"]) == (BOX, other)
    assert (first["created_at"], again["created_at"]) == (NOW, LATER)
    assert first["data_hash"] == again["data_hash"]
    assert len(first["data_hash"]) == 16
    changed = shelf.put("balldontlie/box_scores/z.json", bdl_box_scores([bdl_line(pts=40)], [])).load()
    assert changed.row("bdl_player_boxscores", "data_hash")["data_hash"] != first["data_hash"]
