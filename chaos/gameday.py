"""A game day held: its steps in their order, load and watch meanwhile, people asked where the file says so."""

from __future__ import annotations

import os
import platform as interpreter
import shlex
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path

from chaos.file_locks import is_taken
from chaos.gameday_file import ExperimentStep, GameDay, GameDayError, LoadStep, NoteStep, PauseStep, read_game_day
from chaos.gameday_outcome import concluded, ends_the_day, findings, observation
from chaos.gameday_record import GameDayRecord, LoadSummary, Observation, Pause, Role, Staged
from chaos.journal import Event, EventKind
from chaos.machine import machine_text
from chaos.report import game_day_page
from chaos.scorecard import scores
from chaos.staging import Company, Hours, RealHours, RunningLoad, Stage, Stages, at_the_terminal
from chaos.watching import Watch

REHEARSAL = 10.0
"""How many times shorter all times are in a dress rehearsal."""
JOURNAL, PAGE = "game_day.json", "game_day.html"


def run_gameday(
    file: Path,
    *,
    auto: bool = False,
    rehearsal: bool = False,
    out: Path,
    stages: Stages | None = None,
    company: Company | None = None,
    hours: Hours | None = None,
) -> GameDayRecord:
    """Holds a game day, and leaves its journal and its page in a folder.

    Only the main thread can: experiments run in it.

    Args:
        auto: nobody is asked; pauses are passed over.
        rehearsal: all times are a tenth of what is written.
        out: the folder; `game_day.json`, `game_day.html`, a journal of each experiment, a record of each load.
        stages: where it is held; the reference platform for None.
        company: who is asked and told; the terminal for None.

    Raises:
        GameDayError: the file is no game day, names what is not there, or people are needed and there is no terminal,
            or another day is being held into the folder.
        StartError: the platform did not start.
    """
    day = read_game_day(file)
    if stages is None:
        from chaos.gameday_stage import on_reference_platform

        stages = on_reference_platform
    company = company or at_the_terminal(auto)
    speed = REHEARSAL if rehearsal else 1.0
    command = _command(file, auto=auto, rehearsal=rehearsal)
    with _alone_in(out), stages(day, speed) as stage:
        held = _Held(day, auto, speed, out, company, hours or RealHours(), command, stage.target)
        return held.on(stage)


@contextmanager
def _alone_in(folder: Path) -> Iterator[None]:
    """Two days would write the same files: a folder is locked as long as one is held into it.

    Raises:
        GameDayError: it is another's.
    """
    folder.mkdir(parents=True, exist_ok=True)
    number = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        if not is_taken(number):
            raise GameDayError(f"another game day is being held into {folder}; name another folder")
        yield
    finally:
        os.close(number)


@dataclass
class _Held:
    """One day while it goes on."""

    day: GameDay
    auto: bool
    speed: float
    out: Path
    company: Company
    hours: Hours
    command: str
    target: str
    run_id: str = field(default_factory=lambda: uuid.uuid4().hex[:8])
    aborted: str | None = None
    first_s: float = 0.0
    pauses: list[Pause] = field(default_factory=list)
    experiments: list[Staged] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    observations: list[Observation] = field(default_factory=list)
    loads: list[LoadSummary] = field(default_factory=list)
    running: list[RunningLoad] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.began_s, self.started_at = self.hours.seconds(), self.hours.now()

    @property
    def at_s(self) -> float:
        """Since the stage was there; steps are due from `first_s` on."""
        return self.hours.seconds() - self.began_s

    def on(self, stage: Stage) -> GameDayRecord:
        """The day from its first look at the signals to its record."""
        with Watch(stage.signals, clock=lambda: self.at_s) as watch:
            try:
                self._opened(watch)
                for step in self.day.timeline:
                    if self.aborted is None:
                        self._until(step.at_s)
                        self._step(step, stage, watch)
                if self.aborted is None:
                    self._until(self.day.until_s)
                    self._end_loads(early=False)
            except KeyboardInterrupt:
                self.aborted = "interrupted by hand"
            except BaseException as error:
                self.aborted = f"{type(error).__name__}: {error}"
                raise
            finally:
                self._end_loads(early=True)
        return self._closed()

    def _opened(self, watch: Watch) -> None:
        """Every signal has to be well before the first step."""
        self.company.say(f"{self.day.title}: {self.day.briefing}")
        if not watch.await_well(self.day.watch.settle_s):
            told = "; ".join(f"{name}: {why}" for name, why in watch.ill.items())
            self.aborted = f"no steady state to begin with: {told}"
            return
        self.first_s = self.at_s
        self._event("steady_state", "every signal is well")

    def _due(self, written_s: float) -> float:
        """When something is due that the file has at this second."""
        return self.first_s + written_s / self.speed

    def _until(self, written_s: float) -> None:
        left_s = self._due(written_s) - self.at_s
        if left_s > 0:
            self.hours.wait(left_s)

    def _step(self, step: PauseStep | LoadStep | ExperimentStep | NoteStep, stage: Stage, watch: Watch) -> None:
        if isinstance(step, NoteStep):
            self._event("note", step.text)
            self.company.say(step.text)
        elif isinstance(step, PauseStep):
            self._pause(step)
        elif isinstance(step, LoadStep):
            self._load(step, stage)
        else:
            self._experiment(step, stage, watch)
        self._kept()

    def _pause(self, step: PauseStep) -> None:
        began_s = self.at_s
        goes_on = True if self.auto else self.company.ask(step.text, step.confirm)
        by = None if self.auto else step.confirm
        self.pauses.append(Pause(at_s=began_s, text=step.text, confirmed_by=by, waited_s=self.at_s - began_s))
        if not goes_on:
            self.aborted = f"{step.confirm} ended the day at: {step.text}"

    def _load(self, step: LoadStep, stage: Stage) -> None:
        file = self.out / f"load-{len(self.running) + len(self.loads) + 1}-{step.load}.json"
        self.running.append(stage.load(step, seconds=step.for_s / self.speed, at_s=self.at_s, out=file))
        self._event("note", f"load begins: {step.load}")

    def _experiment(self, step: ExperimentStep, stage: Stage, watch: Watch) -> None:
        self.company.say(f"experiment {Path(step.experiment).stem}")
        began_s = self.at_s
        record = stage.experiment(step.experiment, rehearsal=self.speed != 1.0, out=self.out / "experiments")
        well = watch.await_well(self.day.watch.settle_s)
        offset_s = max((record.started_at - self.started_at).total_seconds(), began_s)
        self.experiments.append(Staged(at_s=offset_s, scheduled_s=self._due(step.at_s), record=record))
        # What happens beside the platform meanwhile is no answer of the platform to it.
        heard = watch.changes if stage.is_heard(step.experiment) else ()
        seen = observation(record, heard, offset_s=offset_s, until_s=self.at_s)
        self.observations.append(seen)
        if seen.detected_after_s is not None and seen.injected_at_s is not None:
            detected_s = seen.injected_at_s + seen.detected_after_s
            self._event("detect", f"{record.experiment} is seen", signal=seen.signal, at_s=detected_s)
        self.company.say(f"experiment {record.experiment}: {record.verdict}: {record.reason}")
        if not well:
            told = "; ".join(f"{name}: {why}" for name, why in watch.ill.items())
            self.aborted = f"not as before {self.day.watch.settle_s:g} s after {record.experiment}: {told}"
        elif ends_the_day(record):
            self.aborted = f"{record.experiment}: {record.reason}"

    def _event(self, kind: EventKind, text: str, *, signal: str | None = None, at_s: float | None = None) -> None:
        self.events.append(Event(at_s=self.at_s if at_s is None else at_s, kind=kind, text=text, signal=signal))

    def _end_loads(self, *, early: bool) -> None:
        """Waits for what runs still; what is under way when a day was ended is ended too."""
        while self.running:
            self.loads.append(self.running[0].ended(early=early))
            del self.running[0]

    def _record(self) -> GameDayRecord:
        records = [one.record for one in self.experiments]
        return GameDayRecord(
            game_day=self.day.name,
            title=self.day.title,
            run_id=self.run_id,
            briefing=self.day.briefing,
            roles=tuple(Role(name=role.name, duty=role.duty) for role in self.day.roles),
            auto=self.auto,
            speed=self.speed,
            target=self.target,
            command=self.command,
            machine=machine_text(),
            versions={"nba-harness": version("nba-harness"), "Python": interpreter.python_version()},
            started_at=self.started_at,
            duration_s=self.at_s,
            pauses=tuple(self.pauses),
            experiments=tuple(self.experiments),
            events=tuple(self.events),
            observations=tuple(self.observations),
            loads=tuple(self.loads),
            scorecard=scores(records, self.observations),
            aborted=self.aborted,
        )

    def _kept(self) -> None:
        """What there is so far, so that a day whose runner dies is told."""
        self._record().model_copy(update={"reason": "the day had not come to its end"}).write(self.out / JOURNAL)

    def _closed(self) -> GameDayRecord:
        record = self._record().model_copy(update={"ended_at": self.hours.now()})
        verdict, reason = concluded(record, planned=len(self.day.experiments))
        record = record.model_copy(update={"verdict": verdict, "reason": reason, "findings": findings(record)})
        record.write(self.out / JOURNAL)
        (self.out / PAGE).write_text(game_day_page(record), encoding="utf-8")
        return record


def _command(file: Path, *, auto: bool, rehearsal: bool) -> str:
    words = ["harness", "chaos", "gameday", str(file)]
    return shlex.join([*words, *(["--auto"] if auto else []), *(["--rehearsal"] if rehearsal else [])])
