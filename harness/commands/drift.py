"""`harness contracts check` and `drift`: the contracts asked of the rows, and of the tables as they are made."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from harness.commands.reporting import (
    AsOfOption,
    Format,
    FormatOption,
    OutOption,
    VerboseOption,
    WarehouseOption,
    WindowOption,
    or_refuse,
    tell,
)
from harness.commands.usage import SeedOption, errors, refuse, settings_of
from harness.results import CheckResult, Outcome, QueryReceipt, RunReport, TableDay
from harness.settings import Settings

if TYPE_CHECKING:
    from contracts.compatibility import Override
    from contracts.compile import Contract
    from harness.nightly import Source

MOST_NOTES = 10

Names = Annotated[
    list[str] | None, typer.Argument(metavar="[TABLE|DATASET]...", help="tables or datasets; all for none")
]


class Tier(StrEnum):
    """How far drift is looked for; each tier asks those before it too."""

    METADATA = "metadata"
    FRESHNESS = "freshness"
    ROWS = "rows"


TierOption = Annotated[
    Tier,
    typer.Option("--tier", help="metadata reads no byte, freshness a few, rows what the contracts ask of the window"),
]


def contracts_check(
    names: Names = None,
    warehouse: WarehouseOption = None,
    window: WindowOption = None,
    as_of: AsOfOption = None,
    seed: SeedOption = None,
    format: FormatOption = Format.TABLE,  # noqa: A002 - the option's name
    out: OutOption = None,
    verbose: VerboseOption = False,
) -> None:
    """Ask the contracts of the rows in the window, as `harness validate contracts` does."""
    from harness import nightly as job
    from harness.report import progress

    settings = settings_of(warehouse=warehouse, window=window, as_of=as_of, seed=seed)
    contracts = _contracts(names)

    def answer() -> RunReport:
        with progress(errors(), None) as step:
            return job.validate(settings, contracts, title="contracts", step=step)

    report = or_refuse(answer)
    tell(report, format, out, verbose=verbose)
    raise typer.Exit(report.exit_status(settings.fail_on))


def contracts_drift(
    names: Names = None,
    warehouse: WarehouseOption = None,
    window: WindowOption = None,
    tier: TierOption = Tier.METADATA,
    as_of: AsOfOption = None,
    seed: SeedOption = None,
    format: FormatOption = Format.TABLE,  # noqa: A002 - the option's name
    out: OutOption = None,
    verbose: VerboseOption = False,
) -> None:
    """What differs between the contracts and the tables that are there, the cheapest questions first."""
    settings = settings_of(warehouse=warehouse, window=window, as_of=as_of, seed=seed)
    contracts = _contracts(names)
    report = or_refuse(lambda: _drift(settings, contracts, tier, named=bool(names)))
    tell(report, format, out, verbose=verbose)
    raise typer.Exit(report.exit_status(settings.fail_on))


def _contracts(names: list[str] | None) -> tuple[Contract, ...]:
    from contracts.catalog import contract
    from harness.commands.contracts import chosen_tables

    return tuple(contract(one.name) for one in chosen_tables(names))


def _drift(settings: Settings, contracts: Sequence[Contract], tier: Tier, *, named: bool) -> RunReport:
    from harness.clock import RealClock
    from harness.nightly import open_source
    from harness.report import progress

    started_at, started = RealClock().now(), time.perf_counter()
    with progress(errors(), None) as step, open_source(settings, contracts, step=step) as source:
        found = _tiers(settings, source, contracts, tier, step, named=named)
        return RunReport(
            title=f"drift, {tier} {source.window}",
            warehouse=source.warehouse.name,
            window=source.window,
            as_of=source.as_of,
            started_at=started_at,
            duration_s=time.perf_counter() - started,
            results=found.results,
            queries=found.queries,
            days=found.days,
            notes=(*source.notes, *_harmless(found.results)),
            options=settings.data_options,
        )


@dataclass(slots=True)
class _Found:
    """What the tiers answered so far."""

    results: tuple[CheckResult, ...]
    queries: tuple[QueryReceipt, ...] = ()
    days: tuple[TableDay, ...] = ()


def _tiers(
    settings: Settings,
    source: Source,
    contracts: Sequence[Contract],
    tier: Tier,
    step: Callable[[str], None],
    *,
    named: bool,
) -> _Found:
    from contracts.drift import freshness, metadata_drift, rows_drift
    from harness.warehouse.run import Limits

    today = source.as_of.date()
    step("comparing metadata")
    drift = metadata_drift(
        source.warehouse,
        [one.table for one in contracts],
        today=today,
        overrides=overrides_of(settings),
        whole=named or source.is_season or source.warehouse.dialect == "bigquery",
    )
    found = _Found(drift.results)
    if tier is not Tier.METADATA:
        step("asking for the newest rows")
        fresh = freshness(source.warehouse, drift, now=source.as_of)
        found = _Found((*found.results, *fresh.results), fresh.queries)
    if tier is Tier.ROWS:
        asked = rows_drift(
            contracts,
            source.warehouse,
            drift,
            window=source.window,
            as_of=source.as_of,
            limits=Limits(rows=settings.rows, bytes_per_run=settings.bytes_per_run),
            step=step,
        )
        found = _Found((*found.results, *asked.results), (*found.queries, *asked.queries), asked.days)
    return found


def overrides_of(settings: Settings) -> list[Override]:
    """The severities that harness.toml gives rules, or the end of the command where they cannot be used."""
    from contracts.compatibility import Override

    try:
        return [Override(**dict(one)) for one in settings.compatibility_overrides]
    except ValueError as error:
        refuse(f"harness.toml, compatibility_overrides: {error}")


def _harmless(results: Sequence[CheckResult]) -> list[str]:
    """What differs and hurts nobody: told, and no failure."""
    told = [
        f"{one.subject}: {one.reason}"
        for one in results
        if one.outcome is Outcome.PASSED and one.reason and one.check in _metadata_checks()
    ]
    more = len(told) - MOST_NOTES
    return [*told[:MOST_NOTES], *([f"and {more} more that hurt nobody"] if more > 0 else [])]


def _metadata_checks() -> frozenset[str]:
    from contracts.drift.metadata import ASKED

    return frozenset(ASKED.values())
