"""A file that cannot be read or is another answer: one critical finding that names file and place; the rest loads."""

from __future__ import annotations

import gzip
import hashlib
import json

import pytest
from ingest_made_answers import bdl_box_scores, bdl_standings, nba_box_score, nba_schedule, odds
from ingest_shelf import Outcomes, Shelf

from harness.results import Finding, Outcome, Severity

BAD = "balldontlie/box_scores/bad.json"
GOOD = "balldontlie/box_scores/2024-01-15.json"
WHOLE = json.dumps(bdl_box_scores()).encode()
PACKED = gzip.compress(json.dumps(nba_schedule()).encode(), mtime=0)


def load_with(shelf: Shelf, content: bytes, file: str = BAD) -> tuple[Outcomes, Finding]:
    """Load a bad file beside a good one; the good one must not notice."""
    outcomes = shelf.put(file, content).put(GOOD, bdl_box_scores()).load()
    assert outcomes.failed() == [f"recording.{file}"]
    assert outcomes.count("bdl_player_boxscores") == 3
    finding = outcomes.finding(file)
    assert outcomes.result(file).outcome is Outcome.FAILED
    assert (finding.count, bool(finding.repair)) == (1, True)
    assert finding.place is not None
    assert finding.place.startswith(file)
    return outcomes, finding


@pytest.mark.parametrize(
    ("content", "place", "message"),
    [
        (b"", "byte 0", "the file is empty"),
        (b" \n ", "line 2 column 2", "nothing but blanks"),
        (WHOLE[: len(WHOLE) // 2], "line 1 column", "cut off"),
        (WHOLE[:-1], f"(byte {len(WHOLE) - 1})", "cut off"),
        (b"<!DOCTYPE html><html>Access Denied</html>", "line 1 column 1 (byte 0)", "web page"),
        (b'{"data": [1,, 2]}', "line 1 column 13 (byte 12)", "no JSON"),
        (b'{\n "data": [],\n oops}', "line 3 column 2 (byte 16)", "no JSON"),
        ('{"é": oops}'.encode(), "(byte 7)", "no JSON"),
        (b"\xff\xfe\x00\x01", "byte 0", "no UTF-8"),
        (WHOLE[:20] + b"\xe9" + WHOLE[20:], "byte 20", "no UTF-8"),
        (b"[" * 100_000, "character 500", "nested too deeply"),
        (b'{"data":' * 100_000, "character", "nested too deeply"),
        (WHOLE + b"{}", f"(byte {len(WHOLE)})", "no JSON"),
    ],
)
def test_bytes_that_are_no_json(shelf: Shelf, content: bytes, place: str, message: str) -> None:
    _, finding = load_with(shelf, content)
    assert finding.severity is Severity.CRITICAL
    assert message in finding.message
    assert place in (finding.place or "")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (PACKED[: len(PACKED) // 2], "cut off"),
        (PACKED[:-4], "cut off"),
        (PACKED[:3], "cut off"),
        (PACKED[:-6] + b"\0\0\0\0\0\0", "damaged"),
        (PACKED[:12] + b"\xff\xff\xff" + PACKED[15:], "damaged"),
        (gzip.compress(b"", mtime=0), "unpack to nothing"),
        (gzip.compress(b"oops", mtime=0), "no JSON"),
    ],
)
def test_gzip_that_does_not_unpack(shelf: Shelf, content: bytes, message: str) -> None:
    _, finding = load_with(shelf, content, "nbacom/schedule/2024-25.json.gz")
    assert finding.severity is Severity.CRITICAL
    assert message in finding.message


def test_a_packed_file_is_known_by_its_bytes_not_its_name(shelf: Shelf) -> None:
    outcomes = shelf.put("nbacom/schedule/packed.json", PACKED).put(
        "nbacom/schedule/plain.json.gz", json.dumps(nba_schedule()).encode() + b" "
    )
    assert outcomes.load().failed() == []


@pytest.mark.parametrize(
    ("content", "place", "message"),
    [
        ({}, "", "the answer has no data; it has nothing"),
        ({"meta": {}, "games": []}, "", "the answer has no data; it has meta, games"),
        ([], "", "a list of 0, not an object"),
        ("text", "", "'text', not an object"),
        (None, "", "None, not an object"),
        ({"data": None}, "data", "is empty"),
        ({"data": {"a": 1}}, "data", "an object of 1 fields is no list"),
        ({"data": "all"}, "data", "is no list"),
        ({"data": [1, 2]}, "data", "no item has the fields date, home_team, visitor_team"),
        (bdl_standings(), "data", "no item has the fields"),
        ({"error": "Unauthorized"}, "", "the provider answered with an error: 'Unauthorized'"),
        (odds(), "", "the answer has no data"),
    ],
)
def test_json_of_another_shape(shelf: Shelf, content: object, place: str, message: str) -> None:
    _, finding = load_with(shelf, json.dumps(content).encode())
    assert finding.severity is Severity.CRITICAL
    assert "another shape than balldontlie/box_scores" in finding.message
    assert message in finding.message
    assert finding.place == (f"{BAD}: {place}" if place else BAD)


@pytest.mark.parametrize(
    ("file", "content"),
    [
        ("espn/scoreboard/x.json", {"leagues": []}),
        ("espn/scoreboard/x.json", {"events": [{"id": "1"}]}),
        ("espn/roster/x.json", {"team": {"abbreviation": "BOS"}}),
        ("espn/roster/x.json", {"team": {"abbreviation": "XXX", "athletes": []}}),
        ("nbacom/schedule/x.json", {"leagueSchedule": {"seasonYear": "2024-25"}}),
        ("nbacom/schedule/x.json", {"leagueSchedule": {"seasonYear": "soon", "gameDates": []}}),
        ("nbacom/scoreboardv2/x.json", {"resultSets": []}),
        ("nbacom/scoreboardv2/x.json", {"resultSets": None}),
        ("nbacom/scoreboardv2/x.json", {"resultSets": [{"name": "LineScore", "headers": "PTS", "rowSet": []}]}),
        ("nbacom/scoreboardv2/x.json", {"scoreboard": {"gameDate": "2024-01-15"}}),
        ("nbacom/leaguegamelog/x.json", {"resultSets": [{"name": "LeagueGameLog", "headers": [], "rowSet": []}]}),
        ("nbacom/leaguegamelog/x.json", {"resultSets": 5}),
        ("nbacom/boxscoretraditional/x.json", {"boxScoreTraditional": {"gameId": "1"}}),
        ("nbacom/playerindex/x.json", {"parameters": {"Season": "2024-25"}}),
        ("nbacom/play_by_play/x.json", {"game": {"gameId": "0022400500", "actions": [{"a": 1}]}}),
        ("nbacom/play_by_play/x.json", {"game": []}),
        ("nbacom/referee_assignments/x.json", {"nba": {"Table": {}}}),
        ("oddsapi/historical_event_odds/x.json", {"data": {"bookmakers": []}}),
        ("oddsapi/historical_event_odds/x.json", [{"id": "1"}]),
        ("oddsapi/historical_events/x.json", {"data": "none"}),
        ("bettingpros/events/x.json", {"offers": []}),
        ("bettingpros/offers/x.json", {"offers": {}}),
        ("bigdataball/play_by_play/x.csv", "<html>Sign in</html>"),
    ],
)
def test_every_loader_knows_its_own_shape(shelf: Shelf, file: str, content: object) -> None:
    data = content.encode() if isinstance(content, str) else json.dumps(content).encode()
    _, finding = load_with(shelf, data, file)
    assert finding.severity is Severity.CRITICAL
    assert "another shape than" in finding.message


def test_a_csv_that_is_no_text(shelf: Shelf) -> None:
    _, finding = load_with(shelf, b"a,b\n\xff\xfe", "bigdataball/play_by_play/x.csv")
    assert "no UTF-8" in finding.message


def test_a_csv_field_without_end(shelf: Shelf) -> None:
    _, finding = load_with(shelf, b'a,b\n"' + b"x" * 200_000, "bigdataball/play_by_play/x.csv")
    assert "no CSV" in finding.message


def test_a_checksum_that_differs_is_an_error_and_the_contents_load_as_found(shelf: Shelf) -> None:
    outcomes = shelf.put(GOOD, bdl_box_scores(), sha256="0" * 64).load()
    finding = outcomes.finding(GOOD)
    actual = hashlib.sha256((shelf.folder / GOOD).read_bytes()).hexdigest()
    assert finding.severity is Severity.ERROR
    assert f"its SHA-256 begins {actual[:12]}, the manifest says 000000000000" in finding.message
    assert "contents loaded as found" in finding.message
    assert outcomes.count("bdl_player_boxscores") == 3


def test_a_checksum_in_capitals_is_the_same(shelf: Shelf) -> None:
    shelf.put(GOOD, bdl_box_scores())
    shelf.entries[0]["sha256"] = shelf.entries[0]["sha256"].upper()
    assert shelf.manifest(shelf.entries).load().failed() == []


def test_a_checksum_that_differs_on_an_unreadable_file_is_mentioned_in_the_same_finding(shelf: Shelf) -> None:
    outcomes = shelf.put(BAD, b"{", sha256="0" * 64).load()
    finding = outcomes.finding(BAD)
    assert finding.severity is Severity.CRITICAL
    assert "cut off" in finding.message
    assert "the manifest says 000000000000" in finding.message


def test_a_checksum_that_differs_is_still_found_when_the_contents_are_already_loaded(shelf: Shelf) -> None:
    shelf.put(GOOD, bdl_box_scores(), sha256="0" * 64).load()
    assert "already loaded" in shelf.load().finding(GOOD).message


def test_a_bad_file_does_not_touch_what_an_earlier_version_of_it_loaded(shelf: Shelf) -> None:
    before = shelf.put(GOOD, bdl_box_scores()).load().everything()
    shelf.entries.clear()
    outcomes = shelf.put(GOOD, WHOLE[:-20]).load()
    assert outcomes.failed() == [f"recording.{GOOD}"]
    assert outcomes.everything() == before


def test_a_table_that_is_not_as_declared_refuses_one_file_and_no_other(shelf: Shelf) -> None:
    shelf.connection.execute("CREATE SCHEMA nba_raw; CREATE TABLE nba_raw.bdl_standings (season_year BIGINT)")
    standings = "balldontlie/standings/2025-04-14.json"
    outcomes = shelf.put(standings, bdl_standings()).put(GOOD, bdl_box_scores()).load()
    assert outcomes.failed() == [f"recording.{standings}"]
    assert "the warehouse refused its rows" in outcomes.finding(standings).message
    assert outcomes.count("bdl_player_boxscores") == 3


def test_a_file_of_two_tables_is_loaded_into_both_or_neither(shelf: Shelf) -> None:
    shelf.connection.execute("CREATE SCHEMA nba_raw; CREATE TABLE nba_raw.nbac_team_boxscore (game_id VARCHAR)")
    box = "nbacom/boxscoretraditional/0022400561.json"
    outcomes = shelf.put("nbacom/schedule/2024-25.json", nba_schedule()).put(box, nba_box_score()).load()
    assert outcomes.failed() == [f"recording.{box}"]
    assert "nbac_player_boxscores" not in outcomes.everything()


def test_a_folder_that_is_not_there_is_an_error_that_names_it(shelf: Shelf) -> None:
    shelf.folder = shelf.folder / "elsewhere"
    with pytest.raises(NotADirectoryError, match="elsewhere is no folder"):
        shelf.load()


def test_an_empty_folder_is_unknown(shelf: Shelf) -> None:
    (result,) = shelf.load().report.results
    assert result.outcome is Outcome.UNKNOWN
    assert "holds no recordings" in (result.reason or "")
