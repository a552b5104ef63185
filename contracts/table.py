"""How a table's contract is written: a pandera model with the table's name, partition and key.

    class BdlPlayerBoxscores(Table, dataset="nba_raw", partition="game_date", key=("game_id", "player_lookup")):
        \"\"\"Player lines as Ball Don't Lie sends them.\"\"\"

        game_id: str = Field(str_matches=r"^\\d{8}_[A-Z]{3}_[A-Z]{3}$")
        game_date: Date
        points: int = Field(ge=0, le=100, nullable=True)

        @row_rule
        def rebounds_add_up(t: Any) -> Any:
            return t.rebounds == t.offensive_rebounds + t.defensive_rebounds

A field that is not nullable is REQUIRED. The same model validates a frame with pandera (`validate`) and is
asked of the warehouse through the scan plan (`contracts.compile`).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import ibis.expr.datatypes as dt
from pandera.api.ibis.types import IbisData
from pandera.dtypes import immutable
from pandera.engines import ibis_engine
from pandera.ibis import DataFrameModel, Field, dataframe_check

__all__ = [
    "Date",
    "Declaration",
    "Field",
    "Floats",
    "Json",
    "Nested",
    "Numeric31",
    "Numeric41",
    "Numeric43",
    "Numeric51",
    "Numeric52",
    "Numeric53",
    "Numeric62",
    "Strings",
    "Table",
    "Timestamp",
    "nested",
    "row_rule",
]

Date = ibis_engine.Date


@ibis_engine.Engine.register_dtype(equivalents=[dt.Timestamp(timezone="UTC"), dt.Timestamp("UTC", nullable=False)])
@immutable
class Timestamp(ibis_engine.DataType):
    """An instant, in UTC, whatever the engine's precision: DuckDB and BigQuery name it differently."""

    type = dt.Timestamp(timezone="UTC")

    def check(self, pandera_dtype: Any, data_container: Any = None) -> bool:
        kind = getattr(pandera_dtype, "type", None)
        return isinstance(kind, dt.Timestamp) and kind.timezone == "UTC"


@ibis_engine.Engine.register_dtype(equivalents=[dt.JSON, dt.json, dt.JSON(nullable=False)])
@immutable
class Json(ibis_engine.DataType):
    """A JSON document."""

    type = dt.json


@ibis_engine.Engine.register_dtype(equivalents=[dt.Array(dt.string), dt.Array(dt.string, nullable=False)])
@immutable
class Strings(ibis_engine.DataType):
    """A list of strings (mode REPEATED)."""

    type = dt.Array(dt.string)


@ibis_engine.Engine.register_dtype(equivalents=[dt.Array(dt.float64), dt.Array(dt.float64, nullable=False)])
@immutable
class Floats(ibis_engine.DataType):
    """A list of numbers (mode REPEATED)."""

    type = dt.Array(dt.float64)


@immutable
class _Numeric(ibis_engine.DataType):
    """An exact decimal number: digits in all, and digits behind the point."""

    def check(self, pandera_dtype: Any, data_container: Any = None) -> bool:
        kind, own = getattr(pandera_dtype, "type", None), self.type
        return isinstance(kind, dt.Decimal) and (kind.precision, kind.scale) == (own.precision, own.scale)


@ibis_engine.Engine.register_dtype
@immutable
class Numeric31(_Numeric):
    """NUMERIC(3,1): up to 99.9."""

    type = dt.Decimal(3, 1)


@ibis_engine.Engine.register_dtype
@immutable
class Numeric41(_Numeric):
    """NUMERIC(4,1): up to 999.9."""

    type = dt.Decimal(4, 1)


@ibis_engine.Engine.register_dtype
@immutable
class Numeric51(_Numeric):
    """NUMERIC(5,1): up to 9999.9."""

    type = dt.Decimal(5, 1)


@ibis_engine.Engine.register_dtype
@immutable
class Numeric43(_Numeric):
    """NUMERIC(4,3): up to 9.999."""

    type = dt.Decimal(4, 3)


@ibis_engine.Engine.register_dtype
@immutable
class Numeric52(_Numeric):
    """NUMERIC(5,2): up to 999.99."""

    type = dt.Decimal(5, 2)


@ibis_engine.Engine.register_dtype
@immutable
class Numeric53(_Numeric):
    """NUMERIC(5,3): up to 99.999."""

    type = dt.Decimal(5, 3)


@ibis_engine.Engine.register_dtype
@immutable
class Numeric62(_Numeric):
    """NUMERIC(6,2): up to 9999.99."""

    type = dt.Decimal(6, 2)


@dataclass(frozen=True, slots=True)
class Declaration:
    """Where a model's table lives and how it is laid out."""

    dataset: str
    table: str
    partition: str | None
    clustering: tuple[str, ...]
    key: tuple[str, ...]

    @property
    def name(self) -> str:
        return f"{self.dataset}.{self.table}"


class Table(DataFrameModel):
    """A table's contract. Class keywords say where it lives; a subclass without `dataset` is a base for others.

    Keywords:
        dataset: the dataset that holds the table.
        table: its name; the class's name in snake_case if not given.
        partition: the column that a scan must be limited on.
        clustering: the clustering columns, in order.
        key: the columns that name a row; no two rows share them.
    """

    __declaration__: Declaration | None = None

    def __init_subclass__(
        cls,
        *,
        dataset: str | None = None,
        table: str | None = None,
        partition: str | None = None,
        clustering: tuple[str, ...] = (),
        key: tuple[str, ...] = (),
        **keywords: Any,
    ) -> None:
        super().__init_subclass__(**keywords)  # type: ignore[no-untyped-call]
        cls.__declaration__ = None
        if dataset is None:
            return
        cls.__declaration__ = Declaration(dataset, table or _snake_case(cls.__name__), partition, clustering, key)
        for column in (*key, *clustering, *([partition] if partition else [])):
            if column not in cls.__fields__:
                raise TypeError(
                    f"{cls.__name__}: {column!r} is named as key, partition or clustering column, but is no field of it"
                )

    @classmethod
    def declaration(cls) -> Declaration:
        """Where the table lives.

        Raises:
            TypeError: the class names no dataset, so it is a base and no table.
        """
        if cls.__declaration__ is None:
            raise TypeError(f"{cls.__name__} names no dataset; write class {cls.__name__}(Table, dataset=..., key=...)")
        return cls.__declaration__


class Nested(ibis_engine.DataType):
    """Base of the names of nested types; `nested` makes one."""

    def check(self, pandera_dtype: Any, data_container: Any = None) -> bool:
        kind = getattr(pandera_dtype, "type", None)
        return isinstance(kind, dt.DataType) and _as_declared(kind) == _as_declared(self.type)


def _as_declared(kind: Any, precision: int | None = None) -> Any:
    """A type without what engines name differently: the precision of instants, and what may be NULL inside."""
    if isinstance(kind, dt.Array):
        return dt.Array(_as_declared(kind.value_type, precision))
    if isinstance(kind, dt.Struct):
        return dt.Struct({name: _as_declared(one, precision) for name, one in kind.items()})
    return dt.Timestamp(kind.timezone, precision) if isinstance(kind, dt.Timestamp) else kind.copy(nullable=True)


def nested(kind: dt.DataType) -> Callable[[type[Nested]], Any]:
    """Makes a class the name of a nested type, so that a field can be declared with it.

    HISTORY = dt.Array(dt.Struct({"failed_at": dt.Timestamp("UTC"), "error_type": dt.string}))

    @nested(HISTORY)
    class FailureHistory(Nested):
        \"\"\"What failed last.\"\"\"

        type = HISTORY
    """
    # DuckDB keeps instants to the microsecond and says so, BigQuery does not say it.
    names = {spelled.copy(nullable=may) for spelled in (kind, _as_declared(kind, 6)) for may in (True, False)}
    return lambda cls: ibis_engine.Engine.register_dtype(equivalents=list(names))(immutable(cls))


def row_rule(rule: Callable[[Any], Any]) -> Any:
    """A rule about each row (or, if it aggregates, about all rows): the function gets the Ibis table.

    Its name is the sentence in the report, with spaces for underscores. NULL counts as holding.
    """

    def check(model: type[Table], data: IbisData) -> Any:
        return rule(data.table)

    # pandera takes the name away from an inherited rule when it is first used, and falls back to this one.
    check.__name__ = rule.__name__
    return dataframe_check(check, name=rule.__name__.replace("_", " "), description=rule.__doc__)


def _snake_case(name: str) -> str:
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()
