"""Embedded clouds in processes of their own: ready, seeded, and gone when told."""

from __future__ import annotations

from pathlib import Path

import pyarrow.parquet as pq
import pytest
from google.auth.credentials import AnonymousCredentials
from google.cloud import bigquery
from platform_processes import LONG_S, Launch

from harness.cloud import serving
from harness.warehouse.schema import declared

SERVING = "harness.cloud.serving"
TABLE = "nba_predictions.player_prop_predictions"


@pytest.mark.parametrize("cloud", ["firestore", "pubsub"])
def test_it_is_ready_and_ends_in_order(launch: Launch, cloud: str) -> None:
    child = launch(SERVING, cloud)
    child.await_ready(LONG_S)
    assert child.stop(LONG_S) == 0


def test_bigquery_has_the_tables_of_its_seed(launch: Launch, tmp_path: Path) -> None:
    seed = tmp_path / "seed"
    seed.mkdir()
    pq.write_table(declared(TABLE).arrow.empty_table(), seed / f"{TABLE}.parquet")
    child = launch(SERVING, "bigquery", "--project", "own", "--seed", str(seed))
    child.await_ready(LONG_S)
    client = bigquery.Client("own", AnonymousCredentials(), client_options={"api_endpoint": child.url})
    assert client.get_table(f"own.{TABLE}").schema[0].name == declared(TABLE).columns[0].name
    client.close()
    assert child.stop(LONG_S) == 0


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (["pubsub", "--fault", "twice=0.1"], "no fault 'twice'; there are none, duplicate,"),
        (["pubsub", "--fault", "duplicate=often"], "duplicate needs a share from 0 to 1"),
        (["bigquery", "--seed", "nowhere"], "there is no folder nowhere"),
    ],
)
def test_what_it_cannot_do_is_refused(arguments: list[str], why: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        serving.arguments().parse_args(arguments)
    assert why in capsys.readouterr().err
