"""What a client knows of time, so that a test can stand in for all of it."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from harness.clock import RealClock


@dataclass(frozen=True, slots=True)
class Timing:
    """Clock, sleep and chance.

    Attributes:
        clock: seconds that never go back.
        sleep: waits that many seconds.
        now: the instant, for dates in headers and for `fetched_at`.
        between: a number between two, for jitter.
    """

    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    now: Callable[[], datetime] = field(default=RealClock().now)
    between: Callable[[float, float], float] = random.uniform
