"""nba_predictions.prediction_performance_summary: each system's figures by period and slice.

Rolling periods are summarised after every graded day; months and the season as they stand at their end, players only
there. A slice without predictions has no row.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from harness.season.columns import Column, Flags, Floats, Ints, build_table, instants, share, text
from harness.season.grading.grades import Grades, grades_of
from harness.season.grading.periods import Periods, months, rolling, season
from harness.season.grading.slices import ARCHETYPES, SITUATIONS, TIERS, archetype_of, situations_of, tier_of
from harness.season.grading.tallies import Tallies, tally
from harness.season.league import League
from harness.season.predictions.systems import SYSTEM_IDS

_COMPUTED_MINUTE = 11 * 60 + 45
_SYSTEMS = len(SYSTEM_IDS)
_ROUNDED = 4


@dataclass(frozen=True, slots=True, eq=False)
class _Slicing:
    """One way to cut the grades: `number` is each grade's slice, of `names`, under `column` (None: not cut at all)."""

    column: str | None
    names: list[str]
    number: Ints
    chosen: Flags | None = None


@dataclass(frozen=True, slots=True, eq=False)
class _Block:
    """The rows of one slicing over the periods of one type."""

    slicing: _Slicing
    periods: Periods
    period: Ints
    system: Ints
    cut: Ints
    sums: Tallies
    players: Ints
    games: Ints


def performance_summary_table(league: League) -> Any:
    """Every summary that the season leaves behind."""
    grades = grades_of(league)
    days = np.unique(grades.day)
    long_periods = (months(days), season(days, league.start_year))
    blocks = [
        block
        for slicing in _slicings(league, grades)
        for block in _blocks(
            league,
            grades,
            days,
            slicing,
            long_periods if slicing.column == "player_lookup" else (rolling(days, 7), rolling(days, 30), *long_periods),
        )
    ]
    return pa.concat_tables([_rows(block) for block in blocks])


def _slicings(league: League, grades: Grades) -> Iterator[_Slicing]:
    yield _Slicing(None, [""], np.zeros(len(grades), np.int64))
    yield _Slicing("archetype", list(ARCHETYPES), archetype_of(league)[grades.player])
    yield _Slicing("confidence_tier", list(TIERS), tier_of(grades))
    for number, flag in enumerate(situations_of(league, grades)):
        yield _Slicing("situation", list(SITUATIONS), np.full(len(grades), number), flag)
    yield _Slicing("player_lookup", league.rosters.lookups, grades.player)


def _blocks(
    league: League, grades: Grades, days: Any, slicing: _Slicing, kinds: tuple[Periods, ...]
) -> Iterator[_Block]:
    """Running sums by day make every period a difference."""
    shape = (len(days), _SYSTEMS, len(slicing.names))
    group = (np.searchsorted(days, grades.day) * _SYSTEMS + grades.system) * shape[2] + slicing.number
    running = tally(grades, group, shape, slicing.chosen).cumulated()
    counted = grades.counted if slicing.chosen is None else grades.counted & slicing.chosen
    # A game is played on one day, so games of different days may be added; players may not.
    game_of_day = grades.game - np.searchsorted(league.schedule.day, grades.day)
    games = _running(_seen(group[counted], game_of_day[counted], shape).sum(axis=-1))
    by_player = slicing.column == "player_lookup"
    players = None if by_player else _running(_seen(group[counted], grades.player[counted], shape))
    for periods in kinds:
        sums = running.between(periods.first, periods.after)
        cells = np.nonzero(sums.predictions)
        yield _Block(
            slicing=slicing,
            periods=periods,
            period=cells[0],
            system=cells[1],
            cut=cells[2],
            sums=sums.at(*cells),
            players=np.ones(len(cells[0]), np.int64) if players is None else _different(players, periods)[cells],
            games=(games[periods.after] - games[periods.first])[cells],
        )


def _seen(group: Ints, values: Ints, shape: tuple[int, ...]) -> Flags:
    """Which values occur in each group, along a last axis."""
    width = int(values.max()) + 1
    seen = np.zeros(int(np.prod(shape)) * width, np.bool_)
    seen[group * width + values] = True
    return seen.reshape(*shape, width)


def _running(values: Any) -> Ints:
    sums = np.cumsum(values, axis=0, dtype=np.int32)
    return np.concatenate([np.zeros_like(sums[:1]), sums])


def _different(running: Ints, periods: Periods) -> Ints:
    """How many players there are in each period, system and slice, from running counts of their days."""
    return np.stack(
        [
            np.count_nonzero(running[after] - running[first], axis=-1)
            for first, after in zip(periods.first, periods.after, strict=True)
        ]
    )


def _rows(block: _Block) -> Any:
    sums, periods, count = block.sums, block.periods, len(block.period)
    bets = sums.over + sums.under

    def rate(part: Floats, whole: Floats) -> Floats:
        return share(part, whole, _ROUNDED)

    columns: dict[str, Column] = {
        "summary_key": _keys(block),
        "system_id": text(SYSTEM_IDS, block.system),
        "period_type": periods.kind,
        "period_value": text(periods.label, block.period),
        "period_start_date": periods.start[block.period],
        "period_end_date": periods.end[block.period],
        "total_predictions": sums.predictions,
        "total_recommendations": bets,
        "over_recommendations": sums.over,
        "under_recommendations": sums.under,
        "pass_recommendations": sums.predictions - bets,
        "hits": sums.right,
        "misses": sums.wrong,
        "hit_rate": rate(sums.right, sums.right + sums.wrong),
        "over_hit_rate": rate(sums.over_right, sums.over_judged),
        "under_hit_rate": rate(sums.under_right, sums.under_judged),
        "mae": rate(sums.absolute, sums.predictions),
        "avg_bias": rate(sums.signed, sums.predictions),
        "within_3_pct": rate(sums.within_3, sums.predictions),
        "within_5_pct": rate(sums.within_5, sums.predictions),
        "avg_confidence": rate(sums.confidence / 1_000, sums.predictions),
        "unique_players": block.players,
        "unique_games": block.games,
        "computed_at": instants(periods.computed[block.period] + np.timedelta64(1, "D"), _COMPUTED_MINUTE),
    }
    if block.slicing.column:
        columns[block.slicing.column] = text(block.slicing.names, block.cut)
    return build_table("nba_predictions.prediction_performance_summary", count, columns)


def _keys(block: _Block) -> Any:
    """`<system>|<period type>|<period>|<slice>`."""
    names = [f"{block.slicing.column}={name}" if block.slicing.column else "all" for name in block.slicing.names]
    parts = (text(SYSTEM_IDS, block.system), text(block.periods.label, block.period), text(names, block.cut))
    system, label, cut = (part.column() for part in parts)
    return pc.binary_join_element_wise(system, pa.scalar(block.periods.kind), label, cut, "|")
