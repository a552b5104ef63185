"""A folder of recordings: what each check answers, and the command's exit status."""

from __future__ import annotations

import gzip
import json
import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from typer.testing import CliRunner

from contracts.apis.recordings import AS_BEFORE, KEEPS_CONTRACT, YOUNG_ENOUGH, check_recordings
from harness.cli import app
from harness.clock import FrozenClock
from harness.results import CheckResult, Outcome, Severity

NOW = FrozenClock(datetime(2026, 11, 30, 12, tzinfo=UTC))
GAMES = "balldontlie/games/2025-02-20.json"
TEAM = {"conference": "West", "division": "Pacific", "city": "Los Angeles", "name": "Lakers"}


def game(**changes: object) -> dict[str, Any]:
    return {
        "id": 15908519,
        "date": "2025-02-20",
        "season": 2024,
        "status": "Final",
        "period": 4,
        "time": "Final",
        "postseason": False,
        "home_team_score": 110,
        "visitor_team_score": 102,
        "datetime": "2025-02-21T03:00:00.000Z",
        "home_team": {**TEAM, "id": 14, "full_name": "Los Angeles Lakers", "abbreviation": "LAL"},
        "visitor_team": {**TEAM, "id": 13, "full_name": "LA Clippers", "abbreviation": "LAC"},
        **changes,
    }


def answer(*games: dict[str, Any]) -> bytes:
    return json.dumps({"data": list(games or (game(),)), "meta": {"per_page": 100}}).encode()


class Folder:
    """Recordings that a test makes."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.entries: list[dict[str, object]] = []

    def put(self, file: str, data: bytes, *, listed: bool = True, **entry: object) -> None:
        path = self.path / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        if listed:
            self.entries.append({"file": file, **entry})
            (self.path / "MANIFEST.json").write_text(json.dumps(self.entries), encoding="utf-8")

    def results(self) -> dict[tuple[str, str], CheckResult]:
        return {(one.subject, one.check): one for one in check_recordings(self.path, clock=NOW)}

    def result(self, check: str, file: str = GAMES) -> CheckResult:
        return self.results()[f"recording.{file}", check]


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    made = tmp_path / "recordings"
    made.mkdir()
    return Folder(made)


def test_every_real_recording_keeps_its_contract(recordings_folder: Path) -> None:
    results = check_recordings(recordings_folder, clock=NOW)
    assert [str(one) for one in results if one.outcome is Outcome.FAILED] == []
    kept = [one for one in results if one.check == KEEPS_CONTRACT and one.outcome is Outcome.PASSED]
    assert len(kept) == 21
    # Passed without a word more: not even a field that nobody declared.
    assert [one.reason for one in kept if "but" in (one.reason or "")] == []


def test_what_is_no_json_and_what_has_no_date_is_unknown(recordings_folder: Path) -> None:
    unknown = [one for one in check_recordings(recordings_folder, clock=NOW) if one.outcome is Outcome.UNKNOWN]
    not_described = {one.subject: one.reason for one in unknown if one.check == KEEPS_CONTRACT}
    assert not_described == {
        "recording.espn/boxscore_page/game.html.gz": (
            "no OpenAPI document describes /nba/boxscore/_/gameId/{id} (HTML) (a web page, not JSON)"
        ),
        "recording.nbacom/injury_report/report.pdf": "no OpenAPI document describes injury report PDF (no JSON)",
        "recording.bigdataball/play_by_play/game.csv": "no OpenAPI document describes play-by-play CSV (no JSON)",
    }
    [undated] = [one for one in unknown if one.check == YOUNG_ENOUGH]
    assert undated.reason == "MANIFEST.json does not say when any of 20 recordings was recorded (recorded_at)"


def test_a_right_recording_passes_packed_or_not(folder: Folder) -> None:
    folder.put(GAMES, answer(), endpoint="/v1/games")
    folder.put(f"{GAMES}.gz", gzip.compress(answer()), endpoint="/v1/games")
    for file in (GAMES, f"{GAMES}.gz"):
        result = folder.result(KEEPS_CONTRACT, file)
        assert result.outcome is Outcome.PASSED
        assert result.reason == "as balldontlie.listGames declares it"


def test_a_difference_fails_with_its_rule_place_and_repair(folder: Folder) -> None:
    folder.put(GAMES, answer(game(), game(home_team_score="110")), endpoint="/v1/games")
    result = folder.result(KEEPS_CONTRACT)
    finding = result.finding
    assert finding is not None
    assert (result.outcome, result.severity, finding.count) == (Outcome.FAILED, Severity.ERROR, 1)
    assert finding.message.startswith("1 difference, the gravest: S006 error $.data[*].home_team_score: type changed")
    assert finding.place == f"{GAMES}: $.data[1].home_team_score"
    evidence = dict(finding.violations[0].evidence)
    assert evidence == {
        "rule": "S006 error",
        "what": "type changed",
        "path": "$.data[*].home_team_score",
        "expected": "integer",
        "seen": "string '110'",
        "times": 1,
    }
    assert "contracts/apis/openapi/balldontlie.yaml" in finding.repair[1]


def test_a_field_that_was_only_added_passes_and_is_told(folder: Folder) -> None:
    folder.put(GAMES, answer(game(attendance=18997)), endpoint="/v1/games")
    result = folder.result(KEEPS_CONTRACT)
    assert result.outcome is Outcome.PASSED
    assert "S001 info $.data[*].attendance: field added" in (result.reason or "")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "the file is empty"),
        (b"<html>Access Denied</html>", "S022 critical"),
        (answer()[:-30], "S023 critical"),
        (gzip.compress(answer())[:-20], "the gzip data are cut off"),
    ],
)
def test_an_answer_that_cannot_be_read_fails(folder: Folder, data: bytes, words: str) -> None:
    folder.put(GAMES, data, endpoint="/v1/games")
    result = folder.result(KEEPS_CONTRACT)
    assert (result.outcome, result.severity) == (Outcome.FAILED, Severity.CRITICAL)
    assert result.finding is not None
    assert words in result.finding.message


def test_a_file_that_is_not_there_fails(folder: Folder) -> None:
    folder.put(GAMES, answer(), endpoint="/v1/games")
    (folder.path / GAMES).unlink()
    assert folder.result(KEEPS_CONTRACT).outcome is Outcome.FAILED


@pytest.mark.parametrize("entry", [{"listed": False}, {"endpoint": "all games of a day"}])
def test_a_recording_is_known_by_its_folder_where_the_manifest_says_nothing(
    folder: Folder, entry: dict[str, Any]
) -> None:
    folder.put(GAMES, answer(game(id=None)), **entry)
    result = folder.result(KEEPS_CONTRACT)
    assert result.finding is not None
    assert "S007" in result.finding.message


@pytest.mark.parametrize(
    ("recorded_at", "outcome", "words"),
    [
        ("2026-06-03T12:00:00+00:00", Outcome.PASSED, "180 days old, of 180"),
        ("2026-06-03T11:59:59+00:00", Outcome.FAILED, "180 days old, of 180"),
        ("2026-11-30T12:00:01+00:00", Outcome.UNKNOWN, "after 2026-11-30T12:00:00"),
        (None, Outcome.UNKNOWN, "does not say when it was recorded"),
    ],
)
def test_the_age_of_a_recording(folder: Folder, recorded_at: str | None, outcome: Outcome, words: str) -> None:
    folder.put(GAMES, answer(), endpoint="/v1/games", **({"recorded_at": recorded_at} if recorded_at else {}))
    result = folder.result(YOUNG_ENOUGH)
    said = result.finding.message if result.finding else result.reason
    assert result.outcome is outcome
    assert words in (said or "")


def test_a_retired_operation_cannot_be_young(folder: Folder) -> None:
    file = "nbacom/boxscoretraditional/0022400561.json"
    folder.put(file, b"{}", endpoint="boxscoretraditional", recorded_at="2026-11-29T12:00:00+00:00")
    result = folder.result(YOUNG_ENOUGH, file)
    assert result.outcome is Outcome.UNKNOWN
    assert "retired" in (result.reason or "")


def test_recordings_of_one_operation_are_held_against_each_other_by_day(folder: Folder) -> None:
    later = "balldontlie/games/2025-02-21.json"
    folder.put(later, answer(game(arena={"seats": "many"})), endpoint="/v1/games", parameters={"date": "2025-02-21"})
    folder.put(GAMES, answer(game(arena={"seats": 18997})), endpoint="/v1/games", parameters={"date": "2025-02-20"})
    results = folder.results()
    pairs = [subject for subject, check in results if check == AS_BEFORE]
    assert pairs == [f"recording.{later}"]
    finding = results[pairs[0], AS_BEFORE].finding
    assert finding is not None
    assert "S006 error $.data[*].arena.seats" in finding.message


def test_recordings_of_two_operations_of_a_kind_are_not(folder: Folder) -> None:
    folder.put("nbacom/scoreboardv2/a.json", b'{"resultSets": []}', endpoint="scoreboardV2")
    folder.put("nbacom/scoreboardv3/a.json", b'{"scoreboard": {}}', endpoint="scoreboardv3")
    assert [check for _, check in folder.results() if check == AS_BEFORE] == []


def test_recordings_that_no_document_describes_are_held_against_each_other(folder: Folder) -> None:
    for day, wins in (("2025-02-20", 30), ("2025-02-21", "31")):
        folder.put(f"pbpstats/totals/{day}.json", json.dumps({"wins": wins}).encode(), endpoint="/get-totals")
    results = folder.results()
    first, second = ("recording.pbpstats/totals/2025-02-20.json", "recording.pbpstats/totals/2025-02-21.json")
    assert results[first, KEEPS_CONTRACT].outcome is Outcome.UNKNOWN
    assert results[second, AS_BEFORE].outcome is Outcome.FAILED
    assert (first, AS_BEFORE) not in results


def test_a_broken_manifest_fails_and_the_files_are_known_by_their_folders(folder: Folder) -> None:
    folder.put(GAMES, answer(), listed=False)
    (folder.path / "MANIFEST.json").write_text("[{", encoding="utf-8")
    results = folder.results()
    assert results["recording.MANIFEST.json", "reads as a manifest"].outcome is Outcome.FAILED
    assert results[f"recording.{GAMES}", KEEPS_CONTRACT].outcome is Outcome.PASSED


def test_an_empty_folder_is_unknown(folder: Folder) -> None:
    [result] = folder.results().values()
    assert result.outcome is Outcome.UNKNOWN


# The command.


@pytest.fixture
def harness(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """The command in a folder beside the recordings, with no HARNESS_* settings."""
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.startswith("HARNESS_")]:
        monkeypatch.delenv(name)
    return lambda *arguments: CliRunner(env={"COLUMNS": "160"}).invoke(app, ["contracts", "recordings", *arguments])


def test_the_command_ends_with_0_where_all_is_well(folder: Folder, harness: Callable[..., Result]) -> None:
    folder.put(GAMES, answer(), endpoint="/v1/games", recorded_at="2026-11-29T12:00:00+00:00")
    done = harness("recordings", "--as-of", "2026-11-30T12:00:00+00:00")
    assert done.exit_code == 0, done.stdout + done.stderr
    assert "2 passed" in done.stdout
    assert done.stderr == ""


def test_the_command_ends_with_1_on_drift_and_3_on_what_is_unknown(
    folder: Folder, harness: Callable[..., Result]
) -> None:
    folder.put(GAMES, answer(), endpoint="/v1/games")
    unknown = harness("recordings", "--verbose")
    assert unknown.exit_code == 3
    assert "recorded_at" in unknown.stdout
    folder.put(GAMES, answer(game(home_team_score=None)), listed=False)
    failed = harness("recordings")
    assert failed.exit_code == 1
    assert "S007" in failed.stdout


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ("json", '"schema_version"'),
        ("junit", "<testsuite"),
        ("html", "<!doctype html>"),
        ("github", "::error"),
        ("table", "S007"),
    ],
)
def test_the_command_writes_every_form_into_a_file(
    folder: Folder, harness: Callable[..., Result], tmp_path: Path, form: str, words: str
) -> None:
    folder.put(GAMES, answer(game(home_team_score=None)), endpoint="/v1/games")
    done = harness("recordings", "--format", form, "--out", "report.txt")
    assert (done.exit_code, done.stdout) == (1, "")
    assert words in (tmp_path / "report.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((), "name the folder of the recordings, or ask the providers themselves with --live"),
        (("nowhere",), "nowhere is no folder; name the folder that holds MANIFEST.json"),
        (("recordings", "--format", "xml"), "'xml' is not one of"),
        (("recordings", "--as-of", "yesterday"), "as_of"),
        (("recordings", "--out", "nowhere/report.txt"), "the report cannot be written to nowhere/report.txt"),
    ],
)
def test_the_command_refuses_what_it_cannot_use(
    folder: Folder, harness: Callable[..., Result], arguments: tuple[str, ...], words: str
) -> None:
    folder.put(GAMES, answer(), endpoint="/v1/games")
    done = harness(*arguments)
    assert done.exit_code == 2
    assert words in done.stderr
    assert "Traceback" not in done.stderr
