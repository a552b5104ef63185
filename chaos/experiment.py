"""An experiment's file: the Chaos Toolkit's format, and what the toolkit has no room for under `extensions`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any, Literal

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator

from chaos.journal import Incident, Radius, Verdict
from harness.reference.safeguards import Safeguards

EXTENSION = "harness"
FOLDER = Path(__file__).parent / "experiments"
CONTROL, ACTIONS = "chaos.extension.controls", "chaos.extension.actions"
UNDO = ("undo", "undo_all")
"""Actions that make nothing worse; all others are refused among rollbacks."""
LONGEST_S = 900.0
"""As the longest bound of a fault in an experiment: recovery within 15 minutes is what the platform is held to."""

Area = Literal["data sources", "state and locks", "messaging", "BigQuery", "processes", "time"]


class ExperimentError(Exception):
    """A file is no experiment that can be run; each line names the file, the place, and what to do."""


class Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Activity(BaseModel):
    """One action or probe, as far as it is read here; the toolkit checks the rest."""

    model_config = ConfigDict(extra="allow", frozen=True)

    name: str = Field(min_length=1)
    type: Literal["action", "probe"]
    provider: dict[str, Any]
    tolerance: Any = None
    background: bool = False

    @property
    def function(self) -> str:
        """`module.func`; empty where it is not a Python function."""
        found = self.provider
        return f"{found.get('module')}.{found.get('func')}" if found.get("type") == "python" else ""

    @property
    def arguments(self) -> dict[str, Any]:
        return dict(self.provider.get("arguments") or {})


class Measured(Part):
    """What the hypothesis is measured by.

    Attributes:
        bound: in words with its unit: `none`, `at most 30 s`.
        probe: the probe of the steady state whose value it is.
    """

    name: str
    bound: str
    probe: str
    unit: str = ""


class BlastRadius(Part):
    """What may be touched, as the target names it, and for how long at most; `text` says what part of the whole it is.

    `process *` stands for every process, and so on.
    """

    things: tuple[str, ...] = Field(min_length=1)
    seconds: float = Field(gt=0, le=LONGEST_S)
    text: str = Field(min_length=1)

    def covers(self, thing: str) -> bool:
        """Whether this thing is named."""
        kind = thing.partition(" ")[0]
        return thing in self.things or f"{kind} *" in self.things

    @property
    def radius(self) -> Radius:
        return Radius(things=self.things, seconds=self.seconds, text=self.text)


def _safeguard(value: object) -> object:
    if isinstance(value, str):
        Safeguards().without(value)
        return value.lower()
    return value


class Without(Part):
    """The safeguard whose absence the experiment shows, and what is to come of it then.

    `reason` is a regular expression that the reason of that verdict has to match: a deviation for another reason proves
    nothing.
    """

    safeguard: Annotated[str, BeforeValidator(_safeguard)]
    reason: str = Field(min_length=1)
    expected: Verdict = Verdict.DEVIATED

    @model_validator(mode="after")
    def _is_a_pattern(self) -> Without:
        try:
            re.compile(self.reason)
        except re.error as error:
            raise ValueError(f"reason {self.reason!r} is no regular expression: {error}") from error
        return self


class HaltCondition(Part):
    """When the experiment is broken off: the value of a probe is beyond a limit, or cannot be learned `patience` times.

    `near` is the share of the limit from which the journal tells of it.
    """

    name: str = Field(min_length=1)
    probe: Activity
    over: float
    near: float = Field(0.8, gt=0, le=1)
    patience: int = Field(5, ge=1)


Cloud = Literal["firestore", "pubsub", "bigquery"]


class ProxyWanted(Part):
    """A fault proxy between a service and a cloud, or, without a `process`, before a cloud for workloads."""

    before: Cloud
    process: str = ""

    @property
    def name(self) -> str:
        return f"{self.process}-{self.before}" if self.process else self.before


class PlatformWanted(Part):
    """What is started: the whole reference platform, or only `clouds` of it.

    Attributes:
        clouds: firestore, pubsub, bigquery; with one or more, no service is started.
        environment: further variables, of one process by its name, or of all services under an empty one.
        faults: shares of deliveries that Pub/Sub spoils all the time, such as `duplicate: 0.2`.
        proxies: each is a `proxy <process>-<cloud>`, or `proxy <cloud>`, of the target.
        clocks: services, and workloads by their alias, whose clock may be moved.
        folders: made for this run, by name; a workload finds each as CHAOS_FOLDER_<NAME>.
        twin: the providers' twin runs; a workload finds each provider as TWIN_<PROVIDER>_URL.
    """

    clouds: tuple[Cloud, ...] = ()
    proxies: tuple[ProxyWanted, ...] = ()
    clocks: tuple[str, ...] = ()
    folders: tuple[Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")], ...] = ()
    twin: bool = False
    players: Annotated[int, Field(ge=1)] | None = None
    workers: Annotated[int, Field(ge=1)] = 1
    faults: dict[str, float] = Field(default_factory=dict)
    environment: dict[str, dict[str, str]] = Field(default_factory=dict)
    plays: bool = False


class Extension(Part):
    """What the toolkit has no room for.

    Attributes:
        hypothesis: one sentence that can be wrong.
        incident: the row of docs/incidents.md that is re-enacted, if one is.
        expected: the verdict with all safeguards on.
        during: `watched` tells what the steady state did meanwhile; `held` makes it part of the verdict.
        signals: probes of what the platform says of itself; the first that is off its tolerance detects the fault.
            Readiness of every service where none are named.
        every_s: how often signals, halts and the steady state are looked at while the method runs.
    """

    name: Literal["harness"]
    area: Area
    hypothesis: str = Field(min_length=1)
    metric: Measured
    incident: Incident | None = None
    blast_radius: BlastRadius
    expected: Verdict = Verdict.HELD
    without: Without
    platform: PlatformWanted = PlatformWanted()
    during: Literal["watched", "held"] = "watched"
    signals: tuple[Activity, ...] | None = None
    halts: tuple[HaltCondition, ...] = ()
    every_s: float = Field(1.0, gt=0)


class Hypothesis(BaseModel):
    """The steady state: probes with what they have to say."""

    model_config = ConfigDict(extra="allow", frozen=True)

    title: str
    probes: tuple[Activity, ...] = Field(min_length=1)


class Experiment(BaseModel):
    """One experiment. `source` is what the toolkit is given."""

    model_config = ConfigDict(extra="ignore", frozen=True, populate_by_name=True)

    name: str
    file: Path
    title: str = Field(min_length=1)
    description: str = Field(min_length=1)
    tags: tuple[str, ...] = ()
    steady_state: Hypothesis = Field(alias="steady-state-hypothesis")
    method: tuple[Activity, ...] = Field(min_length=1)
    rollbacks: tuple[Activity, ...] = ()
    controls: tuple[dict[str, Any], ...] = ()
    extension: Extension
    source: dict[str, Any] = Field(repr=False)

    def toolkit(self) -> dict[str, Any]:
        """A copy of the file's content for the toolkit, which writes into what it is given."""
        return deepcopy(self.source)

    def expected(self, without: str | None) -> Verdict:
        """The verdict that the file states for these safeguards."""
        stated = self.extension.without
        return (
            stated.expected if without is not None and without.lower() == stated.safeguard else self.extension.expected
        )

    def activities(self) -> Iterator[tuple[str, Activity]]:
        """Every activity with its place in the file."""
        for place, found in (
            ("steady-state-hypothesis.probes", self.steady_state.probes),
            ("method", self.method),
            ("rollbacks", self.rollbacks),
            ("extensions.harness.signals", self.extension.signals or ()),
        ):
            for number, activity in enumerate(found):
                yield f"{place}[{number}]", activity
        for number, halt in enumerate(self.extension.halts):
            yield f"extensions.harness.halts[{number}].probe", halt.probe


def read_experiment(file: Path) -> Experiment:
    """The experiment in a YAML or JSON file.

    Raises:
        ExperimentError: it cannot be read, or is none.
    """
    try:
        content = yaml.safe_load(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise ExperimentError(f"{file} cannot be read: {error.strerror}; `harness chaos list` shows ours") from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise ExperimentError(f"{file}: is no YAML: {' '.join(str(error).split())}") from error
    if not isinstance(content, dict):
        raise ExperimentError(f"{file}: holds no experiment; docs/chaos.md shows how one is written")
    return experiment_of(content, file)


def experiment_of(content: dict[str, Any], file: Path) -> Experiment:
    """The same of content that was read already.

    Raises:
        ExperimentError: it is none.
    """
    extensions = content.get("extensions") or []
    ours = next((one for one in extensions if isinstance(one, dict) and one.get("name") == EXTENSION), None)
    if ours is None:
        raise ExperimentError(f"{file}: extensions: needs an entry with `name: {EXTENSION}`; see docs/chaos.md")
    known = {"name": file.stem, "file": file, "extension": ours, "source": deepcopy(content)}
    try:
        experiment = Experiment.model_validate({**content, **known})
    except ValidationError as error:
        raise ExperimentError("\n".join(_told(problem, file) for problem in error.errors())) from error
    problems = list(_problems(experiment))
    if problems:
        raise ExperimentError("\n".join(f"{file}: {problem}" for problem in problems))
    return experiment


def find_experiment(name: str) -> Path:
    """The file of a name as `harness chaos list` shows it, or of a path.

    Raises:
        ExperimentError: there is neither.
    """
    path = Path(name)
    if path.is_file():
        return path
    ours = {file.stem: file for file in files()}
    if name in ours:
        return ours[name]
    near = get_close_matches(name, ours, n=1)
    known = f"did you mean {near[0]}?" if near else f"there are {', '.join(ours) or 'none'}"
    raise ExperimentError(f"there is no experiment {name!r} and no file of that name; {known}")


def files() -> tuple[Path, ...]:
    """Our experiments, in order of their names."""
    return tuple(sorted(FOLDER.glob("*.yaml")))


def _told(problem: Any, file: Path) -> str:
    steps = list(problem["loc"])
    if steps[:1] == ["extension"]:
        steps[:1] = ["extensions", EXTENSION]
    place = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in steps).lstrip(".")
    said = str(problem["msg"]).removeprefix("Value error, ")
    return f"{file}: {place or 'file'}: {said}"


def _problems(experiment: Experiment) -> Iterator[str]:
    """What the types do not say."""
    if not experiment.controls or (experiment.controls[0].get("provider") or {}).get("module") != CONTROL:
        yield f"controls[0]: has to be the module {CONTROL}; nothing is injected without it"
    names = [probe.name for probe in experiment.steady_state.probes]
    if len(set(names)) < len(names):
        yield "steady-state-hypothesis.probes: two have the same name; the journal keeps them by name"
    metric = experiment.extension.metric.probe
    if metric not in names:
        yield f"extensions.harness.metric.probe: there is no probe {metric!r} in the steady state; it has {names}"
    for number, probe in enumerate(experiment.steady_state.probes):
        if probe.tolerance is None:
            yield f"steady-state-hypothesis.probes[{number}]: has no tolerance"
    for place, activity in experiment.activities():
        yield from _of_activity(place, activity, experiment.extension.blast_radius)


def _of_activity(place: str, activity: Activity, radius: BlastRadius) -> Iterator[str]:
    if activity.background:
        yield f"{place}: background is for threads that nobody can end; load and workload come back at once anyhow"
    if activity.type == "action" and not activity.function.startswith(f"{ACTIONS}."):
        yield f"{place}: an action has to be a function of {ACTIONS}, which keeps to the blast radius"
    if activity.type == "probe" and not activity.function:
        yield f"{place}: a probe has to be a Python function"
    if place.startswith("rollbacks") and activity.provider.get("func") not in UNDO and activity.type == "action":
        yield f"{place}: a rollback may be one of {', '.join(UNDO)}"
    seconds = activity.arguments.get("seconds")
    if activity.provider.get("func") == "inject" and isinstance(seconds, int | float) and seconds > radius.seconds:
        yield f"{place}.seconds: {seconds:g} is longer than the {radius.seconds:g} s of the blast radius"
