"""The two methods that stream both ways, free of any transport: requests go in, responses are emitted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from harness.cloud.errors import invalid
from harness.cloud.firestore.commit_methods import encode_committed
from harness.cloud.firestore.engine import Engine
from harness.cloud.firestore.identities import Identities
from harness.cloud.firestore.listening import Target
from harness.cloud.firestore.proto_messages import ListenResponse, WriteResponse
from harness.cloud.firestore.proto_queries import query_of
from harness.cloud.firestore.proto_values import encode_document
from harness.cloud.firestore.proto_writes import write_of
from harness.cloud.firestore.queries import shown
from harness.cloud.firestore.store import Change
from harness.cloud.servicer import Emit
from harness.cloud.timestamps import micros_of, set_timestamp

_NO_CHANGE, _ADD, _REMOVE, _CURRENT, _RESET = range(5)


class ListenStream:
    """Listen: tells each target's answer at first, and then what every commit changes in it."""

    def __init__(self, engine: Engine, emit: Emit) -> None:
        self._engine = engine
        self._emit = emit
        self._targets: dict[int, Target] = {}
        self._stop = engine.observe(self._committed)

    def close(self) -> None:
        self._stop()

    def receive(self, request: Any) -> None:
        with self._engine.lock:
            if request.WhichOneof("target_change") == "remove_target":
                self._targets.pop(request.remove_target, None)
                self._tell_target(_REMOVE, [request.remove_target])
            else:
                self._add(request.add_target)

    def _add(self, message: Any) -> None:
        target = _target_of(message, self._unused_number())
        if target.number in self._targets:
            raise invalid(f"Target id {target.number} is in use.")
        self._targets[target.number] = target
        self._tell_target(_ADD, [target.number])
        self._resume(target, message)
        missing = [name for name in target.names if self._engine.store.get(name) is None]
        now = self._engine.timeline.reading()
        for name in missing:
            self._tell_gone(name, target, now)
        self._tell_difference(target, now)
        self._tell_target(_CURRENT, [target.number], now)
        self._tell_target(_NO_CHANGE, [], now)
        if target.once:
            del self._targets[target.number]
            self._tell_target(_REMOVE, [target.number], now)

    def _unused_number(self) -> int:
        return max(self._targets, default=0) + 1

    def _resume(self, target: Target, message: Any) -> None:
        """Lets the target start from what the client already knows, or tells it to forget that."""
        match message.WhichOneof("resume_type"):
            case "resume_token":
                known = int(message.resume_token) if message.resume_token.isdigit() else 0
            case "read_time":
                known = micros_of(message.read_time)
            case _:
                return
        now = self._engine.timeline.reading()
        if now - self._engine.store.history_us <= known <= now:
            target.told = target.answer(self._engine.store, known)
        else:
            self._tell_target(_RESET, [target.number])

    def _committed(self, changes: Sequence[Change], commit_time: int) -> None:
        concerned = [target for target in self._targets.values() if target.concerned(changes)]
        for target in concerned:
            self._tell_difference(target, commit_time)
        if concerned:
            self._tell_target(_NO_CHANGE, [], commit_time)

    def _tell_difference(self, target: Target, time: int) -> None:
        difference = target.advance(self._engine.store)
        for document in difference.changed:
            response = ListenResponse()
            encode_document(
                document if target.query is None else shown(target.query, document), response.document_change.document
            )
            response.document_change.target_ids.append(target.number)
            self._emit(response)
        for name in difference.gone:
            self._tell_gone(name, target, time)

    def _tell_gone(self, name: str, target: Target, time: int) -> None:
        """A document that is no more was deleted; one that only left the answer was removed."""
        response = ListenResponse()
        deleted = self._engine.store.get(name) is None
        gone = response.document_delete if deleted else response.document_remove
        gone.document = name
        gone.removed_target_ids.append(target.number)
        set_timestamp(gone.read_time, time)
        self._emit(response)

    def _tell_target(self, kind: int, numbers: Sequence[int], time: int | None = None) -> None:
        response = ListenResponse()
        change = response.target_change
        change.target_change_type = kind
        change.target_ids.extend(numbers)
        if time is not None:
            set_timestamp(change.read_time, time)
            change.resume_token = b"%d" % time
        change.SetInParent()
        self._emit(response)


def _target_of(message: Any, unused_number: int) -> Target:
    number = message.target_id or unused_number
    match message.WhichOneof("target_type"):
        case "documents":
            return Target(number, names=tuple(dict.fromkeys(message.documents.documents)), once=message.once)
        case "query":
            query = query_of(message.query.parent, message.query.structured_query)
            return Target(number, query=query, once=message.once)
    raise invalid("A target needs documents or a query.")


class WriteStream:
    """Write: commits each request of the stream in its order."""

    def __init__(self, engine: Engine, emit: Emit, identities: Identities) -> None:
        self._engine = engine
        self._emit = emit
        self._identities = identities
        self._database = ""
        self._answered = 0

    def close(self) -> None:
        """Nothing is left behind."""

    def receive(self, request: Any) -> None:
        response = WriteResponse()
        if not self._answered:
            if request.writes:
                raise invalid("The first request of a write stream has no writes.")
            self._database = request.database
            response.stream_id = request.stream_id or self._identities.document_id()
        elif request.writes:
            writes = [write_of(write, self._database) for write in request.writes]
            encode_committed(self._engine.commit(writes), response)
        self._answered += 1
        response.stream_token = b"%d" % self._answered
        self._emit(response)
