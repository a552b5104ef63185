"""Which processor a completion is of: messages carry the class's name, rules and documents the name of its gate."""

from __future__ import annotations

import re

from harness.reference.phases_rules import Edge, expected

_GATES = {"BdlBoxscoresProcessor": "p2_bdl_box_scores", "MLFeatureStoreProcessor": "ml_feature_store"}
"""Classes whose names do not tell; their completions may come without the table."""
_OF_TABLES = {
    "bdl_player_boxscores": "p2_bdl_box_scores",
    "bigdataball_play_by_play": "p2_bigdataball_pbp",
    "odds_api_game_lines": "p2_odds_game_lines",
    "nbac_schedule": "p2_nbacom_schedule",
    "nbac_gamebook_player_stats": "p2_nbacom_gamebook_pdf",
    "br_rosters_current": "p2_br_season_roster",
    "ml_feature_store_v2": "ml_feature_store",
}
"""The gates that are not called as their tables."""


def gate_name(edge: Edge, processor_name: str, output_table: str | None) -> str:
    """The name under which an edge waits for a processor: by its table, else by its class.

    A processor that nobody waits for keeps a name of its own in the same spelling.
    """
    of_table = _OF_TABLES.get(output_table or "", output_table or "")
    # The graders of phase 5 write predictions too, so there only the name decides.
    if edge is not Edge.PHASE_5_TO_6 and of_table in expected(edge, "overnight"):
        return of_table
    return _GATES.get(processor_name) or _spelt(processor_name)


def _spelt(name: str) -> str:
    plain = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_", name.removesuffix("Processor")).lower()
    # An underscore at the front marks the fields of the trigger itself.
    return re.sub(r"[^a-z0-9_]+", "_", plain).strip("_") or "unnamed"
