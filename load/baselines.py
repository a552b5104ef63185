"""Runs kept to compare later ones with: one per scenario and kind of machine, thinned to what a comparison reads."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from load.histograms import empty, encode
from load.record import EndpointCounts, Interval, Machine, RunRecord
from load.saturation import bottleneck

BASELINES = Path(__file__).with_name("baselines")
_NOT_IN_NAMES = re.compile(r"[^A-Za-z0-9._-]+")


class BaselineError(Exception):
    """A run cannot be kept as a baseline; the message says why."""


@dataclass(frozen=True, slots=True)
class NoBaseline:
    """There is nothing to compare with, which is an unknown outcome. `reason` has the command that makes one."""

    reason: str


def keep(record: RunRecord, *, folder: Path = BASELINES) -> Path:
    """Makes a run the baseline of its scenario on its kind of machine, in place of the one before.

    Kept are the response times of every second, the totals, and the machine; service times by the second, errors by
    kind, verdicts and reports are not.

    Raises:
        BaselineError: the run was ended before its time, or shows the generator's limit.
    """
    limit = bottleneck(record)
    why = f"was ended before its time: {record.aborted}" if record.aborted else ""
    why = why or (f"shows the generator's limit: {limit.sentence}" if limit else "")
    if why:
        raise BaselineError(f"{record.run_id} is no baseline, since it {why}; run {record.scenario} again")
    file = file_of(record.scenario, record.machine, folder=folder)
    _thinned(record).write(file)
    return file


def baseline_of(scenario: str, machine: Machine, *, folder: Path = BASELINES) -> RunRecord | NoBaseline:
    """The run that is kept, or why there is none.

    Raises:
        RecordError: there is a file, but it holds no run.
    """
    file = file_of(scenario, machine, folder=folder)
    if file.is_file():
        return RunRecord.read(file)
    command = f"harness load run {scenario} --host URL --baseline keep"
    others = sorted(other.parent.name for other in folder.glob(f"*/{file.name}"))
    elsewhere = f" (there is one of {', '.join(others)})" if others else ""
    return NoBaseline(f"no baseline of {scenario} on {machine.kind}{elsewhere}; make one: {command}")


def file_of(scenario: str, machine: Machine, *, folder: Path = BASELINES) -> Path:
    """Where it is kept: `<kind>/<scenario>.json.gz`."""
    return folder / _as_name(machine.kind) / f"{_as_name(scenario)}.json.gz"


def _as_name(text: str) -> str:
    """`text` as the name of a file or folder, never one that leads elsewhere."""
    return _NOT_IN_NAMES.sub("-", text).strip(".-") or "unnamed"


def _thinned(record: RunRecord) -> RunRecord:
    nothing = encode(empty())
    return record.model_copy(
        update={
            "intervals": tuple(_thin_second(interval, nothing) for interval in record.intervals),
            "slos": (),
            "checks": {},
            "locust_report": None,
        }
    )


def _thin_second(interval: Interval, nothing: str) -> Interval:
    return interval.model_copy(update={"endpoints": tuple(_thin(part, nothing) for part in interval.endpoints)})


def _thin(part: EndpointCounts, nothing: str) -> EndpointCounts:
    return part.model_copy(update={"service": nothing, "errors": {}})
