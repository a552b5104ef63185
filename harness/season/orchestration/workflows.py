"""Phase 1's plan: which workflow runs when and with which scrapers, and what was decided."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa

from harness.season.columns import Column, Days, Instants, Ints, build_table, joined, number_text, text
from harness.season.league import League
from harness.season.once import once_a_league
from harness.season.orchestration.timetable import (
    ONE_DAY,
    as_of,
    eastern,
    epoch_seconds,
    game_days,
    games_a_day,
    next_morning,
)

HOUR = np.timedelta64(1, "h")


@dataclass(frozen=True, slots=True)
class Workflow:
    """A group of scrapers and the moments at which they are due on a game day.

    `at` has one function a run, from game days to instants. `priority` is the controller's word.
    """

    name: str
    scrapers: tuple[str, ...]
    at: tuple[Callable[[Days], Instants], ...]
    priority: str = "HIGH"


def _by_day(*minutes: int) -> tuple[Callable[[Days], Instants], ...]:
    return tuple(lambda days, minute=minute: eastern(days, minute) for minute in minutes)


def _by_night(minute: int) -> tuple[Callable[[Days], Instants], ...]:
    return (lambda days: eastern(days + ONE_DAY, minute),)


BOX_SCORES, GAMEBOOK = "bdl_box_scores", "nbac_gamebook_pdf"
RECOVERY_MINUTE = 9 * 60 + 55
"""UTC: the last look before the night's files are loaded."""

WORKFLOWS = (
    Workflow(
        "morning_operations",
        ("nbac_schedule_api", "nbac_player_list", "br_season_roster", "espn_roster", "oddsa_events"),
        _by_day(6 * 60 + 5),
    ),
    Workflow("referee_discovery", ("nbac_referee_assignments",), _by_day(9 * 60 + 5), "MEDIUM"),
    Workflow("injury_discovery", ("nbac_injury_report",), _by_day(*(60 * hour + 5 for hour in (9, 13, 17, 19)))),
    Workflow(
        "betting_lines",
        ("oddsa_player_props", "oddsa_game_lines", "bettingpros_player_props"),
        _by_day(*(60 * hour + 5 for hour in range(8, 20, 2))),
        "CRITICAL",
    ),
    Workflow("post_game_window_1", (BOX_SCORES,), _by_day(22 * 60 + 5)),
    Workflow("post_game_window_2", (BOX_SCORES,), _by_night(60 + 5)),
    Workflow("post_game_window_3", (BOX_SCORES, GAMEBOOK, "nbac_play_by_play"), _by_night(4 * 60 + 5), "CRITICAL"),
    Workflow(
        "morning_recovery",
        (
            BOX_SCORES,
            GAMEBOOK,
            "nbac_player_boxscore",
            "nbac_team_boxscore",
            "nbac_scoreboard_v2",
            "nbac_play_by_play",
            "bigdataball_pbp",
            "espn_scoreboard_api",
            "espn_boxscore",
            "bdl_standings",
        ),
        (lambda days: next_morning(days, RECOVERY_MINUTE),),
        "CRITICAL",
    ),
)
WORKFLOW_NAMES = [workflow.name for workflow in WORKFLOWS]


@dataclass(frozen=True, slots=True, eq=False)
class WorkflowRuns:
    """One entry a run: position in `WORKFLOWS`, position in `game_days`, when it was due."""

    workflow: Ints
    day: Ints
    at: Instants

    def __len__(self) -> int:
        return len(self.workflow)


@once_a_league
def workflow_runs(league: League) -> WorkflowRuns:
    """Every run of the season, in order of time."""
    days = game_days(league)
    slots = [(number, slot) for number, workflow in enumerate(WORKFLOWS) for slot in workflow.at]
    workflow = np.repeat([number for number, _ in slots], len(days))
    day = np.tile(np.arange(len(days)), len(slots))
    at = np.concatenate([slot(days) for _, slot in slots])
    order = np.lexsort((workflow, at))
    return WorkflowRuns(workflow[order], day[order], at[order])


def scraper_lists(workflow: Ints) -> Any:
    return pa.array([list(one.scrapers) for one in WORKFLOWS], pa.list_(pa.string())).take(pa.array(workflow))


def _priorities(workflow: Ints) -> Any:
    return text([one.priority for one in WORKFLOWS], workflow)


def decision_ids(moments: Instants, workflow: Ints) -> Any:
    return joined("decision-", number_text(epoch_seconds(moments)), "-", number_text(workflow))


def decisions_table(league: League) -> Any:
    """nba_orchestration.workflow_decisions: each hour, day and night, one decision a workflow."""
    first = eastern(game_days(league)[:1], 0)[0]
    hours = np.arange(first, as_of(league), HOUR)
    moment = np.repeat(hours, len(WORKFLOWS))
    workflow = np.tile(np.arange(len(WORKFLOWS)), len(hours))
    due = workflow_runs(league)
    position = ((due.at - first) // HOUR) * len(WORKFLOWS) + due.workflow
    runs = np.zeros(len(moment), np.bool_)
    runs[position] = True
    lists = pa.array([[], *(list(one.scrapers) for one in WORKFLOWS)], pa.list_(pa.string()))
    columns: dict[str, Column] = {
        "decision_id": decision_ids(moment, workflow),
        "decision_time": moment,
        "workflow_name": text(WORKFLOW_NAMES, workflow),
        "action": text(("SKIP", "RUN"), runs),
        "reason": text(("not in its window", "due within the hour"), runs),
        "scrapers_triggered": lists.take(pa.array(np.where(runs, workflow + 1, 0))),
        "target_games": pa.array([[]], pa.list_(pa.string())).take(pa.array(np.zeros(len(moment), np.int64))),
        "next_check_time": moment + HOUR,
        "priority": _priorities(workflow),
        "alert_level": "NONE",
        "controller_version": "2.0",
        "environment": "production",
        "triggered_by": "scheduler",
        "created_at": moment + np.timedelta64(4, "s"),
    }
    return build_table("nba_orchestration.workflow_decisions", len(moment), columns)


def execution_ids(runs: WorkflowRuns) -> Any:
    return joined("workflow-", number_text(epoch_seconds(runs.at)), "-", number_text(runs.workflow))


def expected_schedule_table(league: League) -> Any:
    """nba_orchestration.daily_expected_schedule: the day's plan, locked in the morning for the games of that day."""
    runs = workflow_runs(league)
    days = game_days(league)
    order = np.lexsort((runs.at, runs.day))
    runs = WorkflowRuns(runs.workflow[order], runs.day[order], runs.at[order])
    locked = eastern(days[runs.day], 5 * 60 + 30)
    columns: dict[str, Column] = {
        "date": days[runs.day],
        "locked_at": locked,
        "workflow_name": text(WORKFLOW_NAMES, runs.workflow),
        "expected_run_time": runs.at,
        "reason": "games on this day",
        "scrapers": scraper_lists(runs.workflow),
        "games_today": games_a_day(league)[runs.day],
        "priority": _priorities(runs.workflow),
        "schedule_version": "1",
        "generated_by": "schedule_locker",
        "environment": "production",
        "created_at": locked,
    }
    return build_table("nba_orchestration.daily_expected_schedule", len(runs), columns)


def cleanup_table(league: League) -> Any:
    """nba_orchestration.cleanup_operations: four passes a game day that look for files nobody loaded, and find none."""
    days = np.repeat(game_days(league), 4)
    slot = np.tile(np.arange(4), len(days) // 4)
    at = np.choose(slot, [eastern(days, 60 * hour + 15) for hour in (7, 12, 17, 23)])
    kind = pa.list_(
        pa.struct(
            [
                ("scraper_name", pa.string()),
                ("gcs_path", pa.string()),
                ("triggered_at", pa.timestamp("us", tz="UTC")),
                ("age_minutes", pa.int64()),
                ("republished", pa.bool_()),
            ]
        )
    )
    none = pa.array(np.zeros(len(days), np.int64))
    columns: dict[str, Column] = {
        "cleanup_id": joined("cleanup-", number_text(epoch_seconds(at))),
        "cleanup_time": at,
        "files_checked": 40 + 5 * slot,
        "missing_files_found": 0,
        "republished_count": 0,
        "missing_files": pa.array([[]], kind).take(none),
        "errors": pa.array([[]], pa.list_(pa.string())).take(none),
        "duration_seconds": 6.5,
        "pubsub_enabled": True,
        "environment": "production",
        "created_at": at + np.timedelta64(7, "s"),
    }
    return build_table("nba_orchestration.cleanup_operations", len(days), columns)
