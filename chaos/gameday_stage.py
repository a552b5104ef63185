"""The reference platform as the stage of a game day: its experiments, its load, what it says of itself."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import requests
from pydantic import BaseModel, ConfigDict, ValidationError

from chaos.background_load import BackgroundLoad, Wanted
from chaos.experiment import Experiment, ExperimentError, PlatformWanted, find_experiment, read_experiment
from chaos.extension.readings import UnknownError
from chaos.extension.serving import Served, started
from chaos.gameday_file import GameDay, GameDayError, LoadStep
from chaos.journal import ExperimentRecord
from chaos.running import run_experiment
from chaos.watching import Signal, State
from harness.gate_decisions import GATES, Decision, gate_decisions
from harness.results import Outcome

HEALTH_S, READY_S = 2.0, 8.0
"""Bounds of an answer. Readiness takes up to 5 s (harness/reference/services/health.py)."""


class _Readiness(BaseModel):
    """What of an answer of /ready is told."""

    model_config = ConfigDict(extra="ignore")

    reasons: tuple[str, ...] = ()


class ReferenceStage:
    """A platform that runs, and the experiments of one day."""

    def __init__(self, day: GameDay, served: Served, experiments: Mapping[str, Experiment], *, reports: Path) -> None:
        self._day = day
        self._served = served
        self._experiments = experiments
        self._reports = reports

    @property
    def target(self) -> str:
        """The platform's project."""
        return f"reference platform {self._served.target.name}"

    @property
    def signals(self) -> Mapping[str, Signal]:
        """Health and readiness of each service, and the validators and gates that the day names."""
        watch = self._day.watch
        found: dict[str, Signal] = {}
        for name, url in self._services().items():
            found[f"health of {name}"] = Signal(lambda url=url: health(url), watch.every_s)  # type: ignore[misc]
            found[f"readiness of {name}"] = Signal(lambda url=url: readiness(url), watch.every_s)  # type: ignore[misc]
        for name in watch.validators:
            kind = "gate" if name.startswith(GATES) else "validator"
            ask = self._validator(name)
            found[f"{kind} {name}"] = Signal(ask, watch.validators_every_s)
        return found

    def _services(self) -> dict[str, str]:
        """Each by one name: what stands for all workers is asked only by theirs."""
        urls = self._served.target.urls
        return {name: url for name, url in urls.items() if name != "worker"}

    def _validator(self, name: str) -> Callable[[], State]:
        return lambda: validated(self._served, name)

    def is_heard(self, name: str) -> bool:
        """Whether one is run on this platform."""
        return not runs_beside(self._day, self._experiments[name])

    def experiment(self, name: str, *, rehearsal: bool, out: Path) -> ExperimentRecord:
        """Runs one: on this platform, or, where it wants something else, on what is started for it beside."""
        return run_experiment(
            self._experiments[name].file,
            rehearsal=rehearsal,
            platform=self._served if self.is_heard(name) else None,
            out=out,
            reports=self._reports,
        ).record

    def load(self, step: LoadStep, *, seconds: float, at_s: float, out: Path) -> BackgroundLoad:
        """Begins one against this platform."""
        urls = self._served.target.urls
        wanted = Wanted(
            scenario=step.load,
            host=urls["coordinator"],
            duration_s=seconds,
            rate=step.rate,
            users=step.users,
            seed=step.seed,
            out=out,
            environment=self._told(),
        )
        return BackgroundLoad(wanted, at_s=at_s).start()

    def _told(self) -> dict[str, str]:
        """What scenarios are told of the platform (load/scenarios/settings.py)."""
        served = self._served
        workers = [url for name, url in served.target.urls.items() if name.startswith("worker-")]
        variables = {
            "LOAD_SEASON_SEED": str(served.season_seed),
            "LOAD_SEASON_START": str(served.season_start),
            "LOAD_WORKERS": ",".join(workers),
            "COORDINATOR_API_KEY": served.environment.get("COORDINATOR_API_KEY", ""),
        }
        if served.platform is not None:
            variables["LOAD_GAME_DATE"] = served.platform.game_date.isoformat()
        return variables | ({"LOAD_PLAYERS": str(served.players)} if served.players is not None else {})


@contextmanager
def on_reference_platform(day: GameDay, speed: float) -> Iterator[ReferenceStage]:
    """A platform with what the day and its experiments ask for; all of it ends with this.

    Raises:
        GameDayError: an experiment is not there, or is none. Nothing was started.
        StartError: a process did not get ready.
    """
    experiments = experiments_of(day)
    with tempfile.TemporaryDirectory(prefix="game-day-") as folder:
        room = Path(folder)
        with started(platform_of(day, experiments, speed), safeguards_off=(), folder=room / "platform") as served:
            yield ReferenceStage(day, served, experiments, reports=room / "reports")


def experiments_of(day: GameDay) -> dict[str, Experiment]:
    """Those that a day names, by name.

    Raises:
        GameDayError: one is not there, or is none.
    """
    try:
        return {name: read_experiment(find_experiment(name)) for name in day.experiments}
    except ExperimentError as error:
        raise GameDayError(f"{day.name}: {error}") from error


def platform_of(day: GameDay, experiments: Mapping[str, Experiment], speed: float) -> PlatformWanted:
    """What the day wants, and what its experiments ask for besides; variables `*_SECONDS` at the day's speed.

    Raises:
        GameDayError: two experiments want different values of one variable.
    """
    here = {name: one.extension.platform for name, one in experiments.items() if not runs_beside(day, one)}
    wants = tuple(here.values())
    return PlatformWanted(
        players=day.platform.players,
        workers=max([day.platform.workers, *(wanted.workers for wanted in wants)]),
        environment=_environment(day, here, speed),
        proxies=tuple({proxy.name: proxy for wanted in wants for proxy in wanted.proxies}.values()),
        clocks=tuple(dict.fromkeys(clock for wanted in wants for clock in wanted.clocks)),
        folders=tuple(dict.fromkeys(folder for wanted in wants for folder in wanted.folders)),
        twin=any(wanted.twin for wanted in wants),
        plays=any(wanted.plays for wanted in wants),
    )


def runs_beside(day: GameDay, experiment: Experiment) -> bool:
    """Whether it has what it wants started for itself: clouds only, deliveries that are spoilt, or more players."""
    wanted = experiment.extension.platform
    most = day.platform.players
    return bool(wanted.clouds or wanted.faults) or (most is not None and (wanted.players or 0) > most)


def _environment(day: GameDay, wants: Mapping[str, PlatformWanted], speed: float) -> dict[str, dict[str, str]]:
    together: dict[str, dict[str, str]] = {}
    for name, wanted in wants.items():
        for process, variables in wanted.environment.items():
            of_process = together.setdefault(process, {})
            for variable, value in variables.items():
                quickened = f"{float(value) / speed:g}" if variable.endswith("_SECONDS") and speed != 1 else value
                if of_process.setdefault(variable, quickened) != quickened:
                    raise GameDayError(
                        f"{day.name}: {name} wants {variable}={value} of {process or 'all services'}, and another "
                        "experiment of the day something else; hold them on two days"
                    )
    return together


def health(url: str) -> State:
    """Whether a service answers that it is alive."""
    try:
        answer = requests.get(f"{url}/health", timeout=HEALTH_S)
    except requests.RequestException as error:
        return State(False, f"no answer: {type(error).__name__}")
    return State(answer.ok, "" if answer.ok else f"answers {answer.status_code}")


def readiness(url: str) -> State:
    """Whether a service answers that what it needs is there too."""
    try:
        answer = requests.get(f"{url}/ready", timeout=READY_S)
    except requests.RequestException as error:
        return State(False, f"no answer: {type(error).__name__}")
    if answer.ok:
        return State(True)
    try:
        reasons = _Readiness.model_validate_json(answer.content).reasons
    except ValidationError:
        reasons = ()
    return State(False, "; ".join(reasons) or f"answers {answer.status_code}")


def validated(served: Served, name: str) -> State:
    """What a validator, or a gate, says of the tables of the day. What cannot be asked is not well."""
    from chaos.extension.asking import asked, told

    try:
        results = asked(served, name)
    except UnknownError as error:
        return State(False, str(error))
    if name.startswith(GATES):
        decisions = gate_decisions(results)
        blocking = [f"{one.gate}: {'; '.join(one.reasons)}" for one in decisions if one.decision is Decision.BLOCK]
        return State(not blocking, "; ".join(blocking))
    outcome, text = told(results)
    return State(outcome is Outcome.PASSED, "" if outcome is Outcome.PASSED else text)
