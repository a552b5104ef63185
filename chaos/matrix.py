"""Every experiment with all safeguards and without the one it is about, from journals: `python -m chaos.matrix`."""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from chaos.experiment import ExperimentError, files, read_experiment
from chaos.journal import ExperimentRecord, JournalError, Verdict
from chaos.report.wording import cell
from chaos.scorecard import scores, signals_of
from harness.report.wording import duration_text, plural

JOURNALS = Path("reports/chaos")
PAGE = Path("docs/chaos-matrix.md")
GAME_DAY = "game_day.json"
"""As chaos/gameday.py names its journal."""
_HEAD = """\
# Chaos matrix

What each experiment comes to on the reference platform: with all its safeguards, and without the one that the
experiment is about. An experiment that does not deviate without its safeguard proves nothing, so both are run. This
page is written by `make chaos-matrix`, from the journals of its runs; the nightly job writes it anew.
"""


class _Kind(BaseModel):
    """Enough of a JSON file to know what it is."""

    model_config = ConfigDict(extra="ignore")

    kind: str = ""


@dataclass(frozen=True, slots=True)
class Stated:
    """What an experiment states of its safeguard: `reason` is a pattern that the reason without it has to match."""

    safeguard: str
    reason: str


@dataclass(frozen=True, slots=True)
class Runs:
    """All runs of one experiment with the same safeguards; `last` is the one that started last.

    `other_reasons` counts those that came to the expected verdict for another reason than the experiment states.
    """

    last: ExperimentRecord
    verdicts: tuple[tuple[Verdict, int], ...]
    other_reasons: int = 0

    @property
    def as_expected(self) -> bool:
        """Whether every run came to what it was to come to, for the reason that the experiment states."""
        return self.verdicts_as_expected and not self.other_reasons

    @property
    def verdicts_as_expected(self) -> bool:
        return all(verdict is self.last.expected for verdict, _ in self.verdicts)

    def text(self) -> str:
        """`held`, `held (20 runs)`, `held ×19, deviated ×1`; what was expected where that is something else."""
        if len(self.verdicts) == 1:
            [(verdict, times)] = self.verdicts
            told = f"{verdict} ({times} runs)" if times > 1 else f"{verdict}"
        else:
            told = ", ".join(f"{verdict} ×{times}" for verdict, times in self.verdicts)
        if not self.verdicts_as_expected:
            return f"**{told}**, expected {self.last.expected}"
        return f"**{told}**, {self.other_reasons} for another reason" if self.other_reasons else told


@dataclass(frozen=True, slots=True)
class Row:
    """One experiment: with all safeguards, and without one, or without several one after the other."""

    experiment: str
    whole: Runs | None
    without: tuple[tuple[str, Runs], ...]

    @property
    def is_proved(self) -> bool:
        """It came to what was expected with all safeguards, and deviated as expected without at least one."""
        return (
            self.whole is not None
            and self.whole.as_expected
            and bool(self.without)
            and all(runs.as_expected for _, runs in self.without)
        )


def rows(records: Iterable[ExperimentRecord], *, stated: Mapping[str, Stated] | None = None) -> tuple[Row, ...]:
    """A row for each experiment that was run, and for each of `stated` that was not."""
    stated = stated or {}
    gathered: dict[str, dict[str, list[ExperimentRecord]]] = {name: {} for name in stated}
    for record in records:
        of_one = gathered.setdefault(record.experiment, {})
        of_one.setdefault(", ".join(sorted(record.safeguards_off)), []).append(record)
    return tuple(_row(name, gathered[name], stated.get(name)) for name in sorted(gathered))


def _row(name: str, by_safeguards: dict[str, list[ExperimentRecord]], stated: Stated | None) -> Row:
    runs = {
        off: _runs(records, stated.reason if stated is not None and off == stated.safeguard else "")
        for off, records in by_safeguards.items()
    }
    whole = runs.pop("", None)
    return Row(name, whole, tuple(sorted(runs.items())))


def _runs(records: Sequence[ExperimentRecord], reason: str) -> Runs:
    counted = Counter(record.verdict for record in records)
    last = max(records, key=lambda record: record.started_at)
    others = sum(record.as_expected and re.search(reason, record.reason) is None for record in records)
    return Runs(last, tuple((verdict, counted[verdict]) for verdict in Verdict if counted[verdict]), others)


def to_markdown(records: Sequence[ExperimentRecord], *, stated: Mapping[str, Stated] | None = None) -> str:
    """The page: how many are proved, the matrix, the scorecard, how fast each signal told."""
    table = rows(records, stated=stated)
    proved = sum(row.is_proved for row in table)
    lines = [_HEAD, f"{proved} of {plural(len(table), 'experiment')} proved both ways.", ""]
    lines += [
        "| experiment | incident | with all safeguards | reason | without | comes to | reason |",
        "|" + "---|" * 7,
    ]
    for row in table:
        lines += _lines(row)
    lines += ["", "## Scorecard", "", "| target | wanted | reached | | |", "|---|---|---|---|---|"]
    lines += [
        f"| {cell(one.name)} | {cell(one.target)} | {cell(one.observed)} | {one.outcome} | {cell(one.text)} |"
        for one in scores(records)
    ]
    lines += ["", "## First signals", ""]
    signals = signals_of(records)
    if not signals:
        return "\n".join([*lines, "No run names a signal that told of its fault."]) + "\n"
    lines += ["| signal | experiments | fastest | median | slowest |", "|---|---|---|---|---|"]
    lines += [
        f"| {cell(one.signal)} | {one.times} | {duration_text(one.fastest_s)} | {duration_text(one.median_s)} "
        f"| {duration_text(one.slowest_s)} |"
        for one in signals
    ]
    return "\n".join(lines) + "\n"


def _lines(row: Row) -> list[str]:
    """One line for each safeguard that was switched off, or a single one."""
    head = [f"`{row.experiment}`", _incident(row)]
    head += ["not run", ""] if row.whole is None else [row.whole.text(), cell(row.whole.last.reason)]
    if not row.without:
        return [_line([*head, "", "not run", ""])]
    tails = [[f"`{off}`", runs.text(), cell(runs.last.reason)] for off, runs in row.without]
    return [_line([*(head if number == 0 else [""] * 4), *tail]) for number, tail in enumerate(tails)]


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _incident(row: Row) -> str:
    known = [runs.last.incident for runs in (row.whole, *(runs for _, runs in row.without)) if runs is not None]
    numbers = [str(one.number) for one in known if one is not None]
    return numbers[0] if numbers else "–"


def journals(folder: Path) -> tuple[ExperimentRecord, ...]:
    """Every journal of an experiment below a folder, but for those of game days, which had load and people beside them.

    Other JSON files, the toolkit's own among them, are passed over.

    Raises:
        JournalError: there is none, or one is broken.
    """
    found = []
    days = {day.parent for day in folder.rglob(GAME_DAY)}
    for file in sorted(folder.rglob("*.json")):
        if not days.isdisjoint(file.parents):
            continue
        try:
            kind = _Kind.model_validate_json(file.read_bytes()).kind
        except ValidationError:
            continue
        if kind == "experiment":
            found.append(ExperimentRecord.read(file))
    if not found:
        raise JournalError(f"there is no journal in {folder}; run `harness chaos run --all --out {folder}` first")
    return tuple(found)


def experiments() -> dict[str, Stated]:
    """What our experiments state, by name.

    Raises:
        ExperimentError: one of the files is none.
    """
    found = {file.stem: read_experiment(file).extension.without for file in files()}
    return {name: Stated(without.safeguard, without.reason) for name, without in found.items()}


def main(arguments: Sequence[str] | None = None) -> int:
    """0 where every row is proved, 1 where one is not, 2 where there is nothing to read."""
    parser = argparse.ArgumentParser(prog="python -m chaos.matrix", description=__doc__)
    parser.add_argument("--journals", type=Path, default=JOURNALS, metavar="FOLDER", help="of journals; %(default)s")
    parser.add_argument("--out", type=Path, default=PAGE, metavar="FILE", help="the page; %(default)s")
    asked = parser.parse_args(arguments)
    try:
        records, stated = journals(asked.journals), experiments()
    except (JournalError, ExperimentError) as error:
        sys.stderr.write(f"chaos.matrix: {error}\n")
        return 2
    asked.out.parent.mkdir(parents=True, exist_ok=True)
    asked.out.write_text(to_markdown(records, stated=stated), encoding="utf-8")
    table = rows(records, stated=stated)
    open_rows = [row.experiment for row in table if not row.is_proved]
    sys.stdout.write(f"{asked.out}: {len(table) - len(open_rows)} of {plural(len(table), 'experiment')} proved\n")
    if open_rows:
        sys.stdout.write(f"not proved: {', '.join(open_rows)}\n")
    return 1 if open_rows else 0


if __name__ == "__main__":
    sys.exit(main())
