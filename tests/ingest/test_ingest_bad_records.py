"""Bad records in a good envelope: they are counted and named, the others load."""

from __future__ import annotations

import json
from typing import Any

import pytest
from ingest_made_answers import (
    POINTS,
    bdl_box_scores,
    bdl_line,
    bdl_player,
    historical,
    market,
    nba_game_log,
    nba_referees,
    odds,
)
from ingest_shelf import Outcomes, Shelf

from harness.results import Severity

BOX = "balldontlie/box_scores/2024-01-15.json"
NASTY = """O'Neal "Shaq" <script>alert(1)</script> '); DROP TABLE nba_raw.bdl_player_boxscores; -- \x00 \x1b[31m"""


def box_with(shelf: Shelf, line: Any) -> Outcomes:
    """One odd line between two good ones."""
    lines = [bdl_line(1, "First", "Good"), line, bdl_line(3, "Last", "Good")]
    return shelf.put(BOX, bdl_box_scores(lines, [])).load()


@pytest.mark.parametrize(
    ("line", "place", "problem"),
    [
        (bdl_line(pts="41"), "pts", "'41' is no whole number"),
        (bdl_line(pts=41.5), "pts", "41.5 is no whole number"),
        (bdl_line(pts=True), "pts", "True is no whole number"),
        (bdl_line(pts=[41]), "pts", "a list of 1 is no whole number"),
        (bdl_line(pts=2**63), "pts", "does not fit 64 bits"),
        (bdl_line(pts=-(2**63) - 1), "pts", "does not fit 64 bits"),
        (bdl_line(pts=10**30), "pts", "is no number that fits 64 bits"),
        (bdl_line(fg_pct="0.5"), "fg_pct", "is no number"),
        (bdl_line(fg_pct={}), "fg_pct", "an object of 0 fields is no number"),
        (bdl_line(min={"m": 3}), "min", "is no text"),
        (bdl_line(min="x" * 20_000), "min", "text of 20000 characters"),
        (bdl_line(player=None), "player", "is empty"),
        (bdl_line(player="Embiid"), "player", "'Embiid' is no object"),
        (bdl_line(player={}), "player.last_name", "leaves no player key"),
        (bdl_line(player=bdl_player(1, "\ud800", "X")), "player.first_name", "surrogate"),
        (bdl_line(player=bdl_player(1, "姚", "明")), "player.last_name", "leaves no player key"),
        (5, "", "5 is no object"),
        (None, "", "None is no object"),
        ([1], "", "a list of 1 is no object"),
    ],
)
def test_a_line_of_the_wrong_type_is_named_by_its_path(shelf: Shelf, line: Any, place: str, problem: str) -> None:
    outcomes = box_with(shelf, line)
    finding = outcomes.finding(BOX)
    path = "data[0].home_team.players[1]" + (f".{place}" if place else "")
    assert (finding.severity, finding.count, finding.place) == (Severity.ERROR, 1, f"{BOX}: {path}")
    assert problem in finding.message
    assert finding.violations[0].key == (("place", path),)
    assert problem in dict(finding.violations[0].evidence)["problem"]
    assert [row["player_lookup"] for row in outcomes.rows("bdl_player_boxscores")] == ["firstgood", "lastgood"]


def test_a_number_without_fraction_is_whole_however_it_is_written(shelf: Shelf) -> None:
    assert box_with(shelf, bdl_line(pts=41.0)).failed() == []


@pytest.mark.parametrize("constant", ["NaN", "Infinity", "-Infinity", "1e999", "9" * 5000])
def test_a_number_that_no_column_can_hold_is_a_bad_record(shelf: Shelf, constant: str) -> None:
    text = json.dumps(bdl_box_scores([bdl_line(1, "First", "Good"), bdl_line(pts=-77)], []))
    outcomes = shelf.put(BOX, text.replace("-77", constant)).load()
    assert outcomes.finding(BOX).place == f"{BOX}: data[0].home_team.players[1].pts"
    assert len(outcomes.finding(BOX).message) < 400
    assert outcomes.count("bdl_player_boxscores") == 1


def test_nan_where_nobody_reads_it_is_found_too(shelf: Shelf) -> None:
    text = json.dumps(bdl_box_scores(extra=[{"deep": -77}]))
    outcomes = shelf.put(BOX, text.replace("-77", "NaN")).load()
    finding = outcomes.finding(BOX)
    assert finding.place == f"{BOX}: data[0].extra[0].deep"
    assert "NaN and Infinity are no JSON" in finding.message
    assert outcomes.count("bdl_player_boxscores") == 3


def test_a_text_of_ten_megabytes_is_refused_with_a_short_message(shelf: Shelf) -> None:
    outcomes = box_with(shelf, bdl_line(player=bdl_player(1, "Joel", "x" * 10_000_000)))
    assert "text of 10000000 characters" in outcomes.finding(BOX).message
    assert len(outcomes.finding(BOX).message) < 400
    assert outcomes.count("bdl_player_boxscores") == 2


def test_a_long_wrong_value_is_cut_in_the_message(shelf: Shelf) -> None:
    finding = box_with(shelf, bdl_line(pts="9" * 1_000_000)).finding(BOX)
    assert "(1000000 characters)" in finding.message
    assert len(finding.message) < 400


def test_a_game_level_fault_takes_the_game_and_leaves_the_others(shelf: Shelf) -> None:
    answer = bdl_box_scores()
    answer["data"].append(bdl_box_scores(date="2024-13-45")["data"][0])
    outcomes = shelf.put(BOX, answer).load()
    assert (outcomes.finding(BOX).count, outcomes.finding(BOX).place) == (1, f"{BOX}: data[1].date")
    assert outcomes.count("bdl_player_boxscores") == 3


def test_many_bad_records_are_counted_exactly_and_named_within_bounds(shelf: Shelf) -> None:
    lines = [bdl_line(number, "A", f"B{number}", pts="many") for number in range(50)]
    finding = shelf.put(BOX, bdl_box_scores(lines)).load().finding(BOX)
    assert (finding.count, len(finding.violations)) == (50, 20)
    assert finding.message.startswith("50 records cannot be loaded, the first: data[0].home_team.players[0].pts")
    assert "1 rows into nba_raw.bdl_player_boxscores" in finding.message


def test_names_with_quotes_brackets_and_sql_are_only_names(shelf: Shelf) -> None:
    outcomes = box_with(shelf, bdl_line(player=bdl_player(1, NASTY, "Smith")))
    assert outcomes.failed() == []
    row = outcomes.row("bdl_player_boxscores", "player_full_name", "player_lookup LIKE 'oneal%'")
    assert row == {"player_full_name": f"{NASTY} Smith"}
    assert outcomes.count("bdl_player_boxscores") == 3


@pytest.mark.parametrize("code", [NASTY, "", None, 5, "\ud800"])
def test_a_nasty_team_code_is_quoted_safely(shelf: Shelf, code: Any) -> None:
    outcomes = shelf.put(BOX, bdl_box_scores(home_team={"abbreviation": code, "players": []})).load()
    finding = outcomes.finding(BOX)
    assert finding.place == f"{BOX}: data[0].home_team.abbreviation"
    finding.message.encode("utf-8")
    assert "\x1b" not in finding.message
    assert "\x00" not in finding.message


def test_deep_nesting_in_a_field_that_nobody_reads_does_no_harm(shelf: Shelf) -> None:
    deep = "[" * 300 + "]" * 300
    text = json.dumps(bdl_box_scores(extra=-77)).replace("-77", deep)
    assert shelf.put(BOX, text).load().failed() == []


def test_deep_nesting_in_a_field_that_is_read_is_a_bad_record(shelf: Shelf) -> None:
    deep = "[" * 300 + "]" * 300
    text = json.dumps(bdl_box_scores([bdl_line(pts=-77)], [])).replace("-77", deep)
    assert "a list of 1 is no whole number" in shelf.put(BOX, text).load().finding(BOX).message


def test_a_record_of_several_rows_loads_whole_or_not_at_all(shelf: Shelf) -> None:
    file = "nbacom/referee_assignments/2025-01-08.json"
    answer = nba_referees()
    games = answer["nba"]["Table"]["rows"]
    games.append(games[0] | {"game_date": "01/09/2025", "official2_code": "x"})
    outcomes = shelf.put(file, answer).load()
    assert outcomes.finding(file).place == f"{file}: nba.Table.rows[1].official2_code"
    days = {str(row["game_date"]) for row in outcomes.rows("nbac_referee_game_assignments", "game_date")}
    assert days == {"2025-01-08"}


def test_a_required_value_that_is_missing_is_a_bad_record(shelf: Shelf) -> None:
    file = "nbacom/leaguegamelog/2025-01-15.json"
    finding = shelf.put(file, nba_game_log(PLAYER_ID=None)).load().finding(file)
    assert finding.place == f"{file}: resultSets[0].rowSet[0].PLAYER_ID"
    assert "is empty" in finding.message


def test_a_bad_outcome_leaves_the_other_outcomes_of_its_market(shelf: Shelf) -> None:
    file = "oddsapi/event_odds/now.json"
    outcomes_sent = [POINTS["outcomes"][0] | {"point": "high"}, POINTS["outcomes"][1]]
    outcomes = shelf.put(file, historical(odds(market("player_points", *outcomes_sent)))).load()
    assert outcomes.finding(file).place == f"{file}: data.bookmakers[0].markets[0].outcomes[0].point"
    row = outcomes.row("odds_api_player_points_props", "over_price, under_price")
    assert row == {"over_price": None, "under_price": 2.5}
