"""The journal of a run under way: whose answers it gives to whom, and that they are whole."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pytest

from harness.history.fingerprint import code_digest, data_digest
from harness.history.journal import Footing, Journal
from harness.results import Window
from harness.settings import load
from harness.warehouse.warehouse import Answer

NOON = datetime(2024, 1, 16, 12, tzinfo=UTC)
NIGHT = Window(date(2024, 1, 15), date(2024, 1, 15))
FOOTING = Footing("bigquery://project", NIGHT, None, code="c", checks="k", data="d")
SQL = "SELECT 1 AS one"


def answer() -> Answer:
    columns = {
        "n": pa.array([1, None], pa.int64()),
        "money": pa.array([Decimal("1.50"), None], pa.decimal128(38, 2)),
        "at": pa.array([NOON, None], pa.timestamp("us", tz="UTC")),
        "words": pa.array([["a", "b"], None], pa.list_(pa.string())),
    }
    return Answer(pa.table(columns), 12.25, 10_485_760)


def opened(folder: Path, footing: Footing = FOOTING, now: datetime = NOON, fresh: bool = False) -> Journal:
    return Journal(folder, footing, now=now, hours=12, fresh=fresh)


def interrupted(folder: Path, footing: Footing = FOOTING) -> None:
    """What a run that began at noon leaves behind, killed after one answer."""
    with opened(folder, footing) as journal:
        journal.begin(started_at=NOON, as_of=NOON)
        journal.keep(SQL, answer())


def test_an_answer_comes_back_as_it_was(tmp_path: Path) -> None:
    interrupted(tmp_path)
    with opened(tmp_path) as journal:
        again = journal.recall(SQL)
        assert again is not None
        assert again.rows.equals(answer().rows, check_metadata=True)
        assert (again.duration_ms, again.billed_bytes) == (12.25, 10_485_760)
        assert journal.recall(SQL + " ") is None


def test_an_engine_that_bills_nothing_is_not_said_to_bill_0(tmp_path: Path) -> None:
    with opened(tmp_path) as journal:
        journal.begin(started_at=NOON, as_of=NOON)
        journal.keep(SQL, replace(answer(), billed_bytes=None))
    with opened(tmp_path) as journal:
        again = journal.recall(SQL)
        assert again is not None
        assert again.billed_bytes is None


def test_a_run_goes_on_as_of_the_instant_of_the_one_that_was_killed(tmp_path: Path) -> None:
    interrupted(tmp_path)
    with opened(tmp_path, now=NOON + timedelta(hours=3)) as journal:
        journal.begin(started_at=NOON + timedelta(hours=3), as_of=NOON + timedelta(hours=3))
        assert (journal.started_at, journal.as_of) == (NOON, NOON)
    with opened(tmp_path) as journal:
        assert (journal.started_at, journal.as_of) == (NOON, NOON)


@pytest.mark.parametrize(
    ("footing", "now", "fresh", "said"),
    [
        (replace(FOOTING, code="other"), NOON, False, "the code has changed"),
        (replace(FOOTING, checks="other"), NOON, False, "other checks are asked"),
        (replace(FOOTING, data="other"), NOON, False, "the data have changed"),
        (replace(FOOTING, as_of=NOON), NOON, False, "ages are judged at another instant"),
        (FOOTING, NOON + timedelta(hours=12, seconds=1), False, "older than 12 h (resume_hours)"),
        (FOOTING, NOON, True, "--fresh was given"),
    ],
)
def test_the_journal_of_another_run_is_not_used_and_that_is_said(
    tmp_path: Path, footing: Footing, now: datetime, fresh: bool, said: str
) -> None:
    interrupted(tmp_path)
    with opened(tmp_path, footing, now, fresh) as journal:
        assert journal.recall(SQL) is None
        assert journal.started_at is None
        (note,) = journal.notes
        assert note.startswith("the interrupted run of 2024-01-16 12:00 UTC was not resumed: ")
        assert said in note


def test_another_window_has_a_journal_of_its_own(tmp_path: Path) -> None:
    interrupted(tmp_path)
    next_night = Window(date(2024, 1, 16), date(2024, 1, 16))
    with opened(tmp_path, replace(FOOTING, window=next_night)) as journal:
        assert (journal.recall(SQL), journal.notes) == (None, ())
    with opened(tmp_path) as journal:
        assert journal.recall(SQL) is not None


def test_what_cannot_be_read_is_not_used_and_that_is_said(tmp_path: Path) -> None:
    interrupted(tmp_path)
    (plan,) = tmp_path.glob("*/plan.json")
    plan.write_text('{"format": 2}')
    with opened(tmp_path) as journal:
        assert journal.recall(SQL) is None
        assert "cannot be read by this harness" in journal.notes[0]


def test_answers_without_a_plan_serve_nobody(tmp_path: Path) -> None:
    interrupted(tmp_path)
    (plan,) = tmp_path.glob("*/plan.json")
    plan.unlink()
    with opened(tmp_path) as journal:
        assert journal.recall(SQL) is None


def test_two_runs_at_once_do_not_share_a_journal(tmp_path: Path) -> None:
    with opened(tmp_path) as first:
        first.begin(started_at=NOON, as_of=NOON)
        with opened(tmp_path) as second:
            second.begin(started_at=NOON, as_of=NOON)
            second.keep(SQL, answer())
            assert second.recall(SQL) is None
            assert "another run over the same window is under way" in second.notes[0]
            second.finish()
        assert first.recall(SQL) is None
        first.keep(SQL, answer())
        first.finish()
    assert list(tmp_path.iterdir()) == []


def test_a_disk_that_is_full_costs_the_journal_and_not_the_run(tmp_path: Path) -> None:
    with opened(tmp_path) as journal:
        journal.begin(started_at=NOON, as_of=NOON)
        # What stands in the way of the file beside its place refuses it as a full disk would.
        journal._place(SQL).with_suffix(".part").mkdir()
        journal.keep(SQL, answer())
        journal.keep("SELECT 2", answer())
        (note,) = journal.notes
        assert note.startswith("from some point on this run could not be resumed")
        assert journal.recall("SELECT 2") is None


def test_a_finished_run_leaves_nothing_to_go_on_with(tmp_path: Path) -> None:
    interrupted(tmp_path)
    with opened(tmp_path) as journal:
        journal.finish()
    with opened(tmp_path) as journal:
        assert (journal.recall(SQL), journal.notes) == (None, ())


def test_code_is_another_once_a_file_of_it_changes(tmp_path: Path) -> None:
    (tmp_path / "room").mkdir()
    (tmp_path / "room" / "rule.py").write_text("LIMIT = 1\n")
    before = code_digest([tmp_path])
    assert code_digest([tmp_path]) == before
    (tmp_path / "room" / "rule.py").write_text("LIMIT = 2\n")
    assert code_digest([tmp_path]) != before


def test_data_are_others_once_a_file_of_them_changes(tmp_path: Path) -> None:
    (tmp_path / "nba_raw.t.parquet").write_bytes(b"1")
    settings = load({"warehouse": f"parquet://{tmp_path}"}, environment={}, folder=tmp_path)
    before = data_digest(settings)
    assert data_digest(settings) == before
    (tmp_path / "nba_raw.t.parquet").write_bytes(b"12")
    assert data_digest(settings) != before
