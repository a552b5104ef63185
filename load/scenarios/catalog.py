"""The scenarios as plain data, for whoever lists, runs or judges them; imports nothing of Locust.

Rates and mixtures are this suite's choice where no source is named; the facts behind the others are in the sentences.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from types import MappingProxyType

from load.arrivals import Arrivals, Constant, Poisson, Timetable
from load.record import BATCH
from load.timetable import HOUR_S, MINUTE_S, Job, day

START, STATUS, STALLED = "POST /start", "GET /status", "POST /check-stalled"
COMPLETE, PREDICT = "POST /complete", "POST /predict"
HEALTH, READY = "GET /health", "GET /ready"

BACKFILL_DAYS = 30
EVENING_FROM_S, EVENING_S = 16 * HOUR_S, 9 * HOUR_S
"""16:00 to 01:00, Eastern: from the first live check to the last."""
COMPRESSED = 60.0
CI_COMPRESSED = 1440.0
"""The day in a minute."""


class UnknownScenarioError(LookupError):
    """There is no scenario of that name; the message says which there are."""


@dataclass(frozen=True, slots=True)
class Scenario:
    """One scenario.

    Attributes:
        sentence: what it does and why, in one line.
        arrivals: one for each of its user classes.
        users: most arrivals under way at once.
        duration_s: for how long arrivals are due; batches may end it before.
        endpoints: names under which a record has its requests.
        drives: the parts of the platform that do the work.
        needs: what the platform must hold before.
        watches_memory: whether the memory of all processes is looked at while it runs.
    """

    name: str
    sentence: str
    arrivals: tuple[Arrivals, ...]
    users: int
    duration_s: float
    endpoints: tuple[str, ...]
    drives: tuple[str, ...]
    needs: str
    watches_memory: bool = False


def day_arrivals(factor: float) -> Timetable:
    """Every job of the day, `factor` times as fast; arrival `number` is job `number` of `load.timetable.day`."""
    return Timetable(instants=tuple(job.at_s / factor for job in day()))


def evening_jobs() -> tuple[Job, ...]:
    """What schedulers start from 16:00 to 01:00, in order, in seconds from 16:00."""
    day_s = 24 * HOUR_S
    shifted = [Job((job.at_s - EVENING_FROM_S) % day_s, job.name) for job in day()]
    return tuple(sorted((job for job in shifted if job.at_s <= EVENING_S), key=lambda job: (job.at_s, job.name)))


def evening_arrivals(factor: float) -> Timetable:
    """The evening's jobs, `factor` times as fast."""
    return Timetable(instants=tuple(job.at_s / factor for job in evening_jobs()))


def evening_readers(factor: float) -> Timetable:
    """People and dashboards, arrivals a second that hold in the compressed time: most from 19:30 to 22:30, when most
    games are on (tip-offs at 19:00, 19:30, 20:00 and 22:00)."""
    shape = ((0, 2.0), (3 * 60, 6.0), (3 * 60 + 30, 20.0), (6 * 60 + 30, 10.0), (8 * 60 + 30, 3.0), (9 * 60, 0.0))
    return Timetable(points=tuple((minute * MINUTE_S / factor, rate) for minute, rate in shape))


def backfill_starts(factor: float = 1.0) -> Timetable:
    """A start each second, as a loop in a shell sends them; `factor` times as fast."""
    return Timetable(instants=tuple(number / factor for number in range(BACKFILL_DAYS)))


def backfill_looks(factor: float = 1.0) -> Constant:
    """How often somebody asks how far the batches are."""
    return Constant(5.0 * factor)


_ALL = (
    Scenario(
        name="morning_batch",
        sentence="The 11:30 run: POST /start once, then GET /status twice a second until the predictions are in place.",
        arrivals=(Constant(2.0),),
        users=20,
        duration_s=900.0,
        endpoints=(START, STATUS, BATCH),
        drives=("coordinator", "worker", "Pub/Sub", "Firestore", "BigQuery", "consolidation"),
        needs="a day's players that has no batch yet",
    ),
    Scenario(
        name="game_night",
        sentence="16:00 to 01:00 in nine minutes: live exports every 3 min, live checks every 5, readers, late pushes.",
        arrivals=(evening_arrivals(COMPRESSED), evening_readers(COMPRESSED)),
        users=60,
        duration_s=EVENING_S / COMPRESSED + 1,
        endpoints=(STATUS, HEALTH, READY, STALLED, COMPLETE, PREDICT),
        drives=("coordinator", "worker", "Firestore", "BigQuery"),
        needs="a day's players; their batch is made first where there is none",
    ),
    Scenario(
        name="backfill_storm",
        sentence="30 past days, POST /start with force one a second, each followed by GET /status until all are done.",
        arrivals=(backfill_starts(), backfill_looks()),
        users=60,
        duration_s=1800.0,
        endpoints=(START, STATUS, BATCH),
        drives=("coordinator", "worker", "Pub/Sub", "Firestore", "BigQuery", "consolidation"),
        needs="the players of the 30 game days that end with LOAD_GAME_DATE",
    ),
    Scenario(
        name="retry_storm",
        sentence="POST /start of a day a year ahead, again and again, refused cheaply (7,139 runs on 2026-01-16).",
        arrivals=(Poisson(20.0),),
        users=40,
        duration_s=60.0,
        endpoints=(START, HEALTH),
        drives=("coordinator", "BigQuery"),
        needs="nothing",
    ),
    Scenario(
        name="soak",
        sentence="The same mixture for ten minutes, with a new batch of the day each minute: does anything grow?",
        arrivals=(Poisson(10.0),),
        users=40,
        duration_s=600.0,
        endpoints=(START, STATUS, HEALTH, STALLED, COMPLETE, PREDICT),
        drives=("coordinator", "worker", "Pub/Sub", "Firestore", "BigQuery", "consolidation"),
        needs="a day's players; their batch is made first where there is none",
        watches_memory=True,
    ),
    Scenario(
        name="whole_day",
        sentence="Every job of the platform's timetable, a day in 24 minutes; LOAD_COMPRESS=1440 is a day in one.",
        arrivals=(day_arrivals(COMPRESSED),),
        users=40,
        duration_s=24 * HOUR_S / COMPRESSED,
        endpoints=(START, STATUS, HEALTH, READY, STALLED, COMPLETE, PREDICT),
        drives=("coordinator", "worker", "Pub/Sub", "Firestore", "BigQuery", "consolidation"),
        needs="a day's players; their batch is made first where there is none",
    ),
)
SCENARIOS: Mapping[str, Scenario] = MappingProxyType({one.name: one for one in _ALL})


def scenario(name: str) -> Scenario:
    """One by its name.

    Raises:
        UnknownScenarioError: there is none.
    """
    if name in SCENARIOS:
        return SCENARIOS[name]
    near = get_close_matches(name, SCENARIOS, n=1)
    said = f"did you mean {near[0]}?" if near else f"there are {', '.join(SCENARIOS)}"
    raise UnknownScenarioError(f"there is no scenario {name!r}; {said}")
