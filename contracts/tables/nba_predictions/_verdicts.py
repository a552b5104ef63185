"""What a prediction, its line and the points that were scored say of each other."""

from __future__ import annotations

from typing import Any, Final

from contracts.tables.formats import BETS

ROUNDED: Final = 0.1
"""Points are kept to a tenth, and differences may have been taken before that."""


def is_bet(recommendation: Any) -> Any:
    return recommendation.isin(BETS)


def differs_by(difference: Any, value: Any, other: Any) -> Any:
    """The difference is the value minus the other one."""
    return (difference - (value - other)).abs() <= ROUNDED


def is_distance(distance: Any, value: Any, other: Any) -> Any:
    """The same without its sign."""
    return (distance.abs() - (value - other).abs()).abs() <= ROUNDED


def on_its_side(recommendation: Any, predicted: Any, line: Any) -> Any:
    """OVER is said of more points than the line, UNDER of fewer."""
    return ((recommendation != "OVER") | (predicted > line)) & ((recommendation != "UNDER") | (predicted < line))


def decided(recommendation: Any, actual: Any, line: Any) -> Any:
    """There is a bet, and the game decided it: the points are known and not exactly the line."""
    return is_bet(recommendation).fill_null(False) & (actual != line).fill_null(False)


def won(recommendation: Any, actual: Any, line: Any) -> Any:
    """The points came out on the bet's side of the line."""
    return (actual > line) == (recommendation == "OVER")


def is_rate(rate: Any, part: Any, whole: Any) -> Any:
    """The rate is part by whole, to the hundredth that summaries are held to."""
    return (rate * whole - part).abs() <= 0.01 * whole
