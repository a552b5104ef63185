"""Every run of a processor in the season: the planned one of each game day, and the few that failed and ran again."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import Any

import numpy as np

from harness.season.columns import Flags, Instants, Ints, Text, day_text, joined, number_text, text
from harness.season.league import League
from harness.season.once import once_a_league
from harness.season.orchestration.processors import PROCESSORS, predicted_players, processor_numbers
from harness.season.orchestration.timetable import eastern, epoch_seconds, game_days, seconds
from harness.season.precompute.days import daily_days
from harness.season.randomness import Part


class RunStatus(IntEnum):
    """How a run ended; a skipped one found nothing to do."""

    SUCCESS = 0
    FAILED = 1
    SKIPPED = 2


STATUSES = ("success", "failed", "skipped")

RETRY_AFTER = np.timedelta64(15, "m")
"""The queue tries a failed processor again after a quarter of an hour, then twice as long each time."""

_FEATURES, _COORDINATOR = processor_numbers("ml_feature_store", "prediction_coordinator")
_AFTER_LIMIT_MINUTE = 15 * 60 + 14
_FAILED_SECONDS = 55
_FAILURES = 6
_LATE_DAYS = 10


@dataclass(frozen=True, slots=True, eq=False)
class Runs:
    """One entry a run: position in `PROCESSORS`, position in `game_days`, begin, end, status, rows, and which try."""

    processor: Ints
    day: Ints
    started: Instants
    ended: Instants
    status: Ints
    records: Ints
    attempt: Ints

    def __len__(self) -> int:
        return len(self.processor)

    def where(self, chosen: Flags | Ints) -> Runs:
        return Runs(
            self.processor[chosen],
            self.day[chosen],
            self.started[chosen],
            self.ended[chosen],
            self.status[chosen],
            self.records[chosen],
            self.attempt[chosen],
        )

    @property
    def phase(self) -> Ints:
        return np.array([processor.phase for processor in PROCESSORS], np.int64)[self.processor]

    @property
    def counted(self) -> Flags:
        return np.array([processor.counted for processor in PROCESSORS])[self.processor]

    @property
    def names(self) -> Text:
        return text([processor.name for processor in PROCESSORS], self.processor)

    @property
    def statuses(self) -> Text:
        return text(STATUSES, self.status)

    @property
    def lasted(self) -> Any:
        """Seconds."""
        return (self.ended - self.started) / np.timedelta64(1, "s")

    def ids(self, league: League) -> Any:
        """`player_game_summary-20240115-1705399440`."""
        days = day_text(game_days(league)[self.day])
        return joined(self.names, days, number_text(epoch_seconds(self.started)), separator="-")


@once_a_league
def runs_of(league: League) -> Runs:
    """Every run, in order of its start."""
    planned = _planned(league)
    failed = _failures(league, planned)
    last = (planned.day == planned.day.max()) & (planned.processor == processor_numbers("p2_espn_team_roster")[0])
    first_tries = planned.where(failed | last)
    broken = Runs(
        first_tries.processor,
        first_tries.day,
        first_tries.started,
        first_tries.started + seconds(np.full(len(first_tries), _FAILED_SECONDS)),
        np.full(len(first_tries), RunStatus.FAILED),
        np.zeros(len(first_tries), np.int64),
        first_tries.attempt,
    )
    moved = np.where(failed, RETRY_AFTER + seconds(_FAILED_SECONDS), np.timedelta64(0, "m"))
    again = Runs(
        planned.processor,
        planned.day,
        planned.started + moved,
        planned.ended + moved,
        planned.status,
        planned.records,
        planned.attempt + failed,
    ).where(~last)
    both = [np.concatenate([getattr(broken, name), getattr(again, name)]) for name in Runs.__slots__]
    order = np.lexsort((both[0], both[2]))
    return Runs(*(values[order] for values in both))


def _planned(league: League) -> Runs:
    random = league.stream(Part.ORCHESTRATION)
    days = game_days(league)
    count = len(days)
    started = np.concatenate([processor.starts(days) for processor in PROCESSORS])
    lengths = np.concatenate([random.integers(one.shortest, one.longest + 1, count) for one in PROCESSORS])
    records = np.concatenate([processor.rows(league) for processor in PROCESSORS])
    phase = np.repeat([processor.phase for processor in PROCESSORS], count)
    processor, day = np.repeat(np.arange(len(PROCESSORS)), count), np.tile(np.arange(count), len(PROCESSORS))
    early = opening_days(league)[day]
    unready = (phase == 5) & (predicted_players(league)[day] == 0)
    unready |= (phase == 4) & early & (processor != _FEATURES)
    lengths[unready] = 2
    # What waits for phase 4 is then let in by the last of its time limits.
    started = np.where(early & (processor == _COORDINATOR), eastern(days, _AFTER_LIMIT_MINUTE)[day], started)
    return Runs(
        processor=processor,
        day=day,
        started=started,
        ended=np.asarray(started + seconds(lengths)),
        status=np.where(unready, RunStatus.SKIPPED, RunStatus.SUCCESS),
        records=np.where(unready, 0, records),
        attempt=np.zeros(len(started), np.int64),
    )


def opening_days(league: League) -> Flags:
    """Whether each game day is one of the first, when not all teams had played: phase 4 had nothing to look back on."""
    return ~np.isin(game_days(league), daily_days(league))


def _failures(league: League, planned: Runs) -> Flags:
    """Planned runs that failed once: of a processor that nothing waits for, on a few days, one of them late."""
    random = league.stream(Part.ORCHESTRATION).spawn(1)[0]
    count = len(game_days(league))
    days = random.choice(count - _LATE_DAYS, _FAILURES, replace=False).tolist()
    days.append(count - 2 - int(random.integers(_LATE_DAYS - 3)))
    [number] = processor_numbers("p2_espn_team_roster")
    return np.asarray((planned.processor == number) & np.isin(planned.day, days))


def runs_on(league: League, processor: str, days: Ints) -> Runs:
    """The run of a processor on each of these game days, in the order given; it must have one each day."""
    runs = runs_of(league)
    own = runs.where(runs.processor == processor_numbers(processor)[0])
    position = np.empty(len(own), np.int64)
    position[own.day] = np.arange(len(own))
    return own.where(position[days])


def last_ends(league: League, phase: int, processors: tuple[int, ...]) -> Instants:
    """For each game day, when the last of these processors of a phase had ended well."""
    runs = runs_of(league)
    chosen = runs.where((runs.phase == phase) & np.isin(runs.processor, processors) & (runs.status != RunStatus.FAILED))
    ends = np.full(len(game_days(league)), np.datetime64("1970-01-01", "us"))
    np.maximum.at(ends, chosen.day, chosen.ended)
    return ends


def first_starts(league: League, phase: int) -> Instants:
    """For each game day, when a phase's first run began."""
    runs = runs_of(league)
    chosen = runs.where(runs.phase == phase)
    starts = np.full(len(game_days(league)), np.datetime64("2100-01-01", "us"))
    np.minimum.at(starts, chosen.day, chosen.started)
    return starts
