"""What a run comes to: passed, failed or unknown, with the reason in one line."""

from __future__ import annotations

from dataclasses import dataclass

from harness.nouns import counted
from harness.results import Outcome
from load.record import MEMORY, RunRecord


@dataclass(frozen=True, slots=True)
class Conclusion:
    """`reason` is one line: what failed first, or what is not known, or what was held."""

    outcome: Outcome
    reason: str


def concluded(record: RunRecord) -> Conclusion:
    """Failed where an SLO or a check of the data failed or the run was ended; else unknown where something is."""
    failed = [verdict.sentence for verdict in record.slos if verdict.outcome == "failed"]
    failed += [f"{name}: {text}" for name, text in record.checks.items() if check_outcome(text) is Outcome.FAILED]
    if record.aborted is not None:
        failed.insert(0, f"ended before its time: {record.aborted}")
    if failed:
        return Conclusion(Outcome.FAILED, _first(failed))
    unknown = [f"inconclusive, generator: {record.generator_saturated}"] if record.generator_saturated else []
    unknown += [verdict.sentence for verdict in record.slos if verdict.outcome == "unknown"]
    unknown += [f"{name}: {text}" for name, text in record.checks.items() if check_outcome(text) is Outcome.UNKNOWN]
    if not any(endpoint.requests for endpoint in record.endpoints):
        unknown.insert(0, "no request was made")
    if unknown:
        return Conclusion(Outcome.UNKNOWN, _first(unknown))
    if not record.slos:
        return Conclusion(Outcome.UNKNOWN, "no SLO was asked of it; write limits for the scenario into load/slo.toml")
    return Conclusion(Outcome.PASSED, f"{_held(record)} held")


def check_outcome(text: str) -> Outcome:
    """Of what `RunRecord.checks` says about the data."""
    word = text.partition(":")[0]
    return Outcome(word) if word in ("passed", "failed") else Outcome.UNKNOWN


def _held(record: RunRecord) -> str:
    flat = sum(name.startswith(MEMORY) for name in record.checks)
    parts = [counted(len(record.slos), "SLO")]
    parts += [counted(len(record.checks) - flat, "check of the data")] if len(record.checks) > flat else []
    parts += [f"the memory of {counted(flat, 'process')}"] if flat else []
    return f"{', '.join(parts[:-1])} and {parts[-1]}" if len(parts) > 1 else parts[0]


def _first(reasons: list[str]) -> str:
    more = f" (and {len(reasons) - 1} more)" if len(reasons) > 1 else ""
    return f"{' '.join(reasons[0].split())}{more}"
