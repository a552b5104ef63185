"""By which columns each check names what breaks it."""

from __future__ import annotations

from harness.warehouse.checks import AnyCheck, GroupCheck, MetricCheck, UniqueCheck
from validators.catalog import all_validators


def check_keys() -> dict[str, tuple[str, ...]]:
    """The key columns of every validator's checks, by `<validator>/<check>`; none where rows are judged together."""
    return {f"{one.id}/{check.name}": _key(check) for one in all_validators() for check in one.checks}


def _key(check: AnyCheck) -> tuple[str, ...]:
    if isinstance(check, UniqueCheck):
        return check.columns
    if isinstance(check, GroupCheck):
        return check.by
    return () if isinstance(check, MetricCheck) else check.rows.key
