"""The synthetic season: one seed, one season of the platform's tables in which everything agrees."""

from __future__ import annotations

from harness.season.season import Season, build_season

__all__ = ["Season", "build_season"]
