"""The platform's day, as its schedulers start it: Eastern time, facts of the platform's own timetable."""

from __future__ import annotations

from dataclasses import dataclass

from load.arrivals import Timetable

MINUTE_S, HOUR_S, DAY_S = 60, 3600, 86_400


@dataclass(frozen=True)
class Job:
    """Something a scheduler starts. `at_s` is seconds after midnight, Eastern time."""

    at_s: int
    name: str


def day() -> tuple[Job, ...]:
    """All that is started in a day, in order; arrival `number` of `arrivals()` is job `number`."""
    jobs = [Job(_seconds(at), name) for name, times in _ONCE.items() for at in times.split()]
    for name, first, last, every_s in _EVERY:
        jobs += [Job(at_s, name) for at_s in range(_seconds(first), _seconds(last) + 1, every_s)]
    return tuple(sorted(jobs, key=lambda job: (job.at_s, job.name)))


def arrivals() -> Timetable:
    """The day's jobs as arrivals; `arrivals().compressed(60)` takes 24 minutes."""
    return Timetable(instants=tuple(float(job.at_s) for job in day()))


def _seconds(clock: str) -> int:
    hours, minutes = clock.split(":")
    return int(hours) * HOUR_S + int(minutes) * MINUTE_S


_ONCE = {
    "window 1": "22:00",
    "window 2": "01:00",
    "window 2b": "02:00",
    "window 3": "04:00",
    "name resolution": "04:30",
    "registry check": "05:00",
    "backups": "05:00",  # 02:00 Pacific
    "morning recovery": "06:00",
    "phase 2 fallback": "06:00",
    "grading": "06:00",
    "yesterday analytics": "06:30",
    "phase 3 fallback": "07:00",
    "referees": "09:00",
    "schedule lock": "10:00",
    "BDL catch-up": "10:00 14:00 18:00",
    "same-day phase 3": "10:30",
    "same-day phase 4": "11:00",
    "same-day predictions": "11:30",
    "self-heal": "12:45",
    "phase 6 tonight export": "13:00",
    "early-game window": "15:00 18:00 21:00",
}

_EVERY = (
    ("live export", "00:00", "01:59", 3 * MINUTE_S),
    ("live export", "19:00", "23:59", 3 * MINUTE_S),
    ("live checks", "00:00", "01:00", 5 * MINUTE_S),
    ("live checks", "16:00", "23:59", 5 * MINUTE_S),
    ("morning operations", "06:00", "10:00", HOUR_S),  # only the span is known; the controller looks every hour
    ("betting lines", "08:00", "20:00", 2 * HOUR_S),
    ("controller evaluation", "00:00", "23:59", HOUR_S),
    ("workflow execution", "00:05", "23:59", HOUR_S),
    ("injuries", "00:00", "23:59", 2 * HOUR_S),
    ("retry queue", "00:00", "23:59", 15 * MINUTE_S),
    ("stuck phase 4", "00:00", "23:59", 30 * MINUTE_S),
)
