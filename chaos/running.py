"""Running experiments by the Chaos Toolkit's own library, with what it leaves open closed by our control."""

from __future__ import annotations

import logging
import re
import shlex
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from chaoslib.exceptions import ChaosException
from chaoslib.experiment import ensure_experiment_is_valid
from chaoslib.experiment import run_experiment as run_by_toolkit

from chaos.experiment import Experiment, ExperimentError, read_experiment
from chaos.extension import controls
from chaos.extension.interruption import INTERRUPTED
from chaos.extension.options import REHEARSAL, REPORTS, Options
from chaos.extension.serving import Served
from chaos.extension.starting import recovered
from chaos.journal import ExperimentRecord, Verdict
from chaos.ledger import ROOM, Ledger

TOOLKIT = logging.getLogger("chaostoolkit")
_ALWAYS = {"runtime": {"rollbacks": {"strategy": "always"}}}


@dataclass(frozen=True, slots=True)
class ExperimentResult:
    """What one run came to.

    Attributes:
        record: the journal, whole: verdict, reason, steady state in four phases, timeline, blast radius, findings.
        journal: its file.
        unmet: why this is not what the experiment says of these safeguards; empty where it is.
    """

    record: ExperimentRecord
    journal: Path
    unmet: str

    @property
    def verdict(self) -> Verdict:
        return self.record.verdict

    @property
    def as_expected(self) -> bool:
        return not self.unmet

    @property
    def was_interrupted(self) -> bool:
        """Whether somebody wanted it to end, and whatever would follow."""
        return self.record.reason.startswith(INTERRUPTED)


def run_experiment(
    file: Path,
    *,
    without: str | None = None,
    rehearsal: bool = False,
    platform: Served | None = None,
    out: Path | None = None,
    reports: Path = REPORTS,
) -> ExperimentResult:
    """Runs an experiment, and leaves nothing of its faults behind whatever happens.

    Only the main thread can: no other hears SIGINT and SIGTERM, which end a run with its rollbacks.

    Args:
        without: the name of a safeguard of the reference platform to switch off.
        rehearsal: faults and pauses at a tenth of their length.
        platform: what to run against; without it, what the experiment wants is started and ended.
        out: folder of the journal; `<reports>/chaos` for None.
        reports: folder that the ledgers are below.

    Raises:
        ExperimentError: the file is no experiment that can be run. Nothing was started.
    """
    experiment = read_experiment(file)
    content = _valid(experiment)
    options = Options(
        without=without.lower() if without else None,
        speed=REHEARSAL if rehearsal else 1.0,
        served=platform,
        reports=reports,
        out=out,
        command=command_of(file, without=without, rehearsal=rehearsal),
        name=experiment.name,
    )
    with controls.asked(options), _quiet():
        run_by_toolkit(content, settings=dict(_ALWAYS))
    found = controls.result()
    if found is None:
        raise ExperimentError(f"{file}: the run was not begun; the log of `chaostoolkit` says why")
    record, journal = found
    return ExperimentResult(record, journal, unmet(experiment, record))


def _valid(experiment: Experiment) -> dict[str, object]:
    content = experiment.toolkit()
    try:
        with _quiet():
            ensure_experiment_is_valid(content)
    except Exception as error:  # a module that it imports may raise anything
        told = str(error) if isinstance(error, ChaosException) else f"{type(error).__name__}: {error}"
        raise ExperimentError(f"{experiment.file}: {told}") from error
    return content


def unmet(experiment: Experiment, record: ExperimentRecord) -> str:
    """Why a run did not come to what its experiment says of these safeguards; empty where it did."""
    if record.verdict is not record.expected:
        return f"{record.verdict}, expected {record.expected}: {record.reason}"
    without = experiment.extension.without
    if record.safeguards_off == (without.safeguard,) and not re.search(without.reason, record.reason):
        return f"{record.verdict} for another reason than /{without.reason}/: {record.reason}"
    return ""


def command_of(file: Path, *, without: str | None, rehearsal: bool) -> str:
    """What makes such a run again."""
    words = ["harness", "chaos", "run", str(file)]
    words += ["--without", without] if without else []
    words += ["--rehearsal"] if rehearsal else []
    return shlex.join(words)


def recover_left(*, reports: Path = REPORTS, out: Path | None = None) -> tuple[str, ...]:
    """Undoes what runs that died have left, and closes their journals; what there was, in lines."""
    return recovered(Options(reports=reports, out=out))


def left_over(*, reports: Path = REPORTS) -> tuple[str, ...]:
    """Faults that are in a ledger and not known to be gone."""
    folders = sorted((reports / ROOM).glob("*"))
    return tuple(line for folder in folders if folder.is_dir() for line in Ledger(folder).left_in_words())


@contextmanager
def _quiet() -> Iterator[None]:
    """The toolkit's log is for its own command line; the journal has everything."""
    handler, before = logging.NullHandler(), TOOLKIT.propagate
    TOOLKIT.addHandler(handler)
    TOOLKIT.propagate = False
    try:
        yield
    finally:
        TOOLKIT.removeHandler(handler)
        TOOLKIT.propagate = before
