"""The platform's predictions of the day by key: those that were asked for beside those that are there."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from chaos.extension.readings import UnknownError
from chaos.extension.serving import Served
from load.judging import Comparison, Key, compare, expected_keys
from load.payloads.players import players_of

if TYPE_CHECKING:
    from harness.reference.platform import Platform
    from harness.warehouse.bigquery import BigQueryWarehouse

PREDICTIONS = "nba_predictions.player_prop_predictions"
BYTES_PER_QUERY, QUERY_S = 10**10, 60.0


def platform_of(served: Served) -> Platform:
    """
    Raises:
        UnknownError: the experiment runs without the platform.
    """
    if served.platform is None:
        raise UnknownError("this experiment has no platform, so there is nothing to ask; leave `clouds` out")
    return served.platform


@contextmanager
def warehouse_of(platform: Platform) -> Iterator[BigQueryWarehouse]:
    """The platform's tables."""
    from harness.warehouse.bigquery import BigQueryWarehouse

    client = platform.bigquery_client()
    try:
        yield BigQueryWarehouse(client, bytes_per_query=BYTES_PER_QUERY, timeout_s=QUERY_S, labels={})
    finally:
        client.close()  # type: ignore[no-untyped-call]


def compared(served: Served) -> Comparison:
    """The predictions of the day that were asked for, beside those that are there.

    Raises:
        UnknownError: they cannot be read.
    """
    from harness.warehouse.warehouse import WarehouseError

    platform = platform_of(served)
    players = players_of(
        platform.game_date, seed=served.season_seed, start_year=served.season_start, count=served.players
    )
    asked = expected_keys(players, several_lines=True)
    columns = "game_id, player_lookup, system_id, current_points_line"
    with warehouse_of(platform) as warehouse:
        text = (
            f"SELECT {columns} FROM `{warehouse.catalog}.{PREDICTIONS}` WHERE game_date = DATE '{platform.game_date}'"  # noqa: S608
        )
        try:
            rows = warehouse.query(text).rows
        except WarehouseError as error:
            raise UnknownError(f"the predictions cannot be read: {error}") from error
    return compare(asked, (Key(*row) for row in zip(*(column.to_pylist() for column in rows.columns), strict=True)))
