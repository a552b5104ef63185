"""The file of a run: comes back as it was written, is never half there, and what is no record is refused by name."""

from __future__ import annotations

import gzip
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from load.histograms import buckets, count, empty, encode
from load.record import EndpointCounts, Interval, Machine, RecordError, RunRecord, SloVerdict, Worker


def histogram(*latencies_s: float) -> str:
    made = empty()
    count(made, [buckets(latencies_s)])
    return encode(made)


def record(**changed: Any) -> RunRecord:
    endpoint = EndpointCounts(
        name="POST /start",
        requests=2,
        failures=1,
        service=histogram(0.01, 0.02),
        response=histogram(0.03, 1.5),
        errors={"HTTP 503": 1},
    )
    return RunRecord(
        scenario="game-night",
        run_id="r1",
        host="http://127.0.0.1:8080",
        started_at=datetime(2026, 1, 15, 23, 59, tzinfo=UTC),
        duration_s=1.5,
        arrivals="Poisson, 40 a second",
        rate=40.0,
        seed=7,
        machine=Machine(kind="m", processor="p", cores=2, memory_gb=3.9, system="Linux 6", python="3.11.7"),
        workers=(
            Worker(
                name="worker-0",
                index=0,
                state="lost",
                last_flush_s=1.0,
                busiest_cpu=0.5,
                intended=2,
                start_lag=histogram(0.001),
            ),
        ),
        endpoints=(endpoint,),
        intervals=(Interval(start_s=0.0, intended=2, started=2, endpoints=(endpoint,)),),
        slos=(SloVerdict(name="p99", outcome="unknown", limit=1, observed=None, unit="ms", sentence="nothing"),),
        checks={"lost": "passed"},
    ).model_copy(update=changed)


@pytest.mark.parametrize("name", ["run.json", "run.json.gz", "a/b/run.json"])
def test_a_record_comes_back_as_it_was_written(tmp_path: Path, name: str) -> None:
    record().write(tmp_path / name)
    assert RunRecord.read(tmp_path / name) == record()
    assert [file.name for file in (tmp_path / name).parent.iterdir()] == [Path(name).name]


def test_a_record_that_cannot_be_written_leaves_the_one_before(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "run.json"
    record().write(file)

    def full(self: Path, data: bytes) -> int:
        with self.open("wb") as opened:
            opened.write(data[: len(data) // 2])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OSError, match="No space left"):
        record(run_id="r2").write(file)
    assert RunRecord.read(file).run_id == "r1"


def test_the_same_run_is_the_same_file(tmp_path: Path) -> None:
    record().write(tmp_path / "a.json.gz")
    record().write(tmp_path / "b.json.gz")
    assert (tmp_path / "a.json.gz").read_bytes() == (tmp_path / "b.json.gz").read_bytes()


def written(folder: Path, content: bytes, name: str = "run.json") -> Path:
    file = folder / name
    file.write_bytes(content)
    return file


def changed(**fields: Any) -> bytes:
    return json.dumps(json.loads(record().model_dump_json()) | fields).encode()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "the file: Invalid JSON"),
        (b"no json", "the file: Invalid JSON"),
        (b"[]", "the file: Input should be an object"),
        (changed(format=2), "format: Input should be 1"),
        (changed(colour="red"), "colour: Extra inputs are not permitted"),
        (changed(duration_s="long"), "duration_s: Input should be a valid number"),
        (changed(workers=[{"name": "w"}]), r"workers\.0\.index: Field required"),
    ],
)
def test_what_is_no_record_is_refused_with_the_place(tmp_path: Path, content: bytes, said: str) -> None:
    file = written(tmp_path, content)
    with pytest.raises(RecordError, match=rf"run\.json is no record of a load run: {said}"):
        RunRecord.read(file)


@pytest.mark.parametrize(
    "content",
    [b"plain", gzip.compress(changed(), mtime=0)[:-9], gzip.compress(changed(), mtime=0)[:20] + b"\xff" * 40],
    ids=["plain", "short", "altered"],
)
def test_a_damaged_compressed_file_is_refused(tmp_path: Path, content: bytes) -> None:
    file = written(tmp_path, content, "run.json.gz")
    with pytest.raises(RecordError, match=r"run\.json\.gz cannot be read"):
        RunRecord.read(file)


def test_a_missing_file_is_told_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match=r"none\.json cannot be read.*give a file that `harness load run` wrote"):
        RunRecord.read(tmp_path / "none.json")
