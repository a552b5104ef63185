"""One seed, many independent streams: each part of the season draws from its own."""

from __future__ import annotations

from enum import IntEnum

import numpy as np


class Part(IntEnum):
    """The parts that draw; a part keeps its number, so that a new part changes no other."""

    PAIRINGS = 1
    SCHEDULE = 2
    ROSTERS = 3
    OUTCOMES = 4
    PARTICIPATION = 5
    BOX_SCORES = 6
    PERIODS = 7
    INJURIES = 8
    PLAYER_PROPS = 9
    GAME_LINES = 10
    BETTINGPROS = 11
    PLAY_BY_PLAY = 12
    REFEREES = 13
    SOURCES = 14
    NAMES = 15
    PREDICTION_LINES = 30
    FORECASTS = 31
    WORKER_RUNS = 32
    FEATURES = 51
    ANALYTICS_FAILURES = 61
    ORCHESTRATION = 71
    SCRAPERS = 72
    DOCUMENTS = 73
    ROLLOUTS = 91


def stream(*, seed: int, start_year: int, part: Part) -> np.random.Generator:
    """The random stream of one part of one season."""
    return np.random.default_rng([seed, start_year, int(part)])
