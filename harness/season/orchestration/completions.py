"""Which processors of a phase had ended well for a game day, and when that let the next phase begin."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa

from harness.season.columns import Column, Flags, Instants, Ints, Text, build_table, text
from harness.season.league import League
from harness.season.once import once_a_league
from harness.season.orchestration.processors import PROCESSORS, counted_in, predicted_players
from harness.season.orchestration.runs import Runs, RunStatus, first_starts, last_ends, opening_days, runs_of
from harness.season.orchestration.timetable import correlation_ids, game_days, games_a_day, seconds
from harness.season.randomness import Part

PHASES = (2, 3, 4)
"""Phases that keep a document a game day; phase 5 keeps a batch."""

_MODES = {2: "monitoring_only", 3: "same_day", 4: "same_day"}
_LONGEST_WAIT = np.timedelta64(240, "m")
_BACKUP_AFTER = np.timedelta64(2, "s")
# What each phase waits for: on the day itself phase 3 needs the players' context only.
_AWAITED = {2: counted_in(2), 3: tuple(n for n in counted_in(3) if "player_game_context" in PROCESSORS[n].name)} | {
    4: counted_in(4)
}


def completions(league: League) -> Runs:
    """The runs that ended well and that their phases count."""
    runs = runs_of(league)
    return runs.where(runs.counted & (runs.status == RunStatus.SUCCESS))


def completions_table(league: League) -> Any:
    """nba_orchestration.phase_completions: the second copy of each processor's completion."""
    done = completions(league)
    columns = completion_columns(league, done) | {
        "inserted_at": done.ended + _BACKUP_AFTER,
        "entities_changed": pa.array([[]], pa.list_(pa.string())).take(pa.array(np.zeros(len(done), np.int64))),
        "metadata": '{"is_incremental": false, "entities_changed": []}',
    }
    return build_table("nba_orchestration.phase_completions", len(done), columns)


def completion_columns(league: League, done: Runs) -> dict[str, Column]:
    """What both copies of a completion say."""
    days = game_days(league)
    return {
        "phase": text([f"phase{number}" for number in range(7)], done.phase),
        "game_date": days[done.day],
        "processor_name": done.names,
        "status": done.statuses,
        "record_count": done.records,
        "correlation_id": Text(correlation_ids(days), done.day),
        "execution_id": done.ids(league),
        "completed_at": done.ended,
        "is_incremental": False,
    }


@dataclass(frozen=True, slots=True, eq=False)
class PhaseStates:
    """One entry a phase and game day: when it was first and last completed and when it let the next one begin."""

    phase: Ints
    day: Ints
    completed: Ints
    first: Instants
    last: Instants
    triggered: Instants

    def __len__(self) -> int:
        return len(self.phase)


@once_a_league
def phase_states(league: League) -> PhaseStates:
    """The states of phases 2 to 4, phase by phase; each was triggered once, as soon as it had what it waited for.

    On the season's opening days phase 4 never had, and was triggered by the longest of its time limits.
    """
    random = league.stream(Part.ORCHESTRATION).spawn(2)[1]
    done = completions(league)
    count = len(game_days(league))
    parts = []
    for phase in PHASES:
        here = done.where(done.phase == phase)
        first = np.full(count, np.datetime64("2100-01-01", "us"))
        np.minimum.at(first, here.day, here.ended)
        triggered = last_ends(league, phase, _AWAITED[phase])
        if phase == 4:
            triggered = np.where(opening_days(league), first + _LONGEST_WAIT, triggered)
        parts.append(
            (
                np.full(count, phase),
                np.arange(count),
                np.bincount(here.day, minlength=count),
                first,
                _last_completion(here, count),
                triggered + seconds(random.integers(2, 9, count)),
            )
        )
    return PhaseStates(*(np.concatenate(column) for column in zip(*parts, strict=True)))


def _last_completion(done: Runs, days: int) -> Instants:
    last = np.full(days, np.datetime64("1970-01-01", "us"))
    np.maximum.at(last, done.day, done.ended)
    return last


def _timed_out(league: League, states: PhaseStates) -> Flags:
    return np.asarray((states.phase == 4) & opening_days(league)[states.day])


def trigger_columns(league: League, states: PhaseStates) -> dict[str, Column]:
    """Why each phase let the next one begin."""
    return {
        "triggered_at": states.triggered,
        "trigger_reason": text(("all_complete", "max_timeout"), _timed_out(league, states)),
        "mode": text([_MODES[phase] for phase in PHASES], states.phase - PHASES[0]),
    }


def completion_status_table(league: League) -> Any:
    """nba_orchestration.phase_completion_status: the aggregate of each phase and day."""
    states = phase_states(league)
    kind = pa.list_(pa.string())
    names = [[PROCESSORS[number].name for number in counted_in(phase)] for phase in PHASES]
    # The last entry of each: phase 4 on an opening day.
    names.append([name for name in names[-1] if name == "ml_feature_store"])
    missing: list[list[str]] = [[], [], [], [name for name in names[-2] if name not in names[-1]]]
    which = pa.array(np.where(_timed_out(league, states), len(PHASES), states.phase - PHASES[0]))
    columns: dict[str, Column] = trigger_columns(league, states) | {
        "phase": text([f"phase{phase}" for phase in PHASES], states.phase - PHASES[0]),
        "game_date": game_days(league)[states.day],
        "completed_count": states.completed,
        "expected_count": np.array([len(counted_in(phase)) for phase in PHASES])[states.phase - PHASES[0]],
        "completed_processors": pa.array(names, kind).take(which),
        "missing_processors": pa.array(missing, kind).take(which),
        "is_triggered": True,
        "first_completion_at": states.first,
        "last_completion_at": states.last,
        "updated_at": np.maximum(states.last, states.triggered) + _BACKUP_AFTER,
    }
    return build_table("nba_orchestration.phase_completion_status", len(states), columns)


def execution_log_table(league: League) -> Any:
    """nba_orchestration.phase_execution_log: how long each phase took before the next was let in."""
    count = len(game_days(league))
    spans = [_span(league, phase) for phase in (2, 3, 4, 5)]
    order = np.argsort(np.concatenate([end for _, end in spans]), kind="stable")
    start = np.concatenate([begin for begin, _ in spans])[order]
    end = np.concatenate([done for _, done in spans])[order]
    phase = np.repeat((2, 3, 4, 5), count)[order]
    day = np.tile(np.arange(count), 4)[order]
    days = game_days(league)
    columns: dict[str, Column] = {
        "execution_timestamp": end,
        "phase_name": text([f"phase{n}_to_phase{n + 1}" for n in range(7)], phase),
        "game_date": days[day],
        "correlation_id": Text(correlation_ids(days), day),
        "start_time": start,
        "duration_seconds": np.round((end - start) / np.timedelta64(1, "s"), 1),
        "games_processed": games_a_day(league)[day],
        "status": text(("complete", "skipped"), (phase == 5) & (predicted_players(league)[day] == 0)),
        "metadata": '{"trigger_reason": "all_complete"}',
        "created_at": end + _BACKUP_AFTER,
    }
    return build_table("nba_orchestration.phase_execution_log", len(end), columns)


def _span(league: League, phase: int) -> tuple[Instants, Instants]:
    """From a phase's first run to the moment that let the next phase begin."""
    if phase == 5:
        return first_starts(league, phase), last_ends(league, phase, counted_in(phase))
    states = phase_states(league)
    here: Flags = states.phase == phase
    return first_starts(league, phase), states.triggered[here]
