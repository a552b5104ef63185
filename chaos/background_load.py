"""A load run beside an experiment: a process of its own, which ends early when its input does.

What it is to do is its first line of input, so that no key stands on a command line or in a file.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from contextlib import suppress
from pathlib import Path
from typing import Self

from pydantic import BaseModel, ConfigDict, Field

from chaos.gameday_record import LoadSummary
from load.histograms import decode, merged, percentile_ms
from load.left_behind import RunError
from load.outcome import concluded
from load.record import RecordError, RunRecord
from load.running import Extras, run
from load.slo import for_scenario, judge
from load.slo_limits import DATA_KEYS

END_S = 60.0
"""What Locust and its last requests may take to end."""
BEGIN_S = 180.0
"""What Locust's imports and a scenario's preparation, such as a batch, may take; a load that is late is ended."""
_LINES_TOLD = 5


class Wanted(BaseModel):
    """One load run: what `load.running.run` is given. `environment` has the coordinator's key, and is never shown."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)

    scenario: str
    host: str
    duration_s: float
    rate: float | None = None
    users: int = 20
    seed: int = 0
    out: Path
    environment: dict[str, str] = Field(default_factory=dict, repr=False)


class BackgroundLoad:
    """A run from `start` until it ends by itself, or is ended."""

    def __init__(self, wanted: Wanted, *, at_s: float) -> None:
        self._wanted = wanted
        self._at_s = at_s
        self._log = wanted.out.with_suffix(".log")
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> Self:
        """Starts it without waiting for it."""
        self._wanted.out.parent.mkdir(parents=True, exist_ok=True)
        with self._log.open("wb") as output:
            process = subprocess.Popen(
                [sys.executable, "-m", "chaos.background_load"],
                stdin=subprocess.PIPE,
                stdout=output,
                stderr=output,
                start_new_session=True,  # Ctrl-C is for the game day, which then ends it
            )
        self._process = process
        if process.stdin is not None:
            process.stdin.write(self._wanted.model_dump_json().encode() + b"\n")
            process.stdin.flush()
        return self

    def ended(self, *, early: bool = False) -> LoadSummary:
        """Waits for its end, or, `early` or when it is overdue, brings it about; what it came to."""
        process = self._process
        if process is None:
            raise ValueError("this load was not started; call start first")
        with suppress(subprocess.TimeoutExpired):
            process.wait(0 if early else self._wanted.duration_s + BEGIN_S)
        if process.stdin is not None:
            process.stdin.close()  # it ends with its input
        try:
            process.wait(END_S)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        return self._summary()

    def _summary(self) -> LoadSummary:
        try:
            return summary(judged(RunRecord.read(self._wanted.out)), at_s=self._at_s, name=self._wanted.out.name)
        except RecordError:
            said = " ".join(self._log.read_text(encoding="utf-8", errors="replace").split("\n")[-_LINES_TOLD:]).strip()
            for secret in self._wanted.environment.values():
                said = said.replace(secret, "(not shown)") if len(secret) > 3 else said
            return LoadSummary(
                scenario=self._wanted.scenario,
                outcome="unknown",
                reason=f"it left no record; it said: {said or 'nothing'}",
                at_s=self._at_s,
            )


def judged(record: RunRecord) -> RunRecord:
    """With the SLOs of its scenario, but for those of its data, which the experiments change."""
    slos = for_scenario(record.scenario).without(*DATA_KEYS)
    return record.model_copy(update={"slos": judge(record, slos)})


def summary(record: RunRecord, *, at_s: float, name: str | None = None) -> LoadSummary:
    """What a load run came to. `at_s` is when it began, on the clock of the game day; `name` that of its file."""
    conclusion = concluded(record)
    response = merged(decode(endpoint.response) for endpoint in record.endpoints)
    return LoadSummary(
        scenario=record.scenario,
        outcome=conclusion.outcome.value,
        reason=conclusion.reason,
        at_s=at_s,
        duration_s=record.duration_s,
        requests=sum(endpoint.requests for endpoint in record.endpoints),
        failures=sum(endpoint.failures for endpoint in record.endpoints),
        response_p50_ms=percentile_ms(response, 50),
        response_p99_ms=percentile_ms(response, 99),
        record=name,
    )


def main() -> int:
    """0 where there is a record, 1 where there is none."""
    wanted = Wanted.model_validate_json(sys.stdin.buffer.readline())
    threading.Thread(target=_end_with_input, daemon=True).start()
    try:
        run(
            wanted.scenario,
            host=wanted.host,
            rate=wanted.rate,
            users=wanted.users,
            duration_s=wanted.duration_s,
            seed=wanted.seed,
            out=wanted.out,
            extras=Extras(environment=wanted.environment),
        )
    except (KeyboardInterrupt, RunError) as error:
        sys.stderr.write(f"{type(error).__name__}: {error}\n")
        return 1
    return 0


def _end_with_input() -> None:
    """Whoever started this closes its input to end it, and closes it by vanishing too."""
    # Not by way of sys.stdin, whose lock would be held when the interpreter ends.
    while os.read(sys.stdin.fileno(), 4096):
        pass
    os.kill(os.getpid(), signal.SIGINT)


if __name__ == "__main__":
    sys.exit(main())
