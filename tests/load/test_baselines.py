"""A run kept for one kind of machine, thinned, and found again; or the command that makes one."""

from __future__ import annotations

from pathlib import Path

import pytest
from queue_runs import MACHINE, interval, queue_run, run_record, worker

from load.baselines import BASELINES, BaselineError, NoBaseline, baseline_of, file_of, keep
from load.comparison import compare
from load.record import EndpointCounts, RecordError, RunRecord


def _run(seed: int = 1) -> RunRecord:
    return queue_run(rate=60, duration_s=30, seed=seed, service_s=0.01)


def _served(part: EndpointCounts, other: EndpointCounts) -> EndpointCounts:
    """Its service times are not its response times."""
    return part.model_copy(update={"service": other.service})


def test_a_kept_run_compares_as_the_run_itself(tmp_path: Path) -> None:
    run, later = _run(1), _run(2)
    file = keep(run, folder=tmp_path)
    assert file == tmp_path / "test" / "queue.json.gz"
    kept = baseline_of("queue", MACHINE, folder=tmp_path)
    assert isinstance(kept, RunRecord)
    assert kept.machine == run.machine
    assert compare(kept, later, seed=1) == compare(run, later, seed=1)


def test_a_kept_run_is_smaller_than_the_run(tmp_path: Path) -> None:
    seconds = []
    for second, other in zip(_run(1).intervals, _run(2).intervals, strict=True):
        parts = tuple(_served(part, others) for part, others in zip(second.endpoints, other.endpoints, strict=True))
        seconds.append(second.model_copy(update={"endpoints": parts}))
    run = _run().model_copy(update={"intervals": tuple(seconds)})
    run.write(tmp_path / "whole.json.gz")
    assert keep(run, folder=tmp_path).stat().st_size < 0.7 * (tmp_path / "whole.json.gz").stat().st_size


def test_service_times_are_not_kept_and_not_compared(tmp_path: Path) -> None:
    keep(_run(), folder=tmp_path)
    kept = baseline_of("queue", MACHINE, folder=tmp_path)
    assert isinstance(kept, RunRecord)
    assert compare(kept, _run(), times="service").outcome == "inconclusive"


def test_the_latest_takes_the_place_of_the_one_before(tmp_path: Path) -> None:
    keep(_run(1), folder=tmp_path)
    keep(_run(2), folder=tmp_path)
    kept = baseline_of("queue", MACHINE, folder=tmp_path)
    assert isinstance(kept, RunRecord)
    assert kept.seed == 2


def test_another_kind_of_machine_has_none_and_is_told_how_to_make_one(tmp_path: Path) -> None:
    keep(_run(), folder=tmp_path)
    found = baseline_of("queue", MACHINE.model_copy(update={"kind": "large"}), folder=tmp_path)
    assert isinstance(found, NoBaseline)
    assert found.reason == (
        "no baseline of queue on large (there is one of test); "
        "make one: harness load run queue --host URL --baseline keep"
    )


def test_names_lead_nowhere_else(tmp_path: Path) -> None:
    machine = MACHINE.model_copy(update={"kind": "../../Intel(R) Xeon / 2 cores"})
    assert file_of("../x", machine, folder=tmp_path) == tmp_path / "Intel-R-Xeon-2-cores" / "x.json.gz"
    assert file_of("..", machine, folder=tmp_path).name == "unnamed.json.gz"


def test_an_aborted_or_saturated_run_is_no_baseline(tmp_path: Path) -> None:
    with pytest.raises(BaselineError, match="was ended before its time: interrupted"):
        keep(_run().model_copy(update={"aborted": "interrupted"}), folder=tmp_path)
    with pytest.raises(BaselineError, match="the generator's limit: worker worker-0 used 99%"):
        keep(_run().model_copy(update={"workers": (worker(busiest_cpu=0.99),)}), folder=tmp_path)
    with pytest.raises(BaselineError, match="more users are needed"):
        keep(run_record([interval(0, [1000.0] * 90, missed=10)]), folder=tmp_path)
    assert not list(tmp_path.iterdir())


def test_a_broken_file_is_no_missing_baseline(tmp_path: Path) -> None:
    file = keep(_run(), folder=tmp_path)
    file.write_bytes(file.read_bytes()[:-20])
    with pytest.raises(RecordError, match="cannot be read"):
        baseline_of("queue", MACHINE, folder=tmp_path)


def test_baselines_lie_beside_the_suite() -> None:
    assert file_of("soak", MACHINE) == BASELINES / "test" / "soak.json.gz"
    assert (BASELINES.parent / "slo.toml").is_file()
