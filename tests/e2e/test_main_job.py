"""The main job on real answers and on the season, through the same door as the command line."""

from __future__ import annotations

import json
import os
import re
import shutil
from pathlib import Path

import pytest

from harness.nightly import everything, select, validate
from harness.results import CheckResult, Outcome, RunReport
from harness.settings import load

SEEDS = int(os.environ.get("SEEDS", "20"))
"""Clean seasons that must be silent; the nightly job tries 200."""
REPOSITORY = Path(__file__).resolve().parents[2]
RECORDINGS = Path(os.environ.get("HARNESS_RECORDINGS") or REPOSITORY.parent / "shared" / "recordings")
EVENING = "2024-01-15"
BOX_SCORES = "balldontlie/box_scores/2024-01-15.json"
TABLE_NAMED = re.compile(r"\b(nba_[a-z]+|validation|firestore|metadata)\.[a-z0-9_]+")

needs_recordings = pytest.mark.skipif(
    not RECORDINGS.is_dir(), reason="no recordings: HARNESS_RECORDINGS names no folder"
)


def night(recordings: Path, window: str | None = EVENING) -> RunReport:
    settings = load({"recordings": str(recordings), "window": window}, environment={}, folder=REPOSITORY)
    return validate(settings, everything(), title="nightly", step=lambda _: None)


def failures(report: RunReport) -> list[CheckResult]:
    return [result for result in report.results if result.outcome is Outcome.FAILED]


@pytest.fixture
def altered(tmp_path: Path) -> Path:
    """A copy of the recordings that may be changed."""
    folder = tmp_path / "recordings"
    shutil.copytree(RECORDINGS, folder)
    for path in [folder, *folder.rglob("*")]:
        path.chmod(0o755 if path.is_dir() else 0o644)
    return folder


@needs_recordings
def test_a_real_evening_raises_no_false_alarm() -> None:
    report = night(RECORDINGS)
    assert failures(report) == []
    rows = {day.table: day.rows for day in report.days if day.rows}
    assert rows["nba_raw.espn_scoreboard"] == rows["nba_raw.nbac_scoreboard_v2"] == 11
    assert rows["nba_raw.bdl_player_boxscores"] == 384
    assert report.exit_status() == 3, "most tables have nothing for that evening, and that is unknown"


@needs_recordings
def test_without_a_window_the_fullest_evening_is_taken() -> None:
    report = night(RECORDINGS, window=None)
    assert str(report.window) == EVENING
    assert any(EVENING in note for note in report.notes)


@needs_recordings
def test_every_unknown_says_what_is_missing() -> None:
    unknown = [result for result in night(RECORDINGS).results if result.outcome is Outcome.UNKNOWN]
    assert unknown
    for result in unknown:
        assert TABLE_NAMED.search(result.reason or "") or result.subject.startswith("recording."), result


@needs_recordings
def test_one_point_too_many_is_found_by_the_box_scores_alone_and_by_the_players_key(altered: Path) -> None:
    path = altered / BOX_SCORES
    answer = json.loads(path.read_text(encoding="utf-8"))
    line = answer["data"][0]["home_team"]["players"][0]
    line["pts"] += 1
    path.write_text(json.dumps(answer), encoding="utf-8")
    failed = failures(night(altered))
    # The table's contract holds the same identity, and two other sources were right about that player.
    assert {result.subject for result in failed} == {
        "raw.box_scores",
        "contract.bdl_player_boxscores",
        "consistency.cross_source_scores",
        f"recording.{BOX_SCORES}",
    }
    player = f"{line['player']['first_name']}{line['player']['last_name']}".lower()
    for result in failed:
        if not result.subject.startswith("recording."):
            assert result.finding is not None
            assert all(v.key_text().startswith("20240115_HOU_PHI") for v in result.finding.violations), result
            if result.subject == "raw.box_scores":
                assert result.check == "points add up"
                assert [v.key_text() for v in result.finding.violations] == [f"20240115_HOU_PHI {player}"]
    # The file's checksum is no longer the manifest's, which is a finding of its own about the file.
    assert sum(result.subject.startswith("recording.") for result in failed) == 1


@needs_recordings
def test_a_truncated_file_is_one_finding_and_everything_else_is_there(altered: Path) -> None:
    path = altered / BOX_SCORES
    path.write_bytes(path.read_bytes()[:5000])
    report = night(altered)
    assert [result.subject for result in failures(report)] == [f"recording.{BOX_SCORES}"]
    rows = {day.table: day.rows for day in report.days if day.rows}
    assert rows["nba_raw.espn_scoreboard"] == 11


def test_a_clean_season_passes_every_check_and_fetches_no_row() -> None:
    settings = load({}, environment={}, folder=REPOSITORY)
    report = validate(settings, everything(), title="nightly", step=lambda _: None)
    assert [result for result in report.results if result.outcome is not Outcome.PASSED] == []
    assert report.exit_status() == 0
    assert sum(query.rows or 0 for query in report.queries if query.kind == "fetch") == 0
    asking = [query for query in report.queries if query.kind not in ("days", "fetch")]
    assert len(asking) <= len({table for query in asking for table in query.tables}), "one statement a table"


@pytest.mark.nightly
@pytest.mark.parametrize("seed", range(1, SEEDS + 1))
def test_no_seed_raises_a_false_alarm(seed: int) -> None:
    settings = load({"seed": seed, "start_year": 2023 + seed % 3}, environment={}, folder=REPOSITORY)
    report = validate(settings, everything(), title="nightly", step=lambda _: None)
    assert failures(report) == []


def test_a_category_names_its_validators() -> None:
    assert [one.id for one in select(["raw"])] == [one.id for one in everything() if one.id.startswith("raw.")]
    assert len(select(["raw"])) == 9
    assert len(select(["contracts"])) == 80
