"""What several tables of phase 4 share: words, limits, and how the zones are named."""

from __future__ import annotations

from typing import Any, Final

import ibis

EARLY_SEASON_GAMES: Final = 10
"""With fewer behind it a row is flagged."""
SAMPLE_QUALITIES: Final = ["insufficient", "limited", "good", "excellent"]


def of_zone(zone: Any, paint: Any, mid_range: Any, three: Any) -> Any:
    """The value of the zone that is named; NULL for `balanced`, which is none."""
    return ibis.cases((zone == "paint", paint), (zone == "mid_range", mid_range), (zone == "perimeter", three))
