"""What an experiment runs against: the reference platform, some clouds of it, or what was started before."""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from chaos.experiment import PlatformWanted, ProxyWanted
from chaos.extension.twin import twin_process
from chaos.faults.identity import identity_of
from chaos.faults.target import Target, target_of
from chaos.proxy.address import Address
from chaos.proxy.effects import Carried
from chaos.proxy.process import ProxyProcess
from harness.reference.platform.processes import Child, Command, Spawner

if TYPE_CHECKING:
    from harness.reference.platform import Platform

CLOCK_FILE, CLOCKS = "CLOCK_FILE", "clocks"
"""What a service follows a clock file by (harness/reference/services/clock_file.py), and the folder of these files."""
TWIN = "twin"
_CLOUD = "harness.cloud.serving"
_HOSTS = {name: f"{name.upper()}_EMULATOR_HOST" for name in ("firestore", "pubsub", "bigquery")}


class Runs(Protocol):
    """Processes that can be started again: a platform, or some clouds."""

    @property
    def processes(self) -> Mapping[str, int]:
        """The ids of those that run, by name."""

    def restart(self, name: str, *, environment: Mapping[str, str] | None = None) -> None:
        """Ends a process if it runs, and starts it again."""


@dataclass(frozen=True, slots=True)
class Served:
    """A target that is there.

    Attributes:
        runs: who can start its processes again; None where they were started elsewhere.
        platform: the reference platform, where that is what was started.
        environment: what a further process needs to know of it: project, hosts, the coordinator's key.
    """

    target: Target
    runs: Runs | None = None
    platform: Platform | None = None
    players: int | None = None
    season_seed: int = 0
    season_start: int = 2023
    environment: Mapping[str, str] = field(default_factory=dict)


def of_platform(platform: Platform, *, players: int | None = None, seed: int = 0, start_year: int = 2023) -> Served:
    """A platform that runs already."""
    return Served(
        target=target_of(platform, controls=platform.controls),
        runs=platform,
        platform=platform,
        players=players,
        season_seed=seed,
        season_start=start_year,
        environment=platform.environment,
    )


@contextmanager
def started(wanted: PlatformWanted, *, safeguards_off: Sequence[str], folder: Path) -> Iterator[Served]:
    """Starts what is wanted; all of it ends with this.

    Raises:
        StartError: a process did not get ready; those that were started have been ended.
    """
    folder.mkdir(parents=True, exist_ok=True)
    folders = {name: folder / name for name in (*wanted.folders, *([CLOCKS] if wanted.clocks else []))}
    for one in folders.values():
        one.mkdir(exist_ok=True)
    with ExitStack() as stack:
        make = _clouds if wanted.clouds else _platform
        served = stack.enter_context(make(wanted, safeguards_off, folder))
        target, environment = served.target, dict(served.environment)
        environment |= {f"CHAOS_FOLDER_{name.upper()}": str(folders[name]) for name in wanted.folders}
        processes, controls = dict(target.processes), dict(target.controls)
        if wanted.twin:
            twin = stack.enter_context(twin_process(folder))
            processes[TWIN], controls[TWIN] = identity_of(twin.pid), twin.control
            environment |= twin.environment
        proxies = {one.name: stack.enter_context(_proxy(one, served, folder)) for one in wanted.proxies}
        environment |= {
            _HOSTS[one.before]: _address(one.before, proxies[one.name].host)
            for one in wanted.proxies
            if not one.process
        }
        # A service that was given its proxy is another process now.
        processes |= {name: identity_of(pid) for name, pid in _running(served).items()}
        urls = {name: proxy.control for name, proxy in proxies.items()}
        found = {"processes": processes, "controls": controls, "folders": folders, "proxies": urls}
        yield replace(served, target=target.model_copy(update=found), environment=environment)


def _running(served: Served) -> Mapping[str, int]:
    return served.runs.processes if served.runs is not None else {}


@contextmanager
def _proxy(wanted: ProxyWanted, served: Served, folder: Path) -> Iterator[ProxyProcess]:
    """A proxy, and the service behind it told to go through it."""
    behind = served.environment[_HOSTS[wanted.before]].removeprefix("http://")
    carried = Carried.HTTP if wanted.before == "bigquery" else Carried.GRPC
    name = f"proxy-{wanted.name}"
    with ProxyProcess(Address.parsed(behind), folder=folder, carried=carried, name=name) as proxy:
        if wanted.process and served.runs is not None:
            variables = {_HOSTS[wanted.before]: _address(wanted.before, proxy.host)}
            served.runs.restart(wanted.process, environment=variables)
        yield proxy


def _address(cloud: str, host: str) -> str:
    return f"http://{host}" if cloud == "bigquery" else host


@contextmanager
def _platform(wanted: PlatformWanted, safeguards_off: Sequence[str], folder: Path) -> Iterator[Served]:
    from harness.reference.platform import Platform
    from harness.season import build_season

    variables = {name: dict(of_process) for name, of_process in wanted.environment.items()}
    for name in wanted.clocks:
        variables.setdefault(name, {})[CLOCK_FILE] = str(folder / CLOCKS / f"{name}.json")
    platform = Platform(
        build_season(),
        players=wanted.players,
        workers=wanted.workers,
        safeguards_off=safeguards_off,
        faults=wanted.faults,
        environment=variables,
        plays=wanted.plays,
        controls=True,
        folder=folder,
    )
    with platform:
        yield of_platform(platform, players=wanted.players)


class Clouds:
    """Embedded clouds alone, each a process of its own: two seconds instead of a platform's fifteen."""

    def __init__(self, project: str, folder: Path) -> None:
        self.project = project
        self._folder = folder
        self._spawner = Spawner()
        self._children: dict[str, Child] = {}

    def start(self, names: Sequence[str], environment: Mapping[str, Mapping[str, str]]) -> None:
        """
        Raises:
            StartError: one did not get ready.
        """
        for name in names:
            arguments = (name, "--project", self.project) if name == "bigquery" else (name,)
            variables = {**os.environ, **environment.get(name, {})}
            command = Command(name, _CLOUD, arguments, variables, control=True)
            child = Child(command, spawner=self._spawner, folder=self._folder)
            self._children[name] = child
            child.launch()
        for child in self._children.values():
            child.await_ready()

    @property
    def processes(self) -> Mapping[str, int]:
        """The ids of those that run, by name."""
        return {name: child.pid for name, child in self._children.items() if child.pid is not None}

    @property
    def urls(self) -> dict[str, str]:
        """Base URLs, by name."""
        return {name: child.url for name, child in self._children.items()}

    @property
    def controls(self) -> dict[str, str]:
        """The doors to their faults, by name."""
        return {name: child.control for name, child in self._children.items() if child.control is not None}

    def restart(self, name: str, *, environment: Mapping[str, str] | None = None) -> None:
        """Ends a cloud if it runs, and starts it again on its port; what it held is gone."""
        if name not in self._children:
            raise KeyError(f"there is no cloud {name!r} here; there are {', '.join(self._children)}")
        child = self._children[name]
        child.stop()
        child.change(environment or {})
        child.launch()
        child.await_ready()

    def close(self) -> None:
        """Ends them."""
        for child in reversed(self._children.values()):
            child.stop()
        self._spawner.close()


@contextmanager
def _clouds(wanted: PlatformWanted, safeguards_off: Sequence[str], folder: Path) -> Iterator[Served]:
    with ExitStack() as stack:
        clouds = Clouds(f"harness-{uuid.uuid4().hex[:8]}", folder)
        stack.callback(clouds.close)
        clouds.start(wanted.clouds, wanted.environment)
        urls = clouds.urls
        hosts = {f"{name.upper()}_EMULATOR_HOST": url.removeprefix("http://") for name, url in urls.items()}
        if "bigquery" in urls:
            hosts["BIGQUERY_EMULATOR_HOST"] = urls["bigquery"]
        target = Target(
            name=clouds.project,
            processes={name: identity_of(pid) for name, pid in clouds.processes.items()},
            urls=urls,
            controls=clouds.controls,
        )
        environment = {"GCP_PROJECT_ID": clouds.project, "SAFEGUARDS_OFF": ",".join(safeguards_off), **hosts}
        yield Served(target=target, runs=clouds, environment=environment)
