"""bqemulator in a thread of this process, with what it needs to start offline and a side door for loading tables.

What it is good for, and where it differs from BigQuery, is in docs/bigquery-emulator.md, each line held by a test.
"""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import Callable, Coroutine
from pathlib import Path
from types import TracebackType
from typing import Any, TypeVar

import duckdb
import duckdb_extension_spatial
import structlog
from google.auth.credentials import AnonymousCredentials
from google.cloud import bigquery

from harness.cloud.bigquery.schema_fields import schema_fields
from harness.warehouse.schema import TableSchema, declared

PROJECT = "harness-emulated"
_START_S, _STOP_S, _LOAD_S = 90, 120, 300
_LAST_ANSWERS_S = 10
_RESULTS_KEPT, _FORGET_EVERY_S = 1_000, 1.0

Result = TypeVar("Result")


class BigQueryEmulator:
    """An emulator on a free loopback port, from `start` (or `with`) to `stop`."""

    def __init__(
        self,
        project: str = PROJECT,
        *,
        port: int = 0,
        forgetful: bool = False,
        before: Callable[[Any], Any] | None = None,
    ) -> None:
        """`port` 0 takes a free one. A `forgetful` one is for long runs: it has no time travel, for which it would copy
        a table at each write, and keeps the results of the latest jobs only. `before` makes of the emulator's ASGI app
        the one that is served.
        """
        self.project = project
        self._before = before
        self._port = port
        self._forgetful = forgetful
        self._forgetting: Any = None
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="bigquery-emulator", daemon=True)
        self._server: Any = None

    @property
    def endpoint(self) -> str:
        """`http://127.0.0.1:<port>`, once started."""
        return f"http://127.0.0.1:{self._server.rest_port}"

    def start(self) -> BigQueryEmulator:
        """Start listening.

        Raises:
            TimeoutError: it did not within 90 s.
        """
        server_class, settings = _patched(self.project, self._port)
        self._server = server_class(settings)
        self._thread.start()
        self._run(self._server.start(), _START_S)
        # Else it waits without end for a client that never reads its answer.
        self._server._fastapi_server.config.timeout_graceful_shutdown = _LAST_ANSWERS_S
        if self._before is not None:
            # Each new connection takes the app from here, and there has been none yet.
            config = self._server._fastapi_server.config
            config.loaded_app = self._before(config.loaded_app)
        if self._forgetful:
            self._server._context.snapshots.capture = lambda *_, **__: None
            self._forgetting = asyncio.run_coroutine_threadsafe(_forget_results(), self._loop)
        return self

    def stop(self) -> None:
        """Stop listening and end the thread; who is still being answered has 10 s.

        Raises:
            TimeoutError: a statement went on for longer than 120 s.
        """
        if self._forgetting is not None:
            self._forgetting.cancel()
        self._run(self._server.stop(), _STOP_S)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(_STOP_S)
        self._loop.close()

    def client(self) -> bigquery.Client:
        """The real client, pointed here. It never dials the storage API, which the emulator does not serve."""
        client = bigquery.Client(
            project=self.project,
            credentials=AnonymousCredentials(),  # type: ignore[no-untyped-call]
            client_options={"api_endpoint": self.endpoint},
        )
        client._ensure_bqstorage_client = lambda *_, **__: None  # type: ignore[method-assign]
        return client

    def create(self, client: bigquery.Client, name: str) -> None:
        """Create the declared table `name`, and its dataset where there is none yet.

        Raises:
            KeyError: no such table is declared.
        """
        dataset, table = name.split(".")
        client.create_dataset(f"{self.project}.{dataset}", exists_ok=True)
        fields = schema_fields(declared(name))
        client.create_table(bigquery.Table(f"{self.project}.{dataset}.{table}", schema=fields), exists_ok=True)

    def replace_rows(self, name: str, rows: Any) -> None:
        """Put the rows of a pyarrow Table into a created table, by column name, in place of those it has.

        Straight into the engine: over the wire a million rows take minutes, and Parquet loads bind by position.
        """
        self._run(self._replace(declared(name), rows), _LOAD_S)

    async def _replace(self, table: TableSchema, rows: Any) -> None:
        dataset, plain = table.name.split(".")
        place = f'"{self.project}__{dataset}"."{plain}"'
        connection: duckdb.DuckDBPyConnection = self._server._engine.connection
        connection.register("replacing_rows", rows)
        connection.execute(f"DELETE FROM {place}")  # noqa: S608 - declared names
        connection.execute(f"INSERT INTO {place} BY NAME SELECT * FROM replacing_rows")  # noqa: S608
        connection.unregister("replacing_rows")

    def _run(self, work: Coroutine[Any, Any, Result], seconds: float) -> Result:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(seconds)

    def __enter__(self) -> BigQueryEmulator:
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()


async def _forget_results() -> None:
    """Drops what jobs have answered, the oldest first; a client fetches its answer right after the job."""
    from bqemulator.jobs.executor import JOB_RESULTS

    while True:
        await asyncio.sleep(_FORGET_EVERY_S)
        while len(JOB_RESULTS) > _RESULTS_KEPT:
            del JOB_RESULTS[next(iter(JOB_RESULTS))]


def _patched(project: str, port: int) -> tuple[Any, Any]:
    """The server's class and its settings, with what the emulator gets wrong at start put right."""
    # It configures its log only after its first lines.
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    from bqemulator.api.routes import upload
    from bqemulator.config import LogLevel, Settings
    from bqemulator.server import EmulatorServer
    from bqemulator.sql import inner_query
    from bqemulator.storage.engine import DuckDBEngine

    mended: tuple[tuple[Any, str, Any], ...] = (
        # It would fetch the extension from the network; the pinned wheel brings it.
        (DuckDBEngine, "_load_spatial", _load_spatial),
        # Loads of small frames and of JSON are sent as */*, which it refuses.
        (upload, "_is_permitted_media_type", lambda *_, **__: True),
        # It knows repeated columns as single values and takes the elements beside those asked for; and fields of a
        # struct as no columns at all. Not told any types, it leaves both as they are.
        (inner_query, "build_catalog_schema", lambda *_, **__: {}),
    )
    for place, name, mend in mended:
        setattr(place, name, mend)
    return EmulatorServer, Settings(
        rest_port=port,
        grpc_port=0,
        enable_format_extensions=False,
        default_project_id=project,
        log_level=LogLevel.CRITICAL,
    )


def _load_spatial(engine: Any) -> None:
    folder = Path(duckdb_extension_spatial.__file__).parent / "extensions" / f"v{duckdb.__version__}"
    file = folder / "spatial.duckdb_extension"
    if not file.is_file():
        raise RuntimeError(
            f"duckdb {duckdb.__version__} has no spatial extension in its wheel; install both at one version"
        )
    engine.connection.execute(f"LOAD '{file}'")
