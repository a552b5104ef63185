"""A game day as a file: who takes part, what load runs meanwhile, and what happens when.

Times are seconds from the first step, as written; a dress rehearsal takes a tenth of each.
"""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any, Literal, TypeAlias

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from load.arrivals import Timetable
from load.scenarios.catalog import SCENARIOS

FOLDER = Path(__file__).parent / "gamedays"
KINDS = ("pause", "load", "experiment", "note")
LONGEST_S = 8 * 3600.0


class GameDayError(Exception):
    """A game day cannot be held; each line says where and what to do."""


class Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class RolePart(Part):
    """Who takes part. `duty` is what he does, in a sentence."""

    name: str = Field(pattern=r"^[a-z][a-z ]*$")
    duty: str = Field(min_length=1)


class LoadStep(Part):
    """A scenario of the load suite begins, and runs beside the steps that follow.

    Attributes:
        for_s: how long arrivals are due; what the scenario prepares before that comes on top.
        rate: arrivals a second; the scenario's own for None, and where it goes by a timetable.
        users: most arrivals under way at once.
    """

    at_s: float = Field(ge=0)
    kind: Literal["load"]
    load: str
    for_s: float = Field(gt=0)
    rate: float | None = Field(None, gt=0)
    users: int = Field(20, ge=1)
    seed: int = 0


class WatchPart(Part):
    """How the platform's signals are looked at.

    Attributes:
        every_s: between two looks; it is no shorter in a rehearsal, since the platform is no faster then.
        settle_s: how long after an experiment all signals have to be as before; likewise.
        validators: that are asked too, each as `category.name`; they read tables, so they are asked less often.
    """

    every_s: float = Field(default=0.5, gt=0)
    settle_s: float = Field(default=120.0, gt=0)
    validators: tuple[str, ...] = ()
    validators_every_s: float = Field(default=15.0, gt=0)


class PlatformPart(Part):
    """The reference platform that the day is held on."""

    players: int | None = Field(default=40, ge=1)
    workers: int = Field(default=2, ge=1)


class PauseStep(Part):
    """People look, talk, and one of them goes on."""

    at_s: float = Field(ge=0)
    kind: Literal["pause"]
    text: str = Field(min_length=1)
    confirm: str


class ExperimentStep(Part):
    """One experiment: a name of chaos/experiments, or a file, as seen from the game day's."""

    at_s: float = Field(ge=0)
    kind: Literal["experiment"]
    experiment: str = Field(min_length=1)


class NoteStep(Part):
    """What is said to those who watch."""

    at_s: float = Field(ge=0)
    kind: Literal["note"]
    text: str = Field(min_length=1)


Step: TypeAlias = Annotated[PauseStep | LoadStep | ExperimentStep | NoteStep, Field(discriminator="kind")]


class GameDay(Part):
    """A game day. A step begins when it is due and the one before is over; the day lasts at least until `until_s`."""

    name: str
    title: str = Field(min_length=1)
    briefing: str = Field(min_length=1)
    roles: tuple[RolePart, ...] = Field(min_length=1)
    platform: PlatformPart = PlatformPart()
    watch: WatchPart = WatchPart()
    timeline: tuple[Step, ...] = Field(min_length=1)
    until_s: float = Field(0.0, ge=0, le=LONGEST_S)

    @property
    def experiments(self) -> tuple[str, ...]:
        """In the order they are run."""
        return tuple(step.experiment for step in self.timeline if isinstance(step, ExperimentStep))

    @model_validator(mode="after")
    def _holds_together(self) -> GameDay:
        problems = list(_problems(self))
        if problems:
            raise ValueError("; ".join(problems))
        return self


def _problems(day: GameDay) -> Iterator[str]:
    """What the types do not say."""
    roles = [role.name for role in day.roles]
    if len(set(roles)) < len(roles):
        yield "roles: two have the same name"
    for number, step in enumerate(day.timeline):
        if number and step.at_s < day.timeline[number - 1].at_s:
            yield f"timeline[{number}]: at_s {step.at_s:g} lies before the step above it; put the steps in order"
        if isinstance(step, PauseStep) and step.confirm not in roles:
            yield f"timeline[{number}]: confirm names {step.confirm!r}; the roles are {', '.join(roles)}"
        if isinstance(step, LoadStep) and step.load not in SCENARIOS:
            yield f"timeline[{number}]: there is no scenario {step.load!r}; there are {', '.join(SCENARIOS)}"
        elif isinstance(step, LoadStep) and step.rate is not None and _by_timetable(step.load):
            yield f"timeline[{number}]: {step.load} goes by a timetable, which has no rate; leave `rate` out"
    if not day.experiments:
        yield "timeline: has no experiment; add a step with `experiment:`"


def _by_timetable(scenario: str) -> bool:
    return any(isinstance(arrivals, Timetable) for arrivals in SCENARIOS[scenario].arrivals)


def read_game_day(file: Path) -> GameDay:
    """The game day in a YAML file.

    Raises:
        GameDayError: it cannot be read, or is none.
    """
    try:
        content = yaml.safe_load(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise GameDayError(f"{file} cannot be read: {error.strerror}; ours are {', '.join(_ours())}") from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise GameDayError(f"{file}: is no YAML: {' '.join(str(error).split())}") from error
    if not isinstance(content, dict):
        raise GameDayError(f"{file}: holds no game day; see those in {FOLDER}")
    try:
        return GameDay.model_validate(
            {**content, "name": file.stem, "timeline": _steps(content.get("timeline"), file.parent)}
        )
    except ValidationError as error:
        raise GameDayError("\n".join(_told(problem, file) for problem in error.errors())) from error


def find_game_day(name: str) -> Path:
    """The file of a name, or of a path.

    Raises:
        GameDayError: there is neither.
    """
    path = Path(name)
    if path.is_file():
        return path
    ours = _ours()
    if name in ours:
        return ours[name]
    near = get_close_matches(name, ours, n=1)
    said = f"did you mean {near[0]}?" if near else f"there are {', '.join(ours) or 'none'}"
    raise GameDayError(f"there is no game day {name!r} and no file of that name; {said}")


def _ours() -> dict[str, Path]:
    return {file.stem: file for file in sorted(FOLDER.glob("*.yaml"))}


def _steps(found: object, folder: Path) -> object:
    """Each step with its kind, which the file says by the one word that only this kind has."""
    if not isinstance(found, list):
        return found
    return [_step(step, folder) for step in found]


def _step(found: object, folder: Path) -> object:
    if not isinstance(found, dict):
        return found
    for kind in ("pause", "note"):
        if kind in found:
            return {**{name: value for name, value in found.items() if name != kind}, "kind": kind, "text": found[kind]}
    if "load" in found:
        return {**found, "kind": "load"}
    named = found.get("experiment")
    if isinstance(named, str) and (folder / named).is_file():
        return {**found, "kind": "experiment", "experiment": str(folder / named)}
    return {**found, "kind": "experiment"}


def _told(problem: Any, file: Path) -> str:
    steps = list(problem["loc"])
    if steps[:1] == ["timeline"] and len(steps) > 2 and steps[2] in KINDS:
        del steps[2]  # pydantic's own name for which kind of step it took it for
    place = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in steps).lstrip(".")
    said = str(problem["msg"]).removeprefix("Value error, ")
    return f"{file}: {place}: {said}" if place else f"{file}: {said}"
