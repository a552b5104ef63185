"""The league's players: names, ids, bodies, skills; which team they play for, and from when.

A roster has 18 places, best player first: 15 standard contracts and 3 two-way. A trade swaps the
holders of places, so a place has one holder before the trade deadline and one from it on.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from harness.ingest.identities import TEAMS, player_lookup
from harness.season.calendar import SeasonCalendar
from harness.season.columns import Days, Flags, Floats, Ints, Text, text
from harness.season.names import draw_names

PLACES = 18
STANDARD_PLACES = 15
# Positions of the places in the order of the roster, as the position letters of NBA.com.
_POSITIONS = ("G", "F", "C", "G", "F", "G", "F", "C", "G", "F", "G", "C", "F", "G", "F", "G", "F", "C")
POSITIONS = ("G", "F", "C")
_HEIGHT_INCHES = {"G": (75.5, 1.8), "F": (80.0, 1.6), "C": (83.2, 1.5)}
_POUNDS_AT_79_INCHES, _POUNDS_AN_INCH = 215.0, 6.5
COLLEGES = ("Kentucky", "Duke", "Arizona", "Kansas", "UCLA", "Gonzaga", "Michigan", "Baylor", "Texas", "Oregon")
COUNTRIES = ("USA", "Canada", "France", "Serbia", "Nigeria", "Australia", "Spain", "Germany")
_COUNTRY_SHARES = (0.76, 0.06, 0.05, 0.03, 0.03, 0.03, 0.02, 0.02)
# Share of possessions a place's holder uses while he plays, against the team's mean of 1.
_USAGE = (1.62, 1.3, 1.08, 1.05, 0.9, 1.0, 0.92, 0.86, 0.85, 0.8, 0.8, 0.76, 0.75, 0.75, 0.74, 0.72, 0.72, 0.7)
_LATE_SIGNINGS = 0.35


@dataclass(frozen=True, slots=True, eq=False)
class Skills:
    """What each player does with his minutes; shares are of his own attempts, the rest are weights a minute."""

    usage: Floats
    three_share: Floats
    shooting: Floats
    foul_drawing: Floats
    free_throw_share: Floats
    offensive_rebounding: Floats
    defensive_rebounding: Floats
    passing: Floats
    stealing: Floats
    blocking: Floats
    losing: Floats
    fouling: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Trade:
    """Two teams, positions in `TEAMS`, and the roster places whose holders changed sides."""

    one: int
    other: int
    places: tuple[int, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Rosters:
    """Every player of the season, one entry an array; `holder[era, team, place]` is a player or -1.

    Era 0 is before the trade deadline, era 1 from that day on. `joined` is the first day a player
    belongs to a team at all (two-way players sign during the season).
    """

    names: list[str]
    lookups: list[str]
    nba_id: Ints
    bdl_id: Ints
    espn_id: Ints
    bettingpros_id: Ints
    position: Ints
    height_inches: Ints
    pounds: Ints
    jersey: Ints
    birth_date: Days
    years_pro: Ints
    draft_pick: Ints
    college: Ints
    country: Ints
    joined: Days
    two_way: Flags
    skills: Skills
    holder: Ints
    deadline: np.datetime64
    trades: tuple[Trade, ...]

    def __len__(self) -> int:
        return len(self.names)

    def era(self, days: Days) -> Ints:
        return (days >= self.deadline).astype(np.int64)

    def team_in(self, era: int) -> Ints:
        """Each player's team, a position in `TEAMS`, in one era."""
        teams = np.full(len(self), -1, np.int64)
        held = self.holder[era]
        teams[held] = np.repeat(np.arange(len(TEAMS))[:, None], PLACES, axis=1)
        return teams

    def name(self, players: Ints) -> Text:
        return text(self.names, players)

    def lookup(self, players: Ints) -> Text:
        return text(self.lookups, players)

    def position_letter(self, players: Ints) -> Text:
        return text(POSITIONS, np.where(players >= 0, self.position[players], -1))

    def jersey_number(self, players: Ints) -> Text:
        return text([str(number) for number in range(100)], np.where(players >= 0, self.jersey[players], -1))

    def height(self, players: Ints) -> Text:
        """Feet and inches: 6-7."""
        return text([f"{n // 12}-{n % 12}" for n in range(100)], self.height_inches[players])


def draw_rosters(calendar: SeasonCalendar, random: np.random.Generator) -> Rosters:
    """540 players on 30 teams, with the trades of deadline day."""
    teams = len(TEAMS)
    count = teams * PLACES
    place = np.tile(np.arange(PLACES), teams)
    position = np.array([POSITIONS.index(letter) for letter in _POSITIONS])[place]
    before = np.arange(count).reshape(teams, PLACES)
    after, trades = _traded(before, random)
    names = draw_names(count, random)
    age, years_pro = _ages(place, random)
    opening = np.datetime64(calendar.first_day)
    height = np.array([_HEIGHT_INCHES[letter] for letter in POSITIONS])[position]
    inches = np.clip(np.rint(random.normal(height[:, 0], height[:, 1])), 70, 89).astype(np.int64)
    pounds = _POUNDS_AT_79_INCHES + _POUNDS_AN_INCH * (inches - 79) + random.normal(0, 9, count)
    drafted = (random.random(count) < 0.8) & (place < STANDARD_PLACES)
    return Rosters(
        names=names,
        lookups=[player_lookup(name) for name in names],
        nba_id=_ids(1_626_000, 6, count, random),
        bdl_id=_ids(100, 1_500, count, random),
        espn_id=_ids(3_900_000, 1_900, count, random),
        bettingpros_id=_ids(2_000, 9, count, random),
        position=position,
        height_inches=inches,
        pounds=np.clip(np.rint(pounds / 5) * 5, 165, 320).astype(np.int64),
        jersey=_jerseys(teams, trades, random),
        birth_date=opening - (age * 365.25).astype("timedelta64[D]"),
        years_pro=years_pro,
        draft_pick=np.where(drafted, random.integers(1, 61, count), 0),
        college=random.integers(0, len(COLLEGES), count),
        country=random.choice(len(COUNTRIES), count, p=_COUNTRY_SHARES),
        joined=_joined(calendar, place, random),
        two_way=place >= STANDARD_PLACES,
        skills=_skills(place, position, random),
        holder=np.stack([before, after]),
        deadline=np.datetime64(calendar.trade_deadline),
        trades=trades,
    )


def _traded(before: Ints, random: np.random.Generator) -> tuple[Ints, tuple[Trade, ...]]:
    """Deadline day: six teams, three trades, the second of them two players for two."""
    teams = random.permutation(len(TEAMS))[:6]
    places = [int(place) for place in random.permutation(np.arange(2, 11))[:4]]
    trades = (
        Trade(int(teams[0]), int(teams[1]), (places[0],)),
        Trade(int(teams[2]), int(teams[3]), (places[1], places[2])),
        Trade(int(teams[4]), int(teams[5]), (places[3],)),
    )
    after = before.copy()
    for trade in trades:
        chosen = list(trade.places)
        after[trade.one, chosen], after[trade.other, chosen] = before[trade.other, chosen], before[trade.one, chosen]
    return after, trades


def _ids(first: int, step: int, count: int, random: np.random.Generator) -> Ints:
    """Different ids in no order, as far apart as the provider's are."""
    return first + random.permutation(count) * step + random.integers(0, step, count)


def _ages(place: Ints, random: np.random.Generator) -> tuple[Floats, Ints]:
    """Age on opening day and seasons played before: two-way players are young."""
    veteran = place < STANDARD_PLACES
    years_pro = np.where(
        veteran, np.minimum(random.geometric(0.17, len(place)) - 1, 18), random.integers(0, 3, len(place))
    )
    return 20.0 + years_pro + random.uniform(0.0, 3.5, len(place)), years_pro


def _jerseys(teams: int, trades: tuple[Trade, ...], random: np.random.Generator) -> Ints:
    """Shirt numbers, different within a team; those traded take numbers that are free in both teams."""
    numbers = np.argsort(random.random((teams, 56)), axis=1)[:, :PLACES]
    free = 60
    for trade in trades:
        for place in trade.places:
            numbers[trade.one, place], numbers[trade.other, place] = free, free + 1
            free += 2
    return numbers.reshape(-1)


def _joined(calendar: SeasonCalendar, place: Ints, random: np.random.Generator) -> Days:
    """Opening day, but for some holders of the last place, who sign between December and the deadline."""
    opening = np.datetime64(calendar.first_day)
    days = (np.datetime64(calendar.trade_deadline) - opening).astype(np.int64)
    late = (place == PLACES - 1) & (random.random(len(place)) < _LATE_SIGNINGS)
    after = np.where(late, random.integers(40, days - 3, len(place)), 0)
    return np.asarray(opening + after.astype("timedelta64[D]"))


def _skills(place: Ints, position: Ints, random: np.random.Generator) -> Skills:
    count = len(place)

    def by_position(guard: float, forward: float, center: float, spread: float = 0.2) -> Floats:
        return np.array([guard, forward, center])[position] * random.lognormal(0.0, spread, count)

    return Skills(
        usage=np.array(_USAGE)[place] * random.lognormal(0.0, 0.08, count),
        three_share=np.clip(by_position(0.46, 0.42, 0.14, 0.25), 0.01, 0.8),
        shooting=by_position(0.97, 1.0, 1.12, 0.05),
        foul_drawing=by_position(0.95, 0.95, 1.15, 0.25),
        free_throw_share=np.clip(by_position(0.83, 0.78, 0.69, 0.07), 0.45, 0.93),
        offensive_rebounding=by_position(0.5, 1.0, 2.4),
        defensive_rebounding=by_position(0.75, 1.05, 1.75),
        passing=by_position(1.7, 0.75, 0.55, 0.3) * np.array(_USAGE)[place],
        stealing=by_position(1.2, 0.95, 0.75),
        blocking=by_position(0.5, 1.0, 2.6, 0.3),
        losing=by_position(1.15, 0.9, 0.95) * np.array(_USAGE)[place],
        fouling=by_position(0.9, 1.0, 1.4),
    )
