"""The manifest, and what is done without it or against it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from ingest_made_answers import bdl_box_scores, bdl_standings, nba_scoreboard
from ingest_shelf import Outcomes, Shelf

from harness.results import Finding, Outcome, Severity

BOX = "balldontlie/box_scores/2024-01-15.json"
MANIFEST = "MANIFEST.json"


def manifest_finding(outcomes: Outcomes) -> Finding:
    assert outcomes.result(MANIFEST).outcome is Outcome.FAILED
    return outcomes.finding(MANIFEST)


def test_without_a_manifest_the_folders_tell(shelf: Shelf) -> None:
    outcomes = shelf.put(BOX, bdl_box_scores(), listed=False).load()
    assert outcomes.reason(BOX) == "3 rows into nba_raw.bdl_player_boxscores"
    (receipt,) = outcomes.receipts(BOX)
    assert (receipt.provider, receipt.endpoint) == ("balldontlie", "balldontlie/box_scores")
    assert receipt.note == "not in the manifest; known by its folder"


def test_a_file_in_deeper_folders_is_known_by_the_first_two(shelf: Shelf) -> None:
    file = "balldontlie/box_scores/2024-01-15/20240116_060000.json"
    assert "3 rows" in shelf.put(file, bdl_box_scores(), listed=False).load().reason(file)


def test_the_endpoint_of_the_manifest_counts_more_than_the_folder(shelf: Shelf) -> None:
    file = "balldontlie/stats/evening.json"
    outcomes = shelf.put(file, bdl_box_scores(), provider="balldontlie", endpoint="/v1/box_scores/live").load()
    assert "3 rows" in outcomes.reason(file)
    misplaced = "misc/pile/1.json"
    assert "3 rows" in shelf.put(misplaced, bdl_box_scores() | {"meta": 1}, endpoint="/v1/box_scores").load().reason(
        misplaced
    )


@pytest.mark.parametrize(
    ("endpoint", "file"),
    [
        ("scoreboardV2", "a/b/1.json"),
        ("scoreboardv3", "a/b/1.json"),
        ("/stats/scoreboardV2?GameDate=01/15/2024", "a/b/1.json"),
        ("unheard of", "nbacom/scoreboardv2/1.json"),
        ("", "nbacom/scoreboardv2/1.json"),
    ],
)
def test_endpoints_are_recognised_as_they_are_written(shelf: Shelf, endpoint: str, file: str) -> None:
    assert "1 rows into nba_raw.nbac_scoreboard_v2" in shelf.put(
        file, nba_scoreboard(), endpoint=endpoint
    ).load().reason(file)


def test_a_listed_file_that_is_not_there_is_found(shelf: Shelf) -> None:
    shelf.put(BOX, bdl_box_scores())
    missing = "balldontlie/standings/2025-04-14.json"
    shelf.manifest([*shelf.entries, {"file": missing, "endpoint": "/v1/standings", "sha256": "00"}])
    outcomes = shelf.load()
    assert "the file is not there" in outcomes.finding(missing).message
    assert outcomes.finding(missing).severity is Severity.CRITICAL
    assert outcomes.failed() == [f"recording.{missing}"]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "no JSON"),
        (b"{", "no JSON"),
        (b"\xff", "no JSON"),
        (b"[" * 100_000, "no JSON"),
        (b"9" * 5000, "no JSON"),
        ({}, "an object of 0 fields, not a list"),
        ("text", "not a list"),
    ],
)
def test_a_broken_manifest_is_one_finding_and_the_folders_tell(shelf: Shelf, content: Any, message: str) -> None:
    outcomes = shelf.put(BOX, bdl_box_scores(), listed=False).manifest(content).load()
    finding = manifest_finding(outcomes)
    assert message in finding.message
    assert (finding.place, finding.severity, bool(finding.repair)) == (MANIFEST, Severity.ERROR, True)
    assert outcomes.failed() == [f"recording.{MANIFEST}"]
    assert outcomes.count("bdl_player_boxscores") == 3


@pytest.mark.parametrize(
    ("entry", "place"),
    [
        (5, "MANIFEST.json[0]"),
        ({}, "MANIFEST.json[0].file"),
        ({"file": 7}, "MANIFEST.json[0].file"),
        ({"file": "../../outside.json"}, "MANIFEST.json[0].file"),
        ({"file": "/etc/passwd"}, "MANIFEST.json[0].file"),
        ({"file": "a/b\0c"}, "MANIFEST.json[0].file"),
        ({"file": "README.md"}, "MANIFEST.json[0].file"),
        ({"file": "a/\ud800.json"}, "MANIFEST.json[0].file"),
        ({"file": BOX, "sha256": 12}, "MANIFEST.json[0].sha256"),
        ({"file": BOX, "endpoint": ["x"]}, "MANIFEST.json[0].endpoint"),
        ({"file": BOX, "parameters": "x"}, "MANIFEST.json[0].parameters"),
        ({"file": BOX, "recorded_at": "yesterday"}, "MANIFEST.json[0].recorded_at"),
    ],
)
def test_an_unusable_entry_is_named_and_the_other_entries_count(shelf: Shelf, entry: Any, place: str) -> None:
    standings = "balldontlie/standings/2025-04-14.json"
    shelf.put(BOX, bdl_box_scores(), listed=False).put(standings, bdl_standings())
    outcomes = shelf.manifest([entry, *shelf.entries]).load()
    finding = manifest_finding(outcomes)
    assert (finding.count, finding.place) == (1, place)
    assert "1 entry of the manifest cannot be used" in finding.message
    assert outcomes.failed() == [f"recording.{MANIFEST}"]
    assert (outcomes.count("bdl_player_boxscores"), outcomes.count("bdl_standings")) == (3, 1)
    assert outcomes.receipts(standings)[0].note == ""


def test_an_entry_without_checksum_is_not_checked(shelf: Shelf) -> None:
    assert shelf.put(BOX, bdl_box_scores(), sha256=None).load().failed() == []


def test_a_file_that_is_listed_twice_is_loaded_once(shelf: Shelf) -> None:
    shelf.put(BOX, bdl_box_scores())
    outcomes = shelf.manifest(shelf.entries * 2).load()
    assert outcomes.reason(BOX) == "3 rows into nba_raw.bdl_player_boxscores"


@pytest.mark.parametrize(
    "file",
    ["nbacom/injury_report/report.pdf", "espn/boxscore_page/game.html.gz", "weather/forecast/1.json", "misc/notes.txt"],
)
def test_what_nobody_reads_yet_is_unknown_with_its_reason(shelf: Shelf, file: str) -> None:
    outcomes = shelf.put(file, b"%PDF-1.7").load()
    result = outcomes.result(file)
    assert result.outcome is Outcome.UNKNOWN
    assert "no loader yet" in (result.reason or "")
    assert [(receipt.table, receipt.rows) for receipt in outcomes.receipts(file)] == [(None, 0)]


def test_files_at_the_top_and_hidden_files_are_no_recordings(shelf: Shelf) -> None:
    shelf.put(BOX, bdl_box_scores())
    (shelf.folder / "README.md").write_text("about")
    (shelf.folder / "balldontlie" / ".DS_Store").write_bytes(b"\0")
    (shelf.folder / ".git").mkdir()
    (shelf.folder / ".git" / "HEAD").write_text("ref")
    assert [result.subject for result in shelf.load().report.results] == [f"recording.{BOX}"]


def test_results_come_in_the_order_of_the_manifest_and_then_of_the_paths(shelf: Shelf) -> None:
    files = ["balldontlie/standings/z.json", "balldontlie/box_scores/y.json"]
    for file in files:
        shelf.put(file, {"data": []})
    extra = ["balldontlie/box_scores/b.json", "balldontlie/box_scores/a.json"]
    for file in extra:
        shelf.put(file, {"data": []}, listed=False)
    subjects = [result.subject for result in shelf.load().report.results]
    assert subjects == [f"recording.{file}" for file in [*files, *sorted(extra)]]


def test_the_parameters_may_date_an_answer(shelf: Shelf) -> None:
    file = "balldontlie/standings/season.json"
    outcomes = shelf.put(file, bdl_standings(), parameters={"season": 2024, "date": "2025-04-14"}).load()
    assert str(outcomes.row("bdl_standings", "date_recorded")["date_recorded"]) == "2025-04-14"


def test_a_file_name_that_is_no_utf8_is_shown_and_loaded(shelf: Shelf) -> None:
    name = b"balldontlie/box_scores/\xff.json".decode("utf-8", "surrogateescape")
    outcomes = shelf.put(name, json.dumps(bdl_box_scores()), listed=False).load()
    (result,) = outcomes.report.results
    assert result.outcome is Outcome.PASSED
    assert result.subject == "recording.balldontlie/box_scores/\\udcff.json"
