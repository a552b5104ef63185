"""What a load run leaves behind: one JSON file that SLOs, knee, comparison and report read, and nothing else.

Times are seconds from the run's start unless a name says otherwise; latencies are encoded histograms of microseconds.
"""

from __future__ import annotations

import gzip
import os
import zlib
from datetime import datetime
from pathlib import Path
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from load.histograms import Encoded

FORMAT: Literal[1] = 1
BATCH = "batch"
"""What a record has beside its requests: a whole batch, from the arrival that started it to its predictions being in
place. Its latencies are minutes, so it is in no sum over requests."""
MEMORY = "memory."
"""What the checks are called that are about the memory of a process."""
INTERVAL_S = 1.0
"""What is counted is kept a second at a time."""


def partial_of(file: Path) -> Path:
    """Where the record of a run that still goes on is kept; it is gone once the run has ended in order."""
    return file.with_name(f"{file.name}.partial")


def status_kind(status: int) -> str:
    """The kind of error that an HTTP status is, as `HTTP 503`. Redirects are not followed."""
    return f"HTTP {status}, a redirect" if status in _REDIRECTS else f"HTTP {status}"


_REDIRECTS = frozenset({300, 301, 302, 303, 307, 308})


class RecordError(Exception):
    """The file is no record of a load run; the message says what is wrong with it."""


class Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class EndpointCounts(Part):
    """One endpoint in one second, or in a whole run.

    Attributes:
        name: what the scenario calls it, as `POST /start`.
        service: service times, from the real start of the request to its end, failures included.
        response: response times, from the intended start of the arrival to its end, failures included.
        errors: failed requests by kind: `HTTP 503`, `wrong body`, `timeout`, the name of an exception.
    """

    name: str
    requests: int = 0
    failures: int = 0
    service: Encoded
    response: Encoded
    errors: dict[str, int] = Field(default_factory=dict)


class Interval(Part):
    """One second of a run. A request belongs to the second of its arrival's intended start.

    Attributes:
        intended: arrivals that were due.
        started: those that were started, however late.
        late: those that were started more than 10 ms late.
        missed: those that were never started, since no user was free before the run ended, or longer than allowed.
        completed: requests that ended in this second (by the clock, not by intention).
        in_flight: most requests at once.
    """

    start_s: float
    intended: int = 0
    started: int = 0
    late: int = 0
    missed: int = 0
    completed: int = 0
    in_flight: int = 0
    endpoints: tuple[EndpointCounts, ...] = ()


class Worker(Part):
    """A process that made load.

    Attributes:
        state: `finished`, or `lost`: it was not heard of again, and what it did after `last_flush_s` is not in here.
        busiest_cpu: highest share of one core that it used over a flush, 0 to 1 and a little above.
        start_lag: how late arrivals were started because of the process itself, not because no user was free.
    """

    name: str
    index: int
    state: Literal["finished", "lost"]
    last_flush_s: float
    busiest_cpu: float
    intended: int
    start_lag: Encoded


class Machine(Part):
    """Where the load was made. `kind` names machines that can be compared."""

    kind: str
    processor: str
    cores: int
    memory_gb: float
    system: str
    python: str


class ProcessMemory(Part):
    """What one process held while the run went on.

    Attributes:
        at_s: when it was looked at.
        uss_mb: memory of its own at each look, in megabytes (10^6 bytes).
        held: for a store, how many things it held at each look; empty for others.
    """

    name: str
    at_s: tuple[float, ...]
    uss_mb: tuple[float, ...]
    held: tuple[int, ...] = ()


class SloVerdict(Part):
    """One SLO, asked of a run. `observed` is None where nothing was measured, and then the outcome is unknown."""

    name: str
    outcome: Literal["passed", "failed", "unknown"]
    limit: float
    observed: float | None
    unit: str
    sentence: str


class RunRecord(Part):
    """A run, whole.

    Attributes:
        arrivals: in words, as `Poisson, 40 a second`.
        rate: mean arrivals a second that were asked for; None where they follow a timetable.
        aborted: why the run was ended before its time.
        generator_saturated: why the figures are the generator's limit rather than the service's; None if they are not.
        checks: what was asked of the data after the run, by id: `passed`, or `failed: …`, or `unknown: …`.
        locust_report: the way from the record's folder to Locust's own page.
        command: what makes such a run again; keys are not in it.
        memory: of the processes, where somebody looked; load/memory.py judges it.
        notes: what should be known beside the verdicts, a sentence each.
    """

    format: Literal[1] = FORMAT
    scenario: str
    run_id: str
    host: str
    started_at: datetime
    duration_s: float
    arrivals: str
    rate: float | None
    seed: int
    machine: Machine
    workers: tuple[Worker, ...]
    endpoints: tuple[EndpointCounts, ...]
    intervals: tuple[Interval, ...]
    slos: tuple[SloVerdict, ...] = ()
    checks: dict[str, str] = Field(default_factory=dict)
    aborted: str | None = None
    generator_saturated: str | None = None
    locust_report: str | None = None
    command: str | None = None
    memory: tuple[ProcessMemory, ...] = ()
    notes: tuple[str, ...] = ()

    def write(self, file: Path) -> None:
        """Writes it, compressed where the name ends in `.gz`: all of it or, if the process dies meanwhile, nothing."""
        text = self.model_dump_json().encode()
        file.parent.mkdir(parents=True, exist_ok=True)
        beside = file.with_name(f"{file.name}.{os.getpid()}.writing")
        beside.write_bytes(gzip.compress(text, mtime=0) if file.suffix == ".gz" else text)
        beside.replace(file)

    @classmethod
    def read(cls, file: Path) -> Self:
        """Reads what `write` wrote.

        Raises:
            RecordError: there is no such file, or it holds something else.
        """
        try:
            raw = file.read_bytes()
            return cls.model_validate_json(gzip.decompress(raw) if file.suffix == ".gz" else raw)
        except (OSError, EOFError, zlib.error) as error:
            raise RecordError(f"{file} cannot be read: {error}; give a file that `harness load run` wrote") from error
        except ValidationError as error:
            first = error.errors()[0]
            place = ".".join(str(step) for step in first["loc"])
            raise RecordError(f"{file} is no record of a load run: {place or 'the file'}: {first['msg']}") from error
