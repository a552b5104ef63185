"""Where the 30 teams play at home, and where the Cup's semi-finals are played."""

from __future__ import annotations

from dataclasses import dataclass

from harness.ingest.identities import TEAMS


@dataclass(frozen=True, slots=True)
class Arena:
    """One arena; `zone` is an IANA time zone."""

    name: str
    city: str
    state: str
    zone: str


# code | arena | city | state; as in the 2023-24 to 2025-26 schedules
_ARENA_LINES = """
ATL|State Farm Arena|Atlanta|GA
BOS|TD Garden|Boston|MA
BKN|Barclays Center|Brooklyn|NY
CHA|Spectrum Center|Charlotte|NC
CHI|United Center|Chicago|IL
CLE|Rocket Arena|Cleveland|OH
DAL|American Airlines Center|Dallas|TX
DEN|Ball Arena|Denver|CO
DET|Little Caesars Arena|Detroit|MI
GSW|Chase Center|San Francisco|CA
HOU|Toyota Center|Houston|TX
IND|Gainbridge Fieldhouse|Indianapolis|IN
LAC|Intuit Dome|Inglewood|CA
LAL|Crypto.com Arena|Los Angeles|CA
MEM|FedExForum|Memphis|TN
MIA|Kaseya Center|Miami|FL
MIL|Fiserv Forum|Milwaukee|WI
MIN|Target Center|Minneapolis|MN
NOP|Smoothie King Center|New Orleans|LA
NYK|Madison Square Garden|New York|NY
OKC|Paycom Center|Oklahoma City|OK
ORL|Kia Center|Orlando|FL
PHI|Xfinity Mobile Arena|Philadelphia|PA
PHX|Mortgage Matchup Center|Phoenix|AZ
POR|Moda Center|Portland|OR
SAC|Golden 1 Center|Sacramento|CA
SAS|Frost Bank Center|San Antonio|TX
TOR|Scotiabank Arena|Toronto|ON
UTA|Delta Center|Salt Lake City|UT
WAS|Capital One Arena|Washington|DC
"""
_PLACES = [line.split("|") for line in _ARENA_LINES.strip().splitlines()]
_ZONES = {team.code: team.zone.key for team in TEAMS}
LAS_VEGAS = Arena("T-Mobile Arena", "Las Vegas", "NV", "America/Los_Angeles")
NEUTRAL = len(TEAMS)
# Home arenas in the order of TEAMS, then the neutral one.
ARENAS: tuple[Arena, ...] = (
    *(Arena(name, city, state, _ZONES[code]) for code, name, city, state in _PLACES),
    LAS_VEGAS,
)
