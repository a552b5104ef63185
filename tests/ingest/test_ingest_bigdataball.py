"""BigDataBall's CSV becomes rows."""

from __future__ import annotations

from datetime import date

import pytest
from ingest_made_answers import CSV_HEADER, bigdataball_csv
from ingest_shelf import Shelf

FILE = "bigdataball/play_by_play/game.csv"


def test_the_lineups_tell_home_from_away(shelf: Shelf) -> None:
    rows = shelf.put(FILE, bigdataball_csv()).load().rows("bigdataball_play_by_play")
    assert {(row["game_id"], row["game_date"]) for row in rows} == {("20250622_IND_OKC", date(2025, 6, 22))}
    shot = rows[1]
    assert (shot["bdb_game_id"], shot["event_sequence"], shot["csv_row_number"]) == (42400407, 2, 3)
    assert (shot["shot_made"], shot["shot_type"], shot["points_scored"], shot["shot_distance"]) == (True, "3PT", 2, 14)
    assert (shot["game_clock"], shot["game_clock_seconds"], shot["elapsed_seconds"]) == ("0:11:44", 704, 16)
    assert (shot["player_1_lookup"], shot["player_1_team_abbr"]) == ("andrewnembhard", "IND")
    assert (shot["away_player_1_lookup"], shot["home_player_5_lookup"]) == ("mylesturner", "isaiahhartenstein")


def test_the_second_player_has_a_role_and_his_own_team(shelf: Shelf) -> None:
    block = shelf.put(FILE, bigdataball_csv()).load().rows("bigdataball_play_by_play")[2]
    assert (block["player_2_name"], block["player_2_role"], block["player_2_team_abbr"]) == (
        "Aaron Nesmith",
        "block",
        "IND",
    )
    assert block["event_description"] == "MISS Jal. Williams, blocked"


def test_who_comes_in_is_first_and_who_goes_out_is_third(shelf: Shelf) -> None:
    swap = shelf.put(FILE, bigdataball_csv()).load().rows("bigdataball_play_by_play")[3]
    assert (swap["player_1_name"], swap["player_3_name"], swap["player_3_role"]) == (
        "Alex Caruso",
        "Chet Holmgren",
        "substitution_out",
    )


def test_columns_in_another_order_and_new_ones_do_no_harm(shelf: Shelf) -> None:
    # All but the line with a comma in quotes.
    lines = [line.split(",") for line in bigdataball_csv().splitlines() if '"' not in line]
    turned = "\n".join(",".join([*reversed(line), "new"]) for line in lines)
    outcomes = shelf.put(FILE, turned).load()
    rows = outcomes.rows("bigdataball_play_by_play", "event_sequence")
    assert [row["event_sequence"] for row in rows] == [1, 2, 4]


def test_a_byte_order_mark_is_no_part_of_the_header(shelf: Shelf) -> None:
    assert "4 rows" in shelf.put(FILE, "\ufeff" + bigdataball_csv()).load().reason(FILE)


def test_a_packed_csv_is_read(shelf: Shelf) -> None:
    assert "4 rows" in shelf.put(FILE + ".gz", bigdataball_csv()).load().reason(FILE + ".gz")


def test_a_lost_column_is_named(shelf: Shelf) -> None:
    finding = shelf.put(FILE, bigdataball_csv().replace("play_id", "number", 1)).load().finding(FILE)
    assert finding.place == f"{FILE}: line 1"
    assert "play_id" in finding.message


@pytest.mark.parametrize(
    ("bad_line", "place"),
    [
        ("42400407,cut off", "line 6"),
        (bigdataball_csv().splitlines()[2].replace(",2,IND,", ",two,IND,"), "line 6, column play_id"),
        (bigdataball_csv().splitlines()[2].replace("42400407", "x"), "line 6, column game_id"),
    ],
)
def test_a_bad_line_is_named_and_the_others_load(shelf: Shelf, bad_line: str, place: str) -> None:
    outcomes = shelf.put(FILE, bigdataball_csv(bad_line)).load()
    assert outcomes.finding(FILE).place == f"{FILE}: {place}"
    assert outcomes.count("bigdataball_play_by_play") == 4


def test_a_header_alone_is_an_empty_game(shelf: Shelf) -> None:
    assert "0 rows" in shelf.put(FILE, CSV_HEADER + "\n").load().reason(FILE)


def test_lineups_that_tell_nothing_need_the_schedule(shelf: Shelf) -> None:
    start = "\n".join(bigdataball_csv().splitlines()[:2])
    finding = shelf.put(FILE, start).load().finding(FILE)
    assert "load the schedule" in finding.message
