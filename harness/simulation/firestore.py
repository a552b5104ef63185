"""The embedded Firestore in a simulation: each request is a step, locks are waited for in virtual time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any, cast
from unittest import mock

from google.cloud.firestore_v1.base_client import BaseClient
from google.cloud.firestore_v1.services.firestore import FirestoreClient

from harness.cloud.errors import StatusError
from harness.cloud.faults import message_of
from harness.cloud.firestore.clients import client, embedded_clients
from harness.cloud.firestore.contention import Conflict, Decision, OldestWins
from harness.cloud.firestore.engine import Engine
from harness.cloud.firestore.options import EngineOptions
from harness.cloud.firestore.servicer import Servicer
from harness.cloud.firestore.transactions import Mode
from harness.cloud.interception import Call, Proceed, Responses
from harness.cloud.timestamps import EPOCH
from harness.simulation.choices import Kind
from harness.simulation.dependence import Touched
from harness.simulation.faults import Fault, Moment
from harness.simulation.processes import Process, current
from harness.simulation.world import Taken, World

COMMITS = frozenset({"Commit", "BatchWrite", "CreateDocument", "UpdateDocument", "DeleteDocument"})


class _Clock:
    """The service's clock: the run's, without any process's error."""

    def __init__(self, world: World) -> None:
        self._world = world

    def now(self) -> datetime:
        return EPOCH + timedelta(microseconds=self._world.now_ns // 1000)


class _Waiting:
    """A request that waits for locks lets others go on."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._news = 0

    def ticket(self) -> int:
        return self._news

    def wait(self, ticket: int, seconds: float) -> bool:
        process = current()
        if process is None or ticket != self._news:
            return ticket != self._news
        return self._world.block(process, self, seconds, "waits for a lock of the database")

    def released(self) -> None:
        self._news += 1
        self._world.wake(self)


class _ChosenVictim:
    """Who gives way in a conflict is a choice of the run; by default it is decided as the engine does."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._default = OldestWins()

    def decide(self, conflict: Conflict) -> Decision:
        process = current()
        first = self._default.decide(conflict)
        if process is None or conflict.asked:
            return first
        options = [first, *(other for other in Decision if other is not first)]
        if conflict.deadlock:
            options.remove(Decision.WAIT)
        names = [decision.name.lower().replace("_", " ") for decision in options]
        return options[self._world.choose(Kind.VICTIM, names, process.name)]


class Requests:
    """Stands around every request: it is a step, and the place where faults strike."""

    def __init__(self, world: World, engine: Engine, faults: Sequence[Fault]) -> None:
        self._world = world
        self._engine = engine
        self._left = {fault: fault.times for fault in faults}
        self._bursts: dict[Process, list[Fault]] = {}

    def __call__(self, call: Call, proceed: Proceed) -> Responses:
        process = current()
        if process is None:
            return proceed()
        world = self._world
        world.step(process, call.method)
        fault = self.strike(process, Moment.COMMIT if call.method in COMMITS else Moment.REQUEST)
        if world.recording:
            return self._recorded(process, call, proceed, fault)
        return self._carried_out(process, call, proceed, fault)

    def strike(self, process: Process, moment: Moment) -> Fault | None:
        """The fault of the request that the run has chosen, if one; a fault of the process has struck on return."""
        lasting = self._bursts.get(process)
        if lasting and lasting[-1].can_strike(process, moment):
            return lasting.pop()
        able = [fault for fault, times in self._left.items() if times and fault.can_strike(process, moment)]
        if not able:
            return None
        names = ["", *(f"{process.name}: {fault.name}" for fault in able)]
        number = self._world.choose(Kind.FAULT, names, process.name)
        if number == 0:
            return None
        fault = able[number - 1]
        self._left[fault] -= 1
        if fault.strikes is None:
            self._bursts[process] = [fault] * (fault.burst - 1)
            return fault
        if self._world.recording:
            self._world.note(process, fault.name, "fault")
        fault.strikes(process)
        return None

    def _carried_out(self, process: Process, call: Call, proceed: Proceed, fault: Fault | None) -> Responses:
        if fault is not None and fault.status is not None and not fault.carried_out:
            raise StatusError(fault.status, message_of(fault.status))
        try:
            responses = proceed()
        finally:
            if self._world.dependence is not None:
                self._world.touched(process, footprint(call))
        if fault is not None and fault.status is not None:
            raise StatusError(fault.status, message_of(fault.status))
        return responses

    def _recorded(self, process: Process, call: Call, proceed: Proceed, fault: Fault | None) -> Responses:
        from harness.simulation.wording import documents_of, outcome_of, request_of

        label = request_of(call)
        try:
            responses = self._carried_out(process, call, proceed, fault)
        except StatusError as error:
            told = f"{error.status.name} ({fault.name})" if fault else error.status.name
            self._world.taken.append(Taken(process.name, self._world.now_ns, label, told, remote=True))
            raise
        documents = documents_of(call, responses, self._engine)
        told = outcome_of(call, responses)
        self._world.taken.append(Taken(process.name, self._world.now_ns, label, told, remote=True, documents=documents))
        return responses


def footprint(call: Call) -> Touched:
    """What a request reads and writes. A query touches its collection; so does each write of a document in it."""
    request = call.request
    match call.method:
        case "BatchGetDocuments":
            if request.WhichOneof("consistency_selector") == "new_transaction":
                return Touched(tuple(request.documents), ("begin",))
            return Touched(tuple(request.documents))
        case "GetDocument":
            return Touched((request.name,))
        case "BeginTransaction":
            return Touched((), ("begin",))
        case "Rollback":
            return Touched((), ("locks",))
        case "Commit" | "BatchWrite":
            names = [write.update.name or write.delete or write.transform.document for write in request.writes]
            locks = ("locks",) if getattr(request, "transaction", b"") else ()
            return Touched(tuple(f"{name.rpartition('/')[0]}/*" for name in names), (*names, *locks))
        case "RunQuery" | "RunAggregationQuery":
            query = (
                request.structured_query
                if call.method == "RunQuery"
                else request.structured_aggregation_query.structured_query
            )
            return Touched((), tuple(f"{request.parent}/{source.collection_id}/*" for source in getattr(query, "from")))
        case _:
            return Touched((), ("everything",))


class SimulatedFirestore:
    """One run's database."""

    def __init__(self, world: World, *, faults: Sequence[Fault] = (), mode: Mode = Mode.PESSIMISTIC) -> None:
        options = EngineOptions(clock=_Clock(world), mode=mode, policy=_ChosenVictim(world), waiting=_Waiting(world))
        self.servicer = Servicer(Engine(options))
        self.requests = Requests(world, self.servicer.engine, faults)
        self.servicer.interceptors.append(self.requests)
        if faults:
            world.strike = self._strike
        world.requests = self.requests

    def _strike(self, process: Process) -> None:
        self.requests.strike(process, Moment.STEP)


class _Switch:
    """The servicer of the run that is on: the channel outlives it, since making a client costs more than a run."""

    def __init__(self) -> None:
        self.servicer: Servicer | None = None

    def answer(self, call: Call) -> Responses:
        return self._there.answer(call)

    @property
    def _there(self) -> Servicer:
        if self.servicer is None:
            raise RuntimeError("no run is on; a client made in one does not outlive it")
        return self.servicer

    def __getattr__(self, name: str) -> Any:
        return getattr(self._there, name)


class Connection:
    """What every client of the simulated code is connected to; `servicer` is set anew for each run."""

    def __init__(self, project: str) -> None:
        self._switch = _Switch()
        self._servicer = cast(Servicer, self._switch)  # it has what channels use
        self._shared = client(self._servicer, project)
        self._api = self._shared._firestore_api_internal

    def use(self, servicer: Servicer) -> None:
        self._switch.servicer = servicer

    @property
    def client(self) -> Any:
        """A client for setting documents up and for looking at them afterwards."""
        return self._shared

    @contextmanager
    def connected(self) -> Iterator[None]:
        """Every client that is made inside is connected here; they share what is costly to make."""
        api, make = self._api, BaseClient._firestore_api_helper

        def shared(made: BaseClient, transport: Any, client_class: Any, module: Any) -> Any:
            return api if client_class is FirestoreClient else make(made, transport, client_class, module)

        with embedded_clients(self._servicer), mock.patch.object(BaseClient, "_firestore_api_helper", shared):
            yield
