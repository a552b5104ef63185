"""Defects of the scraped tables: what a provider, a scraper or a loader did to them."""

from __future__ import annotations

from harness.season.defects.corruptible import Corruptible, Rows
from harness.season.defects.defect import defect

BOX = "nba_raw.bdl_player_boxscores"


@defect(kills={"raw.box_scores/points add up"}, sizes=(1, 20))
def box_score_points_one_too_many(season: Corruptible, size: int) -> Rows:
    """A line of Ball Don't Lie has one point more than its makes give."""
    rows = season.pick(BOX, "points < 60", size)
    season.update(rows, points="points + 1")
    return rows
