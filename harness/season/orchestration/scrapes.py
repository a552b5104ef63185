"""Each run of a scraper, and what it found of each game when it looked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from harness.season.columns import Column, Flags, Instants, Ints, Text, build_table, day_text, joined, number_text, text
from harness.season.league import League
from harness.season.once import once_a_league
from harness.season.orchestration.timetable import day_numbers, epoch_seconds, game_days, seconds
from harness.season.orchestration.workflows import BOX_SCORES, GAMEBOOK, WORKFLOWS, WorkflowRuns, workflow_runs
from harness.season.randomness import Part

SCRAPERS = tuple(dict.fromkeys(scraper for workflow in WORKFLOWS for scraper in workflow.scrapers))
_ROWS_A_GAME = {
    "oddsa_player_props": 40,
    "oddsa_game_lines": 8,
    "bettingpros_player_props": 60,
    "nbac_referee_assignments": 3,
    "nbac_injury_report": 9,
    BOX_SCORES: 26,
    GAMEBOOK: 34,
    "nbac_player_boxscore": 22,
    "nbac_team_boxscore": 2,
    "nbac_scoreboard_v2": 1,
    "nbac_play_by_play": 480,
    "bigdataball_pbp": 460,
    "espn_scoreboard_api": 1,
    "espn_boxscore": 24,
    "oddsa_events": 1,
}
_ROWS_A_DAY = {"nbac_schedule_api": 1230, "nbac_player_list": 540, "br_season_roster": 540, "espn_roster": 540}
_STANDINGS = 30
GAME_LASTS = np.timedelta64(150, "m")
"""From tip-off to the box score."""
_FAILURES = 5
_GAME_WORKFLOWS = ("post_game_window_1", "post_game_window_2", "post_game_window_3", "morning_recovery")


@dataclass(frozen=True, slots=True, eq=False)
class Scrapes:
    """One entry a scraper's run: positions in `SCRAPERS`, `WORKFLOWS`, `game_days`, begin, end, rows, failed."""

    scraper: Ints
    workflow: Ints
    day: Ints
    started: Instants
    ended: Instants
    records: Ints
    failed: Flags

    def __len__(self) -> int:
        return len(self.scraper)


@once_a_league
def scrapes(league: League) -> Scrapes:
    """Every scrape of the season, workflow run by workflow run."""
    random = league.stream(Part.SCRAPERS)
    runs = workflow_runs(league)
    sizes = np.array([len(one.scrapers) for one in WORKFLOWS])[runs.workflow]
    run = np.repeat(np.arange(len(runs)), sizes)
    place = np.arange(len(run)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    table = np.array([[SCRAPERS.index(s) for s in (*one.scrapers, *one.scrapers[:1] * 10)][:10] for one in WORKFLOWS])
    scraper = table[runs.workflow[run], place]
    started = runs.at[run] + seconds(2 + 3 * place)
    finished = _finished(league, runs)[run]
    per_game = np.array([_ROWS_A_GAME.get(name, 0) for name in SCRAPERS])[scraper]
    fixed = np.array([_ROWS_A_DAY.get(name, _STANDINGS) for name in SCRAPERS])[scraper]
    failed = _failed(league, runs.workflow[run], runs.day[run], scraper)
    return Scrapes(
        scraper=scraper,
        workflow=runs.workflow[run],
        day=runs.day[run],
        started=started,
        ended=started + seconds(random.integers(4, 22, len(run))),
        records=np.where(failed, 0, np.where(per_game > 0, per_game * finished, fixed)),
        failed=failed,
    )


def _finished(league: League, runs: WorkflowRuns) -> Ints:
    """Games of the day that each run finds: all of them by day, at night those that are over."""
    over = league.schedule.tip_off + GAME_LASTS
    day = day_numbers(league)
    nightly = np.isin(runs.workflow, [n for n, one in enumerate(WORKFLOWS) if one.name in _GAME_WORKFLOWS])
    first, last = np.searchsorted(day, runs.day), np.searchsorted(day, runs.day, side="right")
    ranked = over[np.lexsort((over, day))]
    origin = ranked.min()
    span = np.int64(2) ** 44
    key = np.sort(day) * span + (ranked - origin).astype(np.int64)
    seen = np.searchsorted(
        key, runs.day * span + np.clip((runs.at - origin).astype(np.int64), 0, span - 1), side="right"
    )
    return np.where(nightly, np.clip(seen, first, last) - first, last - first)


def failures(league: League) -> tuple[Ints, Ints]:
    """Days and scrapers of the few scrapes of the night's third window that failed, one of them late in the season."""
    random = league.stream(Part.SCRAPERS).spawn(1)[0]
    count = len(game_days(league))
    days = np.append(random.choice(count - 10, _FAILURES, replace=False), count - 4)
    return days, np.array([SCRAPERS.index(BOX_SCORES), SCRAPERS.index(GAMEBOOK)])[np.arange(len(days)) % 2]


def _failed(league: League, workflow: Ints, day: Ints, scraper: Ints) -> Flags:
    days, scrapers = failures(league)
    third = workflow == [one.name for one in WORKFLOWS].index("post_game_window_3")
    return np.asarray(third & np.isin(day * len(SCRAPERS) + scraper, days * len(SCRAPERS) + scrapers))


def scraper_ids(made: Scrapes) -> Any:
    return joined("scrape-", number_text(epoch_seconds(made.started)), "-", number_text(made.scraper))


def execution_log_table(league: League) -> Any:
    """nba_orchestration.scraper_execution_log: one row a run; a run that found nothing yet says so."""
    made = scrapes(league)
    days = game_days(league)
    status = np.select([made.failed, made.records == 0], [1, 2], 0)
    names = text(SCRAPERS, made.scraper)
    folder = joined(
        names, day_text(days[made.day], "%Y-%m-%d"), day_text(made.started, "%Y%m%d_%H%M%S.json"), separator="/"
    )
    columns: dict[str, Column] = {
        "execution_id": scraper_ids(made),
        "scraper_name": names,
        "workflow": text([one.name for one in WORKFLOWS], made.workflow),
        "game_date": days[made.day],
        "status": text(("success", "failed", "no_data"), status),
        "triggered_at": made.started,
        "completed_at": made.ended,
        "duration_seconds": (made.ended - made.started) / np.timedelta64(1, "s"),
        "source": "CONTROLLER",
        "environment": "production",
        "triggered_by": "scheduler",
        "gcs_path": Text(folder, np.where(status == 0, np.arange(len(made)), -1)),
        "data_summary": joined('{"record_count": ', number_text(made.records), "}"),
        "error_type": text(("http_503",), np.where(made.failed, 0, -1)),
        "error_message": text(("503 Service Unavailable",), np.where(made.failed, 0, -1)),
        "retry_count": np.where(made.failed, 2, 0),
        "recovery": _recovering(made),
        "run_id": scraper_ids(made),
        "created_at": made.ended,
    }
    return build_table("nba_orchestration.scraper_execution_log", len(made), columns)


def _recovering(made: Scrapes) -> Flags:
    """Whether a run was the morning's recovery."""
    return np.asarray(made.workflow == [one.name for one in WORKFLOWS].index("morning_recovery"))
