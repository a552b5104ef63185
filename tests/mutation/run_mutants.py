"""`make mutants`: change the validators one place at a time and see whether defects and tests notice.

By default the files that differ from BASE (HEAD unless it is set); `--all` takes every file of `validators`. What
survives is printed; it is either killed by a better test or defect, or listed in equivalent.toml with the reason why no
data could tell it from the original.

A whole run takes hours, so who was killed is kept in build/mutants.jsonl, and a run that was stopped goes on from
there: with the same validators, season and warehouse only what is not yet known and what survived is tried. Remove the
file after tests were taken away.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import multiprocessing
import os
import subprocess
import sys
import time
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from judge import REPOSITORY, SAME, Judge, killed_by_tests
from operators import Mutant, mutants

from harness.history.fingerprint import code_digest
from harness.warehouse.schema import declared_tables

EQUIVALENT = Path(__file__).with_name("equivalent.toml")
JOURNAL = REPOSITORY / "build" / "mutants.jsonl"
JUDGED_BY = ("validators", "harness/season", "harness/warehouse", "tests/mutation")
"""Where a change makes all verdicts void; so does another engine."""
GOAL = 0.95
_NOT_DATA = ("catalog.py", "validator.py", "__init__.py", "kill_matrix/", "decision.py")


@dataclass(frozen=True)
class Verdict:
    """What became of a mutant; `by` says who killed it, or why it is equivalent; empty for a survivor."""

    mutant: Mutant
    by: str


def files_to_mutate(everything: bool, names: Sequence[str]) -> list[Path]:
    """Files of `validators` that hold checks or their shared shapes, relative to the repository."""
    every = [path.relative_to(REPOSITORY) for path in sorted((REPOSITORY / "validators").rglob("*.py"))]
    chosen = [path for path in every if not any(part in str(path) for part in _NOT_DATA)]
    if names:
        return [path for path in chosen if any(name.partition(":")[0] in str(path) for name in names)]
    if everything:
        return chosen
    base = os.environ.get("BASE", "HEAD")
    listed = subprocess.run(
        ["git", "diff", "--name-only", base, "--", "validators"],
        cwd=REPOSITORY, capture_output=True, text=True, check=True,
    ).stdout.split()  # fmt: skip
    return [path for path in chosen if str(path) in listed]


def on_a_named_line(mutant: Mutant, names: Sequence[str]) -> bool:
    """Whether `names` ask for the whole of its file, or for its line as `file.py:12`."""
    lines = [name.rpartition(":") for name in names if name.partition(":")[0] in mutant.module]
    return not lines or any(not colon or int(line) == mutant.line for _, colon, line in lines)


def tests_of(module: str) -> list[Path]:
    """The unit tests of a validator: `test_<category>_<name>.py`; a shared module has those that name it."""
    folder = REPOSITORY / "tests" / "validators"
    parts = Path(module).with_suffix("").parts[1:]
    own = folder / f"test_{'_'.join(parts)}.py"
    if own.is_file():
        return [own]
    return [path for path in sorted(folder.glob("test_*.py")) if f"validators.{'.'.join(parts)}" in path.read_text()]


_judge: Judge | None = None


def _examine(mutant: Mutant) -> Verdict:
    global _judge
    if _judge is None:
        _judge = Judge()
    by = _judge.killed_by_matrix(mutant)
    if by == SAME:
        return Verdict(mutant, f"equivalent: {SAME}")
    if by is None and killed_by_tests(mutant, tests_of(mutant.module), _judge.season):
        by = "its unit tests"
    return Verdict(mutant, by or "")


@dataclass(frozen=True)
class Equivalent:
    """A mutant that no data could tell from the original. `where` is a part of the line that it is on."""

    module: str
    before: str
    after: str
    reason: str
    where: str = ""

    def is_this(self, mutant: Mutant) -> bool:
        if (mutant.module, mutant.before, mutant.after) != (self.module, self.before, self.after):
            return False
        lines = (REPOSITORY / mutant.module).read_text(encoding="utf-8").splitlines()
        return self.where in lines[mutant.line - 1]


def equivalents() -> list[Equivalent]:
    """What equivalent.toml lists."""
    if not EQUIVALENT.is_file():
        return []
    return [Equivalent(**one) for one in tomllib.loads(EQUIVALENT.read_text(encoding="utf-8")).get("equivalent", [])]


class Journal:
    """Who was killed, and by whom: of this run and of those before it with the same sources."""

    def __init__(self, file: Path) -> None:
        folders = [REPOSITORY / name for name in JUDGED_BY]
        declared = b"".join(one.read_bytes() for folder in folders for one in sorted(folder.rglob("*.json")))
        self._sources = f"{code_digest(folders)} {hashlib.sha256(declared).hexdigest()}"
        self._file = file
        file.parent.mkdir(parents=True, exist_ok=True)
        text = file.read_text(encoding="utf-8") if file.is_file() else ""
        whole = text[: text.rfind("\n") + 1]
        if whole != text:  # it was killed within a line
            file.write_text(whole, encoding="utf-8")
        lines = [json.loads(line) for line in whole.splitlines()]
        self._known = {line["mutant"]: line["by"] for line in lines if line["sources"] == self._sources}

    def of(self, mutant: Mutant) -> str | None:
        return self._known.get(self._key(mutant))

    def keep(self, verdict: Verdict) -> None:
        if verdict.by:
            line = {"sources": self._sources, "mutant": self._key(verdict.mutant), "by": verdict.by}
            with self._file.open("a", encoding="utf-8") as opened:
                opened.write(json.dumps(line) + "\n")

    @staticmethod
    def _key(mutant: Mutant) -> str:
        return f"{mutant.id} {hashlib.sha256(mutant.source.encode()).hexdigest()[:12]}"


def examine(all_mutants: Sequence[Mutant], jobs: int) -> Iterable[Verdict]:
    known, journal = equivalents(), Journal(JOURNAL)
    waiting = []
    for one in all_mutants:
        reason = next((other.reason for other in known if other.is_this(one)), None)
        if reason is not None:
            yield Verdict(one, f"equivalent: {reason}")
        elif (by := journal.of(one)) is not None:
            yield Verdict(one, by)
        else:
            waiting.append(one)
    with multiprocessing.get_context("spawn").Pool(jobs) as pool:
        for verdict in pool.imap_unordered(_examine, waiting, chunksize=4):
            journal.keep(verdict)
            yield verdict


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("names", nargs="*", help="only files whose path holds one of these, or one line: file.py:12")
    parser.add_argument("--all", action="store_true", help="every file, not only the changed ones")
    parser.add_argument("--sample", type=int, help="no more than so many of them, spread evenly")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    arguments = parser.parse_args()
    columns = frozenset(column.name for table in declared_tables().values() for column in table.columns)
    files = files_to_mutate(arguments.all, arguments.names)
    if not files:
        print("no file of validators differs from BASE; nothing to mutate (ALL=1 takes every file)")
        return 0
    made = [
        one for path in files for one in mutants(str(path), (REPOSITORY / path).read_text(encoding="utf-8"), columns)
    ]
    made = [one for one in made if on_a_named_line(one, arguments.names)]
    if arguments.sample is not None and arguments.sample < len(made):
        print(f"{arguments.sample} of {len(made)} mutants")
        made = [made[number * len(made) // arguments.sample] for number in range(arguments.sample)]
    started, verdicts = time.perf_counter(), []
    for number, verdict in enumerate(examine(made, arguments.jobs), 1):
        verdicts.append(verdict)
        if not verdict.by:
            print(f"survived  {verdict.mutant.id}", flush=True)
        if sys.stderr.isatty():
            print(f"\r{number} of {len(made)}", end="", file=sys.stderr)
    return report(verdicts, time.perf_counter() - started)


def report(verdicts: Sequence[Verdict], seconds: float) -> int:
    """Print the score; 1 if it misses the goal."""
    survivors = [one for one in verdicts if not one.by]
    equivalent = sum(one.by.startswith("equivalent") for one in verdicts)
    by_tests = sum(one.by == "its unit tests" for one in verdicts)
    counted = len(verdicts) - equivalent
    score = 1 - len(survivors) / counted if counted else 1.0
    print(
        f"{len(verdicts)} mutants in {seconds:.0f} s: {counted - len(survivors)} killed "
        f"({by_tests} by unit tests alone), {len(survivors)} survived, {equivalent} equivalent; "
        f"score {score:.1%} (goal {GOAL:.0%})"
    )
    return 0 if score >= GOAL else 1


if __name__ == "__main__":
    sys.exit(main())
