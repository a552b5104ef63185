"""One name for one thing: teams, players, games, minutes and time across the providers.

Every provider spells these in its own way. Each rule below names the provider whose answers need it.
"""

from __future__ import annotations

import math
import re
import unicodedata
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from zoneinfo import ZoneInfo


@dataclass(frozen=True, slots=True)
class Team:
    """One of the 30 teams: platform code, names, league place, home zone and the providers' ids."""

    code: str
    city: str
    nickname: str
    conference: str
    division: str
    zone: ZoneInfo
    nba_id: int
    espn_id: int
    espn_code: str
    reference_code: str

    @property
    def name(self) -> str:
        return f"{self.city} {self.nickname}"


def _team(line: str) -> Team:
    code, city, nickname, conference, division, zone, nba_id, reference_code, espn_code, espn_id = line.split("|")
    return Team(
        code, city, nickname, conference, division, ZoneInfo(zone), int(nba_id), int(espn_id), espn_code, reference_code
    )


# code | city | nickname | conference | division | zone | NBA.com id | Basketball-Reference | ESPN | ESPN id
_TEAM_LINES = """
ATL|Atlanta|Hawks|East|Southeast|America/New_York|1610612737|ATL|ATL|1
BOS|Boston|Celtics|East|Atlantic|America/New_York|1610612738|BOS|BOS|2
BKN|Brooklyn|Nets|East|Atlantic|America/New_York|1610612751|BRK|BKN|17
CHA|Charlotte|Hornets|East|Southeast|America/New_York|1610612766|CHO|CHA|30
CHI|Chicago|Bulls|East|Central|America/Chicago|1610612741|CHI|CHI|4
CLE|Cleveland|Cavaliers|East|Central|America/New_York|1610612739|CLE|CLE|5
DAL|Dallas|Mavericks|West|Southwest|America/Chicago|1610612742|DAL|DAL|6
DEN|Denver|Nuggets|West|Northwest|America/Denver|1610612743|DEN|DEN|7
DET|Detroit|Pistons|East|Central|America/Detroit|1610612765|DET|DET|8
GSW|Golden State|Warriors|West|Pacific|America/Los_Angeles|1610612744|GSW|GS|9
HOU|Houston|Rockets|West|Southwest|America/Chicago|1610612745|HOU|HOU|10
IND|Indiana|Pacers|East|Central|America/Indiana/Indianapolis|1610612754|IND|IND|11
LAC|LA|Clippers|West|Pacific|America/Los_Angeles|1610612746|LAC|LAC|12
LAL|Los Angeles|Lakers|West|Pacific|America/Los_Angeles|1610612747|LAL|LAL|13
MEM|Memphis|Grizzlies|West|Southwest|America/Chicago|1610612763|MEM|MEM|29
MIA|Miami|Heat|East|Southeast|America/New_York|1610612748|MIA|MIA|14
MIL|Milwaukee|Bucks|East|Central|America/Chicago|1610612749|MIL|MIL|15
MIN|Minnesota|Timberwolves|West|Northwest|America/Chicago|1610612750|MIN|MIN|16
NOP|New Orleans|Pelicans|West|Southwest|America/Chicago|1610612740|NOP|NO|3
NYK|New York|Knicks|East|Atlantic|America/New_York|1610612752|NYK|NY|18
OKC|Oklahoma City|Thunder|West|Northwest|America/Chicago|1610612760|OKC|OKC|25
ORL|Orlando|Magic|East|Southeast|America/New_York|1610612753|ORL|ORL|19
PHI|Philadelphia|76ers|East|Atlantic|America/New_York|1610612755|PHI|PHI|20
PHX|Phoenix|Suns|West|Pacific|America/Phoenix|1610612756|PHO|PHX|21
POR|Portland|Trail Blazers|West|Northwest|America/Los_Angeles|1610612757|POR|POR|22
SAC|Sacramento|Kings|West|Pacific|America/Los_Angeles|1610612758|SAC|SAC|23
SAS|San Antonio|Spurs|West|Southwest|America/Chicago|1610612759|SAS|SA|24
TOR|Toronto|Raptors|East|Atlantic|America/Toronto|1610612761|TOR|TOR|28
UTA|Utah|Jazz|West|Northwest|America/Denver|1610612762|UTA|UTAH|26
WAS|Washington|Wizards|East|Southeast|America/New_York|1610612764|WAS|WSH|27
"""
TEAMS: tuple[Team, ...] = tuple(_team(line) for line in _TEAM_LINES.strip().splitlines())
TEAM_BY_CODE: dict[str, Team] = {team.code: team for team in TEAMS}
TEAM_BY_NBA_ID: dict[int, Team] = {team.nba_id: team for team in TEAMS}
# Ball Don't Lie numbers the teams 1..30 in this order; its ids above 30 are clubs that no longer exist.
TEAM_BY_BDL_ID: dict[int, Team] = dict(enumerate(TEAMS, start=1))

# ESPN writes GS NO NY SA UTAH WSH, Basketball-Reference BRK CHO PHO; BettingPros has been seen with PHO and NOR.
_CODE_VARIANTS: dict[str, str] = {
    **{team.espn_code: team.code for team in TEAMS},
    **{team.reference_code: team.code for team in TEAMS},
    "NOR": "NOP",
    **{team.code: team.code for team in TEAMS},
}
# The Odds API writes full names and has used both names of the Clippers.
_NAME_VARIANTS: dict[str, str] = {team.name.casefold(): team.code for team in TEAMS} | {
    "los angeles clippers": "LAC",
    "la lakers": "LAL",
}


def team_code(text: str) -> str | None:
    """The platform's three-letter code for a provider's code or full team name; None where nobody knows it."""
    cleaned = " ".join(text.split())
    return _CODE_VARIANTS.get(cleaned.upper()) or _NAME_VARIANTS.get(cleaned.casefold())


def known_team(text: str) -> str:
    """As `team_code`, for places where a team must be one of the 30.

    Raises:
        ValueError: nobody knows it.
    """
    code = team_code(text)
    if code is None:
        raise ValueError(f"{text[:40]!r} is none of the 30 teams")
    return code


def player_lookup(full_name: str) -> str:
    """The key a player is joined by: lower case, no diacritics, nothing outside a-z0-9; a suffix stays.

    >>> player_lookup("Nikola Jokić"), player_lookup("Jaren Jackson Jr."), player_lookup("De'Aaron Fox")
    ('nikolajokic', 'jarenjacksonjr', 'deaaronfox')
    """
    # Letters that Unicode does not decompose into a base letter and a mark.
    special = str.maketrans(
        {"ø": "o", "đ": "d", "ð": "d", "ł": "l", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "þ": "th"}
    )
    lowered = full_name.casefold().translate(special)
    decomposed = unicodedata.normalize("NFKD", lowered)
    return re.sub(r"[^a-z0-9]", "", decomposed)


def player_key(full_name: str) -> str:
    """As `player_lookup`, for places where there must be a key.

    Raises:
        ValueError: no letter or digit of a-z0-9 is left of the name.
    """
    key = player_lookup(full_name)
    if not key:
        raise ValueError(f"{full_name[:40]!r} leaves no player key (no letter a-z, no digit)")
    return key


def platform_game_id(day: date, away_code: str, home_code: str) -> str:
    """`YYYYMMDD_AWY_HOM`; the day is the Eastern game day."""
    return f"{day:%Y%m%d}_{away_code}_{home_code}"


# stats.nba.com has also sent the minutes before the colon with decimals: 34.000000:12.
_CLOCK = re.compile(r"^([0-9]{1,3})(?:\.0+)?:([0-5][0-9])$")
_ISO = re.compile(r"^PT(?:([0-9]{1,3})M)?(?:([0-9]{1,2}(?:\.[0-9]+)?)S)?$")
_NUMBER = re.compile(r"^[0-9]{1,3}(?:\.[0-9]+)?$")
_HOURS = re.compile(r"^([0-9]{1,2}):([0-5][0-9]):([0-5][0-9])$")


def minutes_played(text: str | int | float | None) -> float | None:
    """Minutes as a number, from any of the formats the providers send.

    `34:12` (NBA.com, gamebook), `PT34M12.00S` (NBA.com live feeds), `34` or `34.2` (Ball Don't Lie, game log).
    None or blank means the player did not play, and gives None.

    Raises:
        ValueError: the text is in none of them.
    """
    if text is None:
        return None
    if isinstance(text, (int, float)) and not isinstance(text, bool):
        if not math.isfinite(text) or text < 0:
            raise ValueError(f"{text!r} is no number of minutes")
        return float(text)
    cleaned = str(text).strip()
    if not cleaned:
        return None
    if match := _CLOCK.match(cleaned):
        return int(match[1]) + int(match[2]) / 60
    if (match := _ISO.match(cleaned)) and (match[1] or match[2]):
        return int(match[1] or 0) + float(match[2] or 0) / 60
    if _NUMBER.match(cleaned):
        return float(cleaned)
    raise ValueError(f"{cleaned[:40]!r} is in no known minutes format (34:12, PT34M12.00S, 34, 34.2)")


def clock_seconds(text: str) -> int:
    """Whole seconds shown by a game clock: `PT11M43.00S` (NBA.com), `0:11:44` (BigDataBall) or `11:44`.

    Raises:
        ValueError: the text is none of them.
    """
    cleaned = text.strip()
    if match := _HOURS.match(cleaned):
        return int(match[1]) * 3600 + int(match[2]) * 60 + int(match[3])
    if match := _CLOCK.match(cleaned):
        return int(match[1]) * 60 + int(match[2])
    if (match := _ISO.match(cleaned)) and (match[1] or match[2]):
        return int(match[1] or 0) * 60 + int(float(match[2] or 0))
    raise ValueError(f"{cleaned[:40]!r} is in no known clock format (PT11M43.00S, 0:11:44, 11:44)")


def utc_instant(text: str) -> datetime:
    """An instant from ISO text with Z or an offset (The Odds API, ESPN, NBA.com UTC fields).

    Raises:
        ValueError: not ISO, or no offset.
    """
    try:
        instant = datetime.fromisoformat(text.strip().replace("Z", "+00:00"))
    except ValueError:
        raise ValueError(f"{text[:40]!r} is no ISO instant such as 2024-01-16T00:30:00Z") from None
    if instant.tzinfo is None:
        raise ValueError(f"{text!r} has no offset, so it names no instant")
    try:
        return instant.astimezone(UTC)
    except OverflowError:
        raise ValueError(f"{text!r} lies outside the calendar") from None


def naive_utc_instant(text: str) -> datetime:
    """An instant from text without zone that is meant as UTC (BettingPros: `2021-10-21 23:30:00`)."""
    return datetime.fromisoformat(text.strip()).replace(tzinfo=UTC)


_DAY_FORMATS = (
    (re.compile(r"^[0-9]{4}-[0-9]{2}-[0-9]{2}(?:[T ].*)?$"), "%Y-%m-%d", 10),
    (re.compile(r"^[0-9]{2}/[0-9]{2}/[0-9]{4}(?: .*)?$"), "%m/%d/%Y", 10),
    (re.compile(r"^[0-9]{8}$"), "%Y%m%d", 8),
)


def calendar_day(text: str) -> date:
    """A day from any of the ways NBA.com and the others write one; a time of day behind it is not looked at.

    `2024-01-15`, `2024-01-15T00:00:00`, `01/08/2025`, `10/04/2024 00:00:00`, `20240115`.

    Raises:
        ValueError: the text is none of them.
    """
    cleaned = text.strip()
    for pattern, layout, length in _DAY_FORMATS:
        if pattern.match(cleaned):
            return datetime.strptime(cleaned[:length], layout).replace(tzinfo=UTC).date()
    raise ValueError(f"{cleaned[:40]!r} is in no known day format (2024-01-15, 01/15/2024, 20240115)")


_NBA_GAME_ID = re.compile(r"^00[1-6][0-9]{7}$")


def nba_game_id(value: str | int) -> str:
    """The ten-digit NBA.com id; feeds that send a number lose its leading zeros (BigDataBall: 42400407).

    Raises:
        ValueError: it is no NBA game id.
    """
    text = str(value).strip().zfill(10)
    if not _NBA_GAME_ID.match(text):
        raise ValueError(f"{value!r} is no NBA game id (00, type 1-6, two-digit year, five-digit number)")
    return text


class GameType(StrEnum):
    """The third digit of an NBA game id."""

    PRESEASON = "1"
    REGULAR = "2"
    ALL_STAR = "3"
    PLAYOFFS = "4"
    PLAY_IN = "5"
    CUP_FINAL = "6"

    @classmethod
    def of(cls, game_id: str) -> GameType:
        """The type in a ten-digit id, as `nba_game_id` gives it."""
        return cls(game_id[2])

    @property
    def is_exhibition(self) -> bool:
        """Preseason and All-Star games may have a side that is none of the 30 teams."""
        return self in (GameType.PRESEASON, GameType.ALL_STAR)


def season_year_of(day: date) -> int:
    """Start year of the season a day belongs to; a season runs from July to June."""
    return day.year if day.month >= 7 else day.year - 1


def season_label(start_year: int) -> str:
    """`2024-25` for 2024."""
    return f"{start_year}-{(start_year + 1) % 100:02d}"


_SEASON_LABEL = re.compile(r"^([0-9]{4})-[0-9]{2}$")


def season_start_year(label: str) -> int:
    """2024 for `2024-25` (schedule, player index) and for `22024` (NBA.com puts the game type before the year).

    Raises:
        ValueError: it is neither.
    """
    cleaned = label.strip()
    if match := _SEASON_LABEL.match(cleaned):
        return int(match[1])
    if re.fullmatch(r"[1-6]?(19|20)[0-9]{2}", cleaned):
        return int(cleaned[-4:])
    raise ValueError(f"{cleaned[:40]!r} is no season (2024-25, 22024)")
