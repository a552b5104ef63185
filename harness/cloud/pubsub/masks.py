"""Copies of configurations, and updates by field mask: of a copy, so that a refused update changes nothing."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from harness.cloud.errors import invalid


def copied(message: Any) -> Any:
    """A message with the same content; a client in this process must not get hold of the one that is kept."""
    copy = type(message)()
    copy.CopyFrom(message)
    return copy


def updated(declared: Any, wanted: Any, paths: Collection[str], mutable: Collection[str]) -> Any:
    """A copy of `declared` with the fields that `paths` names as in `wanted`.

    Raises:
        StatusError: INVALID_ARGUMENT, no path, or one that is none of the mutable fields.
    """
    if not paths:
        raise invalid("The update_mask must be set, and must contain a non-empty paths list.")
    for path in paths:
        if path not in mutable:
            raise invalid(f'Invalid update_mask: "{path}" is none of {", ".join(sorted(mutable))}.')
    changed, only = copied(declared), copied(wanted)
    for field in only.DESCRIPTOR.fields:
        if field.name in paths:
            changed.ClearField(field.name)
        else:
            only.ClearField(field.name)
    changed.MergeFrom(only)
    return changed
