"""What keeps the reference platform right, each part with a name by which it can be switched off.

A platform without one of them is a known-unsafe variant: whatever tests the platform has to find it.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from typing import Self


class Safeguard(Enum):
    """A property of the platform: the component that has it, what it prevents, and the invariant that needs it."""

    def __init__(self, component: str, prevents: str, invariant: str) -> None:
        self.component = component
        self.prevents = prevents
        self.invariant = invariant

    # lock
    TRANSACTIONAL_ACQUIRE = (
        "lock",
        "Two who find the lock free at the same moment cannot both take it.",
        "at most one holder",
    )
    OWNER_CHECK = (
        "lock",
        "A holder whose lease ran out cannot release the lock of the one who took over.",
        "at most one holder",
    )
    TRANSACTIONAL_RELEASE = (
        "lock",
        "A lock that changes hands between the owner check and the release is not released.",
        "at most one holder",
    )
    MONOTONIC_TOKEN = (
        "lock",
        "No fencing token is given out twice, also after a release.",
        "fencing tokens only grow",
    )
    OWN_EXPIRY = (
        "lock",
        "The lock of a holder who died does not wait for the store to delete it.",
        "a free or expired lock can be taken",
    )
    CLOCK_SKEW_MARGIN = (
        "lock",
        "A contender whose clock is a little ahead does not take a lease that still runs.",
        "at most one holder under bounded clock skew",
    )
    RENEWAL = ("lock", "Work that lasts longer than a lease does not lose it.", "a renewed lease is held")
    LEASE_CHECK = (
        "lock",
        "A holder who was paused past its lease learns of it before its next effect.",
        "no effect without the lock",
    )
    JITTERED_WAIT = (
        "lock",
        "Waiters that began together do not knock together for ever.",
        "waiters spread out",
    )
    BOUNDED_WAIT = ("lock", "Nobody waits longer for a lock than he said.", "acquire ends within its wait")
    PREFIX_ISOLATION = (
        "lock",
        "A test run with a dataset prefix does not block production or let it in.",
        "prefixes do not meet",
    )
    ERRORS_ARE_NOT_CONTENTION = (
        "lock",
        "A missing permission is not waited for as if somebody held the lock.",
        "errors surface at once",
    )
    EXHAUSTED_IS_CONTENTION = (
        "lock",
        "A transaction that lost five times waits for its turn and does not crash its caller.",
        "contention is waited out",
    )
    LOCK_READ_BACK = (
        "lock",
        "A lock that was taken by a commit whose reply got lost is known as taken.",
        "no lock is held by nobody",
    )
    # batch state
    RECORD_TRANSACTION = (
        "batch_state",
        "Two players who finish at the same moment are both counted.",
        "completed_count is the number of players recorded",
    )
    REDELIVERY_COUNTS_ONCE = (
        "batch_state",
        "A player whose message is delivered twice is counted once.",
        "completed_count is the number of players recorded",
    )
    DUAL_WRITE_ATOMIC = (
        "batch_state",
        "The array and the subcollection do not come apart when the second write fails.",
        "array, counter and subcollection agree",
    )
    SINGLE_COMPLETION = (
        "batch_state",
        "Only one caller is told that it completed the batch.",
        "a batch is completed once",
    )
    BATCH_READ_BACK = (
        "batch_state",
        "The caller whose completing commit lost its reply still learns that it completed the batch.",
        "somebody is told of each completion",
    )
    ARRAY_GUARD = (
        "batch_state",
        "A large batch does not run into the size limit of a document and hang.",
        "every player can be recorded",
    )
    FAILED_PLAYERS_COUNT = (
        "batch_state",
        "A player who failed for good does not keep the batch open.",
        "every batch ends",
    )
    STALL_COMPLETION = ("batch_state", "A batch whose last few players stay silent is closed.", "every batch ends")
    STALL_FLOOR = (
        "batch_state",
        "A batch that lacks more than one in twenty is not closed for being silent.",
        "a completed batch has at least 95 percent",
    )
    EMPTY_BATCH_COMPLETES = ("batch_state", "A batch of no players does not wait for one.", "every batch ends")
    UNKNOWN_BATCH_REFUSED = (
        "batch_state",
        "A message of a batch that nobody started makes no batch of its own.",
        "every batch was created",
    )
    # deduplication
    MARK_AFTER_EFFECT = (
        "deduplication",
        "A crash between mark and effect does not lose the message.",
        "every message takes effect",
    )
    CLAIM = ("deduplication", "Two deliveries at once do not both take effect.", "a message takes effect once")
    CLAIM_EXPIRY = (
        "deduplication",
        "The claim of one who died does not hold the message for ever.",
        "every message takes effect",
    )
    CLAIM_HANDED_BACK = (
        "deduplication",
        "A message whose effect failed can be tried again at once.",
        "a failed message is free for its redelivery",
    )
    # phases
    TRIGGER_TRANSACTION = (
        "phases",
        "Two completions that arrive together do not start the next phase twice.",
        "a phase is triggered once",
    )
    VALIDATE_BEFORE_LATCH = (
        "phases",
        "A trigger that failed its validation is not remembered as done.",
        "a repaired day is triggered",
    )
    PUBLISH_CONFIRMED = (
        "phases",
        "A crash between the latch and the message does not leave the next phase waiting.",
        "every latched trigger is published",
    )
    TIERS = (
        "phases",
        "One processor that never reports does not hold up the day.",
        "the next phase starts, at last with what there is",
    )
    CRITICAL_PROCESSORS = (
        "phases",
        "A majority without the processors that matter does not start the next phase.",
        "no trigger without the critical processors",
    )
    SWEEP = (
        "phases",
        "A deadline passes also when no further message arrives.",
        "the next phase starts, at last with what there is",
    )
    # completion
    FAILED_IS_NOT_COMPLETED = (
        "completion",
        "A processor that reported its failure does not count as done.",
        "failed never counts as completed",
    )
    RETRY_QUEUE = (
        "completion",
        "A leg of the dual write that failed is written later.",
        "both stores agree at last",
    )
    RECONCILIATION = (
        "completion",
        "A crash between the legs of the dual write is mended from the other store.",
        "both stores agree at last",
    )
    NEWEST_COMPLETION_WINS = (
        "completion",
        "A late retry does not write over a newer completion.",
        "the newest completion stands",
    )
    ONE_ROW_A_COMPLETION = (
        "completion",
        "A redelivered completion adds no second row.",
        "one row per phase, day and processor",
    )
    # staging
    STAGING_ERRORS_SURFACE = (
        "staging",
        "A worker whose write failed does not report its player as done.",
        "what is reported is staged",
    )
    EXACT_LINE = ("staging", "Lines of 20.5 and 21 are different predictions.", "no prediction is lost")
    NULL_SAFE_KEY = ("staging", "A prediction without a line is not inserted again.", "one row per key")
    NEWEST_STAGED_WINS = ("staging", "A player staged twice comes in once, as written last.", "one row per key")
    FENCING = (
        "staging",
        "A consolidation whose lock was taken over cannot write any more.",
        "no write under an older token",
    )
    CONSOLIDATION_LOCK = ("staging", "Two consolidations of a day do not interleave.", "one row per key")
    KEEP_STAGING_ON_FAILURE = (
        "staging",
        "A failed merge can be tried again.",
        "no prediction is lost",
    )
    DROP_ONLY_MERGED = (
        "staging",
        "A table that a late worker wrote during the merge is not dropped with the others.",
        "no prediction is lost",
    )
    EXACT_BATCH = (
        "staging",
        "The tables of a batch whose name goes on longer are left alone.",
        "a batch touches its own tables only",
    )
    VERIFIED_MERGE = (
        "staging",
        "Staging is dropped only once its rows are seen in the target.",
        "no prediction is lost",
    )
    # retry, circuit breaker, rate limiter
    RETRY_ONLY_TRANSIENT = ("retry", "What cannot succeed is not tried again.", "a permanent error is raised at once")
    RETRY_JITTER = ("retry", "Clients that failed together do not come back together.", "retries spread out")
    RETRY_AFTER = ("retry", "A server that says when to come back is not asked before.", "Retry-After is kept")
    BOUNDED_RETRIES = ("retry", "A failing call is not repeated without end.", "attempts are bounded")
    BREAKER_OPENS = ("circuit_breaker", "A dead service is left alone for a while.", "no calls while open")
    BREAKER_RECOVERS = (
        "circuit_breaker",
        "A service that is well again is used again.",
        "an open breaker closes again",
    )
    SINGLE_PROBE = (
        "circuit_breaker",
        "A service that just came back is tried by one call, not by all that wait.",
        "one call at a time while half open",
    )
    BURST_CAP = (
        "rate_limiter",
        "A client that was idle does not send an hour's requests at once.",
        "never more than the burst at once",
    )
    ATOMIC_TAKE = ("rate_limiter", "Two threads cannot spend the same token.", "never more than the rate allows")
    # game day, batches taken over, imports of a worker, live export
    EASTERN_GAME_DAY = (
        "game_day",
        "An evening of games is not counted to the next day, as it is by UTC, also where the clocks are changed.",
        "work of a day is of the day in New York",
    )
    CONSOLIDATION_TAKEN_OVER = (
        "batch_state",
        "A batch whose coordinator died after its last player is consolidated by the next one.",
        "every complete batch is consolidated",
    )
    IMPORTS_CHECKED = (
        "worker",
        "A worker that lacks a module leaves its messages to one that has it.",
        "what is acknowledged was worked through",
    )
    PRE_GAME_STATE = (
        "live_export",
        "The live export does not show the games of the day before while those of its day have not begun.",
        "the live export shows games of its day",
    )
    # scraping
    EMPTY_IS_NO_SUCCESS = (
        "scraping",
        "A scrape that brought nothing does not count as done and keep later runs away.",
        "a day with games is done with records only",
    )
    FIELDS_ARE_CHECKED = (
        "scraping",
        "An answer that lost or renamed a field is refused, and not read as nulls.",
        "what is written has its fields",
    )
    COUNTED_BY_SCHEDULE = (
        "scraping",
        "A day of which some games were not brought does not count as done.",
        "a day is done with all its games",
    )
    LATE_DATA_TRIED_AGAIN = (
        "scraping",
        "What was not published at the first hour is fetched at a later one.",
        "every day is done at last",
    )
    FINAL_GAMES_ONLY = (
        "scraping",
        "The score of a game that is not over is not taken for its result.",
        "every result is final",
    )
    SECOND_SOURCE = (
        "scraping",
        "A provider that refuses does not leave a day without its data while another one answers.",
        "every day is done that any source has",
    )
    # loads and publishing
    NAMED_LOAD = (
        "staging",
        "A load whose client gave up is found again, and not begun a second time.",
        "what is staged is staged once",
    )
    BOUNDED_PUBLISH = (
        "publishing",
        "A publish that nobody answers comes to an end, and its work can be tried again.",
        "a publish ends within its tries",
    )
    PUBLISH_ERRORS_SURFACE = (
        "publishing",
        "Work whose message did not go out is not taken for done.",
        "what is done is published",
    )


@dataclass(frozen=True, slots=True)
class Safeguards:
    """Which safeguards are switched off; none by default."""

    off: frozenset[Safeguard] = frozenset()

    def has(self, safeguard: Safeguard) -> bool:
        return safeguard not in self.off

    def without(self, *safeguards: str | Safeguard) -> Self:
        """The same with these switched off too, by member or by name in any case, for example `"fencing"`.

        Raises:
            ValueError: there is no safeguard of this name.
        """
        return type(self)(self.off | set(map(_member, safeguards)))


ALL_ON = Safeguards()


def of_component(component: str) -> tuple[Safeguard, ...]:
    """The safeguards of one component, in their order."""
    return tuple(safeguard for safeguard in Safeguard if safeguard.component == component)


def _member(safeguard: str | Safeguard) -> Safeguard:
    if isinstance(safeguard, Safeguard):
        return safeguard
    name = safeguard.upper()
    if name in Safeguard.__members__:
        return Safeguard[name]
    raise ValueError(f"there is no safeguard {safeguard!r}{_meant(name, Safeguard.__members__)}")


def _meant(name: str, names: Iterable[str]) -> str:
    near = difflib.get_close_matches(name, list(names), 1)
    return f"; did you mean {near[0].lower()}?" if near else f"; there are {', '.join(sorted(map(str.lower, names)))}"
