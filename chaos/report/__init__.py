"""One HTML page for an experiment and one for a game day; neither needs a network or a script."""

from __future__ import annotations

from chaos.report.html import experiment_page, game_day_page

__all__ = ["experiment_page", "game_day_page"]
