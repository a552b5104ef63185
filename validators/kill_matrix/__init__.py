"""Checks × defects: which check notices which defect, and whether it names exactly what was corrupted."""

from __future__ import annotations

from validators.kill_matrix.matrix import Cell, KillMatrix, Row, State, Trials, kill_matrix

__all__ = ["Cell", "KillMatrix", "Row", "State", "Trials", "kill_matrix"]
