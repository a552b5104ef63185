"""How well drift is told: 200 single corruptions of the recordings, and which rule the checker gives each.

`python -m contracts.apis.confusion` writes docs/recording-drift.md from the recordings that HARNESS_RECORDINGS names.
"""

from __future__ import annotations

import json
import os
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from contracts.apis.documents import Operation
from contracts.apis.drift import of_answer
from contracts.apis.mutations import KINDS, Mutation, mutate
from contracts.apis.recordings import described
from contracts.apis.rules import RULES
from harness.ingest.reading import read_file, unpacked
from harness.ingest.recordings import find_recordings

SEED = 20240115
MUTATIONS = 200
PAGE = Path(__file__).resolve().parents[2] / "docs" / "recording-drift.md"
COMMAND = "python -m contracts.apis.confusion"
SILENT = "nothing"
_LIMITS = (
    "## What no rule tells",
    "",
    "- A value that is wrong and could be right: 14 rebounds for 12, two like columns whose values changed places.",
    "  Validators see some of these in the rows.",
    "- A field renamed beyond likeness (`pts` to `score`): it is told as one missing and one added, S003 and S001.",
    "- Whether the order of an unordered list means something.",
)


@dataclass(frozen=True, slots=True)
class Recorded:
    """A recording that has a contract."""

    file: str
    operation: Operation
    content: Any


@dataclass(frozen=True, slots=True)
class Told:
    """One corruption and the rules that the checker gave."""

    file: str
    mutation: Mutation
    given: tuple[str, ...]

    @property
    def right(self) -> bool:
        """Whether exactly the rule that must tell of it does, or none where nothing can be told."""
        return self.given == ((self.mutation.rule,) if self.mutation.rule else ())

    @property
    def silent(self) -> bool:
        """Whether something should have been told, and nothing was."""
        return self.mutation.rule is not None and not self.given


def recorded(folder: Path) -> tuple[Recorded, ...]:
    """The recordings of a folder that have a contract.

    Raises:
        NotADirectoryError: there is no such folder.
    """
    found = [(one, described(one)) for one in find_recordings(folder).recordings]
    return tuple(
        Recorded(one.file, operation, json.loads(unpacked(read_file(one.path))))
        for one, operation in found
        if operation
    )


def confusion(recordings: Sequence[Recorded], *, seed: int = SEED, count: int = MUTATIONS) -> tuple[Told, ...]:
    """So many corruptions, each kind as often as the others, and what the checker says of each."""
    random = Random(seed)  # noqa: S311 - to choose places, not to keep secrets
    told = []
    for number in range(count):
        recording, mutation = _one(random, recordings, KINDS[number % len(KINDS)])
        differences = of_answer(mutation.data, recording.operation)
        given = tuple(sorted({one.rule.id for one in differences}))
        told.append(Told(recording.file, mutation, given))
    return tuple(told)


def _one(random: Random, recordings: Sequence[Recorded], kind: str) -> tuple[Recorded, Mutation]:
    for recording in random.sample(recordings, len(recordings)):
        mutation = mutate(random, kind, recording.operation.schema, recording.content)
        if mutation is not None:
            return recording, mutation
    raise ValueError(f"no recording has a place for {kind!r}; record more, or take this kind out of KINDS")


def page(told: Sequence[Told]) -> str:
    """The table as Markdown: kinds of corruptions by the rules that were given."""
    right, silent = sum(one.right for one in told), sum(one.silent for one in told)
    rows = Counter((one.mutation.kind, one.mutation.rule or SILENT, " ".join(one.given) or SILENT) for one in told)
    order = {kind: number for number, kind in enumerate(KINDS)}
    lines = [
        "# Drift of recordings: which rule tells of what",
        "",
        f"Written by `{COMMAND}` from the recordings in `HARNESS_RECORDINGS`;",
        "`harness contracts recordings DIR` asks the same rules of a folder.",
        "",
        f"{len(told)} recorded answers were corrupted, each at one place (seed {SEED}). The rule that must tell of a",
        "corruption follows from the corruption and from what the contract says of the place. Where it must be",
        f"*{SILENT}*, no contract could know: the order of an object's fields, a null that is allowed, a field that",
        "may be missing.",
        "",
        f"- told by exactly the right rule: {right} of {len(told)} ({right / len(told):.1%})",
        f"- silent where something must be told: {silent}",
        "",
        "| corruption | rule that must tell | rule given | times | right |",
        "|---|---|---|---:|---|",
    ]
    lines += [
        f"| {kind} | {_titled(rule)} | {given} | {times} | {'yes' if rule == given else 'no'} |"
        for (kind, rule, given), times in sorted(rows.items(), key=lambda row: (order[row[0][0]], row[0][1:]))
    ]
    wrong = [one for one in told if not one.right]
    if wrong:
        lines += ["", "Not right:", ""]
        lines += [
            f"- {one.mutation.kind} at `{one.mutation.place}` of {one.file}: must be {one.mutation.rule or SILENT}, "
            f"was {' '.join(one.given) or SILENT}"
            for one in wrong
        ]
    lines += ["", *_LIMITS, "", "## The rules", "", "| id | severity | what | why it matters |", "|---|---|---|---|"]
    lines += [f"| {one.id} | {one.severity.label} | {one.title} | {one.why} |" for one in RULES.values()]
    return "\n".join(lines) + "\n"


def _titled(rule: str) -> str:
    return f"{rule} {RULES[rule].title}" if rule in RULES else rule


def main() -> int:
    """Write the page; 2 where there are no recordings."""
    folder = os.environ.get("HARNESS_RECORDINGS", "")
    if not Path(folder).is_dir() or not folder:
        sys.stderr.write(f"HARNESS_RECORDINGS = {folder!r} is no folder; name the one that holds MANIFEST.json\n")
        return 2
    told = confusion(recorded(Path(folder)))
    PAGE.write_text(page(told), encoding="utf-8")
    wrong = [one for one in told if not one.right]
    sys.stdout.write(
        f"{PAGE}: {len(told) - len(wrong)} of {len(told)} right, {sum(one.silent for one in told)} silent\n"
    )
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
