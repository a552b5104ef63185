"""The kill matrix for programs.

    schema_version   "major.minor" of this structure; the major number changes when a reader would break
    good             whether every defect is found, no check is idle and no clean season gave an alarm
    verdict          the same in a sentence
    season           {"seed", "start_year", "window": {"start", "end"}, "as_of"} that the defects were applied to
    whole            whether all defects were tried; only then are idle checks told
    checks           ["<validator>/<check>", …], all that were asked
    idle_checks      those that find no defect with the right keys
    defects          [{"name", "sentence", "incident", "size", "good", "impossible", "cells"}, …]
    alarms           [{"season", "check", "outcome", "said"}, …] of seasons without defects
    clean_seasons    [{"seed", "start_year"}, …] that were asked beside the first

A cell is {"check", "state", "note"}; checks that rightly stay silent have none. States: killed, companion, blinded,
missed, wrong keys, unexpected.
"""

from __future__ import annotations

import json
from typing import Any

from validators.kill_matrix.matrix import Row
from validators.kill_matrix.record import MatrixRecord

SCHEMA_VERSION = "1.0"


def to_json(record: MatrixRecord) -> str:
    """`record` as indented JSON."""
    document = {
        "schema_version": SCHEMA_VERSION,
        "good": record.good,
        "verdict": record.verdict,
        "season": {
            "seed": record.seed,
            "start_year": record.start_year,
            "window": {"start": str(record.window.start), "end": str(record.window.end)},
            "as_of": record.as_of.isoformat(),
        },
        "whole": record.whole,
        "checks": list(record.matrix.checks),
        "idle_checks": list(record.idle_checks),
        "defects": [_defect(row) for row in record.matrix.rows],
        "alarms": [
            {"season": one.season, "check": one.check, "outcome": str(one.outcome), "said": one.said}
            for one in record.alarms
        ],
        "clean_seasons": [{"seed": one.seed, "start_year": one.start_year} for one in record.clean_seasons],
    }
    return json.dumps(document, ensure_ascii=False, allow_nan=False, indent=1)


def _defect(row: Row) -> dict[str, Any]:
    return {
        "name": row.defect.name,
        "sentence": row.defect.sentence,
        "incident": row.defect.incident,
        "size": row.size,
        "good": row.good,
        "impossible": row.impossible,
        "cells": [{"check": cell.check, "state": str(cell.state), "note": cell.note} for cell in row.cells],
    }
