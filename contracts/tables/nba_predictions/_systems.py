"""How sure each prediction system must be of what, before it recommends a bet, and on which scale it says so."""

from __future__ import annotations

from typing import Any, Final

ENSEMBLES: Final = ["ensemble_v1", "ensemble_v1_1"]
SYSTEMS_OF_SHARES: Final = ["moving_average", "zone_matchup_v1"]
"""They state their confidence as 0..1, the others as 0..100."""
LEAST_SURE_ENSEMBLE: Final = 20
MOST_SURE_ENSEMBLE: Final = 95

CHAMPION: Final = "catboost_v8"
FALLBACK_CONFIDENCE: Final = 50
"""What the champion says when its model cannot be loaded; it then recommends nothing."""

SIMILARITY: Final = "similarity_balanced_v1"
LEAST_SIMILARITY: Final = 70

MODEL: Final = r"^[a-z0-9]+([_.-][a-z0-9]+)*$"
LARGEST_ADJUSTMENT: Final = 10
"""Points; the scores that adjustments are made from end there."""

LEAST_EDGE: Final = {
    "moving_average": 2.0,
    "zone_matchup_v1": 2.0,
    "similarity_balanced_v1": 2.0,
    "xgboost_v1": 1.5,
    "catboost_v8": 1.0,
    "ensemble_v1": 1.5,
    "ensemble_v1_1": 1.5,
}
"""Points between prediction and line."""

LEAST_CONFIDENCE: Final = {
    "moving_average": 0.45,
    "zone_matchup_v1": 0.45,
    "similarity_balanced_v1": 65.0,
    "catboost_v8": 60.0,
    "ensemble_v1": 65.0,
    "ensemble_v1_1": 65.0,
}
"""On the system's own scale; xgboost_v1 asks for none."""


def of_system(system_id: Any, values: dict[str, float]) -> Any:
    """The system's own value; NULL for a system that has none."""
    return system_id.cases(*values.items(), else_=None)
