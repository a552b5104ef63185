"""What a load command asks for: checked before anything starts, then run as often as need be on one platform."""

from __future__ import annotations

import importlib.util
import re
import shlex
import socket
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

from harness.commands.load_platform import Served, Wanted, asks_predictions, judged, started, told
from load.record import RunRecord
from load.running import Extras, NotStartedError, run
from load.scenarios.catalog import Scenario, scenario
from load.slo import SloError, Slos, for_scenario, judge
from load.slo_limits import DATA_KEYS
from load.targets import allowed_host

CONNECT_S = 5.0
OWN_USERS = 100
"""Most arrivals at once in a run of a locustfile of one's own, where it is not said."""
_DURATION = re.compile(r"(?:(\d+)h)?(?:(\d+)m)?(?:(\d+(?:\.\d+)?)s?)?")
_PORTS = {"http": 80, "https": 443}


class UnreachableError(Exception):
    """Nothing answers where load was to be sent, so nothing is known."""


@dataclass(frozen=True, slots=True)
class Load:
    """How much load, and for how long; None for the scenario's own."""

    rate: float | None = None
    users: int | None = None
    duration_s: float | None = None
    processes: int = 1
    seed: int = 0


@dataclass(frozen=True, slots=True)
class Asked:
    """A scenario, or a locustfile of one's own, with where it goes.

    Attributes:
        host: None where the platform is started here.
        worker_urls: workers beside the host, for POST /predict.
        targets: `load_targets` of harness.toml.
    """

    name: str
    host: str | None
    targets: tuple[str, ...]
    wanted: Wanted
    scenario: Scenario | None
    locustfile: Path | None = None
    worker_urls: tuple[str, ...] = ()

    @contextmanager
    def served(self) -> Iterator[Served]:
        """Where load goes: the host, once it is known that something listens there, or a platform of this run's own.

        Raises:
            UnreachableError: nothing listens at the host.
        """
        if self.host is not None:
            _reached(self.host)
            yield Served(self.host, told(self.wanted) | {"LOAD_WORKERS": ",".join(self.worker_urls)})
        elif self.scenario is not None:
            with started(self.scenario, self.wanted) as served:
                yield served

    def run(self, served: Served, load: Load, extras: Extras | None = None) -> RunRecord:
        """One run.

        Raises:
            RunError: it left no record.
        """
        extras = extras or Extras()
        plan = self.scenario
        return run(
            self.name,
            host=served.host,
            targets=self.targets,
            locustfile=self.locustfile,
            rate=load.rate,
            users=load.users or (plan.users if plan else OWN_USERS),
            duration_s=load.duration_s or (plan.duration_s if plan else None),
            processes=load.processes,
            seed=load.seed,
            extras=extras.with_environment(served.environment),
        )

    def run_watched(self, served: Served, load: Load, extras: Extras | None = None) -> RunRecord:
        """The same with the memory of all processes, where the scenario is about it and the platform is one of ours.

        Raises:
            RunError: it left no record.
        """
        if served.platform is None or self.scenario is None or not self.scenario.watches_memory:
            return self.run(served, load, extras)
        from harness.commands.load_memory import watched

        return watched(served.platform, lambda: self.run(served, load, extras))

    def slos(self, *, with_data: bool) -> Slos:
        """What the run is held to; nothing where a locustfile of one's own has no limits.

        Raises:
            SloError: the limits of a scenario cannot be read.
        """
        try:
            found = for_scenario(self.name)
        except SloError:
            if self.scenario is not None:
                raise
            return Slos(scenario=self.name, limits=())
        return found if with_data else found.without(*DATA_KEYS)

    @property
    def asks_predictions(self) -> bool:
        return self.scenario is not None and asks_predictions(self.scenario)

    def checked(self, record: RunRecord, served: Served) -> RunRecord:
        """With what the data of the platform says, where it was started here."""
        if served.platform is None or self.scenario is None:
            return record
        of_data = judged(self.scenario, self.wanted, served.platform)
        return record.model_copy(update={"checks": record.checks | of_data})

    def judged(self, record: RunRecord, *, with_data: bool) -> RunRecord:
        """With its verdicts."""
        return record.model_copy(update={"slos": judge(record, self.slos(with_data=with_data))})

    def command(self, load: Load) -> str:
        """What makes such a run again."""
        words = ["harness", "load", "run", self.name]
        words += ["--host", self.host] if self.host else []
        words += [word for url in self.worker_urls for word in ("--worker-url", url)]
        words += ["--locustfile", str(self.locustfile)] if self.locustfile else []
        words += ["--rate", f"{load.rate:g}"] if load.rate is not None else []
        words += ["--users", str(load.users)] if load.users is not None else []
        words += ["--duration", f"{load.duration_s:g}s"] if load.duration_s is not None else []
        words += ["--processes", str(load.processes)] if load.processes != 1 else []
        return shlex.join([*words, "--seed", str(load.seed), *self._platform_words()])

    def _platform_words(self) -> list[str]:
        wanted, default = self.wanted, Wanted()
        words = ["--game-date", str(wanted.game_date)] if wanted.game_date is not None else []
        for option, value, usual in (
            ("--players", wanted.players, default.players),
            ("--workers", wanted.workers, default.workers),
            ("--duplicates", wanted.duplicates, default.duplicates),
        ):
            words += [option, f"{value:g}"] if value is not None and value != usual else []
        return words


def asked(
    name: str,
    *,
    host: str | None,
    targets: Sequence[str],
    wanted: Wanted,
    locustfile: Path | None = None,
    worker_urls: Sequence[str] = (),
) -> Asked:
    """The same, once it is known to be possible and allowed.

    Raises:
        UnknownScenarioError: there is no such scenario.
        TargetError: load may not be sent there.
        NotStartedError: a locustfile of one's own says nothing of a host, or the extra is not installed.
    """
    if importlib.util.find_spec("locust") is None:
        raise NotStartedError("load needs the extra load (locust is missing): pip install 'nba-harness[load]'")
    plan = scenario(name) if locustfile is None else None
    if plan is None and host is None:
        raise NotStartedError("a locustfile of your own needs the service that it is for: --host URL")
    return Asked(
        name=name,
        host=None if host is None else allowed_host(host, targets=targets),
        targets=tuple(targets),
        wanted=wanted,
        scenario=plan,
        locustfile=locustfile,
        worker_urls=tuple(allowed_host(url, targets=targets) for url in worker_urls),
    )


def seconds(text: str | None) -> float | None:
    """`90`, `90s`, `10m`, `1h30m` in seconds.

    Raises:
        ValueError: it is none of these, or not above 0.
    """
    if text is None:
        return None
    found = _DURATION.fullmatch(text.strip())
    if found is None or not any(found.groups()):
        raise ValueError(f"--duration {text} is no time; write it as 90s, 10m or 1h30m")
    hours, minutes, rest = (float(part or 0) for part in found.groups())
    total = 3600 * hours + 60 * minutes + rest
    if not total:
        raise ValueError(f"--duration {text} is no time at all; write it as 90s, 10m or 1h30m")
    return total


def day(text: str | None) -> date | None:
    """A day as 2024-04-12.

    Raises:
        ValueError: it is none.
    """
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"--game-date {text} is no day; write it as 2024-04-12") from None


def _reached(host: str) -> None:
    parts = urlsplit(host)
    place = (parts.hostname or "", parts.port or _PORTS[parts.scheme])
    try:
        socket.create_connection(place, timeout=CONNECT_S).close()
    except OSError as error:
        reason = error.strerror or str(error)
        raise UnreachableError(
            f"nothing answers at {host} ({reason}); start the service, or leave --host out"
        ) from error
