"""A control whose hook before the method raises, which the toolkit passes over."""

from __future__ import annotations

from typing import Any


def before_method_control(context: dict[str, Any]) -> None:
    raise RuntimeError("this control does not work")
