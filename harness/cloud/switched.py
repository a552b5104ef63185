"""Interceptors that another process switches on."""

from __future__ import annotations

from dataclasses import dataclass

from harness.cloud.interception import Call, Interceptor, Proceed, Responses, intercepted
from harness.control.board import Board


@dataclass(frozen=True, slots=True)
class Switched:
    """Puts each call through the interceptors that are on, the one switched on first outermost."""

    board: Board[Interceptor]

    def __call__(self, call: Call, proceed: Proceed) -> Responses:
        on = self.board.effects()
        return intercepted(on, call, proceed) if on else proceed()
