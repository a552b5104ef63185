"""The most that is believed of one player or team in one game, and of one line. What is beyond is a mistake."""

from __future__ import annotations

from typing import Final

MOST_POINTS: Final = 100
MOST_FIELD_GOALS: Final = 50
MOST_THREES: Final = 25
MOST_FREE_THROWS: Final = 35
MOST_REBOUNDS: Final = 35
MOST_ASSISTS: Final = 30
MOST_STEALS: Final = 11
MOST_BLOCKS: Final = 12
MOST_TURNOVERS: Final = 14
MOST_FOULS: Final = 6
"""The sixth sends a player off."""
MOST_MINUTES: Final = 65
WIDEST_PLUS_MINUS: Final = 60

LEAST_TEAM_POINTS: Final = 60
MOST_TEAM_POINTS: Final = 190

LOWEST_LINE: Final = 3.5
HIGHEST_LINE: Final = 55.5
LONGEST_ODDS: Final = 500
"""American odds of a points line, to either side."""
