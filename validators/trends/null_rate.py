"""trends.null_rate: no column is NULL more often than in the two weeks before."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from harness.results import Severity
from harness.warehouse.checks import RowCheck, rows
from harness.warehouse.relations import Relation, relation, table
from harness.warehouse.schema import declared
from validators.trends.baseline import REPLAYED, against_baseline, no_alarm
from validators.validator import Validator

BEFORE_DAYS = 14
RISEN, LOST = 0.1, 0.4
"""A rise by a tenth of the rows is a warning, by two fifths it is critical; a quarter lies between in one source."""

CHANCE = 4
"""Standard deviations by which a small slate may be above the usual share."""

TABLES = (
    "nba_raw.bdl_player_boxscores",
    "nba_analytics.player_game_summary",
    "nba_precompute.player_daily_cache",
    "nba_precompute.player_composite_factors",
    "nba_predictions.ml_feature_store_v2",
)


NULL_WHEN_ALL_IS_WELL = (
    "insufficient_data_reason",
    "last_reprocess_attempt_at",
    "circuit_breaker_until",
    "missing_data_fields",
    "warning_details",
)
"""Not watched: these explain what is wrong, and say nothing when nothing is."""

NULL_AFTER_A_BREAK = ("avg_minutes_per_game_last_7",)
"""Not watched: nobody has an average of the last seven days when nobody has played for a week."""


def watched_columns(name: str) -> tuple[str, ...]:
    """The columns that may be NULL; lists and structures are empty rather than NULL."""
    columns = declared(name).columns
    return tuple(
        column.name
        for column in columns
        if column.mode == "NULLABLE"
        and column.name not in (*NULL_WHEN_ALL_IS_WELL, *NULL_AFTER_A_BREAK)
        and not column.type.startswith(("STRUCT", "ARRAY"))
    )


def null_shares(name: str) -> Relation:
    """One row a day and column of a table, with the share of NULL against its baseline."""
    source = table(name)
    columns = watched_columns(name)
    day = str(source.partition)

    def build(data: ir.Table) -> ir.Table:
        by_day = data.group_by(game_date=data[day]).aggregate(
            rows=data.count(), **{column: data[column].isnull().cast("float64").mean() for column in columns}
        )
        numbers = ibis.array(list(range(len(columns)))).unnest().name("number").as_table()
        long = by_day.cross_join(numbers)
        return long.select(
            "game_date",
            "rows",
            column=ibis.array(list(columns))[long.number],
            share=ibis.array([long[column] for column in columns])[long.number],
        )

    return against_baseline(
        relation(source.season(), build=build, key=("game_date", "column"), day="game_date", label="column"),
        by=("column",),
        before_days=BEFORE_DAYS,
        baseline={"usual": lambda t: t.share.mean()},
        derive={"highest": lambda t: t.usual + RISEN + CHANCE * (t.usual * (1 - t.usual) / t["rows"]).sqrt()},
        alarm=lambda t: t.share > t.highest,
    )


def _checks(name: str) -> tuple[RowCheck, ...]:
    shares = null_shares(name)
    shown = ("rows", "share", "usual", "highest", *REPLAYED)
    short = name.partition(".")[2]
    repair = f"compare the source of {{column}} on {{game_date}}, then write {name} again"
    return (
        rows(
            shares,
            f"no column of {short} is NULL a tenth more often",
            no_alarm,
            show=shown,
            severity=Severity.WARNING,
            repair=repair,
        ),
        rows(
            shares,
            f"no column of {short} is lost",
            lambda t: t.share <= t.highest + (LOST - RISEN),
            only=lambda t: t.alarm.notnull(),
            show=shown,
            severity=Severity.CRITICAL,
            repair=repair,
        ),
    )


validator = Validator("trends.null_rate", *(check for name in TABLES for check in _checks(name)))
