"""A control that cannot be configured, which the toolkit passes over."""

from __future__ import annotations


def configure_control() -> None:
    raise RuntimeError("this control is not configured")
