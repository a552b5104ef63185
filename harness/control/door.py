"""A small JSON API on loopback to the faults of this process.

GET /faults                  kinds, and the faults that are on
GET /faults/ID?wait=SECONDS  one fault; answered when it has ended, or after so long
POST /faults                 {"kind", "id", "seconds", "parameters"}: switch one on
DELETE /faults/ID            end one; an id that has not come yet is not taken any more
DELETE /faults               end all
"""

from __future__ import annotations

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self
from urllib.parse import parse_qs, urlsplit

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from harness.control.board import Asked, Board, State, UnusableError, said

LOOPBACK = "127.0.0.1"
PATH = "/faults"
MOST_BYTES = 65_536
LONGEST_WAIT_S = 60.0
_PATIENCE_S = 10.0


class KindText(BaseModel):
    """A kind of fault: what it does, and the schema of its parameters."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    effect: str
    parameters: dict[str, Any]


class Listed(BaseModel):
    """The answer to GET /faults; `serves` is the address of what the faults are in."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    serves: str
    kinds: dict[str, KindText]
    faults: tuple[State, ...]


class Taken(BaseModel):
    """The answer to DELETE: the faults that it ended."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    ended: tuple[State, ...]


class Wrong(BaseModel):
    """The answer to what cannot be done: why, and what can."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    error: str


class _Waiting(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)

    wait: float = Field(default=0.0, ge=0, le=LONGEST_WAIT_S)


class _RefusedError(Exception):
    def __init__(self, status: int, why: str) -> None:
        super().__init__(why)
        self.status = status


class Door:
    """Listens between `with` and its end; then no fault of the board is on any more.

    `serves` is the address of what the faults are in: who looks whether one is gone finds it there.
    """

    def __init__(self, board: Board[Any], *, serves: str, port: int = 0) -> None:
        self._board = board
        self._server = _Server((LOOPBACK, port), board, serves)
        self._thread = threading.Thread(target=self._server.serve_forever, name="control door", daemon=True)

    @property
    def url(self) -> str:
        """`http://127.0.0.1:<port>`."""
        return f"http://{LOOPBACK}:{self._server.server_address[1]}"

    def __enter__(self) -> Self:
        self._board.__enter__()
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()
        self._board.__exit__(kind, error, at)


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, address: tuple[str, int], board: Board[Any], serves: str) -> None:
        self.board, self.serves = board, serves
        super().__init__(address, _Handler)


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    timeout = _PATIENCE_S

    def do_GET(self) -> None:
        self._answer(self._read)

    def do_POST(self) -> None:
        self._answer(self._switch_on)

    def do_DELETE(self) -> None:
        self._answer(self._switch_off)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the base class's name for it
        """Says nothing: the faults are listed, and the caller keeps a record."""

    def _answer(self, act: Any) -> None:
        try:
            status, told = act()
        except _RefusedError as refused:
            status, told = refused.status, Wrong(error=str(refused))
        content = told.model_dump_json().encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def _id(self) -> str | None:
        """What stands behind /faults/; None where nothing does."""
        path = urlsplit(self.path).path
        if path == PATH:
            return None
        if not path.startswith(f"{PATH}/") or "/" in path.removeprefix(f"{PATH}/"):
            raise _RefusedError(404, f"there is nothing at {path}; there are {PATH} and {PATH}/ID")
        return path.removeprefix(f"{PATH}/")

    def _read(self) -> tuple[int, BaseModel]:
        id_, board = self._id(), self.server.board
        if id_ is None:
            kinds = {
                name: KindText(effect=kind.effect, parameters=kind.parameters.model_json_schema())
                for name, kind in board.kinds.items()
            }
            return 200, Listed(serves=self.server.serves, kinds=kinds, faults=tuple(board.states()))
        query = {name: values[-1] for name, values in parse_qs(urlsplit(self.path).query).items()}
        try:
            waiting = _Waiting.model_validate(query)
        except ValidationError as error:
            raise _RefusedError(400, f"the query takes wait in seconds: {said(error)}") from error
        state = board.state(id_, wait_s=waiting.wait)
        if state is None:
            raise _RefusedError(404, f"there has been no fault {id_} here; GET {PATH} has those that are on")
        return 200, state

    def _switch_on(self) -> tuple[int, BaseModel]:
        if self._id() is not None:
            raise _RefusedError(405, f"POST to {PATH}, with the id in the body")
        # A page in a browser can send any other type here without being asked.
        if self.headers.get_content_type() != "application/json":
            raise _RefusedError(415, "send the fault as JSON, with Content-Type: application/json")
        length = self.headers.get("Content-Length", "")
        if not length.isdigit() or int(length) > MOST_BYTES:
            raise _RefusedError(413, f"send Content-Length, and at most {MOST_BYTES} bytes")
        try:
            asked = Asked.model_validate_json(self.rfile.read(int(length)))
            return 201, self.server.board.turn_on(asked)
        except ValidationError as error:
            form = json.dumps({"kind": "…", "id": "…", "seconds": 30, "parameters": {}}, ensure_ascii=False)
            raise _RefusedError(400, f"send {form}: {said(error)}") from error
        except UnusableError as error:
            raise _RefusedError(400, str(error)) from error

    def _switch_off(self) -> tuple[int, BaseModel]:
        id_, board = self._id(), self.server.board
        if id_ is None:
            return 200, Taken(ended=tuple(board.clear()))
        ended = board.turn_off(id_)
        return 200, Taken(ended=() if ended is None else (ended,))
