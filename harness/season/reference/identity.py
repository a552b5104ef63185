"""The registry's id of a player."""

from __future__ import annotations

import pyarrow as pa

from harness.season.columns import Ints, Text, joined
from harness.season.rosters import Rosters


def universal_ids(rosters: Rosters, players: Ints) -> Text:
    """`<lookup>_001`: the first, and here the only, person of that lookup."""
    return Text(joined(pa.array(rosters.lookups), "_001"), players)
