"""How a run is asked for: by `harness chaos run`, or by an experiment's `configuration` under plain `chaos run`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from chaos.extension.serving import Served

REPORTS = Path("reports")
REHEARSAL = 10.0
"""How many times shorter everything is in rehearsal."""


@dataclass(frozen=True, slots=True)
class Options:
    """One run.

    Attributes:
        without: the safeguard that is switched off, if one is.
        speed: 1 as written, 10 in rehearsal.
        served: what to run against; None starts what the experiment wants.
        reports: folder that the ledgers are below, one for each target.
        out: folder of the journal; that of all journals for None.
        command: what makes such a run again.
        name: of the experiment's file.
    """

    without: str | None = None
    speed: float = 1.0
    served: Served | None = None
    reports: Path = REPORTS
    out: Path | None = None
    command: str | None = None
    name: str | None = None

    @property
    def journals(self) -> Path:
        return self.out or self.reports / "chaos"

    @classmethod
    def of(cls, configuration: Mapping[str, Any], environment: Mapping[str, str]) -> Options:
        """Of CHAOS_WITHOUT, CHAOS_REHEARSAL and CHAOS_REPORTS, or of `without`, `rehearsal`, `reports` in the
        `configuration`, which the toolkit's `--var` changes only where the file has them."""

        def told(name: str) -> str:
            return environment.get(f"CHAOS_{name.upper()}") or str(configuration.get(name) or "")

        rehearsal = told("rehearsal").lower() in ("true", "1", "yes")
        return cls(
            without=told("without").lower() or None,
            speed=REHEARSAL if rehearsal else 1.0,
            reports=Path(told("reports") or REPORTS),
        )
