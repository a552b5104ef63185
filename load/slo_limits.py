"""What a scenario is held to: limits as load/slo.toml writes them, read whole or refused with the line at fault."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Never

from pydantic import BaseModel, ConfigDict

SLO_FILE = Path(__file__).with_name("slo.toml")
DEFAULTS = "defaults"
ABORT = "abort_after_s"
WINDOW_S = 5.0
"""A running test is judged by what became known in the last seconds, so many."""
LEAST_ABORT_S = 2 * WINDOW_S
"""A single slow request keeps one window in breach; a breach that outlasts two is not that request's."""

RUN_KEYS = ("error_share", "missed_share", "throughput_per_s", "lost", "duplicated", "unexpected")
ENDPOINT_KEYS = ("p50_ms", "p90_ms", "p95_ms", "p99_ms", "p99_9_ms", "error_share", "throughput_per_s", "completion_s")
DATA_KEYS = frozenset({"lost", "duplicated", "unexpected"})
"""Judged from the data after the run; they cannot end one that is under way."""
SHARE = "share"
"""The unit of what is a part of all."""
_SHARES = frozenset({"error_share", "missed_share"})
_PERCENTILE = re.compile(r"p(\d{1,2}|100)(?:_(\d+))?_ms")


class SloError(Exception):
    """The file of SLOs cannot be used; the message names the file, the line, the key and the fix."""


class Slo(BaseModel):
    """One limit.

    Attributes:
        key: `p99_ms`, `p99_9_ms`, `error_share`, `missed_share`, `throughput_per_s`, `completion_s` (the longest
            request of an endpoint that stands for a whole batch), `lost`, `duplicated`, `unexpected`.
        limit: most that is right; for `throughput_per_s` the least.
        endpoint: None for the whole run.
        abort_after_s: a breach that lasts so long ends the run; None: judged at its end only.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    key: str
    limit: float
    endpoint: str | None = None
    abort_after_s: float | None = None

    @property
    def name(self) -> str:
        return f"{self.endpoint} {self.key}" if self.endpoint else self.key

    @property
    def percent(self) -> float | None:
        """99.9 for `p99_9_ms`; None for what is no percentile."""
        found = _PERCENTILE.fullmatch(self.key)
        return float(f"{found[1]}.{found[2] or 0}") if found else None

    @property
    def is_least(self) -> bool:
        return self.key == "throughput_per_s"

    @property
    def unit(self) -> str:
        if self.percent is not None:
            return "ms"
        units = {"throughput_per_s": "requests/s", "completion_s": "s"} | dict.fromkeys(DATA_KEYS, "predictions")
        return units.get(self.key, SHARE)

    def broken_by(self, observed: float) -> bool:
        return observed < self.limit if self.is_least else observed > self.limit


class Slos(BaseModel):
    """All limits of one scenario."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    scenario: str
    limits: tuple[Slo, ...]

    def without(self, *keys: str) -> Slos:
        """The same but for limits of these keys: a search over the rate asks no throughput, for one."""
        return Slos(scenario=self.scenario, limits=tuple(slo for slo in self.limits if slo.key not in keys))


def for_scenario(scenario: str, *, file: Path = SLO_FILE) -> Slos:
    """What the file asks of a scenario, defaults included.

    Raises:
        SloError: the file cannot be read or used, or asks nothing of a scenario of that name.
    """
    known = read_slos(file)
    if scenario not in known:
        raise SloError(f"{file}: no SLOs for the scenario {scenario!r}; {_suggestion(scenario, known)}")
    return known[scenario]


def read_slos(file: Path) -> dict[str, Slos]:
    """Every scenario of a file.

    Raises:
        SloError: it cannot be read, or something in it is unknown or out of range.
    """
    try:
        text = file.read_text(encoding="utf-8")
        tables = tomllib.loads(text)
    except OSError as error:
        raise SloError(f"{file} cannot be read: {error.strerror}; write the limits of a scenario into it") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SloError(f"{file} is no TOML: {error}") from error
    reading = _Reading(file, text)
    defaults = {slo.key: slo for slo in reading.run_limits((DEFAULTS,), tables.pop(DEFAULTS, {}))}
    return {name: reading.scenario(name, table, defaults) for name, table in tables.items()}


class _Reading:
    """One file being read: knows where in it a key stands."""

    def __init__(self, file: Path, text: str) -> None:
        self._file = file
        self._lines = _lines_by_path(text)

    def scenario(self, name: str, table: object, defaults: Mapping[str, Slo]) -> Slos:
        whole = self._table((name,), table)
        own = {key: value for key, value in whole.items() if not _is_endpoint(key, value)}
        run = dict(defaults) | {slo.key: slo for slo in self.run_limits((name,), own)}
        endpoints = [
            slo
            for endpoint, limits in whole.items()
            if endpoint not in own
            for slo in self._limits((name, endpoint), limits, ENDPOINT_KEYS, endpoint)
        ]
        return Slos(scenario=name, limits=(*endpoints, *run.values()))

    def run_limits(self, path: tuple[str, ...], table: object) -> Iterator[Slo]:
        return self._limits(path, table, RUN_KEYS, None)

    def _limits(
        self, path: tuple[str, ...], table: object, known: tuple[str, ...], endpoint: str | None
    ) -> Iterator[Slo]:
        for key, value in self._table(path, table).items():
            place = (*path, key)
            if key not in known and not (endpoint and _PERCENTILE.fullmatch(key)):
                self._refuse(place, f"unknown key; {_suggestion(key, known)}")
            parts = value if isinstance(value, dict) else {"limit": value}
            for part in parts:
                if part not in ("limit", ABORT):
                    self._refuse((*place, part), f"unknown key; {_suggestion(part, ('limit', ABORT))}")
            if "limit" not in parts:
                self._refuse(place, f"has no limit; write {key} = {{ limit = 500, {ABORT} = 30 }}")
            yield Slo(
                key=key,
                limit=self._limit(place, parts["limit"], key),
                endpoint=endpoint,
                abort_after_s=self._abort(place, parts[ABORT], key) if ABORT in parts else None,
            )

    def _limit(self, place: tuple[str, ...], value: object, key: str) -> float:
        number = self._number(place, value)
        if key in _SHARES and number > 1:
            self._refuse(place, f"{number:g} is no share; write a number from 0 to 1, 0.01 for one in a hundred")
        return number

    def _abort(self, place: tuple[str, ...], value: object, key: str) -> float:
        if key in DATA_KEYS:
            self._refuse(place, f"is known after the run only and cannot end one; leave {ABORT} out")
        number = self._number((*place, ABORT), value)
        if number < LEAST_ABORT_S:
            window = f"a single slow request keeps the window of {WINDOW_S:g} s in breach"
            self._refuse((*place, ABORT), f"{number:g} is too short: {window}; write {LEAST_ABORT_S:g} or more")
        return number

    def _number(self, place: tuple[str, ...], value: object) -> float:
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < float("inf"):
            self._refuse(place, f"{value!r} is no limit; write a number that is not negative")
        return float(value)

    def _table(self, path: tuple[str, ...], value: object) -> dict[str, object]:
        if not isinstance(value, dict):
            self._refuse(path, f"{value!r} is no table; write [{'.'.join(path)}] and its limits below")
        return value

    def _refuse(self, path: tuple[str, ...], problem: str) -> Never:
        line = next((self._lines[path[:n]] for n in range(len(path), 0, -1) if path[:n] in self._lines), None)
        where = f"{self._file}, line {line}" if line else str(self._file)
        raise SloError(f"{where}: {' → '.join(path)}: {problem}")


def _is_endpoint(key: str, value: object) -> bool:
    """Endpoints are tables whose names are no keys: `POST /start`, `batch`."""
    return isinstance(value, dict) and key not in RUN_KEYS and not {"limit", ABORT} & value.keys()


def _suggestion(name: str, known: Iterable[str]) -> str:
    names = list(known)
    near = get_close_matches(name, names, n=1)
    return f"did you mean {near[0]!r}?" if near else f"known: {', '.join(names)}"


def _lines_by_path(text: str) -> dict[tuple[str, ...], int]:
    """The line where each table and key of a TOML text stands; tomllib keeps none."""
    lines: dict[tuple[str, ...], int] = {}
    table: tuple[str, ...] = ()
    for number, line in enumerate(text.splitlines(), start=1):
        if line.lstrip().startswith("["):
            table = _names(line)
            lines.setdefault(table, number)
        elif "=" in line and not line.lstrip().startswith("#"):
            lines.setdefault((*table, *_names(line.partition("=")[0] + "= 0")), number)
    return lines


def _names(line: str) -> tuple[str, ...]:
    """The names of a header or of the key of a line, quotes and dots read as TOML reads them; none of other lines."""
    try:
        found: object = tomllib.loads(line)
    except tomllib.TOMLDecodeError:
        return ()
    names = []
    while isinstance(found, dict) and found:
        [(name, found)] = found.items()
        names.append(name)
    return tuple(names)
