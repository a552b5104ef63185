"""All processes of one reference platform: started in order, named, restarted one by one, and ended together."""

from __future__ import annotations

import os
import secrets
import tempfile
import uuid
from collections.abc import Iterable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Self

from google.auth.credentials import AnonymousCredentials
from google.cloud import bigquery

from harness.reference.platform.messaging import ACK_DEADLINE_S, make_pushes, make_topics
from harness.reference.platform.processes import START_S, Child, Command, Spawner
from harness.reference.platform.seeding import busiest_day, check_days, write_days
from harness.reference.services.worker import model
from harness.reference.staging_stores import BigQueryPredictions
from harness.season import Season

CLOUDS = ("firestore", "pubsub", "bigquery")
SERVICES = ("phases", "coordinator")
_CLOUD, _SERVICE, _FRONT = "harness.cloud.serving", "harness.reference.services", "harness.reference.platform.front"


@dataclass(frozen=True, slots=True)
class Urls:
    """Base URLs without a slash at the end. `worker` stands for all workers; `workers` are they one by one."""

    coordinator: str
    worker: str
    workers: tuple[str, ...]
    phases: str

    def of(self, service: str) -> str:
        """The one that messages for a service are pushed to."""
        return {"coordinator": self.coordinator, "worker": self.worker, "phases": self.phases}[service]


class Platform:
    """The platform of one game day, from `start` (or `with`) to `stop`. No process of it outlives this one.

    Processes: firestore, pubsub, bigquery, phases, coordinator, worker-1 to worker-N, and front before several workers.
    `game_date` is the season's busiest day where none is given; `days_before` are further days to predict. With
    `players` each day has exactly so many to be predicted. `faults` are shares of what Pub/Sub does to deliveries
    (`{"duplicate": 0.01}`). `environment` has further variables, of one process by its name, or of all services under
    an empty one. With `controls` each cloud has a door to its faults (harness/control/door.py). Logs are in `folder`,
    or in one that goes with the platform.
    """

    def __init__(
        self,
        season: Season,
        *,
        game_date: date | None = None,
        days_before: Sequence[date] = (),
        players: int | None = None,
        workers: int = 1,
        safeguards_off: Sequence[str] = (),
        faults: Mapping[str, float] | None = None,
        fault_seed: int = 0,
        pushes: int = 16,
        ack_deadline_s: int = ACK_DEADLINE_S,
        plays: bool = False,
        environment: Mapping[str, Mapping[str, str]] | None = None,
        controls: bool = False,
        folder: Path | None = None,
        start_s: float = START_S,
    ) -> None:
        if workers < 1:
            raise ValueError(f"a platform has 1 worker or more, not {workers}")
        self.season = season
        self.game_date = game_date or busiest_day(season)
        self.project = f"harness-{uuid.uuid4().hex[:8]}"
        self.api_key = secrets.token_hex(24)
        self._days = (self.game_date, *days_before)
        self._players, self._plays = players, plays
        self._ack_deadline_s = ack_deadline_s
        self._workers = tuple(f"worker-{number}" for number in range(1, workers + 1))
        self._safeguards_off = ",".join(safeguards_off)
        self._pubsub = ["--pushes", str(pushes), "--fault-seed", str(fault_seed)]
        for name, share in (faults or {}).items():
            self._pubsub += ["--fault", f"{name}={share}"]
        self._overrides = environment or {}
        self._controls = controls
        self._folder = folder
        self._start_s = start_s
        self._children: dict[str, Child] = {}
        self._ending = ExitStack()

    @property
    def urls(self) -> Urls:
        """Where the services are, once started."""
        workers = tuple(self._children[name].url for name in self._workers)
        front = self._children.get("front")
        return Urls(
            coordinator=self._children["coordinator"].url,
            worker=front.url if front else workers[0],
            workers=workers,
            phases=self._children["phases"].url,
        )

    @property
    def environment(self) -> dict[str, str]:
        """The variables that a further process needs, the key among them."""
        return {
            "GCP_PROJECT_ID": self.project,
            "FIRESTORE_EMULATOR_HOST": self._children["firestore"].host,
            "PUBSUB_EMULATOR_HOST": self._children["pubsub"].host,
            "BIGQUERY_EMULATOR_HOST": self._children["bigquery"].url,
            "COORDINATOR_API_KEY": self.api_key,
            "SAFEGUARDS_OFF": self._safeguards_off,
        }

    @property
    def processes(self) -> dict[str, int]:
        """The ids of those that run, by name."""
        return {name: child.pid for name, child in self._children.items() if child.pid is not None}

    @property
    def controls(self) -> dict[str, str]:
        """The doors to the faults of the clouds, by name; empty unless they were asked for."""
        return {name: child.control for name, child in self._children.items() if child.control is not None}

    @property
    def logs(self) -> dict[str, Path]:
        """The log of each process."""
        return {name: child.log for name, child in self._children.items()}

    def start(self) -> Self:
        """Starts the clouds, makes tables and topics, starts the services, and subscribes them.

        Raises:
            DayError: the season has no game on one of the days; nothing was started.
            StartError: a process did not get ready; those that were started have been ended.
        """
        check_days(self.season, self._days)
        try:
            self._start()
        except BaseException:
            self.stop()
            raise
        return self

    def _start(self) -> None:
        folder = self._folder or Path(self._ending.enter_context(tempfile.TemporaryDirectory(prefix="platform-")))
        folder.mkdir(parents=True, exist_ok=True)
        spawner = Spawner()
        self._ending.callback(spawner.close)
        self._start_clouds(spawner, folder)
        make_topics(self._children["pubsub"].host, self.project)
        self._make_fences()
        self._start_services(spawner, folder)
        self._subscribe()

    def _start_clouds(self, spawner: Spawner, folder: Path) -> None:
        seed = folder / "seed"
        arguments = {"pubsub": self._pubsub, "bigquery": ["--project", self.project, "--seed", str(seed)]}
        made = {name: self._child(name, _CLOUD, [name, *arguments.get(name, ())], spawner, folder) for name in CLOUDS}
        bigquery_ = made.pop("bigquery")
        self._launch(made.values())
        # The others get ready while the season makes the tables.
        write_days(self.season, self._days, seed, players=self._players, plays=self._plays)
        self._launch([bigquery_])
        self._await(self._children.values())

    def _start_services(self, spawner: Spawner, folder: Path) -> None:
        services = [self._child(name, _SERVICE, [name], spawner, folder) for name in SERVICES]
        services += [self._child(name, _SERVICE, ["worker"], spawner, folder) for name in self._workers]
        self._launch(services)
        self._await(services)
        if len(self._workers) > 1:
            backends = [part for name in self._workers for part in ("--backend", self._children[name].host)]
            front = self._child("front", _FRONT, backends, spawner, folder)
            self._launch([front])
            self._await([front])

    def _child(self, name: str, module: str, arguments: Sequence[str], spawner: Spawner, folder: Path) -> Child:
        variables = dict(os.environ)
        if module == _SERVICE:
            own = {"SERVICE_REVISION": name, model.VARIABLE: str(model.SHIPPED)}
            variables |= {**self.environment, **own, **self._overrides.get("", {})}
        variables |= self._overrides.get(name, {})
        control = self._controls and module == _CLOUD
        return Child(Command(name, module, tuple(arguments), variables, control), spawner=spawner, folder=folder)

    def _launch(self, children: Iterable[Child]) -> None:
        for child in children:
            self._children[child.name] = child
            child.launch()

    def _await(self, children: Iterable[Child]) -> None:
        for child in children:
            child.await_ready(self._start_s)

    def _make_fences(self) -> None:
        client = self.bigquery_client()
        BigQueryPredictions(self.project, client=client).prepare()
        client.close()  # type: ignore[no-untyped-call]

    def _subscribe(self) -> None:
        urls = self.urls
        services = {name: urls.of(name) for name in ("coordinator", "worker", "phases")}
        host = self._children["pubsub"].host
        make_pushes(host, self.project, services, self.api_key, ack_deadline_s=self._ack_deadline_s)

    def bigquery_client(self) -> bigquery.Client:
        """A client of its tables; whoever asks for it closes it."""
        client = bigquery.Client(
            project=self.project,
            credentials=AnonymousCredentials(),  # type: ignore[no-untyped-call]
            client_options={"api_endpoint": self._children["bigquery"].url},
        )
        # The emulator does not serve the storage API.
        client._ensure_bqstorage_client = lambda *_, **__: None  # type: ignore[method-assign]
        return client

    def restart(self, name: str, *, environment: Mapping[str, str] | None = None) -> None:
        """Ends a process if it runs, and starts it again on its port, with further variables from now on.

        A cloud has forgotten everything then: Pub/Sub is given its topics and subscriptions again, BigQuery its seed.

        Raises:
            KeyError: there is no such process.
            StartError: it did not get ready.
        """
        child = self._named(name)
        child.stop()
        child.change(environment or {})
        self._launch([child])
        self._await([child])
        if name == "pubsub":
            make_topics(child.host, self.project)
            self._subscribe()
        if name == "bigquery":
            self._make_fences()

    def terminate(self, name: str) -> int | None:
        """SIGTERM, and waits for its end; the exit status, None where it was not running."""
        return self._named(name).stop()

    def kill(self, name: str) -> None:
        """SIGKILL. It stays away until it is restarted."""
        self._named(name).kill()

    def pause(self, name: str) -> None:
        """It stands still, with its sockets open, until it is resumed."""
        self._named(name).pause()

    def resume(self, name: str) -> None:
        """It goes on where it was paused."""
        self._named(name).resume()

    def _named(self, name: str) -> Child:
        if name not in self._children:
            raise KeyError(f"the platform has no process {name!r}; it has {', '.join(self._children)}")
        return self._children[name]

    def stop(self) -> None:
        """Ends all processes, those started last first: SIGTERM, and SIGKILL for who takes too long."""
        for child in reversed(self._children.values()):
            child.stop()
        self._ending.close()

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()
