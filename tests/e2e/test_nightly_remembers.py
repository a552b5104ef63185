"""Night after night: what is new, open and fixed reaches the page, the file and the people; nothing hides a status."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import duckdb
import pytest

from harness.history.duckdb import DuckDBHistory
from harness.history.journal import Journal
from harness.history.store import HistoryError
from harness.nightly import Night, night, select
from harness.results import Outcome, Standing
from harness.season import build_season
from harness.settings import SettingsError, load

DAY = "2024-01-15"
BOX = "nba_raw.bdl_player_boxscores"
SECRET = "/services/T0/B0/thesecretpart"  # noqa: S105 - of nothing but this file


@pytest.fixture(scope="module")
def season(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("season") / "season.duckdb"
    with duckdb.connect(str(path)) as connection:
        build_season(seed=0).load(connection, tables=["nba_raw.nbac_schedule", BOX])
    return path


@pytest.fixture
def warehouse(season: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(season, tmp_path / "season.duckdb"))


def one_point(warehouse: Path, sign: str) -> None:
    """One point too many for one player, or taken back."""
    with duckdb.connect(str(warehouse)) as connection:
        first = f"(SELECT min(rowid) FROM {BOX} WHERE game_date = '{DAY}')"
        connection.execute(f"UPDATE {BOX} SET points = points {sign} 1 WHERE rowid = {first}")


class Job:
    """The nightly job over the box scores, in a folder of its own."""

    def __init__(self, folder: Path, warehouse: Path) -> None:
        self.reports = folder / "reports"
        self.warehouse = warehouse
        self.environment: dict[str, str] = {}
        self.said: list[str] = []

    def run(self, *names: str) -> Night:
        flags = {"warehouse": f"duckdb://{self.warehouse}", "window": DAY, "reports": str(self.reports)}
        settings = load(flags, environment=self.environment, folder=self.reports.parent)
        sets = select(names or ("raw.box_scores",))
        return night(settings, sets, step=lambda _: None, say=self.said.append)


@pytest.fixture
def job(tmp_path: Path, warehouse: Path) -> Job:
    return Job(tmp_path, warehouse)


@pytest.fixture
def posts() -> Iterator[tuple[int, list[dict[str, Any]], list[int]]]:
    """A port, what was posted to it, and the statuses that it will answer with before 200."""
    posted: list[dict[str, Any]] = []
    statuses: list[int] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            posted.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            status = statuses.pop(0) if statuses else 200
            self.send_response(status)
            self.end_headers()
            self.wfile.write(b"ok" if status == 200 else b"no_service")

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = False
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield server.server_address[1], posted, statuses
    server.shutdown()
    thread.join(30)
    server.server_close()


def standings(done: Night) -> list[Standing]:
    assert done.report.history is not None
    return [case.standing for case in done.report.history.cases]


def test_a_point_too_many_is_new_then_open_then_fixed_then_gone(job: Job, warehouse: Path) -> None:
    one_point(warehouse, "+")
    assert standings(job.run()) == [Standing.NEW]
    assert standings(job.run()) == [Standing.OPEN]
    one_point(warehouse, "-")
    fixed = job.run()
    assert standings(fixed) == [Standing.FIXED]
    assert "fixed" in fixed.page.read_text(encoding="utf-8")
    assert standings(job.run()) == []


def test_an_error_is_not_fixed_by_a_table_that_is_gone(job: Job, warehouse: Path) -> None:
    one_point(warehouse, "+")
    job.run()
    with duckdb.connect(str(warehouse)) as connection:
        connection.execute(f"DROP TABLE {BOX}")
    gone = job.run()
    assert gone.report.count(Outcome.FAILED) == 0
    assert standings(gone) == [Standing.OPEN]
    assert gone.report.history is not None
    assert "is missing" in (gone.report.history.cases[0].unseen or "")


def test_the_trend_counts_rows_night_by_night(job: Job, warehouse: Path) -> None:
    first = job.run()
    with duckdb.connect(str(warehouse)) as connection:
        connection.execute(f"DELETE FROM {BOX} WHERE game_date = '{DAY}'")
    second = job.run()
    assert first.report.history is not None
    assert second.report.history is not None
    (trend,) = (one for one in second.report.history.trends if one.table == BOX)
    rows = [one.rows for one in trend.nights]
    assert rows == [first.report.history.trends[0].nights[0].rows, 0]
    assert '<svg class="sparkline rows"' in second.page.read_text(encoding="utf-8")


def test_people_are_told_once_of_what_is_new(
    job: Job, warehouse: Path, posts: tuple[int, list[dict[str, Any]], list[int]]
) -> None:
    port, posted, _ = posts
    job.environment["HARNESS_SLACK_WEBHOOK"] = f"http://127.0.0.1:{port}{SECRET}"
    one_point(warehouse, "+")
    job.run()
    job.run()
    first, second = (json.dumps(post, ensure_ascii=False) for post in posted)
    assert "points add up" in first
    assert "points add up" not in second
    assert "0 new · 1 still open · 0 fixed" in second
    assert job.said == []


def test_a_night_killed_after_people_were_told_does_not_tell_them_again(
    job: Job, posts: tuple[int, list[dict[str, Any]], list[int]], monkeypatch: pytest.MonkeyPatch
) -> None:
    port, posted, _ = posts
    job.environment["HARNESS_SLACK_WEBHOOK"] = f"http://127.0.0.1:{port}{SECRET}"

    def stopped(_: Journal) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Journal, "finish", stopped)
    with pytest.raises(KeyboardInterrupt):
        job.run()
    monkeypatch.undo()
    assert "resumed the run" in " ".join(job.run().report.notes)
    assert len(posted) == 1
    job.run()
    assert len(posted) == 2


def test_a_message_that_does_not_arrive_is_said_and_changes_no_result(
    job: Job, warehouse: Path, posts: tuple[int, list[dict[str, Any]], list[int]]
) -> None:
    port, _, statuses = posts
    statuses.append(404)
    job.environment["HARNESS_SLACK_WEBHOOK"] = f"http://127.0.0.1:{port}{SECRET}"
    one_point(warehouse, "+")
    done = job.run()
    assert done.report.exit_status() == 1
    (said,) = job.said
    assert said.startswith("not told by Slack: Slack refused the message (404 no_service)")
    for report in job.reports.glob("nightly-*"):
        text = report.read_text(encoding="utf-8")
        assert ("Slack refused the message" in text) == (report.suffix != ".xml")
        assert "thesecretpart" not in text


def test_a_clean_night_whose_message_does_not_arrive_stays_clean(
    job: Job, posts: tuple[int, list[dict[str, Any]], list[int]]
) -> None:
    port, _, statuses = posts
    statuses.append(404)
    job.environment["HARNESS_SLACK_WEBHOOK"] = f"http://127.0.0.1:{port}{SECRET}"
    assert job.run().report.exit_status() == 0


def test_a_history_that_cannot_be_used_stops_the_night_before_it_asks(job: Job) -> None:
    job.reports.mkdir()
    (job.reports / "history.duckdb").write_bytes(b"no database " * 999)
    with pytest.raises(HistoryError, match="move it away"):
        job.run()
    assert list(job.reports.iterdir()) == [job.reports / "history.duckdb"]


def test_a_folder_for_reports_that_is_none_is_refused_before_the_run(job: Job) -> None:
    job.reports.write_text("a file")
    with pytest.raises((SettingsError, HistoryError), match="reports"):
        job.run()


def test_a_history_that_breaks_in_the_night_costs_no_answer(
    job: Job, warehouse: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is whole when the night begins, and not when it ends."""
    one_point(warehouse, "+")
    place = job.reports / "history.duckdb"

    def read(self: DuckDBHistory, series: str) -> None:
        place.write_bytes(b"no database " * 999)
        return whole(self, series)

    whole = DuckDBHistory.read
    monkeypatch.setattr(DuckDBHistory, "read", read)
    done = job.run()
    assert (done.report.exit_status(), done.report.history) == (1, None)
    assert "not compared with earlier runs" in done.report.notes[-1]
    assert str(place) in job.said[0]


def harness(*arguments: str, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith("HARNESS_")}
    return subprocess.run(
        [sys.executable, "-c", "from harness.cli import main; main()", *arguments],
        cwd=folder,
        env={**clean, "COLUMNS": "200", **environment},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


def test_the_command_says_it_and_keeps_its_status(
    warehouse: Path, tmp_path: Path, posts: tuple[int, list[dict[str, Any]], list[int]]
) -> None:
    port, posted, statuses = posts
    statuses += [404]
    one_point(warehouse, "+")
    done = harness(
        *("nightly", "--warehouse", f"duckdb://{warehouse}", "--window", DAY),
        folder=tmp_path,
        HARNESS_SLACK_WEBHOOK=f"http://127.0.0.1:{port}{SECRET}",
    )
    assert done.returncode == 1, done.stderr
    assert " new · 0 still open · 0 fixed   report: reports/" in done.stdout
    assert "harness: not told by Slack" in done.stderr
    assert len(posted) == 1
    assert "thesecretpart" not in done.stdout + done.stderr


def test_validate_keeps_a_history_only_where_it_is_told_to(warehouse: Path, tmp_path: Path) -> None:
    asked = ("validate", "raw.box_scores", "--warehouse", f"duckdb://{warehouse}", "--window", DAY)
    without = harness(*asked, folder=tmp_path)
    assert "still open" not in without.stdout
    assert sorted(path.name for path in tmp_path.iterdir()) == ["season.duckdb"]
    told = harness(*asked, "--history", "kept.duckdb", folder=tmp_path)
    assert "0 new · 0 still open · 0 fixed" in told.stdout
    assert (tmp_path / "kept.duckdb").is_file()


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ("bigquery://project", 'set writable = ["bigquery://project/validation"] in harness.toml'),
        ("s3://bucket/x", "history = 's3://bucket/x'"),
    ],
)
def test_a_place_that_may_not_be_written_to_is_refused_before_the_run(tmp_path: Path, place: str, said: str) -> None:
    done = harness("validate", "raw.box_scores", "--history", place, folder=tmp_path)
    assert done.returncode == 2
    assert said in done.stderr
