"""How an embedded database behaves where the service leaves a choice."""

from __future__ import annotations

from dataclasses import dataclass, field

from harness.clock import Clock, RealClock
from harness.cloud.firestore.contention import ContentionPolicy, LockWaiting, OldestWins, ThreadWaiting
from harness.cloud.firestore.limits import Limits
from harness.cloud.firestore.transactions import Mode


@dataclass(frozen=True, slots=True)
class EngineOptions:
    """`mode` is that of transactions which do not ask for one.

    `lock_timeout_s` is not documented for the service; its emulator gives up after 2 s. `history_s` is how far
    reads in the past reach back; all versions since are kept, so a long load on few documents wants it short.
    """

    clock: Clock = field(default_factory=RealClock)
    mode: Mode = Mode.PESSIMISTIC
    policy: ContentionPolicy = field(default_factory=OldestWins)
    waiting: LockWaiting = field(default_factory=ThreadWaiting)
    lock_timeout_s: float = 2.0
    history_s: float = 3600.0
    limits: Limits = field(default_factory=Limits)
