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
LOWEST_ASKED_LINE: Final = LOWEST_LINE - 2
HIGHEST_ASKED_LINE: Final = HIGHEST_LINE + 2
"""Systems may be asked about lines up to two points to either side of the book's."""
PLACEHOLDER_LINE: Final = 20.0
"""What was once written where no line was known; no prediction with it counts."""
MOST_PREDICTED_POINTS: Final = 60
LARGEST_ERROR: Final = 80
"""Of one prediction, in points."""
LONGEST_ODDS: Final = 500
"""American odds of a points line, to either side."""

MOST_GAMES_A_DAY: Final = 15
"""All thirty teams."""

MOST_GAMES_A_WEEK: Final = 5
MOST_GAMES_A_FORTNIGHT: Final = 10
MOST_GAMES: Final = 113
"""82, the Cup final, two of the play-in, and four rounds of seven."""
LONGEST_WAY: Final = 6000
"""Miles between two arenas; some games are played in Europe."""
YOUNGEST: Final = 18
OLDEST: Final = 50

LOWEST_PACE: Final = 80
HIGHEST_PACE: Final = 125
"""Possessions in 48 minutes, of a single game as of an average."""
LOWEST_RATING: Final = 60
HIGHEST_RATING: Final = 180
"""Points for a hundred possessions, of a single game as of an average."""

WIDEST_SPREAD: Final = 20
LOWEST_TOTAL: Final = 200
HIGHEST_TOTAL: Final = 250
"""Lines before a game; those of a running game go further."""
