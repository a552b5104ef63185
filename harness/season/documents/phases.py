"""The completion documents of phases 2 to 4: their entries, and their bookkeeping."""

from __future__ import annotations

from typing import Any

import numpy as np

from harness.season.columns import Column, build_table, text
from harness.season.league import League
from harness.season.orchestration.completions import (
    PHASES,
    completion_columns,
    completions,
    phase_states,
    trigger_columns,
)
from harness.season.orchestration.runs import opening_days
from harness.season.orchestration.timetable import game_days


def completions_table(league: League) -> Any:
    """firestore.phase_completions: the first copy of each completion; phase 5 keeps none here."""
    done = completions(league)
    done = done.where(np.isin(done.phase, PHASES))
    return build_table("firestore.phase_completions", len(done), completion_columns(league, done))


def status_table(league: League) -> Any:
    """firestore.phase_status: one row a document, the fields that begin with an underscore."""
    states = phase_states(league)
    columns: dict[str, Column] = trigger_columns(league, states) | {
        "phase": text([f"phase{phase}" for phase in PHASES], states.phase - PHASES[0]),
        "game_date": game_days(league)[states.day],
        "completed_count": states.completed,
        "first_completion_at": states.first,
        "triggered": True,
        "tier_name": text(("any",), np.where(opening_days(league)[states.day] & (states.phase == 4), 0, -1)),
        "last_update": np.maximum(states.last, states.triggered),
    }
    return build_table("firestore.phase_status", len(states), columns)
