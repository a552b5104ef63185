"""When the next phase may start: who has to be done, how long to wait for the rest, and what the data must show.

Names, numbers and reasons are the platform's. Nothing here reads or writes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from enum import Enum

from harness.reference.game_day import game_day
from harness.reference.safeguards import ALL_ON, Safeguard, Safeguards

MINUTE_S = 60.0
MAJORITY_PERCENT = 60
COVERAGE_PERCENT = 80.0
MOST_MISSING_TABLES = 2
LEAST_PREDICTIONS = 10
DEADLINE_MINUTES = 30
"""Phase 2 is over so long after its first completion, if those that matter are done."""


class Edge(Enum):
    """From a phase to the next; the value begins the id of its triggers."""

    PHASE_2_TO_3 = "phase2-to-phase3"
    PHASE_3_TO_4 = "phase3-to-phase4"
    PHASE_4_TO_5 = "phase4-to-phase5"
    PHASE_5_TO_6 = "phase5-to-phase6"

    @property
    def upstream(self) -> str:
        """The phase that is to be done: phase2 to phase5."""
        return self.value.split("-", 1)[0]


@dataclass(frozen=True, slots=True)
class Tier:
    """After `minutes` since the first completion, `processors` are enough."""

    reason: str
    minutes: int
    processors: int


TIERS = (
    Tier("tier1_timeout", 30, 5),
    Tier("tier2_timeout", 60, 4),
    Tier("tier3_timeout", 120, 3),
    Tier("max_timeout", 240, 1),
)

ANALYTICS = (
    "player_game_summary",
    "team_offense_game_summary",
    "team_defense_game_summary",
    "upcoming_player_game_context",
    "upcoming_team_game_context",
)
_EXPECTED = {
    Edge.PHASE_2_TO_3: (
        "p2_bdl_box_scores",
        "p2_bigdataball_pbp",
        "p2_odds_game_lines",
        "p2_nbacom_schedule",
        "p2_nbacom_gamebook_pdf",
        "p2_br_season_roster",
    ),
    Edge.PHASE_3_TO_4: ANALYTICS,
    Edge.PHASE_4_TO_5: (
        "team_defense_zone_analysis",
        "player_shot_zone_analysis",
        "player_composite_factors",
        "player_daily_cache",
        "ml_feature_store",
    ),
    Edge.PHASE_5_TO_6: ("prediction_coordinator",),
}
_CRITICAL = {
    Edge.PHASE_2_TO_3: (
        "p2_bdl_box_scores",
        "p2_odds_game_lines",
        "p2_nbacom_schedule",
        "p2_nbacom_gamebook_pdf",
    ),
    Edge.PHASE_3_TO_4: ("player_game_summary", "upcoming_player_game_context"),
    Edge.PHASE_4_TO_5: ("player_daily_cache", "ml_feature_store"),
    Edge.PHASE_5_TO_6: ("prediction_coordinator",),
}
_AHEAD = ("upcoming_player_game_context",)
"""Before a day's games only this one has anything to do."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the data show of a day: rows by table, games, and how the predictions came out."""

    table_rows: Mapping[str, int] = field(default_factory=dict)
    games_scheduled: int = 0
    games_covered: int = 0
    games_without_active_players: int = 0
    completion_percentage: float = 0.0
    predictions: int = 0


@dataclass(frozen=True, slots=True)
class Ready:
    """Why the next phase may start, in which mode, and whose data it goes without."""

    reason: str
    mode: str
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reported:
    """Who is done with a day, and since when somebody is."""

    done: frozenset[str]
    first_at: datetime | None


def mode_of(edge: Edge, game_date: str, now: datetime, safeguards: Safeguards = ALL_ON) -> str:
    """overnight for a past day in New York, same_day, or tomorrow; phase 2 is only watched."""
    if edge is Edge.PHASE_2_TO_3:
        return "monitoring_only"
    today, day = game_day(now, safeguards), date.fromisoformat(game_date)
    if day < today:
        return "overnight"
    return "same_day" if day == today else "tomorrow"


def expected(edge: Edge, mode: str) -> tuple[str, ...]:
    """Whose completions are waited for."""
    return _EXPECTED[edge] if not _is_ahead(edge, mode) else _AHEAD


def ready(edge: Edge, game_date: str, reported: Reported, safeguards: Safeguards) -> Ready | None:
    """Whether enough are done; None while it is right to wait."""
    now = datetime.now(UTC)
    mode = mode_of(edge, game_date, now, safeguards)
    names = expected(edge, mode)
    missing = tuple(name for name in names if name not in reported.done)
    if not missing:
        return Ready("all_complete", mode, ())
    waited = (now - reported.first_at).total_seconds() / MINUTE_S if reported.first_at else 0.0
    reason = _reason_to_go_on(edge, reported, len(names) - len(missing), waited, safeguards)
    if reason is None or (edge is not Edge.PHASE_4_TO_5 and not _has_critical(edge, mode, reported, safeguards)):
        return None
    return Ready(reason, mode, missing)


def _reason_to_go_on(edge: Edge, reported: Reported, done: int, waited: float, safeguards: Safeguards) -> str | None:
    if edge is Edge.PHASE_3_TO_4:
        percent = 100 * done // len(_EXPECTED[edge])
        return f"critical_plus_majority_{percent}pct" if percent >= MAJORITY_PERCENT else None
    if not safeguards.has(Safeguard.TIERS) or reported.first_at is None:
        return None
    if edge is Edge.PHASE_2_TO_3:
        return "deadline_exceeded" if waited >= DEADLINE_MINUTES else None
    if edge is Edge.PHASE_4_TO_5:
        return next((tier.reason for tier in TIERS if waited >= tier.minutes and done >= tier.processors), None)
    return None


def _has_critical(edge: Edge, mode: str, reported: Reported, safeguards: Safeguards) -> bool:
    critical = _AHEAD if _is_ahead(edge, mode) else _CRITICAL[edge]
    return not safeguards.has(Safeguard.CRITICAL_PROCESSORS) or reported.done.issuperset(critical)


def problems(edge: Edge, mode: str, evidence: Evidence, safeguards: Safeguards) -> tuple[str, ...]:
    """What in the data forbids to start the next phase; empty when nothing does."""
    empty = [name for name in expected(edge, mode) if evidence.table_rows.get(name, 0) <= 0]
    if edge is Edge.PHASE_5_TO_6:
        return tuple(_prediction_problems(evidence))
    if edge is Edge.PHASE_4_TO_5:
        found = [f"{len(empty)} of 5 tables are empty: {', '.join(empty)}"] if len(empty) > MOST_MISSING_TABLES else []
        if safeguards.has(Safeguard.CRITICAL_PROCESSORS):
            found += [f"{name} is empty" for name in _CRITICAL[edge] if name in empty]
        return tuple(found)
    found = [f"{name} is empty" for name in empty]
    if edge is Edge.PHASE_2_TO_3 and evidence.games_without_active_players:
        found.append(f"{evidence.games_without_active_players} gamebooks name no active player")
    if edge is Edge.PHASE_3_TO_4 and 100 * evidence.games_covered < COVERAGE_PERCENT * evidence.games_scheduled:
        found.append(f"{evidence.games_covered} of {evidence.games_scheduled} games are covered")
    return tuple(found)


def _prediction_problems(evidence: Evidence) -> list[str]:
    found = []
    if evidence.completion_percentage < COVERAGE_PERCENT:
        found.append(f"{evidence.completion_percentage:g} percent of the players are done")
    if evidence.predictions < LEAST_PREDICTIONS:
        found.append(f"there are {evidence.predictions} predictions")
    return found


def _is_ahead(edge: Edge, mode: str) -> bool:
    return edge is Edge.PHASE_3_TO_4 and mode in {"same_day", "tomorrow"}
