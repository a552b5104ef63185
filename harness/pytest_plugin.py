"""Fixtures for the users' own tests: embedded clouds, a season, virtual time, interleavings, smoke tests.

Nothing is imported before a fixture is asked for, so the plugin costs nothing where it is not used.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from harness.simulation.faults import Fault
    from harness.simulation.history import History
    from harness.simulation.verdicts import Exploration, Invariant


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("harness", "testing harness of the prediction platform")
    group.addoption(
        "--harness-schedules", type=int, default=None, metavar="N", help="runs an exploration, for all tests"
    )
    group.addoption("--harness-seed", type=int, default=0, metavar="N", help="seed of explorations and seasons")
    group.addoption("--harness-traces", default=None, metavar="DIR", help="where traces of failing runs are written")
    group.addoption(
        "--harness-replay", default=None, metavar="TRACE", help="make only this run again, in the test it is of"
    )
    group.addoption(
        "--service-url", action="append", default=[], metavar="[KIND=]URL",
        help="a deployed coordinator, worker or phases, for smoke tests; may be repeated",
    )  # fmt: skip
    group.addoption(
        "--smoke-game-date", default="TODAY", metavar="DAY", help="the day that the smoke tests' batch predicts"
    )
    group.addoption(
        "--smoke-prefix", default="smoke_", metavar="PREFIX", help="goes before the dataset that this batch writes to"
    )
    group.addoption("--smoke-seconds", type=float, default=300.0, metavar="S", help="how long this batch may take")


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "smoke: asks a deployment whether it works: -m smoke --service-url URL")


class InterleavingError(AssertionError):
    """A run broke an invariant. The text has the sentence, the diagram of the fewest steps, and how to repeat it."""


class Interleavings:
    """Explores the interleavings of functions that use Firestore. One object serves one test."""

    def __init__(self, test: str, *, folder: Path, schedules: int | None, seed: int, replay: Path | None) -> None:
        self._test = test
        self._folder = folder
        self._schedules = schedules
        self._seed = seed
        self._replay = replay
        self._histories: list[History] = []
        self._explored = 0

    def history(self) -> History:
        """What the processes tell of themselves; emptied before each run."""
        from harness.simulation.history import History

        self._histories.append(History())
        return self._histories[-1]

    def explore(
        self,
        body: Callable[[str], Any] | Mapping[str, Callable[[], Any]],
        *,
        processes: Sequence[str] = ("a", "b"),
        faults: Sequence[Fault] = (),
        holds: Sequence[Invariant] = (),
        setup: Callable[[Any], Any] = lambda client: None,
        may_raise: tuple[type[Exception], ...] = (),
        schedules: int = 1000,
        seed: int | None = None,
        project: str = "any-project",
        stalls: bool = True,
        step_limit: int = 2000,
    ) -> Exploration:
        """Runs `body(name)` once for each process, or the bodies of a mapping, under many orders of their steps.

        Args:
            faults: what can go wrong, from `harness.simulation.faults`.
            holds: what must hold after each run, from `harness.simulation.checkers`, or one's own `Invariant`.
            setup: called before each run with a Firestore client of `project`, to put documents in place.
            may_raise: errors that a process may end with; any other one is a failure.
            schedules: how many runs; `--harness-schedules` overrides it.
            stalls: whether a process may be held back while others sleep and time passes.

        Returns:
            What was explored.

        Raises:
            InterleavingError: an invariant was broken.
        """
        from harness.simulation.explore import Explorer, Program
        from harness.simulation.strategies import Portfolio

        bodies = body if isinstance(body, Mapping) else {name: _bound(body, name) for name in processes}
        program = Program(
            bodies, holds, setup=_cleared(setup, self._histories),
            faults=faults, may_raise=may_raise, stalls=stalls, step_limit=step_limit, project=project,
        )  # fmt: skip
        self._explored += 1
        with Explorer(program) as explorer:
            if self._replay is not None:
                return self._made_again(explorer)
            chosen = self._seed if seed is None else seed
            explored = explorer.explore(Portfolio(chosen), schedules=self._schedules or schedules, seed=chosen)
            if explored.found is not None:
                raise InterleavingError(self._told(explorer, explored))
            return explored

    def _made_again(self, explorer: Any) -> Exploration:
        from harness.simulation.diagram.text import text_diagram
        from harness.simulation.trace import read_trace
        from harness.simulation.verdicts import Exploration

        trace = read_trace(self._replay) if self._replay else None
        if trace is None or trace.program != self._name():
            pytest.skip(f"the trace is of {trace.program if trace else 'no test'}, this is {self._name()}")
        run = explorer.replay(trace.deviations, seed=trace.seed)
        if run.broken is not None:
            picture = text_diagram(run.taken, sentence=run.broken.sentence, why=run.broken.why)
            raise InterleavingError(f"{run.broken.sentence}: {run.broken.why}\n{picture}")
        return Exploration(1, 0, 0, run.steps, 0.0, ())

    def _name(self) -> str:
        return self._test if self._explored == 1 else f"{self._test}#{self._explored}"

    def _told(self, explorer: Any, explored: Exploration) -> str:
        from harness.simulation.diagram.html import write_with_picture
        from harness.simulation.diagram.text import text_diagram
        from harness.simulation.shrink import shrink
        from harness.simulation.trace import Trace

        if explored.found is None:
            return ""
        small = shrink(explorer, explored.found, seed=explored.seed)
        trace = Trace.of(small, program=self._name(), options={}, seed=explored.seed)
        file = self._folder / f"{re.sub(r'[^A-Za-z0-9_.-]+', '_', self._name()).strip('_')}.json"
        again = f"pytest '{self._test}' --harness-replay={file}"
        picture = write_with_picture(trace, file, replay=again)
        return (
            f"{trace.sentence}: {trace.why} (run {explored.number + 1})\n"
            f"{text_diagram(trace.taken, sentence=trace.sentence, why=trace.why)}\n"
            f"  again: {again}\n  picture: {picture}"
        )


def _cleared(setup: Callable[[Any], Any], histories: Sequence[History]) -> Callable[[Any], None]:
    def prepared(client: Any) -> None:
        for history in histories:
            history.clear()
        setup(client)

    return prepared


def _bound(body: Callable[[str], Any], name: str) -> Callable[[], None]:
    def bound() -> None:
        body(name)

    return bound


@pytest.fixture
def interleavings(request: pytest.FixtureRequest, tmp_path: Path) -> Interleavings:
    """Explores the interleavings of code that uses Firestore; see `Interleavings.explore`."""
    option = request.config.getoption
    named, replay = option("--harness-traces"), option("--harness-replay")
    return Interleavings(
        request.node.nodeid,
        folder=Path(named) if named else tmp_path,
        schedules=option("--harness-schedules"),
        seed=option("--harness-seed"),
        replay=Path(replay) if replay else None,
    )


@pytest.fixture
def firestore_client() -> Iterator[Any]:
    """A client of an embedded Firestore of this test, to which clients of the code under test are connected too."""
    from harness.cloud.firestore.clients import client, embedded_clients
    from harness.cloud.firestore.servicer import Servicer

    servicer = Servicer()
    with embedded_clients(servicer):
        yield client(servicer)


@dataclass(frozen=True, slots=True)
class PubSub:
    """Both clients of an embedded Pub/Sub, and its engine, which knows what was delivered."""

    publisher: Any
    subscriber: Any
    engine: Any


@pytest.fixture
def pubsub_client() -> Iterator[PubSub]:
    """Clients of an embedded Pub/Sub of this test, to which clients of the code under test are connected too."""
    from harness.cloud.pubsub.clients import embedded_clients, publisher, subscriber
    from harness.cloud.pubsub.servicer import Servicer

    servicer = Servicer()
    with embedded_clients(servicer):
        made = PubSub(publisher(servicer), subscriber(servicer), servicer.engine)
        yield made
        made.publisher.stop()
        made.subscriber.close()


@pytest.fixture
def bigquery_client() -> Iterator[Any]:
    """A client of a BigQuery emulator in this process, empty; it takes some seconds to start."""
    from harness.cloud.bigquery.emulator import BigQueryEmulator

    with BigQueryEmulator() as emulator:
        connected = emulator.client()
        yield connected
        connected.close()  # type: ignore[no-untyped-call]


@pytest.fixture
def virtual_clock() -> Iterator[VirtualClock]:
    """In this test time is virtual: `time.sleep` takes no time, and every clock moves only by it."""
    from harness.simulation.single import virtual_time

    with virtual_time() as world:
        yield VirtualClock(world)


class VirtualClock:
    """The time of a test."""

    def __init__(self, world: Any) -> None:
        self._world = world

    def now(self) -> datetime:
        """The present instant, in UTC."""
        return datetime.now(UTC)

    def advance(self, seconds: float) -> None:
        """Lets so many seconds pass."""
        self._world.now_ns += round(seconds * 1_000_000_000)

    def move_to(self, instant: datetime) -> None:
        """Makes it this instant, which may also lie in the past.

        Raises:
            ValueError: the instant has no time zone.
        """
        if instant.tzinfo is None:
            raise ValueError(f"{instant.isoformat()} names no instant; give it a time zone, such as UTC")
        self.advance((instant - self.now()).total_seconds())


@pytest.fixture(scope="session")
def season(request: pytest.FixtureRequest) -> Any:
    """A synthetic season of the seed `--harness-seed`; `season.load(connection, tables=[...])` puts tables in place."""
    from harness.season import build_season

    return build_season(seed=request.config.getoption("--harness-seed"))


@pytest.fixture
def warehouse() -> Iterator[Any]:
    """An empty DuckDB warehouse in memory; `warehouse.connection` is its connection."""
    from harness.warehouse.duckdb import DuckDBWarehouse

    made = DuckDBWarehouse.in_memory()
    yield made
    made.close()


@pytest.fixture(scope="session")
def smoke_services(request: pytest.FixtureRequest) -> Any:
    """The deployed services that `--service-url` names, by kind. A test that asks for them is skipped without any."""
    from harness.settings import load
    from harness.smoke.services import services_at
    from harness.targets import TargetError

    named = request.config.getoption("--service-url")
    if not named:
        pytest.skip("no deployment is named; give --service-url coordinator=URL")
    try:
        return services_at(named, targets=load().smoke_targets)
    except (TargetError, ValueError) as error:
        raise pytest.UsageError(f"--service-url: {error}") from None


@pytest.fixture(scope="session")
def smoke_batch(request: pytest.FixtureRequest) -> Any:
    """The batch that the smoke tests start, as the options have it."""
    from harness.smoke.prediction import BatchAsked

    option = request.config.getoption
    return BatchAsked(option("--smoke-game-date"), option("--smoke-prefix"), option("--smoke-seconds"))
