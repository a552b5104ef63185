"""The memory of the platform's processes and of the generator while a run goes on, and what it comes to."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING

from google.api_core.exceptions import GoogleAPIError
from google.cloud.bigquery.retry import DEFAULT_RETRY
from requests import RequestException

from harness.commands.load_platform import firestore_client
from load.memory import judged, told_apart
from load.memory_sampling import MemorySampler, locust_processes
from load.record import RunRecord

logger = logging.getLogger(__name__)
UNCOUNTED = "the %s of the platform could not be counted, the last count stands: %s"
COUNT_S = 20.0
COMPLETIONS = "completions"
"""Documents below those of a batch; all others are in collections of their own."""

if TYPE_CHECKING:
    from google.cloud import bigquery
    from google.cloud.firestore import Client

    from harness.reference.platform import Platform


def watched(platform: Platform, run: Callable[[], RunRecord]) -> RunRecord:
    """A run with the memory of all processes beside it, judged: checks `memory.<process>`, and a note for the rest."""
    with (
        _counts(platform) as held,
        MemorySampler(lambda: platform.processes | locust_processes(), held=held) as sampler,
    ):
        record = run()
    memory = sampler.of(record)
    checks = judged(memory, duration_s=record.duration_s)
    notes = (*record.notes, *told_apart(memory))
    return record.model_copy(update={"memory": memory, "checks": record.checks | checks, "notes": notes})


@contextmanager
def _counts(platform: Platform) -> Iterator[dict[str, Callable[[], int | None]]]:
    """How much the stores hold now: tables of the BigQuery emulator, documents of the embedded Firestore."""
    with ExitStack() as ending:
        tables = platform.bigquery_client()
        ending.callback(tables.close)
        documents = ending.enter_context(firestore_client(platform))
        yield {"bigquery": lambda: _tables(tables), "firestore": lambda: _documents(documents)}


def _tables(client: bigquery.Client) -> int | None:
    try:
        once = DEFAULT_RETRY.with_timeout(COUNT_S)
        datasets = client.list_datasets(timeout=COUNT_S, retry=once)
        return sum(1 for one in datasets for _ in client.list_tables(one.reference, timeout=COUNT_S, retry=once))
    except (GoogleAPIError, RequestException) as error:
        logger.warning(UNCOUNTED, "tables", error)
        return None


def _documents(client: Client) -> int | None:
    try:
        groups = [*client.collections(timeout=COUNT_S, retry=None), client.collection_group(COMPLETIONS)]
        return sum(int(group.count().get(timeout=COUNT_S, retry=None)[0][0].value) for group in groups)
    except GoogleAPIError as error:
        logger.warning(UNCOUNTED, "documents", error)
        return None
