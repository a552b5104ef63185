"""The features of a game day, read once for all its players and kept for a while.

A batch of 450 requests asks for one day. Its features are loaded whole by whoever asks first; the others wait for that.
Who is not found is looked for again, unless the day was loaded after the request was made: what the feature store did
not have then, the request cannot mean.
"""

from __future__ import annotations

import math
from collections import OrderedDict
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from threading import Lock

from google.cloud import bigquery

from harness.reference.retry import BIGQUERY, call_with_retry
from harness.reference.services.worker.forecasting import PlayerFeatures

TABLE = "nba_predictions.ml_feature_store_v2"
VERSION = "v2_33features"
QUERY_SECONDS = 60.0
MOST_DAYS = 8
KEPT = timedelta(minutes=10)
"""A day's features are computed again when lines move; the second run comes 18 minutes after the first."""

Players = Mapping[str, PlayerFeatures]


@dataclass(frozen=True, slots=True)
class Day:
    """A game day, in the data sets with a prefix or in those without."""

    game_date: str
    prefix: str = ""


Load = Callable[[Day], Players]


@dataclass(frozen=True, slots=True)
class _Flight:
    """One loading of a day, under way or done."""

    begun_at: datetime
    players: Future[Players] = field(default_factory=Future)


class FeatureDays:
    """The last few days asked for. `load` reads a whole day; `now` is the clock."""

    def __init__(
        self, load: Load, *, most_days: int = MOST_DAYS, now: Callable[[], datetime] = lambda: datetime.now(UTC)
    ) -> None:
        self._load, self._most_days, self._now = load, most_days, now
        self._lock = Lock()
        self._days: OrderedDict[Day, _Flight] = OrderedDict()

    def of(self, day: Day, player_lookup: str, *, asked_at: datetime) -> PlayerFeatures | None:
        """A player's features, None where the store had none when the request was made.

        Raises:
            GoogleAPIError: the day cannot be read; ask again later.
        """
        found = self._players(day, self._now() - KEPT).get(player_lookup)
        return found or self._players(day, asked_at).get(player_lookup)

    def forget(self) -> None:
        """Every day is read again when it is next asked for."""
        with self._lock:
            self._days.clear()

    def _players(self, day: Day, not_before: datetime) -> Players:
        """The day as it was at `not_before` or later."""
        with self._lock:
            flight = self._days.get(day)
            mine = flight is None or flight.begun_at < not_before
            if flight is None or mine:
                flight = self._days[day] = _Flight(self._now())
            self._days.move_to_end(day)
            while len(self._days) > self._most_days:
                self._days.popitem(last=False)
        if mine:
            self._fly(day, flight)
        return flight.players.result()

    def _fly(self, day: Day, flight: _Flight) -> None:
        """Loads the day for all who wait. One that failed is not kept."""
        try:
            flight.players.set_result(self._load(day))
        except BaseException as error:
            with self._lock:
                if self._days.get(day) is flight:
                    del self._days[day]
            flight.players.set_exception(error)
            raise


def from_feature_store(client: Callable[[], bigquery.Client]) -> Load:
    """Reads a day of the feature store: one query, bound to the day's partition."""

    def load(day: Day) -> Players:
        connection = client()
        table = f"`{connection.project}.{day.prefix}{TABLE}`"
        sql = (
            f"SELECT player_lookup, game_id, features, feature_names, feature_quality_score FROM {table} "  # noqa: S608
            "WHERE game_date = @game_date AND feature_version = @version ORDER BY updated_at"
        )
        parameters = [
            bigquery.ScalarQueryParameter("game_date", "DATE", date.fromisoformat(day.game_date)),
            bigquery.ScalarQueryParameter("version", "STRING", VERSION),
        ]
        config = bigquery.QueryJobConfig(query_parameters=parameters)

        def rows() -> Players:
            job = connection.query(sql, job_config=config, timeout=QUERY_SECONDS)
            # Of two rows of a player the newer one comes last, and stands.
            return {row["player_lookup"]: _features(row) for row in job.result(timeout=QUERY_SECONDS)}

        return call_with_retry(rows, policy=BIGQUERY)

    return load


def _features(row: bigquery.Row) -> PlayerFeatures:
    values = {
        name: math.nan if value is None else float(value)
        for name, value in zip(row["feature_names"], row["features"], strict=True)
    }
    quality = row["feature_quality_score"]
    return PlayerFeatures(row["player_lookup"], row["game_id"], values, None if quality is None else float(quality))
