"""Functions that Ibis lacks or spells differently for DuckDB and BigQuery.

Each is a placeholder in an Ibis expression; `sql.py` writes it out in the dialect that runs.
"""

from __future__ import annotations

from functools import cache
from inspect import Parameter, Signature
from typing import Any

import ibis
import ibis.expr.types as ir

EASTERN_DATE = "EASTERN_DATE"
KEY_HASH = "KEY_HASH"
RUN_TIME = "RUN_TIME"


@cache
def _function(name: str, arguments: tuple[str, ...], returns: str) -> Any:
    def placeholder() -> None: ...

    placeholder.__name__ = placeholder.__qualname__ = name
    # Ibis takes a builtin's arity from its signature.
    parameters = [Parameter(f"a{i}", Parameter.POSITIONAL_OR_KEYWORD) for i in range(len(arguments))]
    placeholder.__signature__ = Signature(parameters)  # type: ignore[attr-defined]
    return ibis.udf.scalar.builtin(placeholder, signature=(arguments, returns))


def eastern_date(instant: ir.TimestampValue) -> ir.DateValue:
    """The calendar day in New York of an instant."""
    return _function(EASTERN_DATE, ("timestamp('UTC')",), "date")(instant)


def key_hash(*columns: ir.Value) -> ir.IntegerValue:
    """A 64-bit digest of a key. Equal keys (NULL equal to NULL) have equal digests; the reverse is not certain."""
    return _function(KEY_HASH, tuple(str(column.type()) for column in columns), "uint64")(*columns)


def run_time() -> ir.TimestampValue:
    """The run's "now" as an instant: ages are judged by the run's clock, never by the server's."""
    return _function(RUN_TIME, (), "timestamp('UTC')")()


def season_label(opening: ir.IntegerValue) -> ir.StringValue:
    """`2023-24` of 2023, the year in which a season opens."""
    return opening.cast("string") + "-" + (opening + 1).cast("string").substr(2, 2)


def platform_game_id(game_date: ir.DateValue, away: ir.StringValue, home: ir.StringValue) -> ir.StringValue:
    """`YYYYMMDD_AWY_HOM` from its parts: how the schedule, which carries NBA ids, joins every other table."""
    return game_date.strftime("%Y%m%d") + "_" + away + "_" + home
